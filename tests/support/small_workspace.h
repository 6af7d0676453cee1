// The good site of tests/mistakes with the base theme, on a disk in memory.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include <doctest/doctest.h>

#include "base/memory_file_system.h"
#include "base/message_text.h"
#include "build.h"
#include "support/archive.h"
#include "support/tests_folder.h"

namespace vitrina::test {

inline void put_theme(MemoryFileSystem& files) {
    namespace fs = std::filesystem;
    const fs::path root = fs::path(tests_folder()).parent_path() / "themes";
    for (const auto& entry : fs::recursive_directory_iterator(root))
        if (entry.is_regular_file())
            files.put("themes/" + fs::relative(entry.path(), root).generic_string(),
                      read_test_file(entry.path().string()));
}

inline Archive good_site() {
    return parse_archive(read_test_file(tests_folder() + "/mistakes/good-site.txt"));
}

inline void put_site(MemoryFileSystem& files, const std::string& folder) {
    for (const auto& [name, text] : good_site().sections)
        files.put(folder + "/" + name, text);
}

// The first `from` of a file becomes `to`; it has to be there.
inline void edit_file(MemoryFileSystem& files,
                      const std::string& path,
                      const std::string& from,
                      const std::string& to) {
    std::string text = *files.read(path, 1 << 20);
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    files.put(path, text.replace(at, from.size(), to));
}

inline BuildOptions small_build() {
    BuildOptions build;
    build.folder = "content";
    build.out = "public";
    build.theme_folders = {"themes"};
    build.today = Date{2026, 3, 1};
    build.strict = true;
    build.threads = 1;
    return build;
}

// Everything that a build says, as an author reads it.
inline std::string messages_of(const Diagnostics& messages,
                               const BuildReport& report,
                               const MemoryFileSystem& files) {
    const TextLoader load = [&](const std::string& path) -> std::optional<std::string> {
        auto text = files.read(path, 4 << 20);
        return text ? std::optional(std::move(*text)) : std::nullopt;
    };
    std::string all = render_diagnostics(messages, {}, load);
    for (const Error& error : report.errors)
        all += render_message(diagnostic_of(error), {}, load);
    return all;
}

inline std::map<std::string, FileStat> stats_of(const MemoryFileSystem& files,
                                                const std::string& folder) {
    std::map<std::string, FileStat> stats;
    for (const auto& [path, bytes] : files.tree(folder))
        if (!path.ends_with('/'))
            stats[path] = **files.stat(folder + "/" + path);
    return stats;
}

}  // namespace vitrina::test
