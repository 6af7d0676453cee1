#include "pages/section_print.h"

#include "kinds/memo.h"
#include "pages/lists.h"

namespace vitrina {
namespace {

using stache::Object;
using stache::Presence;
using stache::Shape;
using stache::Value;
using stache::Values;

constexpr std::size_t fewest_records = 2;
constexpr std::size_t most_records = 50;
constexpr int heading_level = 3;  // of the texts: the document's title is <h1>, theirs are <h2>

// Kinds whose page is their text: of an act or a meeting the body alone would be half of it.
bool is_text_alone(const Kind& kind) {
    return kind.name == "memo" || kind.name == "page";
}

PageFrame document_frame(const PageWorld& world, const Kind& kind) {
    const std::string folder(kind.folder);
    const std::string section(world.theme.text("section_" + folder));
    PageFrame frame;
    frame.url = section_print_url(world.site, kind);
    frame.title = world.theme.text("section_print_title", {section});
    frame.section = folder;
    frame.crumbs = {{std::string(world.theme.text("home")), "/"}, {section, "/" + folder + "/"}};
    frame.in_search_engines = false;  // the same texts as the pages they belong to
    frame.repeats = true;
    frame.has_qr_code = true;
    return frame;
}

Value text_view(PageMaker& page, RecordId id, std::size_t number) {
    const Entry& entry = page.site().entry(id);
    const std::string anchor = "r" + std::to_string(number);
    page.add_anchor(anchor);
    const Record& record = page.site().at(id);
    Values points;
    if (const Memo* memo = std::any_cast<Memo>(&record.data))
        for (const InlineText& point : memo->key_points)
            points.push_back(page.inline_of(record.source, point));
    return Object{{"id", anchor},
                  {"anchor_href", "#" + anchor},
                  {"link", page.record_link(id)},
                  {"address", page.site().config.base_url.value + entry.url.substr(1)},
                  {"date", page.date(entry.changed)},
                  {"has_key_points", !points.empty()},
                  {"key_points", std::move(points)},
                  {"body", page.body_of(id, heading_level, anchor + "-")}};
}

Rendered render_document(const PageWorld& world, const Kind& kind) {
    PageMaker page(world, document_frame(world, kind), nullptr);
    Values texts;
    for (const RecordId id : section_records(world.site, kind))
        texts.push_back(text_view(page, id, texts.size() + 1));
    return page.finish("section_print", Object{{"texts", std::move(texts)}});
}

}  // namespace

std::string section_print_url(const Site& site, const Kind& kind) {
    if (!is_text_alone(kind))
        return "";
    const std::size_t count = listed_records(site, kind.name).size();
    if (count < fewest_records || count > most_records)
        return "";
    return "/" + std::string(kind.folder) + "/print/";
}

void plan_section_print_pages(const PageWorld& world, Outputs& outputs) {
    for (const Kind& kind : all_kinds()) {
        const std::string url = section_print_url(world.site, kind);
        if (url.empty())
            continue;
        Output output;
        output.path = output_path(url);
        output.in_sitemap = false;
        output.render = [&world, &kind](const PublishedFiles&) {
            return render_document(world, kind);
        };
        outputs.push_back(std::move(output));
    }
}

Shape section_print_page_shape(const Theme& theme) {
    const Shape text = Shape::object("text", {
        {"id", Shape::text(), "Id of the text in the document.", "r3"},
        {"anchor_href", Shape::text(), "Link to it inside the document.", "#r3"},
        {"link", link_shape(), "Its title and own page.", ""},
        {"address", Shape::text(), "Absolute address of its page.",
         "https://ocenka.example.org/memos/x/"},
        {"date", date_shape(), "When it changed.", "", Presence::Optional},
        {"has_key_points", Shape::flag(), "Whether there is a summary box.", ""},
        {"key_points", Shape::list(Shape::html()), "The summary box.", ""},
        {"body", Shape::html(), "The text, headings from <h3>.", ""},
    });
    return page_shape(theme, Shape::object("section print page", {
        {"texts", Shape::list(text), "The texts in the order of the section.", ""},
    }));
}

}  // namespace vitrina
