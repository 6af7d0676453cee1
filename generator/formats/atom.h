// Feeds of what is new (RFC 4287).
//
// Ids      `tag:` URIs (RFC 4151): fixed when a record is born, whatever becomes of its address.
// Dates    of records, never of the build; a day is its midnight in the site's zone.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/dates.h"

namespace vitrina {

struct FeedEntry {
    std::string id;       // a tag_uri
    std::string title;    // plain text, as all texts here
    std::string url;      // absolute
    std::string summary;  // what changed; may be empty
    std::vector<std::string> categories;
    Date published;       // may be unset
    Date updated;         // unset: as published; without both, the feed's date
};

struct Feed {
    std::string id;
    std::string title;
    std::string subtitle;  // may be empty
    std::string author;
    std::string language;  // of its texts: `ru`
    std::string url;       // of the page, absolute
    std::string self_url;  // of the feed, absolute
    std::string time_zone;
    Date updated;          // must be set; counts when no entry has a date
    std::vector<FeedEntry> entries;  // newest first
};

std::string atom_text(const Feed& feed);

// `tag:school3.example.org,2026-03-19:memos/vpr-4`: `authority` is a host that was the publisher's on
// that day; other characters than RFC 4151 allows are percent-encoded.
std::string tag_uri(std::string_view authority, Date date, std::string_view specific);

}  // namespace vitrina
