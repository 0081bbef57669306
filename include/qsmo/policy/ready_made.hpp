// The policies that come with the library: the approaches that the field compares. Their files are in policies/.
#pragma once

#include <span>
#include <string_view>

#include "qsmo/policy/policy.hpp"

namespace qsmo {

/// Ids of the ready-made policies, in the order of their dates.
[[nodiscard]] std::span<const std::string_view> ready_made_policies();

/// The policy of that id. Throws UnknownNameError with the nearest id.
[[nodiscard]] Policy ready_made_policy(std::string_view id);

/// Text of its file.
[[nodiscard]] std::string_view ready_made_text(std::string_view id);

}  // namespace qsmo
