// The Lagrangian relaxation of the pools: components that no longer compete, and the least cost of each.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "qsmo/core/stop.hpp"
#include "qsmo/scheduling/prices.hpp"
#include "qsmo/scheduling/problem.hpp"
#include "scheduling/minimum_cut.hpp"

namespace qsmo::scheduling {

/// Value of a component whose prices have run out of what Cost can hold: it proves nothing.
inline constexpr Cost unsound = std::numeric_limits<Cost>::min() / 2;

/// Labels of a block, first .. last: its slots in rising order and then, if it may stay out, never.
struct Window {
  std::uint16_t first = 0;
  std::uint16_t last = 0;
  friend bool operator==(const Window&, const Window&) = default;
};

/// Blocks that hard arcs and links join. A block's members share one slot.
class Relaxation {
 public:
  /// Pools that `start` overloads are relaxed to its use, as the search does.
  Relaxation(const Problem& problem, const Solution& start);

  /// Some activity that must take effect has no way left: no feasible solution exists.
  [[nodiscard]] bool hopeless() const { return hopeless_; }
  [[nodiscard]] std::size_t components() const { return components_.size(); }
  /// Nodes of the cuts of all components, or of one.
  [[nodiscard]] std::size_t nodes() const { return nodes_; }
  [[nodiscard]] std::size_t nodes(std::size_t component) const {
    return components_[component].nodes + components_[component].blocks.size();
  }
  [[nodiscard]] const std::vector<std::uint32_t>& blocks(std::size_t component) const {
    return components_[component].blocks;
  }
  /// Pools that this component could overload alone, and all that nobody else draws on; rising.
  [[nodiscard]] const std::vector<std::uint32_t>& own_pools(std::size_t component) const {
    return components_[component].own_pools;
  }
  /// Whether more than one component draws on the pool, or a link.
  [[nodiscard]] bool is_shared(std::uint32_t pool) const { return shared_[pool] != 0; }
  /// Capacity less what is there initially, by pool and bucket.
  [[nodiscard]] const std::vector<std::vector<Amount>>& room() const { return room_; }
  /// All labels of a component's blocks.
  [[nodiscard]] std::vector<Window> windows(std::size_t component) const;
  /// Slot of a block's label; the horizon stands for never.
  [[nodiscard]] int slot(std::uint32_t block, std::uint32_t label) const;

  /// How much a block's slot matters: about its cost.
  [[nodiscard]] double weight(std::uint32_t block) const;

  /// From now on every use is charged with these prices.
  void set_prices(const Prices& prices);
  /// Another number after every set_prices(): whoever remembers it knows whether others have set prices since.
  [[nodiscard]] std::uint64_t version() const { return version_; }
  /// Sum of price x room under the prices set, and how much floating point may have lost on the way.
  [[nodiscard]] long double given() const { return given_; }
  /// Charges a component with the prices set. To be called after set_prices(), before solve().
  void charge(std::size_t component);

  /// Least cost of a component's blocks, each by itself: less than what solve() gives, and quick.
  [[nodiscard]] Cost least_apart(std::size_t component) const;
  /// Least cost of a component at the prices charged, rounded down.
  struct Part {
    Cost value = 0;
    std::vector<std::uint32_t> labels;  ///< By block of the component.
    bool done = false;                  ///< False if `stop` ended it.
  };
  /// Options of an activity that are open: bit by place, the last for all from there on.
  using Mask = std::uint64_t;
  static constexpr Mask all_options = ~Mask{0};
  static constexpr std::uint32_t mask_bits = 64;
  /// Until called again, a component's activities, in the order of activities(), keep to these options. Empty: all.
  void allow(std::size_t component, const std::vector<Mask>& masks) {
    components_[component].masks = masks;
  }
  /// Place of an option among its activity's.
  [[nodiscard]] std::uint32_t option_place(std::uint32_t option, std::uint32_t activity) const {
    return option - problem_->activities[activity].first_option;
  }
  /// A component's activities, in the order of choices().
  [[nodiscard]] std::vector<std::uint32_t> activities(std::size_t component) const;
  [[nodiscard]] std::uint32_t option_count(std::uint32_t activity) const {
    return problem_->activities[activity].option_count;
  }
  /// With further prices on the component's own pools (as Prices, by own pool; empty: none), and only the labels in the
  /// windows (empty: all). A window that no solution respects gives a value above all others. One thread a component.
  Part solve(std::size_t component, const Prices& own, const std::vector<Window>& windows,
             const StopPoint& stop);
  /// Choices that the labels of the last solve() of this component stand for, activity by activity of blocks().
  [[nodiscard]] std::vector<Choice> choices(std::size_t component, const Prices& own,
                                            const std::vector<std::uint32_t>& labels) const;
  /// Adds what the choices and the links between them draw on the pools; `use` as room(), but not yet added up in
  /// cumulative pools: settle() does that, once.
  void add_use(std::size_t component, const std::vector<Choice>& choices,
               std::vector<std::vector<Amount>>& use) const;
  void settle(std::vector<std::vector<Amount>>& use) const;
  /// The same for its own pools only, settled, by own pool.
  [[nodiscard]] std::vector<std::vector<Amount>> own_use(std::size_t component,
                                                         const std::vector<Choice>& choices) const;

 private:
  struct Block {
    std::uint32_t first_label = 0;  // in labels_
    std::uint32_t label_count = 0;  // slots
    bool may_stay = false;          // one more label: never
    std::uint32_t component = 0;
    std::uint32_t place = 0;         // in its component
    std::uint32_t first_node = 0;    // in its component's network
    std::uint32_t first_member = 0;  // in its component's activities
    std::uint32_t first_row = 0;     // in its component's rows: of its members' options, in order
    [[nodiscard]] std::uint32_t labels() const { return label_count + (may_stay ? 1 : 0); }
  };
  /// Periods from .. to-1 of a link, paid where two nodes differ; one of them may be constant.
  struct LinkPart {
    std::uint32_t link = 0;
    int from = 0;
    int to = 0;
    std::uint32_t arc = none;   // in the network
    std::uint32_t node = none;  // if the other side is constant: its weight changes
    bool waits = false;         // that constant: has not taken effect
  };
  struct Component {
    std::vector<std::uint32_t> blocks;
    std::vector<std::uint32_t> links;
    std::vector<std::uint32_t> own_pools;
    std::vector<LinkPart> link_parts;
    MinimumCut cut;
    std::size_t nodes = 0;
    std::vector<Flow> weights;       // by node, as last given to the cut
    std::vector<Flow> link_weights;  // by node, of links to constants
    Flow constant = 0;               // of links between constants
    std::vector<Mask> masks;         // by activity; empty: all options
    std::vector<Cost> rows;          // by option and slot: cost with prices
    Cost unit = 1;                   // of flow
    bool sound = true;               // the prices of the rows fit into Cost
    Cost ceiling = 0;                // no label counts for more than this above its block's least
  };
  /// Prices of a pool summed over periods 0 .. t-1, with a horizon's room on both sides.
  using Paid = std::vector<double>;

  void set_room(const Solution& start);
  void mask();
  void mask_option(const Activity& activity, std::uint32_t option,
                   const std::vector<std::vector<Amount>>& room,
                   std::vector<std::vector<Amount>>& used);
  void list_labels();
  void propagate();
  void build_components();
  void find_own_pools();
  void place_blocks();
  void add_precedence(const Precedence& arc, std::vector<MinimumCut::CutArc>& arcs) const;
  void add_link(std::uint32_t link, Component& component,
                std::vector<MinimumCut::CutArc>& arcs) const;
  void scale(Component& component) const;
  void charge_links(Component& component);
  [[nodiscard]] int lag_of(const Precedence& arc) const;
  [[nodiscard]] Paid paid(const Pool& pool, const std::vector<double>& prices) const;
  [[nodiscard]] double price(const Demand& demand, const Paid& paid, const Option& option,
                             const Activity& activity, int slot) const;
  void add_prices(const Demand& demand, const Paid& paid, const Option& option,
                  const Activity& activity, std::vector<double>& row) const;
  [[nodiscard]] std::vector<Paid> own_paid(const Component& component, const Prices& own) const;
  [[nodiscard]] std::vector<Cost> member_row(const Component& component, std::uint32_t activity,
                                             std::uint32_t row, Mask mask,
                                             const std::vector<Paid>& own) const;
  void block_row(const Component& component, std::uint32_t block, const std::vector<Paid>& own,
                 std::vector<Cost>& row) const;
  template <class Add>
  void for_each_choice(const Component& component, const std::vector<Choice>& choices,
                       const Add& add) const;
  [[nodiscard]] bool could_overload(const Component& component, std::uint32_t pool) const;
  [[nodiscard]] static Part impossible(const Component& component,
                                       const std::vector<Window>& windows);
  [[nodiscard]] static Mask mask_of(const Component& component, std::size_t member) {
    return component.masks.empty() ? all_options : component.masks[member];
  }
  [[nodiscard]] static bool allows(Mask mask, std::uint32_t place) {
    return (mask >> std::min(place, mask_bits - 1) & 1U) != 0;
  }
  [[nodiscard]] static std::size_t own_place(const Component& component, std::uint32_t pool);
  [[nodiscard]] bool is_open(std::size_t option, int slot) const {
    return open_[option * static_cast<std::size_t>(problem_->horizon) +
                 static_cast<std::size_t>(slot)] != 0;
  }

  const Problem* problem_;
  std::vector<std::vector<Amount>> room_;
  std::vector<char> open_;  // by option and slot
  std::vector<std::vector<Cost>>
      tail_;  // by option under a tariff: the cheapest tier from a slot on
  std::vector<Block> blocks_;
  std::vector<std::int16_t> labels_;
  std::vector<std::uint32_t> block_of_;
  std::vector<Component> components_;
  std::vector<char> shared_;  // by pool
  std::vector<Paid> paid_;    // by pool; empty if all prices are 0
  long double given_ = 0;
  std::uint64_t version_ = 0;
  std::size_t nodes_ = 0;
  bool hopeless_ = false;
};

}  // namespace qsmo::scheduling
