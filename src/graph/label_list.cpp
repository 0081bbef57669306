#include "qsmo/graph/detail/label_list.hpp"

#include <algorithm>
#include <limits>

namespace qsmo::detail {
namespace {

constexpr std::uint64_t last_label = std::numeric_limits<std::uint64_t>::max();
constexpr std::uint64_t middle = std::uint64_t{1} << 63;
// Labels between neighbours at first. There is room for 2^32 nodes.
constexpr std::uint64_t wide_gap = std::uint64_t{1} << 32;

}  // namespace

LabelList::LabelList(std::span<const Node> order) : members_(order.size()) {
  // In the middle of all labels, as nodes may come at either end.
  std::uint64_t label = middle - order.size() / 2 * wide_gap;
  for (const Node node : order) {
    members_[node].label = label += wide_gap;
    connect(last_, node);
    last_ = node;
  }
  connect(last_, end);
}

std::vector<Node> LabelList::order() const {
  std::vector<Node> out;
  out.reserve(size());
  for (Node node = first_; node != end; node = members_[node].after) out.push_back(node);
  return out;
}

void LabelList::add_node() {
  const auto node = static_cast<Node>(size());
  members_.push_back({0, end, end});
  link(std::span(&node, 1), last_, end);
}

void LabelList::move_before(std::span<const Node> nodes, Node place) {
  unlink(nodes);
  link(nodes, members_[place].before, place);
}

void LabelList::move_after(std::span<const Node> nodes, Node place) {
  unlink(nodes);
  link(nodes, place, members_[place].after);
}

void LabelList::unlink(std::span<const Node> nodes) {
  for (const Node node : nodes) connect(members_[node].before, members_[node].after);
}

void LabelList::link(std::span<const Node> nodes, Node before, Node after) {
  Node last = before;
  for (const Node node : nodes) {
    connect(last, node);
    last = node;
  }
  connect(last, after);
  if (!label_between(nodes, before, after)) spread(nodes.size(), before, after);
}

void LabelList::connect(Node before, Node after) {
  (before == end ? first_ : members_[before].after) = after;
  (after == end ? last_ : members_[after].before) = before;
}

/// Spreads labels over the gap, but not far into the room at either end of the list. False if the gap is too small.
bool LabelList::label_between(std::span<const Node> nodes, Node before, Node after) {
  const std::uint64_t count = nodes.size() + 1;
  const std::uint64_t low = before != end ? members_[before].label : after != end ? 0 : middle;
  const std::uint64_t high = after != end ? members_[after].label : last_label;
  std::uint64_t step = (high - low) / count;
  if (step == 0) return false;
  if (before == end || after == end) step = std::min(step, wide_gap);
  std::uint64_t label = after != end ? high - count * step : low;
  for (const Node node : nodes) members_[node].label = label += step;
  return true;
}

/// Gives new, evenly spread labels to the least block of labels about `before` and `after` that is not crowded. What
/// counts as crowded falls with the size of the block, so that the same place is not soon crowded again.
void LabelList::spread(std::size_t unlabelled, Node before, Node after) {
  constexpr double sparser = 1 / 1.3;  // at each doubling; any 64-bit range then holds 2^39 nodes
  const std::uint64_t here = members_[before == end ? after : before].label;
  std::size_t count = unlabelled;
  double most = 1;
  std::uint64_t size = 1;
  std::uint64_t low = here;
  do {
    size *= 2;
    most *= 2 * sparser;
    low = here & ~(size - 1);
    for (; before != end && members_[before].label >= low; before = members_[before].before)
      ++count;
    for (; after != end && members_[after].label - low < size; after = members_[after].after)
      ++count;
  } while (static_cast<double>(count) > most);
  std::uint64_t label = low;
  const std::uint64_t step = size / (count + 1);
  for (Node node = before == end ? first_ : members_[before].after; node != after;
       node = members_[node].after)
    members_[node].label = label += step;
}

}  // namespace qsmo::detail
