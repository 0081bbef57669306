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

/// What `work(options)` returns, with stop and progress set.
template <class Work>
auto watched_run(PlanOptions options, const py::object& progress, const Work& work) {
  Mailbox mailbox;
  StopSource stop;
  options.stop = &stop;
  if (!progress.is_none()) options.progress = [&](const Progress& one) { mailbox.put(one); };
  const auto report = [&] {
    for (const Progress& one : mailbox.take()) progress(one);
  };
  return watched(
      stop, [&] { return work(options); }, report);
}

}  // namespace

PlanResult watched_plan(const Portfolio& portfolio, PlanOptions options,
                        const py::object& progress) {
  return watched_run(std::move(options), progress,
                     [&](const PlanOptions& all) { return plan(portfolio, all); });
}

Comparison watched_what_if(const Portfolio& base, const Portfolio& variant, PlanOptions options,
                           const py::object& progress) {
  return watched_run(std::move(options), progress,
                     [&](const PlanOptions& all) { return what_if(base, variant, all); });
}

}  // namespace qsmo::bindings
