#include <gmock/gmock.h>
#include <qsmo/policy/policy_cases.hpp>
#include <qsmo/policy/policy_files.hpp>
#include <qsmo/testing/verifier.hpp>

namespace {

using qsmo::DesignationState;
using qsmo::IncentiveFacts;
using qsmo::IncentiveVerdict;
using qsmo::Money;
using qsmo::Reason;
using qsmo::testing::Allows;
using qsmo::testing::Bars;
using qsmo::testing::Finds;
using qsmo::testing::verify;
using ::testing::Field;

const qsmo::Policy own = qsmo::read_policy(OWN_POLICY);

TEST(OwnPolicy, LetsMigrationsStartFromPreDesignationOn) {
  const auto marketplace = verify(qsmo::marketplace_rule).under(own).on({2021, 1});
  marketplace.given({.state = DesignationState::pre_designated}).allows();
  marketplace.given({.state = DesignationState::research}).bars_for(Reason::marketplace_closed);
}

TEST(OwnPolicy, PaysLessFromFiscalYear2023On) {
  const auto subsidy = verify(qsmo::incentive_rule).under(own).given({.onboarding = 1000});
  subsidy.on({2022, 9}).gives(Field(&IncentiveVerdict::subsidy, Money(500)));
  subsidy.on({2022, 10}).gives(Field(&IncentiveVerdict::subsidy, Money(250)));
  subsidy.on({2022, 9}).differs_from(subsidy.on({2022, 10}));
}

TEST(OwnPolicy, PaysNothingForPhases) {
  verify(qsmo::incentive_rule)
      .under(own)
      .on({2021, 1})
      .given({.onboarding = 1000})
      .does_not_change_when([](IncentiveFacts& facts) { facts.phase_spend = 1'000'000; });
}

TEST(OwnPolicy, CanBeAskedDirectly) {
  const qsmo::Parameters parameters = qsmo::parameters_on(own, {2021, 1});
  EXPECT_THAT(qsmo::incentive_rule({.onboarding = 1000}, {2021, 1}, parameters), Finds());
  EXPECT_THAT(qsmo::marketplace_rule({}, {2021, 1}, parameters), Bars());
  EXPECT_THAT(qsmo::provider_rule({}, {2021, 1}, parameters), Allows(Reason::provider_admitted));
}

TEST(OwnPolicy, KeepsToItsCases) {
  qsmo::CaseOptions options;
  options.policy = OWN_POLICY;
  const qsmo::CaseRun run = qsmo::run_cases(R"(
- name: the subsidy halves
  period: 2022-10
  input: {onboarding: 1000}
  output: {incentive: {reason: subsidised, subsidy: 250}}
)",
                                            "cases", {}, options);
  ASSERT_EQ(run.results.size(), 1u);
  EXPECT_TRUE(run.results[0].passed);
}

}  // namespace
