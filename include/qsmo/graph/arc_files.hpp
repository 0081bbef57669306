// Reading lists of arcs, and writing graphs for other programs.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "qsmo/graph/dependency_graph.hpp"

namespace qsmo {

/// What a file of arcs says. Row i is arc i.
struct ArcTable {
  std::size_t nodes = 0;
  std::vector<std::string> names;  ///< Name of each node, all different; empty: their numbers.
  std::vector<Arc> arcs;           ///< In the order of the file.
  std::vector<std::int64_t>
      lags;  ///< Of each arc; empty if the file has no such column. An empty cell is 0.
  std::vector<double> weights;  ///< Of each arc; empty if the file has no such column.
  friend bool operator==(const ArcTable&, const ArcTable&) = default;
};

/// Reads arcs from text. `file` stands in messages.
///
/// Two forms, told apart by the first line that is neither empty nor a `#` comment: a header with the columns
/// `prerequisite` and `dependent`, and optionally `lag` (a whole number) and `weight` (not negative), separated by commas
/// or tabs, in any order, other columns being left aside; or else plain lines `a b`, two node numbers from 0, which mean
/// that a depends on b: b is the prerequisite. There a line that begins with `#` is a comment.
///
/// In the first form the cells are names, without the blanks around them: nodes are numbered by first appearance or, if
/// every name is a whole number, by that number's rank. In the second form the nodes are 0 .. n-1, where n stands in a
/// first line such as `# 550 nodes`, or else is one more than the highest number, which is below 10^8 then, lest a slip
/// takes all the memory; they have no names. Header names are read in any case. Throws InputError
/// with every fault. O(bytes).
[[nodiscard]] ArcTable parse_arcs(std::string_view text, const std::string& file);

/// Reads arcs from a file: parse_arcs on its content. Throws IoError and InputError.
[[nodiscard]] ArcTable read_arcs(const std::string& path);

/// How a graph is drawn: names of nodes, arcs to bridge.
struct GraphText {
  std::span<const std::string> names = {};      ///< Of each node; empty: their numbers.
  std::span<const std::int64_t> lags = {};      ///< By arc number; empty: left out.
  std::span<const double> weights = {};         ///< By arc number; empty: left out.
  std::span<const std::uint32_t> bridged = {};  ///< Numbers of arcs to mark, rising.
  std::span<const std::uint32_t> waves = {};    ///< Of each node; empty: left out.
};

/// The graph in the DOT language of Graphviz: nodes are their numbers, names are labels, nodes of one wave stand side by
/// side, arcs to bridge are dashed; values of arcs are labels and the attributes `lag`, `arc_weight` and `bridged`. O(bytes).
[[nodiscard]] std::string to_dot(const DependencyGraph& graph, const GraphText& text = {});

/// The graph in GraphML, with the attributes `name`, `wave`, `lag`, `weight` and `bridged`; arcs are numbered `e0`, `e1` and
/// so on. Characters that XML cannot hold become U+FFFD. O(bytes).
[[nodiscard]] std::string to_graphml(const DependencyGraph& graph, const GraphText& text = {});

}  // namespace qsmo
