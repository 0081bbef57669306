#include "qsmo/graph/node_lists.hpp"

#include <utility>

namespace qsmo {

NodeLists::NodeLists(std::span<const std::uint32_t> label_of, std::size_t count)
    : offsets_(count + 1, 0), nodes_(label_of.size()) {
  for (const std::uint32_t label : label_of) ++offsets_[label + 1];
  for (std::size_t i = 0; i < count; ++i) offsets_[i + 1] += offsets_[i];
  std::vector<std::uint32_t> next(offsets_.begin(), offsets_.end() - 1);
  for (Node node = 0; node < label_of.size(); ++node) nodes_[next[label_of[node]]++] = node;
}

}  // namespace qsmo
