// Random tiny scheduling problems of every constraint kind, such as planning compiles portfolios to.
#pragma once

#include <algorithm>
#include <numeric>
#include <vector>

#include "qsmo/core/random.hpp"
#include "qsmo/scheduling/problem.hpp"
#include "unit/scheduling/brute_force.hpp"

namespace qsmo::scheduling::tiny {

/// What a problem may have. Each part is then left to chance.
struct Features {
  bool pools = true;
  bool arcs = true;
  bool soft_arcs = true;   ///< Also arcs that a prerequisite left out frees.
  bool start_lags = true;  ///< Arcs that bind the dependent's start.
  bool links = true;
  bool tariffs = true;
  bool accounts = true;
  bool obligations = true;  ///< Required and fixed activities.
  bool aims = true;
  bool blocks = true;  ///< Of several activities.
  int most_activities = 5;
  int most_periods = 6;
  double most_solutions = 4'000;  ///< Lest trying them all takes long.
};

struct Instance {
  Problem problem;
  Solution start;  ///< Places the fixed activities and, at times, others; may break anything.
};

class Generator {
 public:
  Generator(Random& random, const Features& features) : random_(random), features_(features) {}

  Instance run() {
    p_.horizon = dice(3, features_.most_periods);
    p_.periods_per_year = chance(0.5) ? 4 : chance(0.5) ? 1 : 12;
    const double rate = chance(0.3) ? 0.0 : random_.uniform(0.0, 0.1);
    for (int t = 0; t < p_.horizon; ++t) p_.discount.push_back(1.0 / (1.0 + rate * t));
    count_ = static_cast<std::uint32_t>(dice(2, features_.most_activities));
    if (features_.pools) add_pools();
    add_volumes();
    if (features_.accounts) p_.accounts.resize(at(dice(1, 2)));
    for (std::uint32_t a = 0; a < count_; ++a) add_activity();
    add_blocks();
    if (features_.arcs) add_arcs();
    if (features_.links) add_links();
    if (features_.obligations && chance(0.5)) spread_obligations();
    place_fixed();
    if (chance(0.4)) place_others();
    set_limits();
    return {std::move(p_), std::move(start_)};
  }

 private:
  int dice(int low, int high) {
    return low + static_cast<int>(random_.below(static_cast<std::uint64_t>(high - low + 1)));
  }
  bool chance(double share) { return random_.uniform() < share; }
  std::uint32_t index(std::size_t count) {
    return static_cast<std::uint32_t>(random_.below(count));
  }

  /// Pools of effort have a bucket per period, those of money several periods in one, at times cumulative.
  void add_pools() {
    for (int i = dice(0, 2); i > 0; --i) add_pool(1, false, effort_);
    for (int i = dice(0, 2); i > 0; --i) add_pool(dice(2, 4), chance(0.5), money_);
  }

  void add_pool(int width, bool cumulative, std::vector<std::uint32_t>& kind) {
    kind.push_back(static_cast<std::uint32_t>(p_.pools.size()));
    Pool pool;
    pool.cumulative = cumulative;
    const int phase = dice(0, width - 1);  // the horizon may begin within a bucket
    for (int t = 0; t < p_.horizon; ++t)
      pool.bucket.push_back(static_cast<std::uint32_t>((t + phase) / width));
    Amount sum = 0;
    for (std::uint32_t b = 0; b <= pool.bucket.back(); ++b) {
      const Amount capacity = chance(0.05) ? 0 : dice(2, width == 1 ? 6 : 12);
      sum += capacity;
      pool.capacity.push_back(chance(0.05) ? unlimited : cumulative ? sum : capacity);
      pool.initial.push_back(chance(0.05) ? dice(1, 3) : 0);
    }
    p_.pools.push_back(std::move(pool));
  }

  /// Pools of volume, capped or with a tariff.
  void add_volumes() {
    for (int i = features_.pools || features_.tariffs ? dice(0, 2) : 0; i > 0; --i) {
      Pool pool;
      const Amount initial = dice(0, 2) * unit;
      for (int t = 0; t < p_.horizon; ++t) {
        pool.bucket.push_back(static_cast<std::uint32_t>(t));
        pool.capacity.push_back(!features_.pools || chance(0.5) ? unlimited : dice(3, 10) * unit);
        pool.initial.push_back(initial);
      }
      volume_.push_back(static_cast<std::uint32_t>(p_.pools.size()));
      p_.pools.push_back(std::move(pool));
      tariff_.push_back(none);
      if (features_.tariffs && chance(0.7)) add_tariff();
    }
  }

  void add_tariff() {
    tariff_.back() = static_cast<std::uint32_t>(p_.tariffs.size());
    Tariff tariff{volume_.back(), chance(0.5), {}, {}};
    Amount from = 0;
    for (int k = dice(2, 3); k > 0; --k) {
      tariff.from_volume.push_back(from);
      from += dice(1, 3) * unit;
      auto& prices = tariff.unit_price.emplace_back();
      const Amount price = dice(0, 9'999) * Amount{1'000};  // of all tiers, not always falling
      for (int t = 0; t < p_.horizon; ++t) prices.push_back(price + (chance(0.2) ? 333'333 : 0));
    }
    p_.tariffs.push_back(std::move(tariff));
  }

  void add_activity() {
    Activity activity;
    activity.first_option = static_cast<std::uint32_t>(p_.options.size());
    activity.tag = static_cast<std::uint32_t>(p_.activities.size());
    activity.never = money(-100, 400);
    if (features_.aims && chance(0.2)) activity.never_aim = money(0, 50);
    if (features_.obligations) {
      activity.fixed = chance(0.12);
      activity.required = activity.fixed || chance(0.12);
    }
    if (features_.accounts && chance(0.8)) activity.account = index(p_.accounts.size());
    for (int t = 0; t < p_.horizon; ++t) activity.series.push_back(dice(0, 2));
    activity.option_count =
        static_cast<std::uint32_t>(chance(0.05) && !activity.fixed ? 0 : dice(1, 2));
    // What serves it so far takes volume in a pool and gives it back.
    const Amount volume = dice(0, 3) * unit;
    const std::uint32_t incumbent = volume_.empty() || chance(0.6) ? none : index(volume_.size());
    if (incumbent != none) {
      for (Amount& use : p_.pools[volume_[incumbent]].initial) use += volume;
    }
    for (std::uint32_t i = 0; i < activity.option_count; ++i)
      add_option(activity, volume, incumbent);
    p_.activities.push_back(std::move(activity));
  }

  Cost money(int low, int high) { return Cost{dice(low, high)} * 10'000 + dice(0, 9'999); }

  void add_option(const Activity& activity, Amount volume, std::uint32_t incumbent) {
    Option option;
    option.tag = index(4);
    option.duration = dice(0, 2);
    const int dual = dice(0, 2), latest = dice(2, 2 * p_.horizon);
    const bool aimed = features_.aims && chance(0.2);
    for (int s = 0; s < p_.horizon; ++s) {
      const bool barred = chance(0.2) || (s < option.duration && !activity.fixed);
      option.cost.push_back(barred ? forbidden : money(-100, 300));
      option.release.push_back(
          static_cast<std::int16_t>(std::max(s, std::min({s + dual, latest, p_.horizon}))));
    }
    if (activity.fixed) option.cost[index(at(p_.horizon))] = money(-100, 300);
    for (int s = 0; s < p_.horizon && aimed; ++s) option.aim.push_back(money(0, 50));
    const bool credited = features_.accounts && chance(0.2);
    const bool sometimes = features_.accounts && chance(0.2);
    for (int s = 0; s < p_.horizon && credited; ++s) option.credit.push_back(money(-20, 100));
    for (int s = 0; s < p_.horizon && sometimes; ++s) option.joins.push_back(chance(0.5));
    add_effort(option);
    add_spend(option);
    add_volume(option, volume, incumbent);
    p_.options.push_back(std::move(option));
  }

  void add_effort(Option& option) {
    for (const std::uint32_t pool : effort_) {
      if (chance(0.3)) continue;
      const int from = -option.duration, middle = from + dice(0, option.duration);
      const int to = dice(0, 2);
      for (const auto& [begin, end] : {std::pair(from, middle), {middle, 0}, {0, to}}) {
        if (end > begin) option.demands.push_back({pool, Span::around, begin, end, dice(1, 4)});
      }
    }
  }

  void add_spend(Option& option) {
    for (const std::uint32_t pool : money_) {
      if (option.duration > 0 && chance(0.5))
        option.demands.push_back({pool, Span::around, -option.duration, 0, dice(1, 3)});
      if (chance(0.3)) option.demands.push_back({pool, Span::around, 0, 1, dice(1, 4)});
      if (chance(0.4)) option.demands.push_back({pool, Span::until_release, 0, 0, 1});
      if (chance(0.4)) option.demands.push_back({pool, Span::at_release, 0, 0, dice(1, 4)});
    }
  }

  void add_volume(Option& option, Amount volume, std::uint32_t incumbent) {
    const std::uint32_t v = volume_.empty() || chance(0.3) ? none : index(volume_.size());
    if (v != none && v != incumbent) {
      option.demands.push_back({volume_[v], Span::around, 0, p_.horizon, volume});
      option.tariff = tariff_[v];
      option.volume = option.tariff == none ? 0 : volume;
      if (option.tariff != none) add_fee(option);
    }
    if (incumbent != none && volume > 0)
      option.demands.push_back({volume_[incumbent], Span::after_release, 0, 0, -volume});
  }

  void add_fee(Option& option) {
    if (chance(0.5)) {
      option.fee = dice(0, 999);
      return;
    }
    for (int t = 0; t < p_.horizon; ++t) option.fees.push_back(dice(0, 999));
  }

  /// Of all activities, in a random order; in each block what is fixed stands first.
  void add_blocks() {
    std::vector<std::uint32_t> order(count_);
    std::iota(order.begin(), order.end(), 0U);
    for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[index(i)]);
    block_of_.resize(count_);
    for (const std::uint32_t a : order) {
      const bool joins = features_.blocks && !p_.blocks.empty() && chance(0.2);
      if (!joins) p_.blocks.emplace_back();
      p_.blocks.back().push_back(a);
      block_of_[a] = static_cast<std::uint32_t>(p_.blocks.size() - 1);
    }
    for (auto& block : p_.blocks) {
      std::stable_partition(block.begin(), block.end(),
                            [&](std::uint32_t a) { return p_.activities[a].fixed; });
    }
  }

  /// Hard arcs lead from earlier to later blocks, or without a lag within one; others anywhere.
  void add_arcs() {
    for (int i = dice(0, static_cast<int>(count_)); i > 0; --i) {
      Precedence arc;
      arc.prerequisite = index(count_);
      arc.dependent = index(count_);
      if (arc.prerequisite == arc.dependent) continue;
      arc.soft = features_.soft_arcs && chance(0.3);
      arc.allow = features_.soft_arcs && chance(0.3);
      arc.to_start = features_.start_lags && chance(0.4);
      arc.lag = dice(0, 2);
      if (arc.to_start && p_.activities[arc.dependent].fixed) continue;
      if (!arc.soft && !arc.allow) direct(arc);
      if (arc.soft) set_price(arc);
      p_.precedences.push_back(std::move(arc));
    }
  }

  void direct(Precedence& arc) {
    if (block_of_[arc.prerequisite] > block_of_[arc.dependent])
      std::swap(arc.prerequisite, arc.dependent);
    if (block_of_[arc.prerequisite] != block_of_[arc.dependent]) return;
    arc.lag = 0;
    if (!arc.to_start) return;
    // A start within the block can only follow if it takes no time.
    const Activity& dependent = p_.activities[arc.dependent];
    for (std::uint32_t i = 0; i < dependent.option_count; ++i) {
      Option& option = p_.options[dependent.first_option + i];
      if (option.duration > 0 && !dependent.fixed)
        std::fill(option.cost.begin(), option.cost.end(), forbidden);
    }
  }

  void set_price(Precedence& arc) {
    const int cents = dice(0, 150);
    for (const double discount : p_.discount)
      arc.price.push_back(static_cast<Cost>(cents * discount * 10'000));
    if (money_.empty() || chance(0.5)) return;
    arc.pool = money_[index(money_.size())];
    arc.amount = dice(0, 3);
  }

  void add_links() {
    for (int i = dice(0, 2); i > 0; --i) {
      const std::uint32_t a = index(count_), b = index(count_);
      if (a != b) p_.links.push_back({side(a), side(b)});
    }
  }

  Link::Side side(std::uint32_t a) {
    const int cents = dice(0, 40);
    Link::Side side{a, {0}, none, 0};
    for (const double discount : p_.discount)
      side.prefix.push_back(side.prefix.back() + static_cast<Cost>(cents * discount * 10'000));
    if (money_.empty() || chance(0.5)) return side;
    side.pool = money_[index(money_.size())];
    side.amount = dice(0, 2);
    return side;
  }

  /// What is required takes its prerequisites and partners along.
  void spread_obligations() {
    for (std::uint32_t round = 0; round < count_; ++round) {
      for (const Precedence& arc : p_.precedences) {
        if (!arc.soft && !arc.allow && p_.activities[arc.dependent].required)
          p_.activities[arc.prerequisite].required = true;
      }
      for (const auto& block : p_.blocks) {
        const bool must = std::any_of(block.begin(), block.end(),
                                      [&](std::uint32_t a) { return p_.activities[a].required; });
        for (const std::uint32_t a : block) p_.activities[a].required |= must;
      }
    }
  }

  [[nodiscard]] std::vector<Choice> ways(std::uint32_t a) const {
    std::vector<Choice> out = choices(p_, a);
    out.erase(out.begin());
    return out;
  }

  /// In the first slot open to all that is fixed in the block; if there is none, each in its own.
  void place_fixed() {
    start_.resize(count_);
    for (const auto& block : p_.blocks) {
      for (int s = p_.horizon; s-- > 0;) {
        for (const std::uint32_t a : block) place_fixed(a, s);
      }
      for (int s = p_.horizon; s-- > 0;) {
        const bool common = std::all_of(block.begin(), block.end(), [&](std::uint32_t a) {
          return !p_.activities[a].fixed || way_at(a, s).option != none;
        });
        for (const std::uint32_t a : block) {
          if (common) place_fixed(a, s);
        }
      }
    }
  }

  [[nodiscard]] Choice way_at(std::uint32_t a, int s) const {
    for (const Choice& way : ways(a)) {
      if (way.slot == s) return way;
    }
    return {};
  }

  void place_fixed(std::uint32_t a, int s) {
    const Choice way = way_at(a, s);
    if (p_.activities[a].fixed && way.option != none) start_[a] = way;
  }

  void place_others() {
    for (std::uint32_t a = 0; a < count_; ++a) {
      const auto open = ways(a);
      if (!p_.activities[a].fixed && !open.empty() && chance(0.5))
        start_[a] = open[index(open.size())];
    }
  }

  /// Accounts are held to about what they cost at the start.
  void set_limits() {
    const Verdict verdict = judge(p_, start_);
    for (std::size_t i = 0; i < p_.accounts.size(); ++i)
      p_.accounts[i] = {chance(0.5), verdict.account_costs[i] + money(-50, 300)};
  }

  static constexpr Amount unit = 1'000'000;

  Random& random_;
  Features features_;
  Problem p_;
  Solution start_;
  std::uint32_t count_ = 0;
  std::vector<std::uint32_t> effort_, money_, volume_;  // pools
  std::vector<std::uint32_t> tariff_;                   // by entry of volume_
  std::vector<std::uint32_t> block_of_;
};

/// A problem of at most `most_solutions` solutions.
inline Instance random_instance(Random& random, const Features& features = {}) {
  for (;;) {
    Instance instance = Generator(random, features).run();
    if (solution_count(instance.problem) <= features.most_solutions) return instance;
  }
}

}  // namespace qsmo::scheduling::tiny
