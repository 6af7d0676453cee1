// One source → a whole set, or why not. Nothing of a set that is refused is kept.
#pragma once

#include <functional>
#include <string>

#include "base/file_system.h"
#include "kinds/mirrored.h"
#include "mirror/kept.h"

namespace vitrina {

struct SourceFile {
    bool is_unchanged = false;  // as the validators that were sent say
    std::string bytes;
    std::string etag;
    std::string last_modified;
};

struct FileWanted {
    std::string path;  // relative to the site
    std::uint64_t limit = 0;
    std::string etag;
    std::string last_modified;
};

// Errors name the school first.
using ReadSourceFile = std::function<Result<SourceFile>(const FileWanted& wanted)>;

struct TakeOptions {
    std::string school;
    std::string site;  // what the site has to call itself; empty: whatever it does
    MirroredLimits limits;
    double vanish_fraction = 0.2;
    std::int64_t now = 0;
    bool keep = true;  // false: judge only
    bool accepts = false;    // neither age nor loss refuses the set
    bool reads_all = false;  // files that are kept already are read and verified again
};

struct TakenSet {
    bool is_unchanged = false;
    std::string hash;  // of portal.json
    std::string site;
    std::int64_t sequence = 0;
    std::size_t records = 0;
    std::string etag;
    std::string last_modified;
    std::vector<MissingRecord> missing;
    std::size_t fetched = 0;  // files of records that were asked for
};

// Files of a good set are kept as objects; journal and state are the caller's, in the list's order.
Result<TakenSet> take_set(FileSystem& files,
                          const KeptSchool& school,
                          const KeptState& state,
                          const TakeOptions& options,
                          const ReadSourceFile& read);

}  // namespace vitrina
