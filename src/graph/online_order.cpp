#include "qsmo/graph/online_order.hpp"

#include <algorithm>
#include <initializer_list>
#include <limits>
#include <numeric>
#include <string>
#include <utility>

#include "qsmo/graph/detail/prefetch.hpp"
#include "qsmo/graph/order.hpp"

namespace qsmo {
namespace {

/// `nodes`, if it is not too many.
std::size_t checked(std::size_t nodes) {
  detail::require_graph_size(nodes, 0);
  return nodes;
}

std::vector<Node> by_number(std::size_t nodes) {
  std::vector<Node> out(nodes);
  std::iota(out.begin(), out.end(), Node{0});
  return out;
}

struct NamedNode {
  const char* pointer;
  Node node;
};

[[noreturn]] void raise_out_of_range(std::size_t nodes, std::initializer_list<NamedNode> given) {
  const std::string expected =
      nodes == 0 ? "no node, as there are none" : "a node from 0 to " + std::to_string(nodes - 1);
  std::vector<Fault> faults;
  for (const auto& [pointer, node] : given) {
    if (node >= nodes) faults.push_back({"", 0, pointer, std::to_string(node), expected, ""});
  }
  throw InputError(std::move(faults));
}

/// Throws InputError, with a fault for each of these that is not a node.
void require_nodes(std::size_t nodes, std::initializer_list<NamedNode> given) {
  for (const auto& [pointer, node] : given) {
    if (node >= nodes) raise_out_of_range(nodes, given);
  }
}

void require_ends(std::size_t nodes, Arc arc) {
  require_nodes(nodes, {{"/prerequisite", arc.prerequisite}, {"/dependent", arc.dependent}});
}

}  // namespace

/// One of the two searches. Of the nodes that it has reached it takes the one nearest to its start next.
template <detail::SearchSide side>
class OnlineOrder::Search {
 public:
  /// `goal` is where the other search starts.
  Search(OnlineOrder& all, Node start, Node goal)
      : all_(all),
        seen_(side == Side::forward ? all.forward_ : all.backward_),
        turned_back_(goal),
        turned_back_key_(key(goal)) {
    reach(start, 0, key(start));
    take_next();
  }

  /// Follows one arc, if the node under search has one left. `other` is the label that the other search has come to.
  /// Says whether the two have met.
  bool step(std::uint64_t other) {
    if (next_ == arcs_.size()) return false;
    reached_last_ = arcs_[next_++];
    const std::uint64_t key_of_last = key(reached_last_);
    // What the other search is past need not be searched here; but what was searched must stay on this side of it.
    if (key_of_last > key_of_label(other)) {
      turn_back_at(reached_last_, key_of_last);
      return false;
    }
    const Side before = all_.sides_[reached_last_];
    if (before == Side::none) reach(reached_last_, current_, key_of_last);
    return before != Side::none && before != side;
  }

  /// Goes on to the next node if the present one has no arcs left.
  void advance() {
    if (next_ < arcs_.size() || is_over()) return;
    seen_.searched.push_back(node());
    take_next();
  }

  [[nodiscard]] bool is_over() const { return key_ == no_key; }
  /// Label of the node under search. If there is none then all before the goal is searched, and this is beyond all labels.
  [[nodiscard]] std::uint64_t label() const { return key_of_label(key_); }
  [[nodiscard]] Node node() const { return seen_.reached[current_].node; }
  /// Where the last arc led.
  [[nodiscard]] Node reached_last() const { return reached_last_; }
  /// The nearest node that was reached, or is the goal, and was not searched.
  [[nodiscard]] Node nearest_left() const requires(side == Side::forward) {
    return !is_over() && key_ < turned_back_key_ ? node() : turned_back_;
  }

 private:
  static constexpr std::uint64_t no_key = std::numeric_limits<std::uint64_t>::max();

  // A key rises in the direction of the search. The inverse is the function itself.
  static std::uint64_t key_of_label(std::uint64_t label) {
    return side == Side::forward ? label : ~label;
  }
  [[nodiscard]] std::uint64_t key(Node node) const { return key_of_label(all_.list_.label(node)); }
  static bool later(const Waiting& a, const Waiting& b) { return a.key > b.key; }

  void reach(Node node, std::uint32_t from, std::uint64_t key_of_node) {
    const auto number = static_cast<std::uint32_t>(seen_.reached.size());
    seen_.reached.push_back({node, from});
    all_.sides_[node] = side;
    detail::prefetch(all_.rows_.place(node));
    seen_.heap.push_back({key_of_node, number});
    std::push_heap(seen_.heap.begin(), seen_.heap.end(), later);
  }

  void take_next() {
    key_ = no_key;
    if (seen_.heap.empty()) return;
    std::pop_heap(seen_.heap.begin(), seen_.heap.end(), later);
    key_ = seen_.heap.back().key;
    current_ = seen_.heap.back().reached;
    seen_.heap.pop_back();
    arcs_ =
        side == Side::forward ? all_.rows_.dependents(node()) : all_.rows_.prerequisites(node());
    next_ = 0;
  }

  void turn_back_at(Node node, std::uint64_t key_of_node) {
    // Nobody asks the backward search where it turned.
    if (side == Side::backward || key_of_node >= turned_back_key_) return;
    turned_back_ = node;
    turned_back_key_ = key_of_node;
  }

  OnlineOrder& all_;
  Seen& seen_;
  Node turned_back_;
  std::uint64_t turned_back_key_;
  std::uint64_t key_ = no_key;
  std::uint32_t current_ = 0;  // place among the reached
  std::span<const Node> arcs_;
  std::size_t next_ = 0;
  Node reached_last_ = 0;
};

OnlineOrder::OnlineOrder(std::size_t nodes)
    : rows_(checked(nodes)), list_(by_number(nodes)), sides_(nodes) {}

OnlineOrder::OnlineOrder(const DependencyGraph& graph)
    : rows_(graph.nodes()), list_(any_order(graph)), arcs_(graph.arcs()), sides_(graph.nodes()) {
  for (Node node = 0; node < graph.nodes(); ++node) {
    for (const Node to : graph.dependents(node)) rows_.add({node, to});
  }
}

Node OnlineOrder::add_node() {
  detail::require_graph_size(nodes() + 1, arcs_);
  const auto node = static_cast<Node>(nodes());
  if (positions_.size() == nodes()) positions_.push_back(node);
  if (order_.size() == nodes()) order_.push_back(node);
  sides_.push_back(Side::none);
  list_.add_node();
  rows_.add_node();
  return node;
}

std::vector<Node> OnlineOrder::add_arc(Arc arc) {
  require_ends(nodes(), arc);
  detail::require_graph_size(nodes(), arcs_ + 1);
  // Wanted in any case, and far apart.
  detail::prefetch(rows_.place(arc.prerequisite));
  detail::prefetch(rows_.place(arc.dependent));
  if (arc.prerequisite == arc.dependent) return {arc.dependent};
  if (list_.label(arc.prerequisite) > list_.label(arc.dependent)) {
    std::vector<Node> cycle = put_in_order(arc);
    if (!cycle.empty()) return cycle;
  }
  rows_.add(arc);
  ++arcs_;
  return {};
}

bool OnlineOrder::remove_arc(Arc arc) {
  require_ends(nodes(), arc);
  if (!rows_.remove(arc)) return false;
  --arcs_;
  return true;
}

std::span<const Node> OnlineOrder::order() const {
  if (order_.size() != nodes()) order_ = list_.order();
  return order_;
}

std::uint32_t OnlineOrder::position(Node node) const {
  require_nodes(nodes(), {{"/node", node}});
  if (positions_.size() != nodes()) {
    std::vector<std::uint32_t> positions(nodes());
    std::uint32_t next = 0;
    for (const Node each : order()) positions[each] = next++;
    positions_ = std::move(positions);
  }
  return positions_[node];
}

bool OnlineOrder::before(Node a, Node b) const {
  require_nodes(nodes(), {{"/a", a}, {"/b", b}});
  return list_.label(a) < list_.label(b);
}

/// Makes the order agree with an arc that it contradicts. Returns the cycle if it cannot.
std::vector<Node> OnlineOrder::put_in_order(Arc arc) {
  forget_searches();
  Search<Side::forward> forward(*this, arc.dependent, arc.prerequisite);
  Search<Side::backward> backward(*this, arc.prerequisite, arc.dependent);
  while (forward.label() < backward.label()) {
    if (forward.step(backward.label())) return cycle_over({forward.node(), forward.reached_last()});
    if (backward.step(forward.label()))
      return cycle_over({backward.reached_last(), backward.node()});
    forward.advance();
    backward.advance();
  }
  move_searched(arc.prerequisite, forward.nearest_left());
  return {};
}

/// The cycle that the arc under insertion would close: from its dependent forward to `meeting`, the arc over which the
/// searches met, and from there on to its prerequisite.
std::vector<Node> OnlineOrder::cycle_over(Arc meeting) const {
  std::vector<Node> cycle = way_back(forward_, meeting.prerequisite);
  std::reverse(cycle.begin(), cycle.end());
  const std::vector<Node> rest = way_back(backward_, meeting.dependent);
  cycle.insert(cycle.end(), rest.begin(), rest.end());
  return cycle;
}

/// From a node that a search reached to where it started.
std::vector<Node> OnlineOrder::way_back(const Seen& seen, Node node) {
  const auto& reached = seen.reached;
  const auto last = std::find_if(reached.begin(), reached.end(),
                                 [&](const Reached& each) { return each.node == node; });
  std::vector<Node> out{node};
  for (auto at = static_cast<std::size_t>(last - reached.begin()); at != 0;) {
    at = reached[at].from;
    out.push_back(reached[at].node);
  }
  return out;
}

/// Puts what was searched backward and then what was searched forward just before `place`, the first node that the arc's
/// dependent may not pass. If that is the arc's prerequisite, which may not pass it either, then just after it.
void OnlineOrder::move_searched(Node prerequisite, Node place) {
  moving_.clear();
  if (place != prerequisite) {
    for (const Node node : backward_.searched) {
      if (list_.label(node) < list_.label(place)) break;  // they fall
      moving_.push_back(node);
    }
    std::reverse(moving_.begin(), moving_.end());
  }
  moving_.insert(moving_.end(), forward_.searched.begin(), forward_.searched.end());
  if (place == prerequisite)
    list_.move_after(moving_, place);
  else
    list_.move_before(moving_, place);
  forget_order();
}

void OnlineOrder::forget_searches() {
  for (Seen* const seen : {&forward_, &backward_}) {
    for (const Reached& reached : seen->reached) sides_[reached.node] = Side::none;
    seen->reached.clear();
    seen->heap.clear();
    seen->searched.clear();
  }
}

void OnlineOrder::forget_order() {
  order_.clear();
  positions_.clear();
}

}  // namespace qsmo
