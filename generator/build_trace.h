// What a build read or looked for, as it is kept for the next one: whether all of that is as it was, or
// nothing but texts has changed.
//
// Lifetime views of the bytes it was unpacked from.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "base/file_system.h"
#include "base/hash.h"
#include "base/packed.h"
#include "base/traced_files.h"

namespace vitrina {

class KnownTrace {
public:
    static void pack(const FileTrace& trace, PackWriter& to);
    // To the end of the bytes.
    static KnownTrace unpack(PackReader& from);

    // What is not as it was, as it is now, sorted by path: some Markdown files, which were there and are,
    // and folders that hold what they held. Nothing: more than that has changed. `pass` goes on beside
    // that.
    std::optional<std::vector<TracedFile>> find_edits(const FileReader& files,
                                                      std::size_t threads,
                                                      const std::function<void()>& pass) const;
    // The same trace with the files and folders of `edits` as they are there.
    void pack_with(const std::vector<TracedFile>& edits, PackWriter& to) const;

private:
    struct File {
        std::string_view name;
        ContentHash stat;
        ContentHash names;
    };
    // Neighbours of one folder, so that it is opened once for many.
    struct Chunk {
        std::string_view folder;  // with its slash
        std::vector<File> files;
    };

    static bool find_edits_in(const Chunk& chunk,
                              const FileReader& files,
                              std::vector<TracedFile>& edits);

    std::vector<Chunk> chunks_;
};

}  // namespace vitrina
