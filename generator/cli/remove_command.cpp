// `remove ID`: deletes a record's file and remembers the id in site.yaml, so that readers of the
// machine files learn that it has gone. Refused while anything refers to the record.
#include "cli/author_file.h"
#include "cli/command.h"
#include "cli/site_check.h"
#include "content/edit.h"
#include "content/walk.h"
#include "kinds/site_config.h"

namespace vitrina {
namespace {

struct FoundRecord {
    std::string site;
    std::string path;
};

std::string file_of(const Kind& kind, const std::string& site, const std::string& id) {
    return join_path(site, id + (kind.form == FileForm::Markdown ? ".md" : ".yaml"));
}

// The record's file in each site that has one.
std::vector<FoundRecord> find_record(const FileReader& files,
                                     const std::vector<std::string>& sites,
                                     const std::string& id) {
    std::vector<FoundRecord> found;
    const Kind* kind = find_kind_of_folder(id.substr(0, id.find('/')));
    if (kind == nullptr || id.find('/') == std::string::npos ||
        ("/" + id + "/").find("/../") != std::string::npos)
        return found;
    for (const std::string& site : sites) {
        const std::string path = file_of(*kind, site, id);
        const auto stat = files.stat(path);
        if (stat && *stat && (*stat)->type == FileType::Regular)
            found.push_back({site, path});
    }
    return found;
}

std::string removed_entry(const std::string& id, Date today) {
    return "{id: " + yaml_scalar(id) + ", date: " + iso_date(today) + "}";
}

// site.yaml with the record among the removed; nothing if it cannot be written there.
std::optional<std::string> remembered_text(const SourcePtr& source,
                                           const std::string& id,
                                           Date today) {
    Diagnostics messages;
    const auto root =
        read_yaml(source, {0, static_cast<std::uint32_t>(source->text.size())}, messages);
    if (!root || messages.has_errors())
        return std::nullopt;
    std::string text =
        apply_edits(source->text, {append_value(source->text, *root, "removed", removed_entry(id, today))});
    const auto again = std::make_shared<const Source>(Source{source->path, text});
    const auto before = read_site_config(source, messages);
    const auto after = read_site_config(again, messages);
    const bool is_told = before && after && !after->removed.empty() &&
                         after->removed.back().id == id &&
                         after->removed.size() == before->removed.size() + 1;
    return is_told ? std::optional(std::move(text)) : std::nullopt;
}

// What would be broken without the file.
std::vector<Diagnostic> broken_without(const RecordOptions& options,
                                       const std::string& path,
                                       FileSystem& files) {
    // A draft that refers to it would break on the day it is published.
    SiteCheck check{.folder = options.site, .drafts = true, .today = options.today};
    const Diagnostics before = check_sites(check, files);
    check.without = path;
    std::vector<Diagnostic> added = added_messages(before, check_sites(check, files));
    std::erase_if(added,
                  [](const Diagnostic& message) { return message.severity != Severity::Error; });
    return added;
}

ExitCode remove_file(const CommonOptions& common,
                     const FoundRecord& record,
                     const std::string& id,
                     Date today,
                     FileSystem& files) {
    const std::string config = join_path(record.site, "site.yaml");
    const auto source = read_author_file(files, config);
    if (!source)
        return print_error(common, files, source.error());
    const auto text = remembered_text(*source, id, today);
    if (!text) {
        Diagnostics messages;
        messages.error(ids::edit_impossible, {*source, {}},
                       "removed: [" + removed_entry(id, today) + "]");
        print_messages(common, files, std::move(messages), {});
        return ExitCode::ContentErrors;
    }
    if (auto written = replace_author_file(files, config, *text); !written)
        return print_error(common, files, written.error());
    if (auto removed = remove_author_file(files, record.path); !removed) {
        // The record stays, so nothing is told of it.
        static_cast<void>(replace_author_file(files, config, (*source)->text));
        return print_error(common, files, removed.error());
    }
    print_note(common, sentence(common,
                                {"{0}: removed, remembered in {1}; build to publish",
                                 "{0}: удалено, отмечено в {1}; соберите сайт"},
                                escape_controls(record.path), config));
    return ExitCode::Done;
}

}  // namespace

ExitCode run_remove(const CommonOptions& common, const RecordOptions& options, FileSystem& files) {
    const std::string& id = options.names.front();
    const auto sites = sites_of(files, options.site);
    if (!sites)
        return print_error(common, files, sites.error());
    const std::vector<FoundRecord> found = find_record(files, *sites, id);
    if (found.empty())
        return print_error(common, files, {ids::remove_unknown, {id}, ExitCode::Usage});
    if (found.size() > 1)
        return print_error(
            common, files,
            {ids::remove_ambiguous, {id, found[0].site, found[1].site}, ExitCode::Usage});
    const std::vector<Diagnostic> broken = broken_without(options, found[0].path, files);
    if (!broken.empty()) {
        Diagnostics messages;
        for (const Diagnostic& message : broken)
            messages.add(message);
        print_messages(
            common, files, std::move(messages),
            {{ids::remove_refused, {id, std::to_string(broken.size())}, ExitCode::ContentErrors}});
        return ExitCode::ContentErrors;
    }
    return remove_file(common, found[0], id, options.today, files);
}

}  // namespace vitrina
