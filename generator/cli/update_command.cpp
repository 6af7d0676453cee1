// `import --update FILE --into PLAN`: what a returned table says of a plan goes into it, row by
// row. Only the fields that are named change, by span: comments and everything else stay as they
// are.
#include <algorithm>
#include <cstdio>
#include <set>

#include <fmt/format.h>
#include <unistd.h>

#include "base/import_ids.h"
#include "cli/author_file.h"
#include "cli/command.h"
#include "cli/draft_names.h"
#include "cli/environment.h"
#include "cli/import_document.h"
#include "cli/draft_progress.h"
#include "cli/import_plan.h"
#include "cli/plan_rows.h"
#include "cli/site_check.h"
#include "content/edit.h"
#include "content/walk.h"
#include "kinds/plan.h"

namespace vitrina {
namespace {

constexpr std::uint64_t document_limit = 32ULL * 1024 * 1024;
constexpr std::string_view usual_fields = "status,done,report";
constexpr std::size_t excerpt_length = 60;
constexpr std::string_view changeable[] = {"status", "done",    "report",     "deadline",
                                           "result", "measure", "responsible"};

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
                {"--fields", field, "status,done,report,deadline,result,measure,responsible"},
                ExitCode::Usage);
    return fields;
}

struct FieldChange {
    std::string row;  // how the plan calls it
    std::string field;
    std::string before;  // as a person reads it
    std::string after;
};

// `выполнено` and `done`, `20.04.2026` and `2026-04-20` say the same.
std::string canonical_value(std::string_view field, const std::string& text) {
    if (field == "done") {
        const auto date = parse_date(text);
        return date ? iso_date(*date) : text;
    }
    if (field == "column" && fold_case(text) == word_of(PlanColumn::Status, Language::Russian))
        return "status";
    if (field == "status")
        for (const Word<RowStatus>& word : word_list<RowStatus>())
            if (fold_case(text) == word_of(word.value, Language::Russian))
                return std::string(word_of(word.value, Language::English));
    return text;
}

class PlanUpdate {
public:
    PlanUpdate(const SourcePtr& plan,
               const YamlNode& root,
               std::vector<std::string> fields,
               Diagnostics& out)
        : plan_(plan), rows_(find_plan_rows(root)), fields_(std::move(fields)), out_(out) {}

    void take(const PlanDraft& draft, const SiteConfig* config) {
        draft_ = &draft;
        config_ = config;
        std::set<const YamlNode*> met;
        for (const DraftSection& section : draft.sections) {
            for (const DraftRow& row : section.rows) {
                const RowMatch match = match_plan_row(rows_, row);
                if (match.is_unclear) {
                    out_.error(ids::update_row_unclear, place(row), row.number);
                } else if (match.row == nullptr) {
                    out_.warning(ids::update_row_unknown, place(row), row.number,
                                 shorten(row.at(DraftField::Measure).text(), excerpt_length));
                } else if (!met.insert(match.row).second) {
                    out_.error(ids::update_row_unclear, place(row), row.number);
                } else {
                    compare(row, *match.row);
                }
            }
        }
        for (const PlanRowNode& row : rows_)
            if (!met.contains(row.node))
                out_.warning(ids::update_row_missing,
                             {plan_, {row.node->span.begin, row.node->span.begin + 1}},
                             shorten(row.name, excerpt_length));
    }

    // A state that has no column would not be seen.
    void show_column(const YamlNode& root) {
        const YamlNode* columns = root.find("columns");
        const bool is_told = std::ranges::any_of(
            changes_, [](const FieldChange& change) { return change.field == "status"; });
        if (!is_told || columns == nullptr || !columns->is_sequence())
            return;
        const bool is_there = std::ranges::any_of(columns->children, [](const YamlNode& column) {
            return canonical_value("column", std::string(column.text())) == "status";
        });
        if (is_there)
            return;
        const YamlNode* title = root.find("title");
        changes_.push_back({title == nullptr ? "" : plain_value(*title), "columns", "", "status"});
        edits_.push_back(append_value(plan_->text, root, "columns", "status"));
    }

    const std::vector<FieldChange>& changes() const { return changes_; }
    std::string text() const { return apply_edits(plan_->text, edits_); }

private:
    Place place(const DraftRow& row) const { return {draft_->source, row.span}; }

    bool is_wanted(std::string_view field) const {
        return std::ranges::find(fields_, field) != fields_.end();
    }

    void compare(const DraftRow& row, const YamlNode& node) {
        const DraftProgress progress = draft_progress(row);
        if (progress.is_unclear)
            out_.warning(ids::import_status, place(row), row.number,
                         shorten(row.at(DraftField::Status).text(), excerpt_length));
        put(row, node, "status", progress.status, yaml_scalar(progress.status), "");
        if (progress.done.is_set())
            put(row, node, "done", iso_date(progress.done), iso_date(progress.done), "");
        put(row, node, "report", progress.report, yaml_scalar(progress.report), "");
        put_cell(row, node, "deadline", DraftField::Deadline);
        put_cell(row, node, "result", DraftField::Result);
        put_cell(row, node, "measure", DraftField::Measure);
        if (const DraftCell& cell = row.at(DraftField::Responsible); !cell.empty()) {
            const DraftNames names = responsible_names(cell.lines, config_);
            put(row, node, "responsible", names.text, names_yaml(names), cell.text());
        }
    }

    void put_cell(const DraftRow& row,
                  const YamlNode& node,
                  std::string_view key,
                  DraftField field) {
        const DraftCell& cell = row.at(field);
        if (cell.empty())
            return;
        const std::string markdown = cell.markdown();
        put(row, node, key, markdown, block_value(node, markdown), cell.text());
    }

    // A text of several lines stands below its key, deeper than it.
    std::string block_value(const YamlNode& node, const std::string& markdown) const {
        if (markdown.find('\n') == std::string::npos)
            return yaml_scalar(markdown);
        const std::size_t begin = node.keys.empty() ? node.span.begin : node.keys[0].span.begin;
        const std::string indent(line_column(plan_->text, begin).column + 1, ' ');
        std::string value = "|";
        for (std::size_t at = 0; at <= markdown.size();) {
            const std::size_t end = std::min(markdown.find('\n', at), markdown.size());
            value += "\n" + (end > at ? indent + markdown.substr(at, end - at) : "");
            at = end + 1;
        }
        return value;
    }

    // Nothing is ever erased: a cell that is left empty says nothing.
    void put(const DraftRow& row,
             const YamlNode& node,
             std::string_view key,
             const std::string& meant,
             const std::string& value,
             const std::string& shown) {
        if (meant.empty())
            return;
        const YamlNode* old = node.find(key);
        const std::string before =
            old == nullptr ? std::string() : canonical_value(key, plain_value(*old));
        if (same_words(before, shown.empty() ? meant : shown))
            return;
        if (!is_wanted(key)) {
            out_.warning(ids::update_text_differs, place(row), row.number,
                         shorten(shown.empty() ? meant : shown, excerpt_length));
            return;
        }
        changes_.push_back({name_of_plan_row(node), std::string(key), before, meant});
        std::string_view after = "result";
        for (const std::string_view above : {"status", "done"})
            if (above != key && node.find(above) != nullptr)
                after = above;
        for (const std::string_view above : {"responsible", "deadline", "measure"})
            if (node.find(after) == nullptr && node.find(above) != nullptr)
                after = above;
        edits_.push_back(set_value(plan_->text, node, key, value, after));
    }

    SourcePtr plan_;
    std::vector<PlanRowNode> rows_;
    std::vector<std::string> fields_;
    Diagnostics& out_;
    const PlanDraft* draft_ = nullptr;
    const SiteConfig* config_ = nullptr;
    std::vector<FieldChange> changes_;
    std::vector<TextEdit> edits_;
};

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
    if (auto written = replace_author_file(files, path, text); !written)
        return written;
    bool good = true;
    for (const Diagnostic& message : added_messages(before, check_sites(check, files))) {
        good = good && message.severity != Severity::Error;
        messages.add(message);
    }
    if (good)
        return {};
    if (auto undone = replace_author_file(files, path, plan->text); !undone)
        return undone;
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
