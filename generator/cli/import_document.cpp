#include "cli/import_document.h"

#include <algorithm>

#include "base/import_ids.h"
#include "base/text.h"
#include "cli/import_plan.h"
#include "cli/import_sheets.h"
#include "cli/import_text.h"

namespace vitrina {
namespace {

using Importer = std::optional<ImportedRecord> (*)(const ReadDocument&,
                                                   const ImportHints&,
                                                   Diagnostics&);

struct Target {
    std::string_view kind;
    Importer import;
    bool (*holds)(const ReadDocument&);  // null: not known by headings
};

constexpr Target targets[] = {
    {"criteria", import_criteria, holds_criteria},
    {"weights", import_weights, holds_weights},
    {"schedule", import_schedule, holds_schedule},
    {"plan", import_plan, holds_plan},
    {"memo", import_memo, nullptr},
    {"act", import_act, nullptr},
};

const Target* find_target(std::string_view kind) {
    for (const Target& target : targets)
        if (target.kind == kind)
            return &target;
    return nullptr;
}

bool has_extension(const std::string& path, std::string_view extension) {
    return fold_case(path).ends_with(extension);
}

bool is_word(const std::string& path) {
    return has_extension(path, ".docx") || has_extension(path, ".docm") ||
           has_extension(path, ".doc") || has_extension(path, ".dotx");
}

bool is_excel(const std::string& path) {
    return has_extension(path, ".xlsx") || has_extension(path, ".xlsm") ||
           has_extension(path, ".xls");
}

bool is_table(const std::string& path) {
    return has_extension(path, ".csv") || has_extension(path, ".tsv");
}

std::string file_stem(const std::string& path) {
    const std::string name = path.substr(path.rfind('/') + 1);
    const std::size_t dot = name.rfind('.');
    return dot == std::string::npos || dot == 0 ? name : name.substr(0, dot);
}

void put_notes_inline(ReadLine& line, const std::vector<std::string>& notes) {
    for (std::size_t at = line.markdown.find("[^"); at != std::string::npos;
         at = line.markdown.find("[^", at + 1)) {
        std::size_t number = 0;
        const std::size_t end = line.markdown.find(']', at);
        for (std::size_t i = at + 2; i < end && i < line.markdown.size(); ++i)
            number = number * 10 + static_cast<std::size_t>(line.markdown[i] - '0');
        if (end == std::string::npos || number == 0 || number > notes.size())
            continue;
        const std::string note = " (" + notes[number - 1] + ")";
        line.markdown.replace(at, end + 1 - at, note);
        line.text += note;
        at += note.size() - 1;
    }
}

// Tables of records have no footnotes: what they say goes to where they were called.
ReadDocument with_notes_inline(ReadDocument document) {
    for (ReadBlock& block : document.blocks)
        put_notes_inline(block.line, document.notes);
    for (ReadTable& table : document.tables)
        for (ReadRow& row : table.rows)
            for (ReadCell& cell : row.cells)
                for (ReadLine& line : cell.lines)
                    put_notes_inline(line, document.notes);
    document.notes.clear();
    return document;
}

// The kind by headings of a table; null if none is known.
const Target* known_by_headings(const ReadDocument& document) {
    for (const Target& target : targets)
        if (target.holds != nullptr && target.holds(document))
            return &target;
    return nullptr;
}

}  // namespace

bool looks_like_document(const std::string& path, std::string_view bytes) {
    return is_word(path) || is_excel(path) || is_table(path) || bytes.starts_with("PK\x03\x04") ||
           bytes.starts_with("\xD0\xCF\x11\xE0");
}

std::vector<ReadDocument> read_documents(const SourcePtr& file, Diagnostics& out) {
    std::vector<ReadDocument> documents;
    if (is_excel(file->path))
        return read_xlsx(file->text, file->path, out);
    const bool is_packed =
        file->text.starts_with("PK\x03\x04") || file->text.starts_with("\xD0\xCF\x11\xE0");
    auto one = is_word(file->path) || is_packed ? read_docx(file->text, file->path, out)
                                                : read_table_text(file, out);
    if (one)
        documents.push_back(std::move(*one));
    return documents;
}

std::optional<ImportedRecord> import_document(const SourcePtr& file,
                                              const std::string& kind,
                                              ImportHints hints,
                                              Diagnostics& out) {
    hints.name = file_stem(file->path);
    const std::vector<ReadDocument> documents = read_documents(file, out);
    if (documents.empty()) {
        if (!out.has_errors())
            out.error(ids::import_nothing,
                      {std::make_shared<const Source>(Source{file->path, ""}), {}});
        return std::nullopt;
    }
    const Target* target = kind.empty() ? nullptr : find_target(kind);
    const bool is_text = target != nullptr && target->holds == nullptr;
    if (!kind.empty() && (target == nullptr || (is_text && !is_word(file->path)))) {
        out.error(ids::import_kind_other, {documents.front().source, {}}, kind);
        return std::nullopt;
    }
    // Of several sheets the one that the headings fit.
    const ReadDocument* chosen = nullptr;
    for (const ReadDocument& document : documents) {
        if (target == nullptr && (target = known_by_headings(document)) != nullptr)
            chosen = &document;
        else if (chosen == nullptr && target != nullptr && target->holds != nullptr &&
                 target->holds(document))
            chosen = &document;
    }
    if (target == nullptr && is_word(file->path))
        target = find_target("memo");
    if (target == nullptr) {
        const bool has_table = std::ranges::any_of(
            documents, [](const ReadDocument& one) { return !one.tables.empty(); });
        out.error(has_table ? ids::import_kind_unclear : ids::import_no_table,
                  {documents.front().source, {}});
        return std::nullopt;
    }
    if (chosen == nullptr)
        chosen = &documents.front();
    for (const ReadDocument& document : documents)
        if (&document != chosen)
            out.warning(ids::import_sheet_left, {document.source, {}}, document.title);
    // «Лист1» is no name that anybody gave.
    const bool is_named = !chosen->title.empty() && !chosen->title.starts_with("Лист") &&
                          !chosen->title.starts_with("Sheet");
    if (hints.title.empty() && is_named && target->holds != holds_plan)
        hints.name = chosen->title;
    if (target->holds == nullptr || chosen->notes.empty())
        return target->import(*chosen, hints, out);
    out.warning(ids::import_note_inline, {chosen->source, {}}, chosen->notes.size());
    return target->import(with_notes_inline(*chosen), hints, out);
}

}  // namespace vitrina
