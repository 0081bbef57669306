#include "qsmo/scheduling/minelib.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <utility>

#include "core/read_file.hpp"
#include "core/text.hpp"
#include "qsmo/core/error.hpp"
#include "qsmo/graph/components.hpp"

namespace qsmo::scheduling {
namespace {

constexpr std::string_view separators = " \t:";
constexpr double millionths = 1e6;
constexpr double greatest_value = 1e15;
constexpr double greatest_use = 1e12;  // of a resource by all blocks: 1e18 millionths
constexpr double greatest_rate = 1000;
// Lest a slip takes all the memory; the values of the blocks take what stands in the file.
constexpr std::size_t most_periods = 10'000;
constexpr std::size_t most_resources = 1'000;
constexpr std::size_t most_blocks = 100'000'000;

/// A number that is the whole text; none if it is not one or does not fit.
template <class T>
std::optional<T> number(std::string_view text) {
  T value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return {};
  return value;
}

/// A finite number within the limits.
std::optional<double> number(std::string_view text, double least, double greatest) {
  const auto value = number<double>(text);
  return value && *value >= least && *value <= greatest ? value : std::nullopt;
}

struct Line {
  std::size_t number = 0;
  std::string_view text;
};

/// Lines that say something. LF, CRLF and CR end lines.
std::vector<Line> lines_of(std::string_view text) {
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  std::vector<Line> out;
  for (std::size_t line = 1; !text.empty(); ++line) {
    const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
    const std::string_view trimmed = detail::trimmed(text.substr(0, end));
    const bool says_something = trimmed.find_first_not_of(separators) != std::string_view::npos;
    if (says_something && !trimmed.starts_with('%')) out.push_back({line, trimmed});
    text.remove_prefix(end);
    text.remove_prefix(text.starts_with("\r\n") ? 2 : std::min<std::size_t>(1, text.size()));
  }
  return out;
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> out;
  for (;;) {
    text.remove_prefix(std::min(text.find_first_not_of(separators), text.size()));
    if (text.empty()) return out;
    out.push_back(text.substr(0, text.find_first_of(separators)));
    text.remove_prefix(out.back().size());
  }
}

/// A line of a table.
struct Row {
  Row(const Line& where, std::string place)
      : line(where), pointer(std::move(place)), words(words_of(where.text)) {}

  Line line;
  std::string pointer;
  std::vector<std::string_view> words;
};

/// Faults of one file, all of them.
class FileFaults {
 public:
  explicit FileFaults(std::string file) : file_(std::move(file)) {}

  void add(std::size_t line, std::string pointer, std::string_view value, std::string expected,
           std::string suggestion = {}) {
    faults_.push_back({file_, line, std::move(pointer), detail::shortened(value),
                       std::move(expected), std::move(suggestion)});
  }
  void add(const Row& row, std::size_t word, std::string_view column, std::string expected) {
    add(row.line.number, row.pointer + "/" + std::string(column), row.words[word],
        std::move(expected));
  }
  /// A word as a number from 0 to count - 1; a fault if it is none.
  std::optional<std::size_t> index(const Row& row, std::size_t word, std::string_view column,
                                   std::size_t count) {
    const auto value =
        word < row.words.size() ? number<std::size_t>(row.words[word]) : std::nullopt;
    if (value && *value < count) return value;
    add(row, word, column,
        count == 0 ? "nothing, as there are 0"
                   : "a whole number from 0 to " + std::to_string(count - 1));
    return {};
  }
  /// A word as a number within the limits; a fault if it is none.
  std::optional<double> amount(const Row& row, std::size_t word, std::string_view column,
                               double least, double greatest) {
    const auto value = number(row.words[word], least, greatest);
    if (!value) add(row, word, column, "a number from " + shown(least) + " to " + shown(greatest));
    return value;
  }

  void clear() { faults_.clear(); }
  /// In the order of the file; then what it lacks, which has no line.
  [[nodiscard]] std::vector<Fault> in_order() && {
    std::stable_sort(faults_.begin(), faults_.end(),
                     [](const Fault& x, const Fault& y) { return x.line - 1 < y.line - 1; });
    return std::move(faults_);
  }

 private:
  static std::string shown(double value) {
    std::array<char, 32> text;
    return {text.data(), std::to_chars(text.data(), text.data() + text.size(), value).ptr};
  }

  std::string file_;
  std::vector<Fault> faults_;
};

constexpr std::array<std::string_view, 6> header_names{
    "NAME", "TYPE", "NBLOCKS", "NPERIODS", "NRESOURCE_SIDE_CONSTRAINTS", "DISCOUNT_RATE"};
enum Header : std::size_t { name, type, blocks, periods, resources, rate };

constexpr std::array<std::string_view, 3> section_names{
    "OBJECTIVE_FUNCTION", "RESOURCE_CONSTRAINT_LIMITS", "RESOURCE_CONSTRAINT_COEFFICIENTS"};
constexpr std::array<std::string_view, 3> section_columns{"a block and its value",
                                                          "a resource, a period, \"L\" and a limit",
                                                          "a block, a resource and an amount"};
constexpr std::array<std::size_t, 3> section_widths{2, 4, 3};
enum Section : std::size_t { objective, limits, coefficients };

template <class Names>
std::optional<std::size_t> place_in(const Names& names, std::string_view word) {
  const auto found = std::find(names.begin(), names.end(), word);
  if (found == names.end()) return {};
  return static_cast<std::size_t>(found - names.begin());
}

/// What a `.cpit` file says.
struct Economy {
  std::string name;
  double rate = 0;
  std::vector<std::optional<double>> values;               ///< By block.
  std::vector<std::vector<std::optional<Amount>>> limits;  ///< By resource and period.
  std::vector<std::vector<Demand>> demands;                ///< By block, in the order of the file.
};

class EconomyReader {
 public:
  EconomyReader(std::string_view text, const std::string& file) : faults_(file) { split(text); }

  Economy run() {
    if (!is_cpit()) return {};
    read_headers();
    if (!counts_[blocks] || !counts_[periods] || !counts_[resources]) return {};
    read_objective();
    read_limits();
    read_coefficients();
    return std::move(economy_);
  }
  [[nodiscard]] std::size_t horizon() const { return counts_[periods].value_or(0); }
  /// How many blocks the file says; none if it does not.
  [[nodiscard]] std::optional<std::size_t> block_count() const { return counts_[blocks]; }
  [[nodiscard]] std::vector<Fault> faults() && { return std::move(faults_).in_order(); }

 private:
  /// Headers, and rows by section.
  void split(std::string_view text) {
    std::optional<std::size_t> section;
    bool unknown = false;  // a section whose rows mean nothing
    for (const Line& line : lines_of(text)) {
      const std::string_view keyword = keyword_of(line.text);
      if (keyword == "EOF") return;
      if (keyword.empty()) {
        if (section) rows_[*section].push_back(line);
        if (!section && !unknown)
          faults_.add(line.number, "", line.text, "a header such as \"NBLOCKS: 10\", or a section");
        continue;
      }
      const auto header = place_in(header_names, keyword);
      section = place_in(section_names, keyword);
      unknown = !header && !section;
      if (header) state(*header, line);
      if (unknown) explain(line, keyword);
    }
    faults_.add(0, "/EOF", "", "a last line \"EOF\"");
  }

  static std::string_view keyword_of(std::string_view text) {
    const bool letter = (text[0] >= 'A' && text[0] <= 'Z') || (text[0] >= 'a' && text[0] <= 'z');
    return letter ? text.substr(0, text.find_first_of(separators)) : std::string_view();
  }

  void state(std::size_t header, const Line& line) {
    const std::size_t begin = line.text.find_first_not_of(separators, header_names[header].size());
    if (stated_[header].number > 0) {
      faults_.add(line.number, pointer(header), line.text, "each header once");
    } else {
      stated_[header] = {line.number,
                         begin < line.text.size() ? line.text.substr(begin) : std::string_view()};
    }
  }

  void explain(const Line& line, std::string_view keyword) {
    std::vector<std::string_view> known(header_names.begin(), header_names.end());
    known.insert(known.end(), section_names.begin(), section_names.end());
    faults_.add(line.number, "", keyword, "a header or section of a CPIT file",
                nearest_name(keyword, known));
  }

  static std::string pointer(std::size_t header) { return "/" + std::string(header_names[header]); }

  /// Other types have other sections: one fault says it all.
  bool is_cpit() {
    const Line& stated = stated_[type];
    if (stated.number == 0 || stated.text == "CPIT") return true;
    faults_.clear();
    faults_.add(stated.number, pointer(type), stated.text, "CPIT");
    return false;
  }

  void read_headers() {
    economy_.name = stated_[name].text;
    if (stated_[type].number == 0) lack(type);
    read_count(blocks, 1, most_blocks);
    read_count(periods, 1, most_periods);
    read_count(resources, 0, most_resources);
    const auto value = number(stated_[rate].text, 0, greatest_rate);
    if (!value) refuse(rate, "a number from 0 to 1000");
    economy_.rate = value.value_or(0);
  }

  void lack(std::size_t header) {
    faults_.add(0, pointer(header), "",
                "a line \"" + std::string(header_names[header]) + ": ...\"");
  }

  void refuse(std::size_t header, std::string expected) {
    const Line& stated = stated_[header];
    if (stated.number == 0) return lack(header);
    faults_.add(stated.number, pointer(header), stated.text, std::move(expected));
  }

  void read_count(std::size_t header, std::size_t least, std::size_t most) {
    const auto count = number<std::size_t>(stated_[header].text);
    if (count && *count >= least && *count <= most) {
      counts_[header] = count;
    } else {
      refuse(header,
             "a whole number from " + std::to_string(least) + " to " + std::to_string(most));
    }
  }

  /// Calls `use` with each row of a section that has the right number of words.
  template <class Use>
  void for_rows(std::size_t section, const Use& use) {
    for (std::size_t i = 0; i < rows_[section].size(); ++i) {
      const Row row(rows_[section][i],
                    "/" + std::string(section_names[section]) + "/" + std::to_string(i));
      if (row.words.size() == section_widths[section]) {
        use(row);
      } else {
        faults_.add(row.line.number, row.pointer, row.line.text,
                    std::string(section_columns[section]));
      }
    }
  }

  void read_objective() {
    std::size_t missing = *counts_[blocks];
    if (rows_[objective].size() < missing) {  // before so much memory is taken
      const std::string count = std::to_string(rows_[objective].size());
      faults_.add(0, "/" + std::string(section_names[objective]), count + " rows",
                  "a row for each of " + std::to_string(missing) + " blocks");
      return;
    }
    economy_.values.resize(missing);
    for_rows(objective, [&](const Row& row) {
      const auto block = faults_.index(row, 0, "block", *counts_[blocks]);
      const auto value = faults_.amount(row, 1, "value", -greatest_value, greatest_value);
      if (!block || !value) return;
      if (economy_.values[*block]) {
        faults_.add(row, 0, "block", "each block once");
      } else {
        economy_.values[*block] = value;
      }
    });
  }

  void read_limits() {
    economy_.limits.assign(*counts_[resources],
                           std::vector<std::optional<Amount>>(*counts_[periods]));
    for_rows(limits, [&](const Row& row) {
      const auto resource = faults_.index(row, 0, "resource", *counts_[resources]);
      const auto period = faults_.index(row, 1, "period", *counts_[periods]);
      if (row.words[2] != "L") {
        faults_.add(row, 2, "kind", "\"L\", a limit from above: others are not supported");
        return;
      }
      const auto limit = faults_.amount(row, 3, "limit", 0, greatest_value);
      if (!resource || !period || !limit) return;
      std::optional<Amount>& place = economy_.limits[*resource][*period];
      if (place) faults_.add(row, 0, "resource", "one limit for each resource and period");
      place = *limit > greatest_use ? unlimited : std::llround(*limit * millionths);
    });
  }

  void read_coefficients() {
    economy_.demands.resize(economy_.values.size());
    std::vector<double> sums(*counts_[resources], 0);
    for_rows(coefficients, [&](const Row& row) {
      const auto block = faults_.index(row, 0, "block", *counts_[blocks]);
      const auto resource = faults_.index(row, 1, "resource", *counts_[resources]);
      const auto amount = faults_.amount(row, 2, "amount", 0, greatest_use);
      if (!block || !resource || !amount || *block >= economy_.demands.size()) return;
      const bool within = sums[*resource] <= greatest_use;
      sums[*resource] += *amount;
      if (within && sums[*resource] > greatest_use)
        faults_.add(row, 2, "amount", "amounts of a resource that sum to at most 1e12");
      add_demand(row, *block, static_cast<std::uint32_t>(*resource), *amount);
    });
  }

  void add_demand(const Row& row, std::size_t block, std::uint32_t resource, double amount) {
    std::vector<Demand>& demands = economy_.demands[block];
    if (std::any_of(demands.begin(), demands.end(),
                    [&](const Demand& demand) { return demand.pool == resource; }))
      faults_.add(row, 1, "resource", "each resource of a block once");
    demands.push_back({resource, Span::around, 0, 1, std::llround(amount * millionths)});
  }

  FileFaults faults_;
  std::array<Line, header_names.size()> stated_;  // line 0: not stated
  std::array<std::vector<Line>, section_names.size()> rows_;
  std::array<std::optional<std::size_t>, header_names.size()> counts_;
  Economy economy_;
};

/// Arcs of a `.prec` file.
class PrecedenceReader {
 public:
  PrecedenceReader(const std::string& file, std::optional<std::size_t> blocks)
      : faults_(file), blocks_(blocks.value_or(most_blocks)) {}

  std::vector<Arc> run(std::string_view text) {
    std::vector<bool> seen;
    std::size_t row_number = 0;
    for (const Line& line : lines_of(text)) {
      const Row row(line, "/blocks/" + std::to_string(row_number++));
      const auto block = faults_.index(row, 0, "block", blocks_);
      if (block) {
        if (seen.size() <= *block) seen.resize(*block + 1);
        if (seen[*block]) faults_.add(row, 0, "block", "each block once");
        seen[*block] = true;
      }
      read_predecessors(row, block);
    }
    return std::move(arcs_);
  }
  [[nodiscard]] std::vector<Fault> faults() && { return std::move(faults_).in_order(); }

 private:
  void read_predecessors(const Row& row, std::optional<std::size_t> block) {
    const std::size_t listed = row.words.size() < 2 ? 0 : row.words.size() - 2;
    if (row.words.size() < 2 || number<std::size_t>(row.words[1]) != listed) {
      faults_.add(row.line.number, row.pointer, row.line.text,
                  "a block, how many predecessors it has, and these");
      return;
    }
    for (std::size_t i = 2; i < row.words.size(); ++i) {
      const auto predecessor = faults_.index(row, i, "predecessors", blocks_);
      if (!block || !predecessor) continue;
      if (predecessor == block)
        faults_.add(row, i, "predecessors", "another block than the block itself");
      arcs_.push_back({static_cast<Node>(*predecessor), static_cast<Node>(*block)});
    }
  }

  FileFaults faults_;
  std::size_t blocks_;
  std::vector<Arc> arcs_;
};

/// 1, or the power of ten that makes room for all values in 64 bits of millionths.
double value_scale(const Economy& economy) {
  double most = 0;
  for (const auto& value : economy.values) most += std::fabs(*value);
  constexpr double room = 1e12;  // 1e18 units of the 9.2e18 that fit
  double scale = 1;
  while (most * scale > room) scale /= 10;
  return scale;
}

void add_pools(Problem& problem, const Economy& economy) {
  for (const auto& limits_by_period : economy.limits) {
    Pool& pool = problem.pools.emplace_back();
    for (const auto& limit : limits_by_period) {
      pool.bucket.push_back(static_cast<std::uint32_t>(pool.capacity.size()));
      pool.capacity.push_back(limit.value_or(unlimited));
    }
    pool.initial.assign(pool.capacity.size(), 0);
  }
}

void add_activities(Problem& problem, Economy& economy) {
  for (std::size_t b = 0; b < economy.values.size(); ++b) {
    const auto number = static_cast<std::uint32_t>(b);
    Activity activity;
    activity.tag = activity.first_option = number;
    activity.option_count = 1;
    problem.activities.push_back(std::move(activity));
    Option option;
    option.demands = std::move(economy.demands[b]);
    std::erase_if(option.demands, [](const Demand& demand) { return demand.amount == 0; });
    for (int t = 0; t < problem.horizon; ++t) {
      option.cost.push_back(
          -present_cost(*economy.values[b] * 100.0, problem.discount[static_cast<std::size_t>(t)]));
      option.release.push_back(static_cast<std::int16_t>(t));
    }
    problem.options.push_back(std::move(option));
  }
}

void add_precedences(Problem& problem, const std::vector<Arc>& arcs) {
  for (const Arc& arc : arcs) {
    Precedence& precedence = problem.precedences.emplace_back();
    precedence.prerequisite = arc.prerequisite;
    precedence.dependent = arc.dependent;
  }
  const NodeLists members = components(DependencyGraph(problem.activities.size(), arcs)).members();
  for (std::size_t i = 0; i < members.size(); ++i)
    problem.blocks.emplace_back(members[i].begin(), members[i].end());
}

Mine build(Economy economy, std::size_t horizon, const std::vector<Arc>& arcs) {
  Mine mine;
  mine.name = economy.name;
  Problem& problem = mine.problem;
  problem.horizon = static_cast<int>(horizon);
  const double scale = value_scale(economy);
  problem.dollars_per_cost = 1e-6 / scale;
  for (int t = 0; t < problem.horizon; ++t)
    problem.discount.push_back(scale * std::pow(1 + economy.rate, -t));
  add_pools(problem, economy);
  add_activities(problem, economy);
  add_precedences(problem, arcs);
  mine.start.resize(problem.activities.size());
  return mine;
}

}  // namespace

double Mine::value(Cost cost) const {
  return -static_cast<double>(cost) * problem.dollars_per_cost;
}

Mine parse_minelib(std::string_view cpit, const std::string& cpit_file, std::string_view prec,
                   const std::string& prec_file) {
  EconomyReader economy_reader(cpit, cpit_file);
  Economy economy = economy_reader.run();
  PrecedenceReader precedence_reader(prec_file, economy_reader.block_count());
  const std::vector<Arc> arcs = precedence_reader.run(prec);
  const std::size_t horizon = economy_reader.horizon();
  std::vector<Fault> faults = std::move(economy_reader).faults();
  for (Fault& fault : std::move(precedence_reader).faults()) faults.push_back(std::move(fault));
  if (!faults.empty()) throw InputError(std::move(faults));
  return build(std::move(economy), horizon, arcs);
}

Mine read_minelib(const std::string& cpit_path, const std::string& prec_path) {
  return parse_minelib(detail::read_file(cpit_path), cpit_path, detail::read_file(prec_path),
                       prec_path);
}

}  // namespace qsmo::scheduling
