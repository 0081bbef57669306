#include "qsmo/policy/policy_cases.hpp"

#include <algorithm>
#include <memory>
#include <regex>

#include "core/read_file.hpp"
#include "core/text.hpp"
#include "policy/case_file.hpp"

namespace qsmo {
namespace {

using detail::Case;
using detail::Document;
using detail::Expected;
using detail::FieldValue;
using detail::Margins;
using detail::ReadyCase;
using detail::Reply;

constexpr std::size_t longest_pattern = 1000;

void compare(const Expected& expected, const Margins& margins, const Reply& reply,
             std::vector<CaseDifference>& out) {
  const Rule rule = expected.asked.rule;
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
    const auto got =
        std::find_if(reply.values.begin(), reply.values.end(),
                     [&](const FieldValue& found) { return found.name == value.name; });
    const bool near =
        value.millionths && got->millionths && margins.allow(*value.millionths, *got->millionths);
    if (!near && value.text != got->text)
      out.push_back({rule, std::string(value.name), value.text, got->text});
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
  result.passed = result.differences.empty();
  if (trace || !result.passed) {
    for (std::size_t i = 0; i < given.size(); ++i) {
      result.trace.push_back(detail::explain(given[i], stated.rules[i].asked.facts,
                                             ready.policy->values, stated.period));
    }
  }
  return result;
}

/// Which names are wanted.
class NameFilter {
 public:
  explicit NameFilter(const std::string& pattern) : pattern_(pattern) {
    if (pattern.size() > longest_pattern) refuse();
    try {
      regex_.assign(pattern, std::regex::ECMAScript);
    } catch (const std::regex_error&) {
      refuse();
    }
  }

  [[nodiscard]] bool wants(const std::string& name) const {
    try {
      return pattern_.empty() || std::regex_search(name, regex_);
    } catch (const std::regex_error&) {
      refuse();
    }
  }

 private:
  [[noreturn]] void refuse() const {
    throw InputError({{{},
                       0,
                       "run",
                       detail::shortened(pattern_),
                       "an ECMAScript regular expression of at most " +
                           std::to_string(longest_pattern) + " bytes",
                       {}}});
  }

  std::string pattern_;
  std::regex regex_;
};

Document parse(std::string_view text, std::string_view name) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  const bool json = first != std::string_view::npos && (text[first] == '{' || text[first] == '[');
  return json ? detail::parse_json(text, name) : detail::parse_yaml(text, name);
}

}  // namespace

CaseRun run_cases(std::string_view text, std::string_view name, const std::filesystem::path& folder,
                  const CaseOptions& options) {
  const NameFilter filter(options.run);
  // Whoever runs the cases names it, not the file: so it is not sought in the file's folder.
  const auto policy = std::make_shared<const Policy>(
      options.policy.empty() ? Policy{} : find_policy(options.policy));
  const Document document = parse(text, name);
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
