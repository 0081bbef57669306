// Bodies of components.hpp.
#pragma once

#include <algorithm>
#include <optional>
#include <span>
#include <utility>

#include "qsmo/graph/components.hpp"
#include "qsmo/graph/detail/giant_component.hpp"
#include "qsmo/graph/detail/waiting.hpp"

namespace qsmo {
namespace detail {

/// One run of Pearce's algorithm, with a stack of visits of its own. One number a node serves all purposes: 0 is unseen;
/// from 1 up is the place among the open nodes, or of one that it reaches; from the number of nodes down are components.
template <GraphLike G>
class ComponentSearch {
 public:
  explicit ComponentSearch(const G& graph)
      : graph_(graph),
        number_(graph.nodes(), unseen),
        next_component_(static_cast<std::uint32_t>(graph.nodes())) {}

  [[nodiscard]] bool seen(Node node) const { return number_[node] != unseen; }

  /// Finds the components of everything that `root` reaches and that was not seen before. `root` was not.
  void explore(Node root) {
    open(root);
    while (!visits_.empty()) {
      if (const auto deeper = unseen_dependent(visits_.back()))
        open(*deeper);
      else
        leave();
    }
  }

  /// Makes nodes a component whose dependents have all been explored.
  void close(std::span<const Node> members) {
    for (const Node node : members) number_[node] = next_component_;
    --next_component_;
  }

  /// Components in a topological order, after `first` others that are numbered already: the nodes of `placed`.
  Components result(std::span<const Node> placed) && {
    const auto first = static_cast<std::uint32_t>(placed.size());
    // Dependents were closed first and have the highest numbers.
    for (std::uint32_t& number : number_) number = number - next_component_ - 1 + first;
    for (std::uint32_t i = 0; i < first; ++i) number_[placed[i]] = i;
    const std::size_t found = graph_.nodes() - next_component_;
    return {std::move(number_), first + found};
  }

 private:
  static constexpr std::uint32_t unseen = 0;
  using Range = decltype(std::declval<const G&>().dependents(Node{}));
  struct Visit {
    Node node;
    bool is_root;  // no open node with a lower number was reached so far
    std::ranges::iterator_t<Range> next;
    std::ranges::sentinel_t<Range> end;
  };

  void open(Node node) {
    number_[node] = next_open_++;
    auto&& dependents = graph_.dependents(node);  // no copy: its iterators are kept
    visits_.push_back({node, true, std::ranges::begin(dependents), std::ranges::end(dependents)});
  }

  /// Goes on through the dependents of a visit until one must be visited first. When that one is done, the visit looks at
  /// it again and takes over its number.
  std::optional<Node> unseen_dependent(Visit& visit) {
    std::uint32_t lowest = number_[visit.node];
    auto next = visit.next;
    std::optional<Node> deeper;
    for (; next != visit.end; ++next) {
      const Node to = *next;
      const std::uint32_t number = number_[to];
      if (number == unseen) {
        deeper = to;
        break;
      }
      if (number < lowest) {
        lowest = number;
        visit.is_root = false;
      }
    }
    visit.next = next;
    number_[visit.node] = lowest;
    return deeper;
  }

  void leave() {
    const Visit visit = visits_.back();
    visits_.pop_back();
    if (!visit.is_root) {
      open_.push_back(visit.node);
      return;
    }
    const std::uint32_t lowest = number_[visit.node];
    --next_open_;
    for (; !open_.empty() && number_[open_.back()] >= lowest; --next_open_) {
      number_[open_.back()] = next_component_;
      open_.pop_back();
    }
    number_[visit.node] = next_component_--;
  }

  const G& graph_;
  std::vector<std::uint32_t> number_;
  std::vector<Node> open_;
  std::vector<Visit> visits_;
  std::uint32_t next_open_ = 1;
  std::uint32_t next_component_;
};

/// A node that many arcs enter and leave: likely to lie in a large component, if there is one.
template <GraphLike G, class Count>
Node likely_pivot(const G& graph, std::span<const Node> core, const std::vector<Count>& entering) {
  constexpr std::size_t looked_at = 1000;
  const auto width = [&](Node node) {
    auto&& dependents = graph.dependents(node);
    const auto leaving =
        std::ranges::distance(std::ranges::begin(dependents), std::ranges::end(dependents));
    return std::min<std::size_t>(entering[node], static_cast<std::size_t>(leaving));
  };
  const auto some = core.first(std::min(core.size(), looked_at));
  return *std::max_element(some.begin(), some.end(),
                           [&](Node a, Node b) { return width(a) < width(b); });
}

}  // namespace detail

template <GraphLike G>
Components components(const G& graph) {
  // Below this, memory is near and the plain search is as good.
  constexpr std::size_t worth_looking_for_giant = 10'000;
  return detail::with_waiting(graph, [&](auto& waiting) {
    std::vector<Node> placed(graph.nodes() + 1);
    placed.resize(detail::first_come(graph, waiting, placed, [](std::size_t, std::size_t) {}));
    // What comes before all cycles is in order now; no arc leads back to it.
    std::vector<Node> core;
    for (Node node = 0; node < graph.nodes(); ++node) {
      if (waiting[node] != 0) core.push_back(node);
    }
    detail::ComponentSearch<G> search(graph);
    const auto explore_all = [&](std::span<const Node> nodes) {
      for (const Node node : nodes) {
        if (!search.seen(node)) search.explore(node);
      }
    };
    if (core.size() >= worth_looking_for_giant) {
      const Node pivot = detail::likely_pivot(graph, std::span<const Node>(core), waiting);
      const detail::GiantComponent giant = detail::giant_component(graph, core.size(), pivot);
      explore_all(giant.reached);
      if (!giant.members.empty()) search.close(giant.members);
    }
    explore_all(core);
    return std::move(search).result(placed);
  });
}

extern template Components components(const DependencyGraph& graph);

}  // namespace qsmo
