#include "site/assemble.h"

#include <algorithm>
#include <set>

#include "base/parallel.h"
#include "base/text.h"
#include "content/markdown.h"
#include "site/addresses.h"
#include "site/approvals.h"
#include "site/marking.h"
#include "site/names.h"
#include "site/plans.h"
#include "site/references.h"
#include "site/results.h"
#include "site/taxonomies.h"
#include "site/vocabulary.h"
#include "site/windows.h"
#include "site/year.h"

namespace vitrina {
namespace {

std::string plain_title(const Record& record) {
    return flatten_markdown(record.common.title.text.text);
}

std::vector<Entry> make_entries(const Site& site, const AssembleOptions& options) {
    std::vector<Entry> entries(site.records.size());
    parallel_for(entries.size(), options.threads, [&](std::size_t i) {
        const Common& common = site.records[i].common;
        entries[i].title = plain_title(site.records[i]);
        entries[i].sort_title = collation_key(entries[i].title);
        entries[i].archived = is_archived(common, site.config.school_year);
        entries[i].expired = is_expired(common, options.today);
        entries[i].changed = common.updated.is_set() ? common.updated : common.date;
    });
    return entries;
}

// Every part with an id, with a title where the kind has one for it.
std::vector<PartName> parts_of(const Record& record) {
    std::vector<PartName> parts;
    if (record.kind->parts)
        parts = record.kind->parts(record);
    std::set<std::string> named;
    for (const PartName& part : parts)
        named.insert(part.id);
    for (const std::string& id : record.anchors)
        if (!named.contains(id))
            parts.push_back({id, ""});
    return parts;
}

std::vector<std::pair<std::string, std::string>> make_glossary(const SiteConfig& config) {
    std::vector<std::pair<std::string, std::string>> glossary;
    for (const auto& [word, meaning] : config.glossary.items)
        glossary.emplace_back(word.value, meaning);
    const std::size_t own = glossary.size();
    for (const auto& [word, meaning] : built_in_glossary()) {
        const auto end = glossary.begin() + static_cast<std::ptrdiff_t>(own);
        const bool taken = std::any_of(
            glossary.begin(), end, [&word = word](const auto& pair) { return pair.first == word; });
        if (!taken)
            glossary.emplace_back(word, meaning);
    }
    return glossary;
}

}  // namespace

Neighbour describe_neighbour(const SiteSources& sources) {
    Neighbour neighbour;
    neighbour.base_url = sources.config.base_url.value;
    neighbour.title = flatten_markdown(sources.config.title.text.text);
    for (const Record& record : sources.records) {
        NeighbourRecord described;
        described.url = neighbour.base_url + record_url(record).substr(1);
        described.title = plain_title(record);
        described.parts = parts_of(record);
        described.open_anchors = record.kind->form == FileForm::Markdown;
        described.path = record.source->path;
        described.window = window_of(record.common);
        neighbour.records.emplace(to_nfc(record.id), std::move(described));
    }
    return neighbour;
}

Site assemble_site(SiteSources sources,
                   const std::vector<Neighbour>& others,
                   const AssembleOptions& options,
                   Diagnostics& out) {
    Site site;
    site.config = std::move(sources.config);
    site.folder = std::move(sources.folder);
    site.records = std::move(sources.records);
    site.attachments = std::move(sources.files);
    settle_ids(site, out);
    keep_published(site, options, out);
    site.entries = make_entries(site, options);
    assign_urls(site, out);
    // From here on every record that is published has its id and its address.

    const Vocabulary vocabulary(site.config, out);
    settle_names(site, vocabulary, out);
    resolve_references(site, others, options, out);
    settle_approvals(site, out);
    // From here on names are canonical, and both sides know of a reference.

    settle_plans(site, out);
    settle_marking(site, out);
    settle_year(site, out);
    settle_results(site, options.threads, out);
    site.taxonomies = make_taxonomies(site, vocabulary, out);
    site.glossary = make_glossary(site.config);
    return site;
}

}  // namespace vitrina
