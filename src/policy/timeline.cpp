#include "policy/timeline.hpp"

#include <algorithm>
#include <chrono>

namespace qsmo::detail {
namespace {

int days_in_month(const Date& date) {
  using namespace std::chrono;
  const auto last = year(date.year) / month(static_cast<unsigned>(date.month)) / std::chrono::last;
  return static_cast<int>(static_cast<unsigned>(last.day()));
}

Date first_of_month(int month_index) { return {month_index / 12, month_index % 12 + 1, 0}; }

/// The earlier of two ends, none of which may be for good.
std::optional<Date> earlier(const std::optional<Date>& a, const std::optional<Date>& b) {
  if (!a || !b) return a ? a : b;
  return std::min(*a, *b);
}

std::optional<Date> stated_end(const PolicyValue& value) {
  return value.until ? std::optional(day_after(*value.until)) : std::nullopt;
}

/// Whether there are dates in [begin, end).
bool has_dates(const std::optional<Date>& begin, const std::optional<Date>& end) {
  return !end || !begin || *begin < *end;
}

bool begins_before(const Piece& a, const Piece& b) { return a.begin < b.begin; }

}  // namespace

Date day_after(Date last) {
  if (last.day == 0 || last.day >= days_in_month(last))
    return first_of_month(last.month_index() + 1);
  return {last.year, last.month, last.day + 1};
}

Date day_before(Date first) {
  if (first.day > 1) return {first.year, first.month, first.day - 1};
  Date last = first_of_month(first.month_index() - 1);
  last.day = days_in_month(last);
  return last;
}

Date moved(Date date, int months) {
  Date out = first_of_month(date.month_index() + months);
  out.day = std::min(date.day, days_in_month(out));
  return out;
}

Timeline timeline(const std::vector<PolicyValue>& values, std::string_view parameter) {
  Timeline all;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (values[i].parameter == parameter) all.push_back({values[i], values[i].from, {}, i});
  }
  std::stable_sort(all.begin(), all.end(), begins_before);
  Timeline out;
  for (std::size_t i = 0; i < all.size(); ++i) {
    Piece piece = all[i];
    piece.end = stated_end(piece.value);
    if (i + 1 < all.size()) piece.end = earlier(piece.end, all[i + 1].begin);
    const bool replaced = i + 1 < all.size() && all[i + 1].begin == piece.begin;
    if (!replaced && has_dates(piece.begin, piece.end)) out.push_back(std::move(piece));
  }
  return out;
}

Timeline whole_timeline(const std::vector<PolicyValue>& values, std::string_view parameter) {
  const bool stated = std::any_of(values.begin(), values.end(), [&](const PolicyValue& value) {
    return value.parameter == parameter;
  });
  if (stated) return timeline(values, parameter);
  PolicyValue initial;
  initial.parameter = std::string(parameter);
  initial.value = initial_value(parameter).value_or("");
  initial.reference = "initial value of the parameter";
  return {{std::move(initial), {}, {}, 0}};
}

Timeline without(const Timeline& line, std::optional<Date> begin, std::optional<Date> end) {
  Timeline out;
  for (const Piece& piece : line) {
    Piece before = piece, after = piece;
    before.end = begin ? earlier(piece.end, begin) : piece.end;
    after.begin = end ? std::max(piece.begin, end) : piece.begin;
    if (begin && has_dates(before.begin, before.end)) out.push_back(std::move(before));
    if (end && has_dates(after.begin, after.end)) out.push_back(std::move(after));
  }
  return out;
}

Timeline within(const Timeline& line, std::optional<Date> begin, std::optional<Date> end) {
  const Timeline begun = begin ? without(line, {}, begin) : line;
  return end ? without(begun, end, {}) : begun;
}

Timeline joined(Timeline a, const Timeline& b) {
  a.insert(a.end(), b.begin(), b.end());
  std::stable_sort(a.begin(), a.end(), begins_before);
  return a;
}

std::vector<PolicyValue> values_of(const Timeline& line) {
  std::vector<PolicyValue> out;
  for (std::size_t i = 0; i < line.size(); ++i) {
    PolicyValue value = line[i].value;
    value.from = line[i].begin;
    const bool followed = i + 1 < line.size() && line[i + 1].begin == line[i].end;
    if (stated_end(value) != line[i].end) {
      value.until.reset();
      if (!followed && line[i].end) value.until = day_before(*line[i].end);
    }
    out.push_back(std::move(value));
  }
  return out;
}

}  // namespace qsmo::detail
