#include "pages/checklist.h"

#include <algorithm>

#include "content/markdown.h"
#include "formats/csv.h"
#include "kinds/checklist.h"
#include "pages/neighbour_files.h"
#include "pages/record_json.h"

namespace vitrina {
namespace {

using stache::Object;
using stache::Presence;
using stache::Shape;
using stache::Value;
using stache::Values;

std::string_view answer_text(const Theme& theme, const ChecklistItem& item) {
    return theme.text("checklist_" +
                      std::string(word_of(item.answer.value, Language::English)));
}

Value item_view(PageMaker& page, const Record& record, const ChecklistItem& item) {
    Values documents;
    for (const Evidence& one : item.evidence) {
        if (one.ref.is_set())
            page.link_to(page.site().resolve(one.ref), record.place(one.ref.span));
        documents.push_back(page.evidence_link(one));
    }
    return Object{{"no", item.no.value},
                  {"text", page.block(item.text)},
                  {"answer", answer_text(page.theme(), item)},
                  {"is_there", item.answer.value == ChecklistAnswer::Yes},
                  {"is_missing", item.answer.value == ChecklistAnswer::No},
                  {"documents", documents.empty()
                                    ? Value()
                                    : Value(Object{{"items", std::move(documents)}})},
                  {"note", page.inline_html(item.note)}};
}

std::string summary_of(const Theme& theme, const Checklist& checklist) {
    const auto count = [&](ChecklistAnswer answer) {
        return std::ranges::count(checklist.items, answer, [](const ChecklistItem& item) {
            return item.answer.value;
        });
    };
    const auto wanted = static_cast<std::ptrdiff_t>(checklist.items.size()) -
                        count(ChecklistAnswer::NotRequired);
    return theme.text("checklist_summary", {std::to_string(count(ChecklistAnswer::Yes)),
                                            std::to_string(wanted)});
}

Rendered render_checklist(const PageWorld& world, RecordId id) {
    const Record& record = world.site.at(id);
    const Checklist& checklist = as<Checklist>(record);
    PageFrame frame = record_frame(world.site, world.theme, id);
    frame.alternates.push_back(
        {"text/csv", std::string(world.theme.text("format_csv")), neighbour_url(world.site, id, ".csv")});
    PageMaker page(world, std::move(frame), &record);
    Object view;
    view.add("record", record_view(page, id));
    view.add("state", summary_of(world.theme, checklist));
    Values items;
    for (const ChecklistItem& item : checklist.items)
        items.push_back(item_view(page, record, item));
    view.add("items", std::move(items));
    return page.finish("checklist", std::move(view));
}

// «Положение — https://…»; several behind each other.
std::string evidence_text(const ChecklistItem& item, const EncodeContext& context) {
    std::string text;
    for (const Evidence& one : item.evidence) {
        std::string title = flatten_markdown(one.title.text.text);
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

std::string checklist_csv(const PageWorld& world, RecordId id) {
    const Record& record = world.site.at(id);
    const SiteEncodeContext context(world.site, record);
    std::vector<CsvRow> rows(1);
    for (const char* key : {"csv_no", "csv_item", "csv_answer", "csv_evidence", "csv_note"})
        rows.front().emplace_back(world.theme.text(key));
    for (const ChecklistItem& item : as<Checklist>(record).items)
        rows.push_back({item.no.value, flatten_markdown(item.text.text.text),
                        std::string(answer_text(world.theme, item)), evidence_text(item, context),
                        flatten_markdown(item.note.text.text)});
    return csv_text(rows);
}

}  // namespace

Shape checklist_page_shape(const Theme& theme) {
    const Shape documents = Shape::object("evidence", {
        {"items", Shape::list(link_shape()), "Records, files, addresses.", ""}});
    const Shape item = Shape::object("item of a checklist", {
        {"no", Shape::text(), "Number as printed; may be empty.", "1"},
        {"text", Shape::html(), "What is asked for.", ""},
        {"answer", Shape::text(), "The answer in words.", "есть"},
        {"is_there", Shape::flag(), "Whether it is there.", ""},
        {"is_missing", Shape::flag(), "Whether it is not.", ""},
        {"documents", documents, "What shows it.", "", Presence::Optional},
        {"note", Shape::html(), "A note; may be empty.", ""},
    });
    return page_shape(theme, Shape::object("checklist page", {
        record_shape(),
        {"state", Shape::text(), "How much is there.", "Есть 4 из 5"},
        {"items", Shape::list(item), "The items.", ""},
    }));
}

void plan_checklist_pages(const PageWorld& world, Outputs& outputs) {
    for (std::size_t i = 0; i < world.site.records.size(); ++i) {
        if (world.site.records[i].kind->name != "checklist")
            continue;
        const auto id = static_cast<RecordId>(i);
        add_page(world, id, render_checklist, outputs);
        add_text_file(world, id, ".csv", checklist_csv, outputs);
    }
}

}  // namespace vitrina
