// What all pages share: the publisher, the menu, hot lines, where to turn to. Made once per site.
#include <algorithm>

#include "base/text.h"
#include "content/markdown.h"
#include "pages/committee.h"
#include "pages/page.h"
#include "site/committee.h"

namespace vitrina {
namespace {

using stache::Object;
using stache::Shape;
using stache::Value;
using stache::Values;

struct MenuEntry {
    std::string key;
    std::string title;
    std::string url;      // of the site, or absolute
    bool outside = false;
};

constexpr std::string_view default_menu[] = {"parents", "pupils",  "demos", "criteria",
                                             "weights", "plans",   "events", "acts"};

// Pages of a committee that a menu may name.
constexpr std::string_view committee_sections[] = {"schools",   "comparison", "coverage", "measures",
                                                   "freshness", "changes",    "opendata"};

bool is_committee_section(std::string_view word) {
    return std::ranges::find(committee_sections, word) != std::end(committee_sections);
}

bool has_records(const Site& site, std::string_view folder) {
    return std::ranges::any_of(site.records, [&](const Record& record) {
        return record.kind->folder == folder;
    });
}

// Some of them stand only when there is something to tell.
bool has_committee_page(const Site& site, std::string_view word) {
    const Committee* committee = committee_of(site);
    if (committee == nullptr)
        return false;
    if (word == "comparison")
        return !committee->items.empty();
    if (word == "measures")
        return std::ranges::any_of(committee->schools,
                                   [](const SchoolFacts& facts) { return !facts.answers.empty(); });
    return word != "opendata" || !site.config.organization.inn.value.empty();
}

}  // namespace

std::vector<std::string_view> committee_pages(const Site& site) {
    std::vector<std::string_view> pages;
    for (const std::string_view word : committee_sections)
        if (has_committee_page(site, word))
            pages.push_back(word);
    return pages;
}

namespace {

// A word of the menu: an audience, a kind's folder, or a page that always stands.
std::optional<MenuEntry> find_section(const Site& site, const Theme& theme, std::string_view word) {
    const std::string key(word);
    if (const Term* term = site.taxonomy("audience").find(word))
        return MenuEntry{key, std::string(theme.text("audience_" + key)), term->url};
    if (find_kind_of_folder(word) != nullptr) {
        if (!has_records(site, word))
            return std::nullopt;
        return MenuEntry{key, std::string(theme.text("section_" + key)), "/" + key + "/"};
    }
    if (is_committee_section(word) && !has_committee_page(site, word))
        return std::nullopt;
    if (word == "archive" || word == "search" || word == "news" || is_committee_section(word))
        return MenuEntry{key, std::string(theme.text("section_" + key)), "/" + key + "/"};
    return std::nullopt;
}

bool is_menu_word(std::string_view word) {
    const auto& audiences = word_list<Audience>();
    return find_kind_of_folder(word) != nullptr || word == "archive" || word == "search" ||
           word == "news" || is_committee_section(word) ||
           std::ranges::find(audiences, word, &Word<Audience>::en) != audiences.end();
}

std::vector<MenuEntry> make_menu(const Site& site, const Theme& theme, Diagnostics& out) {
    std::vector<MenuEntry> menu;
    if (site.config.menu.empty())
        for (const std::string_view word : default_menu)
            if (auto entry = find_section(site, theme, word))
                menu.push_back(std::move(*entry));
    for (const MenuItem& item : site.config.menu) {
        const std::string title = flatten_markdown(item.title.text.text);
        const std::string& word = item.section.value;
        if (item.url.is_set()) {
            menu.push_back({"", title.empty() ? item.url.url : title, item.url.url, true});
        } else if (auto entry = find_section(site, theme, word)) {
            if (!title.empty())
                entry->title = title;
            menu.push_back(std::move(*entry));
        } else if (const auto record = site.find(word)) {
            const Entry& page = site.entry(*record);
            menu.push_back({word, title.empty() ? page.title : title, page.url});
        } else if (!is_menu_word(word)) {
            std::vector<std::string_view> known(std::begin(default_menu), std::end(default_menu));
            for (const Record& page : site.records)
                known.push_back(page.id);
            out.error(ids::menu_unknown, site.config.place(item.section.span), shorten(word, 60),
                      nearest_name(word, known));
        }
    }
    return menu;
}

std::string phone_href(std::string_view phone) {
    std::string digits;
    for (const char byte : phone)
        if ((byte >= '0' && byte <= '9') || (byte == '+' && digits.empty()))
            digits += byte;
    return "tel:" + digits;
}

Value phone_view(const std::string& phone) {
    if (phone.empty())
        return {};
    return Object{{"text", phone}, {"href", phone_href(phone)}};
}

Value mail_view(const std::string& email) {
    if (email.empty())
        return {};
    return Object{{"text", email}, {"href", "mailto:" + email}};
}

Value optional_date(Date date, Language language) {
    if (!date.is_set())
        return {};
    return Object{{"iso", iso_date(date)}, {"text", display_date(language, date)}};
}

Value hotlines_view(const Site& site, const Theme& theme) {
    Values list;
    for (const Hotline& line : site.config.hotlines) {
        Object view;
        view.add("title", flatten_markdown(line.title.text.text));
        view.add("phone", phone_view(line.phone));
        view.add("email", mail_view(line.email));
        view.add("hours", line.hours);
        view.add("from", optional_date(line.from, theme.language()));
        view.add("to", optional_date(line.to, theme.language()));
        list.push_back(std::move(view));
    }
    return list;
}

Value organization_view(const Organization& publisher) {
    Values phones;
    for (const std::string& phone : publisher.phones)
        phones.push_back(phone_view(phone));
    return Object{{"name", publisher.name},
                  {"short_name", publisher.short_name},
                  {"inn", publisher.inn.value},
                  {"address", publisher.address},
                  {"phones", std::move(phones)},
                  {"email", mail_view(publisher.email)},
                  {"website", publisher.website.url}};
}

Value menu_view(const std::vector<MenuEntry>& menu) {
    Values list;
    for (const MenuEntry& entry : menu)
        // Behind `root` an address of the site has no leading slash.
        list.push_back(Object{{"key", entry.key},
                              {"title", entry.title},
                              {"path", entry.outside ? std::string() : entry.url.substr(1)},
                              {"url", entry.outside ? entry.url : std::string()}});
    return list;
}

Value links_view(const Site& site) {
    Values list;
    for (const OuterLink& link : site.config.links)
        list.push_back(Object{{"title", flatten_markdown(link.title.text.text)},
                              {"url", link.url.url},
                              {"group", link.group}});
    return list;
}

}  // namespace

Shape site_shape() {
    const Shape contact = Shape::object("contact", {
        {"text", Shape::text(), "As it is printed.", "+7 (81300) 1-23-45"},
        {"href", Shape::text(), "Address of the link.", "tel:+78130012345"},
    });
    const Shape organization = Shape::object("organization", {
        {"name", Shape::text(), "Full name.", "МБОУ «Приозёрная СОШ № 3»"},
        {"short_name", Shape::text(), "Short name.", "Приозёрная СОШ № 3"},
        {"inn", Shape::text(), "Taxpayer number; may be empty.", "4700000010"},
        {"address", Shape::text(), "Postal address; may be empty.", "п. Приозёрный, ул. Школьная, д. 1"},
        {"phones", Shape::list(contact), "Telephones.", ""},
        {"email", contact, "Mail address.", "", stache::Presence::Optional},
        {"website", Shape::text(), "The organisation's own site; may be empty.", "https://school3.example.org/"},
    });
    const Shape hotline = Shape::object("hotline", {
        {"title", Shape::text(), "Name of the hot line.", "Горячая линия по ВПР"},
        {"phone", contact, "Telephone.", "", stache::Presence::Optional},
        {"email", contact, "Mail address.", "", stache::Presence::Optional},
        {"hours", Shape::text(), "Hours; may be empty.", "пн–пт 9:00–17:00"},
        {"from", date_shape(), "First day.", "", stache::Presence::Optional},
        {"to", date_shape(), "Last day.", "", stache::Presence::Optional},
    });
    const Shape entry = Shape::object("menu entry", {
        {"key", Shape::text(), "Name of the section; empty for links out.", "plans"},
        {"title", Shape::text(), "Text of the link.", "План"},
        {"path", Shape::text(), "Address behind `root`; empty for links out.", "plans/"},
        {"url", Shape::text(), "Absolute address of a link out; empty otherwise.", ""},
    });
    const Shape link = Shape::object("outer link", {
        {"title", Shape::text(), "Text.", "Электронный дневник"},
        {"url", Shape::text(), "Address.", "https://dnevnik.example.org/"},
        {"group", Shape::text(), "Group; may be empty.", "Сервисы"},
    });
    return Shape::object("site", {
        {"title", Shape::text(), "Title of the portal.", "Открытое оценивание"},
        {"language", Shape::text(), "Language of the interface.", "ru"},
        {"base_url", Shape::text(), "Absolute address.", "https://ocenka.school3.example.org/"},
        {"school_year", Shape::text(), "School year.", "2025–2026"},
        {"is_school", Shape::flag(), "Whether the publisher is a school.", ""},
        {"is_committee", Shape::flag(), "Whether the publisher is a committee.", ""},
        {"organization", organization, "The publisher.", ""},
        {"menu", Shape::list(entry), "Main navigation.", ""},
        {"hotlines", Shape::list(hotline), "Hot lines.", ""},
        {"has_links", Shape::flag(), "Whether there are useful links out.", ""},
        {"links", Shape::list(link), "Useful links out.", ""},
    });
}

Value make_site_view(const Site& site, const Theme& theme, Diagnostics& out) {
    const SiteConfig& config = site.config;
    Object view;
    view.add("title", flatten_markdown(config.title.text.text));
    view.add("language", config.language == InterfaceLanguage::Russian ? "ru" : "en");
    view.add("base_url", config.base_url.value);
    view.add("school_year", display_school_year(config.school_year));
    view.add("is_school", config.organization.kind == OrganizationKind::School);
    view.add("is_committee", config.organization.kind == OrganizationKind::Committee);
    view.add("organization", organization_view(config.organization));
    view.add("menu", menu_view(make_menu(site, theme, out)));
    view.add("hotlines", hotlines_view(site, theme));
    view.add("has_links", !config.links.empty());
    view.add("links", links_view(site));
    return Value::share(std::make_shared<const Value>(std::move(view)));
}

}  // namespace vitrina
