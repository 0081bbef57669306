#include "qsmo/model/generator.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <string>

#include "qsmo/core/error.hpp"
#include "qsmo/model/portfolio.hpp"

namespace qsmo {
namespace {

/// FNV-1a over every field that has a value, independent of how files are written.
class Hash {
 public:
  void operator()(const Field& field, const std::string& value) { text(field, value); }
  void operator()(const Field& field, int value) { number(field, value); }
  void operator()(const Field& field, bool value) { number(field, value ? 1 : 0); }
  void operator()(const Field& field, const Date& value) {
    text(field, value == Date() ? "" : value.to_string());
  }
  template <int Places>
  void operator()(const Field& field, Fixed<Places> value) {
    number(field, value.raw());
  }
  template <class Entity>
  void operator()(const Field& field, const Ref<Entity>& value) {
    text(field, value.name());
  }
  template <class Enum>
  requires std::is_enum_v<Enum>
  void operator()(const Field& field, Enum value) { text(field, std::string(name_of(value))); }
  template <class T>
  void operator()(const Field& field, const std::optional<T>& value) {
    if (value) (*this)(field, *value);
  }
  template <class T>
  void operator()(const Field& field, const std::vector<T>& values) {
    for (const T& value : values) (*this)(field, value);
  }
  template <class Number>
  void operator()(const Field& field, const Profile<Number>& value) {
    for (const auto& step : value.steps()) {
      (*this)(field, step.from);
      (*this)(field, step.value);
    }
  }
  void operator()(const Field&, const Provenance&) {}

  [[nodiscard]] std::uint64_t value() const { return hash_; }
  void mix(std::string_view bytes) {
    for (const char c : bytes) hash_ = (hash_ ^ static_cast<unsigned char>(c)) * 1099511628211U;
  }

 private:
  void number(const Field& field, std::int64_t value) {
    if (value != 0) text(field, std::to_string(value));
  }
  void text(const Field& field, const std::string& value) {
    // An empty or zero field is as good as an absent one, so that fields can be added to the format.
    if (!value.empty()) mix(std::string(field.name) + "=" + value + ";");
  }

  std::uint64_t hash_ = 14695981039346656037U;
};

std::uint64_t hash_of(const Scenario& scenario) {
  Hash hash;
  Scenario::visit_tables(
      [&](std::string_view name, std::string_view, const auto& table) {
        for (const auto& record : table) {
          hash.mix(name);
          std::remove_cvref_t<decltype(record)>::visit(hash, record);
        }
      },
      scenario);
  return hash.value();
}

GeneratorOptions with_ratio(double ratio) {
  GeneratorOptions options;
  options.capacity_ratio = ratio;
  return options;
}

TEST(Generator, ItsOutputIsFrozen) {
  EXPECT_EQ(generator_version, 1);
  const Scenario scenario = generate_scenario({});
  EXPECT_EQ(hash_of(scenario), 10690183072058585592U);
  const Workload& first = scenario.workloads.front();
  EXPECT_EQ(first.id, "a01-s01");
  EXPECT_EQ(first.volume.to_string(), "300");
  EXPECT_EQ(first.annual_cost.to_string(), "235584.31");
  EXPECT_EQ(scenario.tiers.front().unit_price.at(Calendar(), 0).to_string(), "614.15");
  EXPECT_EQ(scenario.budgets.front().amount.to_string(), "18746369.79");
  EXPECT_EQ(scenario.workloads.size(), 261U);
  EXPECT_EQ(scenario.dependencies.size(), 395U);
  EXPECT_EQ(scenario.interfaces.size(), 377U);
}

TEST(Generator, TheSameOptionsGiveTheSameScenario) {
  EXPECT_EQ(generate_scenario({}), generate_scenario({}));
  GeneratorOptions other;
  other.seed = 2;
  EXPECT_NE(generate_scenario(other), generate_scenario({}));
}

TEST(Generator, EveryScenarioIsValid) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    GeneratorOptions options;
    options.agencies = 1 + static_cast<int>(seed % 7);
    options.services = 1 + static_cast<int>(seed % 5);
    options.periods = 1 + static_cast<int>(seed * 13 % 60);
    options.seed = seed;
    EXPECT_NO_THROW(Portfolio(generate_scenario(options))) << "seed " << seed;
  }
}

TEST(Generator, NineInTenPairsOfAgencyAndServiceAreWorkloads) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    GeneratorOptions options;
    options.services = 40;
    options.seed = seed;
    const double pairs = options.agencies * options.services;
    EXPECT_NEAR(static_cast<double>(generate_scenario(options).workloads.size()) / pairs, 0.9,
                0.03);
  }
}

TEST(Generator, EveryServiceHasThreeOfferingsOnADesignatedMarketplace) {
  const Scenario scenario = generate_scenario({});
  std::map<std::string, int> offerings;
  for (const Coverage& coverage : scenario.coverages) ++offerings[coverage.service.name()];
  EXPECT_EQ(offerings.size(), scenario.services.size());
  for (const auto& [service, count] : offerings) EXPECT_EQ(count, 3) << service;
  const Portfolio portfolio(scenario);
  for (std::size_t i = 0; i < scenario.marketplaces.size(); ++i) {
    EXPECT_EQ(portfolio.designation(MarketplaceId(i), 0), DesignationState::designated);
  }
  EXPECT_EQ(scenario.marketplaces.size(), scenario.areas.size());
}

TEST(Generator, AHigherRatioNeverMeansLessCapacityAndChangesNothingElse) {
  Scenario tight = generate_scenario(with_ratio(0.3));
  Scenario loose = generate_scenario(with_ratio(6));
  const auto compare = [](const auto& fewer, const auto& more) {
    Decimal gained;
    for (std::size_t i = 0; i < fewer.size(); ++i) {
      const Decimal a = fewer[i].effort_capacity->steps().front().value;
      const Decimal b = more[i].effort_capacity->steps().front().value;
      EXPECT_LE(a, b);
      gained += b - a;
    }
    EXPECT_GT(gained, Decimal());
  };
  compare(tight.agencies, loose.agencies);
  compare(tight.providers, loose.providers);
  tight.agencies.clear(), loose.agencies.clear();
  tight.providers.clear(), loose.providers.clear();
  for (std::size_t i = 0; i < tight.budgets.size(); ++i) {
    EXPECT_LT(tight.budgets[i].amount, loose.budgets[i].amount);
  }
  tight.budgets.clear(), loose.budgets.clear();
  tight.settings.description = loose.settings.description;
  EXPECT_EQ(tight, loose);
}

TEST(Generator, SizesOfAgenciesSpreadAsTheirLawSays) {
  GeneratorOptions options;
  options.agencies = 2000;
  options.services = 1;
  double sum = 0, squares = 0;
  const Scenario scenario = generate_scenario(options);
  for (const Workload& workload : scenario.workloads) {
    const double log = std::log(workload.volume.to_double() / 1000);
    sum += log;
    squares += log * log;
  }
  const double count = static_cast<double>(scenario.workloads.size());
  const double mean = sum / count;
  // The factor U(0.6, 1.4) shifts the mean by -0.03 and adds 0.06 to the variance.
  EXPECT_NEAR(mean, -0.03, 0.1);
  EXPECT_NEAR(std::sqrt(squares / count - mean * mean), 1.126, 0.06);
}

TEST(Generator, OptionsOutOfRangeAreReportedTogether) {
  GeneratorOptions options;
  options.agencies = 0;
  options.periods = 241;
  options.capacity_ratio = std::numeric_limits<double>::quiet_NaN();
  try {
    (void)generate_scenario(options);
    FAIL() << "no InputError";
  } catch (const InputError& error) {
    std::set<std::string> places;
    for (const Fault& fault : error.faults()) places.insert(fault.pointer);
    EXPECT_EQ(places, (std::set<std::string>{"/agencies", "/periods", "/capacity_ratio"}));
  }
}

}  // namespace
}  // namespace qsmo
