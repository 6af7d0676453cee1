// A build that remembers gives what a build that knows nothing gives: the same bytes, the same
// messages. Authors at random, in memory and on the disk; many more of them with ROUNDS=long.
#include <chrono>
#include <filesystem>
#include <map>
#include <thread>

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/stat.h>

#include "base/disk_file_system.h"
#include "support/rounds.h"
#include "support/temp_dir.h"
#include "support/tests_folder.h"
#include "support/two_outputs.h"

namespace vitrina {
namespace {

using test::build_into;
using test::Told;

class CountingFiles : public MemoryFileSystem {
public:
    Result<std::string> read(const std::string& path, std::uint64_t limit) const override {
        reads += path.starts_with(".vitrina") || path.starts_with("/.vitrina") ? 0 : 1;
        return MemoryFileSystem::read(path, limit);
    }

    mutable int reads = 0;
};

// A small site, built once.
class BuiltFiles : public MemoryFileSystem {
public:
    BuiltFiles() {
        test::put_theme(*this);
        test::put_site(*this, "content");
        build_into(*this, test::small_build(), "public");
    }
};

// Saves so that the file, its size and its time stay what they were.
void save_quietly(const std::string& path, const std::string& text) {
    struct ::stat before {};
    REQUIRE(::stat(path.c_str(), &before) == 0);
    std::fstream(path, std::ios::binary | std::ios::in | std::ios::out) << text;
    const struct ::timespec times[] = {before.st_atim, before.st_mtim};
    REQUIRE(::utimensat(AT_FDCWD, path.c_str(), times, 0) == 0);
}

std::map<std::string, std::string> tree_of(const test::TempDir& folder, const std::string& name) {
    namespace fs = std::filesystem;
    std::map<std::string, std::string> tree;
    const fs::path root(folder / name);
    if (fs::exists(root))
        for (const auto& entry : fs::recursive_directory_iterator(root))
            if (entry.is_regular_file())
                tree[fs::relative(entry.path(), root).generic_string()] =
                    test::read_test_file(entry.path().string());
    return tree;
}

}  // namespace

TEST_SUITE("incremental") {
    TEST_CASE("whatever authors do, a remembering build is a clean build") {
        const std::uint32_t authors = test::are_rounds_long() ? 400 : 16;
        for (std::uint32_t seed = 1; seed <= authors; ++seed) {
            MemoryFileSystem files;
            test::put_theme(files);
            test::RandomAuthor author(test::seeded_chance(seed), test::memory_disk(files));
            test::TwoOutputs outputs(files);
            std::string history;
            for (int step = 0; step < 6; ++step) {
                CAPTURE(seed);
                CAPTURE(history);
                CHECK(outputs.build_both(author) == "");
                outputs.meddle(author);
                for (std::size_t acts = author.below(3); acts > 0; --acts)
                    history += author.act() + ", ";
                history += "built; ";
            }
        }
    }

    TEST_CASE("on the disk too, where only ctime tells of a quiet edit") {
        const test::TempDir folder;
        namespace fs = std::filesystem;
        fs::copy(test::tests_folder() + "/../themes", folder / "themes",
                 fs::copy_options::recursive);
        test::RandomAuthor author(
            test::seeded_chance(7),
            {[&](const std::string& path, const std::string& text) { folder.write(path, text); },
             [&](const std::string& path, const std::string& text) {
                 save_quietly(folder / path, text);
             },
             [&](const std::string& path) { fs::remove(folder / path); }});
        DiskFileSystem files;
        std::string history;
        for (int step = 0; step < 24; ++step) {
            CAPTURE(history);
            BuildOptions options = test::small_build();
            options.folder = folder / "content";
            options.theme_folders = {folder / "themes"};
            options.strict = false;
            const Told with = build_into(files, options, "public", folder / "");
            options.use_cache = false;
            CHECK(with == build_into(files, options, "plain", folder / ""));
            CHECK(tree_of(folder, "public") == tree_of(folder, "plain"));
            // Half of the edits come while the files are too fresh to be remembered.
            if (step % 2 == 0)
                std::this_thread::sleep_for(std::chrono::milliseconds(60));
            history += author.act() + "; ";
        }
    }

    TEST_CASE("when nothing has changed no source is read") {
        CountingFiles files;
        test::put_theme(files);
        test::put_site(files, "content");
        files.put("content/memos/v.md", "---\ntitle: Памятка\n---\n<b>Разметка</b>\n");
        BuildOptions options = test::small_build();
        options.strict = false;
        const Told first = build_into(files, options, "public");
        CHECK(first.messages.find("v.md:4:1") != std::string::npos);
        files.reads = 0;
        const Told again = build_into(files, options, "public");
        CHECK(files.reads == 1);  // for the excerpt in the message
        CHECK(again.messages == first.messages);
        CHECK(again.exit == first.exit);
        options.today = Date{2026, 3, 2};
        build_into(files, options, "public");
        CHECK(files.reads > 1);
    }

    TEST_CASE("what a killed build left is cleared away though nothing has changed") {
        BuiltFiles files;
        const auto state = files.tree(".vitrina");
        files.put(".vitrina/public/stage/.vitrina-stage", "");
        files.put(".vitrina/public/stage/files/404.html", "");
        build_into(files, test::small_build(), "public");
        CHECK(files.tree(".vitrina") == state);
    }

    TEST_CASE("a published file that is spoiled or gone is put right though nothing else has changed") {
        BuiltFiles files;
        const auto before = files.tree("public");
        bool is_spoiled = false;
        for (const auto& [path, bytes] : before) {
            if (path.starts_with('.'))
                continue;  // the list of our files: publish/hand_edits
            CAPTURE(path);
            is_spoiled = !is_spoiled;
            if (is_spoiled)
                files.put("public/" + path, bytes + "x");
            else
                files.erase("public/" + path);
            build_into(files, test::small_build(), "public");
            CHECK(files.tree("public") == before);
        }
    }

    TEST_CASE("the cache of another program or of another time is no cache") {
        BuiltFiles files;
        const auto before = files.tree("public");
        for (const std::string name : {"sources", "pages", "_build"}) {
            const std::string path = ".vitrina/public/" + name;
            const std::string bytes = *files.read(path, 1 << 26);
            for (const std::string& other :
                 {std::string(), std::string("vitrina"), "x" + bytes, bytes + "x",
                  bytes.substr(bytes.find('\n') + 1), std::string(1 << 16, '\xff')}) {
                files.put(path, other);
                if (name != "_build")
                    files.erase(".vitrina/public/_build");
                const Told told = build_into(files, test::small_build(), "public");
                CHECK(told.exit == ExitCode::Done);
                CHECK(told.messages == "");
                CHECK(told.written.empty());
                CHECK(*files.read(path, 1 << 26) == bytes);
            }
        }
        CHECK(files.tree("public") == before);
    }
}

}  // namespace vitrina
