#include "qsmo/scheduling/evaluate.hpp"

#include "scheduling/state.hpp"

namespace qsmo::scheduling {

Evaluation evaluate(const Problem& problem, const Solution& solution) {
  const Layout layout(problem, Accounts::all);
  const State state(layout, solution, Rounding::exact);
  return {state.cost(), state.account_costs(), state.broken(), state.over_capacity()};
}

}  // namespace qsmo::scheduling
