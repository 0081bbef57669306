// Exact decimals: money in cents, and every other number in millionths. No floating point.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace qsmo {

/// Outcome of reading a decimal from text.
enum class ParseStatus { ok, not_a_number, too_many_places, out_of_range };

/// A fixed-point number with `Places` decimal places in 64 bits. Sums are exact and throw OverflowError
/// rather than wrap. `Places` = 2 is Money in cents, 6 is Decimal.
template <int Places>
class Fixed {
 public:
  static constexpr int places = Places;
  static constexpr std::int64_t scale = Places == 2 ? 100 : 1'000'000;
  static_assert(Places == 2 || Places == 6);

  constexpr Fixed() = default;
  /// A whole number of units (dollars, people ...).
  constexpr Fixed(int units)
      : raw_(units * scale) {}  // NOLINT: an integer literal is exactly a Fixed
  /// From the smallest units: cents for Money, millionths for Decimal.
  [[nodiscard]] static constexpr Fixed from_raw(std::int64_t raw) {
    Fixed out;
    out.raw_ = raw;
    return out;
  }
  /// Nearest Fixed to a double, half away from zero. For computed inputs; files are read with parse().
  [[nodiscard]] static Fixed nearest(double value);
  /// Reads `-12.5`, `3`, `1.2e3`: exact, no rounding; more than `Places` significant decimals is a fault.
  [[nodiscard]] static ParseStatus parse(std::string_view text, Fixed& out);

  [[nodiscard]] constexpr std::int64_t raw() const { return raw_; }
  [[nodiscard]] constexpr double to_double() const {
    return static_cast<double>(raw_) / static_cast<double>(scale);
  }
  /// Shortest exact text: `12`, `12.5`, `-0.000001`.
  [[nodiscard]] std::string to_string() const;

  friend constexpr auto operator<=>(Fixed, Fixed) = default;
  Fixed& operator+=(Fixed other);
  Fixed& operator-=(Fixed other);
  friend Fixed operator+(Fixed a, Fixed b) { return a += b; }
  friend Fixed operator-(Fixed a, Fixed b) { return a -= b; }
  friend Fixed operator-(Fixed a) { return Fixed() -= a; }

 private:
  std::int64_t raw_ = 0;
};

/// Dollars, exact to the cent: raw() is in cents.
using Money = Fixed<2>;
/// Volumes, unit prices, shares, factors, efforts: exact to a millionth: raw() is in millionths.
using Decimal = Fixed<6>;

extern template class Fixed<2>;
extern template class Fixed<6>;

}  // namespace qsmo
