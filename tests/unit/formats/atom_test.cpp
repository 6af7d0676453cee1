#include "formats/atom.h"

#include <doctest/doctest.h>

using namespace vitrina;

namespace {

Feed feed_without_entries() {
    return {.id = "tag:school3.example.org,2025-09-01:atom",
            .title = "Школа № 3",
            .author = "Школа № 3",
            .language = "ru",
            .url = "https://school3.example.org/",
            .self_url = "https://school3.example.org/atom.xml",
            .time_zone = "Europe/Moscow",
            .updated = {2025, 9, 1}};
}

}  // namespace

TEST_SUITE("formats/atom") {
    TEST_CASE("a feed is written whole") {
        Feed feed = feed_without_entries();
        feed.subtitle = "Что нового";
        feed.entries.push_back({.id = "tag:school3.example.org,2026-03-19:memos/vpr-4",
                                .title = "ВПР <4> & «шкала»",
                                .url = "https://school3.example.org/memos/vpr-4/?a=1&b=2",
                                .summary = "«4» с 15 баллов\x01",
                                .categories = {"Родителям"},
                                .published = {2026, 3, 1},
                                .updated = {2026, 3, 19}});

        CHECK(atom_text(feed) == R"(<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ru">
  <id>tag:school3.example.org,2025-09-01:atom</id>
  <title>Школа № 3</title>
  <subtitle>Что нового</subtitle>
  <link rel="self" type="application/atom+xml" href="https://school3.example.org/atom.xml"/>
  <link rel="alternate" type="text/html" href="https://school3.example.org/"/>
  <updated>2026-03-19T00:00:00+03:00</updated>
  <author>
    <name>Школа № 3</name>
  </author>
  <entry>
    <id>tag:school3.example.org,2026-03-19:memos/vpr-4</id>
    <title>ВПР &lt;4&gt; &amp; «шкала»</title>
    <link rel="alternate" type="text/html" href="https://school3.example.org/memos/vpr-4/?a=1&amp;b=2"/>
    <published>2026-03-01T00:00:00+03:00</published>
    <updated>2026-03-19T00:00:00+03:00</updated>
    <summary>«4» с 15 баллов</summary>
    <category term="Родителям"/>
  </entry>
</feed>
)");
    }

    TEST_CASE("a feed is as new as its newest entry") {
        Feed feed = feed_without_entries();
        CHECK(atom_text(feed).find("<updated>2025-09-01T") != std::string::npos);
        feed.entries.push_back(
            {.id = "tag:a,2026-01-01:a", .title = "a", .published = {2026, 1, 1}});
        feed.entries.push_back({.id = "tag:a,2026-01-01:b", .title = "b"});
        const std::string text = atom_text(feed);
        CHECK(text.find("<updated>2025-09-01T") == std::string::npos);
        CHECK(text.find("<title>b</title>") <
              text.find("<updated>2026-01-01T", text.find("<title>b</title>")));
    }

    TEST_CASE("a tag holds only what RFC 4151 allows") {
        CHECK(tag_uri("School3.example.org", {2026, 3, 19}, "memos/впр 4#a") ==
              "tag:school3.example.org,2026-03-19:memos/%D0%B2%D0%BF%D1%80%204%23a");
    }
}
