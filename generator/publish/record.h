// What the last build published, as the disk showed it afterwards: who finds a file unlike its
// entry knows that somebody else was there, and who finds it alike need not read it.
//
// A record that is missing, damaged or of another folder costs time, never truth.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/file_system.h"

namespace vitrina {

struct RecordedFile {
    std::string path;
    FileDigest digest;
    std::int64_t mtime_ns = 0;
    std::int64_t ctime_ns = 0;
    std::uint64_t inode = 0;

    bool operator==(const RecordedFile&) const = default;
};

RecordedFile record_file(std::string path, const FileDigest& digest, const FileStat& stat);

FileStat stat_of(const RecordedFile& file);  // as it was recorded

// The file is the one that was recorded, untouched.
bool agrees(const RecordedFile& recorded, const FileStat& stat);

struct OutputRecord {
    std::uint64_t folder_inode = 0;   // of the output; 0: there is no record
    bool complete = false;            // every file of ours is in it
    RecordedFile list;                // `.vitrina-files` itself, without a hash; as far as known
    std::vector<RecordedFile> files;  // sorted by path

    // Null if there is none; lives as long as the record does not change.
    const RecordedFile* find(std::string_view path) const;
};

std::string format_record(const OutputRecord& record);
std::optional<OutputRecord> parse_record(std::string_view text);

}  // namespace vitrina
