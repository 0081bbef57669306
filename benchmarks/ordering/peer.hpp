// What the programs compared have in common.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace bench {

/// The arcs that every peer gets, as two columns.
struct Given {
  std::size_t nodes = 0;
  std::vector<std::uint32_t> prerequisites;
  std::vector<std::uint32_t> dependents;
};

/// Numbers as the peer's user would read them: an order, a label of each node, or prerequisites and then dependents.
using Numbers = std::vector<std::uint32_t>;

/// How long the work took from the peer's graph to the peer's result, and that result.
struct Run {
  double seconds = 0;
  Numbers result;
};

/// Seconds of work that returns nothing.
template <class Work>
double seconds_of(Work&& work) {
  using Clock = std::chrono::steady_clock;
  const auto begin = Clock::now();
  work();
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

/// Seconds, and what `work` returns.
template <class Work>
auto timed(Work&& work) {
  using Clock = std::chrono::steady_clock;
  const auto begin = Clock::now();
  std::invoke_result_t<Work> result = work();
  const std::chrono::duration<double> seconds = Clock::now() - begin;
  return std::pair(seconds.count(), std::move(result));
}

/// Measures `work`, which gives the numbers themselves.
template <class Work>
Run run_of(Work&& work) {
  auto [seconds, result] = timed(work);
  return {seconds, std::move(result)};
}

class Peer {
 public:
  virtual ~Peer() = default;
  /// Makes ready what the peer's constructor takes.
  virtual void prepare(const Given&) {}
  /// Seconds from arcs to graph.
  virtual double build(const Given& given) = 0;
  virtual void drop() = 0;
  virtual Run run(const std::string& operation) = 0;
};

[[noreturn]] inline void no_such_operation(const std::string& operation) {
  throw std::invalid_argument("no operation " + operation);
}

}  // namespace bench
