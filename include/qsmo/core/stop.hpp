// When long work must stop: on request, at a deadline. Polled often; the best result so far is kept.
#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <limits>
#include <optional>

namespace qsmo {

/// Asks long work to stop. Thread safe; may be set from a signal handler. Work polls it at least every few
/// milliseconds and returns the best result it has.
class StopSource {
 public:
  void request() noexcept { requested_.store(true, std::memory_order_relaxed); }
  [[nodiscard]] bool requested() const noexcept {
    return requested_.load(std::memory_order_relaxed);
  }

 private:
  std::atomic<bool> requested_{false};
};

/// A stop request and a deadline, polled together. Copies share the source.
class StopPoint {
 public:
  StopPoint() = default;
  /// `seconds` from now; none: no deadline.
  StopPoint(const StopSource* source, std::optional<double> seconds)
      : source_(source), begin_(Clock::now()), seconds_(seconds.value_or(forever)) {}

  [[nodiscard]] bool reached() const {
    return requested() || (seconds_ < forever && elapsed() >= seconds_);
  }
  [[nodiscard]] bool requested() const { return source_ != nullptr && source_->requested(); }
  /// Share of the time that is over, 0 without a deadline; at most 1.
  [[nodiscard]] double time_share() const {
    if (seconds_ == forever) return 0.0;
    return seconds_ > 0 ? std::min(1.0, elapsed() / seconds_) : 1.0;
  }

 private:
  using Clock = std::chrono::steady_clock;
  static constexpr double forever = std::numeric_limits<double>::infinity();
  [[nodiscard]] double elapsed() const {
    return std::chrono::duration<double>(Clock::now() - begin_).count();
  }

  const StopSource* source_ = nullptr;
  Clock::time_point begin_ = {};
  double seconds_ = forever;
};

}  // namespace qsmo
