// What the machine does to one of the file systems: the umask, limits of the disk and of open files,
// and the faults that the one in memory is told to have.
#include <map>
#include <string>

#include <doctest/doctest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "base/disk_file_system.h"
#include "base/memory_file_system.h"
#include "support/temp_dir.h"

namespace vitrina {
namespace {

constexpr std::uint64_t no_limit = ~std::uint64_t{0};

template <class T>
MessageId reason(const Result<T>& result) {
    REQUIRE(!result.has_value());
    return result.error().id;
}

}  // namespace

TEST_SUITE_BEGIN("base/file_system_faults");

TEST_CASE("modes are 0644 and 0755 whatever the umask") {
    const test::TempDir folder;
    for (const mode_t mask : {0, 022, 077}) {
        CAPTURE(mask);
        const std::string name = "u" + std::to_string(mask);
        DiskFileSystem disk;
        const mode_t before = ::umask(mask);
        REQUIRE(disk.make_folders(folder / name + "/b"));
        REQUIRE(disk.create(folder / name + "/b/c", "c"));
        REQUIRE(disk.copy(folder / name + "/b/c", folder / name + "/b/d"));
        REQUIRE(disk.write_below(folder / name)->create("e/f", "f"));
        ::umask(before);

        const auto mode = [&](const std::string& path) {
            struct ::stat status {};
            REQUIRE(::stat((folder / name + path).c_str(), &status) == 0);
            return status.st_mode & 0777U;
        };
        CHECK(mode("") == 0755U);
        CHECK(mode("/b") == 0755U);
        CHECK(mode("/b/c") == 0644U);
        CHECK(mode("/b/d") == 0644U);
        CHECK(mode("/e") == 0755U);
        CHECK(mode("/e/f") == 0644U);
    }
}

TEST_CASE("a file that the disk does not take whole is removed again") {
    const test::TempDir folder;
    DiskFileSystem disk;
    REQUIRE(disk.create(folder / "large", std::string(5000, 'x')));
    const auto old_handler = ::signal(SIGXFSZ, SIG_IGN);
    ::rlimit before{};
    REQUIRE(::getrlimit(RLIMIT_FSIZE, &before) == 0);
    ::rlimit small = before;
    small.rlim_cur = 1000;

    REQUIRE(::setrlimit(RLIMIT_FSIZE, &small) == 0);
    const auto created = disk.create(folder / "a", std::string(5000, 'x'));
    const auto copied = disk.copy(folder / "large", folder / "b");
    ::setrlimit(RLIMIT_FSIZE, &before);
    ::signal(SIGXFSZ, old_handler);

    CHECK(reason(created) == ids::disk_full);
    CHECK(reason(copied) == ids::disk_full);
    CHECK(disk.list(folder.path())->size() == 1);
}

TEST_CASE("a limit of open files is named as such") {
    const test::TempDir folder;
    DiskFileSystem disk;
    REQUIRE(disk.create(folder / "a", "a"));
    ::rlimit before{};
    REQUIRE(::getrlimit(RLIMIT_NOFILE, &before) == 0);
    ::rlimit none = before;
    none.rlim_cur = 0;

    REQUIRE(::setrlimit(RLIMIT_NOFILE, &none) == 0);
    const auto text = disk.read(folder / "a", no_limit);
    const auto entries = disk.list(folder.path());
    ::setrlimit(RLIMIT_NOFILE, &before);

    CHECK(reason(text) == ids::too_many_open_files);
    CHECK(reason(entries) == ids::too_many_open_files);
    CHECK(disk.read(folder / "a", no_limit) == "a");
}

TEST_CASE("faults in memory fail the call they are set for") {
    MemoryFileSystem memory;
    memory.put_folder("a");

    memory.fail_at(2, FaultKind::Once);
    CHECK(memory.create("a/1", "text"));
    CHECK(reason(memory.create("a/2", "text")) == ids::disk_full);
    CHECK(memory.create("a/3", "text"));
    CHECK(memory.changing_calls() == 3);
    CHECK(memory.tree("a") ==
          std::map<std::string, std::string>{{"1", "text"}, {"2", "te"}, {"3", "text"}});

    memory.fail_at(1, FaultKind::Onwards);
    CHECK(!memory.remove_file("a/1"));
    CHECK(!memory.remove_file("a/1"));
}

TEST_SUITE_END();

}  // namespace vitrina
