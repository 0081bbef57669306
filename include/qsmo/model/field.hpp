// How a record describes itself: name, meaning, unit and range of each field, stated once.
// Readers, writers, the JSON Schema and the field tables of the docs are all visitors of `Record::visit`.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "qsmo/core/calendar.hpp"
#include "qsmo/core/decimal.hpp"
#include "qsmo/core/id.hpp"

namespace qsmo {

/// What a visitor is told of a field besides its value. `min` and `max` bound numbers, in whole units, ends included.
struct Field {
  std::string_view name;
  std::string_view doc;
  std::string_view unit = {};
  bool required = false;
  std::int64_t min = 0;
  std::int64_t max = 1'000'000'000;
};

/// The spelling of an enumeration in files, in the order of its values. Specialised beside each enumeration.
template <class Enum>
struct EnumNames;

/// Name of a value as written in files.
template <class Enum>
[[nodiscard]] constexpr std::string_view name_of(Enum value) {
  return EnumNames<Enum>::names[static_cast<std::size_t>(value)];
}

/// The enumeration value of that name, if there is one.
template <class Enum>
[[nodiscard]] constexpr std::optional<Enum> enum_from(std::string_view name) {
  for (std::size_t i = 0; i < EnumNames<Enum>::names.size(); ++i) {
    if (EnumNames<Enum>::names[i] == name) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

template <>
struct EnumNames<PeriodLength> {
  static constexpr std::array<std::string_view, 2> names{"month", "quarter"};
};

/// A reference to another record by its name; Portfolio resolves it to an id.
template <class Entity>
class Ref {
 public:
  Ref() = default;
  Ref(std::string name) : name_(std::move(name)) {}  // NOLINT: a name is a reference
  Ref(const char* name) : name_(name) {}             // NOLINT

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] bool given() const { return !name_.empty(); }
  /// Only in a Portfolio, and only if given().
  [[nodiscard]] Id<Entity> id() const { return id_; }
  void resolve(Id<Entity> id) { id_ = id; }

  friend bool operator==(const Ref& a, const Ref& b) { return a.name_ == b.name_; }

 private:
  std::string name_ = {};
  Id<Entity> id_;
};

/// A number that may change over time: a step function. The first step needs no date and holds from period 0;
/// each later one holds from the period that contains its date; the last one persists.
template <class Number>
class Profile {
 public:
  struct Step {
    std::optional<Date> from;
    Number value;
    friend bool operator==(const Step&, const Step&) = default;
  };

  Profile() = default;
  Profile(Number constant) : steps_{{std::nullopt, constant}} {}  // NOLINT: a constant is a profile
  Profile(int constant) : Profile(Number(constant)) {}            // NOLINT
  explicit Profile(std::vector<Step> steps) : steps_(std::move(steps)) {}

  [[nodiscard]] const std::vector<Step>& steps() const { return steps_; }
  /// Value in period `t`: the last step whose period is <= t. O(steps). Needs at least one step.
  [[nodiscard]] Number at(const Calendar& calendar, int t) const {
    Number value = steps_.front().value;
    for (const Step& step : steps_) {
      if (step.from && calendar.period_of(*step.from) > t) break;
      value = step.value;
    }
    return value;
  }
  friend bool operator==(const Profile&, const Profile&) = default;

 private:
  std::vector<Step> steps_ = {};
};

/// Where the numbers of a record come from: field name (`*` for all others) to `assumed`, `derived[: how]` or
/// `read: source`.
struct Provenance {
  std::vector<std::pair<std::string, std::string>> entries = {};
  friend bool operator==(const Provenance&, const Provenance&) = default;
};

inline constexpr Field provenance_field{
    "provenance",
    "Where the numbers of this record come from: field name, or `*` for all others, to `assumed`, "
    "`derived: how` or `read: source`."};

}  // namespace qsmo
