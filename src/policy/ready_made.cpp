#include "qsmo/policy/ready_made.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "policy/ready_made_texts.hpp"
#include "qsmo/policy/policy_files.hpp"

namespace qsmo {
namespace {

using detail::ready_made_texts;

constexpr auto ids = [] {
  std::array<std::string_view, ready_made_texts.size()> out;
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = ready_made_texts[i].id;
  return out;
}();

std::size_t place_of(std::string_view id) {
  const auto found = std::find(ids.begin(), ids.end(), id);
  if (found == ids.end()) {
    throw UnknownNameError("ready-made policy", std::string(id),
                           nearest_name(id, {ids.begin(), ids.end()}));
  }
  return static_cast<std::size_t>(found - ids.begin());
}

std::vector<Policy> read_all() {
  std::vector<Policy> out;
  for (const auto& [id, text] : ready_made_texts)
    out.push_back(parse_policy(text, "policies/" + std::string(id) + ".yaml"));
  return out;
}

}  // namespace

std::span<const std::string_view> ready_made_policies() { return ids; }

Policy ready_made_policy(std::string_view id) {
  static const std::vector<Policy> all = read_all();
  return all[place_of(id)];
}

std::string_view ready_made_text(std::string_view id) {
  return ready_made_texts[place_of(id)].text;
}

}  // namespace qsmo
