#include "qsmo/model/measure_target.hpp"

#include <algorithm>
#include <utility>

#include "core/text.hpp"
#include "qsmo/core/error.hpp"

namespace qsmo {
namespace {

constexpr Decimal largest = Decimal(1'000'000'000);

[[noreturn]] void refuse(std::string_view text, std::string expected, std::string suggestion = {}) {
  Fault fault;
  fault.value = detail::shortened(text);
  fault.expected = std::move(expected);
  fault.suggestion = std::move(suggestion);
  throw InputError({std::move(fault)});
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool equal_but_for_case(std::string_view text, std::string_view lower) {
  return std::equal(text.begin(), text.end(), lower.begin(), lower.end(), [](char a, char b) {
    return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
  });
}

bool says_none(std::string_view text) {
  if (text.empty() || equal_but_for_case(text, "none")) return true;
  return equal_but_for_case(text.substr(0, 3), "tbd") && (text.size() == 3 || text[3] == ' ');
}

/// Takes `word` off the front of the text, if it is there.
bool take(std::string_view& text, std::string_view word) {
  if (!text.starts_with(word)) return false;
  text.remove_prefix(word.size());
  return true;
}

std::optional<Direction> take_direction(std::string_view& text) {
  if (take(text, ">=")) return Direction::at_least;
  if (take(text, "<=")) return Direction::at_most;
  if (take(text, "=")) return Direction::equal;
  return std::nullopt;
}

/// Takes digits, with a point among them if there is one, off the front.
std::string_view take_number(std::string_view& text) {
  const auto end =
      std::find_if(text.begin(), text.end(), [](char c) { return !is_digit(c) && c != '.'; });
  const auto length = static_cast<std::size_t>(end - text.begin());
  const std::string_view number = text.substr(0, length);
  text.remove_prefix(length);
  return number;
}

std::optional<std::string> unit_of(std::string_view rest) {
  if (rest.empty()) return std::string();
  if (rest == "%") return "percent";
  const auto allowed = [](char c) { return is_letter(c) || is_digit(c) || c == ' ' || c == '/'; };
  if (!is_letter(rest.front()) || !std::all_of(rest.begin(), rest.end(), allowed))
    return std::nullopt;
  // After the exponent of a number nobody means a unit.
  if (rest.size() > 1 && (rest[0] == 'e' || rest[0] == 'E') && is_digit(rest[1]))
    return std::nullopt;
  return std::string(rest);
}

std::optional<Decimal> number_of(std::string_view digits) {
  Decimal number;
  const bool plain = !digits.empty() && is_digit(digits.front()) && is_digit(digits.back());
  if (!plain || Decimal::parse(digits, number) != ParseStatus::ok || number > largest)
    return std::nullopt;
  return number;
}

/// Direction, number and unit in this order; none if the text is not that.
std::optional<MeasureTarget> read(std::string_view text) {
  const std::optional<Direction> direction = take_direction(text);
  if (!direction) return std::nullopt;
  text = detail::trimmed(text);
  const std::optional<Decimal> number = number_of(take_number(text));
  const std::optional<std::string> unit = unit_of(detail::trimmed(text));
  if (!number || !unit) return std::nullopt;
  return MeasureTarget{*direction, *number, *unit};
}

/// The same with what people type for `>=` and `<=` spelt out, or with the direction moved to the front.
std::string meant(std::string_view text) {
  const std::pair<std::string_view, std::string_view> spellings[] = {
      {"\xe2\x89\xa5", ">="}, {"\xe2\x89\xa4", "<="}, {"=>", ">="}, {"=<", "<="}, {"==", "="}};
  for (const auto& [typed, spelt] : spellings) {
    std::string_view rest = text;
    const std::string candidate = take(rest, typed) ? std::string(spelt).append(rest) : "";
    if (read(candidate)) return candidate;
  }
  for (const std::string_view direction : {">=", "<=", "="}) {
    if (!text.ends_with(direction)) continue;
    const std::string_view before = text.substr(0, text.size() - direction.size());
    const std::string candidate = std::string(direction).append(detail::trimmed(before));
    if (read(candidate)) return candidate;
  }
  return "";
}

/// Why a text cannot be read that is no target.
std::string expected_instead(std::string_view text) {
  if (!take_direction(text)) return "a target that begins with >=, <= or =";
  text = detail::trimmed(text);
  if (!number_of(take_number(text)))
    return "a plain number of at most 6 places, from 0 to 1000000000, after the direction";
  return "% or a unit of letters after the number";
}

}  // namespace

MeasureTarget parse_target(std::string_view text) {
  const std::string_view target = detail::trimmed(text);
  if (says_none(target)) return {};
  if (equal_but_for_case(target, "zero")) return {Direction::equal, Decimal(), ""};
  if (std::optional<MeasureTarget> found = read(target)) return *std::move(found);
  refuse(text, expected_instead(target), meant(target));
}

}  // namespace qsmo
