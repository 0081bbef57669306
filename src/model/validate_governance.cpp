#include "model/validate_governance.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "qsmo/model/detail/portfolio_data.hpp"

namespace qsmo::detail {
namespace {

constexpr std::string_view events_table = "governance_events";
constexpr std::string_view plans_table = "operational_plans";
constexpr std::string_view findings_table = "findings";

/// Whether `a` ends before `b` begins; a month, as long as a day of it may be meant, does not.
bool surely_before(const Date& a, const Date& b) {
  if (a.month_index() != b.month_index()) return a.month_index() < b.month_index();
  return a.day != 0 && b.day != 0 && a.day < b.day;
}

/// The state that a step brings about, if it is one that `designations` states.
std::optional<DesignationState> state_of(GovernanceStep step) {
  if (step == GovernanceStep::lead_named) return DesignationState::pre_designated;
  if (step == GovernanceStep::announced) return DesignationState::designated;
  return std::nullopt;
}

class GovernanceValidator {
 public:
  GovernanceValidator(const Portfolio::Data& data, FaultList& faults)
      : s_(data.scenario),
        faults_(faults),
        events_whole_(!faults.any_broken(events_table, s_.governance_events.size())),
        plans_whole_(!faults.any_broken(plans_table, s_.operational_plans.size())),
        designations_whole_(!faults.any_broken("designations", s_.designations.size())) {}

  void run() {
    index_plans();
    versions_rise();
    findings();
    votes();
    if (designations_whole_) designations();
    if (events_whole_) order();
    if (events_whole_ && plans_whole_) submissions();
  }

 private:
  void index_plans() {
    for (std::size_t i = 0; i < s_.operational_plans.size(); ++i) {
      const OperationalPlan& plan = s_.operational_plans[i];
      if (faults_.broken(plans_table, i)) continue;
      if (!plans_[plan.marketplace.id()].emplace(plan.version, i).second) {
        faults_.add(plans_table, i, "version", std::to_string(plan.version),
                    "another version: " + plan.marketplace.name() + " has submitted this one");
      }
    }
  }

  void versions_rise() {
    for (const auto& [marketplace, versions] : plans_) {
      const OperationalPlan* last = nullptr;
      for (const auto& [version, i] : versions) {
        const OperationalPlan& plan = s_.operational_plans[i];
        if (last != nullptr && plan.submitted <= last->submitted) {
          faults_.add(plans_table, i, "submitted", plan.submitted.to_string(),
                      "a date after " + last->submitted.to_string() + ", that of version " +
                          std::to_string(last->version));
        }
        last = &plan;
      }
    }
  }

  [[nodiscard]] const OperationalPlan* plan_of(const Finding& finding) const {
    const auto versions = plans_.find(finding.marketplace.id());
    if (versions == plans_.end()) return nullptr;
    const auto found = versions->second.find(finding.version);
    return found == versions->second.end() ? nullptr : &s_.operational_plans[found->second];
  }

  void findings() {
    for (std::size_t i = 0; i < s_.findings.size(); ++i) {
      const Finding& finding = s_.findings[i];
      if (faults_.broken(findings_table, i)) continue;
      const OperationalPlan* const plan = plan_of(finding);
      if (plan == nullptr && plans_whole_) {
        faults_.add(findings_table, i, "version", std::to_string(finding.version),
                    "a version of the operational plan of " + finding.marketplace.name());
      }
      if (plan != nullptr) not_before(i, "raised", finding.raised, plan->submitted);
      if (finding.resolved) not_before(i, "resolved", *finding.resolved, finding.raised);
    }
  }

  void not_before(std::size_t i, std::string_view field, const Date& date, const Date& first) {
    if (surely_before(date, first)) {
      faults_.add(findings_table, i, field, date.to_string(),
                  "a date not before " + first.to_string());
    }
  }

  void votes() {
    for (std::size_t i = 0; i < s_.governance_events.size(); ++i) {
      if (faults_.broken(events_table, i)) continue;
      if (s_.governance_events[i].step == GovernanceStep::voted)
        counts_of_vote(i);
      else
        no_counts(i);
    }
  }

  void counts_of_vote(std::size_t i) {
    const GovernanceEvent& event = s_.governance_events[i];
    if (event.members.value_or(0) == 0)
      faults_.add(events_table, i, "members", "", "the number of members: a vote needs its board");
    if (!event.votes_for || !event.votes_against) {
      faults_.add(events_table, i, event.votes_for ? "votes_against" : "votes_for", "",
                  "the number of votes: without counts a vote cannot be judged");
    } else if (event.members.value_or(0) > 0 &&
               *event.votes_for + *event.votes_against > *event.members) {
      faults_.add(events_table, i, "votes_for", std::to_string(*event.votes_for),
                  "no more votes than members, for and against together at most " +
                      std::to_string(*event.members));
    }
  }

  void no_counts(std::size_t i) {
    const GovernanceEvent& event = s_.governance_events[i];
    const auto none = [&](std::string_view field, const std::optional<int>& count) {
      if (count)
        faults_.add(events_table, i, field, std::to_string(*count),
                    "nothing: only `voted` has votes");
    };
    none("members", event.members);
    none("votes_for", event.votes_for);
    none("votes_against", event.votes_against);
  }

  /// Steps that change the state agree with the designations.
  void designations() {
    for (std::size_t i = 0; i < s_.governance_events.size(); ++i) {
      const GovernanceEvent& event = s_.governance_events[i];
      const auto state = state_of(event.step);
      if (!state || faults_.broken(events_table, i)) continue;
      const Designation* const designation = designation_of(event.marketplace.id(), *state);
      if (designation == nullptr) {
        faults_.add(events_table, i, "step", name_of(event.step),
                    "a row of designations in which " + event.marketplace.name() + " becomes " +
                        std::string(name_of(*state)));
      } else if (designation->date != event.date) {
        faults_.add(events_table, i, "date", event.date.to_string(),
                    designation->date.to_string() + ", since when " + event.marketplace.name() +
                        " is " + std::string(name_of(*state)) + " by `designations`");
      }
    }
  }

  [[nodiscard]] const Designation* designation_of(MarketplaceId marketplace,
                                                  DesignationState state) const {
    const auto found =
        std::find_if(s_.designations.begin(), s_.designations.end(), [&](const Designation& d) {
          return d.marketplace.id() == marketplace && d.state == state;
        });
    return found == s_.designations.end() ? nullptr : &*found;
  }

  /// Steps so far; false: only taken for granted, because it was told that it is missing.
  using Done = std::map<GovernanceStep, bool>;

  void order() {
    for (std::size_t m = 0; m < s_.marketplaces.size(); ++m) {
      Done done;
      for (const std::size_t i : in_order(s_.governance_events, MarketplaceId(m)))
        take_step(i, done);
    }
  }

  void take_step(std::size_t i, Done& done) {
    const GovernanceEvent& event = s_.governance_events[i];
    if (event.step == GovernanceStep::plan_submitted)
      std::erase_if(done, [](const auto& entry) { return of_plan_version(entry.first); });
    std::string missing;
    for (const GovernanceStep need : governance_prerequisites(event.step)) {
      if (done.emplace(need, false).second)
        missing += (missing.empty() ? "" : ", ") + std::string(name_of(need));
    }
    if (!missing.empty())
      faults_.add(events_table, i, "step", name_of(event.step), missing + " before it");
    const bool repeated = std::exchange(done[event.step], true);
    if (repeated && event.step != GovernanceStep::voted) {
      faults_.add(events_table, i, "step", name_of(event.step),
                  "a step that " + event.marketplace.name() + " has not taken yet");
    }
  }

  /// Each version has one event, and each event a version.
  void submissions() {
    std::set<std::pair<MarketplaceId, Date>> stated, submitted;
    for (const OperationalPlan& plan : s_.operational_plans)
      stated.emplace(plan.marketplace.id(), plan.submitted);
    for (std::size_t i = 0; i < s_.governance_events.size(); ++i) {
      const GovernanceEvent& event = s_.governance_events[i];
      if (event.step != GovernanceStep::plan_submitted) continue;
      const std::pair key(event.marketplace.id(), event.date);
      if (!stated.contains(key))
        faults_.add(events_table, i, "date", event.date.to_string(),
                    "the date on which a version of operational_plans was submitted");
      else if (!submitted.insert(key).second)
        faults_.add(events_table, i, "step", name_of(event.step), "one submission of a version");
    }
    for (std::size_t i = 0; i < s_.operational_plans.size(); ++i) {
      const OperationalPlan& plan = s_.operational_plans[i];
      if (!submitted.contains({plan.marketplace.id(), plan.submitted}))
        faults_.add(plans_table, i, "submitted", plan.submitted.to_string(),
                    "the date of an event plan_submitted of " + plan.marketplace.name());
    }
  }

  const Scenario& s_;
  FaultList& faults_;
  // As they came; what is found here does not count.
  bool events_whole_, plans_whole_, designations_whole_;
  std::map<MarketplaceId, std::map<int, std::size_t>> plans_;  // versions to rows
};

}  // namespace

void validate_governance(const Portfolio::Data& data, FaultList& faults) {
  GovernanceValidator(data, faults).run();
}

}  // namespace qsmo::detail
