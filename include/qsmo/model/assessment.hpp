// Continuous assessment: measures with targets, and what was observed of them.
#pragma once

#include <optional>
#include <string>

#include "qsmo/model/offering.hpp"

namespace qsmo {

/// Which side of a target is good.
enum class Direction { at_least, at_most, equal };

template <>
struct EnumNames<Direction> {
  static constexpr std::array<std::string_view, 3> names{"at_least", "at_most", "equal"};
};

/// Something that is measured of an offering in every period.
struct Measure {
  std::string id = {};
  std::string name = {};
  Ref<Area> area = {};
  std::string unit = {};
  Direction direction = Direction::at_least;
  std::optional<Decimal> target = {};
  Decimal weight = Decimal(1);
  std::string source = {};

  template <class Visitor, class Self>
  static void visit(Visitor& v, Self& self) {
    v(Field{.name = "id", .doc = "Unique name, used as key.", .required = true}, self.id);
    v(Field{"name", "Full name, for people."}, self.name);
    v(Field{"area", "Area whose offerings it measures; absent: those of all areas."}, self.area);
    v(Field{.name = "unit",
            .doc = "Unit of target and observations: percent, days, score ...",
            .required = true},
      self.unit);
    v(Field{"direction", "Which side of the target is good."}, self.direction);
    v(Field{"target", "The target; absent: a volume, which is counted and not judged."},
      self.target);
    v(Field{.name = "weight", .doc = "Its weight in the score.", .max = 1'000'000}, self.weight);
    v(Field{"source", "Where the target comes from."}, self.source);
  }
  friend bool operator==(const Measure&, const Measure&) = default;
};
using MeasureId = Id<Measure>;

/// What was observed of a measure in the period that contains the date.
struct Observation {
  Ref<Offering> offering = {};
  Ref<Measure> measure = {};
  Date date = {};
  Decimal value = {};
  std::string source = {};

  template <class Visitor, class Self>
  static void visit(Visitor& v, Self& self) {
    v(Field{.name = "offering", .doc = "The offering.", .required = true}, self.offering);
    v(Field{.name = "measure", .doc = "The measure.", .required = true}, self.measure);
    v(Field{.name = "date", .doc = "A date in the period it is about.", .required = true},
      self.date);
    v(Field{.name = "value", .doc = "What was observed, in the measure's unit.", .required = true},
      self.value);
    v(Field{"source", "Who reported it."}, self.source);
  }
  friend bool operator==(const Observation&, const Observation&) = default;
};

}  // namespace qsmo
