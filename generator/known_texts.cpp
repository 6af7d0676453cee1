#include "known_texts.h"

#include <algorithm>

#include "base/text.h"
#include "pages/page.h"

namespace vitrina {

const KnownOutput* KnownTexts::find_output(std::string_view path) const {
    const auto& outputs = pages_.outputs();
    const auto found = std::ranges::lower_bound(outputs, path, {}, &KnownOutput::path);
    return found != outputs.end() && found->path == path ? &*found : nullptr;
}

// As a rule it stands at the address that is made of the id.
const KnownOutput* KnownTexts::find(std::string_view id) const {
    const std::string composed = to_nfc(id);
    const std::uint64_t hash = id_hash(composed);
    const KnownOutput* usual = find_output(output_path(url_of_id(composed)));
    if (usual != nullptr && id_hash_of(PageCache::text_page_of(usual->facts)) == hash)
        return usual;
    if (by_id_.empty())
        for (const KnownOutput& output : pages_.outputs())
            by_id_.emplace(id_hash_of(PageCache::text_page_of(output.facts)), &output);
    const auto found = by_id_.find(hash);
    return found == by_id_.end() ? nullptr : found->second;
}

PublishedTexts KnownTexts::published() const {
    return {[this](const std::string& id) -> std::optional<std::string> {
                const KnownOutput* page = find(id);
                return page == nullptr ? std::nullopt
                                       : std::optional("/" + std::string(url_of_page(page->path)));
            },
            [this](const std::string& url) {
                const KnownOutput* page = find_output(output_path(url));
                return page != nullptr && !PageCache::text_page_of(page->facts).empty();
            }};
}

// Anchors of pages do not change with their texts: else these would be no edits.
bool KnownTexts::have_anchors(std::vector<AnchorLink> links) const {
    std::ranges::sort(links, {}, &AnchorLink::url);
    std::string_view url;
    std::vector<std::string> anchors;  // of its page, sorted
    return std::ranges::all_of(links, [&](const AnchorLink& link) {
        if (link.url != url) {
            url = link.url;
            const KnownOutput* page = find_output(output_path(url));
            auto facts = page != nullptr ? PageCache::unpack_facts(page->facts) : std::nullopt;
            anchors = facts ? std::move(facts->page.anchors) : std::vector<std::string>();
            std::ranges::sort(anchors);
        }
        return std::ranges::binary_search(anchors, link.anchor);
    });
}

bool KnownTexts::is_shown_once(const KnownOutput& page, RecordId record) const {
    return std::ranges::none_of(pages_.outputs(), [&](const KnownOutput& output) {
        return &output != &page && PageCache::reads_body(output.inputs, record);
    });
}

std::string_view url_of_page(std::string_view path) {
    constexpr std::string_view name = "index.html";
    return path.substr(0, path.size() - (path.ends_with(name) ? name.size() : 0));
}

}  // namespace vitrina
