#include <qsmo/policy/eligibility.hpp>
#include <qsmo/policy/mandate.hpp>
#include <qsmo/policy/warnings.hpp>

#include "bindings.hpp"

namespace qsmo::bindings {

void bind_policy(py::module_& module) {
  module.def("warnings", &warnings, py::arg("portfolio"), doc("qsmo::warnings"));
  module.def(
      "eligibility",
      [](const Portfolio& portfolio, std::string_view workload, std::string_view offering,
         int start, int cutover) {
        const WorkloadId id = portfolio.workload(workload);
        const Verdict verdict =
            eligibility(portfolio, id, portfolio.offering(offering), start, cutover);
        return verdict.bars() ? name_of(verdict.reason) : std::string_view("eligible");
      },
      py::arg("portfolio"), py::arg("workload"), py::arg("offering"), py::arg("start"),
      py::arg("cutover"), doc("qsmo::eligibility"));
  module.def(
      "mandated_deadline",
      [](const Portfolio& portfolio, std::string_view workload) {
        return mandated_deadline(portfolio, portfolio.workload(workload));
      },
      py::arg("portfolio"), py::arg("workload"), doc("qsmo::mandated_deadline"));
  module.def(
      "incumbent_deadline",
      [](const Portfolio& portfolio, std::string_view workload) {
        return incumbent_deadline(portfolio, portfolio.workload(workload));
      },
      py::arg("portfolio"), py::arg("workload"), doc("qsmo::incumbent_deadline"));
}

}  // namespace qsmo::bindings
