// The text under the marks of yaml-cpp: what its events leave unsaid.
#pragma once

#include <yaml-cpp/mark.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/text.hpp"

namespace qsmo::detail {

/// YAML text, asked by position. Marks count bytes from the start of the text.
class YamlText {
 public:
  explicit YamlText(std::string_view text) : text_(text) {}

  [[nodiscard]] std::string_view all() const { return text_; }

  /// First byte that is not UTF-8, a control character, or a CR that does not belong to a CRLF;
  /// size if there is none.
  [[nodiscard]] std::size_t first_unreadable() const {
    std::size_t at = 0;
    while (at < text_.size()) {
      const bool blank =
          text_[at] == '\t' || text_[at] == '\n' || text_.substr(at).starts_with("\r\n");
      const std::size_t length = blank ? 1 : printable_length(text_.substr(at));
      if (length == 0) break;
      at += length;
    }
    return at;
  }

  /// First line that begins like a directive, `%YAML 1.2` at the top left out; size if there is
  /// none.
  [[nodiscard]] std::size_t first_directive() const {
    const bool known = text_.starts_with("%YAML 1.2\n") || text_.starts_with("%YAML 1.2\r\n");
    if (text_.starts_with('%') && !known) return 0;
    const std::size_t at = text_.find("\n%");
    return at == std::string_view::npos ? text_.size() : at + 1;
  }

  [[nodiscard]] std::uint32_t line_at(std::size_t at) const {
    const std::string_view before = text_.substr(0, at);
    return static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n')) + 1;
  }

  /// Everything from a mark on.
  [[nodiscard]] std::string_view from(const YAML::Mark& mark) const {
    return text_.substr(position(mark));
  }

  /// Everything from the node at a mark on, its anchor left out.
  [[nodiscard]] std::string_view node(const YAML::Mark& mark) const {
    std::string_view rest = from(mark);
    if (!rest.starts_with('&')) return rest;
    rest = rest.substr(std::min(rest.find_first_of(" \t\r\n,]}"), rest.size()));
    for (;;) {
      rest = rest.substr(std::min(rest.find_first_not_of(" \t\r\n"), rest.size()));
      if (!rest.starts_with('#')) return rest;
      rest = rest.substr(std::min(rest.find('\n'), rest.size()));
    }
  }

  /// The word for null at a mark. Empty if nothing stands for the value, so that the mark is that
  /// of whatever follows, which may be a key that begins like such a word.
  [[nodiscard]] std::string_view null_word(const YAML::Mark& mark) const {
    const std::string_view rest = node(mark);
    for (const std::string_view word : {"null", "Null", "NULL", "~"}) {
      if (rest.starts_with(word) && ends_scalar(rest.substr(word.size()))) return word;
    }
    return {};
  }

  /// What stands between the quotes of the scalar at a mark: empty if it has none, nullopt if the
  /// second is missing.
  [[nodiscard]] std::optional<std::string_view> quoted(const YAML::Mark& mark) const {
    const std::string_view rest = node(mark);
    const char quote = rest.empty() ? '\0' : rest.front();
    if (quote != '"' && quote != '\'') return std::string_view();
    for (std::size_t i = 1; i < rest.size(); ++i) {
      const bool doubled = quote == '\'' && rest.substr(i, 2) == "''";
      if (doubled || (quote == '"' && rest[i] == '\\')) {
        ++i;
      } else if (rest[i] == quote) {
        return rest.substr(1, i - 1);
      }
    }
    return std::nullopt;
  }

  /// Line of the last text before a mark, blank lines and comments left out.
  [[nodiscard]] std::uint32_t line_before(const YAML::Mark& mark) const {
    std::uint32_t line = static_cast<std::uint32_t>(mark.line) + 1;
    std::size_t end = position(mark);
    for (;; --line) {
      const std::size_t begin = line_begin(end);
      const std::size_t first = text_.find_first_not_of(" \t\r\n", begin);
      if ((first < end && text_[first] != '#') || begin == 0) return line;
      end = begin - 1;
    }
  }

  /// Whether a tab is among the blanks that the line of a mark begins with.
  [[nodiscard]] bool tab_indents(const YAML::Mark& mark) const {
    const std::string_view line = text_.substr(line_begin(position(mark)));
    return line.substr(0, line.find_first_not_of(" \t")).find('\t') != std::string_view::npos;
  }

  /// The first 20 bytes of a text, or fewer: to the end of the line, and of whole characters.
  [[nodiscard]] static std::string excerpt(std::string_view rest) {
    rest = rest.substr(0, std::min<std::size_t>(rest.find_first_of("\r\n"), 20));
    return std::string(rest.substr(0, first_non_utf8(rest)));
  }

 private:
  [[nodiscard]] std::size_t position(const YAML::Mark& mark) const {
    return std::min(static_cast<std::size_t>(std::max(mark.pos, 0)), text_.size());
  }

  [[nodiscard]] std::size_t line_begin(std::size_t at) const {
    return at == 0 ? 0 : text_.rfind('\n', at - 1) + 1;
  }

  /// Whether a plain scalar in one line can end before this text, and is not a key.
  static bool ends_scalar(std::string_view behind) {
    const std::size_t blanks = std::min(behind.find_first_not_of(" \t"), behind.size());
    if (behind.size() == blanks) return true;
    const char next = behind[blanks];
    return next == '#' ? blanks > 0
                       : std::string_view("\r\n,]}").find(next) != std::string_view::npos;
  }

  std::string_view text_;
};

}  // namespace qsmo::detail
