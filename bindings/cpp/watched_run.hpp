// Runs the planner while Python stays alive: signals are handled and progress is reported from the calling thread.
#pragma once

#include <qsmo/planning/planner.hpp>
#include <qsmo/planning/what_if.hpp>

#include <pybind11/pybind11.h>

namespace qsmo::bindings {

/// plan() in a thread of its own. The calling thread handles signals and calls `progress`, if it is not None.
/// Ctrl-C ends the run early with the best plan so far; any other exception stops it and is raised.
PlanResult watched_plan(const Portfolio& portfolio, PlanOptions options,
                        const pybind11::object& progress);

/// The same for what_if().
Comparison watched_what_if(const Portfolio& base, const Portfolio& variant, PlanOptions options,
                           const pybind11::object& progress);

}  // namespace qsmo::bindings
