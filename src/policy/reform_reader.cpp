#include "policy/reform_reader.hpp"

#include "policy/parameter_decoder.hpp"
#include "qsmo/policy/policy_files.hpp"

namespace qsmo::detail {

void ReformReader::read(const std::filesystem::path& file, const FilePlace& place) {
  if (!may_open(reading_, file, place) || done_.contains(identity(file))) return;
  decode(read_included(file, place), file.string(), file.parent_path());
}

void ReformReader::decode(std::string_view text, std::string_view name,
                          const std::filesystem::path& folder) {
  const Opened opened(reading_, name, folder);
  done_.insert(reading_.open.back());
  const Document document = parse_file(text, name);
  if (!has_format(reading_, document, reform_format)) return;
  Reform reform;
  std::vector<std::string> extends;
  RecordDecoder decoder(document.root, document.name, "", reading_.faults);
  decode_header(decoder, reform);
  decoder(Field{"extends", {}}, extends);
  decoder.accept("parameters");
  decoder.finish();
  judge_id(reading_, document);
  for (const auto& [file, place] : named_files(document, document.root, "extends", "", extends))
    read(folder / file, place);
  if (const Value* parameters = document.root.find("parameters")) {
    reform.values = decode_parameters(*parameters, document.name, "/parameters", reading_.faults);
  } else if (extends.empty()) {
    add_fault(reading_, {document.name, document.root.line, "/parameters"}, "",
              "parameters, or reforms to extend");
  }
  reforms_.push_back(std::move(reform));
}

}  // namespace qsmo::detail
