// Reading policy files and reform files that name one another.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/document.hpp"
#include "model/record_decoder.hpp"

namespace qsmo::detail {

/// What must be known while files read one another.
struct Reading {
  std::vector<std::filesystem::path> open;  ///< Files that are being read, the first one outermost.
  std::vector<std::string> names;           ///< The same, as faults name them.
  std::size_t files = 0;
  std::vector<Fault> faults;
};

/// Where a file names another. No file: the caller did.
struct FilePlace {
  std::string file = {};
  std::size_t line = 0;
  std::string pointer = {};
};

/// The same for all names of a file.
[[nodiscard]] std::filesystem::path identity(const std::filesystem::path& file);

/// A file is open as long as this lives.
class Opened {
 public:
  Opened(Reading& reading, std::string_view name, const std::filesystem::path& folder);
  Opened(const Opened&) = delete;
  Opened& operator=(const Opened&) = delete;
  ~Opened();

 private:
  Reading& reading_;
};

void add_fault(Reading& reading, const FilePlace& place, std::string_view value,
               std::string expected, std::string suggestion = {});

/// Whether a file may be opened: it does not include itself, and there are not too many. If not, says why.
[[nodiscard]] bool may_open(Reading& reading, const std::filesystem::path& file,
                            const FilePlace& place);

/// The text of a file. Throws IoError, which says who named it.
[[nodiscard]] std::string read_included(const std::filesystem::path& file, const FilePlace& place);

/// JSON or YAML, by its first character.
[[nodiscard]] Document parse_file(std::string_view text, std::string_view name);

/// Takes over the faults of a document. Whether it holds an object of the format; if not, says why.
[[nodiscard]] bool has_format(Reading& reading, const Document& document, std::string_view format);

/// What policies and reforms have in common.
template <class Record>
void decode_header(RecordDecoder& decoder, Record& record) {
  decoder.accept("format");
  decoder(Field{.name = "id", .doc = {}, .required = true}, record.id);
  decoder(Field{"name", {}}, record.name);
  decoder(Field{"summary", {}}, record.summary);
}

/// An id is a name, so that it cannot be empty or have blanks at its ends.
void judge_id(Reading& reading, const Document& document);

/// Names of files below a key, each with its place. `names` are what was decoded there.
[[nodiscard]] std::vector<std::pair<std::string, FilePlace>>
named_files(const Document& document, const Value& owner, std::string_view key,
            const std::string& path, const std::vector<std::string>& names);

/// Throws InputError if there are faults: file by file, and by line in each.
void throw_faults(Reading& reading);

}  // namespace qsmo::detail
