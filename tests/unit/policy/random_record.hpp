// Records with random fields, few values each, so that comparisons go either way often.
#pragma once

#include <optional>
#include <random>
#include <string>
#include <vector>

#include "qsmo/model/field.hpp"

namespace qsmo {

/// Visitor that sets every field that `wants` says.
template <class Wants>
class RandomFields {
 public:
  RandomFields(std::mt19937& random, Wants wants) : random_(random), wants_(std::move(wants)) {}

  template <class T>
  void operator()(const Field& field, T& out) {
    if (wants_(field.name)) draw(out);
  }

 private:
  unsigned below(unsigned n) { return static_cast<unsigned>(random_() % n); }

  void draw(bool& out) { out = below(2) == 0; }
  void draw(int& out) { out = static_cast<int>(below(4)); }
  void draw(Decimal& out) { out = Decimal::from_raw(250'000 * below(5)); }
  void draw(Money& out) { out = Money(static_cast<int>(100 * below(4))); }
  void draw(Date& out) { out = {2020, static_cast<int>(1 + below(4)), 0}; }
  void draw(std::string& out) { out = std::string(1, "abc"[below(3)]); }
  template <class Enum>
  requires std::is_enum_v<Enum>
  void draw(Enum& out) {
    out = static_cast<Enum>(below(static_cast<unsigned>(EnumNames<Enum>::names.size())));
  }
  template <class T>
  void draw(std::optional<T>& out) {
    out.reset();
    if (below(3) > 0) draw(out.emplace());
  }
  /// Few, half or nearly all of the values.
  template <class Enum>
  requires std::is_enum_v<Enum>
  void draw(std::vector<Enum>& out) {
    out.clear();
    const unsigned chance[] = {20, 50, 95};
    const unsigned percent = chance[below(3)];
    for (std::size_t i = 0; i < EnumNames<Enum>::names.size(); ++i) {
      if (below(100) < percent) out.push_back(static_cast<Enum>(i));
    }
  }
  template <class T>
  void draw(std::vector<T>& out) {
    out.resize(below(4));
    for (T& item : out) draw(item);
  }

  std::mt19937& random_;
  Wants wants_;
};

/// Draws the fields of a record anew that `wants(name)` says.
template <class Record, class Wants>
void redraw(Record& record, std::mt19937& random, Wants wants) {
  RandomFields<Wants> fields(random, std::move(wants));
  Record::visit(fields, record);
}

template <class Record>
[[nodiscard]] Record random_record(std::mt19937& random) {
  Record out;
  redraw(out, random, [](std::string_view) { return true; });
  return out;
}

}  // namespace qsmo
