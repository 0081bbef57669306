#include "qsmo/policy/explain.hpp"

#include <algorithm>
#include <optional>

#include "core/text.hpp"

namespace qsmo::detail {
namespace {

/// Items of a list are separated by | in files, and by commas in sentences.
std::string in_words(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '|') {
      out += ", ";
    } else {
      out += c;
    }
  }
  return out;
}

/// Fills in one sentence, and notes the parameters that it names.
class SentenceFiller {
 public:
  SentenceFiller(const std::vector<NamedText>& facts, const std::vector<PolicyValue>& values,
                 Date date)
      : facts_(facts), values_(values), date_(date) {}

  std::string fill(std::string_view sentence) {
    std::string out;
    while (!sentence.empty()) {
      const std::size_t open = sentence.find('{');
      const std::size_t close = sentence.find('}', std::min(open, sentence.size()));
      out += sentence.substr(0, open);
      if (close == std::string_view::npos) break;
      out += in_words(text_of(sentence.substr(open + 1, close - open - 1)));
      sentence.remove_prefix(close + 1);
    }
    return out;
  }

  [[nodiscard]] std::vector<ParameterUsed> take_parameters() { return std::move(used_); }

 private:
  std::string text_of(std::string_view name) {
    const auto fact = std::find_if(facts_.begin(), facts_.end(),
                                   [&](const NamedText& known) { return known.first == name; });
    return fact != facts_.end() ? fact->second : parameter(name);
  }

  std::string parameter(std::string_view name) {
    const ParameterInForce found = in_force(values_, name, date_);
    const bool known = std::any_of(used_.begin(), used_.end(),
                                   [&](const ParameterUsed& used) { return used.name == name; });
    if (!known) {
      const PolicyValue* stated = found.stated;
      used_.push_back({std::string(name), found.text,
                       stated != nullptr && stated->from ? stated->from->to_string() : "",
                       stated != nullptr ? stated->reference : ""});
    }
    return found.text;
  }

  const std::vector<NamedText>& facts_;
  const std::vector<PolicyValue>& values_;
  Date date_;
  std::vector<ParameterUsed> used_;
};

}  // namespace

Explanation explain(Reason reason, const std::vector<NamedText>& facts,
                    const std::vector<PolicyValue>& values, Date date) {
  const ReasonInfo& info = info_of(reason);
  Explanation out{info.rule, reason, info.outcome, {}, {}};
  SentenceFiller filler(facts, values, date);
  out.sentence = filler.fill(info.sentence);
  out.parameters = filler.take_parameters();
  return out;
}

}  // namespace qsmo::detail
