#include "qsmo/model/scenario_csv.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>

#include "core/csv.hpp"
#include "core/read_file.hpp"
#include "core/text.hpp"
#include "model/decode.hpp"
#include "model/json_writer.hpp"
#include "qsmo/model/scenario_json.hpp"

namespace qsmo {
namespace {

namespace fs = std::filesystem;
using detail::Document;
using detail::Value;

/// Reads the CSV files of a folder into one document.
class FolderReader {
 public:
  explicit FolderReader(fs::path folder) : folder_(std::move(folder)) {
    document_.name = folder_.string();
    document_.csv = true;
    document_.root.kind = Value::Kind::object;
  }

  Document run() {
    check_files();
    read_settings();
    Scenario scenario;
    Scenario::visit_tables(
        [&](std::string_view name, std::string_view, auto& table) {
          using Record = typename std::remove_cvref_t<decltype(table)>::value_type;
          read_table(name, detail::field_names<Record>());
        },
        scenario);
    return std::move(document_);
  }

 private:
  void fault(std::string_view table, std::size_t line, std::string pointer, std::string value,
             std::string expected, std::string suggestion = {}) {
    document_.faults.push_back({document_.file_of(table), line, std::move(pointer),
                                detail::shortened(value), std::move(expected),
                                std::move(suggestion)});
  }

  static bool is_csv(std::string extension) {
    std::transform(extension.begin(), extension.end(), extension.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return extension == ".csv";
  }

  /// A misspelt file name would else be an empty table.
  void check_files() {
    Scenario scenario;
    Scenario::visit_tables(
        [&](std::string_view name, std::string_view, auto&) { tables_.push_back(name); }, scenario);
    std::vector<std::string_view> known = tables_;
    known.push_back("settings");
    std::vector<std::string> strangers;
    for (const auto& entry : fs::directory_iterator(folder_)) {
      const std::string stem = entry.path().stem().string();
      const std::string extension = entry.path().extension().string();
      if (is_csv(extension) &&
          (extension != ".csv" || std::find(known.begin(), known.end(), stem) == known.end()))
        strangers.push_back(stem + extension);
    }
    std::sort(strangers.begin(), strangers.end());
    for (const std::string& file : strangers) {
      const std::string stem = file.substr(0, file.size() - 4);
      const std::string near = detail::is_utf8(stem) ? nearest_name(stem, known) : "";
      document_.faults.push_back({document_.name + "/" + file, 0, "/" + detail::pointer_step(stem),
                                  detail::shortened(file), "the name of a table",
                                  near.empty() ? near : near + ".csv"});
    }
  }

  /// Rows of a table's file; none if there is no such file or it cannot be used.
  std::vector<detail::CsvRow> rows(std::string_view table) {
    const fs::path path = folder_ / (std::string(table.empty() ? "settings" : table) + ".csv");
    if (!fs::exists(path)) return {};
    const std::string text = detail::read_file(path.string());
    if (const std::size_t bad = detail::first_non_utf8(text); bad < text.size()) {
      const auto line =
          std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(bad), '\n') + 1;
      unusable(table, static_cast<std::size_t>(line), "text in UTF-8");
      return {};
    }
    detail::CsvText csv = detail::parse_csv(text);
    // Where cells end is unknown then: whatever else seems wrong would be noise.
    for (detail::CsvFault& bad : csv.faults) unusable(table, bad.line, std::move(bad.expected));
    if (!csv.faults.empty()) return {};
    return std::move(csv.rows);
  }

  void unusable(std::string_view table, std::size_t line, std::string expected) {
    fault(table, line, table.empty() ? "" : "/" + std::string(table), "", std::move(expected));
    if (table.empty()) document_.root.incomplete = true;
  }

  void read_settings() {
    const auto all = rows("");
    if (all.empty()) {
      if (!document_.root.incomplete)
        unusable("", 0, "a file settings.csv with the columns field and value");
      return;
    }
    if (all[0].cells != std::vector<std::string>{"field", "value"})
      return unusable("", all[0].line, "the header field,value");
    for (std::size_t i = 1; i < all.size(); ++i) {
      const detail::CsvRow& row = all[i];
      if (row.cells.size() != 2) {
        unusable("", row.line, "2 cells, not " + std::to_string(row.cells.size()));
        continue;
      }
      const std::string place = "/" + detail::pointer_step(row.cells[0]);
      if (std::find(tables_.begin(), tables_.end(), row.cells[0]) != tables_.end()) {
        fault("", row.line, place, row.cells[0],
              "a field of the settings; tables are files of their own");
        continue;
      }
      if (document_.root.find(row.cells[0]) != nullptr)
        fault("", row.line, place, row.cells[0], "each field once");
      if (!row.cells[1].empty()) add_cell(document_.root, row.cells[0], row.cells[1], row.line);
    }
  }

  static void add_cell(Value& object, const std::string& name, const std::string& text,
                       std::size_t line) {
    Value cell{.kind = Value::Kind::cell,
               .line = static_cast<std::uint32_t>(line),
               .text = text,
               .items = {},
               .members = {}};
    object.members.push_back({name, static_cast<std::uint32_t>(line), std::move(cell)});
  }

  /// Which columns can be used; unknown and repeated ones are faults, once each.
  std::vector<bool> check_header(std::string_view table, const detail::CsvRow& header,
                                 const std::vector<std::string_view>& fields) {
    std::vector<bool> usable;
    for (std::size_t i = 0; i < header.cells.size(); ++i) {
      const std::string& name = header.cells[i];
      const bool known = std::find(fields.begin(), fields.end(), name) != fields.end();
      const auto here = header.cells.begin() + static_cast<std::ptrdiff_t>(i);
      const bool repeated = std::find(header.cells.begin(), here, name) != here;
      const std::string place = "/" + std::string(table) + "/" + detail::pointer_step(name);
      if (!known)
        fault(table, header.line, place, name, "the name of a field", nearest_name(name, fields));
      if (known && repeated) fault(table, header.line, place, name, "each column once");
      usable.push_back(known && !repeated);
    }
    return usable;
  }

  void read_table(std::string_view table, const std::vector<std::string_view>& fields) {
    const auto all = rows(table);
    if (all.empty()) return;
    const auto usable = check_header(table, all[0], fields);
    const bool all_usable = std::find(usable.begin(), usable.end(), false) == usable.end();
    Value array{.kind = Value::Kind::array, .line = 1, .text = {}, .items = {}, .members = {}};
    for (std::size_t i = 1; i < all.size(); ++i) {
      const detail::CsvRow& row = all[i];
      Value record{.kind = Value::Kind::object,
                   .line = static_cast<std::uint32_t>(row.line),
                   .text = {},
                   .items = {},
                   .members = {}};
      record.incomplete = !all_usable;
      if (row.cells.size() != usable.size()) {
        record.incomplete = true;
        fault(table, row.line, "/" + std::string(table) + "/" + std::to_string(i - 1), "",
              std::to_string(usable.size()) + " cells, not " + std::to_string(row.cells.size()));
      }
      // A row with a cell too many or too few says nothing about which cell is which.
      for (std::size_t column = 0; row.cells.size() == usable.size() && column < usable.size();
           ++column) {
        if (usable[column] && !row.cells[column].empty())
          add_cell(record, all[0].cells[column], row.cells[column], row.line);
      }
      array.items.push_back(std::move(record));
    }
    document_.root.members.push_back({std::string(table), 1, std::move(array)});
  }

  fs::path folder_;
  Document document_;
  std::vector<std::string_view> tables_;
};

/// The text of a cell.
template <int Places>
std::string cell_text(Fixed<Places> value) {
  return value.to_string();
}
std::string cell_text(const std::string& value) {
  return detail::needs_apostrophe(value) ? "'" + value : value;
}
std::string cell_text(bool value) { return value ? "true" : "false"; }
std::string cell_text(int value) { return std::to_string(value); }
std::string cell_text(const Date& value) { return value.to_string(); }
template <class Entity>
std::string cell_text(const Ref<Entity>& value) {
  return cell_text(value.name());
}
template <class Enum>
requires std::is_enum_v<Enum> std::string cell_text(Enum value) {
  return std::string(name_of(value));
}

template <class Number>
std::string cell_text(const Profile<Number>& profile) {
  std::string out;
  for (const auto& step : profile.steps()) {
    if (!out.empty()) out += " | ";
    if (step.from) out += step.from->to_string() + "=";
    out += cell_text(step.value);
  }
  return out;
}

template <class T>
std::string cell_text(const std::vector<T>& values) {
  std::string out;
  for (const T& value : values) out += (out.empty() ? "" : " | ") + cell_text(value);
  return out;
}

std::string cell_text(const Provenance& provenance) {
  std::string out;
  for (const auto& [field, text] : provenance.entries)
    out += (out.empty() ? "" : " | ") + field + "=" + text;
  return out;
}

template <class T>
std::string cell_text(const std::optional<T>& value) {
  return value ? cell_text(*value) : "";
}

/// Collects the cells of one record by field name.
struct CellSink {
  std::vector<std::pair<std::string_view, std::string>> cells;
  template <class T>
  void write(std::string_view name, const T& value) {
    cells.emplace_back(name, cell_text(value));
  }
};

template <class Record>
std::string table_csv(const std::vector<Record>& table) {
  std::vector<CellSink> rows(table.size());
  const Record empty{};
  for (std::size_t i = 0; i < table.size(); ++i) detail::write_fields(rows[i], table[i], empty);
  std::vector<std::string_view> columns;
  for (const std::string_view field : detail::field_names<Record>()) {
    const bool used = std::any_of(rows.begin(), rows.end(), [&](const CellSink& row) {
      return std::any_of(row.cells.begin(), row.cells.end(),
                         [&](const auto& cell) { return cell.first == field; });
    });
    if (used) columns.push_back(field);
  }
  std::string out;
  for (const std::string_view column : columns)
    out += (out.empty() ? "" : ",") + std::string(column);
  out += "\n";
  for (const CellSink& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (i > 0) line += ",";
      const auto cell = std::find_if(row.cells.begin(), row.cells.end(),
                                     [&](const auto& c) { return c.first == columns[i]; });
      if (cell != row.cells.end()) line += detail::csv_cell(cell->second);
    }
    out += line + "\n";
  }
  return out;
}

std::string settings_csv(const Settings& settings) {
  CellSink sink;
  detail::write_fields(sink, settings, Settings{});
  std::string out = "field,value\nformat," + std::string(scenario_format) + "\n";
  for (const auto& [name, text] : sink.cells)
    out += std::string(name) + "," + detail::csv_cell(text) + "\n";
  return out;
}

Document read_folder(const fs::path& folder) {
  try {
    return FolderReader(folder).run();
  } catch (const fs::filesystem_error& error) {
    throw IoError(folder.string(), error.code().message());
  }
}

/// Makes a new folder beside `folder`, whatever is there already.
fs::path make_draft(const fs::path& folder) {
  if (folder.has_parent_path()) fs::create_directories(folder.parent_path());
  for (int i = 0;; ++i) {
    fs::path draft = folder;
    draft += ".part" + (i == 0 ? std::string() : std::to_string(i));
    if (!fs::exists(draft) && fs::create_directory(draft)) return draft;
  }
}

void remove_quietly(const fs::path& path) {
  std::error_code ignored;
  if (!path.empty()) fs::remove_all(path, ignored);
}

void write_text(const fs::path& path, const std::string& text) {
  std::ofstream stream(path, std::ios::binary);
  stream << text;
  stream.close();
  if (!stream) throw IoError(path.string(), std::strerror(errno));
}

}  // namespace

Portfolio read_scenario_csv(const std::filesystem::path& folder) {
  Document document = read_folder(folder);
  std::vector<Fault> faults = document.faults;
  Scenario scenario = detail::decode_scenario(document, faults);
  return detail::portfolio_of(std::move(scenario), document, std::move(faults));
}

void write_scenario_csv(const Scenario& scenario, const std::filesystem::path& path) {
  const fs::path folder = path.has_filename() ? path : path.parent_path();
  // Written beside its place and renamed, so that nobody ever sees half a folder.
  fs::path draft;
  try {
    const bool empty = fs::is_directory(folder) && fs::is_empty(folder);
    if (fs::exists(folder) && !empty) throw IoError(folder.string(), "exists already");
    draft = make_draft(folder);
    write_text(draft / "settings.csv", settings_csv(scenario.settings));
    Scenario::visit_tables(
        [&](std::string_view name, std::string_view, const auto& table) {
          if (!table.empty()) write_text(draft / (std::string(name) + ".csv"), table_csv(table));
        },
        scenario);
    // Takes the place of an empty folder, and fails if it is no longer empty.
    fs::rename(draft, folder);
  } catch (const fs::filesystem_error& error) {
    remove_quietly(draft);
    throw IoError(folder.string(), error.code().message());
  } catch (...) {
    remove_quietly(draft);
    throw;
  }
}

Portfolio load_scenario(const std::filesystem::path& path) {
  std::error_code unknown;
  if (fs::is_directory(path, unknown)) return read_scenario_csv(path);
  return parse_scenario_json(detail::read_file(path.string()), path.string());
}

}  // namespace qsmo
