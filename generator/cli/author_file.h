// Files of an author that a command changes: found in their site, read, replaced in one step.
//
// Errors   the machine's, or what stands in the way of a change: nothing was written then.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/diagnostics.h"
#include "base/file_system.h"
#include "base/result.h"
#include "base/source.h"
#include "kinds/kind.h"

namespace vitrina {

// Where a record's file stands.
struct RecordPath {
    std::string site;  // the site's folder
    std::string id;
    const Kind* kind = nullptr;
};

// Nothing if the path does not lie in a folder of records of a site.
std::optional<RecordPath> locate_record(const FileReader& files, const std::string& path);

// The sites that a folder means: itself, or those of a workspace; `workspace-empty` if there is
// none.
Result<std::vector<std::string>> sites_of(const FileReader& files, const std::string& folder);

// The one site of the folder, or which of them has to be named.
Result<std::string> only_site_of(const FileReader& files, const std::string& folder);

Result<SourcePtr> read_author_file(const FileReader& files, const std::string& path);

// The new bytes stand beside the file before they take its place.
Result<void> replace_author_file(FileSystem& files,
                                 const std::string& path,
                                 std::string_view bytes);
// The same if the file still says what it said when it was read; `update-changed` otherwise.
Result<void> change_author_file(FileSystem& files,
                                const std::string& path,
                                std::string_view before,
                                std::string_view bytes);
// A file that is not there yet, with its folders; `new-exists` otherwise.
Result<void> create_author_file(FileSystem& files, const std::string& path, std::string_view bytes);
Result<void> remove_author_file(FileSystem& files, const std::string& path);

// What a command wrote and may have to take back.
struct RewrittenFile {
    std::string path;
    std::string before;  // its text until then; empty: the file is new
    std::string after;
};
// The file as it was. What somebody has written since stays; that, and what the disk refuses, is
// told.
void put_back_author_file(FileSystem& files, const RewrittenFile& file, Diagnostics& out);

}  // namespace vitrina
