// The loops of the textbook, written down once more over plain arrays: what a C++ developer has without any library.
#pragma once

#include <functional>
#include <queue>

#include "peer.hpp"

namespace bench {

/// Compressed sparse rows.
struct Rows {
  Numbers offsets;
  Numbers dependents;
};

inline Rows rows_of(const Given& given) {
  Rows rows{Numbers(given.nodes + 1, 0), Numbers(given.dependents.size())};
  for (const std::uint32_t node : given.prerequisites) ++rows.offsets[node + 1];
  for (std::size_t i = 0; i < given.nodes; ++i) rows.offsets[i + 1] += rows.offsets[i];
  Numbers next(rows.offsets.begin(), rows.offsets.end() - 1);
  for (std::size_t i = 0; i < given.prerequisites.size(); ++i)
    rows.dependents[next[given.prerequisites[i]]++] = given.dependents[i];
  return rows;
}

inline Numbers prerequisite_counts(const Rows& rows) {
  Numbers counts(rows.offsets.size() - 1, 0);
  for (const std::uint32_t node : rows.dependents) ++counts[node];
  return counts;
}

/// Kahn's loop with a queue; `freed(node, by)` is called for each node that becomes free.
template <class Freed>
Numbers kahn(const Rows& rows, Freed&& freed) {
  Numbers waiting = prerequisite_counts(rows);
  Numbers queue;
  queue.reserve(waiting.size());
  for (std::uint32_t node = 0; node < waiting.size(); ++node) {
    if (waiting[node] == 0) queue.push_back(node);
  }
  for (std::size_t at = 0; at < queue.size(); ++at) {
    const std::uint32_t node = queue[at];
    for (std::uint32_t i = rows.offsets[node]; i < rows.offsets[node + 1]; ++i) {
      const std::uint32_t to = rows.dependents[i];
      if (--waiting[to] != 0) continue;
      freed(to, node);
      queue.push_back(to);
    }
  }
  return queue;
}

inline Numbers kahn_waves(const Rows& rows) {
  Numbers wave(rows.offsets.size() - 1, 0);
  kahn(rows, [&](std::uint32_t node, std::uint32_t by) { wave[node] = wave[by] + 1; });
  return wave;
}

/// Kahn's loop with a heap: the least free node is next.
inline Numbers kahn_heap(const Rows& rows) {
  Numbers waiting = prerequisite_counts(rows);
  std::priority_queue<std::uint32_t, Numbers, std::greater<>> free;
  for (std::uint32_t node = 0; node < waiting.size(); ++node) {
    if (waiting[node] == 0) free.push(node);
  }
  Numbers out;
  out.reserve(waiting.size());
  while (!free.empty()) {
    const std::uint32_t node = free.top();
    free.pop();
    out.push_back(node);
    for (std::uint32_t i = rows.offsets[node]; i < rows.offsets[node + 1]; ++i) {
      if (--waiting[rows.dependents[i]] == 0) free.push(rows.dependents[i]);
    }
  }
  return out;
}

class BareLoops : public Peer {
 public:
  double build(const Given& given) override {
    rows_ = {};
    auto [seconds, rows] = timed([&] { return rows_of(given); });
    rows_ = std::move(rows);
    return seconds;
  }
  void drop() override { rows_ = {}; }
  Run run(const std::string& operation) override {
    if (operation == "any_order") return run_of([&] { return kahn(rows_, [](auto, auto) {}); });
    if (operation == "order") return run_of([&] { return kahn_heap(rows_); });
    if (operation == "waves") return run_of([&] { return kahn_waves(rows_); });
    no_such_operation(operation);
  }

 private:
  Rows rows_;
};

}  // namespace bench
