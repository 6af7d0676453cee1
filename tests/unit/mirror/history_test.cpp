// What was kept, looked back at and put back: by the right school, the right version, and alone.
#include "mirror/history.h"

#include <doctest/doctest.h>

#include "base/committee_ids.h"
#include "base/message_text.h"
#include "support/committee.h"
#include "support/lazy_disk.h"

namespace vitrina {
namespace {

constexpr std::int64_t first_day = 1'770'000'000;

std::string refusal(const Result<TakenVersion>& reverted) {
    REQUIRE_FALSE(reverted);
    return std::string(message_text(reverted.error().id).name);
}

// A catalogue of a site whose address may be another's.
std::string portal(const std::string& base_url) {
    return R"({"version":1,"site":"one.example.org","base_url":")" + base_url +
           R"(","title":"Школа","sequence":20260101,"records":[],"removed":[]})";
}

std::string reason_of(const std::string& text) {
    MemoryFileSystem files;
    test::put_schools(files, 1);
    files.put("s1/portal.json", text);
    const MirrorRun run = test::run_of(files, first_day);
    return run.has_failures() ? std::string(message_text(run.sources.front().problem.id).name) : "";
}

Result<MirrorHistory> history_of(const MemoryFileSystem& files, const std::string& school) {
    Diagnostics messages;
    auto history = read_history(files, "content", school, messages);
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
        test::put_two_schools(files);
        test::send_table(files, "17", first_day);
        test::send_table(files, "18", first_day + 100);
        const auto before = history_of(files, "ten");
        REQUIRE(before);
        REQUIRE(before->versions.size() == 2);

        REQUIRE(revert(files, {"content", "ten", before->versions[0].set, first_day + 200}));

        const auto after = history_of(files, "ten");
        REQUIRE(after);
        CHECK(after->state.set == before->versions[0].set);
        CHECK(after->state.first_seen == first_day);
        CHECK(after->state.succeeded == 0);
        CHECK(after->versions.back().first_seen == first_day + 200);
    }

    TEST_CASE("a cut of the power at any call of a mirror leaves whole sets, and the next run goes on") {
        for (std::size_t call = 1;; ++call) {
            CAPTURE(call);
            test::LazyDisk disk;
            test::put_two_schools(disk);
            test::send_table(disk, "17", first_day);
            const std::string before = history_of(disk, "ten")->state.set;
            test::put_table(disk, "18");
            disk.fail_at(call, FaultKind::Onwards);
            static_cast<void>(test::try_mirror(disk, first_day + 100));
            const bool was_hit = disk.changing_calls() >= call;
            disk.fail_at(0, FaultKind::Once);
            disk.cut_power();
            if (!was_hit)
                break;
            const auto count = verify_mirror(disk, "content");
            REQUIRE(count);
            CHECK(count->damages.empty());

            const auto next = test::try_mirror(disk, first_day + 200);

            REQUIRE(next);
            CHECK_FALSE(next->has_failures());
            CHECK(history_of(disk, "ten")->versions.size() == 2);
            CHECK(history_of(disk, "ten")->state.set != before);
        }
    }

    TEST_CASE("nothing is put back while a mirror is at work") {
        MemoryFileSystem files;
        test::put_two_schools(files);
        test::send_table(files, "17", first_day);
        const std::string set = history_of(files, "ten")->state.set;
        const auto lock = lock_mirror(files, "content");
        REQUIRE(lock);
        CHECK(refusal(revert(files, {"content", "ten", set, first_day + 1})) == "mirror-locked");
    }

    TEST_CASE("digits that several versions begin with name none of them") {
        MemoryFileSystem files;
        test::put_two_schools(files);
        test::send_table(files, "17", first_day);
        const KeptSchool school("content/mirror", "ten");
        const auto journal = school.read_journal(files);
        REQUIRE(journal);
        // A second version whose hash begins like the first one's.
        TakenVersion twin = journal->versions.front();
        twin.set.back() = twin.set.back() == '0' ? '1' : '0';
        REQUIRE(school.add_version(files, *journal, twin));
        const std::string digits = twin.set.substr(0, 12);
        const auto reverted = revert(files, {"content", "ten", digits, first_day + 1});
        CHECK(refusal(reverted) == "mirror-version-unclear");
        CHECK(reverted.error().args == std::vector<std::string>{digits, "2", "ten"});
    }

    TEST_CASE("a school that the committee does not know is named as such") {
        MemoryFileSystem files;
        test::put_two_schools(files);
        test::send_table(files, "17", first_day);
        const auto reverted = revert(files, {"content", "tem", "0123456789", first_day});
        CHECK(refusal(reverted) == "mirror-school-unknown");
        CHECK(reverted.error().args == std::vector<std::string>{"tem", "ten"});
        CHECK(refusal(revert(files, {"content", "../ten", "0123456789", first_day})) ==
              "mirror-school-unknown");
        CHECK_FALSE(history_of(files, "three"));
        // It is listed, and nothing was kept of it yet.
        const auto none = history_of(files, "two");
        REQUIRE(none);
        CHECK(none->versions.empty());
    }

    TEST_CASE("mistakes in the list where a school is looked for are told") {
        MemoryFileSystem files;
        test::put_two_schools(files);
        files.put("content/schools.yaml", "schools:\n  - {id: Ten, name: Школа № 10}\n");
        const auto told = [](const Diagnostics& messages) {
            REQUIRE(messages.items().size() == 1);
            CHECK(messages.items().front().place.source->path == "content/schools.yaml");
            return messages.items().front().id;
        };
        Diagnostics of_log;
        CHECK_FALSE(read_history(files, "content", "ten", of_log));
        CHECK(told(of_log) == ids::mirror_school_id);
        Diagnostics of_revert;
        CHECK_FALSE(revert_school(files, {"content", "ten", "0123456789", first_day}, of_revert));
        CHECK(told(of_revert) == ids::mirror_school_id);
    }

    TEST_CASE("a site's address has to be its own") {
        CHECK(reason_of(portal("https://one.example.org/")) == "");
        CHECK(reason_of(portal("https://casino.example.com/")) == "mirror-base-url");
        CHECK(reason_of(portal("")) == "");
    }
}

}  // namespace vitrina
