// Targets of measures as people write them: `>=98%`, `<=60 days`, `Zero`, `TBD by Service Customer`.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "qsmo/model/assessment.hpp"

namespace qsmo {

/// What the text of a target says.
struct MeasureTarget {
  Direction direction = Direction::at_least;
  std::optional<Decimal> target = {};  ///< Absent: there is none yet, so the measure is a volume.
  std::string unit = {};  ///< `percent` for %, else the word after the number; may be empty.

  friend bool operator==(const MeasureTarget&, const MeasureTarget&) = default;
};

/// Reads `>=98%`, `<= 60 days`, `=100%`, `>=4.5 score`: a direction, a plain number of at most 6 places from 0 to 1e9, and a
/// unit that begins with a letter; `Zero` is `=0`; an empty text, `none`, and one that begins with the word `TBD` are no
/// target. Case and blanks between the parts do not matter. Throws InputError with the one fault of anything else, whose
/// suggestion is the target that was probably meant, if there is one.
[[nodiscard]] MeasureTarget parse_target(std::string_view text);

}  // namespace qsmo
