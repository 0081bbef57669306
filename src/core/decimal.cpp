#include "qsmo/core/decimal.hpp"

#include <cmath>
#include <limits>

#include "qsmo/core/error.hpp"

namespace qsmo {
namespace {

constexpr std::int64_t int64_min = std::numeric_limits<std::int64_t>::min();

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The digits of a decimal number without sign and point, and where the point stands in them.
struct Digits {
  bool negative = false;
  std::string digits;
  std::int64_t point = 0;  // digits before the decimal point; may be negative or beyond the digits
};

/// Reads an optional sign, digits with an optional point, and an optional exponent. False if the text is anything else.
bool read_digits(std::string_view text, Digits& out) {
  std::size_t i = 0;
  if (i < text.size() && (text[i] == '-' || text[i] == '+')) out.negative = text[i++] == '-';
  const std::size_t first = i;
  while (i < text.size() && is_digit(text[i])) out.digits += text[i++];
  out.point = static_cast<std::int64_t>(i - first);
  if (i < text.size() && text[i] == '.') {
    ++i;
    while (i < text.size() && is_digit(text[i])) out.digits += text[i++];
  }
  if (out.digits.empty()) return false;
  if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
    ++i;
    bool negative_exponent = false;
    if (i < text.size() && (text[i] == '-' || text[i] == '+')) negative_exponent = text[i++] == '-';
    if (i == text.size()) return false;
    std::int64_t exponent = 0;
    for (; i < text.size() && is_digit(text[i]); ++i) {
      // Saturates: such a number is out of range or zero in any case.
      if (exponent < 1'000'000'000) exponent = exponent * 10 + (text[i] - '0');
    }
    out.point += negative_exponent ? -exponent : exponent;
  }
  return i == text.size();
}

void strip_zeros(Digits& number) {
  const std::size_t lead = std::min(number.digits.find_first_not_of('0'), number.digits.size());
  number.digits.erase(0, lead);
  number.point -= static_cast<std::int64_t>(lead);
  while (!number.digits.empty() && number.digits.back() == '0') number.digits.pop_back();
}

}  // namespace

template <int Places>
ParseStatus Fixed<Places>::parse(std::string_view text, Fixed& out) {
  Digits number;
  if (!read_digits(text, number)) return ParseStatus::not_a_number;
  strip_zeros(number);
  if (number.digits.empty()) {
    out = Fixed();
    return ParseStatus::ok;
  }
  const std::int64_t size = static_cast<std::int64_t>(number.digits.size());
  if (number.point > 19) return ParseStatus::out_of_range;
  if (size - number.point > Places) return ParseStatus::too_many_places;
  number.digits.append(static_cast<std::size_t>(number.point + Places - size), '0');
  // Negative, because there is one more number below 0 than above.
  std::int64_t raw = 0;
  for (const char c : number.digits) {
    const int digit = c - '0';
    if (raw < (int64_min + digit) / 10) return ParseStatus::out_of_range;
    raw = raw * 10 - digit;
  }
  if (!number.negative && raw == int64_min) return ParseStatus::out_of_range;
  out = from_raw(number.negative ? raw : -raw);
  return ParseStatus::ok;
}

template <int Places>
Fixed<Places> Fixed<Places>::nearest(double value) {
  const double scaled = value * static_cast<double>(scale);
  if (!(std::fabs(scaled) < 9.2e18))
    throw OverflowError("a number does not fit into 64-bit fixed point");
  return from_raw(static_cast<std::int64_t>(std::llround(scaled)));
}

template <int Places>
std::string Fixed<Places>::to_string() const {
  const bool negative = raw_ < 0;
  const std::uint64_t magnitude =
      negative ? 0 - static_cast<std::uint64_t>(raw_) : static_cast<std::uint64_t>(raw_);
  const std::uint64_t unit = static_cast<std::uint64_t>(scale);
  std::string text = (negative ? "-" : "") + std::to_string(magnitude / unit);
  std::string fraction = std::to_string(magnitude % unit + unit).substr(1);
  while (!fraction.empty() && fraction.back() == '0') fraction.pop_back();
  return fraction.empty() ? text : text + "." + fraction;
}

template <int Places>
Fixed<Places>& Fixed<Places>::operator+=(Fixed other) {
  if (__builtin_add_overflow(raw_, other.raw_, &raw_))
    throw OverflowError("a sum does not fit into 64-bit fixed point");
  return *this;
}

template <int Places>
Fixed<Places>& Fixed<Places>::operator-=(Fixed other) {
  if (__builtin_sub_overflow(raw_, other.raw_, &raw_))
    throw OverflowError("a difference does not fit into 64-bit fixed point");
  return *this;
}

template class Fixed<2>;
template class Fixed<6>;

}  // namespace qsmo
