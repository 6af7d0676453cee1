// A set of another site as a committee keeps it: its portal.json, decoded strictly into our own
// struct, and the files that it lists. Whoever wrote it may be hostile: nothing here is markup.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/dates.h"
#include "base/result.h"

namespace vitrina {

struct MirroredRecord {
    std::string id;
    std::string kind;
    std::string title;
    std::string url;   // relative to the site
    std::string json;  // the same; empty: only a document
    std::string sha256;
    std::uint64_t size = 0;
    std::string revision;
    bool is_document = false;  // what it tells stands in a file, not in its fields
};

// How many pages of a kind there are: of memos and the like the catalogue tells no more.
struct MirroredSection {
    std::string kind;
    std::string audience;  // empty: of all
    std::string url;
    std::int64_t count = 0;
    Date newest;
};

struct MirroredHotline {
    std::string title;
    std::string phone;
};

struct MirroredSet {
    std::string site;  // host and path
    std::string base_url;
    std::string title;
    std::int64_t sequence = 0;  // YYYYMMDD; 0: the site dates nothing
    Date generated;
    std::vector<MirroredRecord> records;
    std::vector<std::string> removed;  // ids that went by the will of the site
    std::vector<MirroredSection> sections;
    std::vector<MirroredHotline> hotlines;
};

struct MirroredLimits {
    std::size_t records = 5000;
    std::uint64_t bytes = 10'485'760;  // of all files
};

// `mirror-not-json`, `mirror-portal`, `mirror-ids-twice` or `mirror-too-large`, without the school
// as the first argument: whoever asked adds it.
Result<MirroredSet> read_mirrored_set(std::string_view portal, const MirroredLimits& limits);

// A record's file is what the catalogue says: strict JSON with this id and kind and clean texts.
Result<void> check_mirrored_record(std::string_view json, const MirroredRecord& record);

// Kind and title of a record's file; empty where it tells none.
struct MirroredName {
    std::string kind;
    std::string title;
};
MirroredName mirrored_name(std::string_view json);

bool is_sha256(std::string_view text);

}  // namespace vitrina
