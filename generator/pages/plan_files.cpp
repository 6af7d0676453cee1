// A plan for machines: a table for spreadsheets and a calendar.
#include "base/text.h"
#include "formats/csv.h"
#include "formats/ics.h"
#include "pages/duty_view.h"
#include "pages/plan_parts.h"
#include "pages/record_json.h"

namespace vitrina {
namespace {

// A longer interval would cover the whole calendar: of it only the last day is shown.
constexpr int longest_event = 45;
constexpr std::size_t summary_length = 120;

std::string plain(const MappedText& text) {
    return flatten_markdown(text.text);
}

std::string date_text(Date date) {
    return date.is_set() ? iso_date(date) : std::string();
}

// Title and address of each document.
std::string evidence_text(const PlanRow& row, const EncodeContext& context) {
    std::string text;
    for (const Evidence& one : row.evidence) {
        std::string title = plain(one.title.text);
        std::string url = one.url.url;
        if (one.ref.is_set())
            url = context.reference_url(one.ref);
        else if (one.file.is_set())
            url = context.file_url(one.file.path);
        if (title.empty() && one.ref.is_set())
            title = context.reference_title(one.ref);
        text += text.empty() ? "" : "; ";
        text += title.empty() || url.empty() ? title + url : title + " — " + url;
    }
    return text;
}

// One column of the file: its heading, and what a row has there.
class PlanSheet {
public:
    PlanSheet(const PageWorld& world, RecordId id)
        : theme_(world.theme),
          site_(world.site),
          record_(world.site.at(id)),
          plan_(as<Plan>(record_)),
          context_(world.site, record_) {
        for (const PlanSection& section : plan_.sections)
            has_sections_ = has_sections_ || !section.title.empty();
    }

    std::string text() {
        std::vector<CsvRow> lines(1);
        for (const PlanSection& section : plan_.sections) {
            for (const PlanRow& row : section.rows) {
                line_.clear();
                header_.clear();
                add_row(section, row);
                lines.push_back(line_);
            }
        }
        lines.front() = header_;
        return csv_text(lines);
    }

private:
    void add(std::string heading, std::string value) {
        header_.push_back(std::move(heading));
        line_.push_back(std::move(value));
    }
    void add_named(std::string_view key, std::string value) {
        add(std::string(theme_.text(key)), std::move(value));
    }

    void add_row(const PlanSection& section, const PlanRow& row) {
        add_named("csv_id", row.id.value);
        if (has_sections_)
            add_named("csv_section", plain(section.title.text));
        for (const PlanColumn column : printed_columns(plan_))
            add_column(row, column);
        add_named("csv_url", context_.reference_url({"", record_.id, row.id.value, {}}));
    }

    void add_column(const PlanRow& row, PlanColumn column) {
        const InlineText* label = own_label(plan_, column);
        std::string heading = label != nullptr
                                  ? plain(label->text)
                                  : std::string(default_label(column, theme_.language()));
        switch (column) {
            case PlanColumn::No:
                return add(std::move(heading), row.no.value);
            case PlanColumn::Task:
                return add(std::move(heading), plain(row.task.text));
            case PlanColumn::Measure:
                return add(std::move(heading), plain(row.measure.text));
            case PlanColumn::Result:
                return add(std::move(heading), plain(row.result.text));
            case PlanColumn::Participants:
                return add(std::move(heading), body_text(site_, row.participants));
            case PlanColumn::Responsible:
                return add(std::move(heading), body_text(site_, row.responsible));
            case PlanColumn::Deadline:
                return add_deadline(std::move(heading), row);
            case PlanColumn::Status:
                return add_progress(std::move(heading), row);
        }
    }

    void add_deadline(std::string heading, const PlanRow& row) {
        const auto& intervals = row.reading.intervals;
        add(std::move(heading), plain(row.deadline.text.text));
        add_named("csv_from", intervals.empty() ? "" : date_text(intervals.front().from));
        add_named("csv_to", intervals.empty() ? "" : date_text(intervals.back().to));
    }

    void add_progress(std::string heading, const PlanRow& row) {
        if (plan_.progress == Progress::Public) {
            add(std::move(heading), std::string(status_text(theme_, row.status)));
            add_named("csv_done", date_text(row.done));
            add_named("csv_moved", date_text(row.moved.to));
            add_named("csv_report", plain(row.report.text));
        }
        add_named("csv_evidence", evidence_text(row, context_));
    }

    const Theme& theme_;
    const Site& site_;
    const Record& record_;
    const Plan& plan_;
    SiteEncodeContext context_;
    bool has_sections_ = false;
    CsvRow header_;  // the same for every row
    CsvRow line_;
};

std::string description_of(const Site& site, const Theme& theme, const PlanRow& row) {
    std::string text = plain(row.measure.text);
    const auto add = [&](std::string_view key, const std::string& value) {
        if (!value.empty())
            text.append("\n").append(theme.text(key)).append(": ").append(value);
    };
    add("act_deadline", plain(row.deadline.text.text));
    add("act_responsible", body_text(site, row.responsible));
    return text;
}

}  // namespace

std::string plan_csv(const PageWorld& world, RecordId id) {
    return PlanSheet(world, id).text();
}

std::string plan_calendar(const PageWorld& world, RecordId id) {
    const Site& site = world.site;
    const Record& record = site.at(id);
    const Entry& entry = site.entry(id);
    Calendar calendar;
    calendar.name = entry.title;
    calendar.url = site.config.base_url.value + entry.url.substr(1);
    calendar.time_zone = site.config.timezone.value;
    for (const PlacedRow& placed : place_rows(record)) {
        int number = 0;
        for (const DateRange& days : days_of(*placed.row)) {
            const bool is_long = days_between(days.from, days.to) + 1 > longest_event;
            CalendarEvent event;
            event.uid = record.id + "#" + placed.anchor + "-" + std::to_string(++number) + "@" +
                        site.site_id();
            event.summary = shorten(placed.title, summary_length);
            if (is_long)
                event.summary = world.theme.text("plan_last_day", {event.summary});
            event.description = description_of(site, world.theme, *placed.row);
            event.url = calendar.url + "#" + placed.anchor;
            event.from.date = is_long ? days.to : days.from;
            event.to.date = days.to;
            event.changed = entry.changed;
            event.sequence = static_cast<int>(record.common.revisions.size());
            calendar.events.push_back(std::move(event));
        }
    }
    return calendar.events.empty() ? std::string() : ics_text(calendar);
}

}  // namespace vitrina
