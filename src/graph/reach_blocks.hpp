// Who reaches whom, 512 targets at a time: one cache line a node.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "qsmo/graph/components.hpp"
#include "qsmo/graph/dependency_graph.hpp"

namespace qsmo::detail {

/// The targets of one block that a component reaches, a bit each.
struct alignas(64) ReachLine {
  std::array<std::uint64_t, 8> words{};

  void add(const ReachLine& other) {
    for (std::size_t i = 0; i < words.size(); ++i) words[i] |= other.words[i];
  }
  void set(std::size_t bit) { words[bit / 64] |= std::uint64_t{1} << (bit % 64); }
  [[nodiscard]] bool has(std::size_t bit) const {
    return (words[bit / 64] >> (bit % 64) & 1U) != 0;
  }
  friend bool operator==(const ReachLine&, const ReachLine&) = default;
};

/// Propagates reachability between the components of a graph, block by block in topological order, and drops on the way
/// every arc that others imply: what later blocks walk is the transitive reduction of what lies before them, and of
/// that only what leads to the block.
class ReachBlocks {
 public:
  static constexpr std::uint32_t width = 512;

  /// O(nodes + arcs log arcs).
  ReachBlocks(const DependencyGraph& graph, const Components& components);

  /// Calls `visit(component, first target, line)` for each component and each block of targets that it reaches, blocks
  /// rising and components falling. A component does not reach itself. O(arcs * components / 512).
  template <class Visit>
  void run(Visit&& visit) {
    for (std::size_t first = 0; first < rows_.size(); first += width) {
      begin_block(first);
      begin_calls(0);
      walk(visit);
    }
  }

  /// Numbers of the arcs between components that no chain of others implies. Not after `run`. The same complexity; less
  /// where arcs are short, as what lies before the first arc into a block does not matter to it.
  [[nodiscard]] std::vector<std::uint32_t> irredundant() {
    for (std::size_t first = 0; first < rows_.size(); first += width) {
      begin_block(first);
      begin_calls(first_source());
      walk([](std::uint32_t, std::uint32_t, const ReachLine&) {});
    }
    std::vector<std::uint32_t> out;
    for (const Row& row : rows_)
      out.insert(out.end(), numbers_.begin() + row.begin, numbers_.begin() + row.kept);
    return out;
  }

 private:
  enum class Reached : std::uint8_t { none, some, all };
  /// The arcs of a component, by target: first those that stay, then from `next` on those to this block and later.
  struct Row {
    std::uint32_t begin, kept, next, end;
  };
  /// Where a component's arcs come from: of all arcs until its block is done, then of those that stay.
  struct Sources {
    std::uint32_t begin, end;
  };

  void add_row(std::vector<std::uint64_t>& arcs);
  void add_sources();
  template <class Visit>
  void walk(Visit&& visit);
  void begin_block(std::size_t first);
  void begin_calls(std::uint32_t floor);
  [[nodiscard]] std::uint32_t first_source() const;
  void call(std::uint32_t at) {
    if (at >= floor_) due_[at / 64] |= std::uint64_t{1} << (at % 64);
  }
  void call_sources(std::uint32_t at);
  std::uint32_t take_last(std::size_t word);
  Reached pull(std::uint32_t at);
  bool pull_kept(const Row& row, ReachLine& line) const;
  void decide(std::uint32_t at, ReachLine& line);
  void drop(Row& row) const;

  std::vector<Row> rows_;               // by component
  std::vector<std::uint32_t> targets_;  // component
  std::vector<std::uint32_t> numbers_;  // arc number in the graph
  std::vector<Sources> source_rows_;    // by component
  std::vector<std::uint32_t> sources_;  // component
  std::vector<ReachLine> lines_;        // by component, where some of the block is reached
  std::vector<Reached> reached_;        // by component
  std::vector<std::uint64_t> due_;      // components to look at yet, a bit each
  ReachLine all_;                       // every target of the block
  std::uint32_t first_ = 0, last_ = 0;  // the block's targets: first_ .. last_ - 1
  std::uint32_t floor_ = 0;             // components before this one do not matter
  bool selective_ = true;               // whether only what leads to the block is looked at
};

inline ReachBlocks::ReachBlocks(const DependencyGraph& graph, const Components& components)
    : lines_(components.count), reached_(components.count), due_(components.count / 64 + 1) {
  rows_.reserve(components.count);
  targets_.reserve(graph.arcs());
  numbers_.reserve(graph.arcs());
  const NodeLists members = components.members();
  std::vector<std::uint64_t> arcs;  // of one component: target, then arc number
  for (std::uint32_t at = 0; at < components.count; ++at) {
    arcs.clear();
    for (const Node node : members[at]) {
      std::uint64_t number = graph.first_arc(node);
      for (const Node to : graph.dependents(node)) {
        const std::uint64_t target = components.of[to];
        if (target != at) arcs.push_back(target << 32 | number);
        ++number;
      }
    }
    add_row(arcs);
  }
  add_sources();
}

inline void ReachBlocks::add_row(std::vector<std::uint64_t>& arcs) {
  std::sort(arcs.begin(), arcs.end());
  const auto begin = static_cast<std::uint32_t>(targets_.size());
  for (const std::uint64_t arc : arcs) {
    const auto target = static_cast<std::uint32_t>(arc >> 32);
    if (targets_.size() > begin && targets_.back() == target) continue;
    targets_.push_back(target);
    numbers_.push_back(static_cast<std::uint32_t>(arc));
  }
  rows_.push_back({begin, begin, begin, static_cast<std::uint32_t>(targets_.size())});
}

inline void ReachBlocks::add_sources() {
  source_rows_.resize(rows_.size());
  for (const std::uint32_t target : targets_) ++source_rows_[target].end;
  std::uint32_t begin = 0;
  for (Sources& row : source_rows_) {
    const std::uint32_t size = row.end;
    row = {begin, begin};
    begin += size;
  }
  sources_.resize(targets_.size());
  for (std::uint32_t at = 0; at < rows_.size(); ++at) {
    for (std::uint32_t i = rows_[at].begin; i < rows_[at].end; ++i)
      sources_[source_rows_[targets_[i]].end++] = at;
  }
}

inline void ReachBlocks::begin_block(std::size_t first) {
  first_ = static_cast<std::uint32_t>(first);
  last_ = static_cast<std::uint32_t>(std::min(first + width, rows_.size()));
  all_ = {};
  for (std::uint32_t bit = 0; bit < last_ - first_; ++bit) all_.set(bit);
  std::fill_n(reached_.begin(), last_, Reached::none);
}

inline std::uint32_t ReachBlocks::first_source() const {
  std::uint32_t least = first_;
  for (std::uint32_t at = first_; at < last_; ++at) {
    const Sources& row = source_rows_[at];  // rising
    if (row.begin < row.end) least = std::min(least, sources_[row.begin]);
  }
  return least;
}

inline void ReachBlocks::begin_calls(std::uint32_t floor) {
  floor_ = floor;
  for (std::uint32_t at = selective_ ? first_ : floor_; at < last_; ++at) call(at);
  for (std::uint32_t at = first_; at < last_; ++at) {
    if (selective_) call_sources(at);
    source_rows_[at].end = source_rows_[at].begin;  // `decide` fills it again
  }
}

template <class Visit>
void ReachBlocks::walk(Visit&& visit) {
  std::size_t reaching = 0;
  for (std::size_t word = last_ / 64 + 1; word-- > floor_ / 64;) {
    while (due_[word] != 0) {
      const std::uint32_t at = take_last(word);
      reached_[at] = pull(at);
      if (reached_[at] == Reached::none) continue;
      ++reaching;
      if (selective_) call_sources(at);
      visit(at, first_, reached_[at] == Reached::all ? all_ : lines_[at]);
    }
  }
  // Where most components reach the block, looking at all is cheaper than finding out which.
  selective_ = reaching < (last_ - floor_) / 2;
}

inline void ReachBlocks::call_sources(std::uint32_t at) {
  for (std::uint32_t i = source_rows_[at].begin; i < source_rows_[at].end; ++i) call(sources_[i]);
}

inline std::uint32_t ReachBlocks::take_last(std::size_t word) {
  const auto bit = static_cast<std::size_t>(std::bit_width(due_[word])) - 1;
  due_[word] &= ~(std::uint64_t{1} << bit);
  return static_cast<std::uint32_t>(word * 64 + bit);
}

/// Gathers what `at` reaches in this block from what its dependents reach, which are done already.
inline ReachBlocks::Reached ReachBlocks::pull(std::uint32_t at) {
  ReachLine line;
  if (!pull_kept(rows_[at], line)) {
    drop(rows_[at]);
    return Reached::all;
  }
  decide(at, line);
  if (line == ReachLine{}) return Reached::none;
  if (line == all_) return Reached::all;
  lines_[at] = line;
  return Reached::some;
}

/// False as soon as there is nothing more to reach. Dependents nearest to the block are asked first: they reach most.
inline bool ReachBlocks::pull_kept(const Row& row, ReachLine& line) const {
  for (std::uint32_t i = row.kept; i-- > row.begin;) {
    const std::uint32_t target = targets_[i];
    if (reached_[target] == Reached::all) return false;
    if (reached_[target] == Reached::some) line.add(lines_[target]);
  }
  return true;
}

/// The arcs into this block itself, nearest target first: a chain that implies an arc goes through an earlier target, so
/// the arc stays if its target is not reached yet.
inline void ReachBlocks::decide(std::uint32_t at, ReachLine& line) {
  Row& row = rows_[at];
  for (; row.next < row.end && targets_[row.next] < last_; ++row.next) {
    const std::uint32_t target = targets_[row.next];
    if (line.has(target - first_)) continue;
    if (reached_[target] == Reached::some) line.add(lines_[target]);
    line.set(target - first_);
    sources_[source_rows_[target].end++] = at;
    targets_[row.kept] = target;
    numbers_[row.kept++] = numbers_[row.next];
  }
}

inline void ReachBlocks::drop(Row& row) const {
  while (row.next < row.end && targets_[row.next] < last_) ++row.next;
}

}  // namespace qsmo::detail
