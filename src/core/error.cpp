#include "qsmo/core/error.hpp"

#include <algorithm>
#include <cctype>

#include "core/text.hpp"

namespace qsmo {
namespace {

/// Control characters would let a file write to the terminal of whoever reads the message.
std::string printable(std::string_view text) {
  constexpr char hex[] = "0123456789abcdef";
  std::string out;
  while (!text.empty()) {
    const std::size_t length = detail::printable_length(text);
    out += text.substr(0, length);
    if (length == 0) {
      const unsigned char byte = static_cast<unsigned char>(text.front());
      out += "\\x";
      out += hex[byte >> 4];
      out += hex[byte & 15];
    }
    text.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return out;
}

std::string summary(const std::vector<Fault>& faults) {
  std::string text = std::to_string(faults.size()) + (faults.size() == 1 ? " fault" : " faults");
  constexpr std::size_t shown = 10;
  for (std::size_t i = 0; i < std::min(shown, faults.size()); ++i)
    text += "\n  " + to_string(faults[i]);
  if (faults.size() > shown) text += "\n  and " + std::to_string(faults.size() - shown) + " more";
  return text;
}

int letter_distance(char a, char b) {
  if (a == b) return 0;
  const auto lower = [](char c) { return std::tolower(static_cast<unsigned char>(c)); };
  return lower(a) == lower(b) ? 1 : 2;
}

bool same_but_for_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return letter_distance(x, y) < 2; });
}

/// Levenshtein distance in half slips, adjacent swaps counting as one slip.
int distance(std::string_view a, std::string_view b) {
  const std::size_t m = b.size();
  std::vector<int> before(m + 1), last(m + 1), now(m + 1);
  for (std::size_t j = 0; j <= m; ++j) last[j] = static_cast<int>(2 * j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    now[0] = static_cast<int>(2 * i);
    for (std::size_t j = 1; j <= m; ++j) {
      now[j] = std::min(
          {last[j] + 2, now[j - 1] + 2, last[j - 1] + letter_distance(a[i - 1], b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        now[j] = std::min(now[j], before[j - 2] + 2);
    }
    before.swap(last);
    last.swap(now);
  }
  return last[m];
}

}  // namespace

std::string to_string(const Fault& fault) {
  std::string text;
  if (!fault.file.empty()) {
    text += printable(fault.file);
    if (fault.line > 0) text += ":" + std::to_string(fault.line);
    text += ": ";
  }
  if (!fault.pointer.empty()) text += printable(fault.pointer) + ": ";
  if (!fault.value.empty()) text += "\"" + printable(fault.value) + "\": ";
  text += "expected " + printable(fault.expected);
  if (!fault.suggestion.empty()) text += "; did you mean \"" + printable(fault.suggestion) + "\"?";
  return text;
}

InputError::InputError(std::vector<Fault> faults)
    : std::invalid_argument(summary(faults)), faults_(std::move(faults)) {}

IoError::IoError(std::string path, const std::string& reason)
    : std::runtime_error(printable(path) + ": " + printable(reason)), path_(std::move(path)) {}

UnknownNameError::UnknownNameError(std::string_view kind, std::string name, std::string suggestion)
    : std::out_of_range(
          "no " + std::string(kind) + " \"" + printable(name) + "\"" +
          (suggestion.empty() ? "" : "; did you mean \"" + printable(suggestion) + "\"?")),
      name_(std::move(name)),
      suggestion_(std::move(suggestion)) {}

std::string nearest_name(std::string_view name, const std::vector<std::string_view>& candidates) {
  if (name.size() > 200) return {};
  const int limit = std::max(2, static_cast<int>(name.size()) * 2 / 3);
  int best = limit + 1;
  std::string_view nearest;
  for (const std::string_view candidate : candidates) {
    const std::size_t longer = std::max(candidate.size(), name.size());
    const std::size_t shorter = std::min(candidate.size(), name.size());
    if (static_cast<int>(2 * (longer - shorter)) >= best) continue;
    int d = distance(name, candidate);
    if (same_but_for_case(name, candidate)) d = std::min(d, limit);
    if (d < best) {
      best = d;
      nearest = candidate;
    }
  }
  return std::string(nearest);
}

}  // namespace qsmo
