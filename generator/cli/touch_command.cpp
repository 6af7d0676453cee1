// `touch FILE…`: sets `updated`, so that readers, feeds and committees notice the change.
#include "cli/author_file.h"
#include "cli/command.h"
#include "content/edit.h"
#include "content/front_matter.h"

namespace vitrina {
namespace {

// The fields of a record's file, front matter or the whole.
std::optional<YamlNode> read_fields(const Kind& kind, const SourcePtr& source, Diagnostics& out) {
    if (!check_encoding(source, out))
        return std::nullopt;
    if (kind.form == FileForm::Yaml)
        return read_yaml(source, {0, static_cast<std::uint32_t>(source->text.size())}, out);
    auto front = read_front_matter(source, out);
    if (!front)
        return std::nullopt;
    return std::move(front->fields);
}

bool says(const std::optional<YamlNode>& fields, std::string_view key, std::string_view value) {
    const YamlNode* found = fields ? fields->find(key) : nullptr;
    return found != nullptr && found->text() == value;
}

// The file with the new date; nothing if it cannot be read (reported), or could not be read with
// it.
std::optional<std::string> dated_text(const Kind& kind,
                                      const SourcePtr& source,
                                      const std::string& date,
                                      Diagnostics& out) {
    const auto fields = read_fields(kind, source, out);
    if (!fields)
        return std::nullopt;
    const std::string_view after = fields->find("date") != nullptr ? "date" : "title";
    std::string text =
        apply_edits(source->text, {set_value(source->text, *fields, "updated", date, after)});
    Diagnostics spoilt;
    const auto again = std::make_shared<const Source>(Source{source->path, text});
    if (says(read_fields(kind, again, spoilt), "updated", date) && !spoilt.has_errors())
        return text;
    out.error(ids::edit_impossible, {source, fields->span}, "updated: " + date);
    return std::nullopt;
}

}  // namespace

ExitCode run_touch(const CommonOptions& common, const RecordOptions& options, FileSystem& files) {
    Diagnostics messages;
    std::vector<Error> errors;
    const std::string date = iso_date(options.today);
    for (const std::string& path : options.names) {
        const auto record = locate_record(files, path);
        auto source = read_author_file(files, path);
        if (!source || !record) {
            errors.push_back(source ? Error{ids::record_file_expected, {path}, ExitCode::Usage}
                                    : source.error());
            continue;
        }
        const auto text = dated_text(*record->kind, *source, date, messages);
        if (!text)
            continue;
        if (*text != (*source)->text)
            if (auto written = replace_author_file(files, path, *text); !written) {
                errors.push_back(written.error());
                continue;
            }
        print_note(common, sentence(common, {"{0}: updated {1}", "{0}: обновлено {1}"},
                                    escape_controls(path), date));
    }
    print_messages(common, files, messages, errors);
    if (!errors.empty())
        return errors.front().exit;
    return messages.has_errors() ? ExitCode::ContentErrors : ExitCode::Done;
}

}  // namespace vitrina
