// `new KIND NAME`: a commented file that is right from the first moment. Nothing is ever
// overwritten.

#include <fmt/format.h>

#include "cli/author_file.h"
#include "cli/committee_commands.h"
#include "cli/environment.h"
#include "cli/new_texts.h"
#include "cli/site_check.h"
#include "cli/site_folder.h"
#include "content/walk.h"
#include "kinds/site_config.h"

namespace vitrina {
namespace {

constexpr std::string_view site_name = "site";

// `vpr` of `memos/vpr.md`: below the kind's folder, without an extension. Empty if it cannot be
// one.
std::string record_name(const Kind& kind, std::string name) {
    const std::string folder = std::string(kind.folder) + "/";
    const std::string_view extension = kind.form == FileForm::Markdown ? ".md" : ".yaml";
    if (name.starts_with(folder))
        name.erase(0, folder.size());
    if (name.ends_with(extension))
        name.erase(name.size() - extension.size());
    const std::string parts = "/" + name + "/";
    for (const std::string_view bad : {"//", "/.", "/_", "\\"})
        if (parts.find(bad) != std::string::npos)
            return {};
    return name;
}

// Where the record of that name is kept; the curriculum is one file at the top of the site.
std::string record_path(const Kind& kind, const std::string& name) {
    if (kind.name == "curriculum")
        return "curriculum.yaml";
    return std::string(kind.folder) + "/" + name +
           (kind.form == FileForm::Markdown ? ".md" : ".yaml");
}

Result<ExitCode> make_site(const CommonOptions& common,
                           const NewOptions& options,
                           FileSystem& files) {
    const std::string& folder = options.name;
    const NewValues values{options.title.empty() ? "Открытое оценивание" : options.title,
                           options.today, school_year_of(options.today), ""};
    const auto memo =
        make_site_folder(files, folder, fill_new_text(new_site_text(), values).front(), values);
    if (!memo)
        return tl::unexpected(memo.error());
    print_line(join_path(folder, "site.yaml"));
    print_line(*memo);
    // A site in the default folder is built with its neighbours, each into a folder of its own.
    const std::string above = parent_folder(plain_folder(folder));
    const bool is_beside_others = above != "." && above == default_folder(files);
    print_note(common, sentence(common, {"now: vitrina build{0}", "теперь: vitrina build{0}"},
                                is_beside_others ? "" : " " + folder));
    return ExitCode::Done;
}

// Someone whom the site knows, so that the plan names nobody unknown.
std::string responsible_of(const SiteConfig& config) {
    return config.bodies.items.empty() ? "administration" : config.bodies.items.front().first.value;
}

// The first of the texts that the build has nothing to say about; its messages if there is none.
Result<std::vector<Diagnostic>> write_first_good(const std::string& site,
                                                 const std::string& path,
                                                 const std::vector<std::string>& texts,
                                                 Date today,
                                                 FileSystem& files) {
    const SiteCheck check{.folder = site, .today = today};
    const Diagnostics before = check_sites(check, files);
    if (auto made = create_author_file(files, path, texts.front()); !made)
        return tl::unexpected(made.error());
    std::vector<Diagnostic> added;
    for (const std::string& text : texts) {
        if (&text != &texts.front())
            if (auto written = replace_author_file(files, path, text); !written)
                return tl::unexpected(written.error());
        added = added_messages(before, check_sites(check, files));
        if (added.empty())
            return added;
    }
    if (auto removed = remove_author_file(files, path); !removed)
        return tl::unexpected(removed.error());
    return added;
}

Result<ExitCode> make_record(const CommonOptions& common,
                             const NewOptions& options,
                             const Kind& kind,
                             const NewText& text,
                             FileSystem& files) {
    const auto site = only_site_of(files, options.site);
    if (!site)
        return tl::unexpected(site.error());
    const std::string name = record_name(kind, options.name);
    if (name.empty())
        return failure(ids::new_name, {options.name}, ExitCode::Usage);
    const auto source = read_author_file(files, join_path(*site, "site.yaml"));
    if (!source)
        return tl::unexpected(source.error());
    Diagnostics messages;
    const auto config = read_site_config(*source, messages);
    if (!config) {
        print_messages(common, files, std::move(messages), {});
        return ExitCode::ContentErrors;
    }
    const NewValues values{options.title.empty() ? std::string(text.title) : options.title,
                           options.today, config->school_year, responsible_of(*config)};
    const std::string path = join_path(*site, record_path(kind, name));
    const auto left =
        write_first_good(*site, path, fill_new_text(text.text, values), options.today, files);
    if (!left)
        return tl::unexpected(left.error());
    if (left->empty()) {
        print_line(path);
        return ExitCode::Done;
    }
    Diagnostics told;
    for (const Diagnostic& message : *left)
        told.add(message);
    print_messages(common, files, std::move(told),
                   {{ids::new_refused, {path}, ExitCode::ContentErrors}});
    return ExitCode::ContentErrors;
}

}  // namespace

Error unknown_kind(std::string_view name, std::string_view also) {
    std::vector<std::string_view> names{also};
    for (const Kind& kind : all_kinds())
        names.push_back(kind.name);
    std::string list;
    for (const std::string_view known : names)
        list += (list.empty() ? "" : ", ") + std::string(known);
    return {
        ids::kind_unknown, {std::string(name), list, nearest_name(name, names)}, ExitCode::Usage};
}

ExitCode run_new(const CommonOptions& common, const NewOptions& options, FileSystem& files) {
    if (options.kind == "year")
        return run_new_year(common, options, files);
    const Kind* kind = find_kind(options.kind);
    const NewText* text = find_new_text(options.kind);
    if (options.kind == "forms") {
        const auto made = make_forms(common, options.name, files);
        return made ? *made : print_error(common, files, made.error());
    }
    if (options.kind != site_name && (kind == nullptr || text == nullptr))
        return print_error(common, files, unknown_kind(options.kind, site_name));
    const auto exit = options.kind == site_name ? make_site(common, options, files)
                                                : make_record(common, options, *kind, *text, files);
    return exit ? *exit : print_error(common, files, exit.error());
}

}  // namespace vitrina
