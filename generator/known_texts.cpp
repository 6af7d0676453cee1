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
    const auto is_page = [hash](const KnownOutput& output) {
        const std::string_view packed = PageCache::text_page_of(output.facts);
        return !packed.empty() && id_hash_of(packed) == hash;
    };
    const KnownOutput* usual = find_output(output_path(url_of_id(composed)));
    if (usual != nullptr && is_page(*usual))
        return usual;
    const auto found = std::ranges::find_if(pages_.outputs(), is_page);
    return found == pages_.outputs().end() ? nullptr : &*found;
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
bool KnownTexts::has_anchor(const AnchorLink& link) const {
    const KnownOutput* page = find_output(output_path(link.url));
    const auto facts = page != nullptr ? PageCache::unpack_facts(page->facts) : std::nullopt;
    return facts && std::ranges::find(facts->page.anchors, link.anchor) != facts->page.anchors.end();
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
