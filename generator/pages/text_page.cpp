#include "pages/text_page.h"

#include <algorithm>
#include <tuple>

#include "base/packed.h"
#include "pages/links.h"

namespace vitrina {

std::string pack_text_page(const TextPage& page) {
    PackWriter to;
    to.number(page.id);
    to.hash(page.head);
    to.number((page.clauses ? 1U : 0U) | (page.is_searched ? 2U : 0U));
    to.number(page.begin);
    to.number(page.behind);
    to.hash(page.anchors);
    to.number(page.abbreviations.size());
    for (const std::uint32_t abbreviation : page.abbreviations)
        to.number(abbreviation);
    to.number(page.links_before);
    to.number(page.links.size());
    for (const TextPage::Link& link : page.links) {
        to.number(link.image ? 1 : 0);
        for (const std::string* text : {&link.url, &link.href, &link.page, &link.anchor})
            to.text(*text);
    }
    to.texts(page.filed_under);
    return to.take();
}

std::optional<TextPage> unpack_text_page(std::string_view packed) {
    PackReader from(packed);
    TextPage page;
    page.id = from.number();
    page.head = from.hash();
    const std::uint64_t flags = from.number();
    page.clauses = (flags & 1U) != 0;
    page.is_searched = (flags & 2U) != 0;
    page.begin = static_cast<std::size_t>(from.number());
    page.behind = static_cast<std::size_t>(from.number());
    page.anchors = from.hash();
    page.abbreviations.resize(from.count());
    for (std::uint32_t& abbreviation : page.abbreviations)
        abbreviation = static_cast<std::uint32_t>(from.number());
    page.links_before = static_cast<std::size_t>(from.number());
    page.links.resize(from.count());
    for (TextPage::Link& link : page.links) {
        link.image = from.number() != 0;
        for (std::string* text : {&link.url, &link.href, &link.page, &link.anchor})
            *text = from.text();
    }
    page.filed_under = from.texts();
    if (from.failed() || !from.at_end())
        return std::nullopt;
    return page;
}

std::uint64_t id_hash(std::string_view id) {
    return content_hash(id).low;
}

std::uint64_t id_hash_of(std::string_view packed) {
    return PackReader(packed).number();
}

std::string pack_text_site(const TextSite& site) {
    PackWriter to;
    to.number(site.abbreviations.size());
    for (const Abbreviation& abbreviation : site.abbreviations) {
        to.text(abbreviation.word);
        to.text(abbreviation.meaning);
    }
    to.number(site.synonyms.size());
    for (const SynonymGroup& group : site.synonyms)
        to.texts(group);
    to.number(site.longest_beginning);
    return to.take();
}

std::optional<TextSite> unpack_text_site(std::string_view packed) {
    PackReader from(packed);
    TextSite site;
    site.abbreviations.resize(from.count());
    for (Abbreviation& abbreviation : site.abbreviations) {
        abbreviation.word = from.text();
        abbreviation.meaning = from.text();
    }
    site.synonyms.resize(from.count());
    for (SynonymGroup& group : site.synonyms)
        group = from.texts();
    site.longest_beginning = static_cast<std::size_t>(from.number());
    if (from.failed() || !from.at_end())
        return std::nullopt;
    return site;
}

ContentHash hash_of(const std::vector<MarkdownAnchor>& anchors) {
    PackWriter packed;
    for (const MarkdownAnchor& anchor : anchors) {
        packed.text(anchor.id);
        packed.text(anchor.title);
        packed.number(static_cast<std::uint64_t>(anchor.level));
    }
    return content_hash(packed.bytes());
}

std::optional<EditedTextPage> edit_text_page(const TextPage& page,
                                             const TextSite& site,
                                             const ChangedText& edit) {
    if (page.begin + page.behind > edit.published.size())
        return std::nullopt;
    EditedTextPage edited;
    bool needs_site = false;
    std::vector<bool> used(site.abbreviations.size());
    for (const std::uint32_t abbreviation : page.abbreviations)
        if (abbreviation < used.size())
            used[abbreviation] = true;
    const auto find_before = [&page](const MarkdownLink& link) -> std::optional<ResolvedLink> {
        const auto key = [](const TextPage::Link& other) { return std::tie(other.url, other.image); };
        const auto before =
            std::ranges::lower_bound(page.links, std::tie(link.url, link.image), {}, key);
        if (before == page.links.end() || key(*before) != std::tie(link.url, link.image))
            return std::nullopt;
        return ResolvedLink{before->href, before->page, before->anchor, false};
    };
    MarkdownOptions options;
    options.source = edit.source;
    options.clauses = page.clauses;
    options.first_heading_level = body_heading_level;
    options.abbreviations = &site.abbreviations;
    options.abbreviations_used = &used;
    options.resolve = [&](const MarkdownLink& link) -> MarkdownTarget {
        auto resolved = resolve_text_link(edit.path, edit.url, link, edit.texts);
        if (!resolved)
            resolved = find_before(link);
        if (!resolved) {
            needs_site = true;
            return {};
        }
        if (!resolved->page.empty() && !resolved->anchor.empty())
            edited.links.push_back({resolved->page, resolved->anchor, link.place});
        return {resolved->href, 0, 0};
    };
    MappedText text;
    text.text = edit.source->text.substr(edit.body.begin, edit.body.end - edit.body.begin);
    text.span = edit.body;
    MarkdownFacts facts;
    Diagnostics messages;
    const std::string html = render_markdown(text, options, facts, messages);
    if (html.empty() || needs_site || !messages.items().empty() ||
        hash_of(facts.anchors) != page.anchors)
        return std::nullopt;
    edited.bytes.reserve(page.begin + html.size() + page.behind);
    edited.bytes.append(edit.published.substr(0, page.begin))
        .append(html)
        .append(edit.published.substr(edit.published.size() - page.behind));
    return edited;
}

}  // namespace vitrina
