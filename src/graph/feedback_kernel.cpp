#include "feedback_kernel.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <optional>
#include <queue>
#include <set>
#include <utility>

#include "covering_lp.hpp"
#include "feedback_order.hpp"
#include "feedback_packing.hpp"
#include "qsmo/core/int128.hpp"
#include "qsmo/core/random.hpp"

namespace qsmo::detail {
namespace {

constexpr std::uint32_t none = static_cast<std::uint32_t>(-1);

/// Finds cycles that are shorter than 1 by the lengths of their arcs.
class ShortCycles {
 public:
  explicit ShortCycles(const FeedbackProblem& problem)
      : problem_(problem),
        out_(problem, Toward::dependents),
        far_(problem.nodes, infinity),
        by_(problem.nodes, none),
        goals_(problem.nodes, none) {}

  /// One of the shortest for each arc that leads back in the order: none only if there is none at all, as every cycle
  /// has such an arc.
  std::vector<std::vector<std::uint32_t>> find(std::span<const double> lengths,
                                               std::span<const Node> order, FeedbackWork& work) {
    lengths_ = lengths;
    const std::vector<Node> places = places_in(order);
    std::vector<std::uint32_t> back;
    for (std::uint32_t i = 0; i < problem_.arcs.size(); ++i) {
      const FeedbackArc& arc = problem_.arcs[i];
      if (places[arc.to] < places[arc.from] && lengths[i] < longest) back.push_back(i);
    }
    std::sort(back.begin(), back.end(), [&](std::uint32_t a, std::uint32_t b) {
      return std::pair(problem_.arcs[a].to, a) < std::pair(problem_.arcs[b].to, b);
    });
    std::set<std::vector<std::uint32_t>> cycles;
    for (auto begin = back.begin(); begin != back.end();) {
      const Node start = problem_.arcs[*begin].to;
      const auto end = std::find_if(begin, back.end(),
                                    [&](std::uint32_t i) { return problem_.arcs[i].to != start; });
      if (!close({begin, end}, cycles, work)) break;
      begin = end;
    }
    return {cycles.begin(), cycles.end()};
  }

 private:
  static constexpr double infinity = std::numeric_limits<double>::infinity();
  static constexpr double longest = 1 - 1e-6;
  // A length for each arc, so that of equal cycles one with few arcs is found.
  static constexpr double step = 1e-9;

  /// Cycles through these arcs, which lead to one node.
  bool close(std::span<const std::uint32_t> arcs, std::set<std::vector<std::uint32_t>>& cycles,
             FeedbackWork& work) {
    double reach = 0;
    for (const std::uint32_t arc : arcs) {
      goals_[problem_.arcs[arc].from] = arc;
      reach = std::max(reach, longest - lengths_[arc]);
    }
    const Node start = problem_.arcs[arcs.front()].to;
    const std::uint64_t looked = search(start, reach, arcs.size());
    for (const std::uint32_t arc : arcs) {
      const Node goal = problem_.arcs[arc].from;
      goals_[goal] = none;
      if (far_[goal] + lengths_[arc] < longest) cycles.insert(cycle(arc));
    }
    for (const Node node : seen_) {
      far_[node] = infinity;
      by_[node] = none;
    }
    return work.spend(4 * looked);
  }

  /// Shortest paths until all goals are settled or out of reach; how many arcs were looked at.
  std::uint64_t search(Node start, double reach, std::size_t goals) {
    using Entry = std::pair<double, Node>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
    seen_.assign(1, start);
    far_[start] = 0;
    queue.emplace(0.0, start);
    std::uint64_t looked = 1;
    while (!queue.empty()) {
      const auto [far, node] = queue.top();
      queue.pop();
      if (far > far_[node]) continue;
      if (goals_[node] != none && --goals == 0) break;
      for (const FeedbackLink link : out_[node]) {
        ++looked;
        const double next = far + lengths_[link.arc] + step;
        if (next >= reach || next >= far_[link.node]) continue;
        if (far_[link.node] == infinity) seen_.push_back(link.node);
        far_[link.node] = next;
        by_[link.node] = link.arc;
        queue.emplace(next, link.node);
      }
    }
    return looked;
  }

  [[nodiscard]] std::vector<std::uint32_t> cycle(std::uint32_t arc) const {
    std::vector<std::uint32_t> out{arc};
    for (Node at = problem_.arcs[arc].from; at != problem_.arcs[arc].to;
         at = problem_.arcs[out.back()].from)
      out.push_back(by_[at]);
    std::sort(out.begin(), out.end());
    return out;
  }

  const FeedbackProblem& problem_;
  FeedbackLinks out_;
  std::span<const double> lengths_;
  std::vector<double> far_;
  std::vector<std::uint32_t> by_;
  std::vector<std::uint32_t> goals_;
  std::vector<Node> seen_;
};

/// A bound with a denominator, and what is left of each arc's weight: what it costs more to cut the arc (to keep it,
/// below 0).
struct Certificate {
  Int128 bound = 0;
  std::vector<Int128> left;
};

/// Depth first through the problems in which some arcs are cut and some are kept.
class Kernel {
 public:
  Kernel(const FeedbackProblem& problem, FeedbackWork& work)
      : problem_(problem), work_(work), cycles_(problem), x_(problem.arcs.size()) {}

  FeedbackAnswer run() {
    best_ = sifted(problem_, greedy_order(problem_), work_);
    cost_ = backward_weight(problem_, best_);
    bound_ = packing_bound(problem_, work_.left() / 2, work_);
    if (bound_ < cost_) improve(300 * (problem_.nodes + problem_.arcs.size()));
    if (bound_ == cost_) return {std::move(best_), bound_};
    if (problem_.arcs.size() <= most_arcs) search();
    if (bound_ < cost_) improve(work_.left());
    return {std::move(best_), bound_};
  }

 private:
  static constexpr std::size_t most_arcs = 20'000;
  static constexpr std::size_t most_entries = std::size_t{1} << 25;  // of the linear program
  struct Branch {
    std::uint32_t arc = 0;
    bool cut = false;
    bool second = false;     // of its two ways
    std::int64_t bound = 0;  // of the problem before it
  };
  enum class Verdict { closed, open, ended };

  void search() {
    start();
    for (;;) {
      const Verdict verdict = solve_node();
      if (verdict == Verdict::ended) break;
      if (verdict == Verdict::open) {
        descend();
      } else if (!backtrack()) {
        here_ = cost_;
        break;
      }
    }
    std::int64_t open = std::min({cost_, here_, weakest_});
    for (const Branch& branch : branches_) {
      if (!branch.second) open = std::min(open, branch.bound);
    }
    bound_ = std::max(bound_, open);
  }

  void improve(std::uint64_t steps) { offer(kicked(problem_, best_, steps, work_)); }

  void start() {
    std::int64_t greatest = 0, sum = 0;
    for (const FeedbackArc& arc : problem_.arcs) {
      greatest = std::max(greatest, arc.weight);
      sum += arc.weight;
    }
    greatest_ = static_cast<double>(greatest);
    constexpr int most_bits = 60;
    shift_ =
        std::min(30, most_bits - static_cast<int>(std::bit_width(static_cast<std::uint64_t>(sum))));
    std::vector<double> costs;
    // Equal weights make the simplex method walk in place: each is lowered a little, all together by less than a part
    // of one quantum, which the certificate loses.
    const double room = std::min(1e-4, 0.02 / static_cast<double>(sum));
    std::uint64_t key = 0;
    for (const FeedbackArc& arc : problem_.arcs)
      costs.push_back(static_cast<double>(arc.weight) / greatest_ *
                      (1 - room * Random(key++).uniform()));
    lp_.emplace(costs);
  }

  /// Bounds the problem with the branches taken, and looks for orders cheaper than the best.
  Verdict solve_node() {
    here_ = branches_.empty() ? bound_ : branches_.back().bound;
    for (;;) {
      const std::uint64_t left = work_.left();
      const CoveringLp::End end = solve_lp();
      if (end == CoveringLp::End::paused) return Verdict::ended;
      if (end == CoveringLp::End::infeasible) {
        if (!lp_->some_row_is_zero()) weakest_ = std::min(weakest_, here_);
        return Verdict::closed;
      }
      const Certificate certificate = certify();
      here_ = std::max(here_, whole(certificate.bound));
      if (here_ >= cost_) return Verdict::closed;
      for (std::uint32_t arc = 0; arc < x_.size(); ++arc) x_[arc] = lp_->x(arc);
      const auto rows = cycles_.find(x_, best_, work_);
      if (work_.ended()) return Verdict::ended;
      if (rows.empty()) return conclude(certificate);
      if (branches_.empty()) {
        round();
        improve((left - work_.left()) / 2);
      }
      lp_->drop_loose_rows();
      if (!make_room(rows.size())) return Verdict::ended;
      for (const auto& row : rows) lp_->add_row(row);
    }
  }

  CoveringLp::End solve_lp() {
    constexpr std::uint64_t slice = 400'000, entries_a_step = 8;
    for (;;) {
      const std::uint64_t before = lp_->looked_at();
      const CoveringLp::End end = lp_->solve(slice);
      const std::uint64_t entries = lp_->looked_at() - before;
      if (!work_.spend(entries / entries_a_step + 1)) return CoveringLp::End::paused;
      if (end != CoveringLp::End::paused) return end;
    }
  }

  bool make_room(std::size_t rows) {
    if ((lp_->rows() + rows) * lp_->columns() > most_entries) lp_->drop_loose_rows();
    return (lp_->rows() + rows) * lp_->columns() <= most_entries;
  }

  /// What to do with a problem whose linear program knows all cycles that it needs.
  Verdict conclude(const Certificate& certificate) {
    round();
    if (branches_.empty()) {
      bound_ = std::max(bound_, here_);
      fix_for_good(certificate);
    }
    if (here_ >= cost_) return Verdict::closed;
    if (fractional() != none) return Verdict::open;
    // The order is the cheapest but for what rounding has cost the certificate.
    weakest_ = std::min(weakest_, here_);
    return Verdict::closed;
  }

  /// The bound that the row prices prove, whatever errors they have: of any prices of at least 0 the sum is a bound
  /// once each arc adds what its rows overdraw its weight by. Of an arc that is cut, the rest of its weight is added.
  [[nodiscard]] Certificate certify() const {
    Certificate out;
    for (const FeedbackArc& arc : problem_.arcs)
      out.left.push_back(static_cast<Int128>(arc.weight) << shift_);
    const double scale = std::ldexp(greatest_, shift_);
    lp_->for_priced_rows([&](std::span<const std::uint32_t> row, double price) {
      const auto parts = static_cast<std::int64_t>(std::llround(std::min(price, 2.0) * scale));
      out.bound += parts;
      for (const std::uint32_t arc : row) out.left[arc] -= parts;
    });
    for (std::uint32_t arc = 0; arc < out.left.size(); ++arc) {
      const Int128 left = out.left[arc];
      if (lp_->is_fixed(arc) ? lp_->is_fixed_to_one(arc) : left < 0) out.bound += left;
    }
    return out;
  }

  /// Rounded up: what is paid is whole.
  [[nodiscard]] std::int64_t whole(Int128 bound) const {
    const Int128 part = Int128{1} << shift_;
    return bound <= 0 ? 0 : static_cast<std::int64_t>((bound + part - 1) / part);
  }

  /// Arcs of which only one choice can lead to something cheaper than the best.
  void fix_for_good(const Certificate& certificate) {
    for (std::uint32_t arc = 0; arc < certificate.left.size(); ++arc) {
      if (lp_->is_fixed(arc)) continue;
      const Int128 left = certificate.left[arc];
      if (whole(certificate.bound + (left < 0 ? -left : left)) >= cost_) lp_->fix(arc, left < 0);
    }
  }

  /// Orders the nodes as the linear program would have it, as far as it has decided.
  void round() {
    FeedbackProblem leaning{problem_.nodes, {}};
    for (std::uint32_t i = 0; i < x_.size(); ++i) {
      const FeedbackArc& arc = problem_.arcs[i];
      const double keep = (1 - x_[i]) * static_cast<double>(arc.weight) / greatest_;
      if (x_[i] < 0.99) leaning.arcs.push_back({arc.from, arc.to, std::llround(keep * 1e6) + 1});
    }
    offer(sifted(problem_, greedy_order(leaning), work_));
  }

  void offer(std::vector<Node> order) {
    const std::int64_t cost = backward_weight(problem_, order);
    if (cost >= cost_) return;
    cost_ = cost;
    best_ = std::move(order);
  }

  [[nodiscard]] std::uint32_t fractional() const {
    std::uint32_t best = none;
    double most = 1e-6;
    for (std::uint32_t arc = 0; arc < x_.size(); ++arc) {
      if (lp_->is_fixed(arc)) continue;
      const double undecided = std::min(x_[arc], 1 - x_[arc]);
      if (undecided <= most) continue;
      most = undecided;
      best = arc;
    }
    return best;
  }

  void descend() {
    const std::uint32_t arc = fractional();
    branches_.push_back({arc, x_[arc] >= 0.5, false, here_});
    lp_->fix(arc, branches_.back().cut);
  }

  /// To the other way of the last branch that has one; false if there is none.
  bool backtrack() {
    while (!branches_.empty()) {
      Branch& branch = branches_.back();
      lp_->free(branch.arc);
      if (!branch.second && branch.bound < cost_) {
        branch.second = true;
        branch.cut = !branch.cut;
        lp_->fix(branch.arc, branch.cut);
        return true;
      }
      branches_.pop_back();
    }
    return false;
  }

  const FeedbackProblem& problem_;
  FeedbackWork& work_;
  ShortCycles cycles_;
  std::vector<double> x_;
  std::vector<Node> best_;
  std::int64_t cost_ = 0, bound_ = 0;  // of `best_`; of the whole problem
  std::int64_t here_ = 0;              // bound of the problem with the branches taken
  // Bound of the problems that were closed without full proof.
  std::int64_t weakest_ = std::numeric_limits<std::int64_t>::max();
  std::optional<CoveringLp> lp_;
  double greatest_ = 1;  // weight
  int shift_ = 0;        // certificates are in parts of 2^-shift
  std::vector<Branch> branches_;
};

}  // namespace

FeedbackAnswer solve_kernel(const FeedbackProblem& problem, FeedbackWork& work) {
  return Kernel(problem, work).run();
}

}  // namespace qsmo::detail
