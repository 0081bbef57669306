#include "qsmo/model/generator.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "core/wide_integer.hpp"
#include "qsmo/core/error.hpp"
#include "qsmo/core/random.hpp"

// Every draw and every formula is in whole millionths: floating point may differ in the last bit from one
// machine or compiler to another, and a portfolio that differs by a cent is another benchmark.
namespace qsmo {
namespace {

/// A number in millionths.
using Micro = std::int64_t;
constexpr Micro one = 1'000'000;

constexpr int offerings_per_service = 3;
constexpr int services_per_area = 4;

Micro times(Micro a, Micro b) { return round_half_away(static_cast<Int128>(a) * b, one); }

/// Uniform in [low, high), in steps of a millionth.
Micro draw(Random& random, Micro low, Micro high) {
  return low + static_cast<Micro>(random.below(static_cast<std::uint64_t>(high - low)));
}

bool chance(Random& random, Micro probability) { return draw(random, 0, one) < probability; }

/// Standard normal up to a small error: the sum of twelve uniforms less six.
Micro draw_normal(Random& random) {
  Micro sum = -6 * one;
  for (int i = 0; i < 12; ++i) sum += draw(random, 0, one);
  return sum;
}

// Inside exp and log numbers have 15 places.
constexpr std::int64_t fine = 1'000'000'000'000'000;
constexpr std::int64_t fine_per_micro = fine / one;
constexpr std::int64_t fine_log_2 = 693'147'180'559'945;

/// e^x for |x| <= 20: x = k ln 2 + rest, and Taylor's series of e^rest.
Micro exponential(Micro x) {
  Int128 rest = static_cast<Int128>(x) * fine_per_micro;
  int k = 0;
  for (; rest < 0; rest += fine_log_2) --k;
  for (; rest >= fine_log_2; rest -= fine_log_2) ++k;
  Int128 sum = fine;
  Int128 term = fine;
  for (int i = 1; i <= 20; ++i) {
    term = term * rest / fine / i;
    sum += term;
  }
  for (; k > 0; --k) sum *= 2;
  for (; k < 0; ++k) sum /= 2;
  return round_half_away(sum, fine_per_micro);
}

/// ln x for x >= 1: x = m 2^k with m in [1, 2), and ln m = 2 artanh((m - 1) / (m + 1)).
Micro logarithm(Micro x) {
  Int128 m = static_cast<Int128>(x) * fine_per_micro;
  Int128 sum = 0;
  for (; m >= 2 * static_cast<Int128>(fine); m /= 2) sum += fine_log_2;
  const Int128 ratio = (m - fine) * fine / (m + fine);
  Int128 power = ratio;
  for (int i = 1; i < 40; i += 2) {
    sum += 2 * power / i;
    power = power * ratio / fine * ratio / fine;
  }
  return round_half_away(sum, fine_per_micro);
}

/// A migration onto one of the three offerings of the service.
struct Option {
  int periods = 0;
  int agency_effort = 0;
  int provider_effort = 0;
  Money spend;  ///< per period
};

struct Need {
  std::size_t agency = 0;
  std::size_t service = 0;
  std::int64_t users = 0;
  Money annual_cost;
  std::vector<Option> options;
};

void check_range(std::vector<Fault>& faults, const char* name, double value, double low,
                 double high) {
  if (value >= low && value <= high) return;  // false for NaN
  Fault fault;
  fault.pointer = std::string("/") + name;
  fault.value = std::to_string(value);
  fault.expected = "a number from " + std::to_string(static_cast<int>(low)) + " to " +
                   std::to_string(static_cast<int>(high));
  faults.push_back(std::move(fault));
}

void check_options(const GeneratorOptions& options) {
  std::vector<Fault> faults;
  check_range(faults, "agencies", options.agencies, 1, 10'000);
  check_range(faults, "services", options.services, 1, 1'000);
  check_range(faults, "periods", options.periods, 1, 240);
  check_range(faults, "capacity_ratio", options.capacity_ratio, 0, 1'000);
  if (!faults.empty()) throw InputError(std::move(faults));
}

/// `a007`: as many digits as the largest number needs, so that names sort as numbers.
std::string numbered(char letter, std::size_t index, int count) {
  const std::string digits = std::to_string(index + 1);
  const std::string widest = std::to_string(count);
  return letter + std::string(widest.size() - digits.size(), '0') + digits;
}

class Generator {
 public:
  explicit Generator(const GeneratorOptions& options)
      : options_(options),
        ratio_(Decimal::nearest(options.capacity_ratio).raw()),
        random_(options.seed) {}

  Scenario make() {
    make_settings();
    make_needs();
    make_services();
    make_agencies();
    make_offerings();
    make_workloads();
    make_dependencies();
    make_interfaces();
    make_fund();
    return std::move(scenario_);
  }

 private:
  /// Each kind of draw has a stream of its own: a change in the number of draws of one leaves the others alone.
  enum Stream : std::uint64_t { sizes, needs, ways, prices, arcs, links };
  [[nodiscard]] Random stream(Stream key) const { return random_.split(key); }

  [[nodiscard]] std::size_t agencies() const { return static_cast<std::size_t>(options_.agencies); }
  [[nodiscard]] std::size_t services() const { return static_cast<std::size_t>(options_.services); }
  [[nodiscard]] std::string agency(std::size_t a) const {
    return numbered('a', a, options_.agencies);
  }
  [[nodiscard]] std::string service(std::size_t s) const {
    return numbered('s', s, options_.services);
  }
  [[nodiscard]] std::string area(std::size_t s) const {
    return numbered('f', s / services_per_area, (options_.services + 3) / 4);
  }
  [[nodiscard]] std::string market(std::size_t s) const { return "m-" + area(s); }
  [[nodiscard]] std::string workload(std::size_t a, std::size_t s) const {
    return agency(a) + "-" + service(s);
  }
  [[nodiscard]] std::string offering(std::size_t s, int k) const {
    return service(s) + "-o" + std::to_string(k + 1);
  }
  [[nodiscard]] std::string provider(std::size_t s, int k) const {
    return service(s) + "-p" + std::to_string(k + 1);
  }

  void make_settings() {
    Settings& settings = scenario_.settings;
    settings.name = "synthetic";
    settings.description =
        "Synthetic portfolio: generator version " + std::to_string(generator_version) + ", " +
        std::to_string(options_.agencies) + " agencies, " + std::to_string(options_.services) +
        " services, capacity ratio " + Decimal::from_raw(ratio_).to_string() + ", seed " +
        std::to_string(options_.seed) + ". No number in it is real.";
    settings.as_of = {2020, 10, 0};
    settings.period = PeriodLength::quarter;
    settings.periods = options_.periods;
    settings.discount_rate = Decimal::from_raw(40'600);  // 1.01^4 - 1 = 0.04060401: 1 % a quarter
  }

  void make_needs() {
    Random size_draws = stream(sizes);
    Random need_draws = stream(needs);
    Random way_draws = stream(ways);
    for (std::size_t a = 0; a < agencies(); ++a) {
      const Micro size = exponential(times(1'100'000, draw_normal(size_draws)));
      for (std::size_t s = 0; s < services(); ++s) {
        if (!chance(need_draws, 900'000)) continue;
        needs_.push_back(make_need(a, s, size, need_draws, way_draws));
      }
    }
  }

  /// `size` is in thousands of users.
  static Need make_need(std::size_t a, std::size_t s, Micro size, Random& need_draws,
                        Random& way_draws) {
    Need need{a, s, 0, Money(), {}};
    const Micro volume = times(size, draw(need_draws, 600'000, 1'400'000));
    need.users = std::max<std::int64_t>(1, round_half_away(volume, 1000));
    const Micro dollars_per_user = draw(need_draws, 700 * one, 1500 * one);
    need.annual_cost = Money::from_raw(
        round_half_away(static_cast<Int128>(need.users) * dollars_per_user, one / 100));
    for (int k = 0; k < offerings_per_service; ++k)
      need.options.push_back(make_option(need, way_draws));
    return need;
  }

  static Option make_option(const Need& need, Random& random) {
    const Micro log_volume = logarithm(one + need.users * 1000);
    Option option;
    option.periods = static_cast<int>(
        2 + (draw(random, 0, 4 * one) + std::min<Micro>(3 * one, log_volume)) / one);
    option.provider_effort = static_cast<int>(1 + (draw(random, 0, 2 * one) + log_volume) / one);
    option.agency_effort = static_cast<int>(1 + draw(random, 0, 2 * one) / one);
    const std::int64_t total = times(need.annual_cost.raw(), draw(random, 400'000, 1'300'000));
    option.spend = Money::from_raw(round_half_away(total, option.periods));
    return option;
  }

  void make_services() {
    for (std::size_t s = 0; s < services(); ++s) {
      if (s % services_per_area == 0) make_area(s);
      Service record;
      record.id = service(s);
      record.area = area(s);
      record.unit = "users";
      scenario_.services.push_back(std::move(record));
      MigrationParameters row;
      row.service = service(s);
      row.dual_run = 2;
      scenario_.migration_parameters.push_back(std::move(row));
    }
  }

  void make_area(std::size_t s) {
    Area record;
    record.id = area(s);
    scenario_.areas.push_back(std::move(record));
    Marketplace marketplace;
    marketplace.id = market(s);
    marketplace.area = area(s);
    scenario_.marketplaces.push_back(std::move(marketplace));
    Designation designation;
    designation.marketplace = market(s);
    designation.state = DesignationState::designated;
    designation.date = scenario_.settings.as_of;
    scenario_.designations.push_back(std::move(designation));
  }

  /// ratio x load / periods, rounded up, at least `least`. `load` is the sum over all three options, of which each
  /// would bring a third.
  [[nodiscard]] Decimal capacity(std::int64_t load, std::int64_t least) const {
    const Int128 scaled = static_cast<Int128>(load) * ratio_;
    const Int128 divisor = static_cast<Int128>(one) * offerings_per_service * options_.periods;
    const Int128 whole = std::max<Int128>(least, (scaled + divisor - 1) / divisor);
    return Decimal::from_raw(static_cast<std::int64_t>(whole * one));
  }

  void make_agencies() {
    std::vector<std::int64_t> load(agencies(), 0);
    for (const Need& need : needs_) {
      for (const Option& option : need.options)
        load[need.agency] += option.agency_effort * option.periods;
    }
    for (std::size_t a = 0; a < agencies(); ++a) {
      Agency record;
      record.id = agency(a);
      record.effort_capacity = capacity(load[a], 4);
      scenario_.agencies.push_back(std::move(record));
    }
  }

  void make_offerings() {
    std::vector<std::int64_t> load(services() * offerings_per_service, 0);
    for (const Need& need : needs_) {
      for (std::size_t k = 0; k < offerings_per_service; ++k) {
        load[need.service * offerings_per_service + k] +=
            need.options[k].provider_effort * need.options[k].periods;
      }
    }
    Random random = stream(prices);
    for (std::size_t s = 0; s < services(); ++s) {
      for (int k = 0; k < offerings_per_service; ++k) {
        make_offering(s, k, load[s * offerings_per_service + static_cast<std::size_t>(k)], random);
      }
    }
  }

  void make_offering(std::size_t s, int k, std::int64_t load, Random& random) {
    Provider seller;
    seller.id = provider(s, k);
    seller.effort_capacity = capacity(load, 6);
    scenario_.providers.push_back(std::move(seller));
    Offering record;
    record.id = offering(s, k);
    record.provider = provider(s, k);
    record.marketplace = market(s);
    scenario_.offerings.push_back(std::move(record));
    Coverage coverage;
    coverage.offering = offering(s, k);
    coverage.service = service(s);
    scenario_.coverages.push_back(std::move(coverage));
    Tier tier;
    tier.offering = offering(s, k);
    tier.service = service(s);
    const std::int64_t cents = round_half_away(draw(random, 450 * one, 850 * one), one / 100);
    tier.unit_price = Decimal::from_raw(cents * (one / 100));
    scenario_.tiers.push_back(std::move(tier));
    Stage stage;
    stage.offering = offering(s, k);
    stage.state = StageState::full;
    stage.date = quarter(static_cast<int>(draw(random, 0, 12 * one) / one));
    scenario_.stages.push_back(std::move(stage));
  }

  /// First month of quarter t.
  [[nodiscard]] Date quarter(int t) const {
    const int month = scenario_.settings.as_of.month_index() + 3 * t;
    return {month / 12, month % 12 + 1, 0};
  }

  void make_workloads() {
    for (const Need& need : needs_) {
      Workload record;
      record.id = workload(need.agency, need.service);
      record.agency = agency(need.agency);
      record.service = service(need.service);
      record.volume = Decimal::from_raw(need.users * one);
      record.annual_cost = need.annual_cost;
      scenario_.workloads.push_back(std::move(record));
      for (int k = 0; k < offerings_per_service; ++k) make_parameters(need, k);
    }
  }

  void make_parameters(const Need& need, int k) {
    const Option& option = need.options[static_cast<std::size_t>(k)];
    MigrationParameters row;
    row.workload = workload(need.agency, need.service);
    row.offering = offering(need.service, k);
    PhaseParameters& phase = row.phases[static_cast<std::size_t>(Phase::migration)];
    phase.periods = option.periods;
    phase.agency_effort = Decimal(option.agency_effort);
    phase.provider_effort = Decimal(option.provider_effort);
    phase.spend = option.spend;
    scenario_.migration_parameters.push_back(std::move(row));
  }

  struct TemplateArc {
    std::size_t prerequisite, dependent;
    int lag;
  };

  /// Each earlier service precedes a later one with probability 2 / services.
  std::vector<TemplateArc> template_arcs() {
    Random random = stream(arcs);
    std::vector<TemplateArc> found;
    for (std::size_t later = 1; later < services(); ++later) {
      for (std::size_t earlier = 0; earlier < later; ++earlier) {
        if (random.below(services()) < 2)
          found.push_back({earlier, later, static_cast<int>(random.below(2))});
      }
    }
    return found;
  }

  /// Position in needs_ plus one of each (agency, service) that is there; 0: absent.
  [[nodiscard]] std::vector<std::size_t> need_of() const {
    std::vector<std::size_t> position(agencies() * services(), 0);
    for (std::size_t i = 0; i < needs_.size(); ++i)
      position[needs_[i].agency * services() + needs_[i].service] = i + 1;
    return position;
  }

  void make_dependencies() {
    const std::vector<std::size_t> present = need_of();
    const std::vector<TemplateArc> pattern = template_arcs();
    for (std::size_t a = 0; a < agencies(); ++a) {
      for (const TemplateArc& arc : pattern) {
        if (present[a * services() + arc.prerequisite] == 0 ||
            present[a * services() + arc.dependent] == 0)
          continue;
        Dependency record;
        record.prerequisite = workload(a, arc.prerequisite);
        record.dependent = workload(a, arc.dependent);
        record.lag = arc.lag;
        scenario_.dependencies.push_back(std::move(record));
      }
    }
  }

  /// 2 x services draws of two services in every agency; a pair that is drawn again or is not there counts once or not.
  void make_interfaces() {
    const std::vector<std::size_t> present = need_of();
    Random random = stream(links);
    for (std::size_t a = 0; a < agencies(); ++a) {
      std::vector<std::pair<std::size_t, std::size_t>> drawn;
      for (std::size_t i = 0; i < 2 * services(); ++i) {
        const std::size_t u = random.below(services());
        const std::size_t v = random.below(services());
        if (u == v || present[a * services() + u] == 0 || present[a * services() + v] == 0)
          continue;
        const std::pair pair(std::min(u, v), std::max(u, v));
        if (std::find(drawn.begin(), drawn.end(), pair) != drawn.end()) continue;
        drawn.push_back(pair);
        make_interface(needs_[present[a * services() + pair.first] - 1],
                       needs_[present[a * services() + pair.second] - 1]);
      }
    }
  }

  void make_interface(const Need& u, const Need& v) {
    Interface record;
    record.a = workload(u.agency, u.service);
    record.b = workload(v.agency, v.service);
    // 2 % of the mean annual cost of the two.
    record.cost_per_period =
        Money::from_raw(round_half_away(u.annual_cost.raw() + v.annual_cost.raw(), 100));
    scenario_.interfaces.push_back(std::move(record));
  }

  /// Each fiscal year has 0.6 x capacity ratio of the total annual cost, divided by the years of the horizon.
  void make_fund() {
    Fund fund;
    fund.id = "migration-fund";
    for (const Agency& record : scenario_.agencies) fund.agencies.emplace_back(record.id);
    fund.kinds = {FundedKind::onboarding, FundedKind::phase};
    scenario_.funds.push_back(std::move(fund));
    Int128 total = 0;
    for (const Need& need : needs_) total += need.annual_cost.raw();
    const std::int64_t share = round_half_away(
        total * 24 * ratio_, static_cast<Int128>(10) * options_.periods * Decimal::scale);
    const std::int64_t each =
        std::min<std::int64_t>(share, 100'000'000'000'000);  // the format's limit
    for (int year = 0; 4 * year < options_.periods; ++year) {
      Budget budget;
      budget.fund = "migration-fund";
      budget.fiscal_year = 2021 + year;
      budget.amount = Money::from_raw(each);
      scenario_.budgets.push_back(std::move(budget));
    }
  }

  const GeneratorOptions& options_;
  Micro ratio_;
  Random random_;
  Scenario scenario_;
  std::vector<Need> needs_;
};

}  // namespace

Scenario generate_scenario(const GeneratorOptions& options) {
  check_options(options);
  return Generator(options).make();
}

}  // namespace qsmo
