// The Site: everything that must be known of all records to show any one of them.
//
// Shapes   records sorted by id; a RecordId is an index into them. What the site adds to a record —
//          its url, canonical names, resolved references, who refers to it — stands beside it.
// Lifetime made once by `assemble_site`, const afterwards; any thread may read it.
// Source   design §2 (assemble), formats §1.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/name_index.h"
#include "kinds/kind.h"
#include "kinds/plan.h"
#include "kinds/site_config.h"

namespace vitrina {

enum class RecordId : std::uint32_t {};

// Where a reference leads: a record of this site, or a page of a neighbour.
struct Target {
    std::optional<RecordId> record;  // of this site
    std::string url;                 // `/plans/x/` here, absolute on a neighbour
    std::string anchor;
    std::string title;     // of the record or of its part, plain text; empty if unknown
    bool verified = true;  // false: a neighbour that is not at hand
};

// Who refers to a record, and with which field: shown on the other side.
struct BackReference {
    RecordId from;
    std::string from_part;  // row, task … in the referring record; may be empty
    std::string field;      // approved_by, acts, implements, evidence …
    std::string to_part;
};

// What the site knows of a record beyond its file. Same index as `Site::records`.
struct Entry {
    std::string url;         // `/memos/vpr-4/`
    std::string title;       // plain text
    std::string sort_title;  // collation key
    bool archived = false;   // valid or school_year ended before the site's school year
    bool expired = false;    // publish_until has passed: stays at its address, out of lists
    Date changed;            // `updated`, else `date`
    std::vector<std::string> subjects;    // canonical names
    std::vector<std::string> procedures;  // canonical words
    std::vector<BackReference> back;
    std::vector<PartName> parts;  // in the order of the file

    bool is_listed() const { return !archived && !expired; }
};

// A page that gathers records: an audience, a subject, a class, a procedure.
struct Term {
    std::string key;                // parents; Математика; 4А
    std::string title;              // Родителям; Математика; 4А класс
    std::string url;                // `/audience/parents/`
    std::vector<RecordId> records;  // listed order, without archived and expired ones
};

struct Taxonomy {
    std::string name;         // audience, subjects, classes, procedures
    std::vector<Term> terms;  // in the order of the site's lists

    const Term* find(std::string_view key) const;
};

// How one recommended measure is carried out by those who refer to it.
struct Adoption {
    RecordId plan;
    std::string part;    // the row that implements it; empty for `not_adopted`
    std::string extent;  // full | partial | absent | not_applicable
    std::string note;    // Markdown of one line
    std::string url;     // of the row
};
struct MeasureCoverage {
    std::string part;  // id of the measure's row
    std::vector<Adoption> adoptions;
};

// When a record is let in.
struct PublicationWindow {
    bool draft = false;
    Date publish_from;
    Date remove_after;
};

// The part of a neighbour that a reference needs; made of a site of the same workspace.
struct NeighbourRecord {
    std::string url;  // absolute
    std::string title;
    std::vector<PartName> parts;
    bool open_anchors = false;  // its text has anchors that are only known when it is rendered
    std::string path;           // of its file, for messages
    PublicationWindow window;
};
struct Neighbour {
    std::string base_url;
    std::string title;
    std::map<std::string, NeighbourRecord, std::less<>> records;  // by id
};

struct Site {
    SiteConfig config;
    std::string folder;  // where its files are, relative to the working folder
    std::vector<Record> records;
    std::vector<Entry> entries;
    std::vector<RecordId> by_url;      // sorted by the entries' urls
    NameIndex ids;                     // of records, made by `keep_published`
    NameIndex urls;                    // of entries, made by `assign_urls`
    std::vector<Taxonomy> taxonomies;  // audience, subjects, classes, procedures
    std::map<RecordId, std::vector<MeasureCoverage>> coverage;  // plans that others implement
    // By the name in site.yaml; of their records only those that this site refers to.
    std::map<std::string, Neighbour, std::less<>> neighbours;
    std::vector<std::pair<std::string, std::string>> glossary;  // site's and built-in, site's first
    std::vector<std::string> attachments;  // site-relative paths of files to copy, sorted
    std::vector<std::string> unpublished;  // ids of drafts and others that are not let in, sorted
    std::vector<RemovedRecord> removed;    // site.yaml's and those past remove_after, by id
    std::optional<Date> next_change;       // when a publication window opens or closes next

    const Record& at(RecordId id) const { return records[static_cast<std::size_t>(id)]; }
    const Entry& entry(RecordId id) const { return entries[static_cast<std::size_t>(id)]; }
    std::optional<RecordId> find(std::string_view id) const;
    // The record whose page stands at a site url.
    std::optional<RecordId> find_url(std::string_view url) const;
    const Taxonomy& taxonomy(std::string_view name) const;
    // Resolves without reporting: after assembly every reference of a record is known to be good,
    // or leads to a neighbour that is not at hand.
    Target resolve(const Reference& reference) const;
    // The name of a body for printing: by id, by word of audience, or as written.
    std::string body_name(std::string_view name) const;
    // The host and path of base_url without the last slash: the site's id in catalogues.
    std::string site_id() const;
    // The path of base_url, with `/` at both ends.
    std::string base_path() const;
};

// Indexes of records of a kind that are listed: neither archived nor expired; in list order
// (formats §1: by weight, newest, title; more than 200 by date and id, newest first).
std::vector<RecordId> listed_records(const Site& site, std::string_view kind);
void sort_for_list(const Site& site, std::vector<RecordId>& records);

// `/plans/x/` of `plans/x`, `/x/` of `x/index`: the address of a record without a slug.
std::string url_of_id(std::string_view id);

// `../../acts/x/#p1` from the page `/plans/y/`. Addresses of other sites stay as they are.
std::string relative_url(std::string_view from_page, std::string_view to_url);

}  // namespace vitrina
