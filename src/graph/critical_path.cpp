#include "qsmo/graph/critical_path.hpp"

#include <algorithm>
#include <string>

#include "graph/capped_faults.hpp"
#include "graph/timing.hpp"
#include "qsmo/graph/order.hpp"

namespace qsmo {
namespace detail {

Timing::Timing(const DependencyGraph& graph, const Durations& durations) : durations_(durations) {
  CappedFaults faults;
  const auto require_size = [&](std::size_t size, std::size_t right, const char* pointer,
                                const char* what) {
    if (size == 0 || size == right) return;
    faults.add(pointer, std::to_string(size) + " values",
               "none, or one " + std::string(what) + ": " + std::to_string(right));
  };
  require_size(durations.nodes.size(), graph.nodes(), "/durations/nodes", "a node");
  require_size(durations.lags.size(), graph.arcs(), "/durations/lags", "an arc");
  for (std::size_t i = 0; i < durations.nodes.size(); ++i) {
    if (durations.nodes[i] >= 0) continue;
    faults.add("/durations/nodes/" + std::to_string(i), std::to_string(durations.nodes[i]),
               "a whole number of at least 0");
  }
  faults.raise_if_any("/durations");
}

void raise_time_overflow() {
  throw OverflowError("durations and lags add up to more than 62 bits");
}

}  // namespace detail

namespace {

using detail::add_times;
using detail::subtract_times;

/// One computation: forward through the order, then backward.
class Passes {
 public:
  Passes(const DependencyGraph& graph, const detail::Timing& timing)
      : graph_(graph), timing_(timing), order_(any_order(graph)) {}

  CriticalPath run(std::optional<std::int64_t> deadline) {
    forward();
    backward(deadline ? detail::checked_time(*deadline) : out_.length);
    trace();
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::int64_t end_of(Node node) const {
    return add_times(out_.earliest[node], timing_.duration(node));
  }

  void forward() {
    out_.earliest.assign(graph_.nodes(), 0);
    out_.driver.assign(graph_.nodes(), CriticalPath::none);
    for (const Node node : order_) {
      const std::int64_t end = end_of(node);
      out_.length = std::max(out_.length, end);
      std::uint32_t arc = graph_.first_arc(node);
      for (const Node to : graph_.dependents(node)) {
        start_no_earlier(to, add_times(end, timing_.lag(arc)), arc);
        ++arc;
      }
    }
  }

  void start_no_earlier(Node node, std::int64_t time, std::uint32_t arc) {
    std::int64_t& earliest = out_.earliest[node];
    if (time > earliest) {
      earliest = time;
      out_.driver[node] = arc;
    } else if (time == earliest && arc < out_.driver[node] && time > 0) {
      out_.driver[node] = arc;
    }
  }

  void backward(std::int64_t deadline) {
    out_.latest.resize(graph_.nodes());
    out_.total_slack.resize(graph_.nodes());
    out_.free_slack.resize(graph_.nodes());
    for (std::size_t i = order_.size(); i-- > 0;) finish(order_[i], deadline);
  }

  /// Latest time and slack of a node whose dependents have theirs.
  void finish(Node node, std::int64_t latest_end) {
    const std::int64_t end = end_of(node);
    std::int64_t free = out_.length - end;
    std::uint32_t arc = graph_.first_arc(node);
    for (const Node to : graph_.dependents(node)) {
      const std::int64_t lag = timing_.lag(arc++);
      latest_end = std::min(latest_end, subtract_times(out_.latest[to], lag));
      free = std::min(free, subtract_times(subtract_times(out_.earliest[to], lag), end));
    }
    out_.latest[node] = subtract_times(latest_end, timing_.duration(node));
    out_.total_slack[node] = subtract_times(out_.latest[node], out_.earliest[node]);
    out_.free_slack[node] = free;
  }

  void trace() {
    for (Node node = 0; node < graph_.nodes(); ++node) {
      if (end_of(node) != out_.length) continue;
      out_.chain.push_back(node);
      break;
    }
    if (out_.chain.empty()) return;
    while (out_.driver[out_.chain.back()] != CriticalPath::none)
      out_.chain.push_back(graph_.arc(out_.driver[out_.chain.back()]).prerequisite);
    std::reverse(out_.chain.begin(), out_.chain.end());
  }

  const DependencyGraph& graph_;
  const detail::Timing& timing_;
  std::vector<Node> order_;
  CriticalPath out_;
};

}  // namespace

CriticalPath critical_path(const DependencyGraph& graph, const Durations& durations,
                           std::optional<std::int64_t> deadline) {
  const detail::Timing timing(graph, durations);
  return Passes(graph, timing).run(deadline);
}

}  // namespace qsmo
