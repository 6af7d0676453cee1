// What was kept, looked back at and put back: by the right school, the right version, and alone.
#include "mirror/history.h"

#include <doctest/doctest.h>

#include "base/committee_ids.h"
#include "base/memory_file_system.h"
#include "base/message_text.h"
#include "mirror/mirror.h"

namespace vitrina {
namespace {

constexpr std::int64_t first_day = 1'770'000'000;

void put_committee(MemoryFileSystem& files) {
    files.put("komitet/schools.yaml",
              "schools:\n  - {id: ten, name: Школа № 10}\n"
              "  - {id: two, name: Школа № 2}\n");
    files.put("komitet/sources.yaml", "sources:\n  - {school: ten, file: inbox/ten.csv}\n");
}

void send(MemoryFileSystem& files, const std::string& five, std::int64_t now) {
    files.put("komitet/inbox/ten.csv",
              "предмет;класс;вид работы;модель;максимум;«5» от;«4» от;«3» от\n"
              "Математика;5;тест;баллы;20;" +
                  five + ";13;8\n");
    MirrorOptions options;
    options.folder = "komitet";
    options.now = now;
    Diagnostics messages;
    const auto run = run_mirror(files, options, messages);
    REQUIRE(run);
    REQUIRE_FALSE(run->has_failures());
}

std::string refusal(const Result<TakenVersion>& reverted) {
    REQUIRE_FALSE(reverted);
    return std::string(message_text(reverted.error().id).name);
}

// A catalogue of a site whose address may be another's.
std::string portal(const std::string& base_url) {
    return R"({"version":1,"site":"one.example.org","base_url":")" + base_url +
           R"(","title":"Школа","sequence":20260101,"records":[],"removed":[]})";
}

std::string reason_of(MemoryFileSystem& files, const std::string& text) {
    files.put("komitet/schools.yaml", "schools:\n  - {id: one, name: Школа № 1}\n");
    files.put("komitet/sources.yaml", "sources:\n  - {school: one, path: ../out}\n");
    files.put("out/portal.json", text);
    MirrorOptions options;
    options.folder = "komitet";
    options.now = first_day;
    Diagnostics messages;
    const auto run = run_mirror(files, options, messages);
    REQUIRE(run);
    return run->has_failures() ? std::string(message_text(run->sources.front().problem.id).name)
                               : "";
}

Result<MirrorHistory> history_of(const MemoryFileSystem& files, const std::string& school) {
    Diagnostics messages;
    auto history = read_history(files, "komitet", school, messages);
    CHECK(messages.items().empty());
    return history;
}

Result<TakenVersion> revert(MemoryFileSystem& files, const RevertOptions& options) {
    Diagnostics messages;
    return revert_school(files, options, messages);
}

}  // namespace

TEST_SUITE("mirror/history") {
    TEST_CASE("a version put back is as old as it is, and confirmed by nobody") {
        MemoryFileSystem files;
        put_committee(files);
        send(files, "17", first_day);
        send(files, "18", first_day + 100);
        const auto before = history_of(files, "ten");
        REQUIRE(before);
        REQUIRE(before->versions.size() == 2);

        REQUIRE(revert(files, {"komitet", "ten", before->versions[0].set, first_day + 200}));

        const auto after = history_of(files, "ten");
        REQUIRE(after);
        CHECK(after->state.set == before->versions[0].set);
        CHECK(after->state.first_seen == first_day);
        CHECK(after->state.succeeded == 0);
        CHECK(after->versions.back().first_seen == first_day + 200);
    }

    TEST_CASE("nothing is put back while a mirror is at work") {
        MemoryFileSystem files;
        put_committee(files);
        send(files, "17", first_day);
        const std::string set = history_of(files, "ten")->state.set;
        const auto lock = lock_mirror(files, "komitet");
        REQUIRE(lock);
        CHECK(refusal(revert(files, {"komitet", "ten", set, first_day + 1})) ==
              "mirror-locked");
    }

    TEST_CASE("digits that several versions begin with name none of them") {
        MemoryFileSystem files;
        put_committee(files);
        send(files, "17", first_day);
        const KeptSchool school("komitet/mirror", "ten");
        const auto journal = school.read_journal(files);
        REQUIRE(journal);
        // A second version whose hash begins like the first one's.
        TakenVersion twin = journal->versions.front();
        twin.set.back() = twin.set.back() == '0' ? '1' : '0';
        REQUIRE(school.add_version(files, *journal, twin));
        const std::string digits = twin.set.substr(0, 12);
        const auto reverted = revert(files, {"komitet", "ten", digits, first_day + 1});
        CHECK(refusal(reverted) == "mirror-version-unclear");
        CHECK(reverted.error().args == std::vector<std::string>{digits, "2", "ten"});
    }

    TEST_CASE("a school that the committee does not know is named as such") {
        MemoryFileSystem files;
        put_committee(files);
        send(files, "17", first_day);
        const auto reverted = revert(files, {"komitet", "tem", "0123456789", first_day});
        CHECK(refusal(reverted) == "mirror-school-unknown");
        CHECK(reverted.error().args == std::vector<std::string>{"tem", "ten"});
        CHECK(refusal(revert(files, {"komitet", "../ten", "0123456789", first_day})) ==
              "mirror-school-unknown");
        CHECK_FALSE(history_of(files, "three"));
        // It is listed, and nothing was kept of it yet.
        const auto none = history_of(files, "two");
        REQUIRE(none);
        CHECK(none->versions.empty());
    }

    TEST_CASE("mistakes in the list where a school is looked for are told") {
        MemoryFileSystem files;
        put_committee(files);
        files.put("komitet/schools.yaml", "schools:\n  - {id: Ten, name: Школа № 10}\n");
        const auto told = [](const Diagnostics& messages) {
            REQUIRE(messages.items().size() == 1);
            CHECK(messages.items().front().place.source->path == "komitet/schools.yaml");
            return messages.items().front().id;
        };
        Diagnostics of_log;
        CHECK_FALSE(read_history(files, "komitet", "ten", of_log));
        CHECK(told(of_log) == ids::mirror_school_id);
        Diagnostics of_revert;
        CHECK_FALSE(revert_school(files, {"komitet", "ten", "0123456789", first_day}, of_revert));
        CHECK(told(of_revert) == ids::mirror_school_id);
    }

    TEST_CASE("a site's address has to be its own") {
        MemoryFileSystem files;
        CHECK(reason_of(files, portal("https://one.example.org/")) == "");
        MemoryFileSystem others;
        CHECK(reason_of(others, portal("https://casino.example.com/")) == "mirror-base-url");
        MemoryFileSystem none;
        CHECK(reason_of(none, portal("")) == "");
    }
}

}  // namespace vitrina
