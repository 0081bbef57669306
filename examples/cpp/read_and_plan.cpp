// Reads a scenario (a JSON file or a folder of CSV tables), plans it and writes the plan file to standard output.

#include <iostream>

#include <qsmo/model/scenario_csv.hpp>
#include <qsmo/planning/plan_json.hpp>

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: read_and_plan SCENARIO\n";
    return 2;
  }
  try {
    const qsmo::Portfolio portfolio = qsmo::load_scenario(argv[1]);
    const qsmo::PlanResult result = qsmo::plan(portfolio, {.work_limit = 20'000});
    std::cout << qsmo::to_json(portfolio, result);
    return result.status == qsmo::Status::infeasible || result.status == qsmo::Status::unknown ? 3
                                                                                               : 0;
  } catch (const qsmo::Error& error) {  // every fault of the input, each with its file and line
    std::cerr << error.what() << '\n';
    return 2;
  }
}
