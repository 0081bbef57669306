#include "qsmo/graph/arc_files.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <numeric>
#include <optional>
#include <unordered_map>
#include <utility>

#include "core/csv.hpp"
#include "core/read_file.hpp"
#include "core/text.hpp"

namespace qsmo {
namespace {

constexpr std::size_t most_nodes = 0xfffffffe;
constexpr std::size_t most_unstated_nodes = 100'000'000;

/// A whole number that is the whole text; none if it is not one or does not fit.
template <class T>
std::optional<T> number(std::string_view text) {
  T value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return {};
  return value;
}

/// Faults of one file, all of them, as those of a scenario file.
class FileFaults {
 public:
  explicit FileFaults(std::string file) : file_(std::move(file)) {}

  void add(std::size_t line, std::string pointer, std::string_view value, std::string expected,
           std::string suggestion = {}) {
    faults_.push_back({file_, line, std::move(pointer), detail::shortened(value),
                       std::move(expected), std::move(suggestion)});
  }
  void raise_if_any() {
    if (!faults_.empty()) throw InputError(std::move(faults_));
  }

 private:
  std::string file_;
  std::vector<Fault> faults_;
};

std::string arc_pointer(std::size_t row, std::string_view column) {
  return "/arcs/" + std::to_string(row) + "/" + std::string(column);
}

/// Walks over text line by line. LF, CRLF and CR end lines.
class LineCursor {
 public:
  explicit LineCursor(std::string_view text) : at_(text.data()), end_(at_ + text.size()) {}

  [[nodiscard]] bool at_end() const { return at_ == end_; }
  [[nodiscard]] bool at_line_end() const { return at_ == end_ || *at_ == '\n' || *at_ == '\r'; }
  [[nodiscard]] bool at(char c) const { return at_ != end_ && *at_ == c; }
  [[nodiscard]] std::size_t line() const { return line_; }
  [[nodiscard]] const char* place() const { return at_; }

  void skip_blanks() {
    while (at_ != end_ && (*at_ == ' ' || *at_ == '\t')) ++at_;
  }
  /// Whether a number stands here, which is then behind the cursor.
  bool take(std::uint64_t& value) {
    const auto [end, error] = std::from_chars(at_, end_, value);
    at_ = end;
    return error == std::errc();
  }
  /// The rest of the line.
  std::string_view rest() {
    const char* begin = at_;
    while (!at_line_end()) ++at_;
    return {begin, at_};
  }
  void next_line() {
    if (at('\r')) ++at_;
    if (at('\n')) ++at_;
    ++line_;
  }

 private:
  const char* at_;
  const char* end_;
  std::size_t line_ = 1;
};

/// Reads lines `a b`: a depends on b.
class PlainReader {
 public:
  PlainReader(std::string_view text, const std::string& file) : cursor_(text), faults_(file) {
    table_.arcs.reserve(static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 1);
  }

  ArcTable run() {
    read_count();
    for (; !cursor_.at_end(); cursor_.next_line()) read_line();
    faults_.raise_if_any();
    table_.nodes = stated_.value_or(table_.arcs.empty() ? 0 : highest_ + 1);
    return std::move(table_);
  }

 private:
  /// The count in a first line such as `# 550 nodes`.
  void read_count() {
    LineCursor ahead = cursor_;
    if (!ahead.at('#')) return;
    const std::string_view comment = detail::trimmed(ahead.rest().substr(1));
    std::uint64_t count = 0;
    const auto [end, error] =
        std::from_chars(comment.data(), comment.data() + comment.size(), count);
    const std::string_view after = comment.substr(static_cast<std::size_t>(end - comment.data()));
    if (end == comment.data() || !after.starts_with(" node")) return;
    if (error == std::errc() && count <= most_nodes) {
      stated_ = count;
    } else {
      faults_.add(1, "/nodes", comment.substr(0, comment.size() - after.size()),
                  "at most " + std::to_string(most_nodes) + " nodes");
    }
  }

  void read_line() {
    cursor_.skip_blanks();
    if (cursor_.at('#')) cursor_.rest();
    if (cursor_.at_line_end()) return;
    const LineCursor begin = cursor_;
    std::uint64_t dependent = 0, prerequisite = 0;
    bool good = cursor_.take(dependent) && (cursor_.at(' ') || cursor_.at('\t'));
    cursor_.skip_blanks();
    good = good && cursor_.take(prerequisite) && prerequisite < limit() && dependent < limit();
    cursor_.skip_blanks();
    if (good && cursor_.at_line_end()) {
      highest_ = std::max({highest_, prerequisite, dependent});
      table_.arcs.push_back({static_cast<Node>(prerequisite), static_cast<Node>(dependent)});
    } else {
      cursor_ = begin;
      explain(detail::trimmed(cursor_.rest()));
    }
    ++row_;
  }

  [[nodiscard]] std::uint64_t limit() const { return stated_.value_or(most_unstated_nodes); }

  void explain(std::string_view text) {
    const std::size_t gap = std::min(text.find_first_of(" \t"), text.size());
    const std::string_view first = text.substr(0, gap);
    const std::string_view second = detail::trimmed(text.substr(gap));
    if (second.empty() || second.find_first_of(" \t") != std::string_view::npos) {
      faults_.add(cursor_.line(), "/arcs/" + std::to_string(row_), text,
                  "two node numbers, a and b, where a depends on b");
      return;
    }
    check_node(first, "dependent");
    check_node(second, "prerequisite");
  }

  void check_node(std::string_view text, std::string_view end) {
    const auto node = number<std::uint64_t>(text);
    if (node && *node < limit()) return;
    faults_.add(cursor_.line(), arc_pointer(row_, end), text, expected_node());
  }

  [[nodiscard]] std::string expected_node() const {
    if (!stated_) {
      return "a node number from 0 to " + std::to_string(most_unstated_nodes - 1) +
             ", or more after a first line such as \"# 200000000 nodes\"";
    }
    if (*stated_ == 0) return "no arcs, as the first line says 0 nodes";
    return "a node number from 0 to " + std::to_string(*stated_ - 1) + ", as the first line says " +
           std::to_string(*stated_) + " nodes";
  }

  LineCursor cursor_;
  FileFaults faults_;
  std::optional<std::uint64_t> stated_;
  std::uint64_t highest_ = 0;
  std::size_t row_ = 0;
  ArcTable table_;
};

enum class Column { prerequisite, dependent, lag, weight };
constexpr std::array<std::string_view, 4> column_names{"prerequisite", "dependent", "lag",
                                                       "weight"};
constexpr std::size_t required_columns = 2;

/// Whether the cell is printable text throughout.
bool is_printable(std::string_view cell) {
  while (!cell.empty()) {
    const std::size_t length = detail::printable_length(cell);
    if (length == 0) return false;
    cell.remove_prefix(length);
  }
  return true;
}

/// Which known column a cell of the header names, whatever its case.
std::optional<std::size_t> column_of(std::string_view cell) {
  std::string name(detail::trimmed(cell));
  for (char& c : name) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  const auto known = std::find(column_names.begin(), column_names.end(), name);
  if (known == column_names.end()) return {};
  return static_cast<std::size_t>(known - column_names.begin());
}

/// Where each known column stands in the header; -1 for none.
using ColumnPlaces = std::array<std::ptrdiff_t, column_names.size()>;

ColumnPlaces places_of(const detail::CsvRow& header) {
  ColumnPlaces places;
  places.fill(-1);
  for (std::size_t i = header.cells.size(); i-- > 0;) {
    if (const auto column = column_of(header.cells[i]))
      places[*column] = static_cast<std::ptrdiff_t>(i);
  }
  return places;
}

/// Numbers names by first appearance. The names must outlive it.
class NameNumbers {
 public:
  [[nodiscard]] std::optional<Node> find(std::string_view name) const {
    const auto entry = numbers_.find(name);
    if (entry == numbers_.end()) return {};
    return entry->second;
  }
  Node add(std::string_view name) {
    const auto node = static_cast<Node>(names_.size());
    numbers_.emplace(name, node);
    names_.push_back(name);
    return node;
  }
  [[nodiscard]] const std::vector<std::string_view>& names() const { return names_; }

 private:
  std::unordered_map<std::string_view, Node> numbers_;
  std::vector<std::string_view> names_;
};

/// The names as whole numbers, if all are, each written in the one usual way.
std::optional<std::vector<std::int64_t>> whole_numbers(const std::vector<std::string_view>& names) {
  std::vector<std::int64_t> values;
  values.reserve(names.size());
  for (const std::string_view name : names) {
    const auto value = number<std::int64_t>(name);
    if (!value || std::to_string(*value) != name) return {};
    values.push_back(*value);
  }
  return values;
}

/// Reads a header and rows of cells.
class CsvReader {
 public:
  CsvReader(std::string_view text, std::size_t first_line, const std::string& file)
      : text_(text), first_line_(first_line), faults_(file) {}

  ArcTable run() {
    require_utf8();
    split();
    read_header();
    faults_.raise_if_any();
    table_.arcs.reserve(csv_.rows.size() - 1);
    NameNumbers nodes;
    for (row_ = 0; row_ + 1 < csv_.rows.size(); ++row_) read_row(csv_.rows[row_ + 1], nodes);
    faults_.raise_if_any();
    take_names(nodes.names());
    return std::move(table_);
  }

 private:
  [[nodiscard]] std::size_t file_line(std::size_t line) const { return line + first_line_ - 1; }

  void require_utf8() {
    const std::size_t bad = detail::first_non_utf8(text_);
    if (bad == text_.size()) return;
    const auto line =
        std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(bad), '\n');
    faults_.add(file_line(static_cast<std::size_t>(line) + 1), "", "", "text in UTF-8");
    faults_.raise_if_any();
  }

  /// Tabs separate cells if the header makes more sense with them.
  [[nodiscard]] char separator() const {
    const std::string_view header = text_.substr(0, text_.find_first_of("\r\n"));
    const auto known = [&](char c) {
      const detail::CsvText row = detail::parse_csv(header, c);
      if (row.rows.empty()) return std::ptrdiff_t{0};
      const ColumnPlaces places = places_of(row.rows[0]);
      return std::count_if(places.begin(), places.end(), [](std::ptrdiff_t i) { return i >= 0; });
    };
    const bool only_tabs =
        header.find(',') == std::string_view::npos && header.find('\t') != std::string_view::npos;
    return known('\t') > known(',') || only_tabs ? '\t' : ',';
  }

  void split() {
    csv_ = detail::parse_csv(text_, separator());
    for (const detail::CsvFault& bad : csv_.faults)
      faults_.add(file_line(bad.line), "", "", bad.expected);
    // Where cells end is unknown then: whatever else seems wrong would be noise.
    faults_.raise_if_any();
  }

  void read_header() {
    const std::string_view line = text_.substr(0, text_.find_first_of("\r\n"));
    // A row of empty cells counts for nothing.
    if (csv_.rows.empty()) csv_.rows.push_back({1, {}});
    const detail::CsvRow& header = csv_.rows.front();
    if (header.cells.size() == 1 && header.cells[0].find(';') != std::string::npos) {
      faults_.add(file_line(header.line), "/header", line,
                  "columns separated by commas or tabs, not by semicolons");
      return;
    }
    columns_ = places_of(header);
    check_repeated(header);
    std::vector<std::string_view> missing;
    for (std::size_t i = 0; i < required_columns; ++i) {
      if (columns_[i] < 0 && !explain_slip(header, column_names[i]))
        missing.push_back(column_names[i]);
    }
    if (!missing.empty()) faults_.add(file_line(header.line), "/header", line, wanted(missing));
  }

  static std::string wanted(const std::vector<std::string_view>& missing) {
    if (missing.size() == 1) return "a column \"" + std::string(missing[0]) + "\"";
    return "a header with the columns \"prerequisite\" and \"dependent\", or else lines of two "
           "node "
           "numbers, a b, where a depends on b";
  }

  void check_repeated(const detail::CsvRow& header) {
    for (std::size_t i = 0; i < header.cells.size(); ++i) {
      const auto column = column_of(header.cells[i]);
      if (column && columns_[*column] != static_cast<std::ptrdiff_t>(i))
        faults_.add(file_line(header.line), "/header/" + std::to_string(i),
                    detail::trimmed(header.cells[i]), "each column once");
    }
  }

  /// Whether a cell looks like this column misspelt, which is then a fault.
  bool explain_slip(const detail::CsvRow& header, std::string_view column) {
    const std::string expected = "a column \"" + std::string(column) + "\"";
    for (std::size_t i = 0; i < header.cells.size(); ++i) {
      const std::string_view cell = detail::trimmed(header.cells[i]);
      if (nearest_name(cell, {column_names.begin(), column_names.end()}) != column) continue;
      faults_.add(file_line(header.line), "/header/" + std::to_string(i), cell, expected,
                  std::string(column));
      return true;
    }
    return false;
  }

  [[nodiscard]] bool has(Column column) const {
    return columns_[static_cast<std::size_t>(column)] >= 0;
  }
  [[nodiscard]] std::string_view cell(const detail::CsvRow& row, Column column) const {
    const auto place = static_cast<std::size_t>(columns_[static_cast<std::size_t>(column)]);
    return detail::trimmed(row.cells[place]);
  }
  void fault(const detail::CsvRow& row, Column column, std::string expected) {
    faults_.add(file_line(row.line),
                arc_pointer(row_, column_names[static_cast<std::size_t>(column)]),
                cell(row, column), std::move(expected));
  }

  void read_row(const detail::CsvRow& row, NameNumbers& nodes) {
    const std::size_t cells = csv_.rows.front().cells.size();
    if (row.cells.size() != cells) {
      faults_.add(file_line(row.line), "/arcs/" + std::to_string(row_),
                  std::to_string(row.cells.size()) + (row.cells.size() == 1 ? " cell" : " cells"),
                  std::to_string(cells) + " cells, as in the header");
      return;
    }
    const Node prerequisite = read_node(row, Column::prerequisite, nodes);
    table_.arcs.push_back({prerequisite, read_node(row, Column::dependent, nodes)});
    if (has(Column::lag)) table_.lags.push_back(read_lag(row));
    if (has(Column::weight)) table_.weights.push_back(read_weight(row));
  }

  Node read_node(const detail::CsvRow& row, Column column, NameNumbers& nodes) {
    const std::string_view name = cell(row, column);
    if (const auto node = nodes.find(name)) return *node;
    if (name.empty()) {
      fault(row, column, "a name");
    } else if (!is_printable(name)) {
      fault(row, column, "a name without control characters");
    } else {
      return nodes.add(name);
    }
    return 0;
  }

  std::int64_t read_lag(const detail::CsvRow& row) {
    const std::string_view text = cell(row, Column::lag);
    if (text.empty()) return 0;
    const auto lag = number<std::int64_t>(text);
    if (!lag) fault(row, Column::lag, "a whole number of 64 bits");
    return lag.value_or(0);
  }

  double read_weight(const detail::CsvRow& row) {
    const auto weight = number<double>(cell(row, Column::weight));
    if (!weight || !std::isfinite(*weight) || *weight < 0)
      fault(row, Column::weight, "a finite number of at least 0");
    return weight.value_or(0);
  }

  void take_names(const std::vector<std::string_view>& names) {
    table_.nodes = names.size();
    std::vector<Node> in_order(names.size());
    std::iota(in_order.begin(), in_order.end(), Node{0});
    if (const auto values = whole_numbers(names)) {
      std::sort(in_order.begin(), in_order.end(),
                [&](Node a, Node b) { return (*values)[a] < (*values)[b]; });
      renumber(in_order);
    }
    table_.names.reserve(names.size());
    for (const Node node : in_order) table_.names.emplace_back(names[node]);
  }

  void renumber(const std::vector<Node>& in_order) {
    std::vector<Node> rank(in_order.size());
    for (std::size_t i = 0; i < in_order.size(); ++i) rank[in_order[i]] = static_cast<Node>(i);
    for (Arc& arc : table_.arcs) arc = {rank[arc.prerequisite], rank[arc.dependent]};
  }

  std::string_view text_;
  std::size_t first_line_;
  FileFaults faults_;
  detail::CsvText csv_;
  ColumnPlaces columns_{};
  std::size_t row_ = 0;
  ArcTable table_;
};

/// Whether a first line is not meant as a header: numbers and nothing else.
bool is_plain(std::string_view line) {
  return line.find_first_not_of("0123456789+-. \t") == std::string_view::npos;
}

}  // namespace

ArcTable parse_arcs(std::string_view text, const std::string& file) {
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  LineCursor cursor(text);
  for (; !cursor.at_end(); cursor.next_line()) {
    const char* begin = cursor.place();
    const std::string_view line = detail::trimmed(cursor.rest());
    if (line.empty() || line.starts_with('#')) continue;
    if (is_plain(line)) break;
    return CsvReader(text.substr(static_cast<std::size_t>(begin - text.data())), cursor.line(),
                     file)
        .run();
  }
  return PlainReader(text, file).run();
}

ArcTable read_arcs(const std::string& path) { return parse_arcs(detail::read_file(path), path); }

}  // namespace qsmo
