#include "qsmo/scheduling/bound.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "scheduling/dual.hpp"
#include "scheduling/relaxation.hpp"
#include "scheduling/tree.hpp"

namespace qsmo::scheduling {

namespace {

/// What a tree is to prove of what is missing.
constexpr double part_of_missing = 0.3;

}  // namespace

struct Bound::Impl {
  Impl(const Problem& problem, const Solution& start, const BoundOptions& options)
      : relaxation(problem, start), dual(relaxation, problem, options.threads) {}

  /// Where all turns together gain nothing more and a cutoff is known, trees go on: each proves part of what is missing,
  /// because a tree searched depth first proves nothing before its end.
  bool advance(const BoundTarget& target, const StopPoint& stop) {
    if (!dual.stalled() || target.cutoff >= forbidden) {
      const bool done = dual.advance(target, stop);
      value = std::max(value, dual.value());
      return done;
    }
    if (!tree) {
      const auto missing = static_cast<double>(target.cutoff) - static_cast<double>(value);
      stage = std::min(target.cutoff,
                       value + std::max<Cost>(1, static_cast<Cost>(missing * part_of_missing)));
      tree.emplace(dual);
    }
    stage = std::min(stage, target.cutoff);
    const bool done = tree->advance({target.cost, stage}, stop);
    if (tree->finished()) {
      value = std::max(value, std::min(tree->value(), stage));
      exhausted = !tree->closed() || value >= target.cutoff;
      tree.reset();
    }
    return done;
  }

  std::size_t take_work() { return dual.take_work() + (tree ? tree->take_work() : 0); }

  Relaxation relaxation;
  Dual dual;
  std::optional<Tree> tree;
  Cost stage = 0;  // cutoff of the tree
  bool exhausted = false;
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
    if (impl_->exhausted) break;
    const bool whole = impl_->advance(target, stop);
    const std::size_t work = impl_->take_work();
    if (!whole || (work == 0 && !impl_->dual.stalled())) break;
    done += static_cast<double>(work) / nodes;
  }
  return static_cast<std::uint64_t>(std::ceil(done));
}

bool Bound::converging() const { return !impl_->dual.splitting(); }
Cost Bound::value() const { return impl_->value; }
const Prices& Bound::prices() const { return impl_->dual.prices(); }
std::size_t Bound::nodes() const { return impl_->relaxation.nodes(); }

}  // namespace qsmo::scheduling
