// A file of policy cases, read: every case with the policy and the parameters that it is run under.
#pragma once

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "core/text.hpp"
#include "model/document.hpp"
#include "policy/case_reader.hpp"
#include "policy/policy_shelf.hpp"
#include "qsmo/policy/policy_cases.hpp"

namespace qsmo::detail {

/// A case with the policy and the parameters that it is run under.
struct ReadyCase {
  Case stated = {};
  PolicyShelf::PolicyPtr policy = {};
  Parameters parameters = {};  // if rules are asked
};

/// Reads a file of cases: what is right becomes cases, what is wrong faults.
class CaseFile {
 public:
  /// Cases that name no policy, in a file that names none, are under `policy`.
  CaseFile(const Document& document, const std::filesystem::path& folder,
           PolicyShelf::PolicyPtr policy)
      : document_(document), shelf_(folder, faults_), policy_(std::move(policy)) {}

  std::vector<ReadyCase> read() {
    faults_ = document_.faults;
    if (faults_.empty()) read_root();
    if (faults_.empty()) return std::move(cases_);
    throw InputError(in_order(std::move(faults_)));
  }

 private:
  /// By line, each once: a fact that several rules ask for is decoded for each.
  static std::vector<Fault> in_order(std::vector<Fault> faults) {
    std::set<std::tuple<std::string, std::size_t, std::string, std::string>> known;
    std::erase_if(faults, [&](const Fault& fault) {
      return !known.emplace(fault.file, fault.line, fault.pointer, fault.expected).second;
    });
    std::stable_sort(faults.begin(), faults.end(), [](const Fault& a, const Fault& b) {
      return std::tie(a.file, a.line) < std::tie(b.file, b.line);
    });
    return faults;
  }

  void add(const Value& value, std::string pointer, std::string stands, std::string expected) {
    faults_.push_back({document_.name,
                       value.line,
                       std::move(pointer),
                       std::move(stands),
                       std::move(expected),
                       {}});
  }

  void read_root() {
    const Value& root = document_.root;
    if (root.kind == Value::Kind::array) return read_cases(root, "");
    if (root.kind != Value::Kind::object) {
      return add(root, "", shown(root),
                 "a list of cases, or an object with the format " + std::string(cases_format));
    }
    const Value* format = root.find("format");
    const bool ours =
        format != nullptr && format->kind == Value::Kind::string && format->text == cases_format;
    if (!ours) {
      return add(format != nullptr ? *format : root, "/format",
                 format != nullptr ? shown(*format) : "", std::string(cases_format));
    }
    FactDecoder decoder(root, document_.name, no_path_, faults_);
    for (const std::string_view name : {"format", "cases"}) decoder.accept(name);
    std::string policy;
    decoder(Field{"policy", {}}, policy);
    decoder.finish();
    policy_ = policy_named_by(root, "");
    const Value* cases = root.find("cases");
    if (cases == nullptr || cases->kind != Value::Kind::array) {
      return add(cases != nullptr ? *cases : root, "/cases", cases != nullptr ? shown(*cases) : "",
                 "a list of cases");
    }
    read_cases(*cases, "/cases");
  }

  void read_cases(const Value& list, const std::string& path) {
    // A file that tests nothing would pass for one that does.
    if (list.items.empty()) add(list, path, "", "at least one case");
    for (std::size_t i = 0; i < list.items.size(); ++i)
      read_case(list.items[i], path + "/" + std::to_string(i));
  }

  void read_case(const Value& value, const std::string& path) {
    const std::size_t known = faults_.size();
    Case stated = CaseReader(value, document_.name, path, faults_).read();
    if (!stated.name.empty() && !names_.insert(stated.name).second) {
      add(*value.find("name"), path + "/name", shortened(stated.name),
          "a name of its own: an earlier case has it");
    }
    const bool decoded = faults_.size() == known;
    if (value.kind != Value::Kind::object) return;
    const PolicyShelf::PolicyPtr policy = policy_of(value, path, stated);
    if (!decoded || policy == nullptr) return;
    ReadyCase ready{std::move(stated), policy, {}};
    if (!ready.stated.rules.empty()) {
      const Parameters* parameters =
          shelf_.parameters(policy, ready.stated.period, place(value, path, "period"));
      if (parameters == nullptr) return;
      ready.parameters = *parameters;
    }
    cases_.push_back(std::move(ready));
  }

  Fault place(const Value& value, const std::string& path, std::string_view key) const {
    const Value* found = value.find(key);
    return {document_.name,
            found != nullptr ? found->line : value.line,
            path + (found != nullptr ? "/" + std::string(key) : ""),
            found != nullptr ? shown(*found) : "",
            {},
            {}};
  }

  /// The policy that an object names, else the one that holds around it; null if something is wrong.
  PolicyShelf::PolicyPtr policy_named_by(const Value& object, const std::string& path) {
    const Value* name = object.find("policy");
    if (name == nullptr) return policy_;
    if (name->kind != Value::Kind::string) return nullptr;  // which the decoder reports
    return shelf_.policy(name->text, place(object, path, "policy"));
  }

  /// The policy of a case; null if something is wrong with it.
  PolicyShelf::PolicyPtr policy_of(const Value& value, const std::string& path,
                                   const Case& stated) {
    PolicyShelf::PolicyPtr policy = policy_named_by(value, path);
    if (const Value* list = value.find("reforms")) {
      for (std::size_t i = 0; i < list->items.size(); ++i) {
        const Value& file = list->items[i];
        if (file.kind != Value::Kind::string) continue;
        const std::string pointer = path + "/reforms/" + std::to_string(i);
        policy = shelf_.under_reform(
            policy, {file.text, {document_.name, file.line, pointer, shown(file), {}, {}}});
      }
    }
    return PolicyShelf::overridden(policy, stated.overrides);
  }

  const Document& document_;
  const std::string no_path_ = {};
  std::vector<Fault> faults_;
  PolicyShelf shelf_;
  PolicyShelf::PolicyPtr policy_;  // null if the file names one that is wrong
  std::set<std::string> names_;
  std::vector<ReadyCase> cases_;
};

}  // namespace qsmo::detail
