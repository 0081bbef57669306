#include "qsmo/policy/exception.hpp"

namespace qsmo {
namespace {

ExceptionKind needed_for(const ExceptionFacts& facts) {
  const bool more = facts.new_or_replacement_system || facts.several_qsmos ||
                    (facts.provider_outside && facts.marketplace_operates) || facts.qsmo_asks;
  return more ? ExceptionKind::comprehensive : ExceptionKind::streamlined;
}

Reason judge(const ExceptionFacts& facts, ExceptionKind needed, Date date,
             const Parameters& parameters) {
  if (facts.decision == ExceptionDecision::denied) return Reason::exception_denied;
  if (facts.kind < needed) return Reason::plan_not_comprehensive;
  if (facts.decision == ExceptionDecision::pending) return Reason::exception_pending;
  if (parameters.off_ramp_required && !facts.off_ramp) return Reason::off_ramp_missing;
  if (facts.decided && date < *facts.decided) return Reason::exception_not_yet;
  if (facts.off_ramp && *facts.off_ramp < date) return Reason::exception_expired;
  return Reason::exception_in_force;
}

}  // namespace

ExceptionVerdict exception_rule(const ExceptionFacts& facts, Date date,
                                const Parameters& parameters) {
  const ExceptionKind needed = needed_for(facts);
  ExceptionVerdict verdict;
  verdict.reason = judge(facts, needed, date, parameters);
  verdict.needed = needed;
  verdict.holds_until = facts.off_ramp;
  return verdict;
}

}  // namespace qsmo
