#include "qsmo/scheduling/infeasibility.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>
#include <utility>

#include "qsmo/core/int128.hpp"
#include "scheduling/uses.hpp"

namespace qsmo::scheduling {
namespace {

std::size_t index(int t) { return static_cast<std::size_t>(t); }

bool binds(const Precedence& arc) { return !arc.soft && !arc.allow; }

bool must(const Activity& activity) { return activity.required || activity.fixed; }

/// No less than what a demand draws on any bucket, if none has more periods than `width`.
Amount most_of(const Activity& activity, const Demand& demand, int width) {
  switch (demand.span) {
  case Span::around:
    return demand.amount * std::clamp(demand.to - demand.from, 0, width);
  case Span::after_release:
    return demand.amount * width;
  case Span::at_release:
    return demand.amount;
  case Span::until_release:
    break;
  }
  return demand.amount * std::accumulate(activity.series.begin(), activity.series.end(), Amount{0});
}

/// What the pools have left at first.
class Room {
 public:
  explicit Room(const Problem& problem) : problem_(problem), gives_back_(problem.pools.size(), 0) {
    note_gifts();
    for (const Pool& pool : problem.pools) add(pool);
  }

  /// Whether what is drawn on the pool stays drawn, so that each use can be held against the capacity by itself.
  [[nodiscard]] bool counts(std::uint32_t pool) const { return gives_back_[pool] == 0; }
  /// By bucket; of a cumulative pool the running sum.
  [[nodiscard]] Amount used(std::uint32_t pool, std::size_t bucket) const {
    return used_[pool][bucket];
  }
  /// In the fullest bucket.
  [[nodiscard]] Amount least(std::uint32_t pool) const { return least_[pool]; }

  [[nodiscard]] std::optional<Infeasibility> overdrawn() const {
    for (std::uint32_t p = 0; p < used_.size(); ++p) {
      for (std::uint32_t b = 0; counts(p) && b < used_[p].size(); ++b) {
        const Amount capacity = problem_.pools[p].capacity[b];
        if (used_[p][b] > capacity) return Infeasibility{{}, {}, p, b, b, used_[p][b], capacity};
      }
    }
    return std::nullopt;
  }

  /// Of the option's demands those on pools in which, by a quick estimate, it might not fit at some slot.
  [[nodiscard]] Option doubtful_part(const Activity& activity, const Option& option) const {
    Option part;
    part.release = option.release;
    for (const Demand& one : option.demands) {
      Amount sum = 0;
      for (const Demand& other : option.demands)
        sum += other.pool == one.pool ? most_of(activity, other, width_[one.pool]) : 0;
      if (counts(one.pool) && sum > least_[one.pool]) part.demands.push_back(one);
    }
    return part;
  }

  /// `part`: what doubtful_part gave.
  [[nodiscard]] bool fits(const Activity& activity, const Option& part, int slot) {
    for_each_use(problem_, activity, part, slot, [&](std::uint32_t p, int t, Amount amount) {
      drawn_[p][problem_.pools[p].bucket[index(t)]] += amount;
    });
    bool out = true;
    for (const Demand& demand : part.demands) out = take_back(demand.pool) && out;
    return out;
  }

 private:
  void note_gifts() {
    const auto note = [&](std::uint32_t pool, bool gives) {
      if (pool != none && gives) gives_back_[pool] = 1;
    };
    for (const Activity& activity : problem_.activities) {
      const bool falls = std::any_of(activity.series.begin(), activity.series.end(),
                                     [](Amount amount) { return amount < 0; });
      for (std::size_t i = 0; i < activity.option_count; ++i) {
        for (const Demand& demand : problem_.options[activity.first_option + i].demands)
          note(demand.pool, demand.amount < 0 || (falls && demand.span == Span::until_release));
      }
    }
    for (const Link& link : problem_.links) {
      note(link.a.pool, link.a.amount < 0);
      note(link.b.pool, link.b.amount < 0);
    }
    for (const Precedence& arc : problem_.precedences) note(arc.pool, arc.amount < 0);
  }

  void add(const Pool& pool) {
    std::vector<int> width(pool.capacity.size(), 0);
    for (const std::uint32_t b : pool.bucket) ++width[b];
    std::vector<Amount> used = pool.initial;
    if (pool.cumulative) std::partial_sum(used.begin(), used.end(), used.begin());
    Amount least = unlimited;
    for (std::size_t b = 0; b < used.size(); ++b)
      least = std::min(least, pool.capacity[b] - used[b]);
    const bool one_sum = pool.cumulative || width.empty();
    width_.push_back(one_sum ? problem_.horizon : *std::max_element(width.begin(), width.end()));
    least_.push_back(least);
    drawn_.emplace_back(used.size(), 0);
    used_.push_back(std::move(used));
  }

  /// Clears what is drawn; whether it fitted.
  bool take_back(std::uint32_t p) {
    const Pool& pool = problem_.pools[p];
    Amount sum = 0;
    bool out = true;
    for (std::size_t b = 0; b < drawn_[p].size(); ++b) {
      sum = drawn_[p][b] + (pool.cumulative ? sum : 0);
      out = out && used_[p][b] + sum <= pool.capacity[b];
      drawn_[p][b] = 0;
    }
    return out;
  }

  const Problem& problem_;
  std::vector<char> gives_back_;  // by pool, as all that follows
  std::vector<std::vector<Amount>> used_, drawn_;
  std::vector<Amount> least_;
  std::vector<int> width_;  // most periods in a bucket
};

/// Which blocks must take effect, in which slots they still can, and why.
class Windows {
 public:
  Windows(const Problem& problem, Room& room)
      : problem_(problem), block_of_(problem.activities.size()), blocks_(problem.blocks.size()) {
    for (std::uint32_t b = 0; b < blocks_.size(); ++b) {
      for (const std::uint32_t a : problem.blocks[b]) block_of_[a] = b;
    }
    list_required();
    if (obliged_.empty()) return;
    list_arcs();
    oblige_prerequisites();
    open_.resize(problem.options.size() * index(problem.horizon), 0);
    for (const std::uint32_t b : obliged_) open(b, room);
    std::sort(obliged_.begin(), obliged_.end(), [&](std::uint32_t a, std::uint32_t b) {
      return problem.blocks[a].front() < problem.blocks[b].front();
    });
  }

  /// Blocks that must take effect.
  [[nodiscard]] const std::vector<std::uint32_t>& obliged() const { return obliged_; }

  [[nodiscard]] std::optional<Infeasibility> empty_window() {
    for (const std::uint32_t b : obliged_) {
      if (empty(b)) return explained(b);
    }
    if (const auto b = propagate()) return explained(*b);
    return std::nullopt;
  }

  /// Which bounds of a block's window to respect.
  struct Bounds {
    bool first = true;
    bool last = true;
  };

  /// Calls `each(option, slot)` for every way that is left to an activity that must take effect.
  template <class Each>
  void for_each_way(std::uint32_t a, Bounds bounds, const Each& each) const {
    const Activity& activity = problem_.activities[a];
    const Block& block = blocks_[block_of_[a]];
    const int from = bounds.first ? block.first : 0;
    const int to = bounds.last ? block.last : problem_.horizon - 1;
    for (std::uint32_t i = 0; i < activity.option_count; ++i) {
      const std::uint32_t o = activity.first_option + i;
      for (int s = from; s <= to; ++s) {
        if (block.open[index(s)] != 0 && is_open(o, s)) each(o, s);
      }
    }
  }

  /// Marks the activities that prove that this one must take effect, within these bounds.
  void explain(std::uint32_t a, Bounds bounds, std::vector<char>& marked) const {
    explain_block(block_of_[a], bounds, marked);
  }

 private:
  struct Block {
    bool obliged = false;
    std::uint32_t obliged_by = none;  // arc
    std::vector<char> open;           // by slot
    int first = 0, last = -1;
    std::uint32_t why_first = none, why_last = none;  // entries of reasons_
    std::vector<std::uint32_t> arcs_in, arcs_out;
    bool queued = false;
  };
  /// A bound followed through an arc from that of the other end, which had a reason of its own, or none.
  struct Reason {
    std::uint32_t arc = none;
    std::uint32_t before = none;
  };

  [[nodiscard]] Block& before(const Precedence& arc) {
    return blocks_[block_of_[arc.prerequisite]];
  }
  [[nodiscard]] Block& after(const Precedence& arc) { return blocks_[block_of_[arc.dependent]]; }

  [[nodiscard]] bool is_open(std::size_t option, int slot) const {
    return open_[option * index(problem_.horizon) + index(slot)] != 0;
  }
  [[nodiscard]] bool empty(std::uint32_t b) const { return blocks_[b].first > blocks_[b].last; }

  void list_required() {
    for (std::uint32_t a = 0; a < problem_.activities.size(); ++a) {
      if (must(problem_.activities[a])) oblige(block_of_[a], none);
    }
  }

  void oblige(std::uint32_t b, std::uint32_t arc) {
    if (blocks_[b].obliged) return;
    blocks_[b].obliged = true;
    blocks_[b].obliged_by = arc;
    obliged_.push_back(b);
  }

  void list_arcs() {
    for (std::uint32_t i = 0; i < problem_.precedences.size(); ++i) {
      const Precedence& arc = problem_.precedences[i];
      if (!binds(arc)) continue;
      before(arc).arcs_out.push_back(i);
      after(arc).arcs_in.push_back(i);
    }
  }

  /// In breadth, lest explanations are longer than need be.
  void oblige_prerequisites() {
    for (std::size_t i = 0; i < obliged_.size(); ++i) {
      for (const std::uint32_t arc : blocks_[obliged_[i]].arcs_in)
        oblige(block_of_[problem_.precedences[arc].prerequisite], arc);
    }
  }

  /// The slots at which every member has a way that fits alone.
  void open(std::uint32_t b, Room& room) {
    Block& block = blocks_[b];
    block.open.assign(index(problem_.horizon), 1);
    for (const std::uint32_t a : problem_.blocks[b]) {
      const std::vector<char> own = open_slots(a, room);
      for (std::size_t s = 0; s < own.size(); ++s) block.open[s] &= own[s];
    }
    block.first = next_open(block, 0);
    block.last = previous_open(block, problem_.horizon - 1);
  }

  std::vector<char> open_slots(std::uint32_t a, Room& room) {
    const Activity& activity = problem_.activities[a];
    std::vector<char> out(index(problem_.horizon), 0);
    for (std::uint32_t i = 0; i < activity.option_count; ++i) {
      const std::size_t o = activity.first_option + i;
      const Option& option = problem_.options[o];
      const Option part = room.doubtful_part(activity, option);
      const bool fits = part.demands.empty();
      for (int s = 0; s < problem_.horizon; ++s) {
        if (option.cost[index(s)] >= forbidden || !(fits || room.fits(activity, part, s))) continue;
        open_[o * index(problem_.horizon) + index(s)] = 1;
        out[index(s)] = 1;
      }
    }
    return out;
  }

  [[nodiscard]] int next_open(const Block& block, int s) const {
    s = std::min(std::max(s, 0), problem_.horizon);
    while (s < problem_.horizon && block.open[index(s)] == 0) ++s;
    return s;
  }
  [[nodiscard]] int previous_open(const Block& block, int s) const {
    s = std::clamp(s, -1, problem_.horizon - 1);
    while (s >= 0 && block.open[index(s)] == 0) --s;
    return s;
  }

  /// A start lag binds at least as tightly as with the shortest duration.
  [[nodiscard]] int lag_of(const Precedence& arc) const {
    if (!arc.to_start) return arc.lag;
    const Activity& activity = problem_.activities[arc.dependent];
    int shortest = std::numeric_limits<int>::max();
    for (std::uint32_t i = 0; i < activity.option_count; ++i) {
      const std::size_t o = activity.first_option + i;
      const auto row = open_.begin() + static_cast<std::ptrdiff_t>(o * index(problem_.horizon));
      if (std::find(row, row + problem_.horizon, 1) != row + problem_.horizon)
        shortest = std::min(shortest, problem_.options[o].duration);
    }
    return arc.lag + shortest;  // no window is empty at first: there is an open option
  }

  /// Trims the windows along the arcs; a block whose window becomes empty.
  std::optional<std::uint32_t> propagate() {
    std::vector<int> lag(problem_.precedences.size(), 0);
    for (const std::uint32_t b : obliged_) {
      for (const std::uint32_t i : blocks_[b].arcs_in) lag[i] = lag_of(problem_.precedences[i]);
    }
    queue_ = obliged_;
    for (const std::uint32_t b : queue_) blocks_[b].queued = true;
    for (std::size_t head = 0; head < queue_.size(); ++head) {
      const std::uint32_t b = queue_[head];
      Block& block = blocks_[b];
      block.queued = false;
      for (const std::uint32_t i : block.arcs_out) {
        raise(i, block.first + lag[i], block.why_first);
        if (after_is_empty(i)) return block_of_[problem_.precedences[i].dependent];
      }
      for (const std::uint32_t i : block.arcs_in) {
        lower(i, block.last - lag[i], block.why_last);
        if (before_is_empty(i)) return block_of_[problem_.precedences[i].prerequisite];
      }
    }
    return std::nullopt;
  }

  [[nodiscard]] bool after_is_empty(std::uint32_t arc) const {
    const std::uint32_t b = block_of_[problem_.precedences[arc].dependent];
    return blocks_[b].obliged && empty(b);
  }
  [[nodiscard]] bool before_is_empty(std::uint32_t arc) const {
    return empty(block_of_[problem_.precedences[arc].prerequisite]);
  }

  void raise(std::uint32_t arc, int least, std::uint32_t why) {
    Block& block = after(problem_.precedences[arc]);
    if (!block.obliged || least <= block.first) return;
    block.first = next_open(block, least);
    block.why_first = add_reason(arc, why);
    enqueue(block_of_[problem_.precedences[arc].dependent]);
  }

  void lower(std::uint32_t arc, int most, std::uint32_t why) {
    Block& block = before(problem_.precedences[arc]);
    if (most >= block.last) return;
    block.last = previous_open(block, most);
    block.why_last = add_reason(arc, why);
    enqueue(block_of_[problem_.precedences[arc].prerequisite]);
  }

  std::uint32_t add_reason(std::uint32_t arc, std::uint32_t before) {
    reasons_.push_back({arc, before});
    return static_cast<std::uint32_t>(reasons_.size() - 1);
  }

  void enqueue(std::uint32_t b) {
    if (std::exchange(blocks_[b].queued, true)) return;
    queue_.push_back(b);
  }

  [[nodiscard]] Infeasibility explained(std::uint32_t b) const {
    // A bound that leaves no slot even without the other needs no more.
    Bounds bounds;
    if (blocks_[b].first >= problem_.horizon)
      bounds.last = false;
    else if (blocks_[b].last < 0)
      bounds.first = false;
    std::vector<char> marked(problem_.activities.size(), 0);
    explain_block(b, bounds, marked);
    Infeasibility out;
    for (std::uint32_t a = 0; a < marked.size(); ++a) {
      if (marked[a] != 0) out.activities.push_back(a);
    }
    return out;
  }

  /// What bounds it first it obliges itself; what bounds it last obliges it, and needs one more reason for being there.
  void explain_block(std::uint32_t b, Bounds bounds, std::vector<char>& marked) const {
    mark(b, marked);
    std::uint32_t first = bounds.first ? blocks_[b].why_first : none;
    for (; first != none; first = reasons_[first].before)
      mark(block_of_[problem_.precedences[reasons_[first].arc].prerequisite], marked);
    std::uint32_t last = bounds.last ? blocks_[b].why_last : none;
    for (; last != none; last = reasons_[last].before) {
      b = block_of_[problem_.precedences[reasons_[last].arc].dependent];
      mark(b, marked);
    }
    for (std::uint32_t arc = blocks_[b].obliged_by; arc != none; arc = blocks_[b].obliged_by) {
      b = block_of_[problem_.precedences[arc].dependent];
      mark(b, marked);
    }
  }

  void mark(std::uint32_t b, std::vector<char>& marked) const {
    for (const std::uint32_t a : problem_.blocks[b]) marked[a] = 1;
  }

  const Problem& problem_;
  std::vector<std::uint32_t> block_of_;
  std::vector<Block> blocks_;
  std::vector<std::uint32_t> obliged_;  // blocks
  std::vector<char> open_;              // by option and slot, of what must take effect
  std::vector<Reason> reasons_;
  std::vector<std::uint32_t> queue_;
};

/// Calls `each(draw)` for every way that is left to the activity; `draw(use)` calls `use(bucket, amount)` for all that the
/// way draws on the pool.
template <class Each>
void for_each_draw(const Problem& problem, const Windows& windows, std::uint32_t a,
                   Windows::Bounds bounds, std::uint32_t pool, const Each& each) {
  const std::vector<std::uint32_t>& bucket = problem.pools[pool].bucket;
  Option part;  // of the option that comes next, what concerns the pool
  std::uint32_t last = none;
  windows.for_each_way(a, bounds, [&](std::uint32_t o, int slot) {
    if (std::exchange(last, o) != o) {
      part.release = problem.options[o].release;
      part.demands = problem.options[o].demands;
      std::erase_if(part.demands, [&](const Demand& demand) { return demand.pool != pool; });
    }
    each([&](const auto& use) {
      for_each_use(problem, problem.activities[a], part, slot,
                   [&](std::uint32_t, int t, Amount amount) { use(bucket[index(t)], amount); });
    });
  });
}

/// What must be drawn on one pool in each interval of its buckets.
class Load {
 public:
  /// `work`: how many pairs of interval and way may still be looked at.
  Load(const Problem& problem, const Windows& windows, std::uint32_t pool, std::int64_t& work)
      : problem_(problem),
        windows_(windows),
        number_(pool),
        pool_(problem.pools[pool]),
        buckets_(pool_.capacity.size()),
        work_(work),
        sum_((buckets_ + 1) * (buckets_ + 1), 0) {}

  void add(std::uint32_t a) {
    list_ways(a);
    const Extent extent = extent_of_all();
    if (extent.last_start < extent.first_start || ways_ == 0) return;
    if (pool_.cumulative) {
      add_row(extent, extent.first_start);
      return;
    }
    const std::size_t rows = extent.last_start - extent.first_start + 1;
    const std::size_t columns = extent.last_end - extent.first_end + 1;
    const auto work = static_cast<std::int64_t>(rows * columns * ways_);
    if (work > work_) {
      add_single_buckets(extent);
      return;
    }
    work_ -= work;
    for (std::size_t i = extent.first_start; i <= extent.last_start; ++i) add_row(extent, i);
  }

  struct Interval {
    std::size_t first = 0, last = 0;
    Amount capacity = 0;
  };

  /// The shortest interval that is overdrawn, the first of several.
  [[nodiscard]] std::optional<Interval> overdrawn() {
    add_up();
    if (pool_.cumulative) return overdrawn_sum();
    std::vector<Int128> capacity(buckets_ + 1, 0), initial(buckets_ + 1, 0);
    for (std::size_t b = 0; b < buckets_; ++b) {
      capacity[b + 1] = capacity[b] + pool_.capacity[b];
      initial[b + 1] = initial[b] + pool_.initial[b];
    }
    for (std::size_t length = 1; length <= buckets_; ++length) {
      for (std::size_t i = 0, end = length; end <= buckets_; ++i, ++end) {
        const Int128 most = capacity[end] - capacity[i];
        if (initial[end] - initial[i] + sum(i, end - 1) > most)
          return Interval{i, end - 1, static_cast<Amount>(most)};
      }
    }
    return std::nullopt;
  }

 private:
  /// Starts and ends of intervals: an interval that begins before `first_start` draws as if it began there, one that ends
  /// after `last_end` as if it ended there; one that begins after `last_start` or ends before `first_end` may draw
  /// nothing.
  struct Extent {
    std::size_t first_start = 0, last_start = 0, first_end = 0, last_end = 0;
  };

  [[nodiscard]] Amount& sum(std::size_t i, std::size_t j) { return sum_[i * (buckets_ + 1) + j]; }

  /// prefix_[b * ways_ + w]: what way w draws on buckets before b.
  void list_ways(std::uint32_t a) {
    ways_ = 0;
    windows_.for_each_way(a, {}, [&](std::uint32_t, int) { ++ways_; });
    prefix_.assign((buckets_ + 1) * ways_, 0);
    std::size_t w = 0;
    for_each_draw(problem_, windows_, a, {}, number_, [&](const auto& draw) {
      draw([&](std::size_t b, Amount amount) { prefix_[(b + 1) * ways_ + w] += amount; });
      ++w;
    });
    for (std::size_t i = ways_; i < prefix_.size(); ++i) prefix_[i] += prefix_[i - ways_];
  }

  /// With last_start < first_start if a way draws nothing.
  [[nodiscard]] Extent extent_of_all() const {
    Extent out{buckets_, buckets_, 0, 0};
    for (std::size_t w = 0; w < ways_; ++w) {
      const Amount total = prefix_[buckets_ * ways_ + w];
      if (total == 0) return {1, 0, 0, 0};
      std::size_t first = 0, last = buckets_ - 1;
      while (prefix_[(first + 1) * ways_ + w] == 0) ++first;
      while (prefix_[last * ways_ + w] == total) --last;
      out = {std::min(out.first_start, first), std::min(out.last_start, last),
             std::max(out.first_end, first), std::max(out.last_end, last)};
    }
    return out;
  }

  [[nodiscard]] Amount least(std::size_t i, std::size_t j) const {
    const Amount* from = prefix_.data() + i * ways_;
    const Amount* to = prefix_.data() + (j + 1) * ways_;
    Amount out = to[0] - from[0];
    for (std::size_t w = 1; w < ways_; ++w) out = std::min(out, to[w] - from[w]);
    return out;
  }

  void add_row(const Extent& extent, std::size_t i) {
    const std::size_t from = i == extent.first_start ? 0 : i;
    for (std::size_t j = std::max(i, extent.first_end); j <= extent.last_end; ++j)
      add_block(from, i, j, j == extent.last_end ? buckets_ - 1 : j, least(i, j));
  }

  void add_single_buckets(const Extent& extent) {
    for (std::size_t b = extent.first_end; b <= extent.last_start; ++b)
      add_block(b, b, b, b, least(b, b));
  }

  /// To all intervals that begin in i .. i_last and end in j .. j_last, by differences.
  void add_block(std::size_t i, std::size_t i_last, std::size_t j, std::size_t j_last,
                 Amount amount) {
    sum(i, j) += amount;
    sum(i_last + 1, j) -= amount;
    sum(i, j_last + 1) -= amount;
    sum(i_last + 1, j_last + 1) += amount;
  }

  void add_up() {
    for (std::size_t i = 0; i <= buckets_; ++i) {
      for (std::size_t j = 1; j <= buckets_; ++j) sum(i, j) += sum(i, j - 1);
      for (std::size_t j = 0; j <= buckets_ && i > 0; ++j) sum(i, j) += sum(i - 1, j);
    }
  }

  [[nodiscard]] std::optional<Interval> overdrawn_sum() {
    Amount initial = 0;
    for (std::size_t b = 0; b < buckets_; ++b) {
      initial += pool_.initial[b];
      if (initial + sum(0, b) > pool_.capacity[b]) return Interval{b, b, pool_.capacity[b]};
    }
    return std::nullopt;
  }

  const Problem& problem_;
  const Windows& windows_;
  std::uint32_t number_;
  const Pool& pool_;
  std::size_t buckets_;
  std::int64_t& work_;
  std::vector<Amount> sum_;  // by first and last bucket
  std::size_t ways_ = 0;
  std::vector<Amount> prefix_;
};

/// Finds a pool on which more must be drawn than it has.
class Loads {
 public:
  Loads(const Problem& problem, const Room& room, const Windows& windows)
      : problem_(problem), room_(room), windows_(windows), drawers_(problem.pools.size()) {
    for (const std::uint32_t b : windows.obliged()) {
      for (const std::uint32_t a : problem.blocks[b]) list_pools(a);
    }
  }

  [[nodiscard]] std::optional<Infeasibility> overdrawn() {
    for (std::uint32_t p = 0; p < drawers_.size(); ++p) {
      if (!may_exceed(p)) continue;
      Load load(problem_, windows_, p, work_);
      for (const Drawer& drawer : drawers_[p]) load.add(drawer.activity);
      if (const auto interval = load.overdrawn()) return explained(p, *interval);
    }
    return std::nullopt;
  }

 private:
  struct Drawer {
    std::uint32_t activity = 0;
    Amount most = 0;  // that it must draw
  };

  /// The pools on which the activity draws whatever its option.
  void list_pools(std::uint32_t a) {
    std::vector<std::uint32_t> options;
    windows_.for_each_way(a, {}, [&](std::uint32_t o, int) {
      if (options.empty() || options.back() != o) options.push_back(o);
    });
    std::vector<Demand> pools = problem_.options[options.front()].demands;
    std::sort(pools.begin(), pools.end(),
              [](const Demand& x, const Demand& y) { return x.pool < y.pool; });
    std::uint32_t last = none;
    for (const Demand& demand : pools) {
      if (std::exchange(last, demand.pool) == demand.pool || !room_.counts(demand.pool)) continue;
      Amount most = unlimited;
      for (const std::uint32_t o : options) most = std::min(most, most_drawn(a, o, demand.pool));
      if (most > 0) drawers_[demand.pool].push_back({a, most});
    }
  }

  [[nodiscard]] Amount most_drawn(std::uint32_t a, std::uint32_t o, std::uint32_t pool) const {
    Amount out = 0;
    for (const Demand& demand : problem_.options[o].demands) {
      if (demand.pool == pool) out += most_of(problem_.activities[a], demand, problem_.horizon);
    }
    return out;
  }

  /// Whether all that must be drawn might not fit into the fullest bucket.
  [[nodiscard]] bool may_exceed(std::uint32_t pool) const {
    Int128 sum = 0;
    for (const Drawer& drawer : drawers_[pool]) sum += drawer.most;
    return room_.counts(pool) && sum > room_.least(pool);
  }

  [[nodiscard]] Infeasibility explained(std::uint32_t p, const Load::Interval& interval) const {
    Infeasibility out;
    out.pool = p;
    out.bucket = static_cast<std::uint32_t>(interval.first);
    out.last_bucket = static_cast<std::uint32_t>(interval.last);
    out.capacity = interval.capacity;
    for (std::size_t b = interval.first; b <= interval.last; ++b) out.least_use += room_.used(p, b);
    std::vector<char> marked(problem_.activities.size(), 0);
    std::vector<Amount> draws(problem_.activities.size(), 0);
    for (const Drawer& drawer : drawers_[p]) {
      draws[drawer.activity] = explain(drawer.activity, p, interval, marked);
      out.least_use += draws[drawer.activity];
    }
    for (std::uint32_t a = 0; a < marked.size(); ++a) {
      if (marked[a] == 0) continue;
      out.activities.push_back(a);
      out.draws.push_back(draws[a]);
    }
    return out;
  }

  /// What the activity must draw, with the fewest bounds that show it.
  Amount explain(std::uint32_t a, std::uint32_t p, const Load::Interval& interval,
                 std::vector<char>& marked) const {
    const Amount draw = least(a, p, interval, {});
    if (draw == 0) return 0;
    constexpr std::array<Windows::Bounds, 4> tries{
        {{false, false}, {true, false}, {false, true}, {true, true}}};
    const auto* enough =
        std::find_if(tries.begin(), tries.end(), [&](const Windows::Bounds& bounds) {
          return least(a, p, interval, bounds) == draw;
        });
    windows_.explain(a, *enough, marked);
    return draw;
  }

  [[nodiscard]] Amount least(std::uint32_t a, std::uint32_t p, const Load::Interval& interval,
                             const Windows::Bounds& bounds) const {
    const std::size_t first = problem_.pools[p].cumulative ? 0 : interval.first;
    Amount out = std::numeric_limits<Amount>::max();
    for_each_draw(problem_, windows_, a, bounds, p, [&](const auto& draw) {
      Amount sum = 0;
      draw([&](std::size_t b, Amount amount) {
        sum += b >= first && b <= interval.last ? amount : 0;
      });
      out = std::min(out, sum);
    });
    return out;
  }

  const Problem& problem_;
  const Room& room_;
  const Windows& windows_;
  std::vector<std::vector<Drawer>> drawers_;  // by pool
  std::int64_t work_ = 200'000'000;
};

}  // namespace

std::optional<Infeasibility> find_infeasibility(const Problem& problem) {
  Room room(problem);
  if (auto found = room.overdrawn()) return found;
  Windows windows(problem, room);
  if (windows.obliged().empty()) return std::nullopt;
  if (auto found = windows.empty_window()) return found;
  return Loads(problem, room, windows).overdrawn();
}

}  // namespace qsmo::scheduling
