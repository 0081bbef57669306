// The search for prices: of all pools together first, then of the shared ones, with components split into leaves.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "qsmo/core/stop.hpp"
#include "qsmo/scheduling/bound.hpp"
#include "qsmo/scheduling/prices.hpp"
#include "scheduling/ascent.hpp"
#include "scheduling/leaves.hpp"
#include "scheduling/relaxation.hpp"

namespace qsmo::scheduling {

/// What a turn does: splits of the least leaf of each component, evaluations to find a leaf's own prices, steps of the
/// shared ones.
struct Effort {
  int splits = 8;
  int steps_each = 15;
  int steps_together = 20;
};

/// A bound under way. First all components are relaxed whole and all prices sought together. When that gains no more,
/// prices of pools that one component alone draws on become its own, its solutions are split into leaves, and the prices
/// of the shared pools move on with the leaves as they are; in turns. A copy goes its own way.
class Dual {
 public:
  Dual(Relaxation& relaxation, const Problem& problem, int threads);

  /// One step of the prices, or one turn of splitting and steps. False if `stop` ended it.
  bool advance(const BoundTarget& target, const StopPoint& stop);
  void set_effort(const Effort& effort) { effort_ = effort; }
  /// Nothing that costs no more than the cutoff costs less; the cutoff itself or more where nothing is left.
  [[nodiscard]] Cost value() const { return value_; }
  [[nodiscard]] const Prices& prices() const { return proved_; }
  [[nodiscard]] bool splitting() const { return splitting_; }
  /// No turn can gain any more, or the last ones gained next to nothing.
  [[nodiscard]] bool stalled() const { return empty_ || idle_turns_ >= 3; }
  /// Work done since the last call, in nodes of cuts.
  [[nodiscard]] std::size_t take_work();

  /// Where least solutions differed most in the last turn: a block, and the last label of its lower half.
  struct Split {
    std::size_t component = 0;
    std::size_t place = 0;
    std::uint16_t cut = 0;
    Relaxation::Mask low =
        0;  ///< If not 0, `place` is an activity's, and these are the options of the lower half.
  };
  [[nodiscard]] std::optional<Split> split() const;
  /// Keeps only solutions on one side of the split.
  void restrict_to(const Split& split, bool low);

 private:
  [[nodiscard]] std::optional<Split> split_anything() const;
  [[nodiscard]] std::optional<Split> split_options() const;
  [[nodiscard]] double option_weight(const Split& split) const;
  [[nodiscard]] Relaxation::Mask open_options(std::size_t component, std::size_t place,
                                              std::uint32_t activity) const;
  bool evaluate(std::size_t most, const StopPoint& stop);
  [[nodiscard]] Prices shared_prices() const;
  [[nodiscard]] Cost total() const;
  [[nodiscard]] std::vector<std::vector<Amount>> excess() const;
  bool prove(Cost value);
  bool step(const BoundTarget& target, const StopPoint& stop);
  void start_splitting();
  bool turn(const BoundTarget& target, const StopPoint& stop);
  bool grow(const BoundTarget& target, const StopPoint& stop);
  bool climb(const BoundTarget& target, const StopPoint& stop);
  void drop_above(Cost cutoff);
  void note_labels();
  void note_options(std::size_t component);

  Relaxation* relaxation_;
  int threads_;
  std::vector<double> scale_;
  Prices prices_;  // tried now
  Prices proved_;
  Cost value_ = 0;
  std::vector<Leaves> leaves_;
  std::vector<bool> shared_;  // by pool: priced together
  Ascent ascent_;
  std::vector<std::vector<Spread>> spreads_;  // by component and block: labels in the last climb
  std::vector<std::vector<Spread>>
      option_spreads_;  // the same by component and activity: places of options
  Effort effort_;
  double length_ = 0.3;
  int idle_turns_ = 0;
  std::uint64_t current_ =
      0;  // version of the relaxation at which all leaves were evaluated at the proved prices
  bool splitting_ = false;
  bool empty_ = false;  // no solution is left
};

}  // namespace qsmo::scheduling
