// Runs long work while Python stays alive: signals are handled in the calling thread.
#pragma once

#include <qsmo/core/stop.hpp>

#include <pybind11/pybind11.h>

#include <chrono>
#include <exception>
#include <future>
#include <optional>

namespace qsmo::bindings {

/// What `work` returns, run in a thread of its own. The calling thread handles signals and calls `serve`, which may speak
/// Python, every 20 ms and once more at the end. Ctrl-C requests the stop, so that the work returns early with the best
/// that it has; any other exception stops it too, and is raised when it has ended.
template <class Work, class Serve>
auto watched(StopSource& stop, const Work& work, const Serve& serve) {
  // Short enough for a prompt answer to Ctrl-C, long enough to cost nothing.
  constexpr std::chrono::milliseconds pause{20};
  auto run = std::async(std::launch::async, work);
  std::exception_ptr failure;
  for (bool over = false; !over;) {
    {
      const pybind11::gil_scoped_release release;
      over = run.wait_for(pause) == std::future_status::ready;
    }
    if (failure) continue;
    try {
      if (PyErr_CheckSignals() != 0) throw pybind11::error_already_set();
      serve();
    } catch (pybind11::error_already_set& error) {
      stop.request();
      if (!error.matches(PyExc_KeyboardInterrupt)) failure = std::current_exception();
    }
  }
  if (failure) std::rethrow_exception(failure);
  return run.get();
}

/// What `work(time limit)` returns. What ends within a moment needs no thread: starting one would take most of its time.
template <class Work>
auto watched_if_long(StopSource& stop, const Work& work, std::optional<double> time_limit) {
  constexpr double moment = 0.01;
  if (time_limit.value_or(1) > moment) {
    const pybind11::gil_scoped_release release;
    const auto begin = std::chrono::steady_clock::now();
    auto result = work(std::optional<double>(moment));
    // Only what no limit has cut short is the answer.
    if (std::chrono::steady_clock::now() - begin < std::chrono::duration<double>(moment))
      return result;
  }
  return watched(
      stop, [&] { return work(time_limit); }, [] {});
}

}  // namespace qsmo::bindings
