#include "watched_run.hpp"

#include <mutex>
#include <utility>
#include <vector>

#include "watched.hpp"

namespace qsmo::bindings {
namespace {

namespace py = pybind11;

/// Hands reports from the thread that plans to the one that speaks Python.
class Mailbox {
 public:
  void put(const Progress& report) {
    const std::lock_guard lock(mutex_);
    reports_.push_back(report);
  }
  std::vector<Progress> take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(reports_, {});
  }

 private:
  std::mutex mutex_;
  std::vector<Progress> reports_;
};

}  // namespace

PlanResult watched_plan(const Portfolio& portfolio, std::uint64_t seed,
                        std::optional<std::uint64_t> work_limit, std::optional<double> time_limit,
                        int threads, const py::object& progress) {
  Mailbox mailbox;
  StopSource stop;
  PlanOptions options{.seed = seed,
                      .work_limit = work_limit,
                      .time_limit = time_limit,
                      .threads = threads,
                      .stop = &stop};
  if (!progress.is_none()) options.progress = [&](const Progress& one) { mailbox.put(one); };
  const auto report = [&] {
    for (const Progress& one : mailbox.take()) progress(one);
  };
  return watched(
      stop, [&] { return plan(portfolio, options); }, report);
}

}  // namespace qsmo::bindings
