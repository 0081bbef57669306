#include "qsmo/scheduling/evaluate.hpp"

#include "scheduling/state.hpp"

namespace qsmo::scheduling {

Evaluation evaluate(const Problem& problem, const Solution& solution) {
  const Neighbours neighbours(problem);
  const State state(problem, neighbours, solution);
  return {state.cost(), state.account_costs(), state.broken(), state.over_capacity()};
}

}  // namespace qsmo::scheduling
