// What a build remembers of the sources, so that the next one reads only those that changed: of
// every file its stat, its hash and its head, the text that fields are decoded from. Decoding and
// checks run again, so no message is lost.
//
// Trust    an entry counts for a file whose size, times and inode are as they were (design §2); one
//          that was made of a file just changed is not kept, because a further change might not
//          show.
// Kept     in one block of bytes; one that is damaged, cut off or of another program is no cache.
// Lifetime copies share their bytes; entries are views of them.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/file_system.h"
#include "base/hash.h"
#include "base/source.h"

namespace vitrina {

struct KnownSource {
    std::string_view path;  // from the site's root
    FileStat stat;
    ContentHash hash;       // of the whole file
    std::string_view head;  // of a YAML file all of it, of a Markdown file all that is not body
    Span body;
};

class SourceCache {
public:
    SourceCache() = default;
    // Takes what `pack` gave; empty if it cannot be used.
    static SourceCache unpack(std::string bytes);
    static std::string pack(const std::vector<KnownSource>& sorted_by_path);

    // What is known of these files, sorted by path as they are; null: nothing.
    std::vector<const KnownSource*> match(const std::vector<std::string>& sorted_paths) const;
    const std::string& bytes() const { return *bytes_; }

private:
    std::shared_ptr<const std::string> bytes_ = std::make_shared<std::string>();
    std::vector<KnownSource> sources_;
};

}  // namespace vitrina
