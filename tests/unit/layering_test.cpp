// The house's order: a room includes only rooms below it, a library stands behind one wrapper, and
// no two headers give one name to different types.
#include <filesystem>
#include <map>
#include <regex>
#include <set>

#include <doctest/doctest.h>

#include "support/archive.h"
#include "support/tests_folder.h"

namespace vitrina {
namespace {

namespace fs = std::filesystem;

const fs::path generator = fs::path(test::tests_folder()).parent_path() / "generator";

// Rooms from the ground up; a room sees those before it. Rooms of one line do not see each other.
const std::vector<std::set<std::string>> floors = {
    {"base"}, {"content"}, {"kinds"}, {"site"}, {"formats", "stache", "search"},
    {"pages"}, {"publish"}, {"build"}, {"preview", "mirror"}, {"cli"}, {"main"}};

std::size_t floor_of(const std::string& room) {
    for (std::size_t i = 0; i < floors.size(); ++i)
        if (floors[i].contains(room))
            return i;
    return floors.size();
}

// Files at the top of generator/ are the main path, but for main() itself.
std::string room_of(const std::string& path) {
    const std::size_t slash = path.find('/');
    if (slash != std::string::npos)
        return path.substr(0, slash);
    return path == "main.cpp" ? "main" : "build";
}

std::map<std::string, std::string> sources() {
    std::map<std::string, std::string> all;
    for (const auto& entry : fs::recursive_directory_iterator(generator)) {
        const std::string extension = entry.path().extension().string();
        if (extension == ".h" || extension == ".cpp")
            all[fs::relative(entry.path(), generator).generic_string()] =
                test::read_test_file(entry.path().string());
    }
    return all;
}

}  // namespace

TEST_SUITE("layering") {
    TEST_CASE("a room includes only rooms below it") {
        const std::regex include("#include \"([^\"]+)\"");
        for (const auto& [path, text] : sources()) {
            const std::string room = room_of(path);
            REQUIRE_MESSAGE(floor_of(room) < floors.size(), path);
            for (std::sregex_iterator it(text.begin(), text.end(), include), end; it != end; ++it) {
                const std::string other = room_of((*it)[1]);
                const bool below = floor_of(other) < floor_of(room);
                CHECK_MESSAGE((other == room || below), path << " includes " << (*it)[1].str());
                if (room == "stache" && other != room)
                    CHECK_MESSAGE(other == "base", path << " includes " << (*it)[1].str());
            }
        }
    }

    TEST_CASE("a library is included by one file only") {
        const std::regex include("#include <([^>]*[/.][^>]*)>");
        const std::set<std::string> shared = {"fmt", "tl"};
        // Headers of the system, which are no libraries.
        const std::set<std::string> system = {"sys", "linux", "netinet", "fcntl.h", "unistd.h", "dlfcn.h",
                                              "signal.h", "time.h", "dirent.h", "errno.h",
                                              "poll.h", "pthread.h"};
        std::map<std::string, std::set<std::string>> users;
        for (const auto& [path, text] : sources())
            for (std::sregex_iterator it(text.begin(), text.end(), include), end; it != end; ++it) {
                const std::string header = (*it)[1];
                std::string library = header.substr(0, header.find('/'));
                if (library.starts_with("cmark-gfm"))
                    library = "cmark-gfm";
                if (!shared.contains(library) && !system.contains(library))
                    users[library].insert(path);
            }
        for (const auto& [library, paths] : users)
            CHECK_MESSAGE(paths.size() == 1, library << " in " << *paths.begin() << " and "
                                                     << *paths.rbegin());
    }

    TEST_CASE("no two headers give one name to different types") {
        const std::regex type("(?:^|\n)(struct|class|enum class) ([A-Z][A-Za-z]+)( :[^;{]*)? \\{");
        std::map<std::string, std::string> seen;
        for (const auto& [path, text] : sources()) {
            const bool own_namespace = text.find("namespace vitrina::") != std::string::npos;
            if (!path.ends_with(".h") || own_namespace)
                continue;
            for (std::sregex_iterator it(text.begin(), text.end(), type), end; it != end; ++it) {
                const auto [first, fresh] = seen.emplace((*it)[2], path);
                CHECK_MESSAGE((fresh || first->second == path),
                              (*it)[2].str() << " in " << first->second << " and " << path);
            }
        }
    }
}

}  // namespace vitrina
