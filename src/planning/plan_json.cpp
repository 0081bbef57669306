#include "qsmo/planning/plan_json.hpp"

#include <algorithm>
#include <set>

#include "model/decode.hpp"
#include "model/record_decoder.hpp"
#include "model/schema_writer.hpp"
#include "qsmo/planning/bearings.hpp"
#include "qsmo/planning/money.hpp"
#include "qsmo/version.hpp"

namespace qsmo {
namespace {

using detail::Json;
using detail::Value;

/// What a plan does with a workload.
enum class Action { retain, migrate };

}  // namespace

template <>
struct EnumNames<Action> {
  static constexpr std::array<std::string_view, 2> names{"retain", "migrate"};
};

namespace {

/// One decision as its file states it.
struct DecisionRecord {
  Ref<Workload> workload;
  Action action = Action::retain;
  Ref<Offering> offering;
  std::optional<Date> start;
  std::optional<Date> cutover;
  std::vector<std::string> reasons;

  template <class Visitor, class Self>
  static void visit(Visitor& v, Self& self) {
    v(Field{.name = "workload", .doc = "The workload decided for.", .required = true},
      self.workload);
    v(Field{.name = "action", .doc = "`retain` or `migrate`.", .required = true}, self.action);
    v(Field{"offering", "With `migrate`: where it goes."}, self.offering);
    v(Field{"start", "With `migrate`: first month of the period in which work starts; follows from "
                     "the cutover."},
      self.start);
    v(Field{"cutover", "With `migrate`: first month of the period from whose start the offering "
                       "serves the workload."},
      self.cutover);
    v(Field{"reasons", "Reasons of the policy's rules that bore on it; follow from the plan."},
      self.reasons);
  }
};

struct TransferRecord {
  Ref<Agency> agency;
  Date period;
  Money amount;

  template <class Visitor, class Self>
  static void visit(Visitor& v, Self& self) {
    v(Field{.name = "agency", .doc = "Who receives it.", .required = true}, self.agency);
    v(Field{.name = "period", .doc = "A date in the period in which it is paid.", .required = true},
      self.period);
    v(Field{.name = "amount",
            .doc = "The amount, paid by the fund that covers transfers of the agency.",
            .unit = "USD",
            .required = true,
            .max = 100'000'000'000},
      self.amount);
  }
};

Json dollars(Money amount) { return amount.to_double(); }

Json decision_json(const Portfolio& p, WorkloadId w, const std::optional<Move>& move,
                   const std::set<Reason>& reasons) {
  Json out{{"workload", p[w].id}, {"action", move ? "migrate" : "retain"}};
  if (move) {
    out["offering"] = p[move->offering].id;
    out["start"] = p.calendar().label(start_of(p, w, *move));
    out["cutover"] = p.calendar().label(move->cutover);
  }
  if (!reasons.empty()) out["reasons"] = Json::array();
  for (const Reason reason : reasons) out["reasons"].push_back(name_of(reason));
  return out;
}

Json decision_rows(const Portfolio& p, const Plan& plan) {
  IdVector<Workload, std::set<Reason>> reasons(plan.moves.size());
  for (const Bearing& bearing : bearings(p, plan)) reasons[bearing.workload].insert(bearing.reason);
  Json rows = Json::array();
  for (std::size_t i = 0; i < plan.moves.size(); ++i) {
    const WorkloadId w(i);
    rows.push_back(decision_json(p, w, plan.moves[w], reasons[w]));
  }
  return rows;
}

/// Sums of a statement over the periods of a fiscal year.
Money year_sum(const Portfolio& p, const Statement& statement, int year, AgencyId agency,
               MoneyKind kind) {
  Money sum;
  for (int t = 0; t < p.periods(); ++t) {
    if (p.calendar().fiscal_year(t) == year) sum += statement.amount(agency, kind, t);
  }
  return sum;
}

Json year_rows(const Portfolio& p, const Statement& before, const Statement& after) {
  Json rows = Json::array();
  for (const int year : after.fiscal_years()) {
    Money quo, plan;
    double saving = 0;
    for (int t = 0; t < p.periods(); ++t) {
      if (p.calendar().fiscal_year(t) != year) continue;
      quo += before.total(t);
      plan += after.total(t);
      saving += (before.total(t) - after.total(t)).to_double() * p.discount_factor(t);
    }
    rows.push_back({{"fiscal_year", year},
                    {"status_quo", dollars(quo)},
                    {"plan", dollars(plan)},
                    {"discounted_saving", saving}});
  }
  return rows;
}

/// Money by fiscal year, agency and kind, without rows of zeros.
Json line_rows(const Portfolio& p, const Statement& before, const Statement& after) {
  Json rows = Json::array();
  for (const int year : after.fiscal_years()) {
    for (std::size_t a = 0; a < after.agencies(); ++a) {
      for (std::size_t k = 0; k < money_kind_count; ++k) {
        const auto kind = static_cast<MoneyKind>(k);
        const Money quo = year_sum(p, before, year, AgencyId(a), kind);
        const Money plan = year_sum(p, after, year, AgencyId(a), kind);
        if (quo == Money() && plan == Money()) continue;
        rows.push_back({{"fiscal_year", year},
                        {"agency", p[AgencyId(a)].id},
                        {"kind", name_of(kind)},
                        {"status_quo", dollars(quo)},
                        {"plan", dollars(plan)}});
      }
    }
  }
  return rows;
}

Json fund_rows(const Portfolio& p, const Statement& after) {
  Json rows = Json::array();
  for (std::size_t f = 0; f < p.scenario().funds.size(); ++f) {
    for (const int year : after.fiscal_years()) {
      rows.push_back({{"fund", p[FundId(f)].id},
                      {"fiscal_year", year},
                      {"budget", dollars(p.budget(FundId(f), year))},
                      {"spend", dollars(after.spend(FundId(f), year))}});
    }
  }
  return rows;
}

/// Adds `name` if there is a value.
template <class Value>
void put(Json& row, const char* name, const std::optional<Value>& value) {
  if (value) row[name] = *value;
}

std::optional<std::string> label(const Portfolio& p, std::optional<int> period) {
  return period ? std::optional(p.calendar().label(*period)) : std::nullopt;
}

Json term_rows(const std::vector<ObjectiveTerm>& terms) {
  Json rows = Json::array();
  for (const ObjectiveTerm& term : terms)
    rows.push_back({{"name", term.name}, {"count", term.count}, {"amount", term.amount}});
  return rows;
}

Json price_rows(const Portfolio& p, const std::vector<ShadowPrice>& prices) {
  Json rows = Json::array();
  for (const ShadowPrice& price : prices) {
    Json row{{"kind", name_of(price.kind)}, {"entities", price.entities}};
    put(row, "period", label(p, price.period));
    put(row, "fiscal_year", price.fiscal_year);
    row["price"] = price.price;
    row["unit"] = price.unit;
    rows.push_back(std::move(row));
  }
  return rows;
}

Json witness_json(const Portfolio& p, const Witness& witness) {
  Json out{{"message", witness.message}, {"workloads", witness.workloads}};
  if (!witness.kind) return out;
  out["draws"] = witness.draws;
  out["kind"] = name_of(*witness.kind);
  out["entities"] = witness.entities;
  put(out, "period", label(p, witness.period));
  put(out, "last_period", label(p, witness.last_period));
  put(out, "fiscal_year", witness.fiscal_year);
  put(out, "last_fiscal_year", witness.last_fiscal_year);
  out["need"] = witness.need;
  out["capacity"] = witness.capacity;
  out["unit"] = witness.unit;
  return out;
}

/// Pretty at the top, one row a line inside: readable, and made for line-wise comparison.
std::string text_of(const Json& plan) {
  std::string out = "{";
  for (const auto& [key, value] : plan.items()) {
    out += (out.size() > 1 ? ",\n  " : "\n  ") + Json(key).dump() + ": ";
    if (!value.is_array() || value.empty()) {
      out += value.dump();
      continue;
    }
    out += "[";
    for (std::size_t i = 0; i < value.size(); ++i)
      out += (i > 0 ? ",\n    " : "\n    ") + value[i].dump();
    out += "\n  ]";
  }
  return out + "\n}\n";
}

/// Reads a plan file for one portfolio, collecting faults.
class PlanReader {
 public:
  PlanReader(const Portfolio& p, detail::Document document)
      : p_(p), document_(std::move(document)), plan_(status_quo(p)) {}

  Plan run() {
    faults_ = document_.faults;
    if (faults_.empty()) read_root();
    if (!faults_.empty()) throw InputError(std::move(faults_));
    return std::move(plan_);
  }

 private:
  void fault(const Value& value, std::string pointer, std::string shown, std::string expected,
             std::string suggestion = {}) {
    faults_.push_back({document_.name, value.line, std::move(pointer), std::move(shown),
                       std::move(expected), std::move(suggestion)});
  }

  void read_root() {
    const Value& root = document_.root;
    const Value* format = root.find("format");
    if (root.kind != Value::Kind::object || format == nullptr || format->text != plan_format) {
      return fault(format == nullptr ? root : *format, "/format",
                   format == nullptr ? "" : detail::shown(*format), std::string(plan_format));
    }
    read_list("decisions",
              [&](const Value& item, const std::string& path) { read_decision(item, path); });
    read_list("transfers",
              [&](const Value& item, const std::string& path) { read_transfer(item, path); });
    if (root.find("decisions") == nullptr) fault(root, "/decisions", "", "an array of decisions");
  }

  template <class Read>
  void read_list(const std::string& name, const Read& read) {
    const Value* list = document_.root.find(name);
    if (list == nullptr) return;
    if (list->kind != Value::Kind::array)
      return fault(*list, "/" + name, detail::shown(*list), "an array");
    for (std::size_t i = 0; i < list->items.size(); ++i)
      read(list->items[i], "/" + name + "/" + std::to_string(i));
  }

  template <class Record>
  std::optional<Record> decode(const Value& item, const std::string& path) {
    if (item.kind != Value::Kind::object) {
      fault(item, path, detail::shown(item), "an object");
      return std::nullopt;
    }
    const std::size_t before = faults_.size();
    Record record;
    detail::RecordDecoder decoder(item, document_.name, path, faults_);
    Record::visit(decoder, record);
    decoder.finish();
    if (faults_.size() > before) return std::nullopt;
    return record;
  }

  /// The id of a name, or a fault.
  template <class Find>
  auto resolve(const Value& item, const std::string& pointer, const std::string& name,
               const Find& find, const char* kind) -> std::optional<decltype(find(name))> {
    try {
      return find(name);
    } catch (const UnknownNameError& error) {
      fault(item, pointer, name, std::string("the id of ") + kind, error.suggestion());
      return std::nullopt;
    }
  }

  void read_decision(const Value& item, const std::string& path) {
    const auto record = decode<DecisionRecord>(item, path);
    if (!record) return;
    const auto w = resolve(
        item, path + "/workload", record->workload.name(),
        [&](const std::string& n) { return p_.workload(n); }, "a workload");
    if (!w) return;
    if (std::find(seen_.begin(), seen_.end(), *w) != seen_.end())
      return fault(item, path + "/workload", p_[*w].id, "one decision per workload");
    seen_.push_back(*w);
    if (record->action == Action::retain) {
      if (record->offering.given() || record->cutover || record->start)
        fault(item, path, "", "nothing besides with `retain`");
      plan_.moves[*w] = std::nullopt;
      return;
    }
    read_move(item, path, *record, *w);
  }

  void read_move(const Value& item, const std::string& path, const DecisionRecord& record,
                 WorkloadId w) {
    if (!record.offering.given() || !record.cutover)
      return fault(item, path, "", "offering and cutover with `migrate`");
    const auto o = resolve(
        item, path + "/offering", record.offering.name(),
        [&](const std::string& n) { return p_.offering(n); }, "an offering");
    if (!o) return;
    if (!p_.coverage(*o, p_[w].service.id()))
      return fault(item, path + "/offering", p_[*o].id,
                   "an offering that covers " + p_[w].service.name());
    const int cutover = p_.calendar().period_of(*record.cutover);
    if (cutover < 0 || cutover >= p_.periods())
      return fault(item, path + "/cutover", record.cutover->to_string(),
                   "a date within the horizon");
    const Move move{*o, cutover};
    const int start = start_of(p_, w, move);
    if (record.start && p_.calendar().period_of(*record.start) != start) {
      return fault(item, path + "/start", record.start->to_string(),
                   "the period that the duration of the way gives, " + p_.calendar().label(start));
    }
    plan_.moves[w] = move;
  }

  void read_transfer(const Value& item, const std::string& path) {
    const auto record = decode<TransferRecord>(item, path);
    if (!record) return;
    const auto agency = resolve(
        item, path + "/agency", record->agency.name(),
        [&](const std::string& n) { return p_.agency(n); }, "an agency");
    const int t = p_.calendar().period_of(record->period);
    if (t < 0 || t >= p_.periods())
      return fault(item, path + "/period", record->period.to_string(), "a date within the horizon");
    if (record->amount < Money())
      return fault(item, path + "/amount", record->amount.to_string(), "an amount from 0");
    if (agency) plan_.transfers.push_back({*agency, t, record->amount});
  }

  const Portfolio& p_;
  detail::Document document_;
  Plan plan_;
  std::vector<WorkloadId> seen_;
  std::vector<Fault> faults_;
};

/// What a derived field holds, by its name.
Json field_schema(std::string_view name) {
  const auto one_of = [&](std::initializer_list<std::string_view> names) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  const auto list_of = [](const char* type) {
    return Json{{"type", "array"}, {"items", {{"type", type}}}};
  };
  if (one_of({"entities", "workloads"})) return list_of("string");
  if (name == "draws") return list_of("number");
  if (one_of({"fiscal_year", "last_fiscal_year", "count"})) return {{"type", "integer"}};
  const bool text =
      one_of({"agency", "kind", "fund", "name", "period", "last_period", "unit", "message"});
  return {{"type", text ? "string" : "number"}};
}

Json row_schema(std::initializer_list<const char*> names) {
  Json properties = Json::object();
  for (const char* name : names) properties[name] = field_schema(name);
  return {{"type", "object"}, {"properties", properties}};
}

template <class Record>
Json record_schema() {
  detail::SchemaWriter writer;
  const Record empty{};
  Record::visit(writer, empty);
  return writer.object();
}

}  // namespace

std::string to_json(const Portfolio& p, const PlanResult& result) {
  const Statement before = evaluate(p, status_quo(p));
  const Statement after = evaluate(p, result.plan);
  const Benefit benefit = compare(p, before, after, any_new_move(p, result.plan));
  Json out{{"format", plan_format},      {"scenario", p.settings().name},
           {"input", p.fingerprint()},   {"policy", p.settings().policy},
           {"library_version", version}, {"seed", result.seed}};
  if (result.work_limit) out["work_limit"] = *result.work_limit;
  if (result.time_limit) out["time_limit"] = *result.time_limit;
  if (result.stopped) out["stopped"] = true;
  out["status"] = name_of(result.status);
  out["net_benefit"] = result.net_benefit;
  out["objective"] = result.objective;
  out["bound"] = result.bound;
  out["gap"] = result.gap;
  out["gap_dollars"] = result.bound - result.objective;
  out["gap_of_cost"] = (result.bound - result.objective) / std::max(result.cost, 1.0);
  out["cost"] = result.cost;
  out["breakeven"] = benefit.breakeven ? Json(p.calendar().label(*benefit.breakeven)) : Json();
  out["warnings"] = result.warnings;
  if (result.infeasibility) out["infeasibility"] = witness_json(p, *result.infeasibility);
  out["objective_terms"] = term_rows(result.objective_terms);
  out["decisions"] = decision_rows(p, result.plan);
  out["transfers"] = Json::array();
  for (const Transfer& t : result.plan.transfers) {
    out["transfers"].push_back({{"agency", p[t.agency].id},
                                {"period", p.calendar().label(t.period)},
                                {"amount", dollars(t.amount)}});
  }
  out["money_by_fiscal_year"] = year_rows(p, before, after);
  out["money"] = line_rows(p, before, after);
  out["funds"] = fund_rows(p, after);
  out["shadow_prices"] = price_rows(p, result.shadow_prices);
  return text_of(out);
}

Plan parse_plan_json(const Portfolio& portfolio, std::string_view text, std::string_view name) {
  return PlanReader(portfolio, detail::parse_json(text, name)).run();
}

std::string plan_schema() {
  Json schema{{"$schema", "https://json-schema.org/draft/2020-12/schema"},
              {"title", "qsmo plan, version 1"},
              {"type", "object"},
              {"required", {"format", "decisions"}}};
  const auto rows = [](std::initializer_list<const char*> names) {
    return Json{{"type", "array"}, {"items", row_schema(names)}};
  };
  Json& properties = schema["properties"];
  properties["format"] = {{"const", plan_format}};
  for (const char* name : {"scenario", "input", "policy", "library_version"})
    properties[name] = {{"type", "string"}};
  for (const char* name : {"seed", "work_limit"})
    properties[name] = {{"type", "integer"}, {"minimum", 0}};
  for (const char* name : {"time_limit", "net_benefit", "objective", "bound", "gap", "gap_dollars",
                           "gap_of_cost", "cost"})
    properties[name] = {{"type", "number"}};
  properties["stopped"] = {{"type", "boolean"}};
  properties["status"] = {{"enum", {"optimal", "feasible", "infeasible", "unknown"}}};
  properties["breakeven"] = {{"type", {"string", "null"}}};
  properties["warnings"] = {{"type", "array"}, {"items", {{"type", "string"}}}};
  properties["decisions"] = {{"type", "array"}, {"items", record_schema<DecisionRecord>()}};
  properties["transfers"] = {{"type", "array"}, {"items", record_schema<TransferRecord>()}};
  properties["money_by_fiscal_year"] =
      rows({"fiscal_year", "status_quo", "plan", "discounted_saving"});
  properties["money"] = rows({"fiscal_year", "agency", "kind", "status_quo", "plan"});
  properties["funds"] = rows({"fund", "fiscal_year", "budget", "spend"});
  properties["infeasibility"] =
      row_schema({"message", "workloads", "draws", "kind", "entities", "period", "last_period",
                  "fiscal_year", "last_fiscal_year", "need", "capacity", "unit"});
  properties["objective_terms"] = rows({"name", "count", "amount"});
  properties["shadow_prices"] =
      rows({"kind", "entities", "period", "fiscal_year", "price", "unit"});
  return schema.dump(2) + "\n";
}

}  // namespace qsmo
