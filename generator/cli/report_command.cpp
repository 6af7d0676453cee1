// `report plan PLAN`: how a plan is carried out, as a page to print or a table. What is late and
// what nobody has said anything of stands on top. The report is for its author's desk: it is
// written where it is asked for and never published.
#include <algorithm>

#include <fmt/format.h>

#include "base/import_ids.h"
#include "cli/author_file.h"
#include "cli/command.h"
#include "cli/plan_progress.h"
#include "content/markdown.h"
#include "formats/csv.h"
#include "read.h"
#include "site/assemble.h"

namespace vitrina {
namespace {

struct GroupWords {
    ProgressGroup group;
    BilingualText title;
    BilingualText state;
};
constexpr GroupWords groups[] = {
    {ProgressGroup::Overdue,
     {"Late", "Срок прошёл, исполнение не отмечено"},
     {"late", "просрочено"}},
    {ProgressGroup::Silent,
     {"Nothing said yet", "Без отметки об исполнении"},
     {"nothing said", "нет отметки"}},
    {ProgressGroup::Open, {"Under way and to come", "В работе и впереди"}, {"open", "в работе"}},
    {ProgressGroup::Closed, {"Done or cancelled", "Выполнено и снято"}, {"done", "выполнено"}},
};

constexpr BilingualText headings[] = {
    {"No.", "№"},
    {"Measure", "Мероприятие"},
    {"Deadline", "Срок"},
    {"Responsible", "Ответственные"},
    {"What was done", "Что сделано"},
    {"Done on", "Дата исполнения"},
    {"Document", "Документ"},
    {"State", "Состояние"},
};
constexpr std::size_t page_columns = 7;  // the state is told by the group
// Where the table for a program says another thing than the page for people.
constexpr std::size_t report_column = 4;
constexpr std::size_t done_column = 5;
constexpr std::size_t documents_column = 6;

constexpr std::string_view style =
    "body{font:14px/1.45 'PT Sans','Liberation Sans',Arial,sans-serif;color:#111;margin:2rem auto;"
    "max-width:75rem;padding:0 1rem}h1{font-size:1.4rem;margin:0 0 .3rem}p{margin:.2rem 0}"
    "table{border-collapse:collapse;width:100%;margin-top:1rem}th,td{border:1px solid #444;"
    "padding:.3rem .45rem;vertical-align:top;text-align:left;overflow-wrap:anywhere}"
    "thead{display:table-header-group}tr{break-inside:avoid}th[scope=rowgroup]{background:#eee}"
    ".sign{margin-top:2.5rem}@page{size:A4 landscape;margin:12mm}"
    "@media print{body{margin:0;max-width:none;padding:0;font-size:10.5pt}}"
    "@media(max-width:40rem){table,thead,tbody,tr,th,td{display:block}thead{display:none}"
    "td:empty{display:none}td[data-label]:before{content:attr(data-label)': ';font-weight:700}}";

std::string name_of(const Site& site, const BodyName& body) {
    return site.body_name(body.name);
}

class ReportWriter {
public:
    ReportWriter(const Site& site, const Record& record, std::vector<RowProgress> rows, Date day)
        : site_(site),
          record_(record),
          rows_(std::move(rows)),
          day_(day),
          language_(site.config.interface_language()) {}

    std::string csv() const {
        std::vector<CsvRow> lines(1);
        for (const BilingualText& heading : headings)
            lines.front().emplace_back(choose(language_, heading));
        for (const GroupWords& group : groups)
            for (const RowProgress& row : rows_)
                if (row.group == group.group)
                    lines.push_back(table_row(row, group));
        return csv_text(lines);
    }

    std::string html() const {
        std::string page = fmt::format(
            "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
            "'unsafe-inline'\">\n<meta name=\"viewport\" content=\"width=device-width, "
            "initial-scale=1\">\n<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n",
            language_ == Language::Russian ? "ru" : "en", escape_html(heading()), style);
        page += fmt::format("<h1>{}</h1>\n<p>{}</p>\n<p>{}</p>\n", escape_html(heading()),
                            escape_html(site_.config.organization.name), escape_html(totals()));
        page += "<table>\n<thead>\n<tr>";
        for (std::size_t i = 0; i < page_columns; ++i)
            page += fmt::format("<th scope=\"col\">{}</th>",
                                escape_html(choose(language_, headings[i])));
        page += "</tr>\n</thead>\n";
        for (const GroupWords& group : groups)
            add_group(group, page);
        page += "</table>\n";
        page += fmt::format(
            "<p class=\"sign\">{}</p>\n</body>\n</html>\n",
            choose(language_, {"Head ______________________   Date ______________",
                               "Руководитель ______________________   Дата ______________"}));
        return page;
    }

private:
    std::string heading() const {
        const std::string title = site_.entries[index()].title;
        return language_ == Language::Russian
                   ? fmt::format("Исполнение плана «{}» на {}", title,
                                 display_date(language_, day_))
                   : fmt::format("Progress of “{}” as of {}", title, display_date(language_, day_));
    }

    std::size_t index() const { return static_cast<std::size_t>(&record_ - site_.records.data()); }

    std::size_t count(ProgressGroup group) const {
        return static_cast<std::size_t>(std::ranges::count(rows_, group, &RowProgress::group));
    }

    std::string totals() const {
        const auto done =
            static_cast<std::size_t>(std::ranges::count_if(rows_, [](const RowProgress& row) {
                return row.own.status == RowStatus::Done && !row.is_done_later;
            }));
        // Every measure is counted once.
        std::string text = expand_text(
            choose(language_,
                   {"{0} {0|measure|measures}; done {1}, under way and to come {2}, late {3}, "
                    "nothing said {4}",
                    "Всего {0} {0|мероприятие|мероприятия|мероприятий}: выполнено {1}, в работе и "
                    "впереди {2}, просрочено {3}, без отметки {4}"}),
            {fmt::to_string(rows_.size()), fmt::to_string(done),
             fmt::to_string(count(ProgressGroup::Open)),
             fmt::to_string(count(ProgressGroup::Overdue)),
             fmt::to_string(count(ProgressGroup::Silent))},
            language_);
        if (const std::size_t cancelled = count(ProgressGroup::Closed) - done; cancelled > 0)
            text += fmt::format("{}{}", choose(language_, {", cancelled ", ", снято "}), cancelled);
        return text;
    }

    std::string responsible(const RowProgress& row) const {
        if (!row.row->responsible.text.empty())
            return row.row->responsible.text;
        std::string names;
        for (const BodyName& body : row.row->responsible.bodies)
            names += (names.empty() ? "" : ", ") + name_of(site_, body);
        return names;
    }

    // On paper a record is known by its title.
    std::string title_of(const Reference& reference) const {
        const auto id = site_.find(reference.text());
        return id ? site_.entry(*id).title : reference.text();
    }

    std::string documents(const RowProgress& row) const {
        std::string text;
        for (const Evidence& one : row.own.evidence) {
            const std::string title = title_of(one);
            text += text.empty() ? "" : "; ";
            text += title.empty() ? address_of(one) : title;
        }
        return text;
    }

    std::string title_of(const Evidence& one) const {
        const std::string title = flatten_markdown(one.title.text.text);
        return title.empty() && one.ref.is_set() ? title_of(one.ref) : title;
    }

    // As the plan names it.
    static std::string address_of(const Evidence& one) {
        return one.ref.is_set() ? one.ref.text() : one.file.is_set() ? one.file.path : one.url.url;
    }

    // Each with its address, by which `import --update` knows it again; `;` stands between two.
    std::string documents_with_addresses(const RowProgress& row) const {
        std::string text;
        for (const Evidence& one : row.own.evidence) {
            std::string title = title_of(one);
            std::ranges::replace(title, ';', ',');
            text += text.empty() ? "" : "; ";
            text += title.empty() || title == address_of(one) ? address_of(one)
                                                              : title + " " + address_of(one);
        }
        return text;
    }

    // Progress as the author wrote it, with what became of a row that moved.
    std::string report(const RowProgress& row) const {
        std::string text = flatten_markdown(row.own.report.text.text);
        if (row.is_done_later) {
            text += text.empty() ? "" : "; ";
            text += (language_ == Language::Russian ? "выполнено позже: " : "done later: ") +
                    display_date(language_, row.own.done);
        }
        if (is_moved(row))
            text += (text.empty() ? "" : "; ") + moved(row);
        return text;
    }

    std::vector<std::string> cells(const RowProgress& row) const {
        return {row.row->no.value,
                flatten_markdown(row.row->measure.text.text),
                flatten_markdown(row.row->deadline.text.text.text),
                responsible(row),
                report(row),
                row.own.done.is_set() && !row.is_done_later ? display_date(language_, row.own.done)
                                                            : std::string(),
                documents(row)};
    }

    static bool is_moved(const RowProgress& row) {
        return row.own.status == RowStatus::Moved && row.own.moved.to.is_set();
    }
    std::string moved(const RowProgress& row) const {
        return moved_text(language_, row.own.moved.to,
                          flatten_markdown(row.own.moved.why.text.text));
    }

    // A table that comes back by `import --update` says what the plan says, and no more.
    std::vector<std::string> table_row(const RowProgress& row, const GroupWords& group) const {
        std::vector<std::string> texts = cells(row);
        texts[report_column] = flatten_markdown(row.own.report.text.text);
        const Date done = row.own.done;
        texts[done_column] = done.is_set()
                                 ? fmt::format("{:02}.{:02}.{}", done.day, done.month, done.year)
                                 : std::string();
        texts[documents_column] = documents_with_addresses(row);
        texts.push_back(state(row, group));
        return texts;
    }

    std::string state(const RowProgress& row, const GroupWords& group) const {
        if (row.is_done_later)
            return std::string(choose(language_, {"done later", "выполнено позже"}));
        const bool is_late = row.group == ProgressGroup::Overdue;
        if (is_moved(row))
            return (is_late ? std::string(choose(language_, group.state)) + "; " : std::string()) +
                   moved(row);
        if (row.own.status == RowStatus::None || is_late)
            return std::string(choose(language_, group.state));
        return std::string(word_of(row.own.status, language_));
    }

    void add_group(const GroupWords& group, std::string& page) const {
        if (count(group.group) == 0)
            return;
        page += fmt::format(
            "<tbody>\n<tr><th scope=\"rowgroup\" colspan=\"{}\">{} ({})</th></tr>\n", page_columns,
            escape_html(choose(language_, group.title)), count(group.group));
        for (const RowProgress& row : rows_) {
            if (row.group != group.group)
                continue;
            page += "<tr>";
            const std::vector<std::string> texts = cells(row);
            for (std::size_t i = 0; i < page_columns; ++i)
                page +=
                    fmt::format("<td data-label=\"{}\">{}</td>",
                                escape_html(choose(language_, headings[i])), escape_html(texts[i]));
            page += "</tr>\n";
        }
        page += "</tbody>\n";
    }

    const Site& site_;
    const Record& record_;
    std::vector<RowProgress> rows_;
    Date day_;
    Language language_;
};

struct FoundPlan {
    std::string site;
    std::string id;
};

Result<FoundPlan> find_plan(const FileReader& files, const PlanReportOptions& options) {
    if (const auto place = locate_record(files, options.plan); place && place->kind->name == "plan")
        return FoundPlan{place->site, place->id};
    const auto site = only_site_of(files, options.site);
    if (!site)
        return tl::unexpected(site.error());
    std::string id = options.plan;
    if (id.ends_with(".yaml"))
        id.resize(id.size() - 5);
    if (!id.starts_with("plans/"))
        id = "plans/" + id;
    return FoundPlan{*site, id};
}

}  // namespace

ExitCode run_report(const CommonOptions& common,
                    const PlanReportOptions& options,
                    FileSystem& files) {
    const auto plan = find_plan(files, options);
    if (!plan)
        return print_error(common, files, plan.error());
    Diagnostics messages;
    auto sources = read_site(files, {plan->site, "", 0, ""}, {}, messages);
    if (!sources || messages.has_errors()) {
        print_messages(common, files, std::move(messages), {});
        return ExitCode::ContentErrors;
    }
    Diagnostics told_by_build;
    const Site site =
        assemble_site(std::move(sources->sources), {}, {options.as_of, true, true}, told_by_build);
    const auto id = site.find(plan->id);
    if (!id || site.at(*id).kind->name != "plan")
        return print_error(common, files,
                           {ids::plan_file_expected, {options.plan}, ExitCode::Usage});
    const Record& record = site.at(*id);
    const ReportWriter writer(site, record, plan_progress(files, record, options.as_of),
                              options.as_of);
    const std::string text = options.csv ? writer.csv() : writer.html();
    if (options.out.empty()) {
        print_text(text);
        return ExitCode::Done;
    }
    if (const auto made = create_author_file(files, options.out, text); !made)
        return print_error(common, files, made.error());
    print_line(options.out);
    return ExitCode::Done;
}

}  // namespace vitrina
