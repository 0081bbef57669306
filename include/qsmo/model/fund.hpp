// Funds: which money pays for which kinds of migration cost of which agencies, and how much there is each year.
#pragma once

#include <string>
#include <vector>

#include "qsmo/model/agency.hpp"

namespace qsmo {

/// The lines of money of a plan (docs/planning-problem.md, "Money"). A transfer is negative where it is received.
enum class MoneyKind {
  legacy,
  dual_run,
  stranded,
  decommission,
  service,
  onboarding,
  phase,
  bridge,
  break_price,
  transfer
};
inline constexpr std::size_t money_kind_count = 10;

template <>
struct EnumNames<MoneyKind> {
  static constexpr std::array<std::string_view, money_kind_count> names{
      "legacy",     "dual_run", "stranded", "decommission", "service",
      "onboarding", "phase",    "bridge",   "break",        "transfer"};
};

/// Kinds of money that a fund can pay for.
enum class FundedKind { dual_run, decommission, onboarding, phase, bridge, break_price, transfer };

template <>
struct EnumNames<FundedKind> {
  static constexpr std::array<std::string_view, 7> names{
      "dual_run", "decommission", "onboarding", "phase", "bridge", "break", "transfer"};
};

/// The money line that a fund's kind stands for.
[[nodiscard]] constexpr MoneyKind money_kind(FundedKind kind) {
  constexpr std::array<MoneyKind, 7> kinds{
      MoneyKind::dual_run, MoneyKind::decommission, MoneyKind::onboarding, MoneyKind::phase,
      MoneyKind::bridge,   MoneyKind::break_price,  MoneyKind::transfer};
  return kinds[static_cast<std::size_t>(kind)];
}

/// A fund that pays stated kinds of cost of stated agencies, up to a budget per fiscal year.
struct Fund {
  std::string id = {};
  std::string name = {};
  std::vector<Ref<Agency>> agencies = {};
  std::vector<FundedKind> kinds = {};
  bool carry_over = false;

  template <class Visitor, class Self>
  static void visit(Visitor& v, Self& self) {
    v(Field{.name = "id", .doc = "Unique name, used as key.", .required = true}, self.id);
    v(Field{"name", "Full name, for people."}, self.name);
    v(Field{.name = "agencies",
            .doc = "Agencies whose costs it pays; bureaus are listed separately.",
            .required = true},
      self.agencies);
    v(Field{.name = "kinds",
            .doc = "Kinds of cost that it pays. Two funds on one agency and kind are a fault.",
            .required = true},
      self.kinds);
    v(Field{"carry_over", "Unspent money of a year stays for later years."}, self.carry_over);
  }
  friend bool operator==(const Fund&, const Fund&) = default;
};
using FundId = Id<Fund>;

/// Money of a fund in one fiscal year. Years inside the horizon that are not listed have 0.
struct Budget {
  Ref<Fund> fund = {};
  int fiscal_year = 0;
  Money amount = {};
  Provenance provenance = {};

  template <class Visitor, class Self>
  static void visit(Visitor& v, Self& self) {
    v(Field{.name = "fund", .doc = "The fund.", .required = true}, self.fund);
    v(Field{.name = "fiscal_year",
            .doc = "The fiscal year, by the calendar year in which it ends.",
            .required = true,
            .min = 1980,
            .max = 2200},
      self.fiscal_year);
    v(Field{.name = "amount",
            .doc = "Undiscounted money of that year.",
            .unit = "USD",
            .required = true,
            .max = 1'000'000'000'000},
      self.amount);
    v(provenance_field, self.provenance);
  }
  friend bool operator==(const Budget&, const Budget&) = default;
};

}  // namespace qsmo
