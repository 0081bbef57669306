#include "core/csv.hpp"

#include <algorithm>

namespace qsmo::detail {
namespace {

class CsvReader {
 public:
  CsvReader(std::string_view text, char separator) : text_(text), separator_(separator) {}

  CsvText run() {
    while (at_ < text_.size()) read_row();
    return std::move(out_);
  }

 private:
  [[nodiscard]] bool at_line_end() const {
    return at_ >= text_.size() || text_[at_] == '\n' || text_[at_] == '\r';
  }

  void skip_line_end() {
    if (at_ < text_.size() && text_[at_] == '\r') ++at_;
    if (at_ < text_.size() && text_[at_] == '\n') ++at_;
    ++line_;
  }

  void read_row() {
    CsvRow row{line_, {}};
    for (;;) {
      row.cells.push_back(read_cell());
      if (at_line_end()) break;
      ++at_;  // the separator
    }
    skip_line_end();
    const bool blank = std::all_of(row.cells.begin(), row.cells.end(),
                                   [](const std::string& cell) { return cell.empty(); });
    if (!blank) out_.rows.push_back(std::move(row));
  }

  std::string read_cell() {
    if (at_ < text_.size() && text_[at_] == '"') return read_quoted();
    const std::size_t begin = at_;
    while (!at_line_end() && text_[at_] != separator_) ++at_;
    return std::string(text_.substr(begin, at_ - begin));
  }

  std::string read_quoted() {
    const std::size_t opened = line_;
    std::string cell;
    for (++at_; at_ < text_.size(); ++at_) {
      if (text_[at_] == '"') {
        if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
          ++at_;
        } else {
          ++at_;
          return after_quote(std::move(cell));
        }
      }
      if (text_[at_] == '\n') ++line_;
      cell += text_[at_];
    }
    out_.faults.push_back({opened, "a closing quote"});
    return cell;
  }

  std::string after_quote(std::string cell) {
    if (at_line_end() || text_[at_] == separator_) return cell;
    out_.faults.push_back({line_, "a separator after the closing quote"});
    while (!at_line_end() && text_[at_] != separator_) cell += text_[at_++];
    return cell;
  }

  std::string_view text_;
  char separator_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  CsvText out_;
};

}  // namespace

CsvText parse_csv(std::string_view text, char separator) {
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  return CsvReader(text, separator).run();
}

std::string csv_cell(std::string_view text) {
  const bool plain = text.find_first_of(",\"\r\n") == std::string_view::npos &&
                     !text.starts_with(' ') && !text.ends_with(' ');
  if (plain) return std::string(text);
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

}  // namespace qsmo::detail
