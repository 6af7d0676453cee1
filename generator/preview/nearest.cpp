#include "preview/nearest.h"

#include <algorithm>
#include <string>
#include <utility>

#include "base/text.h"

namespace vitrina {
namespace {

// An address longer than any that was made is not compared letter by letter.
constexpr std::size_t longest_compared = 200;

std::string_view last_part(std::string_view url) {
    while (url.ends_with('/'))
        url.remove_suffix(1);
    return url.substr(url.rfind('/') + 1);
}

// 0: the same page in another folder; else how many letters differ.
std::size_t distance(std::string_view wanted, std::string_view url, std::size_t limit) {
    if (!last_part(wanted).empty() && last_part(wanted) == last_part(url))
        return 0;
    return edit_distance(wanted, url, limit);
}

}  // namespace

std::vector<RecordId> nearest_pages(const Site& site, std::string_view url, std::size_t limit) {
    if (url.size() > longest_compared)
        return {};
    // As an address would have been made of it: a title in Russian finds its page too.
    std::string wanted = transliterate_path(url);
    if (!wanted.starts_with('/'))
        wanted.insert(0, "/");
    if (!wanted.ends_with('/'))
        wanted += '/';
    const std::size_t most = wanted.size() / 3;
    std::vector<std::pair<std::size_t, RecordId>> near;
    for (const RecordId id : site.by_url)
        if (const std::size_t far = distance(wanted, site.entry(id).url, most); far <= most)
            near.emplace_back(far, id);
    std::ranges::stable_sort(near, {}, &std::pair<std::size_t, RecordId>::first);
    std::vector<RecordId> pages;
    for (const auto& [far, id] : near)
        if (pages.size() < limit)
            pages.push_back(id);
    return pages;
}

}  // namespace vitrina
