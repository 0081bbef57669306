#include "qsmo/core/random.hpp"

#include <cmath>

namespace qsmo {

double Random::normal() {
  const double radius = std::sqrt(-2.0 * std::log(1.0 - uniform()));
  return radius * std::cos(2.0 * 3.14159265358979323846 * uniform());
}

}  // namespace qsmo
