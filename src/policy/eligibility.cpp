#include "qsmo/policy/eligibility.hpp"

#include <algorithm>

#include "qsmo/policy/assessment.hpp"

namespace qsmo {
namespace {

template <class Entity>
bool lists(const std::vector<Ref<Entity>>& refs, Id<Entity> id) {
  return std::any_of(refs.begin(), refs.end(), [&](const auto& ref) { return ref.id() == id; });
}

template <class Entity>
std::vector<std::string> names_of(const std::vector<Ref<Entity>>& refs) {
  std::vector<std::string> names;
  for (const auto& ref : refs) names.push_back(ref.name());
  return names;
}

Date floored(const Calendar& calendar, const Date& date) {
  return calendar.first_month(calendar.period_of(date));
}

std::optional<Date> floored(const Calendar& calendar, const std::optional<Date>& date) {
  if (!date) return std::nullopt;
  return floored(calendar, *date);
}

bool inside_horizon(const Portfolio& portfolio, const std::optional<Date>& date) {
  return date && portfolio.calendar().period_of(*date) < portfolio.periods();
}

// An off-ramp counts from whatever date its exception is approved: the workload must leave again.
bool off_ramp_inside(const Portfolio& portfolio, WorkloadId workload, OfferingId offering) {
  const auto exceptions = portfolio.exceptions(workload);
  return std::any_of(exceptions.begin(), exceptions.end(), [&](const Exception* exception) {
    return exception->decision == ExceptionDecision::approved &&
           exception->offering.id() == offering && inside_horizon(portfolio, exception->off_ramp);
  });
}

bool excepted(const Portfolio& portfolio, WorkloadId workload, OfferingId offering, int start) {
  const auto exceptions = portfolio.exceptions(workload);
  const Date date = portfolio.calendar().first_month(std::max(start, 0));
  return std::any_of(exceptions.begin(), exceptions.end(), [&](const Exception* exception) {
    return exception->offering.id() == offering &&
           !exception_rule(exception_facts(portfolio, *exception, start), date,
                           portfolio.parameters(start))
                .bars();
  });
}

DesignationState area_state(const Portfolio& portfolio, const Ref<Area>& area, int t) {
  DesignationState state = DesignationState::research;
  const auto& marketplaces = portfolio.scenario().marketplaces;
  for (std::size_t i = 0; i < marketplaces.size(); ++i) {
    if (marketplaces[i].area == area)
      state = std::max(state, portfolio.designation(MarketplaceId(i), t));
  }
  return state;
}

void set_stage(AvailabilityFacts& facts, const Portfolio& portfolio, OfferingId offering,
               ServiceId service, int cutover) {
  facts.covers_service = portfolio.coverage(offering, service).has_value();
  facts.staged = portfolio.staged(offering);
  if (!facts.staged) facts.stage = StageState::full;
  const Stage* stage = facts.staged ? portfolio.stage(offering, cutover) : nullptr;
  if (stage == nullptr) return;
  facts.stage = stage->state;
  facts.stage_lists_service = stage->services.empty() || lists(stage->services, service);
}

template <std::size_t n>
Verdict first_that_bars(const std::array<Verdict, n>& verdicts) {
  const auto found =
      std::find_if(verdicts.begin(), verdicts.end(), [](Verdict v) { return v.bars(); });
  return found == verdicts.end() ? Verdict{} : *found;
}

bool about_the_end(Verdict verdict) {
  return verdict.reason == Reason::ends || verdict.reason == Reason::off_ramp_inside;
}

}  // namespace

AvailabilityFacts availability_facts(const Portfolio& portfolio, WorkloadId workload,
                                     OfferingId offering, int cutover) {
  const Workload& need = portfolio[workload];
  AvailabilityFacts facts;
  facts.is_incumbent = need.incumbent.given() && need.incumbent.id() == offering;
  set_stage(facts, portfolio, offering, need.service.id(), cutover);
  facts.ends_inside = inside_horizon(portfolio, portfolio[offering].ends);
  facts.off_ramp_inside = off_ramp_inside(portfolio, workload, offering);
  return facts;
}

StandardsFacts standards_facts(const Portfolio& portfolio, WorkloadId workload,
                               OfferingId offering) {
  return {names_of(portfolio[portfolio[workload].service.id()].standards),
          names_of(portfolio[offering].standards)};
}

FitGapFacts fit_gap_facts(const Portfolio& portfolio, WorkloadId workload, OfferingId offering) {
  const Workload& need = portfolio[workload];
  const std::vector<std::string>& of_service = portfolio[need.service.id()].fibf;
  FitGapFacts facts{need.fibf.empty() ? of_service : need.fibf, of_service, need.approved_unique};
  const auto coverage = portfolio.coverage(offering, need.service.id());
  if (coverage && !portfolio[*coverage].fibf.empty()) facts.covered = portfolio[*coverage].fibf;
  return facts;
}

MarketplaceFacts marketplace_facts(const Portfolio& portfolio, WorkloadId workload,
                                   OfferingId offering, int start) {
  const int t = std::max(start, 0);
  const Ref<Marketplace>& marketplace = portfolio[offering].marketplace;
  MarketplaceFacts facts;
  facts.listed = marketplace.given();
  facts.area_state =
      facts.listed ? portfolio.designation(marketplace.id(), t)
                   : area_state(portfolio, portfolio[portfolio[workload].service.id()].area, t);
  facts.state = facts.listed ? facts.area_state : DesignationState::research;
  facts.excepted = excepted(portfolio, workload, offering, t);
  return facts;
}

ExceptionFacts exception_facts(const Portfolio& portfolio, const Exception& exception, int start) {
  const Calendar& calendar = portfolio.calendar();
  const Service& service = portfolio[portfolio[exception.workload.id()].service.id()];
  ExceptionFacts facts;
  facts.kind = exception.kind;
  facts.decision = exception.decision;
  facts.decided = floored(calendar, exception.date);
  facts.off_ramp = floored(calendar, exception.off_ramp);
  facts.marketplace_operates =
      area_state(portfolio, service.area, std::max(start, 0)) == DesignationState::designated;
  facts.provider_outside = !portfolio[exception.offering.id()].marketplace.given();
  return facts;
}

EligibilityJudge::EligibilityJudge(const Portfolio& portfolio, WorkloadId workload,
                                   OfferingId offering, Standing standing)
    : portfolio_(&portfolio),
      workload_(workload),
      offering_(offering),
      ends_(availability_facts(portfolio, workload, offering, 0)) {
  for (const Parameters& parameters : portfolio.regimes())
    timeless_.push_back(judge(parameters, standing));
}

EligibilityJudge::Timeless EligibilityJudge::judge(const Parameters& parameters,
                                                   Standing standing) const {
  const Portfolio& p = *portfolio_;
  const Offering& offer = p[offering_];
  Timeless out;
  out.before = {
      provider_rule({p[offer.provider.id()].kind()}, {}, parameters),
      standards_rule(standards_facts(p, workload_, offering_), {}, parameters),
      Verdict{fit_gap_rule(fit_gap_facts(p, workload_, offering_), {}, parameters).reason}};
  out.after = {standing_rule({standing}, {}, parameters),
               quality_rule({offer.quality, p[workload_].quality}, {}, parameters)};
  out.first_before = first_that_bars(out.before);
  out.first_after = first_that_bars(out.after);
  return out;
}

Verdict EligibilityJudge::marketplace(int start) const {
  const int t = std::max(start, 0);
  return marketplace_rule(marketplace_facts(*portfolio_, workload_, offering_, t),
                          portfolio_->calendar().first_month(t), portfolio_->parameters(t));
}

Verdict EligibilityJudge::at(int start, int cutover) const {
  AvailabilityFacts facts = ends_;
  set_stage(facts, *portfolio_, offering_, portfolio_->operator[](workload_).service.id(), cutover);
  const Verdict available = availability_rule(facts, {}, portfolio_->parameters(cutover));
  if (available.bars() && !about_the_end(available)) return available;
  const Timeless& timeless = timeless_[portfolio_->regime(start)];
  if (timeless.first_before.bars()) return timeless.first_before;
  if (const Verdict open = marketplace(start); open.bars()) return open;
  if (timeless.first_after.bars()) return timeless.first_after;
  return available;
}

std::array<Verdict, 7> EligibilityJudge::all(int start, int cutover) const {
  AvailabilityFacts facts = ends_;
  set_stage(facts, *portfolio_, offering_, portfolio_->operator[](workload_).service.id(), cutover);
  const Timeless& timeless = timeless_[portfolio_->regime(start)];
  const auto& [provider, standards, fit_gap] = timeless.before;
  const auto& [standing, quality] = timeless.after;
  return {availability_rule(facts, {}, portfolio_->parameters(cutover)),
          provider,
          standards,
          fit_gap,
          marketplace(start),
          standing,
          quality};
}

Verdict eligibility(const Portfolio& portfolio, WorkloadId workload, OfferingId offering, int start,
                    int cutover) {
  return EligibilityJudge(portfolio, workload, offering, assessed_standing(portfolio, offering))
      .at(start, cutover);
}

bool covered(const Portfolio& portfolio, OfferingId offering, ServiceId service, int t) {
  AvailabilityFacts facts;
  set_stage(facts, portfolio, offering, service, t);
  return !availability_rule(facts, {}, portfolio.parameters(t)).bars();
}

}  // namespace qsmo
