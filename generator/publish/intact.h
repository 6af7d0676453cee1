// Whether OUT still is what the last build left there, asked without a lock and without a change.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

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

// Every file of ours stands in OUT untouched, the list of them too.
bool is_untouched(const FileReader& files,
                  const std::string& out,
                  const OutputRecord& record,
                  std::size_t threads);

// The hash of the record in the state folder, whatever OUT is like; nothing if there is none.
std::optional<ContentHash> published_record(const FileReader& files, const std::string& state);

}  // namespace vitrina
