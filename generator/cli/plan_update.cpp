#include "cli/plan_update.h"

#include <algorithm>
#include <set>

#include "base/dates.h"
#include "base/import_ids.h"
#include "cli/draft_names.h"
#include "cli/draft_progress.h"
#include "cli/known_progress.h"
#include "content/markdown.h"
#include "kinds/plan.h"

namespace vitrina {
namespace {

constexpr std::size_t excerpt_length = 60;

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

// Takes the texts of scalars out of a span: what is left are signs of YAML and comments.
void cut_scalars(const YamlNode& node, std::vector<Span>& scalars) {
    if (node.is_scalar())
        scalars.push_back(node.span);
    for (const YamlNode& key : node.keys)
        cut_scalars(key, scalars);
    for (const YamlNode& child : node.children)
        cut_scalars(child, scalars);
}

bool holds_scalar(const YamlNode& node, std::string_view text) {
    return (node.is_scalar() && node.text() == text) ||
           std::ranges::any_of(node.children,
                               [&](const YamlNode& child) { return holds_scalar(child, text); });
}

std::string joined(std::string text, const std::string& more) {
    return more.empty() ? text : text.empty() ? more : text + " " + more;
}

bool holds_comment(std::string_view text, const YamlNode& value) {
    std::vector<Span> scalars;
    cut_scalars(value, scalars);
    for (std::size_t at = value.span.begin; at < value.span.end; ++at) {
        const bool is_text = std::ranges::any_of(
            scalars, [&](Span span) { return at >= span.begin && at < span.end; });
        if (!is_text && text[at] == '#')
            return true;
    }
    return false;
}

}  // namespace

PlanUpdate::PlanUpdate(const SourcePtr& plan,
                       const YamlNode& root,
                       std::vector<std::string> fields,
                       Diagnostics& out)
    : plan_(plan), rows_(find_plan_rows(root)), fields_(std::move(fields)), out_(out) {}

void PlanUpdate::take(const PlanDraft& draft, const SiteConfig* config) {
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

void PlanUpdate::show_column(const YamlNode& root) {
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

bool PlanUpdate::is_wanted(std::string_view field) const {
    return std::ranges::find(fields_, field) != fields_.end();
}

void PlanUpdate::compare(const DraftRow& row, const YamlNode& node) {
    DraftRow news = row;
    if (tells_known_move(row.at(DraftField::Status).text(), node))
        news.at(DraftField::Status) = {};
    const DraftProgress progress = draft_progress(news);
    const std::string documents = unknown_documents(progress.evidence.words, node.find("evidence"));
    if (progress.is_unclear)
        out_.warning(ids::import_status, place(row), row.number,
                     shorten(row.at(DraftField::Status).text(), excerpt_length));
    if (progress.has_no_day)
        out_.warning(ids::import_done_unclear, place(row), row.number,
                     shorten(row.at(DraftField::Done).text(), excerpt_length));
    if (!documents.empty())
        out_.warning(ids::import_evidence, place(row), row.number,
                     shorten(documents, excerpt_length));
    put(row, node, "status", {progress.status, yaml_scalar(progress.status), ""});
    if (progress.done.is_set())
        put(row, node, "done", {iso_date(progress.done), iso_date(progress.done), ""});
    put_report(row, node, progress.report, joined(progress.remarks, documents));
    put_evidence(row, node, progress.evidence.links);
    put_cell(row, node, "deadline", DraftField::Deadline);
    put_cell(row, node, "result", DraftField::Result);
    put_cell(row, node, "measure", DraftField::Measure);
    put_responsible(row, node);
}

// Words of other columns are a report where there is none; a report that is there they only
// follow, when its own column says it anew.
void PlanUpdate::put_report(const DraftRow& row,
                            const YamlNode& node,
                            const std::string& report,
                            const std::string& remarks) {
    const YamlNode* old = node.find("report");
    const std::string before = old != nullptr ? plain_value(*old) : std::string();
    const std::string plain_remarks = flatten_markdown(remarks);
    const bool is_new = !holds_words(report.empty() ? before : report, plain_remarks);
    if (report.empty() && !before.empty()) {
        if (is_new)
            out_.warning(ids::update_report_kept, place(row), row.number,
                         shorten(plain_remarks, excerpt_length));
        return;
    }
    const std::string whole = joined(report, is_new ? remarks : std::string());
    put(row, node, "report", {whole, yaml_scalar(whole), flatten_markdown(whole)});
}

void PlanUpdate::put_cell(const DraftRow& row,
                          const YamlNode& node,
                          std::string_view key,
                          DraftField field) {
    const DraftCell& cell = row.at(field);
    if (cell.empty())
        return;
    const std::string markdown = cell.markdown();
    put(row, node, key, {markdown, block_value(node, markdown), cell.text()});
}

// `zam-uvr` in the plan and «Заместитель директора по УВР» in the table are one and the same.
std::vector<std::string> PlanUpdate::people(const YamlNode& names) const {
    std::vector<std::string> found;
    const auto add = [&](std::string_view said) {
        const bool is_id =
            config_ != nullptr && std::ranges::any_of(config_->bodies.items, [&](const auto& body) {
                return body.first.value == said;
            });
        if (is_id) {
            found.emplace_back(said);
            return;
        }
        ReadLine line;
        line.text = said;
        for (std::string& name : responsible_names({line}, config_).names)
            found.push_back(fold_case(name));
    };
    if (names.is_scalar())
        add(names.text());
    for (const YamlNode& name : names.children)
        add(name.text());
    std::ranges::sort(found);
    return found;
}

void PlanUpdate::put_responsible(const DraftRow& row, const YamlNode& node) {
    const DraftCell& cell = row.at(DraftField::Responsible);
    if (cell.empty())
        return;
    DraftNames names = responsible_names(cell.lines, config_);
    const Said said{names.text, names_yaml(names), cell.text()};
    for (std::string& name : names.names)
        name = fold_case(name);
    std::ranges::sort(names.names);
    if (const YamlNode* old = node.find("responsible")) {
        // `{bodies: […], text: …}`: a table shows either.
        const YamlNode* bodies = old->find("bodies");
        const YamlNode* text = old->find("text");
        for (const YamlNode* one :
             {bodies, text, bodies == nullptr && text == nullptr ? old : nullptr})
            if (one != nullptr && people(*one) == names.names)
                return;
    }
    put(row, node, "responsible", said);
}

// Documents are added to those that the plan names already; by its address each is named once.
void PlanUpdate::put_evidence(const DraftRow& row,
                              const YamlNode& node,
                              const std::vector<DraftEvidence::Link>& links) {
    const YamlNode* old = node.find("evidence");
    std::vector<DraftEvidence::Link> added;
    std::string shown;
    for (const DraftEvidence::Link& link : links) {
        if (old != nullptr && holds_scalar(*old, link.url))
            continue;
        shown +=
            (shown.empty() ? "" : ", ") + (link.title.empty() ? "" : link.title + " ") + link.url;
        added.push_back(link);
    }
    if (added.empty())
        return;
    if (!is_wanted("evidence")) {
        out_.warning(ids::update_text_differs, place(row), row.number,
                     shorten(shown, excerpt_length));
        return;
    }
    changes_.push_back({name_of_plan_row(node), "evidence", "", shown});
    if (old == nullptr) {
        edit(row, node, "evidence", {shown, "[" + evidence_yaml(added) + "]", ""});
    } else if (old->is_sequence() && old->style != YamlStyle::Flow && !old->children.empty()) {
        for (const DraftEvidence::Link& link : added)
            edits_.push_back(append_value(plan_->text, node, "evidence", evidence_yaml(link)));
    } else {
        edits_.push_back(append_value(plan_->text, node, "evidence", evidence_yaml(added)));
    }
}

// A text of several lines stands below its key, deeper than it.
std::string PlanUpdate::block_value(const YamlNode& node, const std::string& markdown) const {
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
void PlanUpdate::put(const DraftRow& row,
                     const YamlNode& node,
                     std::string_view key,
                     const Said& said) {
    if (said.meant.empty())
        return;
    const std::string& shown = said.shown.empty() ? said.meant : said.shown;
    const YamlNode* old = node.find(key);
    const std::string before =
        old == nullptr ? std::string() : canonical_value(key, plain_value(*old));
    if (same_words(before, shown))
        return;
    if (!is_wanted(key)) {
        out_.warning(ids::update_text_differs, place(row), row.number,
                     shorten(shown, excerpt_length));
        return;
    }
    if (old != nullptr && holds_comment(plan_->text, *old)) {
        out_.warning(ids::update_comment, place(row), row.number, key,
                     shorten(shown, excerpt_length));
        return;
    }
    changes_.push_back({name_of_plan_row(node), std::string(key), before, said.meant});
    edit(row, node, key, said);
}

void PlanUpdate::edit(const DraftRow& row,
                      const YamlNode& node,
                      std::string_view key,
                      const Said& said) {
    const YamlNode* old = node.find(key);
    // `{text: …, from: …, to: …}`: what the document cannot say stays.
    if (key == "deadline" && old != nullptr && old->find("text") != nullptr) {
        const std::string text = said.shown.empty() ? said.meant : said.shown;
        edits_.push_back(set_value(plan_->text, *old, "text", yaml_scalar(text), ""));
        if (old->find("from") != nullptr || old->find("to") != nullptr)
            out_.warning(ids::update_dates_kept, place(row), row.number);
        return;
    }
    std::string_view after = "result";
    for (const std::string_view above : {"status", "done"})
        if (above != key && node.find(above) != nullptr)
            after = above;
    for (const std::string_view above : {"responsible", "deadline", "measure"})
        if (node.find(after) == nullptr && node.find(above) != nullptr)
            after = above;
    edits_.push_back(set_value(plan_->text, node, key, said.value, after));
}

}  // namespace vitrina
