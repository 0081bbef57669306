#include "model/validate_assessment.hpp"

#include <map>
#include <optional>
#include <string>
#include <tuple>

#include "qsmo/model/detail/portfolio_data.hpp"

namespace qsmo::detail {
namespace {

class AssessmentValidator {
 public:
  AssessmentValidator(const Portfolio::Data& data, FaultList& faults)
      : s_(data.scenario),
        calendar_(data.calendar),
        faults_(faults),
        measures_whole_(!faults.any_broken("measures", s_.measures.size())) {}

  void run() {
    units();
    if (measures_whole_) weights();
    for (std::size_t i = 0; i < s_.observations.size(); ++i) {
      if (faults_.broken("observations", i)) continue;
      area_of(i);
      once(i);
    }
  }

 private:
  void units() {
    for (std::size_t i = 0; i < s_.measures.size(); ++i) {
      if (!faults_.broken("measures", i) &&
          s_.measures[i].unit.find_first_not_of(" \t\n") == std::string::npos) {
        faults_.add("measures", i, "unit", s_.measures[i].unit, "a unit: percent, days, score ...");
      }
    }
  }

  /// The scores of an area need a weight. Told of the first measure of an area that has none.
  void weights() {
    for (std::size_t a = 0; a < s_.areas.size(); ++a) {
      std::optional<std::size_t> first;
      bool weighed = false;
      for (std::size_t i = 0; i < s_.measures.size(); ++i) {
        const Measure& measure = s_.measures[i];
        const bool here = !measure.area.given() || measure.area.id() == AreaId(a);
        if (!here || !measure.target) continue;
        if (!first) first = i;
        weighed = weighed || measure.weight > Decimal();
      }
      if (!first || weighed) continue;
      faults_.add("measures", *first, "weight", s_.measures[*first].weight.to_string(),
                  "weights that sum to more than 0 over the measures of " + s_.areas[a].id +
                      " with a target");
    }
  }

  [[nodiscard]] bool judgeable(const Observation& observation) const {
    const std::size_t offering = observation.offering.id().index();
    if (faults_.broken("measures", observation.measure.id().index()) ||
        faults_.broken("offerings", offering))
      return false;
    const Ref<Marketplace>& marketplace = s_.offerings[offering].marketplace;
    return !marketplace.given() || !faults_.broken("marketplaces", marketplace.id().index());
  }

  /// An observation that counts for nothing would be lost without a word.
  void area_of(std::size_t i) {
    const Observation& observation = s_.observations[i];
    const Measure& measure = s_.measures[observation.measure.id().index()];
    if (!judgeable(observation) || !measure.area.given()) return;
    const Ref<Marketplace>& marketplace =
        s_.offerings[observation.offering.id().index()].marketplace;
    if (!marketplace.given()) {
      faults_.add("observations", i, "measure", measure.id,
                  "a measure of all areas: no marketplace lists " + observation.offering.name());
      return;
    }
    const Ref<Area>& area = s_.marketplaces[marketplace.id().index()].area;
    if (area == measure.area) return;
    faults_.add("observations", i, "measure", measure.id,
                "a measure of " + area.name() + ", the area of " + marketplace.name() +
                    ", or of all areas");
  }

  void once(std::size_t i) {
    const Observation& observation = s_.observations[i];
    const int period = calendar_.period_of(observation.date);
    const auto [known, fresh] =
        seen_.emplace(std::tuple(observation.offering.id(), observation.measure.id(), period), i);
    if (fresh) return;
    faults_.add("observations", i, "date", observation.date.to_string(),
                "one observation of a measure of an offering in a period; record " +
                    std::to_string(known->second) + " is of the same");
  }

  const Scenario& s_;
  const Calendar& calendar_;
  FaultList& faults_;
  bool measures_whole_;  // as they came
  std::map<std::tuple<OfferingId, MeasureId, int>, std::size_t> seen_;
};

}  // namespace

void validate_assessment(const Portfolio::Data& data, FaultList& faults) {
  AssessmentValidator(data, faults).run();
}

}  // namespace qsmo::detail
