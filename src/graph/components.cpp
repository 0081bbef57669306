#include "qsmo/graph/components.hpp"

#include <algorithm>

namespace qsmo {
namespace {

/// State of one run of Tarjan's algorithm with an explicit stack of visits.
class Tarjan {
 public:
  explicit Tarjan(const DependencyGraph& graph)
      : graph_(graph),
        index_(graph.nodes(), unseen),
        low_(graph.nodes()),
        result_{std::vector<std::uint32_t>(graph.nodes(), unseen), 0} {}

  Components run() {
    for (Node node = 0; node < graph_.nodes(); ++node) {
      if (index_[node] == unseen) explore(node);
    }
    // Tarjan finishes dependents first: reversing the numbers puts prerequisites first.
    for (std::uint32_t& component : result_.of)
      component = static_cast<std::uint32_t>(result_.count) - 1 - component;
    return std::move(result_);
  }

 private:
  static constexpr std::uint32_t unseen = static_cast<std::uint32_t>(-1);
  struct Visit {
    Node node;
    std::uint32_t next;  // position in the node's dependents
  };

  void open(Node node) {
    index_[node] = low_[node] = counter_++;
    open_.push_back(node);
    visits_.push_back({node, 0});
  }

  void explore(Node root) {
    open(root);
    while (!visits_.empty()) {
      Visit& visit = visits_.back();
      const Node node = visit.node;
      const auto dependents = graph_.dependents(node);
      if (visit.next < dependents.size()) {
        const Node to = dependents[visit.next++];
        if (index_[to] == unseen) {
          open(to);
        } else if (result_.of[to] == unseen) {
          low_[node] = std::min(low_[node], index_[to]);
        }
        continue;
      }
      visits_.pop_back();
      if (!visits_.empty())
        low_[visits_.back().node] = std::min(low_[visits_.back().node], low_[node]);
      if (low_[node] == index_[node]) close(node);
    }
  }

  void close(Node root) {
    Node node = root;
    do {
      node = open_.back();
      open_.pop_back();
      result_.of[node] = static_cast<std::uint32_t>(result_.count);
    } while (node != root);
    ++result_.count;
  }

  const DependencyGraph& graph_;
  std::vector<std::uint32_t> index_;
  std::vector<std::uint32_t> low_;
  std::vector<Node> open_;
  std::vector<Visit> visits_;
  std::uint32_t counter_ = 0;
  Components result_;
};

}  // namespace

std::vector<std::vector<Node>> Components::members() const {
  std::vector<std::vector<Node>> out(count);
  for (Node node = 0; node < of.size(); ++node) out[of[node]].push_back(node);
  return out;
}

Components components(const DependencyGraph& graph) { return Tarjan(graph).run(); }

}  // namespace qsmo
