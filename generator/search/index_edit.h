// Other words for few pages of an index that is published, without reading the others anew: what comes out
// is what `make_index` would make of all of them.
//
// Needed   what the index remembers of itself, the words of all its pages, and those of its files that
//          change or stand beside a change.
// Limits   the same pages under the same names. An index that finds schools by name remembers nothing of
//          itself: the words of their pages would be as many as those of all others.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "search/index.h"

namespace vitrina {

struct EditedPage {
    std::string_view url;
    std::string_view words_before;  // packed
    std::string_view words;
    std::optional<std::string_view> beginning;  // nothing: as it was
};

struct IndexEditSources {
    std::string_view memory;              // of the index as it stands
    std::vector<std::string_view> words;  // by number
    // Packed words of all pages that are remembered, the edited ones too, by `url_hash`.
    std::unordered_map<std::uint64_t, std::string_view> pages;
    std::vector<EditedPage> edited;
    // A file of the index as it stands; nothing if it is not as it was published.
    std::function<std::optional<std::string>(const std::string& path)> read;
    std::size_t threads = 0;
};

struct IndexEdit {
    std::vector<IndexFile> files;     // new and changed ones; tables and the manifest whether or not
    std::vector<std::string> removed;  // paths
    std::string memory;
};

// Nothing where the whole index has to be made.
std::optional<IndexEdit> edit_index(const IndexEditSources& sources);

}  // namespace vitrina
