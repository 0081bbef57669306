// Every record describes itself to every visitor.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <type_traits>

#include "qsmo/model/scenario.hpp"
#include "unit/model/full_scenario.hpp"

namespace qsmo {
namespace {

/// The least that Record::visit asks of a visitor: callable with a field and a value; neither copied nor moved.
struct Archetype {
  Archetype() = default;
  Archetype(const Archetype&) = delete;
  Archetype& operator=(const Archetype&) = delete;
  template <class T>
  void operator()(const Field&, T& value) {
    static_assert(!std::is_rvalue_reference_v<T>);
    (void)value;
    ++fields;
  }
  int fields = 0;
};

template <class Visit>
void for_each_table(Visit visit) {
  const Scenario scenario;
  Scenario::visit_tables(visit, scenario);
}

TEST(Records, AreVisitedByTheLeastOfVisitorsConstantOrNot) {
  for_each_table([](std::string_view, std::string_view, const auto& table) {
    using Record = typename std::remove_cvref_t<decltype(table)>::value_type;
    Archetype constant, changing;
    Record record;
    Record::visit(constant, std::as_const(record));
    Record::visit(changing, record);
    EXPECT_GT(constant.fields, 0);
    EXPECT_EQ(constant.fields, changing.fields);
  });
}

TEST(Records, NameEachFieldOnceAndSayWhatItMeans) {
  for_each_table([](std::string_view name, std::string_view doc, const auto& table) {
    EXPECT_FALSE(doc.empty()) << name;
    using Record = typename std::remove_cvref_t<decltype(table)>::value_type;
    std::set<std::string_view> names;
    auto visitor = [&](const Field& field, const auto&) {
      EXPECT_TRUE(names.insert(field.name).second) << name << " " << field.name;
      EXPECT_FALSE(field.doc.empty()) << name << " " << field.name;
      EXPECT_LE(field.min, field.max);
    };
    const Record record{};
    Record::visit(visitor, record);
  });
}

/// Whether a field has another value than the default.
class Differences {
 public:
  void reset() { index_ = 0; }
  template <class T>
  void note(const T& value) {
    defaults_.push_back(&value);
  }
  template <class T>
  void compare(std::string_view name, const T& value) {
    used[std::string(name)] |= !(value == *static_cast<const T*>(defaults_[index_++]));
  }
  std::map<std::string, bool> used;

 private:
  std::vector<const void*> defaults_;
  std::size_t index_ = 0;
};

template <class Record>
void expect_every_field_used(std::string_view table, const std::vector<Record>& records) {
  Differences differences;
  const Record empty{};
  auto note = [&](const Field&, const auto& value) { differences.note(value); };
  Record::visit(note, empty);
  for (const Record& record : records) {
    differences.reset();
    auto compare = [&](const Field& field, const auto& value) {
      differences.compare(field.name, value);
    };
    Record::visit(compare, record);
  }
  for (const auto& [field, used] : differences.used) EXPECT_TRUE(used) << table << " " << field;
}

TEST(FullScenario, UsesEveryFieldOfEveryTable) {
  const Scenario scenario = full::scenario();
  expect_every_field_used("settings", std::vector<Settings>{scenario.settings});
  Scenario::visit_tables(
      [](std::string_view name, std::string_view, const auto& table) {
        EXPECT_FALSE(table.empty()) << name;
        expect_every_field_used(name, table);
      },
      scenario);
}

TEST(FullScenario, IsValid) { EXPECT_THAT(full::pointers(full::scenario()), testing::IsEmpty()); }

}  // namespace
}  // namespace qsmo
