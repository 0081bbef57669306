// Policy and reform files: YAML or JSON. The formats are described in docs/policy-format.md.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "qsmo/policy/policy.hpp"

namespace qsmo {

inline constexpr std::string_view policy_format = "qsmo-policy/1";
inline constexpr std::string_view reform_format = "qsmo-reform/1";

/// Reads a policy file. A file whose format is JSON (its first character that is no blank is `{`) is read as JSON, else as
/// YAML. One that states `regimes` is put together from the policies that it names, by file beside it or ready made, each
/// possibly reformed and transposed. Throws IoError, or InputError with every fault by file and line; a file that is included
/// by itself, however indirectly, is such a fault.
[[nodiscard]] Policy read_policy(const std::filesystem::path& file);
/// The same from text; `name` stands for the file in faults, and files that it names are sought in `folder`.
[[nodiscard]] Policy parse_policy(std::string_view text, std::string_view name,
                                  const std::filesystem::path& folder = {});

/// Reads a reform and those that it `extends`, before it, each once. Throws as read_policy(); a circle of reforms is a fault that
/// names it.
[[nodiscard]] std::vector<Reform> read_reforms(const std::filesystem::path& file);
[[nodiscard]] std::vector<Reform> parse_reforms(std::string_view text, std::string_view name,
                                                const std::filesystem::path& folder = {});

/// What `NAME`, `NAME@DATE`, `FILE` or `FILE@DATE` means: a ready-made policy, or else a file in the folder. With a date it is
/// the approach taken at that date, without its historical end: last values hold on, as lenient(), and transposed() moves
/// all. Throws as read_policy(), and UnknownNameError for a name that is neither.
[[nodiscard]] Policy find_policy(std::string_view name_or_file,
                                 const std::filesystem::path& folder = {});

/// The policy as a file: canonical YAML that read_policy() reads back to an equal policy.
[[nodiscard]] std::string to_yaml(const Policy& policy);
/// The same of a reform, without what it extends.
[[nodiscard]] std::string to_yaml(const Reform& reform);

}  // namespace qsmo
