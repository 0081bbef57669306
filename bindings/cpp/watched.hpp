// Runs long work while Python stays alive: signals are handled in the calling thread.
#pragma once

#include <qsmo/core/stop.hpp>

#include <pybind11/pybind11.h>

#include <chrono>
#include <exception>
#include <future>

namespace qsmo::bindings {

/// What `work` returns, run in a thread of its own. The calling thread handles signals: Ctrl-C requests the stop, so that
/// the work returns early with the best that it has; what any other signal handler raises stops it too, and is raised.
template <class Work>
auto watched(StopSource& stop, const Work& work) {
  // Short enough for a prompt answer to Ctrl-C, long enough to cost nothing.
  constexpr std::chrono::milliseconds pause{20};
  auto run = std::async(std::launch::async, work);
  const auto is_over = [&] {
    const pybind11::gil_scoped_release release;
    return run.wait_for(pause) == std::future_status::ready;
  };
  std::exception_ptr failure;
  while (!is_over()) {
    if (failure || PyErr_CheckSignals() == 0) continue;
    stop.request();
    try {
      throw pybind11::error_already_set();
    } catch (pybind11::error_already_set& error) {
      if (!error.matches(PyExc_KeyboardInterrupt)) failure = std::current_exception();
    }
  }
  if (failure) std::rethrow_exception(failure);
  return run.get();
}

}  // namespace qsmo::bindings
