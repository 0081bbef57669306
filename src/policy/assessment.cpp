#include "qsmo/policy/assessment.hpp"

#include <algorithm>
#include <utility>

#include "core/wide_integer.hpp"

namespace qsmo {
namespace {

bool judged(const Measure& measure) { return measure.target.has_value(); }

const Ref<Area>* area_of(const Portfolio& portfolio, OfferingId offering) {
  const Ref<Marketplace>& marketplace = portfolio[offering].marketplace;
  return marketplace.given() ? &portfolio[marketplace.id()].area : nullptr;
}

const Parameters& parameters_of(const Portfolio& portfolio, int t) {
  return portfolio.parameters(std::clamp(t, 0, portfolio.periods() - 1));
}

/// Whether it counts for offerings of that area; null: of none.
bool counts_in(const Measure& measure, const Ref<Area>* area) {
  return !measure.area.given() || (area != nullptr && measure.area == *area);
}

/// What score_rule asks for: exact sums, rounded once.
ScoreFacts score_facts(const std::vector<Measure>& table, const std::vector<Attainment>& all) {
  ScoreFacts facts;
  Int128 attained = 0;
  for (const Attainment& one : all) {
    const Measure& measure = table[one.measure.index()];
    if (!judged(measure)) continue;
    facts.total_weight += measure.weight;
    if (!one.verdict.attainment) continue;
    facts.observed_weight += measure.weight;
    attained += Int128(measure.weight.raw()) * one.verdict.attainment->raw();
  }
  facts.attained_weight = Decimal::from_raw(round_half_away(attained, Int128(Decimal::scale)));
  return facts;
}

AssessmentFacts facts_after(const AssessmentVerdict& before) {
  AssessmentFacts facts;
  facts.standing = before.standing;
  facts.low_periods = before.low_periods;
  facts.high_periods = before.high_periods;
  facts.missing_periods = before.missing_periods;
  return facts;
}

/// The last of the periods, which are in order, that lies before t.
std::optional<int> last_before(const std::vector<int>& periods, int t) {
  const auto after = std::lower_bound(periods.begin(), periods.end(), t);
  if (after == periods.begin()) return std::nullopt;
  return *std::prev(after);
}

}  // namespace

bool serves_in(const Portfolio& portfolio, OfferingId offering, int t) {
  const auto& ends = portfolio[offering].ends;
  if (ends && portfolio.calendar().period_of(*ends) < t) return false;
  if (!portfolio.staged(offering)) return true;
  const Stage* stage = portfolio.stage(offering, t);
  return stage != nullptr && stage->state != StageState::planned;
}

std::vector<MeasureId> measures_of(const Portfolio& portfolio, OfferingId offering) {
  const auto& measures = portfolio.scenario().measures;
  const Ref<Area>* area = area_of(portfolio, offering);
  std::vector<MeasureId> out;
  for (std::size_t i = 0; i < measures.size(); ++i) {
    if (counts_in(measures[i], area)) out.emplace_back(i);
  }
  return out;
}

Assessor::Assessor(const Portfolio& portfolio)
    : portfolio_(&portfolio),
      measures_(portfolio.scenario().offerings.size()),
      entries_(measures_.size()),
      observed_(measures_.size()),
      of_area_(portfolio.scenario().areas.size()) {
  const auto& table = portfolio.scenario().measures;
  for (std::size_t i = 0; i < measures_.size(); ++i) {
    measures_[i] = measures_of(portfolio, OfferingId(i));
    const bool any = std::any_of(measures_[i].begin(), measures_[i].end(),
                                 [&](MeasureId id) { return judged(table[id.index()]); });
    if (!any) measures_[i].clear();
  }
  add_entries();
  add_observed_periods();
}

void Assessor::add_entries() {
  const Calendar& calendar = portfolio_->calendar();
  const Scenario& scenario = portfolio_->scenario();
  for (const Observation& observation : scenario.observations) {
    const OfferingId offering = observation.offering.id();
    const MeasureId measure = observation.measure.id();
    if (!counts_in(scenario.measures[measure.index()], area_of(*portfolio_, offering))) continue;
    entries_[offering.index()].push_back(
        {calendar.period_of(observation.date), measure, observation.value});
  }
  for (auto& entries : entries_) {
    std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
      return std::pair(a.period, a.measure) < std::pair(b.period, b.measure);
    });
  }
}

void Assessor::add_observed_periods() {
  const auto sort = [](std::vector<int>& periods) {
    std::sort(periods.begin(), periods.end());
    periods.erase(std::unique(periods.begin(), periods.end()), periods.end());
  };
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    for (const Entry& entry : entries_[i]) observed_[i].push_back(entry.period);
    sort(observed_[i]);
    const Ref<Area>* area = area_of(*portfolio_, OfferingId(i));
    if (area == nullptr) continue;
    auto& of_area = of_area_[area->id().index()];
    of_area.insert(of_area.end(), observed_[i].begin(), observed_[i].end());
  }
  for (auto& of_area : of_area_) sort(of_area);
}

const std::vector<int>& Assessor::observed_with(OfferingId offering) const {
  const Ref<Area>* area = area_of(*portfolio_, offering);
  return area == nullptr ? observed_[offering.index()] : of_area_[area->id().index()];
}

std::optional<int> Assessor::first_period(OfferingId offering) const {
  const std::vector<int>& own = observed_[offering.index()];
  for (const int t : observed_with(offering)) {
    if (!own.empty() && own.front() <= t) return own.front();
    if (serves_in(*portfolio_, offering, t)) return t;
  }
  return std::nullopt;
}

std::optional<Decimal> Assessor::value(OfferingId offering, MeasureId measure, int t) const {
  const auto& entries = entries_[offering.index()];
  const auto at = std::lower_bound(entries.begin(), entries.end(), std::pair(t, measure),
                                   [](const Entry& entry, const std::pair<int, MeasureId>& wanted) {
                                     return std::pair(entry.period, entry.measure) < wanted;
                                   });
  if (at == entries.end() || at->period != t || at->measure != measure) return std::nullopt;
  return at->value;
}

PeriodAssessment Assessor::assess_period(OfferingId offering, int t,
                                         const AssessmentVerdict& before) const {
  const auto& table = portfolio_->scenario().measures;
  const Parameters& parameters = parameters_of(*portfolio_, t);
  const Date date = portfolio_->calendar().first_month(t);
  PeriodAssessment out;
  out.period = t;
  for (const MeasureId id : measures_[offering.index()]) {
    const Measure& measure = table[id.index()];
    const AttainmentFacts facts{measure.direction, measure.target, value(offering, id, t)};
    out.attainments.push_back({id, facts.value, attainment_rule(facts, date, parameters)});
  }
  out.score = score_rule(score_facts(table, out.attainments), date, parameters);
  AssessmentFacts facts = facts_after(before);
  facts.score = out.score.score;
  out.verdict = assessment_rule(facts, date, parameters);
  return out;
}

std::vector<PeriodAssessment> Assessor::assess(OfferingId offering, std::optional<int> last) const {
  std::vector<PeriodAssessment> out;
  const std::optional<int> first = first_period(offering);
  if (!first || measures_[offering.index()].empty()) return out;
  const Offering& offer = (*portfolio_)[offering];
  const int observed = observed_with(offering).back();
  int end = last ? std::min(*last, std::max(observed, portfolio_->periods() - 1)) : observed;
  if (offer.ends) end = std::min(end, portfolio_->calendar().period_of(*offer.ends));
  AssessmentVerdict before;
  before.standing = offer.standing;
  for (int t = *first; t <= end; ++t) {
    out.push_back(assess_period(offering, t, before));
    before = out.back().verdict;
  }
  return out;
}

Standing Assessor::standing_in(OfferingId offering, int t) const {
  const std::optional<int> last = last_before(observed_with(offering), t);
  if (!last) return (*portfolio_)[offering].standing;
  const std::vector<PeriodAssessment> periods = assess(offering, last);
  return periods.empty() ? (*portfolio_)[offering].standing : periods.back().verdict.standing;
}

std::vector<PeriodAssessment> assess(const Portfolio& portfolio, OfferingId offering,
                                     std::optional<int> last) {
  return Assessor(portfolio).assess(offering, last);
}

Standing standing_at(const Portfolio& portfolio, OfferingId offering, Date date) {
  if (portfolio.scenario().observations.empty()) return portfolio[offering].standing;
  return Assessor(portfolio).standing_in(offering, portfolio.calendar().period_of(date));
}

Standing assessed_standing(const Portfolio& portfolio, OfferingId offering) {
  return standing_at(portfolio, offering, portfolio.calendar().as_of());
}

IdVector<Offering, Standing> assessed_standings(const Portfolio& portfolio) {
  const std::size_t offerings = portfolio.scenario().offerings.size();
  const Assessor assessor(portfolio);
  IdVector<Offering, Standing> out(offerings);
  for (std::size_t i = 0; i < offerings; ++i)
    out[OfferingId(i)] = assessor.standing_in(OfferingId(i), 0);
  return out;
}

}  // namespace qsmo
