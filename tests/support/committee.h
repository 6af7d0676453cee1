// A committee on a disk in memory: what schools publish or send, what is mirrored of it, what is
// built.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "base/hash.h"
#include "mirror/history.h"
#include "mirror/mirror.h"
#include "support/small_workspace.h"

namespace vitrina::test {

inline bool has(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

inline void put_committee_site(MemoryFileSystem& files, const std::string& school_year) {
    put_theme(files);
    files.put("content/site.yaml",
              "title: Оценивание в районе\n"
              "organization: {kind: committee, name: Комитет, inn: \"0042000718\"}\n"
              "base_url: https://ocenka.rayon.example.org/\nschool_year: " +
                  school_year + "\ntheme: committee\n");
}

// `ten` sends a table (`send_table`), of `two` a document is known.
inline void put_two_schools(MemoryFileSystem& files) {
    files.put("content/schools.yaml",
              "schools:\n  - {id: ten, name: Школа № 10}\n  - {id: two, name: Школа № 2}\n");
    files.put(
        "content/sources.yaml",
        "sources:\n  - {school: ten, file: inbox/ten.csv}\n  - school: two\n    links:\n"
        "      - {element: критерии, url: \"https://two.example.org/k.pdf\", seen: 2026-02-01}\n");
}

// Schools `s1`, `s2` … named Заречье 1, Заречье 2 …, whose outputs stand in folders of their names.
inline void put_schools(MemoryFileSystem& files, std::size_t count) {
    std::string schools = "schools:\n";
    std::string sources = "sources:\n";
    for (std::size_t i = 1; i <= count; ++i) {
        const std::string id = "s" + std::to_string(i);
        schools += "  - {id: " + id + ", name: Заречье " + std::to_string(i) + "}\n";
        sources += "  - {school: " + id + ", path: ../" + id + "}\n";
    }
    files.put("content/schools.yaml", schools);
    files.put("content/sources.yaml", sources);
}

struct PublishedRecord {
    std::string id;
    std::string kind;
    std::string title;
    std::string fields;  // JSON behind the title
    std::string form = "data";
};

// A school's output, as of a day.
inline void publish(MemoryFileSystem& files,
                    const std::string& school,
                    const std::string& day,
                    const std::vector<PublishedRecord>& records) {
    std::string listed;
    for (const PublishedRecord& one : records) {
        const std::string json = R"({"id": ")" + one.id + R"(", "kind": ")" + one.kind +
                                 R"(", "title": ")" + one.title + "\"" + one.fields + "}";
        files.put(school + "/" + one.id + ".json", json);
        listed += (listed.empty() ? "" : ", ") + (R"({"id": ")" + one.id) + R"(", "kind": ")" +
                  one.kind + R"(", "title": ")" + one.title + R"(", "url": ")" + one.id +
                  R"(/", "json": ")" + one.id + R"(.json", "sha256": ")" + sha256_hex(json) +
                  R"(", "size": )" + std::to_string(json.size()) + R"(, "revision": ")" + day +
                  R"(", "form": ")" + one.form + R"("})";
    }
    std::string sequence = day;
    std::erase(sequence, '-');
    const std::string site = school + ".example.org";
    files.put(school + "/portal.json",
              R"({"version": 1, "site": ")" + site + R"(", "base_url": "https://)" + site +
                  R"(/", "title": "Школа", "sequence": )" + sequence + R"(, "generated": ")" + day +
                  R"(", "records": [)" + listed + "]}");
}

// On a disk that may fail.
inline Result<MirrorRun> try_mirror(MemoryFileSystem& files, std::int64_t now) {
    MirrorOptions options;
    options.folder = "content";
    options.now = now;
    Diagnostics messages;
    return run_mirror(files, options, messages);
}

inline MirrorRun run_of(MemoryFileSystem& files, std::int64_t now) {
    const auto run = try_mirror(files, now);
    REQUIRE(run);
    return *run;
}

inline void mirror(MemoryFileSystem& files, std::int64_t now) {
    REQUIRE_FALSE(run_of(files, now).has_failures());
}

inline void accept(MemoryFileSystem& files, const std::string& school, std::int64_t now) {
    MirrorOptions options;
    options.folder = "content";
    options.only = school;
    options.now = now;
    Diagnostics messages;
    const auto run = accept_school(files, options, messages);
    REQUIRE(run);
    REQUIRE_FALSE(run->has_failures());
}

inline void put_table(MemoryFileSystem& files, const std::string& five) {
    files.put("content/inbox/ten.csv",
              "предмет;класс;вид работы;модель;максимум;«5» от;«4» от;«3» от\n"
              "Математика;5-6;контрольная;баллы;20;" +
                  five +
                  ";13;8\n"
                  "Математика;7;проект;баллы;10;9;7;5\n");
}

inline void send_table(MemoryFileSystem& files, const std::string& five, std::int64_t now) {
    put_table(files, five);
    mirror(files, now);
}

// What the build says.
inline std::string build(MemoryFileSystem& files,
                         const std::string& out = "public",
                         bool use_cache = true) {
    BuildOptions options = small_build();
    options.out = out;
    options.use_cache = use_cache;
    Diagnostics messages;
    const BuildReport report = build_workspace(options, files, messages);
    return messages_of(messages, report, files);
}

inline std::map<std::string, std::string> built(MemoryFileSystem& files) {
    REQUIRE(build(files) == "");
    return files.tree("public");
}

}  // namespace vitrina::test
