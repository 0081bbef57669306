#include "qsmo/policy/policy_cases.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "qsmo/policy/policy_files.hpp"

namespace qsmo {
namespace {

namespace fs = std::filesystem;

using ::testing::AllOf;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

/// A folder of the test's own with a policy and two reforms.
class PolicyCases : public ::testing::Test {
 protected:
  PolicyCases()
      : folder_(fs::temp_directory_path() / ("qsmo_policy_cases_" + std::to_string(::getpid()))) {
    fs::create_directories(folder_);
    write("narrow.yaml", R"(format: qsmo-policy/1
id: narrow
enacted: 2020-01
parameters:
  eligible_states:
    - {from: 2020-01, value: [designated], reference: memo}
  starts_allowed:
    - {from: 2020-01, until: 2020-12, value: true}
)");
    write("open.yaml", R"(format: qsmo-reform/1
id: open
parameters:
  eligible_states:
    - {from: 2020-06, value: [pre_designated, designated], reference: reform memo}
)");
    write("wide.yaml", R"(format: qsmo-reform/1
id: wide
parameters:
  eligible_states:
    - {from: 2020-09, value: [research, pre_designated, designated]}
)");
  }
  ~PolicyCases() override { fs::remove_all(folder_); }

  fs::path write(std::string_view name, std::string_view text) {
    std::ofstream(folder_ / name) << text;
    return folder_ / name;
  }

  CaseRun run(std::string_view text, const CaseOptions& options = {}) {
    return run_cases(text, "c.yaml", folder_, options);
  }

  std::vector<Fault> faults(std::string_view text, const CaseOptions& options = {}) {
    try {
      (void)run(text, options);
    } catch (const InputError& error) {
      return error.faults();
    }
    return {};
  }

  /// `line: pointer: value: expected` of the only fault.
  std::string fault(std::string_view text) {
    const auto found = faults(text);
    if (found.size() != 1) return std::to_string(found.size()) + " faults";
    const Fault& one = found.front();
    return std::to_string(one.line) + ": " + one.pointer + ": " + one.value + ": " + one.expected +
           (one.suggestion.empty() ? "" : "; " + one.suggestion);
  }

  std::vector<std::string> differences(std::string_view text) {
    std::vector<std::string> out;
    for (const CaseResult& result : run(text).results) {
      for (const CaseDifference& d : result.differences)
        out.push_back(d.part + "." + d.field + ": " + d.expected + " / " + d.got);
    }
    return out;
  }

  /// One case with these lines below it.
  static std::string one(std::string_view lines) {
    std::string out = "- name: a\n  period: 2020-10\n";
    while (!lines.empty()) {
      const std::size_t end = lines.find('\n');
      out += "  " + std::string(lines.substr(0, end)) + "\n";
      lines.remove_prefix(end == std::string_view::npos ? lines.size() : end + 1);
    }
    return out;
  }

  fs::path folder_;
};

TEST_F(PolicyCases, PassIfTheRuleGivesTheOutcome) {
  const CaseRun all = run(R"(
- name: open
  description: The marketplace is designated.
  period: 2020-10
  input: {state: designated}
  output: {marketplace: allowed}
- name: closed
  period: 2020-10-15
  output: {marketplace: barred}
)");
  ASSERT_THAT(all.results, SizeIs(2));
  EXPECT_THAT(all.results, Each(Field(&CaseResult::passed, true)));
  EXPECT_THAT(all.results, Each(Field(&CaseResult::differences, IsEmpty())));
  EXPECT_EQ(all.results[0].file, "c.yaml");
  EXPECT_EQ(all.results[0].line, 2u);
  EXPECT_EQ(all.results[0].name, "open");
  EXPECT_EQ(all.results[0].description, "The marketplace is designated.");
  EXPECT_EQ(all.results[1].line, 7u);
}

TEST_F(PolicyCases, AreReadFromJsonToo) {
  const CaseRun all = run(R"({"format": "qsmo-policy-cases/1", "policy": "narrow.yaml", "cases": [
    {"name": "a", "period": "2020-10", "input": {"approved_by": ["omb"], "amount": 12.5,
     "area_state": "designated"}, "output": {"solicitation": "business_case_needed"}}]})");
  ASSERT_THAT(all.results, SizeIs(1));
  EXPECT_TRUE(all.results[0].passed);
}

TEST_F(PolicyCases, AreReadFromFiles) {
  const fs::path file =
      write("a.policy.yaml", one("policy: narrow.yaml\noutput: {standing: allowed}"));
  const CaseRun all = run_cases(file);
  ASSERT_THAT(all.results, SizeIs(1));
  EXPECT_EQ(all.results[0].file, file.string());
  EXPECT_THROW((void)run_cases(folder_ / "missing.yaml"), IoError);
}

TEST_F(PolicyCases, FailWithWhatWasExpectedAndWhatWasGot) {
  EXPECT_THAT(differences(one("output: {marketplace: allowed}")),
              ElementsAre("marketplace.outcome: allowed / barred"));
  EXPECT_THAT(differences(one("output: {marketplace: excepted}")),
              ElementsAre("marketplace.reason: excepted / marketplace_closed"));
  EXPECT_THAT(differences(one("output:\n  marketplace: {outcome: allowed, reason: excepted}\n"
                              "  provider: {outcome: allowed}\n  standing: standing_bars")),
              ElementsAre("marketplace.outcome: allowed / barred",
                          "marketplace.reason: excepted / marketplace_closed",
                          "standing.reason: standing_bars / standing_accepted"));
}

TEST_F(PolicyCases, CompareWhatAVerdictFinds) {
  const std::string input = "input: {value: 100, threshold: 250.5}\n";
  EXPECT_THAT(differences(one(input + "output: {participation: {subsidy: 150.50}}")), IsEmpty());
  EXPECT_THAT(differences(one(input + "output: {participation: {subsidy: 150}}")),
              ElementsAre("participation.subsidy: 150 / 150.5"));
  const std::string gap = "input: {required: [FFM.010, FFM.020, HCM], covered: [FFM.020]}\n";
  EXPECT_THAT(differences(one(gap + "output: {fit_gap: {missing: [FFM.010, HCM]}}")), IsEmpty());
  EXPECT_THAT(differences(one(gap + "output: {fit_gap: {missing: [HCM]}}")),
              ElementsAre("fit_gap.missing: HCM / FFM.010|HCM"));
}

TEST_F(PolicyCases, ExpectFindingsBeyondTheRangeOfTheirField) {
  EXPECT_THAT(differences(one("input: {value: 0, threshold: 500000000000}\n"
                              "output: {participation: {subsidy: 500000000000}}")),
              IsEmpty());
}

TEST_F(PolicyCases, TakeNoneForNothing) {
  EXPECT_THAT(differences(one("input: {offered: none, today: null}\n"
                              "parameters: {participation: true}\noutput: {quality: missing}")),
              IsEmpty());
  EXPECT_THAT(differences(one("input: {required: none}\noutput: {fit_gap: {missing: none}}")),
              IsEmpty());
  EXPECT_THAT(
      differences(one("input: {target: 1, value: 1}\noutput: {attainment: {attainment: none}}")),
      ElementsAre("attainment.attainment: none / 1"));
}

TEST_F(PolicyCases, AllowNumbersTheirMargins) {
  const auto off = [&](std::string_view margin, std::string_view expected) {
    return differences(one("input: {value: 0, threshold: 100}\n" + std::string(margin) +
                           "\noutput: {participation: {subsidy: " + std::string(expected) + "}}"))
        .size();
  };
  EXPECT_EQ(off("description: none", "100.01"), 1u);
  EXPECT_EQ(off("absolute_error_margin: 0.01", "100.01"), 0u);
  EXPECT_EQ(off("absolute_error_margin: 0.01", "99.99"), 0u);
  EXPECT_EQ(off("absolute_error_margin: 0.01", "100.02"), 1u);
  EXPECT_EQ(off("relative_error_margin: 0.1", "110"), 0u);
  EXPECT_EQ(off("relative_error_margin: 0.1", "112"), 1u);
  EXPECT_EQ(off("absolute_error_margin: 20\nrelative_error_margin: 0.1", "120"), 0u);
  EXPECT_EQ(off("relative_error_margin: 0.5", "200"), 0u);
  EXPECT_EQ(off("relative_error_margin: 0.499999", "200"), 1u);
}

TEST_F(PolicyCases, TakeMarginsOfNegativeNumbersByTheirSize) {
  EXPECT_THAT(differences(one("relative_error_margin: 1\n"
                              "output: {participation: {subsidy: -50}}")),
              IsEmpty());
}

TEST_F(PolicyCases, AllowNoMarginToWordsAndAbsentNumbers) {
  EXPECT_THAT(
      differences(
          one("absolute_error_margin: 1000\ninput: {target: 1}\n"
              "output: {attainment: {attainment: 1}, adoption: {status: Not Planning to Adopt}}")),
      ElementsAre("attainment.attainment: 1 / none"));
}

TEST_F(PolicyCases, StateParametersOfTheirOwn) {
  EXPECT_THAT(differences(one("parameters:\n  eligible_states: [research]\n"
                              "output: {marketplace: allowed}")),
              IsEmpty());
  EXPECT_THAT(differences(one("parameters: {largest_fit_gap: 0}\ninput: {required: [HCM]}\n"
                              "output: {fit_gap: gap_too_large}")),
              IsEmpty());
}

TEST_F(PolicyCases, AreRunUnderThePolicyThatTheyName) {
  const std::string pre = "input: {state: pre_designated}\n";
  EXPECT_THAT(differences(one("policy: narrow.yaml\n" + pre + "output: {marketplace: barred}")),
              IsEmpty());
  EXPECT_THAT(differences(one("policy: narrow.yaml\nreforms: [open.yaml]\n" + pre +
                              "output: {marketplace: allowed}")),
              IsEmpty());
  EXPECT_THAT(differences(one("policy: narrow.yaml\nreforms: [open.yaml]\n" + pre +
                              "parameters: {eligible_states: [designated]}\n"
                              "output: {marketplace: barred}")),
              IsEmpty());
}

TEST_F(PolicyCases, LayReformsOverOneAnotherInTheirOrder) {
  const auto with = [&](std::string_view reforms) {
    return differences(one("policy: narrow.yaml\nreforms: " + std::string(reforms) +
                           "\noutput: {marketplace: allowed}"));
  };
  EXPECT_THAT(with("[open.yaml, wide.yaml]"), IsEmpty());
  // From June on: the one that comes last takes the place of what the other says from September on.
  EXPECT_THAT(with("[wide.yaml, open.yaml]"), SizeIs(1));
}

TEST_F(PolicyCases, GoByTheNearestPolicyThatIsNamed) {
  const std::string_view cases = R"(format: qsmo-policy-cases/1
policy: narrow.yaml
cases:
  - {name: the file's, period: 2020-10, output: {parameters: {eligible_states: [designated], standards_bind: true}}}
  - name: its own
    period: 2020-10
    policy: none
    parameters: {standards_bind: false}
    output: {parameters: {standards_bind: false, eligible_states: [designated]}}
)";
  EXPECT_THAT(differences(cases), IsEmpty());
  CaseOptions options;
  options.policy = (folder_ / "narrow.yaml").string();
  const std::string late =
      "- {name: a, period: 2021-01, output: {parameters: {starts_allowed: unstated}}}";
  EXPECT_TRUE(run(late, options).results[0].passed);
  EXPECT_FALSE(run(late).results[0].passed);
  options.policy = "narrow.yaml";  // of the caller's folder, not of the file's
  EXPECT_THROW((void)run(late, options), IoError);
  options.policy = "narow";
  EXPECT_THROW((void)run(late, options), UnknownNameError);
}

TEST_F(PolicyCases, SayWhichParametersAreInForce) {
  const auto with = [&](std::string_view output, std::string_view period) {
    return differences("- {name: a, policy: narrow.yaml, period: " + std::string(period) +
                       ", output: {parameters: {" + std::string(output) + "}}}");
  };
  EXPECT_THAT(with("eligible_states: [designated], starts_allowed: true", "2020-01"), IsEmpty());
  EXPECT_THAT(with("eligible_states: unstated, watch_below: 0.950", "2019-12"), IsEmpty());
  EXPECT_THAT(with("eligible_states: unstated", "2020-01"),
              ElementsAre("parameters.eligible_states: unstated / designated"));
  EXPECT_THAT(with("starts_allowed: true", "2020-12"), IsEmpty());
  EXPECT_THAT(with("starts_allowed: true", "2021-01"),
              ElementsAre("parameters.starts_allowed: true / unstated"));
  EXPECT_THAT(with("mandate_deadline: none, largest_fit_gap: 3", "2020-01"),
              ElementsAre("parameters.largest_fit_gap: 3 / none"));
}

TEST_F(PolicyCases, SayWhyInTheTrace) {
  const std::string passes =
      one("policy: narrow.yaml\noutput: {marketplace: barred, standing: allowed}");
  EXPECT_THAT(run(passes).results[0].trace, IsEmpty());
  CaseOptions traced;
  traced.trace = true;
  const auto trace = run(passes, traced).results[0].trace;
  ASSERT_THAT(trace, SizeIs(2));
  EXPECT_THAT(trace[0].sentence, HasSubstr("its marketplace is research"));
  EXPECT_THAT(trace[0].parameters,
              ElementsAre(ParameterUsed{"eligible_states", "designated", "2020-01", "memo"}));
  EXPECT_EQ(trace[1].reason, Reason::standing_accepted);
}

TEST_F(PolicyCases, SayWhyIfTheyFail) {
  EXPECT_THAT(run(one("output: {marketplace: allowed}")).results[0].trace, SizeIs(1));
}

TEST_F(PolicyCases, NameTheCaseAsTheSourceOfItsParameters) {
  CaseOptions traced;
  traced.trace = true;
  const CaseRun all =
      run(one("parameters: {eligible_states: none}\noutput: {marketplace: barred}"), traced);
  EXPECT_THAT(all.results[0].trace[0].parameters,
              ElementsAre(ParameterUsed{"eligible_states", "none", "", "stated by the case"}));
}

TEST_F(PolicyCases, AreChosenByRegularExpression) {
  const std::string_view three = R"(
- {name: open one, period: 2020-10, output: {provider: allowed}}
- {name: closed one, period: 2020-10, output: {provider: allowed}}
- {name: open two, period: 2020-10, output: {provider: barred}}
)";
  CaseOptions options;
  options.run = "^open";
  EXPECT_THAT(run(three, options).results, ElementsAre(Field(&CaseResult::name, "open one"),
                                                       Field(&CaseResult::name, "open two")));
  options.run = "one|three";
  EXPECT_THAT(run(three, options).results, SizeIs(2));
  options.run = "four";
  EXPECT_THAT(run(three, options).results, IsEmpty());
  EXPECT_EQ(coverage(run(three, options)), 0.0);
}

TEST_F(PolicyCases, RefuseWhatIsNoRegularExpression) {
  for (const std::string& pattern :
       {std::string("(open"), std::string("["), std::string(1001, 'a')}) {
    CaseOptions options;
    options.run = pattern;
    const auto found = faults(one("output: {provider: allowed}"), options);
    ASSERT_THAT(found, SizeIs(1)) << pattern;
    EXPECT_THAT(found[0].expected, HasSubstr("regular expression"));
  }
}

TEST_F(PolicyCases, CountReasonsForCoverage) {
  const CaseRun all = run(R"(
- {name: a, period: 2020-10, output: {provider: allowed, standing: allowed}}
- {name: b, period: 2020-10, output: {provider: barred}}
)");
  EXPECT_EQ(all.reason_counts[static_cast<std::size_t>(Reason::provider_admitted)], 2u);
  EXPECT_EQ(all.reason_counts[static_cast<std::size_t>(Reason::provider_kind_barred)], 0u);
  EXPECT_EQ(coverage(all, {Rule::provider}), 0.5);
  EXPECT_EQ(coverage(all, {Rule::provider, Rule::standing}), 0.5);
  EXPECT_EQ(coverage(all, {Rule::marketplace}), 0.0);
  EXPECT_DOUBLE_EQ(coverage(all), 2.0 / static_cast<double>(reason_count));
}

TEST_F(PolicyCases, ReportUnknownNamesWithTheNearest) {
  EXPECT_EQ(fault(one("outputs: {provider: allowed}\noutput: {provider: allowed}")),
            "3: /0/outputs: outputs: a field of this record; output");
  EXPECT_EQ(fault(one("output: {providers: allowed}")),
            "3: /0/output/providers: providers: a rule, or `parameters`; provider");
  EXPECT_EQ(fault(one("input: {knd: federal}\noutput: {provider: allowed}")),
            "3: /0/input/knd: knd: a fact of provider; kind");
  EXPECT_EQ(fault(one("input: {standing: good, kind: federal}\noutput: {provider: allowed}")),
            "3: /0/input/standing: standing: a fact of provider");
  EXPECT_EQ(fault(one("parameters: {eligible_state: [research]}\noutput: {provider: allowed}")),
            "3: /0/parameters/eligible_state: eligible_state: a parameter; eligible_states");
  EXPECT_EQ(fault(one("output: {parameters: {start_allowed: unstated}}")),
            "3: /0/output/parameters/start_allowed: start_allowed: a parameter; starts_allowed");
  EXPECT_EQ(fault(one("output: {parameters: {start_allowed: true}}")),
            "3: /0/output/parameters/start_allowed: start_allowed: a parameter; starts_allowed");
  EXPECT_EQ(fault(one("output: {provider: {kind: federal}}")),
            "3: /0/output/provider/kind: kind: a field of this record");
}

TEST_F(PolicyCases, ReportReasonsOfOtherRules) {
  EXPECT_EQ(fault(one("output: {provider: provider_admited}")),
            "3: /0/output/provider: provider_admited: an outcome, or a reason of provider; "
            "provider_admitted");
  EXPECT_EQ(fault(one("output: {provider: excepted}")),
            "3: /0/output/provider: excepted: an outcome, or a reason of provider");
  EXPECT_EQ(fault(one("output: {provider: {reason: excepted}}")),
            "3: /0/output/provider/reason: excepted: a reason of provider");
}

TEST_F(PolicyCases, ReportWhatCannotBeRead) {
  EXPECT_THAT(fault(one("input: {kind: foreign}\noutput: {provider: allowed}")),
              HasSubstr("3: /0/input/kind: foreign: one of federal, commercial"));
  EXPECT_EQ(fault(one("input: {listed: yes}\noutput: {marketplace: allowed}")),
            "3: /0/input/listed: yes: true or false, not a string");
  EXPECT_THAT(fault(one("input: {listed: none}\noutput: {marketplace: allowed}")),
              HasSubstr("true or false"));
  EXPECT_EQ(fault(one("input: {members: 1001}\noutput: {designation: allowed}")),
            "3: /0/input/members: 1001: a number from 0 to 1000");
  EXPECT_THAT(fault(one("input: {required: HCM}\noutput: {fit_gap: allowed}")),
              HasSubstr("an array"));
  EXPECT_THAT(fault(one("parameters: {starts_allowed: 1}\noutput: {start_window: allowed}")),
              HasSubstr("3: /0/parameters/starts_allowed: 1: true or false"));
  EXPECT_THAT(fault(one("parameters: {onboarding_subsidy: 1.5}\noutput: {start_window: allowed}")),
              HasSubstr("a number from 0 to 1"));
  EXPECT_THAT(fault(one("relative_error_margin: 2\noutput: {start_window: allowed}")),
              HasSubstr("a number from 0 to 1"));
  EXPECT_THAT(fault(one("output: {incentive: {subsidy: much}}")), HasSubstr("a number"));
  EXPECT_EQ(fault(one("output: {provider: 1}")),
            "3: /0/output/provider: 1: an outcome, a reason or an object");
}

TEST_F(PolicyCases, ReportASwappedMonthAndDay) {
  EXPECT_THAT(fault("- {name: a, period: 2020-15-10, output: {provider: allowed}}"),
              AllOf(HasSubstr("1: /0/period: 2020-15-10: a date"), HasSubstr("2020-10-15")));
}

TEST_F(PolicyCases, ReportWhatIsMissing) {
  EXPECT_EQ(fault("- {period: 2020-10, output: {provider: allowed}}"),
            "1: /0/name: : a value: the field is required");
  EXPECT_EQ(fault("- {name: a, output: {provider: allowed}}"),
            "1: /0/period: : a value: the field is required");
  EXPECT_EQ(fault("- {name: a, period: 2020-10}"),
            "1: /0/output: : at least one rule, with what it should say");
  EXPECT_EQ(fault("- {name: a, period: 2020-10, output: {}}"),
            "1: /0/output: : at least one rule, with what it should say");
  EXPECT_EQ(fault("- {name: a, period: 2020-10, output: {provider: {}}}"),
            "1: /0/output/provider: : an outcome, a reason or a value");
  EXPECT_THAT(fault("- {name: a, period: 2020-10, output: {parameters: {}}}"),
              HasSubstr("parameters and their values"));
  EXPECT_THAT(fault("- {name: a, period: 2020-10, output: allowed}"), HasSubstr("an object"));
  EXPECT_THAT(fault("- {name: a, period: 2020-10, input: {kind: federal}, output: {parameters: "
                    "{starts_allowed: true}}}"),
              HasSubstr("/0/input/kind: kind: no facts: no rule is asked"));
}

TEST_F(PolicyCases, ReportFilesThatHoldNoCases) {
  EXPECT_EQ(fault("[]"), "1: : : at least one case");
  EXPECT_EQ(fault("- a"), "1: /0: a: an object: a case");
  EXPECT_THAT(fault("just text"), HasSubstr("a list of cases, or an object with the format"));
  EXPECT_EQ(fault("cases: []"), "1: /format: : qsmo-policy-cases/1");
  EXPECT_EQ(fault("format: qsmo-policy/1\ncases: []"),
            "1: /format: qsmo-policy/1: qsmo-policy-cases/1");
  EXPECT_EQ(fault("format: qsmo-policy-cases/1"), "1: /cases: : a list of cases");
  EXPECT_EQ(fault("format: qsmo-policy-cases/1\ncases: {}"), "2: /cases: {...}: a list of cases");
  EXPECT_THAT(fault("format: qsmo-policy-cases/1\ncase: []\ncases:\n  - {name: a, period: 2020-10, "
                    "output: {provider: allowed}}"),
              HasSubstr("2: /case: case: a field of this record; cases"));
  EXPECT_THAT(fault("- {name: a"), HasSubstr("is a bracket not closed?"));
}

TEST_F(PolicyCases, ReportNamesThatAreRepeatedOrTooLong) {
  EXPECT_EQ(fault("- {name: a, period: 2020-10, output: {provider: allowed}}\n"
                  "- {name: a, period: 2020-10, output: {provider: barred}}"),
            "2: /1/name: a: a name of its own: an earlier case has it");
  EXPECT_THAT(fault("- {name: " + std::string(201, 'n') +
                    ", period: 2020-10, output: {provider: allowed}}"),
              HasSubstr("a line of 1 to 200 bytes"));
  EXPECT_THAT(fault("- {name: '', period: 2020-10, output: {provider: allowed}}"),
              HasSubstr("a line of 1 to 200 bytes"));
}

TEST_F(PolicyCases, ReportPoliciesThatAreNotThere) {
  EXPECT_EQ(fault(one("policy: hybird\noutput: {provider: allowed}")),
            "3: /0/policy: hybird: a ready-made policy or a file; hybrid");
  EXPECT_THAT(fault(one("policy: gone.yaml\noutput: {provider: allowed}")),
              HasSubstr("3: /0/policy: gone.yaml: a file that can be read"));
  EXPECT_THAT(fault(one("policy: narrow.yaml\nreforms: [gone.yaml]\noutput: {provider: allowed}")),
              HasSubstr("4: /0/reforms/0: gone.yaml: a file that can be read"));
  EXPECT_THAT(fault(one("policy: 5\noutput: {provider: allowed}")),
              HasSubstr("3: /0/policy: 5: a string"));
  EXPECT_THAT(fault(one("policy: ''\noutput: {provider: allowed}")),
              HasSubstr("a ready-made policy"));
  EXPECT_THAT(fault(one("policy: none\nreforms: open.yaml\noutput: {provider: allowed}")),
              HasSubstr("4: /0/reforms: open.yaml: an array"));
}

TEST_F(PolicyCases, ReportAPolicyThatIsNotThereAtEachPlace) {
  const auto found =
      faults("- {name: a, period: 2020-10, policy: hybird, output: {provider: allowed}}\n"
             "- {name: b, period: 2020-10, policy: hybird, output: {provider: allowed}}");
  EXPECT_THAT(found, ElementsAre(Field(&Fault::line, 1u), Field(&Fault::line, 2u)));
}

TEST_F(PolicyCases, ReportAWrongPolicyOfTheFileOnce) {
  const auto found = faults("format: qsmo-policy-cases/1\npolicy: hybird\ncases:\n"
                            "  - {name: a, period: 2020-10, output: {provider: allowed}}\n"
                            "  - {name: b, period: 2020-10, output: {provider: allowed}}\n");
  EXPECT_THAT(found,
              ElementsAre(AllOf(Field(&Fault::line, 2u), Field(&Fault::pointer, "/policy"))));
}

TEST_F(PolicyCases, ReportTheFaultsOfAPolicyOnceByTheLinesOfItsFile) {
  write("bad.yaml",
        "format: qsmo-policy/1\nid: bad\nparameters:\n  starts_alowed:\n    - {value: true}\n");
  const auto found =
      faults("- {name: a, period: 2020-10, policy: bad.yaml, output: {provider: allowed}}\n"
             "- {name: b, period: 2020-10, policy: bad.yaml, output: {provider: allowed}}");
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].file, (folder_ / "bad.yaml").string());
  EXPECT_EQ(found[0].line, 4u);
  EXPECT_EQ(found[0].suggestion, "starts_allowed");
}

TEST_F(PolicyCases, ReportADateWithoutAValue) {
  EXPECT_THAT(fault("- {name: a, period: 2019-12, policy: narrow.yaml, input: {}, output: "
                    "{provider: allowed}}"),
              "2 faults");
  EXPECT_THAT(
      fault("- {name: a, period: 2021-01, policy: narrow.yaml, output: {provider: allowed}}"),
      AllOf(HasSubstr("1: /0/period: 2021-01"), HasSubstr("starts_allowed"),
            HasSubstr("ended on 2020-12")));
}

TEST_F(PolicyCases, ReportEveryFaultAtOnceInOrder) {
  const auto found = faults(R"(
- name: a
  period: 2020-13
  input: {kind: foreign}
  output: {provider: allowed}
- name: b
  period: 2020-10
  policy: hybird
  input: {standing: bad}
  output: {standing: allowed, assessment: found}
- nam: c
)");
  std::vector<std::size_t> lines;
  for (const Fault& each : found) lines.push_back(each.line);
  EXPECT_THAT(lines, ElementsAre(3, 4, 8, 9, 11, 11, 11, 11));
}

}  // namespace
}  // namespace qsmo
