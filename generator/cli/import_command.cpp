// `import FILE…`: questions of other programs into the bank of tasks. Nothing is ever overwritten.

#include "cli/author_file.h"
#include "cli/command.h"
#include "cli/import_bank.h"
#include "cli/site_check.h"
#include "content/walk.h"

namespace vitrina {
namespace {

constexpr std::string_view bank_folder = "tasks/";
constexpr std::string_view extension = ".yaml";

// `tasks/drobi.yaml` of `tasks/drobi`.
Result<std::string> bank_path(std::string to) {
    if (!to.ends_with(extension))
        to += extension;
    const std::string parts = "/" + to.substr(0, to.size() - extension.size()) + "/";
    bool good = to.starts_with(bank_folder) && to.size() > bank_folder.size() + extension.size();
    for (const std::string_view bad : {"//", "/.", "/_", "\\"})
        good = good && parts.find(bad) == std::string::npos;
    if (!good)
        return failure(ids::import_target, {to.substr(0, to.size() - extension.size())},
                       ExitCode::Usage);
    return to;
}

// The bank stands in its site if the build takes it; what the build says of it is told.
Result<void> keep_bank(const ImportOptions& options,
                       const ImportedBank& bank,
                       FileSystem& files,
                       Diagnostics& messages,
                       std::string& path) {
    const auto name = bank_path(options.to);
    if (!name)
        return tl::unexpected(name.error());
    const auto site = only_site_of(files, options.site);
    if (!site)
        return tl::unexpected(site.error());
    path = join_path(*site, *name);
    const SiteCheck check{.folder = *site, .today = options.today};
    const Diagnostics before = check_sites(check, files);
    if (auto made = create_author_file(files, path, bank.yaml); !made)
        return made;
    bool good = true;
    for (const Diagnostic& message : added_messages(before, check_sites(check, files))) {
        good = good && message.severity != Severity::Error;
        messages.add(message);
    }
    if (good)
        return {};
    if (auto removed = remove_author_file(files, path); !removed)
        return removed;
    return failure(ids::new_refused, {path}, ExitCode::ContentErrors);
}

}  // namespace

ExitCode run_import(const CommonOptions& common, const ImportOptions& options, FileSystem& files) {
    if (!options.to.empty())
        if (const auto name = bank_path(options.to); !name)
            return print_error(common, files, name.error());
    std::vector<SourcePtr> sources;
    for (const std::string& path : options.files) {
        auto source = read_author_file(files, path);
        if (!source)
            return print_error(common, files, source.error());
        sources.push_back(std::move(*source));
    }
    Diagnostics messages;
    std::vector<Error> errors;
    const auto bank = import_bank(sources, options.title, messages);
    if (!bank)
        errors.push_back({ids::import_empty, {}, ExitCode::ContentErrors});
    std::string path;
    if (bank && options.to.empty())
        print_text(bank->yaml);
    else if (bank)
        if (const auto kept = keep_bank(options, *bank, files, messages, path); !kept)
            errors.push_back(kept.error());
    const bool good = errors.empty() && !messages.has_errors();
    if (!path.empty() && errors.empty())
        print_line(path);
    print_messages(common, files, std::move(messages), errors);
    if (bank && errors.empty())
        print_note(
            common,
            sentence(common, {"{0} {0|task|tasks} taken", "взято {0} {0|задание|задания|заданий}"},
                     bank->tasks));
    if (!errors.empty())
        return errors.front().exit;
    return good ? ExitCode::Done : ExitCode::ContentErrors;
}

}  // namespace vitrina
