// Adoption of an area by an agency, in the four official values (shared-services update of July 2023, p. 17). A pure function.
#pragma once

#include <array>

#include "qsmo/model/policy_values.hpp"
#include "qsmo/policy/verdict.hpp"

namespace qsmo {

/// The four official values.
enum class AdoptionStatus { complete, partial, not_started, not_planned };

template <>
struct EnumNames<AdoptionStatus> {
  static constexpr std::array<std::string_view, 4> names{
      "Adoption Complete - Optimizing Utilization", "Partial Adoption / Adoption In-Progress",
      "Adoption Not Started", "Not Planning to Adopt"};
};

/// What an agency, bureaus included, has in an area.
struct AdoptionFacts {
  int workloads = 0;
  int adopted = 0;
  int under_way = 0;
  int planned = 0;

  template <class Visitor, class Self>
  static void visit(Visitor& v, Self& self) {
    v(Field{.name = "workloads", .doc = "Workloads in the area.", .max = 1'000'000},
      self.workloads);
    v(Field{.name = "adopted",
            .doc = "Of these, served by an offering of a marketplace.",
            .max = 1'000'000},
      self.adopted);
    v(Field{.name = "under_way",
            .doc = "Of the others, those whose migration has started.",
            .max = 1'000'000},
      self.under_way);
    v(Field{.name = "planned",
            .doc = "Of the others, those that are to migrate later.",
            .max = 1'000'000},
      self.planned);
  }
  friend bool operator==(const AdoptionFacts&, const AdoptionFacts&) = default;
};

/// The official status.
struct AdoptionVerdict : Verdict {
  AdoptionStatus status = AdoptionStatus::not_planned;

  template <class Visitor, class Self>
  static void visit(Visitor& v, Self& self) {
    v(Field{"status", "The official value."}, self.status);
  }
  friend bool operator==(const AdoptionVerdict&, const AdoptionVerdict&) = default;
};

/// Complete if all have adopted; partial if some have or are under way; not started if some are planned; else, also without
/// any workload, not planned. No parameter and no date matters.
[[nodiscard]] AdoptionVerdict adoption_rule(const AdoptionFacts& facts, Date date,
                                            const Parameters& parameters);

}  // namespace qsmo
