#include <qsmo/version.hpp>

#include "bindings.hpp"

PYBIND11_MODULE(_core, module) {
  module.attr("__version__") = qsmo::version;
  qsmo::bindings::bind_core(module);
  qsmo::bindings::bind_graph(module);
  qsmo::bindings::bind_model(module);
  qsmo::bindings::bind_policy(module);
  qsmo::bindings::bind_policy_cases(module);
  qsmo::bindings::bind_assessment(module);
  qsmo::bindings::bind_planning(module);
  qsmo::bindings::bind_designation(module);
}
