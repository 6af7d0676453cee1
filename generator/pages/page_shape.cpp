// What templates see of every page: the frame, and the small values that many pages use.
#include "pages/page.h"

namespace vitrina {

using stache::Shape;

Shape link_shape() {
    return Shape::object(
        "link",
        {
            {"title", Shape::text(), "Text of the link.", "Положение об оценке"},
            {"href", Shape::text(), "Address, relative to the page or absolute.", "../../acts/x/"},
            {"note", Shape::text(), "What else to say: format and size, or that it is elsewhere.",
             "PDF, 120 КБ"},
        });
}

Shape date_shape() {
    return Shape::object("date",
                         {
                             {"iso", Shape::text(), "The day for machines.", "2026-03-19"},
                             {"text", Shape::text(), "The day for people.", "19 марта 2026 г."},
                         });
}

Shape range_shape() {
    return Shape::object(
        "interval", {
                        {"from", Shape::text(), "First day.", "2026-03-01"},
                        {"to", Shape::text(), "Last day.", "2026-03-31"},
                        {"text", Shape::text(), "The interval for people.", "1–31 марта 2026 г."},
                    });
}

Shape page_shape(const Theme& theme, Shape page) {
    const Shape crumb =
        Shape::object("crumb", {
                                   {"title", Shape::text(), "Name of the level above.", "Памятки"},
                                   {"href", Shape::text(), "Its address.", "../"},
                               });
    const Shape alternate =
        Shape::object("alternate", {
                                       {"type", Shape::text(), "Media type.", "application/json"},
                                       {"title", Shape::text(), "Name of the form.", "JSON"},
                                       {"href", Shape::text(), "Address.", "../plan.json"},
                                   });
    const Shape qr_code = Shape::object(
        "QR code",
        {
            {"side", Shape::text(), "Side of the square drawing.", "37"},
            {"path", Shape::text(), "Lines of width 1 through the dark modules.", "M4 4.5h7m1 0h2"},
        });
    const Shape entry = Shape::object(
        "navigation entry",
        {
            {"title", Shape::text(), "Text of the link.", "Планы"},
            {"href", Shape::text(), "Address, relative to the page or absolute.", "../../plans/"},
            {"is_page", Shape::flag(), "Whether it leads to this very page.", ""},
            {"is_section", Shape::flag(), "Whether the page stands below what it leads to.", ""},
        });
    return Shape::object(
        "view",
        {
            {"t", theme.strings_shape(), "Strings of the interface.", ""},
            {"assets", theme.assets_shape(), "Paths of hashed assets, behind `root`.", ""},
            {"site", site_shape(), "What all pages share.", ""},
            {"root", Shape::text(),
             "Way from the page to the site's root, with a slash at its end.", "../../"},
            {"title", Shape::text(), "Title of the page.", "Как поддержать ребёнка перед ВПР"},
            {"description", Shape::text(), "One sentence for search engines; may be empty.", ""},
            {"dated_title", Shape::text(),
             "What the page's tables come from, and of which day; may be empty.",
             "План мероприятий. Обновлено: 3 ноября 2026 г."},
            {"menu", Shape::list(entry), "Main navigation as this page sees it.", ""},
            {"canonical", Shape::text(), "Absolute address of the page.",
             "https://ocenka.example.org/memos/x/"},
            {"printed_address", Shape::text(),
             "The same for paper; empty on the page of what is not found.", ""},
            {"qr_code", qr_code, "The address as a code, on pages that are much printed.", "",
             stache::Presence::Optional},
            {"indexed", Shape::flag(), "Whether search engines may list the page.", ""},
            {"is_home", Shape::flag(), "Whether this is the home page.", ""},
            {"crumbs", Shape::list(crumb), "Levels above the page, the home page first.", ""},
            {"has_alternates", Shape::flag(), "Whether the page has other forms.", ""},
            {"alternates", Shape::list(alternate), "Other forms of the page.", ""},
            {"json_ld_hash", Shape::text(), "Lets that block in; may be empty.", "sha256-…"},
            {"json_ld", Shape::html(), "JSON-LD for search engines; may be empty.", ""},
            {"page", std::move(page), "What this kind of page shows.", ""},
        });
}

}  // namespace vitrina
