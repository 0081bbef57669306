// Dates, periods and fiscal years. Semantics: docs/planning-problem.md, "Numbers and time".
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace qsmo {

/// A month, or a day in it, of the civil calendar. Day 0 means the month as a whole.
struct Date {
  int year = 0;
  int month = 1;
  int day = 0;

  /// Reads `2021-10` or `2021-10-15`; nothing else. No value if the text is neither or no such day exists.
  [[nodiscard]] static std::optional<Date> parse(std::string_view text);
  [[nodiscard]] std::string to_string() const;
  /// Months since year 0; two dates in one month are equal in it.
  [[nodiscard]] constexpr int month_index() const { return year * 12 + month - 1; }
  friend constexpr auto operator<=>(const Date&, const Date&) = default;
};

/// Length of a period.
enum class PeriodLength { month, quarter };

/// Maps dates to periods `0 .. periods()-1` from the as-of date, and periods to fiscal years.
/// A fiscal year starts in a stated month and bears the number of the calendar year in which it ends
/// (a year that starts in January bears its own). All functions are O(1) and total.
class Calendar {
 public:
  Calendar() = default;
  /// `fiscal_year_start` is a month 1..12. The as-of month must lie on a period boundary of the fiscal year
  /// (Portfolio checks it).
  Calendar(Date as_of, PeriodLength length, int periods, int fiscal_year_start);

  [[nodiscard]] int periods() const { return periods_; }
  [[nodiscard]] int periods_per_year() const { return 12 / months_; }
  [[nodiscard]] Date as_of() const { return as_of_; }
  [[nodiscard]] PeriodLength length() const {
    return months_ == 1 ? PeriodLength::month : PeriodLength::quarter;
  }
  [[nodiscard]] int fiscal_year_start() const { return fiscal_start_; }

  /// Period that contains `date`, unclamped: negative before the horizon, >= periods() beyond it.
  [[nodiscard]] int period_of(Date date) const;
  /// For a date on which something begins or is due: before the horizon acts as 0, beyond as periods().
  [[nodiscard]] int begin_period(Date date) const;
  /// For a date that names a last period: before the horizon acts as -1, beyond as periods().
  [[nodiscard]] int last_period(Date date) const;

  /// First month of period `t` (any t, also negative or beyond the horizon).
  [[nodiscard]] Date first_month(int t) const;
  /// The period as written in files: its first month, `2021-10`.
  [[nodiscard]] std::string label(int t) const { return first_month(t).to_string(); }
  [[nodiscard]] int fiscal_year(int t) const;
  [[nodiscard]] bool starts_fiscal_year(int t) const;
  [[nodiscard]] bool starts_calendar_year(int t) const;
  /// Quarters are fiscal quarters.
  [[nodiscard]] bool starts_quarter(int t) const;

  friend bool operator==(const Calendar&, const Calendar&) = default;

 private:
  Date as_of_;
  int months_ = 1;
  int periods_ = 0;
  int fiscal_start_ = 10;
};

}  // namespace qsmo
