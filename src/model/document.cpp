#include "model/document.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "core/text.hpp"
#include "model/decode.hpp"

namespace qsmo::detail {
namespace {

constexpr std::size_t max_depth = 16;

/// Tells the handler how far the parser has read: nlohmann's SAX interface itself gives no positions.
class TrackedIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  TrackedIterator(const char* at, const char** position) : at_(at), position_(position) {}
  reference operator*() const { return *at_; }
  TrackedIterator& operator++() {
    *position_ = ++at_;
    return *this;
  }
  TrackedIterator operator++(int) {
    TrackedIterator before = *this;
    ++*this;
    return before;
  }
  friend bool operator==(const TrackedIterator& a, const TrackedIterator& b) {
    return a.at_ == b.at_;
  }

 private:
  const char* at_;
  const char** position_;
};

/// Builds the tree. Returns false from a callback to end the parse.
class TreeBuilder : public nlohmann::json_sax<nlohmann::json> {
 public:
  TreeBuilder(Document& document, std::string_view text)
      : document_(document), text_(text), counted_(text.data()) {}
  const char* position = nullptr;

  bool null() override {
    return put(
        {.kind = Value::Kind::null, .line = line(), .text = "null", .items = {}, .members = {}});
  }
  bool boolean(bool value) override {
    return leaf(Value::Kind::boolean, value ? "true" : "false", 0);
  }
  bool number_integer(number_integer_t value) override {
    return leaf(Value::Kind::number, std::to_string(value), 1);
  }
  bool number_unsigned(number_unsigned_t value) override {
    return leaf(Value::Kind::number, std::to_string(value), 1);
  }
  bool number_float(number_float_t, const string_t& text) override {
    return leaf(Value::Kind::number, text, 1);
  }
  bool string(string_t& value) override { return leaf(Value::Kind::string, std::move(value), 0); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(Value::Kind::object); }
  bool start_array(std::size_t) override { return open(Value::Kind::array); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }

  bool key(string_t& name) override {
    Value& object = *open_.back();
    if (!keys_.back().insert(name).second) {
      fault(line(), pointer(open_.size() - 1) + "/" + pointer_step(name), name,
            "each key once in an object");
    }
    object.members.push_back({std::move(name), line(), {}});
    return true;
  }

  bool parse_error(std::size_t byte, const std::string&,
                   const nlohmann::json::exception& error) override {
    if (dynamic_cast<const nlohmann::json::out_of_range*>(&error) != nullptr) {
      fault(line(1), pointer(), quoted(error.what()), "a number nearer to 0");
      return false;
    }
    const std::size_t at = std::min(byte == 0 ? 0 : byte - 1, text_.size());
    const auto newlines =
        std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(at), '\n');
    const std::string_view rest = text_.substr(at, 20);
    const bool utf8 = is_utf8(text_.substr(0, at + 1)) || first_non_utf8(text_) > at;
    fault(static_cast<std::uint32_t>(newlines) + 1, pointer(),
          at < text_.size() && utf8 ? std::string(rest) : std::string(),
          utf8 ? "JSON; " + reason(error.what()) : "text in UTF-8");
    return false;
  }

 private:
  static std::string reason(std::string_view what) {
    const std::size_t at = what.find("syntax error");
    return std::string(at == std::string_view::npos ? what : what.substr(at));
  }

  static std::string quoted(std::string_view what) {
    const std::size_t first = what.find('\''), last = what.rfind('\'');
    return first == last ? std::string() : std::string(what.substr(first + 1, last - first - 1));
  }

  std::uint32_t line(std::size_t back = 0) {
    const char* to = position == nullptr ? text_.data() : position - back;
    if (to > counted_) {
      line_ += static_cast<std::uint32_t>(std::count(counted_, to, '\n'));
      counted_ = to;
    }
    return line_;
  }

  void fault(std::uint32_t at, std::string pointer, std::string value, std::string expected) {
    document_.faults.push_back(
        {document_.name, at, std::move(pointer), shortened(value), std::move(expected), {}});
  }

  std::string pointer() const { return pointer(open_.size()); }

  /// Of the value that is open at this depth.
  std::string pointer(std::size_t depth) const {
    std::string path;
    for (std::size_t i = 0; i < depth; ++i) {
      const Value* value = open_[i];
      if (value->kind == Value::Kind::object) {
        if (!value->members.empty()) path += "/" + pointer_step(value->members.back().key);
      } else {
        path += "/" + std::to_string(value->items.empty() ? 0 : value->items.size() - 1);
      }
    }
    return path;
  }

  bool leaf(Value::Kind kind, std::string text, std::size_t read_ahead) {
    return put({.kind = kind,
                .line = line(read_ahead),
                .text = std::move(text),
                .items = {},
                .members = {}});
  }

  bool put(Value value) {
    slot() = std::move(value);
    return true;
  }

  /// Where the next value goes.
  Value& slot() {
    if (open_.empty()) return document_.root;
    Value& top = *open_.back();
    if (top.kind == Value::Kind::object) return top.members.back().value;
    return top.items.emplace_back();
  }

  bool open(Value::Kind kind) {
    if (open_.size() == max_depth) {
      fault(line(), pointer(), "", "at most " + std::to_string(max_depth) + " levels of brackets");
      return false;
    }
    Value& value = slot();
    value.kind = kind;
    value.line = line();
    open_.push_back(&value);
    keys_.emplace_back();
    return true;
  }

  bool close() {
    open_.pop_back();
    keys_.pop_back();
    return true;
  }

  Document& document_;
  std::string_view text_;
  const char* counted_;
  std::uint32_t line_ = 1;
  std::vector<Value*> open_;
  std::vector<std::set<std::string, std::less<>>> keys_;
};

/// The key that a step of a pointer stands for.
std::string key_of(std::string_view step) {
  std::string key;
  for (std::size_t i = 0; i < step.size(); ++i) {
    const bool escaped = step[i] == '~' && i + 1 < step.size();
    key += !escaped ? step[i] : step[++i] == '1' ? '/' : '~';
  }
  return key;
}

/// Follows a pointer such as `workloads/3/tiers/0` as far as it leads.
const Value* follow(const Value& root, std::string_view path) {
  const Value* at = &root;
  while (!path.empty()) {
    const std::size_t slash = path.find('/');
    const std::string_view step = path.substr(0, slash);
    const Value* next = nullptr;
    if (at->kind == Value::Kind::object) {
      next = at->find(key_of(step));
    } else if (at->kind == Value::Kind::array) {
      const std::size_t index = std::strtoul(std::string(step).c_str(), nullptr, 10);
      if (index < at->items.size()) next = &at->items[index];
    }
    if (next == nullptr) return at;
    at = next;
    path = slash == std::string_view::npos ? std::string_view() : path.substr(slash + 1);
  }
  return at;
}

}  // namespace

const Value* Value::find(std::string_view key) const {
  for (const Member& member : members) {
    if (member.key == key) return &member.value;
  }
  return nullptr;
}

std::string_view kind_name(Value::Kind kind) {
  constexpr std::string_view names[] = {"null",   "a boolean", "a number", "a string",
                                        "a cell", "an array",  "an object"};
  return names[static_cast<std::size_t>(kind)];
}

std::string shown(const Value& value) {
  switch (value.kind) {
  case Value::Kind::array:
    return "[...]";
  case Value::Kind::object:
    return "{...}";
  default:
    return shortened(value.text);
  }
}

std::string Document::file_of(std::string_view table) const {
  if (!csv) return name;
  return name + "/" + (table.empty() ? "settings" : std::string(table)) + ".csv";
}

bool Document::unread(std::string_view pointer) const {
  const std::size_t end = pointer.rfind('/');
  if (end == std::string_view::npos) return false;
  const Value* record = follow(root, end == 0 ? std::string_view() : pointer.substr(1, end - 1));
  return record->incomplete && record->find(key_of(pointer.substr(end + 1))) == nullptr;
}

Document parse_json(std::string_view text, std::string_view name) {
  Document document;
  document.name = std::string(name);
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  TreeBuilder builder(document, text);
  const TrackedIterator begin(text.data(), &builder.position);
  const TrackedIterator end(text.data() + text.size(), &builder.position);
  nlohmann::json::sax_parse(begin, end, &builder);
  return document;
}

DocumentLocator::DocumentLocator(const Document& document, const std::vector<Fault>& faults)
    : document_(document) {
  for (const Fault& fault : faults) {
    const std::size_t table = fault.pointer.find('/', 1);
    if (table != std::string::npos) {
      broken_.insert(fault.pointer.substr(0, fault.pointer.find('/', table + 1)));
    } else if (fault.pointer.empty()) {
      broken_.insert("");
    } else {
      note_top_level(key_of(std::string_view(fault.pointer).substr(1)));
    }
  }
}

void DocumentLocator::note_top_level(const std::string& key) {
  std::vector<std::string_view> settings = field_names<Settings>();
  settings.push_back("format");
  bool is_table = false;
  const Scenario scenario;
  Scenario::visit_tables(
      [&](std::string_view table, std::string_view, const auto&) { is_table |= table == key; },
      scenario);
  if (is_table) {
    broken_tables_.insert(key);
  } else if (std::find(settings.begin(), settings.end(), key) != settings.end()) {
    broken_.insert("");
  } else {
    strangers_ = true;
  }
}

bool DocumentLocator::broken(std::string_view table, std::size_t index) const {
  if (broken_.empty()) return false;
  if (table.empty()) return broken_.contains("");
  const std::string record = std::string(table) + "/" + std::to_string(index);
  return broken_.contains("/" + record) || follow(document_.root, record)->incomplete;
}

bool DocumentLocator::complete(std::string_view table) const {
  // A key that nobody knows may be the misspelt name of a table that seems to be absent.
  const bool misspelt = strangers_ && document_.root.find(table) == nullptr;
  return !misspelt && !broken_tables_.contains(table);
}

Fault DocumentLocator::locate(std::string_view table, std::size_t index,
                              std::string_view field) const {
  std::string path(table);
  if (!table.empty()) path += "/" + std::to_string(index);
  if (!field.empty()) path += (path.empty() ? "" : "/") + std::string(field);
  const Value* value = follow(document_.root, path);
  Fault fault{document_.file_of(table), value->line, "/" + path, {}, {}, {}};
  const bool leaf = value->kind != Value::Kind::object && value->kind != Value::Kind::array;
  if (leaf) fault.value = shown(*value);
  return fault;
}

}  // namespace qsmo::detail
