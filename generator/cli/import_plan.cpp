#include "cli/import_plan.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/import_ids.h"
#include "base/text.h"
#include "cli/draft_names.h"
#include "cli/draft_progress.h"
#include "cli/yaml_lines.h"
#include "content/edit.h"
#include "formats/quiz_lines.h"
#include "kinds/deadline.h"
#include "kinds/plan.h"

namespace vitrina {
namespace {

constexpr std::size_t excerpt_length = 80;

std::optional<PlanColumn> plan_column(DraftField field) {
    switch (field) {
        case DraftField::No:
            return PlanColumn::No;
        case DraftField::Task:
            return PlanColumn::Task;
        case DraftField::Measure:
            return PlanColumn::Measure;
        case DraftField::Participants:
            return PlanColumn::Participants;
        case DraftField::Deadline:
            return PlanColumn::Deadline;
        case DraftField::Responsible:
            return PlanColumn::Responsible;
        case DraftField::Result:
            return PlanColumn::Result;
        case DraftField::Status:
            return PlanColumn::Status;
        case DraftField::Report:
        case DraftField::Done:
        case DraftField::Evidence:
            return std::nullopt;
    }
    return std::nullopt;
}

class PlanWriter {
public:
    PlanWriter(const PlanDraft& draft, const ImportHints& hints, Diagnostics& out)
        : draft_(draft), hints_(hints), out_(out) {}

    ImportedRecord write() {
        write_head();
        const bool has_sections =
            draft_.sections.size() > 1 || !draft_.sections.front().title.empty();
        if (!has_sections) {
            made_.text += "rows:\n";
            for (const DraftRow& row : draft_.sections.front().rows)
                write_row(row, 2);
            return std::move(made_);
        }
        made_.text += "sections:\n";
        for (const DraftSection& section : draft_.sections) {
            made_.text += section.title.empty() ? std::string("  - rows:\n")
                                                : fmt::format("  - title: {}\n    rows:\n",
                                                              yaml_scalar(section.title));
            for (const DraftRow& row : section.rows)
                write_row(row, 6);
        }
        return std::move(made_);
    }

private:
    Place place(Span span) const { return {draft_.source, span}; }

    void write_head() {
        made_.kind = "plan";
        std::string title = hints_.title.empty() ? draft_.title : hints_.title;
        if (title.empty()) {
            title = hints_.name;
            out_.warning(ids::import_title_guess, place({}), title);
        }
        made_.text = yaml_pair(0, "title", escape_markdown(title));
        write_year();
        std::vector<std::string> columns;
        std::string labels;
        for (const DraftColumn& column : draft_.columns) {
            const auto known = plan_column(column.field);
            if (!known)
                continue;
            columns.emplace_back(word_of(*known, Language::English));
            if (column.heading != default_label(*known, Language::Russian))
                labels += fmt::format("{}{}: {}", labels.empty() ? "" : ", ", columns.back(),
                                      yaml_scalar(escape_markdown(column.heading)));
        }
        if (std::ranges::find(columns, "status") == columns.end() && has_progress())
            columns.emplace_back("status");
        made_.text += fmt::format("columns: {}\n", yaml_flow_list(columns));
        if (!labels.empty())
            made_.text += fmt::format("labels: {{{}}}\n", labels);
        if (is_numbered_through())
            made_.text += "numbering: continuous\n";
        if (!draft_.goals.empty())
            made_.text += "goals:\n";
        for (const std::string& goal : draft_.goals)
            made_.text += fmt::format("  - {}\n", yaml_scalar(goal));
    }

    void write_year() {
        std::string year = draft_.school_year;
        if (year.empty()) {
            const SchoolYear guess = year_of_dates();
            if (guess.is_set())
                year = school_year_name(guess);
            else if (hints_.config != nullptr && hints_.config->school_year.is_set())
                year = school_year_name(hints_.config->school_year);
            if (year.empty()) {
                out_.warning(ids::import_year_missing, place({}));
                return;
            }
            out_.warning(ids::import_year_guess, place({}), year);
        }
        year_ = parse_school_year(year).value_or(SchoolYear());
        made_.text += fmt::format("school_year: {}\n", year);
    }

    // The school year that most deadlines with a year lie in.
    SchoolYear year_of_dates() const {
        std::vector<int> years;
        for (const DraftSection& section : draft_.sections)
            for (const DraftRow& row : section.rows) {
                const std::string text = row.at(DraftField::Deadline).text();
                if (text.find("20") == std::string::npos)
                    continue;
                const Deadline deadline = read_deadline(text, {}).deadline;
                for (const DateRange& range : deadline.intervals)
                    years.push_back(range.from.month >= 8 ? range.from.year : range.from.year - 1);
            }
        std::ranges::sort(years);
        return years.empty() ? SchoolYear() : SchoolYear{years[years.size() / 2]};
    }

    bool has_progress() const {
        return draft_.has(DraftField::Report) || draft_.has(DraftField::Done) ||
               draft_.has(DraftField::Evidence);
    }

    // Numbers go on from one section to the next.
    bool is_numbered_through() const {
        if (draft_.sections.size() < 2 || !draft_.has(DraftField::No))
            return false;
        return std::ranges::none_of(draft_.sections, [&](const DraftSection& section) {
            const std::string first = section.rows.front().at(DraftField::No).text();
            return &section != &draft_.sections.front() &&
                   (first.empty() || first == "1" || first == "1." || first == "1)");
        });
    }

    void write_row(const DraftRow& row, std::size_t indent) {
        std::string& text = made_.text;
        text += fmt::format("{}- id: r{:02}\n", std::string(indent, ' '), ++made_.count);
        const std::size_t inner = indent + 2;
        if (const std::string no = row.at(DraftField::No).text(); !no.empty())
            text += yaml_pair(inner, "no", no);
        put(row, DraftField::Task, "task", inner);
        put(row, DraftField::Measure, "measure", inner);
        write_deadline(row, inner);
        write_names(row, DraftField::Responsible, "responsible", inner);
        write_names(row, DraftField::Participants, "participants", inner);
        put(row, DraftField::Result, "result", inner);
        write_progress(row, inner);
    }

    void put(const DraftRow& row, DraftField field, std::string_view key, std::size_t indent) {
        const DraftCell& cell = row.at(field);
        if (!cell.empty())
            made_.text += yaml_pair(indent, key, cell.markdown());
    }

    void write_deadline(const DraftRow& row, std::size_t indent) {
        const DraftCell& cell = row.at(DraftField::Deadline);
        if (cell.empty())
            return;
        const std::string text = cell.text();
        made_.text += yaml_pair(indent, "deadline", escape_markdown(text));
        if (read_deadline(text, {year_, {}}).deadline.kind == DeadlineKind::Unknown)
            out_.warning(ids::import_deadline, place(cell.span), row.number,
                         shorten(text, excerpt_length));
    }

    void write_names(const DraftRow& row,
                     DraftField field,
                     std::string_view key,
                     std::size_t indent) {
        const DraftCell& cell = row.at(field);
        if (cell.empty())
            return;
        const DraftNames names = field == DraftField::Responsible
                                     ? responsible_names(cell.lines, hints_.config)
                                     : participant_names(cell.lines, hints_.config);
        if (names.names.empty())
            return;
        if (!names.guess.empty())
            out_.warning(ids::import_names_split, place(cell.span), row.number,
                         shorten(names.text, excerpt_length), names.guess);
        made_.text += fmt::format("{}{}: {}\n", std::string(indent, ' '), key, names_yaml(names));
    }

    void write_progress(const DraftRow& row, std::size_t indent) {
        const DraftProgress progress = draft_progress(row);
        if (progress.is_unclear)
            out_.warning(ids::import_status, place(row.at(DraftField::Status).span), row.number,
                         shorten(row.at(DraftField::Status).text(), excerpt_length));
        if (progress.has_no_day)
            out_.warning(ids::import_done_unclear, place(row.at(DraftField::Done).span), row.number,
                         shorten(row.at(DraftField::Done).text(), excerpt_length));
        if (!progress.evidence.words.empty())
            out_.warning(ids::import_evidence, place(row.at(DraftField::Evidence).span), row.number,
                         shorten(progress.evidence.words, excerpt_length));
        if (!progress.status.empty())
            made_.text += yaml_pair(indent, "status", progress.status);
        if (progress.done.is_set())
            made_.text += yaml_pair(indent, "done", iso_date(progress.done));
        if (const std::string report = progress.whole_report(); !report.empty())
            made_.text += yaml_pair(indent, "report", report);
        if (!progress.evidence.links.empty())
            made_.text += fmt::format("{}evidence: [{}]\n", std::string(indent, ' '),
                                      evidence_yaml(progress.evidence.links));
    }

    const PlanDraft& draft_;
    const ImportHints& hints_;
    Diagnostics& out_;
    ImportedRecord made_;
    SchoolYear year_;
};

}  // namespace

std::optional<ImportedRecord> import_plan(const ReadDocument& document,
                                          const ImportHints& hints,
                                          Diagnostics& out) {
    const auto draft = read_plan_draft(document, out);
    if (!draft)
        return std::nullopt;
    ImportedRecord record = PlanWriter(*draft, hints, out).write();
    if (!is_fit(record, draft->source, out))
        return std::nullopt;
    return record;
}

}  // namespace vitrina
