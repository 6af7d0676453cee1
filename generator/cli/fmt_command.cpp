// `fmt`: what a machine may put right in an author's file: missing ids, a foreign encoding.

#include "cli/author_file.h"
#include "cli/command.h"
#include "cli/missing_ids.h"
#include "content/front_matter.h"

namespace vitrina {
namespace {

// A file's new text; the same if there is nothing to do; nothing if it cannot be done (reported).
std::optional<std::string> format_text(const FmtOptions& options,
                                       const SourcePtr& source,
                                       Diagnostics& out) {
    std::string text = source->text;
    if (options.to_utf8 && !is_utf8(text)) {
        auto converted = convert_to_utf8(text);
        if (!converted) {
            out.error(ids::fmt_unknown_encoding, {source, {}});
            return std::nullopt;
        }
        text = std::move(*converted);
    }
    if (!options.ids)
        return text;
    return write_missing_ids(std::make_shared<const Source>(Source{source->path, text}), out);
}

Result<bool> format_file(const FmtOptions& options,
                         const std::string& path,
                         FileSystem& files,
                         Diagnostics& out) {
    const auto source = read_author_file(files, path);
    if (!source)
        return tl::unexpected(source.error());
    const auto text = format_text(options, *source, out);
    if (!text || *text == (*source)->text)
        return false;
    if (auto written = replace_author_file(files, path, *text); !written)
        return tl::unexpected(written.error());
    return true;
}

}  // namespace

ExitCode run_fmt(const CommonOptions& common, const FmtOptions& options, FileSystem& files) {
    if (!options.ids && !options.to_utf8)
        return print_error(common, files, {ids::fmt_nothing_asked, {}, ExitCode::Usage});
    Diagnostics messages;
    std::vector<Error> errors;
    for (const std::string& path : options.files) {
        const auto changed = format_file(options, path, files, messages);
        if (!changed)
            errors.push_back(changed.error());
        else if (*changed)
            print_note(common,
                       sentence(common, {"{0}: written", "{0}: записан"}, escape_controls(path)));
    }
    print_messages(common, files, messages, errors);
    if (!errors.empty())
        return errors.front().exit;
    return messages.has_errors() ? ExitCode::ContentErrors : ExitCode::Done;
}

}  // namespace vitrina
