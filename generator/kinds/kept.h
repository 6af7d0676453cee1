// `mirror/<school>/`: what was taken from one school, read back.
//
// Shape    `objects/<sha256>`  every file of every version, under its own hash; never changed
//          `journal.jsonl`     a line per version taken: number, set, when first seen, and the
//                              SHA-256 of the line before
//          `state.json`        the set that holds now and how the last tries went; written last
// A set is named by the SHA-256 of its portal.json, which names all others: nothing can be mixed.
// Errors   `mirror-kept-damaged` for whatever is not as we wrote it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/file_system.h"

namespace vitrina {

// A record that left the catalogue without a word: its last file stays.
struct MissingRecord {
    std::string id;
    std::string sha256;
    std::int64_t since = 0;  // Unix time
};

struct KeptState {
    std::string school;
    std::string site;
    std::string set;  // SHA-256 of portal.json; empty: nothing was ever taken
    std::int64_t sequence = 0;
    std::int64_t first_seen = 0;
    std::int64_t succeeded = 0;   // the last time that the site gave what it should
    std::int64_t failures = 0;    // tries since
    std::int64_t failed = 0;      // the last of them
    std::int64_t not_before = 0;  // the site asked to wait
    std::string reason;           // id of the message
    std::vector<std::string> reason_args;
    std::string etag;
    std::string last_modified;
    std::vector<MissingRecord> missing;
};

struct TakenVersion {
    std::string set;
    std::string site;
    std::int64_t sequence = 0;
    std::int64_t first_seen = 0;
    std::size_t records = 0;
};

struct KeptJournal {
    std::vector<TakenVersion> versions;
    std::string text;  // as it stands in the file
};

inline constexpr std::string_view kept_seal = "mirror 1";
// The line of the journal that tells of a version; `before` is the hash of the line before.
std::string kept_version_line(const TakenVersion& version, std::size_t index, const std::string& before);
// The hash that the line behind these lines carries.
std::string kept_chain_hash(std::string_view lines);

class KeptReader {
public:
    KeptReader(std::string root, std::string school)
        : folder_(std::move(root) + "/" + school), school_(std::move(school)) {}

    // An empty state if nothing was kept.
    Result<KeptState> read_state(const FileReader& files) const;
    Result<KeptJournal> read_journal(const FileReader& files) const;
    // Nothing if it is not there.
    Result<std::optional<std::string>> read_object(const FileReader& files,
                                                   std::string_view sha256) const;

    const std::string& folder() const { return folder_; }
    const std::string& school() const { return school_; }

private:
    tl::unexpected<Error> damaged(std::string_view name) const;

    std::string folder_;
    std::string school_;
};

}  // namespace vitrina
