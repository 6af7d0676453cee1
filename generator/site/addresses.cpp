#include "site/addresses.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <unordered_map>

#include "base/text.h"

namespace vitrina {
namespace {

constexpr std::size_t longest_url_part = 200;  // bytes: with `.json` it fits every file system
constexpr std::size_t longest_url = 1000;

Place head_of(const Record& record) {
    return record.place({0, 0});
}

Place file_place(const Site& site, const std::string& path) {
    const std::string folder = site.folder.empty() ? "" : site.folder + "/";
    return {std::make_shared<const Source>(Source{folder + path, ""}), {}};
}

// The form in which two names are one to a file system that knows no letter case.
std::string careless(std::string_view name) {
    return fold_case(to_nfc(name));
}

void report_twin(const Place& later,
                 std::string_view name,
                 const Place& first,
                 std::string_view other,
                 Diagnostics& out) {
    Diagnostic& message = out.error(ids::name_twin, later, name, other);
    Diagnostics::note(message, ids::note_other_file, first);
}

void report_attachment_twins(const Site& site, Diagnostics& out) {
    std::map<std::string, const std::string*> seen;
    for (const std::string& path : site.attachments) {
        const auto [first, fresh] = seen.emplace(careless(path), &path);
        if (!fresh)
            report_twin(file_place(site, path), path, file_place(site, *first->second),
                        *first->second, out);
    }
}

bool is_slug(std::string_view text) {
    const bool letters = std::ranges::all_of(text, [](char byte) {
        return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte == '-';
    });
    return letters && !text.empty() && !text.starts_with('-') && !text.ends_with('-');
}

std::string slug_of(std::string_view text) {
    std::string slug = transliterate_path(text);
    std::ranges::replace(slug, '/', '-');
    while (slug.starts_with('-'))
        slug.erase(0, 1);
    while (slug.ends_with('-'))
        slug.pop_back();
    return slug;
}

void check_slug(const Record& record, Diagnostics& out) {
    const Located<std::string>& slug = record.common.slug;
    if (!slug.value.empty() && !is_slug(slug.value))
        out.error(ids::slug_grammar, record.place(slug.span), shorten(slug.value, 60),
                  slug_of(slug.value));
}

void check_length(const Record& record, std::string_view url, Diagnostics& out) {
    std::size_t longest = 0;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < url.size(); ++i) {
        if (url[i] != '/')
            continue;
        longest = std::max(longest, i - begin);
        begin = i + 1;
    }
    if (longest > longest_url_part || url.size() > longest_url)
        out.error(ids::url_long, head_of(record), shorten(url, 60));
}

bool is_alias_letter(CodePoint letter) {
    return letter.is_valid && (is_letter_or_digit(letter.value) || letter.value == '-' ||
                               letter.value == '.' || letter.value == '_' || letter.value == '~' ||
                               letter.value == '/' || letter.value == '+' || letter.value == ',');
}

// `/old`, `/old/` → `/old/`; `/old/page.html` stays. Nothing for what is no address of a page.
std::optional<std::string> alias_url(std::string_view written) {
    if (!written.starts_with('/') || written.size() < 2 || written.size() > longest_url)
        return std::nullopt;
    for (std::size_t i = 0; i < written.size();) {
        const CodePoint letter = code_point_at(written, i);
        if (!is_alias_letter(letter))
            return std::nullopt;
        i += letter.length;
    }
    // A part that begins with a dot is hidden, or leads up.
    if (written.find("/.") != std::string_view::npos ||
        written.find("//") != std::string_view::npos)
        return std::nullopt;
    std::string url = to_nfc(written);
    if (!url.ends_with('/') && !url.ends_with(".html"))
        url += '/';
    return url;
}

using Owners = std::map<std::string, RecordId>;  // by careless url

void report_taken(
    const Site& site, RecordId id, std::string_view url, RecordId owner, Diagnostics& out) {
    Diagnostic& message = out.error(ids::url_taken, head_of(site.at(id)), url, site.at(owner).id);
    Diagnostics::note(message, ids::note_other_file, head_of(site.at(owner)));
}

Owners own_urls(Site& site, Diagnostics& out) {
    Owners owners;
    for (std::size_t i = 0; i < site.records.size(); ++i) {
        const auto id = static_cast<RecordId>(i);
        Entry& entry = site.entries[i];
        check_slug(site.records[i], out);
        entry.url = record_url(site.records[i]);
        check_length(site.records[i], entry.url, out);
        const auto [owner, fresh] = owners.emplace(entry.url, id);
        if (fresh)
            continue;
        report_taken(site, id, entry.url, owner->second, out);
        entry.url.pop_back();
        entry.url += "-" + std::to_string(i) + "/";
    }
    return owners;
}

void settle_aliases(const Site& site,
                    RecordId id,
                    std::vector<Located<std::string>>& aliases,
                    Owners& owners,
                    Diagnostics& out) {
    std::vector<Located<std::string>> good;
    for (const Located<std::string>& alias : aliases) {
        const Place place = site.at(id).place(alias.span);
        const auto url = alias_url(alias.value);
        if (!url) {
            out.error(ids::alias_grammar, place, shorten(alias.value, 60));
            continue;
        }
        const auto [owner, fresh] = owners.emplace(careless(*url), id);
        if (fresh) {
            good.push_back({*url, alias.span});
            continue;
        }
        Diagnostic& message = out.error(ids::alias_taken, place, *url, site.at(owner->second).id);
        Diagnostics::note(message, ids::note_other_file, head_of(site.at(owner->second)));
    }
    aliases = std::move(good);
}

// Records are large: each is moved once, and as a rule none, because files are read by path. Of equal
// ids, the first that was read stays first.
void sort_by_id(std::vector<Record>& records) {
    if (std::ranges::is_sorted(records, {}, &Record::id))
        return;
    std::vector<std::size_t> order(records.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {},
                             [&](std::size_t i) -> std::string_view { return records[i].id; });
    std::vector<Record> sorted;
    sorted.reserve(records.size());
    for (const std::size_t i : order)
        sorted.push_back(std::move(records[i]));
    records = std::move(sorted);
}

void remove_twins(std::vector<Record>& records, const std::set<const Record*>& twins) {
    std::vector<Record> kept;
    for (Record& record : records)
        if (!twins.contains(&record))
            kept.push_back(std::move(record));
    records = std::move(kept);
}

bool are_plainly_different(const std::vector<Record>& sorted) {
    return std::ranges::all_of(sorted, is_lower_ascii, &Record::id) &&
           std::ranges::adjacent_find(sorted, {}, &Record::id) == sorted.end();
}

void report_record_twins(Site& site, Diagnostics& out) {
    std::unordered_map<std::string, const Record*> seen;
    seen.reserve(site.records.size());
    std::set<const Record*> twins;
    for (const Record& record : site.records) {
        const auto [first, fresh] = seen.emplace(careless(record.id), &record);
        if (fresh)
            continue;
        report_twin(head_of(record), record.source->path, head_of(*first->second),
                    first->second->source->path, out);
        twins.insert(&record);
    }
    if (!twins.empty())
        remove_twins(site.records, twins);
}

}  // namespace

void settle_ids(Site& site, Diagnostics& out) {
    for (Record& record : site.records)
        if (!is_lower_ascii(record.id))
            record.id = to_nfc(record.id);
    sort_by_id(site.records);
    if (!are_plainly_different(site.records))
        report_record_twins(site, out);
    report_attachment_twins(site, out);
}

std::string record_url(const Record& record) {
    std::string url = url_of_id(record.id);
    const std::string& slug = record.common.slug.value;
    if (!is_slug(slug))
        return url;
    url.pop_back();
    return url.substr(0, url.rfind('/') + 1) + slug + "/";
}

void assign_urls(Site& site, Diagnostics& out) {
    Owners owners = own_urls(site, out);
    for (std::size_t i = 0; i < site.records.size(); ++i)
        settle_aliases(site, static_cast<RecordId>(i), site.records[i].common.aliases, owners, out);
    for (std::size_t i = 0; i < site.records.size(); ++i)
        site.by_url.push_back(static_cast<RecordId>(i));
    std::ranges::sort(site.by_url, {},
                      [&](RecordId id) -> std::string_view { return site.entry(id).url; });
    site.urls = NameIndex(site.entries.size(), [&](std::size_t i) -> std::string_view {
        return site.entries[i].url;
    });
}

}  // namespace vitrina
