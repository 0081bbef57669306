// A small linear program for choosing arcs that cover cycles. Private.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace qsmo::detail {

/// Minimises costs * x over 0 <= x <= 1 such that the x of each row's columns add up to at least 1. Rows are added as
/// they are found, columns are fixed and freed again; each solve starts from the last one's basis. A dual simplex
/// method on a dense dictionary with bounds on the variables (Chvátal 1983, chapters 8 and 10). Floating point: whoever
/// needs a proof takes the row prices and computes the bound again in whole numbers.
class CoveringLp {
 public:
  enum class End { optimal, infeasible, paused };

  explicit CoveringLp(std::span<const double> costs);

  /// Needs a `solve` after it. No column stands in a row twice.
  void add_row(std::span<const std::uint32_t> columns);
  /// Sets a column to 0 or 1 until it is freed.
  void fix(std::uint32_t column, bool one);
  void free(std::uint32_t column);
  [[nodiscard]] bool is_fixed(std::uint32_t column) const { return fixed_[column]; }
  [[nodiscard]] bool is_fixed_to_one(std::uint32_t column) const {
    return fixed_[column] && flipped_[column];
  }
  /// Restores the optimum, or pauses once it has looked at about `entries` of the dictionary.
  [[nodiscard]] End solve(std::uint64_t entries);
  /// Builds the dictionary anew from the rows and the fixed columns, which ends the growth of rounding errors. `solve`
  /// does so from time to time; it needs another one after it.
  void restart();
  /// How many entries have been looked at, in all.
  [[nodiscard]] std::uint64_t looked_at() const { return looked_at_; }
  /// Whether all columns of some row are fixed to 0, so that nothing keeps it.
  [[nodiscard]] bool some_row_is_zero() const;
  /// Forgets rows that are kept with room to spare.
  void drop_loose_rows();

  [[nodiscard]] double value() const { return value_; }
  [[nodiscard]] double x(std::uint32_t column) const;
  [[nodiscard]] std::size_t rows() const { return basic_.size(); }
  [[nodiscard]] std::size_t columns() const { return columns_; }
  /// Calls `visit(columns of the row, price)` for each row with a price above 0: what the optimum costs more a unit
  /// more.
  template <class Visit>
  void for_priced_rows(const Visit& visit) const {
    for (std::size_t c = 0; c < columns_; ++c) {
      if (outside_[c] >= columns_ && reduced_[c] > 0)
        visit(std::span<const std::uint32_t>(rows_[outside_[c] - columns_]), reduced_[c]);
    }
  }

 private:
  // Variables: columns 0 .. columns_-1, then the surplus of each row. The dictionary says
  // basic_[k] = at_[k] + sum over c of table_[k][c] * outside_[c]. A flipped column stands for 1 - x.
  [[nodiscard]] double* row(std::size_t k) { return table_.data() + k * columns_; }
  [[nodiscard]] const double* row(std::size_t k) const { return table_.data() + k * columns_; }
  [[nodiscard]] bool is_basic(std::uint32_t variable) const { return place_[variable] < 0; }
  [[nodiscard]] std::size_t row_of(std::uint32_t variable) const {
    return static_cast<std::size_t>(-1 - place_[variable]);
  }
  void place_row(std::uint32_t number);
  void flip(std::uint32_t column);
  [[nodiscard]] std::ptrdiff_t worst_row() const;
  [[nodiscard]] std::ptrdiff_t entering(std::size_t k) const;
  void pivot(std::size_t k, std::size_t c);
  void remove_row(std::size_t k);

  std::size_t columns_;
  std::vector<double> costs_;
  std::vector<std::vector<std::uint32_t>> rows_;  // by row number; empty: free for another
  std::vector<std::uint32_t> free_rows_;
  std::vector<std::uint32_t> basic_, outside_;
  std::vector<std::int64_t> place_;  // of each variable: column c of the dictionary, or -1 - row k
  std::vector<double> table_, at_, reduced_;
  std::vector<double>
      norms_;  // of rows, about (dual Devex weights): what makes their steps comparable
  std::vector<bool> fixed_, flipped_;
  double value_ = 0;
  std::uint64_t looked_at_ = 0;
  std::uint64_t pivots_ = 0;            // since the last restart
  std::vector<std::uint32_t> entries_;  // of the row of a pivot that are not 0
};

}  // namespace qsmo::detail
