// `import FILE…`: documents, tables and questions of other programs. Nothing is ever overwritten.

#include <algorithm>

#include <fmt/format.h>

#include "base/import_ids.h"
#include "cli/author_file.h"
#include "cli/command.h"
#include "cli/environment.h"
#include "cli/import_bank.h"
#include "cli/import_document.h"
#include "cli/site_check.h"
#include "content/walk.h"
#include "formats/aiken.h"
#include "formats/gift_read.h"

namespace vitrina {
namespace {

constexpr std::uint64_t document_limit = 32ULL * 1024 * 1024;
constexpr std::string_view tasks_kind = "tasks";

// What was made, whatever it was made from.
struct Import {
    ImportedRecord record;
    std::string path;      // where it is written; empty: to stdout
    std::string site;      // the site that has to take it; empty: none
    std::string pictures;  // folder for pictures, when there are any
};

std::string folder_of_kind(std::string_view kind) {
    const Kind* known = find_kind(kind);
    return known != nullptr ? std::string(known->folder) : std::string(kind);
}

bool is_markdown(std::string_view kind) {
    return kind == "memo" || kind == "act";
}

// `plans/2026` → `plans/2026.yaml`, if it is a name of a record of the kind.
Result<std::string> record_path(std::string to, std::string_view kind) {
    const std::string folder = folder_of_kind(kind) + "/";
    const std::string_view extension = is_markdown(kind) ? ".md" : ".yaml";
    if (!to.ends_with(extension))
        to += extension;
    const std::string id = to.substr(0, to.size() - extension.size());
    const std::string parts = "/" + id + "/";
    bool good = to.starts_with(folder) && to.size() > folder.size() + extension.size();
    for (const std::string_view bad : {"//", "/.", "/_", "\\"})
        good = good && parts.find(bad) == std::string::npos;
    if (good)
        return to;
    if (kind == tasks_kind)
        return failure(ids::import_target, {id}, ExitCode::Usage);
    return failure(ids::import_target_kind, {id, folder_of_kind(kind)}, ExitCode::Usage);
}

std::string stem_of(const std::string& path) {
    const std::string name = path.substr(path.rfind('/') + 1);
    return name.substr(0, name.rfind('.'));
}

// The record and its pictures, all of them or none.
class Writing {
public:
    explicit Writing(FileSystem& files) : files_(files) {}

    Result<void> write(const Import& import) {
        if (auto made = create(import.path, import.record.text); !made)
            return made;
        for (std::size_t i = 0; i < import.record.pictures.size(); ++i) {
            const ReadPicture& picture = import.record.pictures[i];
            const std::string path =
                join_path(import.pictures, fmt::format("{}.{}", i + 1, picture.extension));
            if (auto made = create(path, picture.bytes); !made)
                return made;
        }
        return {};
    }

    // What could not be removed is told: the next build would publish it.
    void take_back(Diagnostics& messages) {
        for (auto path = written_.rbegin(); path != written_.rend(); ++path)
            put_back_author_file(files_, {*path, "", ""}, messages);
        written_.clear();
    }

private:
    Result<void> create(const std::string& path, const std::string& bytes) {
        auto made = create_author_file(files_, path, bytes);
        if (made)
            written_.push_back(path);
        return made;
    }

    FileSystem& files_;
    std::vector<std::string> written_;
};

// The record stands in its site if the build takes it; what the build says of it is told.
Result<void> keep(const Import& import, Date today, FileSystem& files, Diagnostics& messages) {
    const SiteCheck check{.folder = import.site, .today = today};
    const Diagnostics before = import.site.empty() ? Diagnostics() : check_sites(check, files);
    Writing writing(files);
    if (auto written = writing.write(import); !written) {
        writing.take_back(messages);
        return written;
    }
    // A kind that is not published yet would be refused by any build.
    if (import.site.empty() || find_kind(import.record.kind) == nullptr)
        return {};
    bool good = true;
    for (const Diagnostic& message : added_messages(before, check_sites(check, files))) {
        good = good && message.severity != Severity::Error;
        messages.add(message);
    }
    if (good)
        return {};
    writing.take_back(messages);
    return failure(ids::new_refused, {import.path}, ExitCode::ContentErrors);
}

// Where the record goes, by `--to` or `--out`.
Result<void> find_place(const ImportOptions& options, FileSystem& files, Import& import) {
    if (!options.to.empty()) {
        const auto name = record_path(options.to, import.record.kind);
        if (!name)
            return tl::unexpected(name.error());
        const auto site = only_site_of(files, options.site);
        if (!site)
            return tl::unexpected(site.error());
        import.site = *site;
        import.path = join_path(*site, *name);
        import.pictures = join_path(*site, "files/" + stem_of(*name));
        return {};
    }
    if (options.out.empty())
        return {};
    import.path = options.out;
    import.pictures = join_path(parent_folder(options.out), stem_of(options.out));
    const auto place = locate_record(files, options.out);
    if (!place)
        return {};
    if (place->kind->name != import.record.kind)
        return failure(ids::import_target_kind, {options.out, folder_of_kind(import.record.kind)},
                       ExitCode::Usage);
    import.site = place->site;
    import.pictures = join_path(place->site, "files/" + stem_of(options.out));
    return {};
}

// How the text names its pictures: from the site's root, or beside the file.
std::string picture_prefix(const ImportOptions& options, const FileReader& files) {
    const std::string& target = options.to.empty() ? options.out : options.to;
    if (target.empty())
        return "files/";
    const std::string stem = stem_of(target.ends_with(".md") ? target : target + ".md");
    const bool is_in_site = !options.to.empty() || locate_record(files, options.out).has_value();
    return is_in_site ? "/files/" + stem + "/" : stem + "/";
}

// The site that the record goes to, or the only one here: it knows names and the school year.
std::optional<SiteConfig> config_of(const ImportOptions& options, const FileReader& files) {
    const auto located = options.out.empty() ? std::nullopt : locate_record(files, options.out);
    const auto site =
        located ? Result<std::string>(located->site) : only_site_of(files, options.site);
    if (!site)
        return std::nullopt;
    const auto source = read_author_file(files, join_path(*site, "site.yaml"));
    Diagnostics told_by_build;
    return source ? read_site_config(*source, told_by_build) : std::nullopt;
}

bool is_quiz(const ImportOptions& options, const SourcePtr& source) {
    if (!options.as.empty())
        return options.as == tasks_kind;
    if (looks_like_document(source->path, source->text))
        return false;
    const bool is_table = source->text.find('\t') != std::string::npos;
    return !is_table || looks_like_gift(source->text) || looks_like_aiken(source->text);
}

std::optional<ImportedRecord> make_bank(const std::vector<SourcePtr>& sources,
                                        const ImportOptions& options,
                                        Diagnostics& out) {
    auto bank = import_bank(sources, options.title, out);
    if (!bank)
        return std::nullopt;
    return ImportedRecord{
        .kind = std::string(tasks_kind), .text = std::move(bank->yaml), .count = bank->tasks};
}

std::optional<ImportedRecord> make_record(const SourcePtr& source,
                                          const ImportOptions& options,
                                          const FileReader& files,
                                          Diagnostics& out) {
    const auto config = config_of(options, files);
    ImportHints hints{.title = options.title,
                      .config = config ? &*config : nullptr,
                      .picture_folder = picture_prefix(options, files)};
    return import_document(source, options.as, std::move(hints), out);
}

void print_count(const CommonOptions& common, const ImportedRecord& record) {
    const bool is_bank = record.kind == tasks_kind;
    const BilingualText text =
        is_bank ? BilingualText{"{0} {0|task|tasks} taken", "взято {0} {0|задание|задания|заданий}"}
        : is_markdown(record.kind)
            ? BilingualText{"{0} {0|paragraph|paragraphs} taken",
                            "взято {0} {0|абзац|абзаца|абзацев}"}
            : BilingualText{"{0} {0|row|rows} taken", "взято {0} {0|строка|строки|строк}"};
    print_note(common, sentence(common, text, record.count));
}

Result<std::vector<SourcePtr>> read_sources(const ImportOptions& options, const FileReader& files) {
    std::vector<SourcePtr> sources;
    for (const std::string& path : options.files) {
        const bool is_document = looks_like_document(path, "");
        auto text = files.read(path, is_document ? document_limit : text_file_limit);
        if (!text)
            return tl::unexpected(text.error());
        sources.push_back(std::make_shared<const Source>(Source{path, std::move(*text)}));
    }
    return sources;
}

bool is_kind(const std::string& kind) {
    constexpr std::string_view kinds[] = {"plan",    "memo",     "act",  "criteria",
                                          "weights", "schedule", "tasks"};
    return std::ranges::find(kinds, kind) != std::end(kinds);
}

Result<void> check_options(const ImportOptions& options) {
    if (!options.as.empty() && !is_kind(options.as))
        return failure(ids::usage_option_wrong,
                       {"--as", options.as, "plan, memo, act, criteria, weights, schedule, tasks"},
                       ExitCode::Usage);
    if (!options.to.empty() && !options.out.empty())
        return failure(ids::import_place_twice, {}, ExitCode::Usage);
    return {};
}

}  // namespace

ExitCode run_import(const CommonOptions& common, const ImportOptions& options, FileSystem& files) {
    if (options.update)
        return run_update(common, options, files);
    if (const auto checked = check_options(options); !checked)
        return print_error(common, files, checked.error());
    const auto sources = read_sources(options, files);
    if (!sources)
        return print_error(common, files, sources.error());
    const bool is_bank = is_quiz(options, sources->front());
    if (is_bank && !options.to.empty())
        if (const auto name = record_path(options.to, tasks_kind); !name)
            return print_error(common, files, name.error());
    if (!is_bank && sources->size() > 1)
        return print_error(
            common, files,
            {ids::usage_operand_extra, {options.files[1], "import"}, ExitCode::Usage});
    Diagnostics messages;
    std::vector<Error> errors;
    Import import;
    auto made = is_bank ? make_bank(*sources, options, messages)
                        : make_record(sources->front(), options, files, messages);
    if (made)
        import.record = std::move(*made);
    else if (is_bank)
        errors.push_back({ids::import_empty, {}, ExitCode::ContentErrors});
    if (made)
        if (const auto found = find_place(options, files, import); !found)
            errors.push_back(found.error());
    if (made && errors.empty() && import.path.empty()) {
        print_text(import.record.text);
        if (!import.record.pictures.empty())
            messages.warning(ids::import_pictures_nowhere, {}, import.record.pictures.size());
    } else if (made && errors.empty()) {
        if (const auto kept = keep(import, options.today, files, messages); !kept)
            errors.push_back(kept.error());
    }
    const bool good = made && errors.empty() && !messages.has_errors();
    if (made && !import.path.empty() && errors.empty())
        print_line(import.path);
    print_messages(common, files, std::move(messages), errors);
    if (made && errors.empty())
        print_count(common, import.record);
    if (!errors.empty())
        return errors.front().exit;
    return good ? ExitCode::Done : ExitCode::ContentErrors;
}

}  // namespace vitrina
