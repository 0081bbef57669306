#include "qsmo/scheduling/bound.hpp"

#include <algorithm>
#include <cmath>

#include "scheduling/dual.hpp"
#include "scheduling/relaxation.hpp"

namespace qsmo::scheduling {

struct Bound::Impl {
  Impl(const Problem& problem, const Solution& start, const BoundOptions& options)
      : relaxation(problem, start), dual(relaxation, problem, options.threads) {}

  Relaxation relaxation;
  Dual dual;
};

Bound::Bound(const Problem& problem, const Solution& start, const BoundOptions& options)
    : impl_(std::make_unique<Impl>(problem, start, options)) {}
Bound::~Bound() = default;
Bound::Bound(Bound&&) noexcept = default;
Bound& Bound::operator=(Bound&&) noexcept = default;

std::uint64_t Bound::improve(std::uint64_t evaluations, Cost target, const StopPoint& stop) {
  const auto nodes = static_cast<double>(std::max<std::size_t>(1, this->nodes()));
  double done = 0;
  while (done < static_cast<double>(evaluations) && !stop.reached()) {
    const bool whole = impl_->dual.advance({target, forbidden}, stop);
    const std::size_t work = impl_->dual.take_work();
    if (!whole || work == 0) break;
    done += static_cast<double>(work) / nodes;
  }
  return static_cast<std::uint64_t>(std::ceil(done));
}

bool Bound::converging() const { return !impl_->dual.splitting(); }
Cost Bound::value() const { return impl_->dual.value(); }
const Prices& Bound::prices() const { return impl_->dual.prices(); }
std::size_t Bound::nodes() const { return impl_->relaxation.nodes(); }

}  // namespace qsmo::scheduling
