#include "qsmo/core/calendar.hpp"

#include <algorithm>
#include <array>

namespace qsmo {
namespace {

int floor_div(int a, int b) { return a / b - (a % b != 0 && (a % b < 0) != (b < 0) ? 1 : 0); }
int floor_mod(int a, int b) { return a - floor_div(a, b) * b; }

int days_in_month(int year, int month) {
  constexpr std::array<int, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : days[static_cast<std::size_t>(month - 1)];
}

std::optional<int> number(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

std::string two_digits(int value) { return (value < 10 ? "0" : "") + std::to_string(value); }

}  // namespace

std::optional<Date> Date::parse(std::string_view text) {
  const bool with_day = text.size() == 10;
  if ((!with_day && text.size() != 7) || text[4] != '-' || (with_day && text[7] != '-'))
    return std::nullopt;
  const auto year = number(text.substr(0, 4));
  const auto month = number(text.substr(5, 2));
  const auto day = with_day ? number(text.substr(8, 2)) : std::optional<int>(0);
  if (!year || !month || !day || *month < 1 || *month > 12) return std::nullopt;
  if (with_day && (*day < 1 || *day > days_in_month(*year, *month))) return std::nullopt;
  return Date{*year, *month, *day};
}

std::string Date::to_string() const {
  std::string text = std::to_string(year);
  text.insert(0, 4 - std::min<std::size_t>(4, text.size()), '0');
  text += "-" + two_digits(month);
  return day == 0 ? text : text + "-" + two_digits(day);
}

Calendar::Calendar(Date as_of, PeriodLength length, int periods, int fiscal_year_start)
    : as_of_(as_of),
      months_(length == PeriodLength::month ? 1 : 3),
      periods_(periods),
      fiscal_start_(fiscal_year_start) {}

int Calendar::period_of(Date date) const {
  return floor_div(date.month_index() - as_of_.month_index(), months_);
}

int Calendar::begin_period(Date date) const { return std::clamp(period_of(date), 0, periods_); }

int Calendar::last_period(Date date) const { return std::clamp(period_of(date), -1, periods_); }

Date Calendar::first_month(int t) const {
  const int index = as_of_.month_index() + t * months_;
  return Date{floor_div(index, 12), floor_mod(index, 12) + 1, 0};
}

int Calendar::fiscal_year(int t) const {
  const Date first = first_month(t);
  return fiscal_start_ > 1 && first.month >= fiscal_start_ ? first.year + 1 : first.year;
}

bool Calendar::starts_fiscal_year(int t) const { return first_month(t).month == fiscal_start_; }

bool Calendar::starts_calendar_year(int t) const { return first_month(t).month == 1; }

bool Calendar::starts_quarter(int t) const {
  return floor_mod(first_month(t).month - fiscal_start_, 3) == 0;
}

}  // namespace qsmo
