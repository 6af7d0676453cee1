#include "site/site.h"

#include <algorithm>
#include <tuple>

#include "base/text.h"

namespace vitrina {
namespace {

// Up to so many records stand in the order the author gave; longer lists go by date alone, so that
// their pages keep their content when something is added.
constexpr std::size_t ordered_list_limit = 200;

// The part of base_url behind `https://`, without the last slash.
std::string_view without_scheme(std::string_view base_url) {
    const std::size_t slashes = base_url.find("://");
    if (slashes != std::string_view::npos)
        base_url.remove_prefix(slashes + 3);
    while (base_url.ends_with('/'))
        base_url.remove_suffix(1);
    return base_url;
}

std::string part_title(const std::vector<PartName>& parts, std::string_view id) {
    const auto part = std::ranges::find(parts, id, &PartName::id);
    return part == parts.end() ? std::string() : part->title;
}

Target resolve_here(const Site& site, const Reference& reference) {
    Target target;
    target.anchor = reference.anchor;
    target.record = site.find(reference.id);
    if (!target.record)
        return target;
    const Entry& entry = site.entry(*target.record);
    target.url = entry.url;
    target.title = part_title(entry.parts, reference.anchor);
    if (target.title.empty())
        target.title = entry.title;
    return target;
}

}  // namespace

const Term* Taxonomy::find(std::string_view key) const {
    const auto term = std::ranges::find(terms, key, &Term::key);
    return term == terms.end() ? nullptr : &*term;
}

std::optional<RecordId> Site::find(std::string_view id) const {
    const std::string composed = is_lower_ascii(id) ? std::string() : to_nfc(id);
    const auto id_of = [this](std::size_t number) -> std::string_view { return records[number].id; };
    const auto found = ids.find(composed.empty() ? id : composed, id_of);
    return found ? std::optional(static_cast<RecordId>(*found)) : std::nullopt;
}

std::optional<RecordId> Site::find_url(std::string_view url) const {
    const auto url_of = [this](std::size_t number) -> std::string_view { return entries[number].url; };
    const auto found = urls.find(url, url_of);
    return found ? std::optional(static_cast<RecordId>(*found)) : std::nullopt;
}

const Taxonomy& Site::taxonomy(std::string_view name) const {
    static const Taxonomy empty;
    const auto found = std::ranges::find(taxonomies, name, &Taxonomy::name);
    return found == taxonomies.end() ? empty : *found;
}

Target Site::resolve(const Reference& reference) const {
    if (reference.site.empty())
        return resolve_here(*this, reference);
    Target target;
    target.anchor = reference.anchor;
    target.verified = false;
    const auto neighbour = neighbours.find(reference.site);
    if (neighbour == neighbours.end())
        return target;
    const auto record = neighbour->second.records.find(to_nfc(reference.id));
    if (record == neighbour->second.records.end()) {
        target.url = neighbour->second.base_url + url_of_id(reference.id).substr(1);
        return target;
    }
    target.verified = true;
    target.url = record->second.url;
    target.title = part_title(record->second.parts, reference.anchor);
    if (target.title.empty())
        target.title = record->second.title;
    return target;
}

std::string Site::body_name(std::string_view name) const {
    for (const auto& [id, body] : config.bodies.items)
        if (id.value == name)
            return body.name;
    for (const Word<Audience>& word : word_list<Audience>())
        if (word.en == name)
            return std::string(word_of(word.value, config.interface_language()));
    return std::string(name);
}

std::string Site::site_id() const {
    return std::string(without_scheme(config.base_url.value));
}

std::string Site::base_path() const {
    const std::string_view id = without_scheme(config.base_url.value);
    const std::size_t slash = id.find('/');
    return slash == std::string_view::npos ? "/" : std::string(id.substr(slash)) + "/";
}

void sort_for_list(const Site& site, std::vector<RecordId>& records) {
    if (records.size() > ordered_list_limit) {
        std::ranges::sort(records, [&](RecordId a, RecordId b) {
            return std::tuple(site.entry(b).changed, b) < std::tuple(site.entry(a).changed, a);
        });
        return;
    }
    std::ranges::sort(records, [&](RecordId a, RecordId b) {
        const Entry& first = site.entry(a);
        const Entry& second = site.entry(b);
        return std::tie(site.at(a).common.weight, second.changed, first.sort_title, a) <
               std::tie(site.at(b).common.weight, first.changed, second.sort_title, b);
    });
}

std::vector<RecordId> listed_records(const Site& site, std::string_view kind) {
    std::vector<RecordId> listed;
    for (std::size_t i = 0; i < site.records.size(); ++i)
        if (site.records[i].kind->name == kind && site.entries[i].is_listed())
            listed.push_back(static_cast<RecordId>(i));
    sort_for_list(site, listed);
    return listed;
}

std::string url_of_id(std::string_view id) {
    constexpr std::string_view index = "/index";
    if (id.ends_with(index))
        id.remove_suffix(index.size());
    return "/" + transliterate_path(id) + "/";
}

std::string relative_url(std::string_view from_page, std::string_view to_url) {
    if (!to_url.starts_with('/'))
        return std::string(to_url);
    const auto path_end = static_cast<std::size_t>(
        std::ranges::find_if(to_url, [](char c) { return c == '?' || c == '#'; }) - to_url.begin());
    if (path_end < to_url.size() && to_url.substr(0, path_end) == from_page)
        return std::string(to_url.substr(path_end));
    const std::string_view folder = from_page.substr(0, from_page.rfind('/') + 1);
    std::size_t common = 0;  // behind the last slash that both share
    for (std::size_t i = 0; i < std::min(folder.size(), path_end) && folder[i] == to_url[i]; ++i)
        if (folder[i] == '/')
            common = i + 1;
    std::string relative;
    for (const char letter : folder.substr(common))
        if (letter == '/')
            relative += "../";
    if (relative.empty() && common == path_end)
        relative = "./";
    return relative + std::string(to_url.substr(common));
}

}  // namespace vitrina
