#include "policy/reading.hpp"

#include <algorithm>
#include <iterator>
#include <map>

#include "core/read_file.hpp"
#include "core/text.hpp"

namespace qsmo::detail {
namespace {

namespace fs = std::filesystem;

// Files that include others could make a reader busy for ever.
constexpr std::size_t max_depth = 64;
constexpr std::size_t max_files = 1000;

constexpr std::string_view blanks = " \t\r\n";
constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

bool looks_like_json(std::string_view text) {
  while (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  const std::size_t first = text.find_first_not_of(blanks);
  return first != std::string_view::npos && text[first] == '{';
}

/// Whether the rest of the file was not read.
bool broken_off(const Document& document) {
  return !document.faults.empty() &&
         document.faults.back().expected.find("each key once") == std::string::npos;
}

/// File by file, and by line in each.
std::vector<Fault> in_order(std::vector<Fault> faults) {
  std::map<std::string, std::size_t> rank;
  for (const Fault& fault : faults) rank.try_emplace(fault.file, rank.size());
  std::stable_sort(faults.begin(), faults.end(), [&](const Fault& a, const Fault& b) {
    return std::pair(rank[a.file], a.line) < std::pair(rank[b.file], b.line);
  });
  return faults;
}

}  // namespace

fs::path identity(const fs::path& file) {
  std::error_code error;
  const fs::path whole = fs::weakly_canonical(file, error);
  return error ? file.lexically_normal() : whole;
}

Opened::Opened(Reading& reading, std::string_view name, const fs::path& folder)
    : reading_(reading) {
  reading_.open.push_back(identity(folder / fs::path(name).filename()));
  reading_.names.emplace_back(name);
  ++reading_.files;
}

Opened::~Opened() {
  reading_.open.pop_back();
  reading_.names.pop_back();
}

void add_fault(Reading& reading, const FilePlace& place, std::string_view value,
               std::string expected, std::string suggestion) {
  reading.faults.push_back({place.file, place.line, place.pointer, shortened(value),
                            std::move(expected), std::move(suggestion)});
}

bool may_open(Reading& reading, const fs::path& file, const FilePlace& place) {
  const auto again = std::find(reading.open.begin(), reading.open.end(), identity(file));
  if (again != reading.open.end()) {
    std::string circle;
    for (auto i = again - reading.open.begin(); i < std::ssize(reading.names); ++i)
      circle += reading.names[static_cast<std::size_t>(i)] + " -> ";
    add_fault(reading, place, file.string(),
              "a file that does not include itself: " + circle + file.string());
    return false;
  }
  if (reading.open.size() < max_depth && reading.files < max_files) return true;
  add_fault(reading, place, file.string(),
            "at most " + std::to_string(max_files) + " files, " + std::to_string(max_depth) +
                " of them one in another");
  return false;
}

std::string read_included(const fs::path& file, const FilePlace& place) {
  try {
    return read_file(file.string());
  } catch (const IoError& error) {
    if (place.file.empty()) throw;
    const std::string_view what = error.what();
    throw IoError(error.path(), std::string(what.substr(what.rfind(": ") + 2)) + " (named by " +
                                    place.file + ":" + std::to_string(place.line) + ")");
  }
}

Document parse_file(std::string_view text, std::string_view name) {
  return looks_like_json(text) ? parse_json(text, name) : parse_yaml(text, name);
}

bool has_format(Reading& reading, const Document& document, std::string_view format) {
  reading.faults.insert(reading.faults.end(), document.faults.begin(), document.faults.end());
  if (broken_off(document)) return false;
  const Value& root = document.root;
  if (root.kind != Value::Kind::object) {
    add_fault(reading, {document.name, root.line, ""}, shown(root),
              "an object with the format " + std::string(format));
    return false;
  }
  const Value* stated = root.find("format");
  if (stated == nullptr) {
    add_fault(reading, {document.name, root.line, "/format"}, "",
              "a value: the field is required, here " + std::string(format));
    return false;
  }
  if (stated->text == format && stated->kind == Value::Kind::string) return true;
  add_fault(reading, {document.name, stated->line, "/format"}, shown(*stated), std::string(format));
  return false;
}

void judge_id(Reading& reading, const Document& document) {
  const Value* id = document.root.find("id");
  if (id == nullptr || id->kind != Value::Kind::string) return;
  if (!id->text.empty() && trimmed(id->text) == id->text) return;
  add_fault(reading, {document.name, id->line, "/id"}, id->text,
            "a name without blanks at its ends");
}

std::vector<std::pair<std::string, FilePlace>> named_files(const Document& document,
                                                           const Value& owner, std::string_view key,
                                                           const std::string& path,
                                                           const std::vector<std::string>& names) {
  std::vector<std::pair<std::string, FilePlace>> out;
  const Value* list = owner.find(key);
  if (list == nullptr || list->items.size() != names.size()) return out;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (list->items[i].kind != Value::Kind::string) continue;  // told already
    out.push_back({names[i],
                   {document.name, list->items[i].line,
                    path + "/" + std::string(key) + "/" + std::to_string(i)}});
  }
  return out;
}

void throw_faults(Reading& reading) {
  if (!reading.faults.empty()) throw InputError(in_order(std::move(reading.faults)));
}

}  // namespace qsmo::detail
