// The parts of break_cycles one by one: each keeps what the next relies on.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>
#include <vector>

#include "graph/covering_lp.hpp"
#include "graph/feedback_kernel.hpp"
#include "graph/feedback_order.hpp"
#include "graph/feedback_packing.hpp"
#include "graph/feedback_problem.hpp"
#include "graph/feedback_quanta.hpp"
#include "graph/feedback_reduce.hpp"
#include "graph/feedback_spare.hpp"
#include "graph/feedback_split.hpp"
#include "qsmo/core/random.hpp"
#include "unit/graph/support.hpp"

namespace {

using qsmo::Node;
using qsmo::Random;
using qsmo::StopPoint;
using qsmo::detail::backward_weight;
using qsmo::detail::CoveringLp;
using qsmo::detail::FeedbackArc;
using qsmo::detail::FeedbackPieces;
using qsmo::detail::FeedbackProblem;
using qsmo::detail::FeedbackReduction;
using qsmo::detail::FeedbackWork;

constexpr std::uint64_t plenty = 1'000'000'000;

FeedbackProblem random_problem(Random& random, std::size_t nodes, std::size_t arcs,
                               std::uint64_t heaviest) {
  FeedbackProblem problem{nodes, {}};
  for (const qsmo::Arc& arc : graph_test::random_arcs(random, nodes, arcs)) {
    if (arc.prerequisite == arc.dependent) continue;
    const auto weight = static_cast<std::int64_t>(1 + random.below(heaviest));
    problem.arcs.push_back({arc.prerequisite, arc.dependent, weight});
  }
  return problem;
}

/// The least that any order pays, by trying them all.
std::int64_t least(const FeedbackProblem& problem) {
  std::vector<Node> order(problem.nodes);
  std::iota(order.begin(), order.end(), Node{0});
  std::int64_t best = std::numeric_limits<std::int64_t>::max();
  do {
    best = std::min(best, backward_weight(problem, order));
  } while (std::next_permutation(order.begin(), order.end()));
  return best;
}

bool is_permutation_of_nodes(const FeedbackProblem& problem, std::vector<Node> order) {
  std::sort(order.begin(), order.end());
  std::vector<Node> all(problem.nodes);
  std::iota(all.begin(), all.end(), Node{0});
  return order == all;
}

TEST(FeedbackReduction, KeepsTheOptimumAndExpandsOrdersAtTheirPrice) {
  Random random(1);
  std::size_t smaller = 0;
  for (int round = 0; round < 400; ++round) {
    const FeedbackProblem problem =
        random_problem(random, 2 + random.below(6), 1 + random.below(18), 1 + random.below(6));
    const FeedbackReduction reduction(problem);
    EXPECT_EQ(reduction.paid() + least(reduction.problem()), least(problem));
    smaller += reduction.problem().nodes < problem.nodes;
    for (int i = 0; i < 5; ++i) {
      const auto order = graph_test::random_permutation(random, reduction.problem().nodes);
      const auto expanded = reduction.expanded(order);
      ASSERT_TRUE(is_permutation_of_nodes(problem, expanded));
      EXPECT_LE(backward_weight(problem, expanded),
                reduction.paid() + backward_weight(reduction.problem(), order));
    }
  }
  EXPECT_GT(smaller, 100U);
}

TEST(FeedbackReduction, LeavesNoTwoArcsBetweenTheSameNodes) {
  Random random(2);
  for (int round = 0; round < 50; ++round) {
    const FeedbackReduction reduction(random_problem(random, 20, 150, 9));
    std::set<std::pair<Node, Node>> ends;
    for (const FeedbackArc& arc : reduction.problem().arcs) {
      EXPECT_GT(arc.weight, 0);
      EXPECT_TRUE(ends.insert(std::minmax(arc.from, arc.to)).second);
    }
  }
}

TEST(FeedbackReduction, PaysForOppositeArcsAndRingsAlone) {
  const FeedbackReduction pair({2, {{0, 1, 5}, {1, 0, 3}}});
  EXPECT_EQ(pair.paid(), 3);
  EXPECT_TRUE(pair.problem().arcs.empty());
  const FeedbackReduction ring({4, {{0, 1, 5}, {1, 2, 4}, {2, 3, 7}, {3, 0, 6}}});
  EXPECT_EQ(ring.paid(), 4);
  EXPECT_TRUE(ring.problem().arcs.empty());
}

TEST(FeedbackReduction, JoinsAcrossAnArcThatOutweighsWhatLeadsIntoItsPrerequisite) {
  // Node 3 has one arc in, 2 -> 3, lighter than what leaves 3, but as heavy as all that enters 2.
  const FeedbackProblem problem{
      6, {{0, 2, 1}, {1, 2, 1}, {2, 3, 2}, {2, 4, 1}, {3, 0, 9}, {3, 1, 9}, {4, 5, 3}, {5, 1, 3}}};
  const FeedbackReduction reduction(problem);
  EXPECT_EQ(reduction.paid() + least(reduction.problem()), least(problem));
  EXPECT_LT(reduction.problem().nodes, 4U);
}

/// The pieces of arcs by their cycles: arcs of one cycle share a piece, and so do cycles that share an arc.
std::vector<std::set<std::uint32_t>> pieces_by_cycles(const FeedbackProblem& problem) {
  std::vector<std::uint32_t> label(problem.arcs.size());
  std::vector<bool> on_cycle(problem.arcs.size(), false);
  std::iota(label.begin(), label.end(), 0U);
  std::vector<std::uint32_t> path;
  std::vector<bool> visited(problem.nodes, false);
  const auto join = [&] {
    for (const std::uint32_t arc : path) {
      on_cycle[arc] = true;
      const std::uint32_t from = label[arc], to = label[path.front()];
      std::replace(label.begin(), label.end(), from, to);
    }
  };
  const auto walk = [&](const auto& self, Node node, Node start) -> void {
    for (std::uint32_t i = 0; i < problem.arcs.size(); ++i) {
      if (problem.arcs[i].from != node) continue;
      path.push_back(i);
      const Node to = problem.arcs[i].to;
      if (to == start) join();
      if (to > start && !visited[to]) {
        visited[to] = true;
        self(self, to, start);
        visited[to] = false;
      }
      path.pop_back();
    }
  };
  for (Node start = 0; start < problem.nodes; ++start) walk(walk, start, start);
  std::vector<std::set<std::uint32_t>> out(problem.arcs.size());
  for (std::uint32_t i = 0; i < label.size(); ++i) {
    if (on_cycle[i]) out[label[i]].insert(i);
  }
  std::erase_if(out, [](const auto& piece) { return piece.empty(); });
  std::sort(out.begin(), out.end());
  return out;
}

TEST(FeedbackPieces, AreTheArcsThatShareCycles) {
  Random random(3);
  for (int round = 0; round < 300; ++round) {
    FeedbackProblem problem = random_problem(random, 2 + random.below(8), 1 + random.below(14), 1);
    std::set<std::pair<Node, Node>> ends;
    std::erase_if(problem.arcs, [&](const FeedbackArc& arc) {
      return !ends.insert(std::minmax(arc.from, arc.to)).second;
    });
    const FeedbackPieces pieces = qsmo::detail::pieces_of(problem);
    std::vector<std::set<std::uint32_t>> found(pieces.count);
    for (std::uint32_t i = 0; i < problem.arcs.size(); ++i) {
      if (pieces.of[i] != FeedbackPieces::none) found[pieces.of[i]].insert(i);
    }
    std::sort(found.begin(), found.end());
    EXPECT_EQ(found, pieces_by_cycles(problem));
  }
}

TEST(FeedbackOrders, GetNoWorseByMovesAndKicks) {
  Random random(4);
  for (int round = 0; round < 100; ++round) {
    const FeedbackProblem problem = random_problem(random, 30, 120, 9);
    const StopPoint stop;
    FeedbackWork work(plenty, stop);
    const auto greedy = qsmo::detail::greedy_order(problem);
    const auto sifted = qsmo::detail::sifted(problem, greedy, work);
    const auto kicked = qsmo::detail::kicked(problem, sifted, 100'000, work);
    for (const auto& order : {greedy, sifted, kicked})
      ASSERT_TRUE(is_permutation_of_nodes(problem, order));
    EXPECT_LE(backward_weight(problem, sifted), backward_weight(problem, greedy));
    EXPECT_LE(backward_weight(problem, kicked), backward_weight(problem, sifted));
  }
}

TEST(FeedbackOrders, HaveNoNodeThatIsCheaperElsewhereOnceSifted) {
  Random random(5);
  for (int round = 0; round < 20; ++round) {
    const FeedbackProblem problem = random_problem(random, 9, 30, 9);
    const StopPoint stop;
    FeedbackWork work(plenty, stop);
    const auto order =
        qsmo::detail::sifted(problem, graph_test::random_permutation(random, 9), work);
    for (std::size_t from = 0; from < order.size(); ++from) {
      for (std::size_t to = 0; to < order.size(); ++to) {
        auto moved = order;
        moved.erase(moved.begin() + static_cast<std::ptrdiff_t>(from));
        moved.insert(moved.begin() + static_cast<std::ptrdiff_t>(to), order[from]);
        EXPECT_GE(backward_weight(problem, moved), backward_weight(problem, order));
      }
    }
  }
}

TEST(FeedbackOrders, KeepAnAcyclicProblemFree) {
  const FeedbackProblem problem{5, {{4, 2, 1}, {2, 3, 1}, {3, 0, 1}, {0, 1, 1}, {4, 1, 1}}};
  EXPECT_EQ(backward_weight(problem, qsmo::detail::greedy_order(problem)), 0);
}

TEST(PackingBound, NeverExceedsTheOptimum) {
  Random random(6);
  std::int64_t bounds = 0, optima = 0;
  for (int round = 0; round < 200; ++round) {
    const FeedbackProblem problem = random_problem(random, 2 + random.below(6), 20, 5);
    const StopPoint stop;
    FeedbackWork work(plenty, stop);
    const std::int64_t bound = qsmo::detail::packing_bound(problem, plenty, work);
    const std::int64_t optimum = least(problem);
    EXPECT_LE(bound, optimum);
    bounds += bound;
    optima += optimum;
  }
  EXPECT_GT(bounds, optima / 2);
}

TEST(FeedbackKernel, ProvesTheOptimumWithoutReductions) {
  Random random(7);
  for (int round = 0; round < 200; ++round) {
    const FeedbackProblem problem =
        random_problem(random, 2 + random.below(6), 1 + random.below(25), 1 + random.below(20));
    const StopPoint stop;
    FeedbackWork work(plenty, stop);
    const auto answer = qsmo::detail::solve_kernel(problem, work);
    EXPECT_EQ(answer.bound, least(problem));
    EXPECT_EQ(backward_weight(problem, answer.order), answer.bound);
  }
}

TEST(FeedbackKernel, BoundsFromBelowHoweverLittleItMayWork) {
  Random random(8);
  for (std::uint64_t limit = 1; limit < 2'000'000; limit = limit * 3 / 2 + 1) {
    const FeedbackProblem problem = random_problem(random, 8, 40, 3);
    const StopPoint stop;
    FeedbackWork work(limit, stop);
    const auto answer = qsmo::detail::solve_kernel(problem, work);
    const std::int64_t optimum = least(problem);
    EXPECT_LE(answer.bound, optimum);
    EXPECT_GE(backward_weight(problem, answer.order), optimum);
  }
}

/// The cheapest 0-1 choice that keeps all rows and fixed columns, by trying all; infinite if there is none.
double least_cover(const std::vector<double>& costs,
                   const std::vector<std::vector<std::uint32_t>>& rows,
                   const std::vector<int>& fixed) {
  double best = std::numeric_limits<double>::infinity();
  for (std::uint32_t mask = 0; mask < 1U << costs.size(); ++mask) {
    const auto in = [&](std::uint32_t column) { return (mask >> column) % 2 == 1; };
    double cost = 0;
    bool fits = std::all_of(rows.begin(), rows.end(), [&](const auto& row) {
      return std::any_of(row.begin(), row.end(), in);
    });
    for (std::uint32_t column = 0; column < costs.size(); ++column) {
      if (in(column)) cost += costs[column];
      if (fixed[column] >= 0 && in(column) != (fixed[column] == 1)) fits = false;
    }
    if (fits) best = std::min(best, cost);
  }
  return best;
}

TEST(CoveringLp, RelaxesCoversUnderFixedColumns) {
  Random random(9);
  constexpr std::uint32_t columns = 8;
  for (int round = 0; round < 300; ++round) {
    std::vector<double> costs(columns);
    for (double& cost : costs) cost = static_cast<double>(1 + random.below(5));
    std::vector<int> fixed(columns, -1);
    std::vector<std::vector<std::uint32_t>> rows;
    CoveringLp lp(costs);
    for (int step = 0; step < 30; ++step) {
      const auto column = static_cast<std::uint32_t>(random.below(columns));
      if (random.below(3) == 0 && rows.size() < 8) {
        std::vector<std::uint32_t> row;
        for (std::uint32_t c = 0; c < columns; ++c) {
          if (random.below(3) == 0) row.push_back(c);
        }
        if (row.empty()) row.push_back(column);
        rows.push_back(row);
        lp.add_row(row);
      } else if (fixed[column] < 0) {
        fixed[column] = static_cast<int>(random.below(2));
        lp.fix(column, fixed[column] == 1);
      } else {
        fixed[column] = -1;
        lp.free(column);
      }
      if (random.below(5) == 0) lp.restart();
      const double cover = least_cover(costs, rows, fixed);
      const auto end = lp.solve(plenty);
      ASSERT_NE(end, CoveringLp::End::paused);
      ASSERT_EQ(end == CoveringLp::End::infeasible,
                cover == std::numeric_limits<double>::infinity());
      ASSERT_EQ(lp.some_row_is_zero(), end == CoveringLp::End::infeasible);
      if (end == CoveringLp::End::infeasible) continue;
      // The linear program's value lies below every cover's; its x keeps all rows at that value.
      ASSERT_LE(lp.value(), cover + 1e-6);
      double value = 0;
      for (std::uint32_t c = 0; c < columns; ++c) {
        ASSERT_GE(lp.x(c), -1e-6);
        ASSERT_LE(lp.x(c), 1 + 1e-6);
        if (fixed[c] >= 0) {
          ASSERT_NEAR(lp.x(c), fixed[c], 1e-6);
        }
        value += costs[c] * lp.x(c);
      }
      ASSERT_NEAR(lp.value(), value, 1e-6);
      for (const auto& row : rows) {
        double sum = 0;
        for (const std::uint32_t c : row) sum += lp.x(c);
        ASSERT_GE(sum, 1 - 1e-6);
      }
      // Prices prove the value: what they leave of the costs is paid where it is below 0 or the column is fixed to 1.
      std::vector<double> left = costs;
      double bound = 0;
      lp.for_priced_rows([&](std::span<const std::uint32_t> row, double price) {
        bound += price;
        for (const std::uint32_t c : row) left[c] -= price;
      });
      for (std::uint32_t c = 0; c < columns; ++c)
        bound += fixed[c] == 1 ? left[c] : fixed[c] == 0 ? 0 : std::min(0.0, left[c]);
      ASSERT_NEAR(bound, lp.value(), 1e-6);
    }
    const double value = lp.value();
    lp.drop_loose_rows();
    if (lp.solve(plenty) == CoveringLp::End::optimal) {
      EXPECT_EQ(lp.value(), value);
    }
  }
}

TEST(Quanta, AreTheWeightsIfTheyAreWhole) {
  const auto quanta = qsmo::detail::quanta_of(std::vector<double>{6, 0, 9, 300});
  EXPECT_TRUE(quanta.exact);
  EXPECT_EQ(quanta.part, 3);
  EXPECT_EQ(quanta.values, (std::vector<std::int64_t>{2, 0, 3, 100}));
}

TEST(Quanta, RoundOtherWeightsToAPartOfTheirSum) {
  Random random(10);
  for (int round = 0; round < 100; ++round) {
    std::vector<double> weights(1 + random.below(50));
    const int scale = static_cast<int>(random.below(1900)) - 950;
    for (double& weight : weights) weight = std::ldexp(random.uniform(), scale);
    const auto quanta = qsmo::detail::quanta_of(weights);
    EXPECT_FALSE(quanta.exact);
    const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
    EXPECT_LE(quanta.part, std::ldexp(sum, -38));
    for (std::size_t i = 0; i < weights.size(); ++i) {
      EXPECT_NEAR(static_cast<double>(quanta.values[i]) * quanta.part, weights[i],
                  quanta.part * 0.5000001);
    }
  }
}

TEST(SpareArcs, ArePutBackAndNoOthers) {
  Random random(11);
  for (int round = 0; round < 200; ++round) {
    const FeedbackProblem problem =
        random_problem(random, 2 + random.below(12), random.below(40), 1);
    std::vector<std::uint32_t> sequence(problem.arcs.size());
    std::iota(sequence.begin(), sequence.end(), 0U);
    const auto order = graph_test::random_permutation(random, problem.nodes);
    const auto places = qsmo::detail::places_in(order);
    const auto cut = qsmo::detail::without_spare(problem, order, sequence, StopPoint());
    const auto closes_cycle = [&](std::uint32_t extra) {
      std::vector<qsmo::Arc> arcs;
      for (std::uint32_t i = 0; i < cut.size(); ++i) {
        if (!cut[i] || i == extra) arcs.push_back({problem.arcs[i].from, problem.arcs[i].to});
      }
      return graph_test::girth(qsmo::DependencyGraph(problem.nodes, arcs)) > 0;
    };
    EXPECT_FALSE(closes_cycle(static_cast<std::uint32_t>(cut.size())));
    for (std::uint32_t i = 0; i < cut.size(); ++i) {
      if (!cut[i]) continue;
      EXPECT_TRUE(closes_cycle(i));
      EXPECT_GT(places[problem.arcs[i].from], places[problem.arcs[i].to]);
    }
  }
}

}  // namespace
