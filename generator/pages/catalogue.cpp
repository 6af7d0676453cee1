#include "pages/catalogue.h"

#include <algorithm>

#include "formats/sitemap.h"
#include "pages/record_json.h"

namespace vitrina {
namespace {

std::string portal_path(const std::string& url) {
    // Addresses in portal.json are relative to it.
    return url.substr(1);
}

JsonValue organization_json(const Organization& publisher) {
    JsonObject object;
    object.add("kind", word_of(publisher.kind, Language::English));
    object.add("name", publisher.name);
    object.add("short_name", publisher.short_name);
    object.add_unless_empty("inn", publisher.inn.value);
    object.add_unless_empty("address", publisher.address);
    JsonArray phones(publisher.phones.begin(), publisher.phones.end());
    object.add_unless_empty("phones", std::move(phones));
    object.add_unless_empty("email", publisher.email);
    object.add_unless_empty("website", publisher.website.url);
    return object;
}

JsonValue hotlines_json(const Site& site) {
    JsonArray lines;
    for (const Hotline& line : site.config.hotlines) {
        JsonObject object;
        object.add("title", flatten_markdown(line.title.text.text));
        object.add_unless_empty("phone", line.phone);
        object.add_unless_empty("email", line.email);
        object.add_unless_empty("hours", line.hours);
        object.add_unless_empty("from", line.from.is_set() ? iso_date(line.from) : std::string());
        object.add_unless_empty("to", line.to.is_set() ? iso_date(line.to) : std::string());
        lines.push_back(std::move(object));
    }
    return lines;
}

JsonValue section_json(const Site& site,
                       const Kind& kind,
                       std::string_view audience,
                       const std::string& url,
                       const std::vector<RecordId>& records) {
    Date newest;
    for (const RecordId id : records)
        newest = std::max(newest, site.entry(id).changed);
    JsonObject object;
    object.add("kind", kind.name);
    object.add_unless_empty("audience", audience);
    object.add("count", JsonValue::number(static_cast<std::int64_t>(records.size())));
    object.add_unless_empty("newest", newest.is_set() ? iso_date(newest) : std::string());
    object.add("url", portal_path(url));
    return object;
}

// What is there, kind by kind; memos audience by audience as well.
JsonValue sections_json(const Site& site) {
    JsonArray sections;
    for (const Kind& kind : all_kinds()) {
        const std::vector<RecordId> records = listed_records(site, kind.name);
        if (records.empty())
            continue;
        sections.push_back(
            section_json(site, kind, "", "/" + std::string(kind.folder) + "/", records));
        for (const Term& term : site.taxonomy("audience").terms) {
            std::vector<RecordId> own;
            for (const RecordId id : term.records)
                if (site.at(id).kind == &kind)
                    own.push_back(id);
            if (kind.name == "memo" && !own.empty())
                sections.push_back(section_json(site, kind, term.key, term.url, own));
        }
    }
    return sections;
}

JsonValue records_json(const Site& site, const PublishedFiles& published) {
    JsonArray records;
    for (std::size_t i = 0; i < site.records.size(); ++i) {
        const Record& record = site.records[i];
        const Entry& entry = site.entries[i];
        const bool is_file = record.common.file->is_set();
        if (!record.kind->has_json && !is_file)
            continue;
        JsonObject object;
        object.add("id", record.id);
        object.add("kind", record.kind->name);
        object.add("title", entry.title);
        object.add("url", portal_path(entry.url));
        if (record.kind->has_json) {
            const std::string path = json_url(entry).substr(1);
            const auto file = published.find(path);
            object.add("json", path);
            if (file != published.end()) {
                object.add("sha256", file->second.sha256);
                object.add("size",
                           JsonValue::number(static_cast<std::int64_t>(file->second.size)));
            }
        }
        object.add_unless_empty("revision",
                                entry.changed.is_set() ? iso_date(entry.changed) : std::string());
        object.add("form", is_file ? "file" : "data");
        records.push_back(std::move(object));
    }
    return records;
}

JsonValue removed_json(const Site& site) {
    JsonArray list;
    for (const RemovedRecord& removed : site.removed) {
        JsonObject object;
        object.add("id", removed.id);
        object.add("date", iso_date(removed.date));
        list.push_back(std::move(object));
    }
    return list;
}

Rendered render_portal(const PageWorld& world, const PublishedFiles& published) {
    const Site& site = world.site;
    const Date generated = newest_date(site);
    JsonObject portal;
    portal.add("version", JsonValue::number(1));
    portal.add("site", site.site_id());
    portal.add("base_url", site.config.base_url.value);
    portal.add("title", flatten_markdown(site.config.title.text.text));
    portal.add("organization", organization_json(site.config.organization));
    portal.add("school_year", school_year_name(site.config.school_year));
    if (generated.is_set()) {
        portal.add("sequence",
                   JsonValue::number(generated.year * 10000 + generated.month * 100 + generated.day));
        portal.add("generated", iso_date(generated));
    }
    portal.add("hotlines", hotlines_json(site));
    portal.add("sections", sections_json(site));
    portal.add("records", records_json(site, published));
    portal.add("removed", removed_json(site));
    Rendered rendered;
    rendered.bytes = json_text(portal, JsonForm::Indented);
    return rendered;
}

}  // namespace

Date newest_date(const Site& site) {
    Date newest;
    for (const Entry& entry : site.entries)
        newest = std::max(newest, entry.changed);
    for (const RemovedRecord& removed : site.removed)
        newest = std::max(newest, removed.date);
    return newest;
}

Date published_date(std::string_view portal_json) {
    // Our own file in our own form; anything else counts as unknown.
    constexpr std::string_view key = "\"generated\": \"";
    const std::size_t at = portal_json.find(key);
    if (at == std::string_view::npos)
        return {};
    return parse_date(portal_json.substr(at + key.size(), 10)).value_or(Date{});
}

void plan_catalogues(const PageWorld& world, Outputs& outputs) {
    std::vector<SitemapPage> pages;
    for (const Output& output : outputs) {
        if (!output.path.ends_with("index.html"))
            continue;
        const std::string url =
            output.path.substr(0, output.path.size() - std::string_view("index.html").size());
        const auto id = world.site.find_url("/" + url);
        if (id && (world.site.entry(*id).archived || world.site.entry(*id).expired))
            continue;
        if (!output.in_sitemap)
            continue;
        pages.push_back({"/" + url, id ? world.site.entry(*id).changed : Date{}});
    }
    std::ranges::sort(pages, {}, &SitemapPage::url);
    for (SitemapFile& file : sitemap_files(world.site.config.base_url.value, pages)) {
        Output output;
        output.path = file.url.substr(1);
        output.wave = Wave::Catalogues;
        output.render = [text = std::move(file.text)](const PublishedFiles&) {
            Rendered rendered;
            rendered.bytes = text;
            return rendered;
        };
        outputs.push_back(std::move(output));
    }
    Output robots;
    robots.path = "robots.txt";
    robots.wave = Wave::Catalogues;
    robots.render = [&world](const PublishedFiles&) {
        Rendered rendered;
        rendered.bytes = robots_text(world.site.config.base_url.value, {});
        return rendered;
    };
    outputs.push_back(std::move(robots));
    Output portal;
    portal.path = "portal.json";
    portal.wave = Wave::Catalogues;
    portal.render = [&world](const PublishedFiles& published) {
        return render_portal(world, published);
    };
    outputs.push_back(std::move(portal));
}

}  // namespace vitrina
