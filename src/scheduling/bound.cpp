#include "qsmo/scheduling/bound.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "scheduling/dual.hpp"
#include "scheduling/relaxation.hpp"
#include "scheduling/tree.hpp"

namespace qsmo::scheduling {

struct Bound::Impl {
  Impl(const Problem& problem, const Solution& start, const BoundOptions& options)
      : relaxation(problem, start), dual(relaxation, problem, options.threads) {}

  /// Where all turns together gain nothing more and a cutoff is known, the tree goes on.
  bool advance(const BoundTarget& target, const StopPoint& stop) {
    if (!tree && dual.stalled() && target.cutoff < forbidden) tree.emplace(dual);
    if (!tree) {
      const bool done = dual.advance(target, stop);
      value = std::max(value, dual.value());
      return done;
    }
    const bool done = tree->advance(target, stop);
    value = std::max(value, std::min(tree->value(), target.cutoff));
    return done;
  }

  std::size_t take_work() { return dual.take_work() + (tree ? tree->take_work() : 0); }

  Relaxation relaxation;
  Dual dual;
  std::optional<Tree> tree;
  Cost value = dual.value();
};

Bound::Bound(const Problem& problem, const Solution& start, const BoundOptions& options)
    : impl_(std::make_unique<Impl>(problem, start, options)) {}
Bound::~Bound() = default;
Bound::Bound(Bound&&) noexcept = default;
Bound& Bound::operator=(Bound&&) noexcept = default;

std::uint64_t Bound::improve(std::uint64_t evaluations, const BoundTarget& target,
                             const StopPoint& stop) {
  const auto nodes = static_cast<double>(std::max<std::size_t>(1, this->nodes()));
  double done = 0;
  while (done < static_cast<double>(evaluations) && !stop.reached()) {
    if (impl_->tree && impl_->tree->finished()) break;
    const bool whole = impl_->advance(target, stop);
    const std::size_t work = impl_->take_work();
    if (!whole || (work == 0 && !impl_->tree)) break;
    done += static_cast<double>(work) / nodes;
  }
  return static_cast<std::uint64_t>(std::ceil(done));
}

bool Bound::converging() const { return !impl_->dual.splitting(); }
Cost Bound::value() const { return impl_->value; }
const Prices& Bound::prices() const { return impl_->dual.prices(); }
std::size_t Bound::nodes() const { return impl_->relaxation.nodes(); }

}  // namespace qsmo::scheduling
