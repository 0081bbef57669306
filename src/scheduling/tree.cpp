#include "scheduling/tree.hpp"

#include <algorithm>
#include <utility>

namespace qsmo::scheduling {
namespace {

/// A turn that gains less than this share of what is missing is the node's last.
constexpr double worth_another_turn = 0.3;

}  // namespace

Tree::Tree(const Dual& root) {
  open_.push_back(root);
  open_.back().set_effort({1, 8, 10});
}

bool Tree::advance(const BoundTarget& target, const StopPoint& stop) {
  if (open_.empty()) return true;
  Dual& node = open_.back();
  const Cost before = node.value();
  const bool done = node.advance(target, stop);
  work_ += node.take_work();
  if (!done) return false;
  if (node.value() >= target.cutoff) {
    open_.pop_back();
    return true;
  }
  const auto missing = static_cast<double>(target.cutoff) - static_cast<double>(before);
  const auto gained = static_cast<double>(node.value()) - static_cast<double>(before);
  if (node.splitting() && gained < worth_another_turn * missing) split();
  return true;
}

void Tree::split() {
  const std::optional<Dual::Split> split = open_.back().split();
  if (!split) {
    if (!open_.back().stalled()) return;
    stuck_ = std::min(stuck_, open_.back().value());
    open_.pop_back();
    return;
  }
  Dual low = open_.back();
  open_.back().restrict_to(*split, false);
  low.restrict_to(*split, true);
  open_.push_back(std::move(low));
  if (open_.back().value() > (open_.end() - 2)->value())
    std::swap(open_.back(), *(open_.end() - 2));
}

Cost Tree::value() const {
  Cost least = stuck_;
  for (const Dual& node : open_) least = std::min(least, node.value());
  return least;
}

std::size_t Tree::take_work() { return std::exchange(work_, 0); }

}  // namespace qsmo::scheduling
