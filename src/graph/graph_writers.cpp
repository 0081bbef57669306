// DOT and GraphML: the writing half of arc_files.hpp.
#include <algorithm>
#include <array>
#include <charconv>
#include <concepts>
#include <utility>

#include "core/text.hpp"
#include "qsmo/graph/arc_files.hpp"
#include "qsmo/graph/node_lists.hpp"

namespace qsmo {
namespace {

void append(std::string& out, std::integral auto value) {
  std::array<char, 24> digits;
  out.append(digits.data(), std::to_chars(digits.begin(), digits.end(), value).ptr);
}

void append(std::string& out, double value) {
  std::array<char, 32> digits;
  out.append(digits.data(), std::to_chars(digits.begin(), digits.end(), value).ptr);
}

/// Calls `each(prerequisite, dependent, number, bridged)` for every arc, by number.
template <class Each>
void for_each_arc(const DependencyGraph& graph, std::span<const std::uint32_t> bridged,
                  const Each& each) {
  auto next = bridged.begin();
  std::uint32_t number = 0;
  for (Node node = 0; node < graph.nodes(); ++node) {
    for (const Node dependent : graph.dependents(node)) {
      const bool marked = next != bridged.end() && *next == number;
      if (marked) ++next;
      each(node, dependent, number++, marked);
    }
  }
}

/// Whether Graphviz would read an entity such as `&amp;` here.
bool is_entity(std::string_view text) {
  const std::size_t end = text.find(';');
  return end != std::string_view::npos && end > 1 &&
         std::all_of(text.begin() + 1, text.begin() + static_cast<std::ptrdiff_t>(end), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  c == '#';
         });
}

constexpr std::string_view replacement = "\xef\xbf\xbd";

/// The first character of a text as a whole; a byte that is not UTF-8 stands alone.
std::string_view first_character(std::string_view text) {
  std::size_t length = 1;
  while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xc0) == 0x80)
    ++length;
  return text.substr(0, length);
}

/// One character as the label shows it: quotes are for the lexer, backslashes and entities for the drawing. Controls,
/// which a terminal would obey and Graphviz cannot draw, are spelt out.
std::string dot_character(std::string_view character, std::string_view rest) {
  switch (character[0]) {
  case '"':
    return "\\\"";
  case '\\':
    return "\\\\";
  case '\n':
    return "\\n";
  case '&':
    return is_entity(rest) ? "&amp;" : "&";
  default:
    break;
  }
  if (detail::printable_length(character) == character.size()) return std::string(character);
  if (!detail::is_utf8(character)) return std::string(replacement);
  constexpr std::string_view digits = "0123456789abcdef";
  // Of the controls beyond ASCII the second byte is the code.
  const auto code = static_cast<unsigned char>(character.back());
  return std::string("\\\\x") + digits[code >> 4] + digits[code & 15];
}

/// A label that shows exactly this text.
std::string dot_label(std::string_view name) {
  std::string out;
  while (!name.empty()) {
    const std::string_view character = first_character(name);
    out += dot_character(character, name);
    name.remove_prefix(character.size());
  }
  return out;
}

class DotWriter {
 public:
  DotWriter(const DependencyGraph& graph, const GraphText& text) : graph_(graph), text_(text) {}

  std::string run() {
    out_ = "digraph {\n  rankdir=LR;\n  node [shape=box];\n";
    write_nodes();
    if (!text_.waves.empty()) write_waves();
    for_each_arc(graph_, text_.bridged, [&](Node from, Node to, std::uint32_t number, bool marked) {
      write_arc(from, to, number, marked);
    });
    out_ += "}\n";
    return std::move(out_);
  }

 private:
  void write_nodes() {
    for (Node node = 0; node < graph_.nodes(); ++node) {
      out_ += "  ";
      append(out_, node);
      if (!text_.names.empty()) out_ += " [label=\"" + dot_label(text_.names[node]) + "\"]";
      out_ += ";\n";
    }
  }

  void write_waves() {
    const auto last = std::max_element(text_.waves.begin(), text_.waves.end());
    const NodeLists waves(text_.waves, std::size_t{*last} + 1);
    for (std::size_t wave = 0; wave < waves.size(); ++wave) {
      if (waves[wave].empty()) continue;
      out_ += "  { rank=same;";
      for (const Node node : waves[wave]) {
        out_ += ' ';
        append(out_, node);
        out_ += ';';
      }
      out_ += " }\n";
    }
  }

  void write_arc(Node from, Node to, std::uint32_t number, bool marked) {
    out_ += "  ";
    append(out_, from);
    out_ += " -> ";
    append(out_, to);
    std::string label, attributes;
    if (!text_.lags.empty()) {
      add_value("lag", text_.lags[number], attributes);
      // Most arcs have none.
      if (text_.lags[number] != 0) add_label("lag ", text_.lags[number], label);
    }
    if (!text_.weights.empty()) {
      add_value("arc_weight", text_.weights[number], attributes);
      add_label("weight ", text_.weights[number], label);
    }
    if (!label.empty()) attributes += ", label=\"" + label + "\"";
    // An arc that is bridged must not push its dependent into a later rank.
    if (marked) attributes += ", bridged=true, style=dashed, color=red, constraint=false";
    if (!attributes.empty()) out_ += " [" + attributes.substr(2) + "]";
    out_ += ";\n";
  }

  template <class T>
  static void add_value(const char* key, T value, std::string& attributes) {
    attributes += std::string(", ") + key + "=\"";
    append(attributes, value);
    attributes += '"';
  }

  template <class T>
  static void add_label(const char* word, T value, std::string& label) {
    if (!label.empty()) label += ", ";
    label += word;
    append(label, value);
  }

  const DependencyGraph& graph_;
  const GraphText& text_;
  std::string out_;
};

/// One character as XML 1.0 holds it.
std::string xml_character(std::string_view character) {
  switch (character[0]) {
  case '&':
    return "&amp;";
  case '<':
    return "&lt;";
  case '>':
    return "&gt;";
  case '"':
    return "&quot;";
  case '\t':
    return "&#9;";
  case '\n':
    return "&#10;";
  case '\r':
    return "&#13;";
  default:
    break;
  }
  const bool forbidden = static_cast<unsigned char>(character[0]) < 0x20 ||
                         character == "\xef\xbf\xbe" || character == "\xef\xbf\xbf";
  return std::string(forbidden ? replacement : character);
}

std::string xml_text(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::string_view character = first_character(text);
    out += detail::is_utf8(character) ? xml_character(character) : std::string(replacement);
    text.remove_prefix(character.size());
  }
  return out;
}

class GraphmlWriter {
 public:
  GraphmlWriter(const DependencyGraph& graph, const GraphText& text) : graph_(graph), text_(text) {}

  std::string run() {
    out_ = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
           "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n";
    write_keys();
    out_ += "  <graph edgedefault=\"directed\">\n";
    for (Node node = 0; node < graph_.nodes(); ++node) write_node(node);
    for_each_arc(graph_, text_.bridged, [&](Node from, Node to, std::uint32_t number, bool marked) {
      write_arc(from, to, number, marked);
    });
    out_ += "  </graph>\n</graphml>\n";
    return std::move(out_);
  }

 private:
  void write_keys() {
    if (!text_.names.empty()) write_key("name", "node", "string");
    if (!text_.waves.empty()) write_key("wave", "node", "long");
    if (!text_.lags.empty()) write_key("lag", "edge", "long");
    if (!text_.weights.empty()) write_key("weight", "edge", "double");
    if (!text_.bridged.empty()) write_key("bridged", "edge", "boolean");
  }

  void write_key(const std::string& name, const std::string& of, const std::string& type) {
    out_ += "  <key id=\"" + name + "\" for=\"" + of + "\" attr.name=\"" + name +
            "\" attr.type=\"" + type + "\"/>\n";
  }

  void write_node(Node node) {
    out_ += "    <node id=\"";
    append(out_, node);
    out_ += "\">";
    if (!text_.names.empty())
      out_ += "<data key=\"name\">" + xml_text(text_.names[node]) + "</data>";
    if (!text_.waves.empty()) write_data("wave", text_.waves[node]);
    out_ += "</node>\n";
  }

  void write_arc(Node from, Node to, std::uint32_t number, bool marked) {
    out_ += "    <edge id=\"e";
    append(out_, number);
    out_ += "\" source=\"";
    append(out_, from);
    out_ += "\" target=\"";
    append(out_, to);
    out_ += "\">";
    if (!text_.lags.empty()) write_data("lag", text_.lags[number]);
    if (!text_.weights.empty()) write_data("weight", text_.weights[number]);
    if (!text_.bridged.empty())
      out_ += marked ? "<data key=\"bridged\">true</data>" : "<data key=\"bridged\">false</data>";
    out_ += "</edge>\n";
  }

  template <class T>
  void write_data(const char* key, T value) {
    out_ += std::string("<data key=\"") + key + "\">";
    append(out_, value);
    out_ += "</data>";
  }

  const DependencyGraph& graph_;
  const GraphText& text_;
  std::string out_;
};

}  // namespace

std::string to_dot(const DependencyGraph& graph, const GraphText& text) {
  return DotWriter(graph, text).run();
}

std::string to_graphml(const DependencyGraph& graph, const GraphText& text) {
  return GraphmlWriter(graph, text).run();
}

}  // namespace qsmo
