#include "qsmo/graph/longest_chains.hpp"

#include <algorithm>
#include <limits>
#include <queue>
#include <span>

#include "graph/timing.hpp"
#include "qsmo/graph/order.hpp"

namespace qsmo {
namespace {

using detail::add_times;
using detail::subtract_times;

/// A way on from some node, or a first node: the node, and the length of the longest chain on through it.
struct Option {
  Node node;
  std::int64_t length;
};

constexpr auto longer = [](const Option& a, const Option& b) {
  return a.length != b.length ? a.length > b.length : a.node < b.node;
};

/// The ways on from each node, longest first. Sorted when they are first asked for: most never are.
class Options {
 public:
  Options(const DependencyGraph& graph, const detail::Timing& timing)
      : graph_(graph), rows_(graph.nodes()), options_(graph.arcs()) {
    const std::vector<Node> order = any_order(graph);
    std::vector<std::int64_t> remaining(graph.nodes());
    std::vector<bool> has_prerequisite(graph.nodes());
    for (std::size_t i = order.size(); i-- > 0;) {
      const Node node = order[i];
      remaining[node] = add_times(fill(node, timing, remaining), timing.duration(node));
      for (const Node to : graph.dependents(node)) has_prerequisite[to] = true;
    }
    for (Node node = 0; node < graph.nodes(); ++node) {
      if (!has_prerequisite[node]) starts_.push_back({node, remaining[node]});
    }
    std::sort(starts_.begin(), starts_.end(), longer);
  }

  /// Where chains may begin.
  [[nodiscard]] std::span<const Option> starts() const { return starts_; }
  /// Where they may go on from `node`.
  std::span<const Option> after(Node node) {
    Row& row = rows_[node];
    const std::span<Option> all = std::span(options_).subspan(graph_.first_arc(node), row.size);
    if (!row.sorted) {
      row.size = sort(all);
      row.sorted = true;
    }
    return all.first(row.size);
  }

 private:
  struct Row {
    std::uint32_t size = 0;
    bool sorted = false;
  };

  /// Returns the longest way on, 0 if there is none.
  std::int64_t fill(Node node, const detail::Timing& timing,
                    const std::vector<std::int64_t>& remaining) {
    std::int64_t longest = std::numeric_limits<std::int64_t>::min();
    std::uint32_t arc = graph_.first_arc(node);
    for (const Node to : graph_.dependents(node)) {
      options_[arc] = {to, add_times(remaining[to], timing.lag(arc))};
      longest = std::max(longest, options_[arc++].length);
    }
    rows_[node].size = arc - graph_.first_arc(node);
    return rows_[node].size == 0 ? 0 : longest;
  }

  /// Drops all but the longest of repeated arcs; returns how many options stay.
  static std::uint32_t sort(std::span<Option> options) {
    std::sort(options.begin(), options.end(), [](const Option& a, const Option& b) {
      return a.node != b.node ? a.node < b.node : a.length > b.length;
    });
    const auto end = std::unique(options.begin(), options.end(),
                                 [](const Option& a, const Option& b) { return a.node == b.node; });
    std::sort(options.begin(), end, longer);
    return static_cast<std::uint32_t>(end - options.begin());
  }

  const DependencyGraph& graph_;
  std::vector<Row> rows_;
  std::vector<Option> options_;  // by arc number
  std::vector<Option> starts_;
};

/// All chains that share the first `shared` nodes of a chain that is known and go on by option `option` or a later one.
/// Every chain that is not known yet is in one such bundle, and the best of a bundle takes the first option each time.
struct Bundle {
  std::int64_t length;  ///< Of the best.
  std::uint32_t chain;
  std::uint32_t shared;
  std::uint32_t option;
  Node next;  ///< The node that the option leads to.
};

/// Takes the best bundle, writes its best chain down, and splits the rest of the bundle (Lawler 1972).
class ChainSearch {
 public:
  ChainSearch(const DependencyGraph& graph, const detail::Timing& timing, std::size_t count)
      : count_(count), options_(graph, timing) {}

  std::vector<Chain> run() {
    if (count_ > 0 && !options_.starts().empty()) {
      const Option& best = options_.starts().front();
      bundles_.push_back({best.length, none, 0, 0, best.node});
    }
    while (!bundles_.empty() && chains_.size() < count_) {
      std::pop_heap(bundles_.begin(), bundles_.end(), After{this});
      const Bundle bundle = bundles_.back();
      bundles_.pop_back();
      write_best(bundle);
      if (chains_.size() < count_) split(bundle);
    }
    return std::move(chains_);
  }

 private:
  static constexpr std::uint32_t none = static_cast<std::uint32_t>(-1);
  /// The chain that a chain was split from, and how many nodes both share.
  struct Origin {
    std::uint32_t chain;
    std::uint32_t shared;
  };
  /// The order of a heap whose top comes before all others.
  struct After {
    const ChainSearch* search;
    bool operator()(const Bundle& a, const Bundle& b) const { return search->before(b, a); }
  };

  void write_best(const Bundle& bundle) {
    Chain chain{{}, bundle.length};
    if (bundle.chain != none) {
      const std::vector<Node>& known = chains_[bundle.chain].nodes;
      chain.nodes.assign(known.begin(), known.begin() + bundle.shared);
    }
    chain.nodes.push_back(bundle.next);
    for (auto ways = options_.after(bundle.next); !ways.empty();
         ways = options_.after(chain.nodes.back()))
      chain.nodes.push_back(ways.front().node);
    chains_.push_back(std::move(chain));
    origins_.push_back({bundle.chain, bundle.shared});
  }

  /// The rest of the bundle: by a later option at the same place, or by a second option further on.
  void split(const Bundle& bundle) {
    const auto written = static_cast<std::uint32_t>(chains_.size() - 1);
    const std::vector<Node>& nodes = chains_.back().nodes;
    std::vector<Bundle> rest;
    const auto offer = [&](std::uint32_t chain, std::uint32_t shared, std::uint32_t option) {
      const auto ways = shared == 0 ? options_.starts() : options_.after(nodes[shared - 1]);
      if (option >= ways.size()) return;
      const std::int64_t so_far = subtract_times(bundle.length, ways[option - 1].length);
      const auto [next, length] = ways[option];
      rest.push_back({add_times(so_far, length), chain, shared, option, next});
    };
    offer(bundle.chain, bundle.shared, bundle.option + 1);
    for (std::uint32_t shared = bundle.shared + 1; shared < nodes.size(); ++shared)
      offer(written, shared, 1);
    add(rest);
  }

  /// Only as many as there are chains to come can ever be taken.
  void add(std::vector<Bundle>& rest) {
    const std::size_t most = count_ - chains_.size();
    if (rest.size() > most) {
      const auto end = rest.begin() + static_cast<std::ptrdiff_t>(most);
      std::nth_element(rest.begin(), end, rest.end(),
                       [this](const Bundle& a, const Bundle& b) { return before(a, b); });
      rest.erase(end, rest.end());
    }
    for (const Bundle& bundle : rest) {
      bundles_.push_back(bundle);
      std::push_heap(bundles_.begin(), bundles_.end(), After{this});
    }
  }

  [[nodiscard]] bool before(const Bundle& a, const Bundle& b) const {
    if (a.length != b.length) return a.length > b.length;
    const std::uint32_t place = std::min({a.shared, b.shared, shared_by(a.chain, b.chain)});
    return node_at(a, place) < node_at(b, place);
  }

  [[nodiscard]] Node node_at(const Bundle& bundle, std::uint32_t place) const {
    return place == bundle.shared ? bundle.next : chains_[bundle.chain].nodes[place];
  }

  /// How many first nodes two chains share. Two that split from a third at the same place differ there; at different
  /// places, at the earlier one: the least on the way up to their common origin.
  [[nodiscard]] std::uint32_t shared_by(std::uint32_t a, std::uint32_t b) const {
    std::uint32_t shared = none;
    while (a != b) {
      // An origin is older than what splits from it; `none` is the oldest.
      std::uint32_t& younger = a == none || (b != none && b > a) ? b : a;
      shared = std::min(shared, origins_[younger].shared);
      younger = origins_[younger].chain;
    }
    return shared;
  }

  std::size_t count_;
  Options options_;
  std::vector<Chain> chains_;
  std::vector<Origin> origins_;  // by chain
  std::vector<Bundle> bundles_;  // a heap
};

}  // namespace

std::vector<Chain> longest_chains(const DependencyGraph& graph, std::size_t count,
                                  const Durations& durations) {
  const detail::Timing timing(graph, durations);
  return ChainSearch(graph, timing, count).run();
}

}  // namespace qsmo
