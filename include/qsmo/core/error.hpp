// Errors as types with data. The library throws these, and never prints, exits or aborts.
#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace qsmo {

/// Base of every exception that qsmo throws; each also derives from the matching standard type.
class Error {
 public:
  Error() = default;
  Error(const Error&) = default;
  Error& operator=(const Error&) = default;
  virtual ~Error() = default;
  [[nodiscard]] virtual const char* what() const noexcept = 0;
};

/// One thing wrong with an input: where it is, what stands there, and what was expected instead.
struct Fault {
  std::string file;      ///< File name as the user gave it; empty for input built in code.
  std::size_t line = 0;  ///< Line in that file, from 1; 0 where lines mean nothing.
  std::string
      pointer;  ///< JSON pointer (`/workloads/3/agency`), or table, row and column of a CSV folder.
  std::string value;       ///< What stands there, as written, shortened to 80 bytes.
  std::string expected;    ///< What would have been right.
  std::string suggestion;  ///< The nearest right name, if a name is misspelt; else empty.

  friend bool operator==(const Fault&, const Fault&) = default;
};

/// `file:line: pointer: "value": expected ...; did you mean "..."?` on one line, control characters escaped.
[[nodiscard]] std::string to_string(const Fault& fault);

/// An input breaks its contract. Carries all faults found, in the order of the input.
class InputError : public Error, public std::invalid_argument {
 public:
  explicit InputError(std::vector<Fault> faults);
  [[nodiscard]] const std::vector<Fault>& faults() const { return faults_; }
  [[nodiscard]] const char* what() const noexcept override { return std::invalid_argument::what(); }

 private:
  std::vector<Fault> faults_;
};

/// A file could not be read or written.
class IoError : public Error, public std::runtime_error {
 public:
  IoError(std::string path, const std::string& reason);
  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] const char* what() const noexcept override { return std::runtime_error::what(); }

 private:
  std::string path_;
};

/// A name was asked for that the portfolio does not have.
class UnknownNameError : public Error, public std::out_of_range {
 public:
  UnknownNameError(std::string_view kind, std::string name, std::string suggestion);
  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::string& suggestion() const { return suggestion_; }
  [[nodiscard]] const char* what() const noexcept override { return std::out_of_range::what(); }

 private:
  std::string name_;
  std::string suggestion_;
};

/// Amounts grew beyond what 64-bit cents hold.
class OverflowError : public Error, public std::overflow_error {
 public:
  explicit OverflowError(const std::string& what) : std::overflow_error(what) {}
  [[nodiscard]] const char* what() const noexcept override { return std::overflow_error::what(); }
};

/// The name among `candidates` nearest to `name` by edit distance, if near enough to be a slip
/// (at most a third of its length, at least 1; a letter in the wrong case counts half a slip, and a name that is right but
/// for case is always near); ties to the first. Else empty.
[[nodiscard]] std::string nearest_name(std::string_view name,
                                       const std::vector<std::string_view>& candidates);

}  // namespace qsmo
