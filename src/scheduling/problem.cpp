#include "qsmo/scheduling/problem.hpp"

#include <cmath>
#include <limits>

#include "qsmo/core/int128.hpp"

namespace qsmo::scheduling {

std::int64_t line_cents(Amount volume, Amount unit_price, Amount fee_cents, int periods_per_year) {
  // (millionths x millionths + cents x 1e10) are 1e-12 dollars; a cent is 1e10 of them.
  constexpr std::int64_t cent = 10'000'000'000;
  const Int128 numerator =
      static_cast<Int128>(volume) * unit_price + static_cast<Int128>(fee_cents) * cent;
  const Int128 divisor = static_cast<Int128>(cent) * periods_per_year;
  const Int128 doubled = 2 * numerator + divisor;           // never negative: half up
  if (doubled <= std::numeric_limits<std::int64_t>::max())  // a fifth of the time
    return static_cast<std::int64_t>(doubled) / static_cast<std::int64_t>(2 * divisor);
  return static_cast<std::int64_t>(doubled / (2 * divisor));
}

Cost present_cost(double cents, double discount) {
  return std::llround(cents * discount * 10'000.0);
}

}  // namespace qsmo::scheduling
