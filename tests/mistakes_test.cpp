// Every file of tests/mistakes is a mistake of an author: an overlay over a small good site, and the
// messages it must give. Before the mistake the good site is published; afterwards what is
// published must be as it was, with its old times.
//
// VITRINA_UPDATE=1 rewrites the expected messages: read the diff.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>

#include "support/archive.h"
#include "support/small_workspace.h"
#include "support/tests_folder.h"

namespace vitrina {
namespace {

namespace fs = std::filesystem;

constexpr const char* expected_section = "messages";

void publish_good_site(MemoryFileSystem& files) {
    test::put_theme(files);
    test::put_site(files, "content");
    Diagnostics messages;
    const BuildReport report = build_workspace(test::small_build(), files, messages);
    INFO(test::messages_of(messages, report, files));
    REQUIRE(report.exit == ExitCode::Done);
}

void check_mistake(const std::string& path, const MemoryFileSystem& good) {
    CAPTURE(path);
    test::Archive mistake = test::parse_archive(test::read_test_file(path));
    MemoryFileSystem files(good);
    const auto published = test::stats_of(files, "public");

    for (const auto& [name, text] : mistake.sections) {
        if (name == expected_section)
            continue;
        const std::string file = "content/" + name;
        if (text == "(removed)\n")
            files.erase(file);
        else if (text.starts_with("(link) "))
            files.put_link(file, text.substr(7, text.size() - 8));
        else if (text == "(special)\n")
            files.put_special(file);
        else if (text == "(folder)\n")
            files.put_folder(file);
        else if (text.starts_with("(size) "))
            files.put(file, std::string(std::stoul(text.substr(7)), 'x'));
        else
            files.put(file, test::with_raw_bytes(text));
    }
    Diagnostics after;
    const BuildReport second = build_workspace(test::small_build(), files, after);
    const std::string found = test::messages_of(after, second, files);
    CHECK(second.exit == ExitCode::ContentErrors);
    CHECK(test::stats_of(files, "public") == published);

    std::string* expected = nullptr;
    for (auto& [name, text] : mistake.sections)
        if (name == expected_section)
            expected = &text;
    if (std::getenv("VITRINA_UPDATE") != nullptr) {
        if (expected == nullptr)
            expected = &mistake.sections.emplace_back(expected_section, "").second;
        *expected = found;
        std::ofstream(path, std::ios::binary) << test::archive_text(mistake);
        return;
    }
    REQUIRE(expected != nullptr);
    CHECK(found == *expected);
}

}  // namespace

TEST_SUITE("sites/mistakes") {
    TEST_CASE("every mistake is told at its place and leaves what is published as it was") {
        const fs::path folder = fs::path(test::tests_folder()) / "mistakes";
        MemoryFileSystem good;
        publish_good_site(good);
        const char* only = std::getenv("VITRINA_SITE");
        std::vector<std::string> paths;
        for (const auto& entry : fs::directory_iterator(folder))
            if (entry.path().extension() == ".txt" && entry.path().stem() != "good-site" &&
                (only == nullptr || entry.path().stem() == only))
                paths.push_back(entry.path().string());
        std::ranges::sort(paths);
        REQUIRE(!paths.empty());
        for (const std::string& path : paths)
            check_mistake(path, good);
    }
}

}  // namespace vitrina
