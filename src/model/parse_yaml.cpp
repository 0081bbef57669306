#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <map>
#include <set>
#include <sstream>

#include "core/text.hpp"
#include "model/document.hpp"
#include "model/yaml_text.hpp"

namespace qsmo::detail {
namespace {

constexpr std::size_t max_depth = 16;
constexpr std::size_t max_values = 1'000'000;
/// yaml-cpp holds up to 230 bytes of tokens for each byte of an open bracket.
constexpr std::size_t max_megabytes = 16;

/// Ends the parse; the fault has been told.
struct Stopped {};

/// -?(0|[1-9][0-9]*)(.[0-9]+)?([eE][-+]?[0-9]+)?
bool is_json_number(std::string_view text) {
  const auto take_digits = [&] {
    const std::size_t count = std::min(text.find_first_not_of("0123456789"), text.size());
    text.remove_prefix(count);
    return count;
  };
  const auto take_one_of = [&](std::string_view characters) {
    const bool found = !text.empty() && characters.find(text.front()) != std::string_view::npos;
    if (found) text.remove_prefix(1);
    return found;
  };
  take_one_of("-");
  const bool zero = text.starts_with('0');
  const std::size_t whole = take_digits();
  if (whole == 0 || (zero && whole > 1)) return false;
  if (take_one_of(".") && take_digits() == 0) return false;
  if (take_one_of("eE")) {
    take_one_of("-+");
    if (take_digits() == 0) return false;
  }
  return text.empty();
}

/// Few words are anything but text: `no` is Norway, 010 a postcode.
Value::Kind kind_of_plain(std::string_view text) {
  if (text == "true" || text == "false") return Value::Kind::boolean;
  return is_json_number(text) ? Value::Kind::number : Value::Kind::string;
}

/// What yaml-cpp says, with what is most likely to mend it.
std::string reason(std::string_view message) {
  using namespace YAML;
  static constexpr std::pair<std::string_view, std::string_view> hints[] = {
      {ErrorMsg::END_OF_MAP_FLOW, "is a comma or a closing brace missing?"},
      {ErrorMsg::END_OF_SEQ_FLOW, "is a comma or a closing bracket missing?"},
      {ErrorMsg::END_OF_MAP, "is the line indented like its neighbours?"},
      {ErrorMsg::END_OF_SEQ, "is the line indented like its neighbours?"},
      {ErrorMsg::MAP_VALUE, "does a text with a colon need quotes?"},
      {ErrorMsg::BLOCK_ENTRY, "does the list begin on a line of its own?"},
      {ErrorMsg::EOF_IN_SCALAR, "is a closing quote missing?"},
      {ErrorMsg::INVALID_ESCAPE, "single quotes take a backslash as it is"},
      {ErrorMsg::UNKNOWN_TOKEN, "does the text need quotes?"},
  };
  std::string out(message.substr(0, first_non_utf8(message)));  // it may quote half a character
  for (const auto& [begin, hint] : hints) {
    if (message.starts_with(begin)) return out + " (" + std::string(hint) + ")";
  }
  return out;
}

/// Text counts for its length too, or aliases of one long text would fill the memory.
std::size_t weight(std::string_view text) { return 1 + text.size() / 100; }

/// What a value adds to a tree that it is copied into.
struct Extent {
  std::size_t values = 0;
  std::size_t depth = 0;  // levels of lists and objects
};

Extent extent(const Value& value) {
  Extent whole{weight(value.text), 0};
  const auto add = [&](const Value& part) {
    const Extent e = extent(part);
    whole.values += e.values;
    whole.depth = std::max(whole.depth, e.depth);
  };
  for (const Value& item : value.items) add(item);
  for (const Value::Member& member : value.members) {
    whole.values += weight(member.key) - 1;
    add(member.value);
  }
  const bool nests = value.kind == Value::Kind::array || value.kind == Value::Kind::object;
  whole.depth += nests ? 1 : 0;
  return whole;
}

/// Builds the tree. Any fault but a repeated key ends the parse by an exception through yaml-cpp,
/// before that descends further.
class YamlTreeBuilder final : public YAML::EventHandler {
 public:
  YamlTreeBuilder(Document& document, std::string_view text) : document_(document), text_(text) {}

  void read() {
    try {
      refuse_unreadable();
      refuse_directives();
      std::istringstream stream{std::string(text_.all())};
      YAML::Parser parser(stream);
      if (!parser.HandleNextDocument(*this))
        stop(text_.line_at(text_.all().size()), "", "YAML; the input is empty");
      parser.HandleNextDocument(*this);  // a second document refuses itself
    } catch (const Stopped&) {
    } catch (const YAML::Exception& error) {
      note_syntax(error);
    }
  }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (started_) stop(mark, "one document, and nothing after it");
    started_ = true;
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    if (key_is_next()) stop(mark, "a key that is text");
    if (mark.pos == key_position_ && !in_flow()) stop(mark, "a colon after the key");
    refuse_tag(mark);
    const std::string_view word = text_.null_word(mark);
    if (!word.empty()) refuse_tab(mark);
    const bool given = !word.empty() || anchor != YAML::NullAnchor;
    if (!given && in_flow() && top().value->kind == Value::Kind::array)
      stop(mark, "a value before each comma");
    const bool null = word.empty() || word == "null" || word == "~";
    put(null ? Value::Kind::null : Value::Kind::string, given ? line(mark) : line_of_nothing(mark),
        std::string(null ? "null" : word), anchor);
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    if (key_is_next()) stop(mark, "a key that is text, not an alias");
    const Value& source = at(anchors_.at(anchor));
    if (is_open(source)) stop(mark, "an alias of something else than what it is part of");
    const Extent added = extent(source);
    if (open_.size() + added.depth > max_depth) stop(mark, depth_limit());
    if (values_ + added.values > max_values) {
      stop(mark, "aliases that make a tree of at most " + std::to_string(max_values) +
                     " values (of text, each 100 bytes count as one more)");
    }
    values_ += added.values;
    Value copy = source;  // the slot may be made by moving the source
    slot() = std::move(copy);
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& text) override {
    refuse_tag(mark);
    refuse_tab(mark);
    const bool plain = tag == "?";
    if (!plain) check_quotes(mark);
    // yaml-cpp 0.7 makes a single byte of either.
    if (!is_utf8(text)) stop(mark, "no escape \\N or \\_");
    if (key_is_next()) return add_key(mark, anchor, plain, text);
    put(plain ? kind_of_plain(text) : Value::Kind::string, line(mark), text, anchor);
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override {
    open(Value::Kind::array, mark, anchor, style);
  }
  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override {
    open(Value::Kind::object, mark, anchor, style);
  }
  void OnSequenceEnd() override { open_.pop_back(); }
  void OnMapEnd() override { open_.pop_back(); }

 private:
  /// A list or object that has begun and not ended.
  struct Open {
    Value* value = nullptr;
    bool flow = false;  // in brackets
    bool key_is_next = false;
    std::set<std::string, std::less<>> keys = {};

    /// Of the part that was read last.
    [[nodiscard]] std::size_t last() const {
      return (value->kind == Value::Kind::object ? value->members.size() : value->items.size()) - 1;
    }
  };
  /// Which part of which part of the root: it stays true while vectors move.
  using Path = std::vector<std::size_t>;

  static std::string depth_limit() {
    return "at most " + std::to_string(max_depth) + " levels of lists and objects";
  }

  static std::uint32_t line(const YAML::Mark& mark) {
    return static_cast<std::uint32_t>(mark.line + 1);
  }

  /// Of a value for which nothing stands: yaml-cpp marks what follows.
  std::uint32_t line_of_nothing(const YAML::Mark& mark) const {
    if (open_.empty()) return line(mark);
    const Value& whole = *top().value;
    return whole.kind == Value::Kind::object ? whole.members.back().line : text_.line_before(mark);
  }

  const Open& top() const { return open_.back(); }
  bool key_is_next() const { return !open_.empty() && top().key_is_next; }
  bool in_flow() const { return !open_.empty() && top().flow; }
  bool is_open(const Value& value) const {
    return std::any_of(open_.begin(), open_.end(),
                       [&](const Open& open) { return open.value == &value; });
  }

  void fault(std::uint32_t at, std::string pointer, std::string_view value, std::string expected) {
    document_.faults.push_back(
        {document_.name, at, std::move(pointer), shortened(value), std::move(expected), {}});
  }
  [[noreturn]] void stop(std::uint32_t at, std::string_view value, std::string expected) {
    fault(at, pointer(), value, std::move(expected));
    throw Stopped();
  }
  [[noreturn]] void stop(const YAML::Mark& mark, std::string expected) {
    stop(line(mark), YamlText::excerpt(text_.from(mark)), std::move(expected));
  }

  void note_syntax(const YAML::Exception& error) {
    const bool unknown_anchor = error.msg.starts_with(YAML::ErrorMsg::UNKNOWN_ANCHOR);
    const bool tab = !in_flow() && text_.tab_indents(error.mark);
    fault(line(error.mark), pointer(), YamlText::excerpt(text_.from(error.mark)),
          unknown_anchor ? "an alias of an anchor (&) that stands above it"
          : tab          ? "spaces for indentation, not tabs"
                         : "YAML; " + reason(error.msg));
  }

  /// yaml-cpp would guess at encodings, and take some control characters for the end.
  void refuse_unreadable() {
    const std::string_view text = text_.all();
    if (text.size() > max_megabytes << 20)
      stop(1, "", "at most " + std::to_string(max_megabytes) + " MiB of YAML");
    const std::size_t at = text_.first_unreadable();
    if (at == text.size()) return;
    const std::string_view rest = text.substr(at, 4);
    if (first_non_utf8(rest) == 0) stop(text_.line_at(at), "", "text in UTF-8");
    stop(text_.line_at(at), rest.substr(0, rest.front() == '\xc2' ? 2 : 1),
         rest.front() == '\r' ? "lines that end in LF or CRLF" : "text without control characters");
  }

  /// yaml-cpp takes any line with a % for a directive and, if it knows none of that name, drops it.
  void refuse_directives() {
    const std::string_view rest = text_.all().substr(text_.first_directive());
    if (!rest.empty())
      stop(text_.line_at(text_.all().size() - rest.size()), YamlText::excerpt(rest),
           "no line that begins with % (a directive)");
  }

  void refuse_tag(const YAML::Mark& mark) {
    const std::string_view node = text_.node(mark);
    if (node.starts_with('!'))
      stop(line(mark), YamlText::excerpt(node), "a value without a tag (!)");
  }

  /// yaml-cpp takes a text without its last quote if that is the end of the file, and drops line
  /// ends before a last quote.
  void check_quotes(const YAML::Mark& mark) {
    const auto content = text_.quoted(mark);
    if (!content) stop(mark, "a closing quote");
    const std::size_t end = content->find_last_not_of(" \t\r\n") + 1;
    if (std::count(content->begin() + static_cast<std::ptrdiff_t>(end), content->end(), '\n') > 1)
      stop(mark, "a closing quote behind the text (\\n stands for a line end)");
  }

  void refuse_tab(const YAML::Mark& mark) {
    if (!in_flow() && text_.tab_indents(mark)) stop(mark, "spaces for indentation, not tabs");
  }

  /// Of the value or key that comes next.
  std::string pointer() const {
    std::string path;
    for (const Open& open : open_) {
      const bool innermost = &open == &open_.back();
      if (open.value->kind == Value::Kind::array) {
        path += "/" + std::to_string(innermost ? open.last() + 1 : open.last());
      } else if (!innermost || !open.key_is_next) {
        path += "/" + pointer_step(open.value->members.back().key);
      }
    }
    return path;
  }

  void add_key(const YAML::Mark& mark, YAML::anchor_t anchor, bool plain, const std::string& key) {
    if (anchor != YAML::NullAnchor) stop(mark, "a key without an anchor");
    if (plain && key == "<<") stop(mark, "fields written out: merge keys (<<) are not read");
    Open& object = open_.back();
    if (!object.keys.insert(key).second)
      fault(line(mark), pointer() + "/" + pointer_step(key), key, "each key once in an object");
    values_ += weight(key) - 1;
    key_position_ = mark.pos;
    object.value->members.push_back({key, line(mark), {}});
    object.key_is_next = false;
  }

  Value& put(Value::Kind kind, std::uint32_t at, std::string text, YAML::anchor_t anchor) {
    values_ += weight(text);
    Value& value = slot();
    value.kind = kind;
    value.line = at;
    value.text = std::move(text);
    if (anchor != YAML::NullAnchor) anchors_[anchor] = last_path();
    return value;
  }

  /// Where the next value goes.
  Value& slot() {
    if (open_.empty()) return document_.root;
    Open& whole = open_.back();
    if (whole.value->kind == Value::Kind::array) return whole.value->items.emplace_back();
    whole.key_is_next = true;
    return whole.value->members.back().value;
  }

  void open(Value::Kind kind, const YAML::Mark& mark, YAML::anchor_t anchor,
            YAML::EmitterStyle::value style) {
    // yaml-cpp takes a bracket that is never closed for the beginning of a key.
    const bool bracket = style == YAML::EmitterStyle::Flow;
    if (key_is_next())
      stop(mark, bracket ? "a key that is text (is a bracket not closed?)" : "a key that is text");
    refuse_tag(mark);
    refuse_tab(mark);
    if (open_.size() == max_depth) stop(mark, depth_limit());
    Value& value = put(kind, line(mark), "", anchor);
    open_.push_back({&value, bracket, kind == Value::Kind::object});
  }

  Path last_path() const {
    Path path;
    for (const Open& open : open_) path.push_back(open.last());
    return path;
  }

  const Value& at(const Path& path) const {
    const Value* value = &document_.root;
    for (const std::size_t i : path)
      value = value->kind == Value::Kind::array ? &value->items[i] : &value->members[i].value;
    return *value;
  }

  Document& document_;
  YamlText text_;
  bool started_ = false;
  std::size_t values_ = 0;
  int key_position_ = -1;  // of the last key: yaml-cpp marks it again if it has no colon
  std::vector<Open> open_;
  std::map<YAML::anchor_t, Path> anchors_;
};

}  // namespace

Document parse_yaml(std::string_view text, std::string_view name) {
  Document document;
  document.name = std::string(name);
  // All of them, because yaml-cpp would skip a second one without counting it.
  while (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  YamlTreeBuilder(document, text).read();
  return document;
}

}  // namespace qsmo::detail
