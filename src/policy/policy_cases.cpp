#include "qsmo/policy/policy_cases.hpp"

#include <algorithm>
#include <memory>

#include "core/read_file.hpp"
#include "core/text.hpp"
#include "model/policy_texts.hpp"
#include "policy/case_file.hpp"
#include "policy/name_filter.hpp"
#include "policy/reading.hpp"

namespace qsmo {
namespace {

using detail::Case;
using detail::Document;
using detail::Expected;
using detail::FieldValue;
using detail::Margins;
using detail::ReadyCase;
using detail::Reply;

/// Whether what was got is near enough to what was expected.
bool near(const FieldValue& expected, const FieldValue& got, const Margins& margins) {
  if (expected.text == got.text) return true;
  return expected.millionths && got.millionths &&
         margins.allow(*expected.millionths, *got.millionths);
}

const FieldValue& named(const std::vector<FieldValue>& values, std::string_view name) {
  return *std::find_if(values.begin(), values.end(),
                       [&](const FieldValue& value) { return value.name == name; });
}

void compare(const Expected& expected, const Margins& margins, const Reply& reply,
             std::vector<CaseDifference>& out) {
  const std::string rule(name_of(expected.asked.rule));
  const Outcome outcome = info_of(reply.reason).outcome;
  if (expected.outcome && *expected.outcome != outcome) {
    out.push_back(
        {rule, "outcome", std::string(name_of(*expected.outcome)), std::string(name_of(outcome))});
  }
  if (expected.reason && *expected.reason != reply.reason) {
    out.push_back({rule, "reason", std::string(name_of(*expected.reason)),
                   std::string(name_of(reply.reason))});
  }
  for (const FieldValue& value : expected.values) {
    const FieldValue& got = named(reply.values, value.name);
    if (!near(value, got, margins))
      out.push_back({rule, std::string(value.name), value.text, got.text});
  }
}

/// What the policy says of a parameter on the date, or that it says nothing.
FieldValue value_in_force(const Policy& policy, std::string_view parameter, Date date) {
  try {
    const std::string text = in_force(policy.values, parameter, date).text;
    Parameters parameters;
    const PolicyValue stated{.parameter = std::string(parameter), .value = text};
    if (detail::set_parameter(stated, parameters)) return {parameter, text, {}};
    return named(detail::values_of(parameters), parameter);
  } catch (const InputError&) {
    return {parameter, std::string(detail::unstated), {}};
  }
}

void compare_parameters(const ReadyCase& ready, std::vector<CaseDifference>& out) {
  for (const FieldValue& value : ready.stated.in_force) {
    const FieldValue got = value_in_force(*ready.policy, value.name, ready.stated.period);
    if (!near(value, got, ready.stated.margins))
      out.push_back({"parameters", std::string(value.name), value.text, got.text});
  }
}

CaseResult run_case(const ReadyCase& ready, const std::string& file, bool trace,
                    std::vector<std::size_t>& reason_counts) {
  const Case& stated = ready.stated;
  CaseResult result{file, stated.line, stated.name, stated.description, false, {}, {}};
  std::vector<Reason> given;
  for (const Expected& expected : stated.rules) {
    const Reply reply = expected.asked.ask(stated.period, ready.parameters);
    compare(expected, stated.margins, reply, result.differences);
    ++reason_counts[static_cast<std::size_t>(reply.reason)];
    given.push_back(reply.reason);
  }
  compare_parameters(ready, result.differences);
  result.passed = result.differences.empty();
  if (trace || !result.passed) {
    for (std::size_t i = 0; i < given.size(); ++i) {
      result.trace.push_back(detail::explain(given[i], stated.rules[i].asked.facts,
                                             ready.policy->values, stated.period));
    }
  }
  return result;
}

}  // namespace

CaseRun run_cases(std::string_view text, std::string_view name, const std::filesystem::path& folder,
                  const CaseOptions& options) {
  const detail::NameFilter filter(options.run);
  // Whoever runs the cases names it, not the file: so it is not sought in the file's folder.
  const auto policy = std::make_shared<const Policy>(
      options.policy.empty() ? Policy{} : find_policy(options.policy));
  const Document document = detail::parse_file(text, name);
  CaseRun run;
  run.reason_counts.resize(reason_count);
  for (const ReadyCase& ready : detail::CaseFile(document, folder, policy).read()) {
    if (filter.wants(ready.stated.name))
      run.results.push_back(run_case(ready, document.name, options.trace, run.reason_counts));
  }
  return run;
}

CaseRun run_cases(const std::filesystem::path& file, const CaseOptions& options) {
  return run_cases(detail::read_file(file.string()), file.string(), file.parent_path(), options);
}

double coverage(const CaseRun& run, const std::vector<Rule>& asked) {
  std::size_t wanted = 0, given = 0;
  for (const ReasonInfo& info : reasons) {
    const bool counts =
        asked.empty() || std::find(asked.begin(), asked.end(), info.rule) != asked.end();
    if (!counts) continue;
    const std::size_t i = static_cast<std::size_t>(info.reason);
    ++wanted;
    if (i < run.reason_counts.size() && run.reason_counts[i] > 0) ++given;
  }
  return wanted == 0 ? 1.0 : static_cast<double>(given) / static_cast<double>(wanted);
}

}  // namespace qsmo
