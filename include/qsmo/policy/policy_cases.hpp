// Test cases of policies in YAML or JSON: facts, a date and parameters in, verdicts out. docs/policy-testing.md describes the
// format; `qsmo policy test` runs it.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "qsmo/policy/explain.hpp"

namespace qsmo {

inline constexpr std::string_view cases_format = "qsmo-policy-cases/1";

/// A value that a case expects and what there was instead.
struct CaseDifference {
  std::string part = {};   ///< Name of the rule, or `parameters`.
  std::string field = {};  ///< `outcome`, `reason` or a value of the verdict; or a parameter.
  std::string expected = {};
  std::string got = {};
};

/// One case, run.
struct CaseResult {
  std::string file = {};
  std::size_t line = 0;
  std::string name = {};
  std::string description = {};
  bool passed = false;
  std::vector<CaseDifference> differences = {};
  std::vector<Explanation> trace =
      {};  ///< One for each rule that was asked, if traces are filled in.
};

/// What a run of cases gave.
struct CaseRun {
  std::vector<CaseResult> results = {};  ///< In the order of the files.
  /// How often each reason was given, by Reason: coverage. Cases that fail count too.
  std::vector<std::size_t> reason_counts = {};
};

/// Which cases to run, and under what.
struct CaseOptions {
  std::string run = {};  ///< ECMAScript regular expression searched for in the names; empty: all.
  /// Policy that cases without one of their own are run under: as find_policy(); empty: initial values.
  std::string policy = {};
  bool trace = false;  ///< Fill in the traces of all cases, not just of those that fail.
};

/// Reads and runs one file of cases. Throws IoError, or InputError with every fault of the file (unknown keys, rules, facts
/// and parameters, values that cannot be read) by line: nothing is run then; and InputError for a regular expression that is
/// none. O(cases x rules asked).
[[nodiscard]] CaseRun run_cases(const std::filesystem::path& file, const CaseOptions& options = {});
/// The same from text; `name` stands for the file, and files that it names are sought in `folder`.
[[nodiscard]] CaseRun run_cases(std::string_view text, std::string_view name,
                                const std::filesystem::path& folder, const CaseOptions& options);

/// Share of the reasons of some rules that were given: of those that `asked` names, or of all if it is empty. 1 for none.
[[nodiscard]] double coverage(const CaseRun& run, const std::vector<Rule>& asked = {});

}  // namespace qsmo
