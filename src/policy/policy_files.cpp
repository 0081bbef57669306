#include "qsmo/policy/policy_files.hpp"

#include <algorithm>
#include <set>

#include "core/read_file.hpp"
#include "policy/parameter_decoder.hpp"
#include "policy/reading.hpp"
#include "policy/reform_reader.hpp"
#include "policy/timeline.hpp"
#include "qsmo/policy/ready_made.hpp"

namespace qsmo {
namespace {

namespace fs = std::filesystem;
using detail::Document;
using detail::FilePlace;
using detail::Reading;
using detail::RecordDecoder;
using detail::ReformReader;
using detail::Value;

/// What a name or a file with or without a date stands for.
struct Target {
  enum class Kind { ready_made, file, unknown };
  Kind kind = Kind::unknown;
  std::string name;
  std::optional<std::string> date = {};
};

bool is_ready_made(std::string_view name) {
  const auto ids = ready_made_policies();
  return std::find(ids.begin(), ids.end(), name) != ids.end();
}

bool is_there(const fs::path& file) {
  std::error_code error;
  return fs::exists(file, error);
}

bool looks_like_file(std::string_view name) {
  const auto ends = [&](std::string_view suffix) { return name.ends_with(suffix); };
  return name.find('/') != std::string_view::npos || ends(".yaml") || ends(".yml") || ends(".json");
}

Target target_of(std::string_view name, const fs::path& folder) {
  Target out;
  const std::size_t at = name.rfind('@'), slash = name.rfind('/');
  const bool dated = at != std::string_view::npos && at > 0 &&
                     (slash == std::string_view::npos || slash < at) && !is_there(folder / name);
  out.name = std::string(dated ? name.substr(0, at) : name);
  if (dated) out.date = std::string(name.substr(at + 1));
  if (is_ready_made(out.name)) {
    out.kind = Target::Kind::ready_made;
  } else if (looks_like_file(out.name) || (!out.name.empty() && is_there(folder / out.name))) {
    out.kind = Target::Kind::file;
  }
  return out;
}

std::string nearest_policy(std::string_view name) {
  const auto ids = ready_made_policies();
  return nearest_name(name, {ids.begin(), ids.end()});
}

/// The date behind an @; none if it is no date, which is a fault.
std::optional<Date> date_behind(Reading& reading, const std::string& text, const FilePlace& place) {
  const Value date{.kind = Value::Kind::cell, .line = 0, .text = text, .items = {}, .members = {}};
  Value object{.kind = Value::Kind::object, .line = 0, .text = {}, .items = {}, .members = {}};
  object.members.push_back({"enacted", 0, date});
  std::optional<Date> out;
  std::vector<Fault> faults;
  RecordDecoder decoder(object, "", "", faults);
  decoder(Field{"enacted", {}}, out);
  for (const Fault& fault : faults)
    detail::add_fault(reading, place, fault.value, fault.expected + " after @", fault.suggestion);
  return out;
}

/// One row of `regimes`.
struct Regime {
  std::optional<Date> from = {};
  std::string policy = {};
  std::vector<std::string> reforms = {};
  std::optional<Date> enacted = {};
};

/// Values of a policy that does not hold before a date.
std::vector<PolicyValue> begun_at(const Policy& policy, Date from) {
  std::vector<PolicyValue> out;
  std::set<std::string_view> done;
  for (const PolicyValue& value : policy.values) {
    if (!done.insert(value.parameter).second) continue;
    const detail::Timeline whole = detail::timeline(policy.values, value.parameter);
    for (PolicyValue& held : detail::values_of(detail::within(whole, from, {})))
      out.push_back(std::move(held));
  }
  return out;
}

class PolicyReader {
 public:
  explicit PolicyReader(Reading& reading) : reading_(reading) {}

  Policy decode(std::string_view text, std::string_view name, const fs::path& folder) {
    const detail::Opened opened(reading_, name, folder);
    const Document document = detail::parse_file(text, name);
    Policy policy;
    if (!detail::has_format(reading_, document, policy_format)) return policy;
    RecordDecoder decoder(document.root, document.name, "", reading_.faults);
    detail::decode_header(decoder, policy);
    decoder(Field{"enacted", {}}, policy.enacted);
    decoder.accept("parameters");
    decoder.accept("regimes");
    decoder.finish();
    detail::judge_id(reading_, document);
    const Value* parameters = document.root.find("parameters");
    const Value* regimes = document.root.find("regimes");
    if ((parameters == nullptr) == (regimes == nullptr)) {
      const std::size_t line = regimes == nullptr ? document.root.line : regimes->line;
      detail::add_fault(reading_, {document.name, line, "/regimes"}, "",
                        "either parameters or regimes");
    } else if (parameters != nullptr) {
      policy.values =
          detail::decode_parameters(*parameters, document.name, "/parameters", reading_.faults);
    } else {
      policy.values = values_of_regimes(document, *regimes, folder);
    }
    return policy;
  }

  /// The policy that a target stands for, put at its date. `place` is that of the name.
  Policy find(const Target& target, const fs::path& folder, const FilePlace& place) {
    const auto date =
        target.date ? date_behind(reading_, *target.date, place) : std::optional<Date>();
    const std::size_t known = reading_.faults.size();
    const Policy policy = found(target, folder, place);
    if (!date || reading_.faults.size() > known) return policy;
    return at_date(policy, *date, place);
  }

 private:
  Policy found(const Target& target, const fs::path& folder, const FilePlace& place) {
    if (target.kind == Target::Kind::ready_made) return ready_made_policy(target.name);
    const fs::path file = folder / target.name;
    if (target.kind == Target::Kind::unknown) {
      detail::add_fault(reading_, place, target.name, "a file or a ready-made policy",
                        nearest_policy(target.name));
      return {};
    }
    if (!detail::may_open(reading_, file, place)) return {};
    return decode(detail::read_included(file, place), file.string(), file.parent_path());
  }

  /// An approach taken at that date, without its historical end.
  Policy at_date(const Policy& policy, Date date, const FilePlace& place) {
    try {
      return transposed(lenient(policy).policy, date);
    } catch (const InputError& error) {
      const Fault& first = error.faults().front();
      detail::add_fault(reading_, place, date.to_string(),
                        "a date to which " + policy.id + " can be moved (its " + first.pointer +
                            ": " + first.expected + ")");
      return policy;
    }
  }

  std::vector<PolicyValue> values_of_regimes(const Document& document, const Value& regimes,
                                             const fs::path& folder) {
    const FilePlace list{document.name, regimes.line, "/regimes"};
    if (regimes.kind != Value::Kind::array || regimes.items.empty()) {
      detail::add_fault(reading_, list, shown(regimes), "a list of regimes, at least one");
      return {};
    }
    const std::size_t known = reading_.faults.size();
    Policy whole;
    std::optional<Date> last;
    for (std::size_t i = 0; i < regimes.items.size(); ++i) {
      const FilePlace place{document.name, regimes.items[i].line, "/regimes/" + std::to_string(i)};
      const Regime regime = decode_regime(document, regimes.items[i], place);
      judge_begin(regime, i, last, regimes.items[i], place);
      const Policy policy = policy_of(document, regimes.items[i], regime, folder, place);
      if (reading_.faults.size() > known) continue;  // what is left is read for its faults alone
      if (i == 0) {
        whole.values = regime.from ? begun_at(policy, *regime.from) : policy.values;
      } else {
        whole = succeeded(whole, *regime.from, policy);
      }
    }
    for (const Fault& fault : faults_of(whole))
      detail::add_fault(reading_, list, fault.value, fault.expected + " (" + fault.pointer + ")");
    return whole.values;
  }

  Regime decode_regime(const Document& document, const Value& row, const FilePlace& place) {
    Regime regime;
    if (row.kind != Value::Kind::object) {
      detail::add_fault(reading_, place, shown(row), "an object with `from` and `policy`");
      return regime;
    }
    RecordDecoder decoder(row, document.name, place.pointer, reading_.faults);
    decoder(Field{"from", {}}, regime.from);
    decoder(Field{.name = "policy", .doc = {}, .required = true}, regime.policy);
    decoder(Field{"reforms", {}}, regime.reforms);
    decoder(Field{"enacted", {}}, regime.enacted);
    decoder.finish();
    return regime;
  }

  void judge_begin(const Regime& regime, std::size_t i, std::optional<Date>& last, const Value& row,
                   const FilePlace& place) {
    const Value* from = row.find("from");
    const FilePlace at{place.file, from == nullptr ? place.line : from->line,
                       place.pointer + "/from"};
    if (from == nullptr && i > 0 && row.kind == Value::Kind::object)
      detail::add_fault(reading_, at, "", "a date: only the first regime may have held since ever");
    if (!regime.from) return;
    if (last && *regime.from <= *last) {
      detail::add_fault(reading_, at, regime.from->to_string(),
                        "a date after that of the regime before, " + last->to_string());
    }
    last = regime.from;
  }

  Policy policy_of(const Document& document, const Value& row, const Regime& regime,
                   const fs::path& folder, const FilePlace& place) {
    const std::size_t known = reading_.faults.size();
    const Value* named = row.find("policy");
    if (named == nullptr || named->kind != Value::Kind::string) return {};
    const FilePlace at{place.file, named->line, place.pointer + "/policy"};
    Target target = target_of(regime.policy, folder);
    if (const Value* enacted = row.find("enacted"); regime.enacted) {
      if (target.date) {
        detail::add_fault(reading_, {place.file, enacted->line, place.pointer + "/enacted"},
                          regime.enacted->to_string(),
                          "one date: " + regime.policy + " has one already");
      }
      target.date = regime.enacted->to_string();
    }
    Policy policy = find(target, folder, at);
    ReformReader reforms(reading_);
    for (const auto& [file, where] :
         detail::named_files(document, row, "reforms", place.pointer, regime.reforms))
      reforms.read(folder / file, where);
    if (reading_.faults.size() > known) return policy;
    for (const Reform& reform : reforms.take()) policy = reformed(policy, reform).policy;
    return policy;
  }

  Reading& reading_;
};

}  // namespace

Policy read_policy(const fs::path& file) {
  return parse_policy(detail::read_file(file.string()), file.string(), file.parent_path());
}

Policy parse_policy(std::string_view text, std::string_view name, const fs::path& folder) {
  Reading reading;
  Policy policy = PolicyReader(reading).decode(text, name, folder);
  detail::throw_faults(reading);
  return policy;
}

std::vector<Reform> read_reforms(const fs::path& file) {
  return parse_reforms(detail::read_file(file.string()), file.string(), file.parent_path());
}

std::vector<Reform> parse_reforms(std::string_view text, std::string_view name,
                                  const fs::path& folder) {
  Reading reading;
  ReformReader reader(reading);
  reader.decode(text, name, folder);
  detail::throw_faults(reading);
  return reader.take();
}

Policy find_policy(std::string_view name_or_file, const fs::path& folder) {
  const Target target = target_of(name_or_file, folder);
  if (target.kind == Target::Kind::unknown)
    throw UnknownNameError("policy", target.name, nearest_policy(target.name));
  Reading reading;
  Policy policy = PolicyReader(reading).find(target, folder, {});
  detail::throw_faults(reading);
  return policy;
}

}  // namespace qsmo
