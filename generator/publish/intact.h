// Whether OUT still is what the last build left there, asked without a lock and without a change.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/file_system.h"
#include "base/hash.h"
#include "publish/record.h"

namespace vitrina {

struct LeftOutput {
    OutputRecord record;
    ContentHash hash;  // of the record's text
};

// What the last build left in OUT; nothing if it is not certain that it left all of it, or if a
// commit waits to be finished or a stage to be cleared away.
std::optional<LeftOutput> read_left_output(const FileReader& files,
                                           const std::string& out,
                                           const std::string& state);

// Whether every file of ours stands in OUT untouched, the list of them too; asked in pieces, by any thread.
// Files, texts and record live longer.
class OutputCheck {
public:
    OutputCheck(const FileReader& files, const std::string& out, const OutputRecord& record);

    std::size_t pieces() const { return pieces_.size() + 1; }
    bool is_untouched(std::size_t piece) const;

private:
    // Files whose folders stand in one folder: from there the system has a short way to each. A page has
    // a folder of its own.
    struct Neighbours {
        std::string_view folder;  // from OUT, with its slash; empty: OUT, of its own files too
        std::span<const RecordedFile> files;
    };

    const FileReader& files_;
    const std::string& out_;
    const OutputRecord& record_;
    std::vector<Neighbours> pieces_;
};

// The hash of the record in the state folder, whatever OUT is like; nothing if there is none.
std::optional<ContentHash> published_record(const FileReader& files, const std::string& state);

}  // namespace vitrina
