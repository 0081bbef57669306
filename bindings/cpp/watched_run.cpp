#include "watched_run.hpp"

#include <chrono>
#include <exception>
#include <future>
#include <mutex>
#include <utility>
#include <vector>

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

// Short enough for a prompt answer to Ctrl-C, long enough to cost nothing.
constexpr std::chrono::milliseconds pause{20};

bool wait(std::future<PlanResult>& run) {
  const py::gil_scoped_release release;
  return run.wait_for(pause) == std::future_status::ready;
}

void report(Mailbox& mailbox, const py::object& progress) {
  for (const Progress& one : mailbox.take()) progress(one);
}

void serve_python(Mailbox& mailbox, const py::object& progress) {
  if (PyErr_CheckSignals() != 0) throw py::error_already_set();
  report(mailbox, progress);
}

/// Serves Python until the run is over. An exception stops the run; it is raised when the run has ended, unless
/// it is Ctrl-C, which only asks for the best plan so far.
void watch(std::future<PlanResult>& run, StopSource& stop, Mailbox& mailbox,
           const py::object& progress) {
  std::exception_ptr failure;
  for (bool over = false; !over;) {
    over = wait(run);
    if (failure) continue;
    try {
      serve_python(mailbox, progress);
    } catch (py::error_already_set& error) {
      stop.request();
      if (!error.matches(PyExc_KeyboardInterrupt)) failure = std::current_exception();
    }
  }
  if (failure) std::rethrow_exception(failure);
}

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
  std::future<PlanResult> run =
      std::async(std::launch::async, [&] { return plan(portfolio, options); });
  watch(run, stop, mailbox, progress);
  return run.get();
}

}  // namespace qsmo::bindings
