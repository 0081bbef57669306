// The policies that a file of cases names: each is read once, however many cases name it.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "qsmo/policy/policy.hpp"
#include "qsmo/policy/policy_files.hpp"

namespace qsmo::detail {

class PolicyShelf {
 public:
  using PolicyPtr = std::shared_ptr<const Policy>;
  /// A file, and the place that names it.
  using Named = std::pair<std::string, Fault>;

  /// Files are sought in `folder`. What is wrong with them is added to `faults`: once for each file that cannot be read as
  /// what it should be, and at each place that names something that is not there.
  PolicyShelf(std::filesystem::path folder, std::vector<Fault>& faults)
      : folder_(std::move(folder)), faults_(faults) {}

  /// The policy of that name; null if something is wrong. `none` is the policy that states nothing.
  PolicyPtr policy(const std::string& name, const Fault& where) {
    return load(policies_, name, where,
                [&] { return name == "none" ? Policy{} : find_policy(name, folder_); });
  }

  /// A policy of this shelf with the reforms of a file laid over it; null if it is null or something is wrong.
  PolicyPtr under_reform(const PolicyPtr& policy, const Named& reform) {
    const auto& [file, where] = reform;
    const auto chain = load(reforms_, file, where, [&] { return read_reforms(folder_ / file); });
    if (policy == nullptr || chain == nullptr) return nullptr;
    return load(reformed_, std::pair(policy, file), where,
                [&] { return laid_over(*policy, *chain); });
  }

  /// The policy with what a case states in the place of all that it says of those parameters.
  static PolicyPtr overridden(const PolicyPtr& policy, const std::vector<PolicyValue>& overrides) {
    if (policy == nullptr || overrides.empty()) return policy;
    auto out = std::make_shared<Policy>(*policy);
    for (const PolicyValue& override : overrides) {
      std::erase_if(out->values, [&](const PolicyValue& value) {
        return value.parameter == override.parameter;
      });
      out->values.push_back(override);
    }
    return out;
  }

  /// All parameters under a policy on a date; null if one has no value then.
  const Parameters* parameters(const PolicyPtr& policy, Date date, const Fault& where) {
    return load(parameters_, std::pair(policy, date), where,
                [&] { return parameters_on(*policy, date); })
        .get();
  }

 private:
  /// What was read; null if it could not be.
  template <class T>
  struct Entry {
    std::shared_ptr<const T> value = {};
    std::optional<Fault> missing = {};  // what to say to each who asks
  };

  template <class Key, class T, class Load>
  std::shared_ptr<const T> load(std::map<Key, Entry<T>>& shelf, const Key& key, const Fault& where,
                                const Load& read) {
    const auto [place, fresh] = shelf.try_emplace(key);
    Entry<T>& entry = place->second;
    if (fresh) fill(entry, where, read);
    if (entry.missing) add(*entry.missing, where);
    return entry.value;
  }

  template <class T, class Load>
  void fill(Entry<T>& entry, const Fault& where, const Load& read) {
    try {
      entry.value = std::make_shared<const T>(read());
    } catch (const UnknownNameError& error) {
      entry.missing.emplace().expected = "a ready-made policy or a file";
      entry.missing->suggestion = error.suggestion();
    } catch (const IoError& error) {
      entry.missing.emplace().expected =
          "a file that can be read (" + std::string(error.what()) + ")";
    } catch (const InputError& error) {
      for (const Fault& fault : error.faults()) add(fault, where);
    }
  }

  /// A fault that has no file is one of the place that asks.
  void add(Fault fault, const Fault& where) {
    if (fault.file.empty()) {
      fault.file = where.file;
      fault.line = where.line;
      fault.pointer = where.pointer;
      if (!where.value.empty()) fault.value = where.value;
    }
    faults_.push_back(std::move(fault));
  }

  static Policy laid_over(Policy policy, const std::vector<Reform>& reforms) {
    for (const Reform& reform : reforms) policy = reformed(policy, reform).policy;
    return policy;
  }

  std::filesystem::path folder_;
  std::vector<Fault>& faults_;
  std::map<std::string, Entry<Policy>> policies_;
  std::map<std::string, Entry<std::vector<Reform>>> reforms_;
  std::map<std::pair<PolicyPtr, std::string>, Entry<Policy>> reformed_;
  std::map<std::pair<PolicyPtr, Date>, Entry<Parameters>> parameters_;
};

}  // namespace qsmo::detail
