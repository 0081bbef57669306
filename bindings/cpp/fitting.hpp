// Refuses plans that are not of a portfolio.
#pragma once

#include <pybind11/pybind11.h>

#include <algorithm>

#include <qsmo/planning/plan.hpp>

namespace qsmo::bindings {

/// The plan, if its ids are positions in the portfolio's tables: a plan that was unpickled may have any.
inline const Plan& fitting(const Portfolio& portfolio, const Plan& plan) {
  const Scenario& scenario = portfolio.scenario();
  const bool fits =
      plan.moves.size() == scenario.workloads.size() &&
      std::all_of(plan.moves.begin(), plan.moves.end(),
                  [&](const auto& move) {
                    return !move || move->offering.index() < scenario.offerings.size();
                  }) &&
      std::all_of(plan.transfers.begin(), plan.transfers.end(), [&](const Transfer& transfer) {
        return transfer.agency.index() < scenario.agencies.size() && transfer.period >= 0 &&
               transfer.period < portfolio.periods();
      });
  if (!fits) throw pybind11::value_error("the plan is not one of this portfolio");
  return plan;
}

}  // namespace qsmo::bindings
