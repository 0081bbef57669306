// Runs the planner while Python stays alive: signals are handled and progress is reported from the calling thread.
#pragma once

#include <qsmo/planning/planner.hpp>

#include <pybind11/pybind11.h>

namespace qsmo::bindings {

/// plan() in a thread of its own. The calling thread handles signals and calls `progress`, if it is not None.
/// Ctrl-C ends the run early with the best plan so far; any other exception stops it and is raised.
PlanResult watched_plan(const Portfolio& portfolio, std::uint64_t seed,
                        std::optional<std::uint64_t> work_limit, std::optional<double> time_limit,
                        int threads, const pybind11::object& progress);

}  // namespace qsmo::bindings
