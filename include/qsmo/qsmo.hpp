// All of qsmo's domain in one include. The tour:
//
//   load_scenario("scenario.json")          model/scenario_csv.hpp    a Portfolio, or InputError with every fault
//   PortfolioBuilder(...).add(Agency{...})  model/portfolio_builder.hpp   the same, built in code
//   plan(portfolio)                         planning/planner.hpp      a plan, its net benefit, a bound on the best
//   check(portfolio, plan)                  planning/check.hpp        every broken rule; empty means feasible
//   evaluate(portfolio, plan)               planning/money.hpp        every line of money, exact to the cent
//   to_json(portfolio, result)              planning/plan_json.hpp    the plan file
//   under(portfolio, find_policy("hybrid"))  policy/policy_files.hpp  the portfolio under a policy
//   visit_rules(...)                        policy/rules.hpp          every rule of a policy: pure functions
//
// Beside it, useful alone: graph.hpp (dependency ordering) and graph/boost.hpp, which makes a DependencyGraph a Boost graph
// and is the only header that needs Boost.
#pragma once

#include "qsmo/model/generator.hpp"
#include "qsmo/model/portfolio.hpp"
#include "qsmo/model/portfolio_builder.hpp"
#include "qsmo/model/scenario_csv.hpp"
#include "qsmo/model/scenario_json.hpp"
#include "qsmo/planning/adoption.hpp"
#include "qsmo/planning/bearings.hpp"
#include "qsmo/planning/check.hpp"
#include "qsmo/planning/money.hpp"
#include "qsmo/planning/plan.hpp"
#include "qsmo/planning/plan_json.hpp"
#include "qsmo/planning/planner.hpp"
#include "qsmo/planning/price_of_policy.hpp"
#include "qsmo/policy/assessment.hpp"
#include "qsmo/policy/designation.hpp"
#include "qsmo/policy/eligibility.hpp"
#include "qsmo/policy/explain_move.hpp"
#include "qsmo/policy/mandate.hpp"
#include "qsmo/policy/participation.hpp"
#include "qsmo/policy/policy_cases.hpp"
#include "qsmo/policy/policy_files.hpp"
#include "qsmo/policy/ready_made.hpp"
#include "qsmo/policy/rules.hpp"
#include "qsmo/policy/tally.hpp"
#include "qsmo/policy/warnings.hpp"
#include "qsmo/policy/windows.hpp"
#include "qsmo/version.hpp"
