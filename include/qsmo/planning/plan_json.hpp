// Plan files (docs/plan-format.md).
#pragma once

#include <string>
#include <string_view>

#include "qsmo/planning/planner.hpp"

namespace qsmo {

inline constexpr std::string_view plan_format = "qsmo-plan/1";

/// The plan file of a result: format, status, net benefit, bound, gap, decisions, transfers, money by fiscal year, kind
/// and agency, input fingerprint, library version, seed and limits. The same result gives the same bytes.
[[nodiscard]] std::string to_json(const Portfolio& portfolio, const PlanResult& result);

/// Reads the decisions and transfers of a plan file for this portfolio; the other fields are optional and not
/// believed. A workload that is not listed is as in the status quo. Throws InputError with every fault: unknown
/// names, dates outside the horizon, a stated start that the way's duration contradicts, a workload listed twice.
[[nodiscard]] Plan parse_plan_json(const Portfolio& portfolio, std::string_view text,
                                   std::string_view name = "plan.json");

/// JSON Schema (2020-12) of plan files.
[[nodiscard]] std::string plan_schema();

}  // namespace qsmo
