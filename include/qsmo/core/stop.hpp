// When long work must stop: on request, at a deadline. Polled often; the best result so far is kept.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <optional>

namespace qsmo {

/// Asks long work to stop. Thread safe; may be set from a signal handler. Work polls it at least every few
/// milliseconds and returns the best result it has.
class StopSource {
 public:
  void request() noexcept { requested_.store(true, std::memory_order_relaxed); }
  [[nodiscard]] bool requested() const noexcept { return requested_.load(std::memory_order_relaxed); }

 private:
  std::atomic<bool> requested_{false};
};

/// A stop request and a deadline, polled together. Copies share the source.
class StopPoint {
 public:
  StopPoint() = default;
  StopPoint(const StopSource* source, std::optional<double> seconds) : source_(source) {
    if (seconds) deadline_ = Clock::now() + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(*seconds));
  }
  [[nodiscard]] bool reached() const { return requested() || (deadline_ && Clock::now() >= *deadline_); }
  [[nodiscard]] bool requested() const { return source_ != nullptr && source_->requested(); }

 private:
  using Clock = std::chrono::steady_clock;
  const StopSource* source_ = nullptr;
  std::optional<Clock::time_point> deadline_;
};

}  // namespace qsmo
