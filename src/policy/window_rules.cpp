#include "qsmo/policy/window_rules.hpp"

namespace qsmo {
namespace {

bool rule_allows(const CutoverWindowFacts& facts) {
  switch (facts.cutover_rule) {
  case CutoverRule::any:
    return true;
  case CutoverRule::fiscal_year_start:
    return facts.starts_fiscal_year;
  case CutoverRule::calendar_year_start:
    return facts.starts_calendar_year;
  case CutoverRule::quarter_start:
    return facts.starts_quarter;
  }
  return false;
}

}  // namespace

Verdict start_window_rule(const StartWindowFacts& facts, Date date, const Parameters& parameters) {
  if (!parameters.starts_allowed) return {Reason::starts_suspended};
  if (facts.frozen) return {Reason::start_frozen};
  if (facts.earliest && date < *facts.earliest) return {Reason::before_earliest_start};
  return {Reason::start_open};
}

Verdict cutover_window_rule(const CutoverWindowFacts& facts, Date, const Parameters&) {
  if (facts.blacked_out) return {Reason::blacked_out};
  return {rule_allows(facts) ? Reason::cutover_open : Reason::outside_cutover_rule};
}

}  // namespace qsmo
