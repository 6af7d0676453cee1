#include "cli/imported.h"

#include "base/import_ids.h"
#include "content/front_matter.h"
#include "kinds/kind.h"

namespace vitrina {
namespace {

constexpr std::size_t most_reasons = 3;

std::optional<YamlNode> read_head(const Kind& kind, const SourcePtr& source, Diagnostics& out) {
    if (kind.form == FileForm::Yaml)
        return read_yaml(source, {0, static_cast<std::uint32_t>(source->text.size())}, out);
    auto front = read_front_matter(source, out);
    return front ? std::optional(std::move(front->fields)) : std::nullopt;
}

Diagnostics judge(const Kind& kind, const std::string& text) {
    Diagnostics messages;
    const auto source = std::make_shared<const Source>(Source{"", text});
    const auto head = read_head(kind, source, messages);
    if (!head || messages.has_errors())
        return messages;
    Record record;
    record.id = std::string(kind.folder) + "/import";
    record.kind = &kind;
    record.source = source;
    DecodeContext decoding{source, messages};
    kind.decode(*head, decoding, record);
    if (messages.has_errors())
        return messages;
    CheckContext checking{{}, {5, 4, 3, 2}, messages};
    kind.check(record, checking);
    return messages;
}

}  // namespace

bool is_fit(const ImportedRecord& record, const SourcePtr& source, Diagnostics& out) {
    const Kind* kind = find_kind(record.kind);
    if (kind == nullptr)
        return true;
    const Diagnostics problems = judge(*kind, record.text);
    if (!problems.has_errors())
        return true;
    Diagnostic& refusal = out.error(ids::import_unfit, {source, {}});
    for (const Diagnostic& problem : problems.sorted())
        if (problem.severity == Severity::Error && refusal.notes.size() < most_reasons)
            refusal.notes.push_back({problem.id, {}, problem.args});
    return false;
}

}  // namespace vitrina
