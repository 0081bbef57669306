// Standards that services require and offerings meet.
#pragma once

#include <string>

#include "qsmo/model/field.hpp"

namespace qsmo {

/// A versioned standard, such as the FIBF standards of one area.
struct Standard {
  std::string id = {};
  std::string name = {};

  template <class Visitor, class Self>
  static void visit(Visitor& v, Self& self) {
    v(Field{.name = "id",
            .doc = "Unique name, used as key; put the version in it.",
            .required = true},
      self.id);
    v(Field{"name", "Full name, for people."}, self.name);
  }
  friend bool operator==(const Standard&, const Standard&) = default;
};
using StandardId = Id<Standard>;

}  // namespace qsmo
