// `import --update FILE --into PLAN`: what a returned table says of a plan goes into it, row by
// row. Only the fields that are named change, by span: comments and everything else stay as they
// are.
#include <algorithm>
#include <cstdio>

#include <fmt/format.h>
#include <unistd.h>

#include "base/import_ids.h"
#include "cli/author_file.h"
#include "cli/command.h"
#include "cli/environment.h"
#include "cli/import_document.h"
#include "cli/plan_update.h"
#include "cli/site_check.h"
#include "content/walk.h"
#include "kinds/plan.h"

namespace vitrina {
namespace {

constexpr std::uint64_t document_limit = 32ULL * 1024 * 1024;
constexpr std::string_view usual_fields = "status,done,report,evidence";
constexpr std::string_view changeable[] = {"status",   "done",   "report",  "evidence",
                                           "deadline", "result", "measure", "responsible"};

Result<std::vector<std::string>> wanted_fields(const std::string& list) {
    std::vector<std::string> fields(1);
    for (const char one : list.empty() ? std::string(usual_fields) : list) {
        if (one == ',')
            fields.emplace_back();
        else if (one != ' ')
            fields.back() += one;
    }
    for (const std::string& field : fields)
        if (std::ranges::find(changeable, field) == std::end(changeable))
            return failure(
                ids::usage_option_wrong,
                {"--fields", field, "status,done,report,evidence,deadline,result,measure,responsible"},
                ExitCode::Usage);
    return fields;
}

std::string on_one_line(const std::string& text) {
    return escape_controls(shorten(collapse_spaces(text), 100));
}

void show(const std::vector<FieldChange>& changes) {
    for (const FieldChange& change : changes) {
        print_line(fmt::format("{}: {}", on_one_line(change.row), change.field));
        if (!change.before.empty())
            print_line("  - " + on_one_line(change.before));
        print_line("  + " + on_one_line(change.after));
    }
}

bool is_agreed(const CommonOptions& common, const ImportOptions& options) {
    if (options.yes)
        return true;
    if (isatty(STDIN_FILENO) != 1 || !finish_output())
        return false;
    std::fputs(sentence(common, {"Change the plan? [y/N] ", "Внести в план? [д/Н] "}).c_str(),
               stderr);
    std::string answer;
    for (int one = std::getchar(); one != EOF && one != '\n' && answer.size() < 40;
         one = std::getchar())
        answer += static_cast<char>(one);
    const std::string folded = fold_case(trim(answer));
    return folded == "y" || folded == "yes" || folded == "д" || folded == "да";
}

Result<std::string> plan_path(const ImportOptions& options, const FileReader& files) {
    if (const auto place = locate_record(files, options.into); place && place->kind->name == "plan")
        return options.into;
    const auto site = only_site_of(files, options.site);
    if (!site)
        return tl::unexpected(site.error());
    std::string path = join_path(*site, options.into);
    if (!path.ends_with(".yaml"))
        path += ".yaml";
    const auto stat = files.stat(path);
    if (options.into.starts_with("plans/") && stat && *stat)
        return path;
    return failure(ids::plan_file_expected, {options.into}, ExitCode::Usage);
}

// The changed plan takes its place if the build says no more against its site than before.
Result<void> keep(const std::string& path,
                  const SourcePtr& plan,
                  const std::string& text,
                  Date today,
                  FileSystem& files,
                  Diagnostics& messages) {
    const auto place = locate_record(files, path);
    const SiteCheck check{.folder = place ? place->site : std::string("."), .today = today};
    const Diagnostics before = check_sites(check, files);
    // Whoever saved the file while the question stood keeps what was written.
    if (auto written = change_author_file(files, path, plan->text, text); !written)
        return written;
    bool good = true;
    for (const Diagnostic& message : added_messages(before, check_sites(check, files))) {
        good = good && message.severity != Severity::Error;
        messages.add(message);
    }
    if (good)
        return {};
    put_back_author_file(files, {path, plan->text, text}, messages);
    return failure(ids::new_refused, {path}, ExitCode::ContentErrors);
}

std::optional<PlanDraft> read_returned(const SourcePtr& file, Diagnostics& out) {
    const std::vector<ReadDocument> documents = read_documents(file, out);
    for (const ReadDocument& document : documents)
        if (holds_plan(document))
            return read_plan_draft(document, out);
    if (!documents.empty())
        out.error(ids::import_no_heading, {documents.front().source, {}},
                  "№, Мероприятия, Исполнение");
    return std::nullopt;
}

struct UpdateWork {
    std::string path;
    SourcePtr plan;
    SourcePtr returned;
    std::vector<std::string> fields;
};

Result<UpdateWork> prepare(const ImportOptions& options, const FileReader& files) {
    if (options.files.size() > 1)
        return failure(ids::usage_operand_extra, {options.files[1], "import"}, ExitCode::Usage);
    if (options.into.empty())
        return failure(ids::usage_option_value, {"--into"}, ExitCode::Usage);
    auto fields = wanted_fields(options.fields);
    if (!fields)
        return tl::unexpected(fields.error());
    const auto path = plan_path(options, files);
    if (!path)
        return tl::unexpected(path.error());
    auto plan = read_author_file(files, *path);
    if (!plan)
        return tl::unexpected(plan.error());
    auto bytes = files.read(options.files.front(), document_limit);
    if (!bytes)
        return tl::unexpected(bytes.error());
    return UpdateWork{*path, *plan,
                      std::make_shared<const Source>(Source{options.files.front(), *bytes}),
                      std::move(*fields)};
}

std::optional<SiteConfig> config_of(const std::string& path, const FileReader& files) {
    const auto place = locate_record(files, path);
    const auto source = place ? read_author_file(files, join_path(place->site, "site.yaml"))
                              : Result<SourcePtr>(tl::unexpected<Error>(Error{}));
    Diagnostics told_by_build;
    return source ? read_site_config(*source, told_by_build) : std::nullopt;
}

}  // namespace

ExitCode run_update(const CommonOptions& common, const ImportOptions& options, FileSystem& files) {
    const auto work = prepare(options, files);
    if (!work)
        return print_error(common, files, work.error());
    Diagnostics messages;
    std::vector<Error> errors;
    const auto root =
        read_yaml(work->plan, {0, static_cast<std::uint32_t>(work->plan->text.size())}, messages);
    const auto draft = read_returned(work->returned, messages);
    if (!root || !draft) {
        print_messages(common, files, std::move(messages), {});
        return ExitCode::ContentErrors;
    }
    const auto config = config_of(work->path, files);
    PlanUpdate update(work->plan, *root, work->fields, messages);
    update.take(*draft, config ? &*config : nullptr);
    const bool has_errors = messages.has_errors();
    if (!has_errors) {
        update.show_column(*root);
        show(update.changes());
    }
    if (!has_errors && !update.changes().empty()) {
        Diagnostics spoilt;
        const auto again = std::make_shared<const Source>(Source{work->path, update.text()});
        const auto reread =
            read_yaml(again, {0, static_cast<std::uint32_t>(again->text.size())}, spoilt);
        if (!reread || spoilt.has_errors())
            messages.error(ids::edit_impossible, {work->plan, {}}, work->path);
        else if (!is_agreed(common, options))
            errors.push_back({ids::update_refused, {}, ExitCode::Refused});
        else if (const auto kept =
                     keep(work->path, work->plan, again->text, options.today, files, messages);
                 !kept)
            errors.push_back(kept.error());
        else
            print_note(common, sentence(common, {"{0}: written", "{0}: записан"},
                                        escape_controls(work->path)));
    }
    const bool good = errors.empty() && !messages.has_errors();
    print_messages(common, files, std::move(messages), errors);
    if (good && update.changes().empty())
        print_note(common, sentence(common, {"nothing to change", "менять нечего"}));
    if (!errors.empty())
        return errors.front().exit;
    return good ? ExitCode::Done : ExitCode::ContentErrors;
}

}  // namespace vitrina
