// What a file says before anybody knows what it means: a tree of values that remember their lines. JSON files and
// folders of CSV tables both become one, so that there is one decoder.
#pragma once

#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "qsmo/core/error.hpp"
#include "qsmo/model/portfolio.hpp"

namespace qsmo::detail {

struct Value {
  /// A cell is the text of a CSV cell: what it means depends on the field.
  enum class Kind : std::uint8_t { null, boolean, number, string, cell, array, object };
  struct Member;

  Kind kind = Kind::null;
  std::uint32_t line = 0;
  std::string
      text;  ///< A string's or cell's text; digits of a number as written; `true` or `false`.
  std::vector<Value> items;     ///< Of an array.
  std::vector<Member> members;  ///< Of an object, in the order of the file.
  bool incomplete = false;  ///< Of an object: members are missing because they could not be read.

  /// The member of that name; null if there is none.
  [[nodiscard]] const Value* find(std::string_view key) const;
};

struct Value::Member {
  std::string key;
  std::uint32_t line = 0;
  Value value;
};

/// Name of a kind, for messages.
[[nodiscard]] std::string_view kind_name(Value::Kind kind);
/// The value as a message shows it.
[[nodiscard]] std::string shown(const Value& value);

/// A whole input. In a CSV folder each table has a file of its own.
struct Document {
  std::string name;
  bool csv = false;
  Value root;
  std::vector<Fault> faults;  ///< Of syntax; the tree holds what could be read.

  /// The file in which a table stands.
  [[nodiscard]] std::string file_of(std::string_view table) const;
  /// Whether a field is not there only because its record could not be read in full.
  [[nodiscard]] bool unread(std::string_view pointer) const;
};

/// Reads JSON text (RFC 8259). Repeated keys, depth over 16 and text that is not UTF-8 are faults.
[[nodiscard]] Document parse_json(std::string_view text, std::string_view name);

/// Reads one YAML 1.2 document by the core schema, but dates and text alike are strings. Repeated keys, a second document,
/// tags, merge keys, depth over 16, text that is not UTF-8, and aliases that would make the tree larger than a million
/// values are faults. Aliases are copied, with the lines of their anchors.
[[nodiscard]] Document parse_yaml(std::string_view text, std::string_view name);

/// Finds the places of faults in a document.
class DocumentLocator final : public Locator {
 public:
  /// `faults` are those of form, whose records are broken.
  DocumentLocator(const Document& document, const std::vector<Fault>& faults);
  [[nodiscard]] Fault locate(std::string_view table, std::size_t index,
                             std::string_view field) const override;
  [[nodiscard]] bool broken(std::string_view table, std::size_t index) const override;
  [[nodiscard]] bool complete(std::string_view table) const override;

 private:
  void note_top_level(const std::string& key);

  const Document& document_;
  std::set<std::string, std::less<>> broken_;  // `/table/index`, or `` for the settings
  std::set<std::string, std::less<>> broken_tables_;
  bool strangers_ = false;  // a key of the top level is neither a setting nor a table
};

}  // namespace qsmo::detail
