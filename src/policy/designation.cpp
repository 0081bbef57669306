#include "qsmo/policy/designation.hpp"

#include <algorithm>

namespace qsmo {
namespace {

using Steps = std::vector<GovernanceStep>;

bool has(const Steps& steps, GovernanceStep step) {
  return std::find(steps.begin(), steps.end(), step) != steps.end();
}

const Parameters& parameters_on_day(const Portfolio& portfolio, Date date) {
  return portfolio.parameters(
      std::clamp(portfolio.calendar().period_of(date), 0, portfolio.periods() - 1));
}

/// The steps of a marketplace, taken one after another.
class Account {
 public:
  Account(const Portfolio& portfolio, MarketplaceId marketplace)
      : portfolio_(portfolio), marketplace_(marketplace) {}

  DesignationStep take(const GovernanceEvent& event) {
    if (event.step == GovernanceStep::plan_submitted) begin_version(event.date);
    DesignationStep step{&event, facts_of(event), {}};
    step.verdict =
        designation_rule(step.facts, event.date, parameters_on_day(portfolio_, event.date));
    if (!step.verdict.bars()) done_.push_back(event.step);
    return step;
  }

  [[nodiscard]] OperationalPlanFacts plan_on(Date date) const {
    OperationalPlanFacts facts;
    facts.version = version_;
    facts.reviewed = has(done_, GovernanceStep::board_reviewed) &&
                     has(done_, GovernanceStep::programme_office_reviewed) &&
                     has(done_, GovernanceStep::omb_reviewed);
    facts.voted = has(done_, GovernanceStep::voted);
    for (const Finding& finding : portfolio_.scenario().findings) {
      if (!is_open(finding, date)) continue;
      ++(finding.severity == Severity::major ? facts.open_major : facts.open_minor);
    }
    return facts;
  }

  [[nodiscard]] bool plan_approved(Date date) const {
    return !operational_plan_rule(plan_on(date), date, parameters_on_day(portfolio_, date)).bars();
  }

  [[nodiscard]] const Steps& done() const { return done_; }

 private:
  void begin_version(Date submitted) {
    std::erase_if(done_, &of_plan_version);
    for (const OperationalPlan& plan : portfolio_.scenario().operational_plans) {
      if (plan.marketplace.id() == marketplace_ && plan.submitted == submitted)
        version_ = plan.version;
    }
  }

  [[nodiscard]] DesignationFacts facts_of(const GovernanceEvent& event) const {
    return {.step = event.step,
            .done = done_,
            .plan_approved = plan_approved(event.date),
            .members = event.members.value_or(0),
            .votes_for = event.votes_for.value_or(0),
            .votes_against = event.votes_against.value_or(0)};
  }

  [[nodiscard]] bool is_open(const Finding& finding, Date date) const {
    return finding.marketplace.id() == marketplace_ && finding.version == version_ &&
           finding.raised <= date && !(finding.resolved && *finding.resolved <= date);
  }

  const Portfolio& portfolio_;
  MarketplaceId marketplace_;
  Steps done_;
  int version_ = 0;
};

/// The account of a marketplace at the end of a day.
Account account_on(const Portfolio& portfolio, MarketplaceId marketplace, Date date) {
  Account account(portfolio, marketplace);
  const auto& events = portfolio.scenario().governance_events;
  for (const std::size_t i : in_order(events, marketplace)) {
    if (events[i].date <= date) account.take(events[i]);
  }
  return account;
}

DesignationState state_on(const Portfolio& portfolio, MarketplaceId marketplace, Date date) {
  DesignationState state = DesignationState::research;
  for (const Designation& designation : portfolio.scenario().designations) {
    if (designation.marketplace.id() == marketplace && designation.date <= date)
      state = std::max(state, designation.state);  // they only go forward
  }
  return state;
}

Steps open_steps(const Steps& done, bool plan_approved) {
  Steps open;
  for (std::size_t i = 0; i < EnumNames<GovernanceStep>::names.size(); ++i) {
    const auto step = static_cast<GovernanceStep>(i);
    const auto needs = governance_prerequisites(step);
    const bool ready =
        std::all_of(needs.begin(), needs.end(), [&](auto need) { return has(done, need); });
    const bool held_up = step == GovernanceStep::announced && !plan_approved;
    if (ready && !has(done, step) && !held_up) open.push_back(step);
  }
  return open;
}

}  // namespace

bool accepts_starts(const Portfolio& portfolio, MarketplaceId marketplace, int t) {
  const auto& eligible = portfolio.parameters(t).eligible_states;
  const DesignationState state = portfolio.designation(marketplace, std::max(t, 0));
  return std::find(eligible.begin(), eligible.end(), state) != eligible.end();
}

std::vector<DesignationStep> designation_steps(const Portfolio& portfolio,
                                               MarketplaceId marketplace) {
  Account account(portfolio, marketplace);
  const auto& events = portfolio.scenario().governance_events;
  std::vector<DesignationStep> steps;
  for (const std::size_t i : in_order(events, marketplace))
    steps.push_back(account.take(events[i]));
  return steps;
}

OperationalPlanFacts operational_plan_facts(const Portfolio& portfolio, MarketplaceId marketplace,
                                            Date date) {
  return account_on(portfolio, marketplace, date).plan_on(date);
}

Verdict operational_plan(const Portfolio& portfolio, MarketplaceId marketplace, Date date) {
  return operational_plan_rule(operational_plan_facts(portfolio, marketplace, date), date,
                               parameters_on_day(portfolio, date));
}

GovernanceState governance_state(const Portfolio& portfolio, MarketplaceId marketplace, Date date) {
  const Account account = account_on(portfolio, marketplace, date);
  GovernanceState out{state_on(portfolio, marketplace, date), account.done(), {}};
  if (out.state == DesignationState::designated) return out;
  Steps done = account.done();
  if (out.state == DesignationState::pre_designated) done.push_back(GovernanceStep::lead_named);
  out.open = open_steps(done, account.plan_approved(date));
  return out;
}

}  // namespace qsmo
