// Mines of MineLib, the public benchmark for schedules of most present value (Espinoza, Goycoolea, Moreno, Newman 2013).
#pragma once

#include <string>
#include <string_view>

#include "qsmo/scheduling/problem.hpp"

namespace qsmo::scheduling {

/// A mine as a scheduling problem. Activity i is block i, its slot the period in which it is mined, if ever; pool i is
/// resource i, with a bucket per period, in millionths of the file's unit. A block is mined no earlier than its
/// predecessors, and only if they are; blocks that precede one another in a ring form one block of the problem.
struct Mine {
  std::string name;
  Problem problem;
  Solution start;  ///< Nothing is mined.

  /// Present value in the file's money of a solution that costs this.
  [[nodiscard]] double value(Cost cost) const;
};

/// Reads a mine from text: `cpit` holds values, resources and the discount rate, `prec` the predecessors of each block.
/// The file names stand in messages. A block mined in period t, from 0, earns value x (1 + rate)^-t. Values and resources
/// are rounded to millionths (values to more where the sum of all would not fit into 64 bits).
///
/// Words are separated by blanks, tabs and colons; lines that begin with `%` are comments; the sections of `cpit` may
/// stand in any order. Of what MineLib allows, problems of type CPIT with limits from above (`L`) and coefficients of at
/// least 0 are read. Throws InputError with every fault of both files. O(bytes + blocks x periods).
[[nodiscard]] Mine parse_minelib(std::string_view cpit, const std::string& cpit_file,
                                 std::string_view prec, const std::string& prec_file);

/// Reads a mine from two files: parse_minelib on their content. Throws IoError and InputError.
[[nodiscard]] Mine read_minelib(const std::string& cpit_path, const std::string& prec_path);

}  // namespace qsmo::scheduling
