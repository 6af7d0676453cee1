// A disk that refuses, and a process that is killed, at every single call of a build.
#include <functional>
#include <string>

#include <doctest/doctest.h>

#include "base/memory_file_system.h"
#include "publish/publication.h"
#include "support/lazy_disk.h"
#include "unit/publish/publishing.h"

namespace vitrina {

using test::into;
using test::LazyDisk;
using test::publish;
using test::TestSite;

namespace {

// Enough pages that the two that go are no shrinking.
const TestSite old_site{
    {"404.html", "none"},          {"index.html", "home"},      {"memos/a/index.html", "a"},
    {"memos/b/index.html", "b"},   {"memos/c/index.html", "c"}, {"memos/d/index.html", "d"},
    {"memos/index.html", "memos"}, {"plan", "a file"},          {"turns/index.html", "page"}};
const TestSite new_site{{"404.html", "none"},          {"index.html", "new home"},
                        {"memos/a/index.html", "a"},   {"memos/c/index.html", "new c"},
                        {"memos/d/index.html", "d"},   {"memos/e/index.html", "e"},
                        {"memos/index.html", "memos"}, {"news/1/index.html", "1"},
                        {"plan/index.html", "page"},   {"turns", "a file"}};

using Prepare = std::function<void(MemoryFileSystem&)>;

TestSite outputs(const MemoryFileSystem& disk) {
    return *disk.stat("/w/public") ? disk.tree("/w/public") : TestSite();
}

void add_foreign(MemoryFileSystem& disk) {
    disk.put("/w/public/CNAME", "school.example");
    disk.put("/w/public/memos/b/mine.txt", "mine");
}

// Fails each call in turn: afterwards the output is the old one or can be finished; the next build
// makes it the new one, without a warning, and leaves nothing behind.
void sweep(const Prepare& prepare, FaultKind kind) {
    MemoryFileSystem clean;
    prepare(clean);
    const TestSite old_tree = outputs(clean);
    REQUIRE(publish(clean, new_site).report);
    const TestSite new_tree = outputs(clean);
    const std::size_t state_names = clean.list("/w/.vitrina/public")->size();

    for (std::size_t call = 1;; ++call) {
        CAPTURE(call);
        MemoryFileSystem disk;
        prepare(disk);
        disk.fail_at(call, kind);
        const auto failed = publish(disk, new_site);
        const bool was_hit = disk.changing_calls() >= call;
        disk.fail_at(0, FaultKind::Once);
        if (!was_hit)
            break;
        const bool is_interrupted = disk.stat("/w/.vitrina/public/journal")->has_value();
        if (failed.report)
            CHECK(outputs(disk) == new_tree);
        else if (!is_interrupted && outputs(disk) != new_tree)
            CHECK(outputs(disk) == old_tree);

        const auto healed = publish(disk, new_site);

        REQUIRE_MESSAGE(healed.report, healed.problem());
        CHECK(healed.messages.items().empty());
        CHECK(outputs(disk) == new_tree);
        CHECK(disk.list("/w/.vitrina/public")->size() == state_names);
    }
}

// The same, and then a build of other content: the half-done commit must not confuse it.
void sweep_to_another(const Prepare& prepare) {
    TestSite third = new_site;
    third["memos/c/index.html"] = "third c";
    third["memos/f/index.html"] = "f";
    third.erase("news/1/index.html");
    MemoryFileSystem clean;
    prepare(clean);
    REQUIRE(publish(clean, third).report);
    const TestSite third_tree = outputs(clean);
    for (std::size_t call = 1;; ++call) {
        CAPTURE(call);
        MemoryFileSystem disk;
        prepare(disk);
        disk.fail_at(call, FaultKind::Onwards);
        static_cast<void>(publish(disk, new_site));
        const bool was_hit = disk.changing_calls() >= call;
        disk.fail_at(0, FaultKind::Once);
        if (!was_hit)
            break;

        const auto built = publish(disk, third);

        REQUIRE_MESSAGE(built.report, built.problem());
        CHECK(built.messages.items().empty());
        CHECK(outputs(disk) == third_tree);
    }
}

// A network disk that cannot lock.
class LocklessFiles : public MemoryFileSystem {
public:
    Result<std::unique_ptr<FileLock>> try_lock(const std::string& path) override {
        return failure(ids::publish_unlocked, {path});
    }
};

void no_output(MemoryFileSystem& disk) {
    disk.put_folder("/w");
}

void hidden_output(MemoryFileSystem& disk) {
    disk.put("/w/public/.gitignore", "*");
}

void old_output(MemoryFileSystem& disk) {
    disk.put_folder("/w");
    REQUIRE(publish(disk, old_site).report);
    add_foreign(disk);
}

}  // namespace

TEST_SUITE_BEGIN("publish/faults");

TEST_CASE("a first build survives a fault at any call") {
    for (const FaultKind kind : {FaultKind::Once, FaultKind::Onwards}) {
        CAPTURE(static_cast<int>(kind));
        sweep(no_output, kind);
        sweep(hidden_output, kind);
    }
}

TEST_CASE("a changing build survives a fault at any call") {
    for (const FaultKind kind : {FaultKind::Once, FaultKind::Onwards}) {
        CAPTURE(static_cast<int>(kind));
        sweep(old_output, kind);
    }
}

TEST_CASE("a cut of the power at any call leaves whole files, and the next build heals") {
    for (const Prepare& prepare : {Prepare(no_output), Prepare(hidden_output), Prepare(old_output)}) {
        LazyDisk clean;
        prepare(clean);
        REQUIRE(publish(clean, new_site).report);
        const TestSite new_tree = outputs(clean);
        for (std::size_t call = 1;; ++call) {
            CAPTURE(call);
            LazyDisk disk;
            prepare(disk);
            disk.fail_at(call, FaultKind::Onwards);
            static_cast<void>(publish(disk, new_site));
            const bool was_hit = disk.changing_calls() >= call;
            disk.fail_at(0, FaultKind::Once);
            disk.cut_power();
            if (!was_hit)
                break;
            for (const auto& [path, bytes] : outputs(disk))
                CHECK_MESSAGE((!bytes.empty() || path.ends_with('/')), path);

            const auto healed = publish(disk, new_site);

            REQUIRE_MESSAGE(healed.report, healed.problem());
            CHECK(outputs(disk) == new_tree);
        }
    }
}

TEST_CASE("a build of other content finishes what a kill left and goes on") {
    sweep_to_another(hidden_output);
    sweep_to_another(old_output);
}

TEST_CASE("a kill in the middle of finishing is finished too") {
    for (std::size_t first = 1; first < 60; ++first)
        for (std::size_t second = 1; second < 30; second += 3) {
            CAPTURE(first);
            CAPTURE(second);
            MemoryFileSystem disk;
            old_output(disk);
            disk.fail_at(first, FaultKind::Onwards);
            static_cast<void>(publish(disk, new_site));
            disk.fail_at(second, FaultKind::Onwards);
            static_cast<void>(publish(disk, new_site));
            disk.fail_at(0, FaultKind::Once);

            const auto healed = publish(disk, new_site);

            REQUIRE_MESSAGE(healed.report, healed.problem());
            CHECK(healed.messages.items().empty());
            CHECK(disk.tree("/w/public").at("memos/b/mine.txt") == "mine");
            TestSite expected = new_site;
            expected["CNAME"] = "school.example";
            expected["memos/b/mine.txt"] = "mine";
            CHECK(test::without_list(outputs(disk)) == expected);
        }
}

TEST_CASE("a kill and the loss of the state folder cost time only") {
    for (std::size_t call = 1; call < 60; ++call) {
        CAPTURE(call);
        MemoryFileSystem disk;
        old_output(disk);
        disk.fail_at(call, FaultKind::Onwards);
        static_cast<void>(publish(disk, new_site));
        disk.fail_at(0, FaultKind::Once);
        disk.erase("/w/.vitrina");

        const auto healed = publish(disk, new_site);

        REQUIRE_MESSAGE(healed.report, healed.problem());
        TestSite expected = new_site;
        expected["CNAME"] = "school.example";
        expected["memos/b/mine.txt"] = "mine";
        CHECK(test::without_list(outputs(disk)) == expected);
    }
}

TEST_CASE("what is left half published is told, whichever build leaves it") {
    std::size_t told = 0;
    for (std::size_t call = 1; call < 60; ++call) {
        CAPTURE(call);
        MemoryFileSystem disk;
        old_output(disk);
        disk.fail_at(call, FaultKind::Onwards);
        const auto failed = publish(disk, new_site);
        const bool is_left = disk.stat("/w/.vitrina/public/journal")->has_value();
        const std::vector<std::string> expected(is_left ? 1 : 0, "publish-interrupted");
        CHECK(test::message_names(failed.messages) == expected);
        if (!is_left)
            continue;
        ++told;
        disk.fail_at(1, FaultKind::Onwards);
        CHECK(!publish(disk, new_site).report);
        disk.fail_at(0, FaultKind::Once);
        CHECK(publish(disk, new_site).messages.items().empty());
    }
    CHECK(told > 5);
}

TEST_CASE("a disk without locks is published to with a warning") {
    LocklessFiles disk;
    disk.put_folder("/w");

    const auto built = publish(disk, new_site);

    REQUIRE_MESSAGE(built.report, built.problem());
    CHECK(test::message_names(built.messages) == std::vector<std::string>{"publish-unlocked"});
    CHECK(test::without_list(outputs(disk)) == new_site);
}

TEST_CASE("a journal of another folder or a damaged one is dropped") {
    for (const char* text : {"", "vitrina journal 1 00\n1\t\nnew\tx\n", "junk"}) {
        CAPTURE(text);
        MemoryFileSystem disk;
        old_output(disk);
        disk.put("/w/.vitrina/public/journal", text);

        REQUIRE(publish(disk, new_site).report);

        CHECK(!*disk.stat("/w/.vitrina/public/journal"));
    }
}

TEST_SUITE_END();

}  // namespace vitrina
