// Small questions about text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace qsmo::detail {

/// Whether the bytes are well-formed UTF-8 (RFC 3629: no overlong forms, no surrogates).
[[nodiscard]] bool is_utf8(std::string_view text);
/// Position of the first byte that is not UTF-8; text.size() if all is well.
[[nodiscard]] std::size_t first_non_utf8(std::string_view text);
/// Bytes of the first character; 0 if it is a control character (C0, DEL, C1), not UTF-8, or not there.
[[nodiscard]] std::size_t printable_length(std::string_view text);
/// Characters, not bytes, of UTF-8 text.
[[nodiscard]] std::size_t characters(std::string_view text);
/// Without blanks at both ends.
[[nodiscard]] std::string_view trimmed(std::string_view text);
/// Parts between separators, trimmed. An empty text has no parts.
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);
/// A key as one step of a JSON pointer (RFC 6901): `~` as `~0`, `/` as `~1`.
[[nodiscard]] std::string pointer_step(std::string_view key);
/// At most 80 bytes, cut at a character, with an ellipsis.
[[nodiscard]] std::string shortened(std::string_view text);
/// Whether a spreadsheet would run a cell with this text as a formula.
[[nodiscard]] bool looks_like_formula(std::string_view text);
/// Whether CSV files hold this text behind one apostrophe more: a formula, or apostrophes and then a formula.
[[nodiscard]] bool needs_apostrophe(std::string_view text);

}  // namespace qsmo::detail
