// schools.yaml and sources.yaml of a committee: which schools there are, and where the data of each
// come from (formats §9).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "kinds/fields.h"

namespace vitrina {

// Of each of the two files: a country has forty thousand schools, with a hundred bytes each.
inline constexpr std::uint64_t school_list_limit = std::uint64_t{16} << 20;

struct School {
    Located<std::string> id;
    std::string name;
    std::string legal_form;
    WebAddress website;
    ClassList classes;  // that the school has; empty: not told
};

struct SchoolGroup {
    InlineText title;
    std::vector<Located<std::string>> members;
    Pairs<std::string, std::string> roles;
};

struct SchoolList {
    std::vector<School> schools;
    std::vector<SchoolGroup> groups;
    SourcePtr source;
    std::map<std::string, std::size_t, std::less<>> by_id;  // `read_schools` fills it

    const School* find(std::string_view id) const;
};

// The columns of the coverage: what a school has to publish, and results, which it may. Of results
// a committee tells that they are there and of when, and never a figure: small numbers are hidden by
// who counted them, and figures of several schools together would show them again.
enum class CoverageElement : std::uint8_t {
    Criteria, Weights, Demos, Schedule, Plan, Memos, Hotline, Checklist, Results
};
inline constexpr std::size_t due_element_count = 8;
inline constexpr std::size_t element_count = 9;
template <>
const WordList<CoverageElement>& word_list<CoverageElement>();
template <>
struct Codec<CoverageElement> : WordCodec<CoverageElement> {};

// What exists, but only as a document.
struct SourceLink {
    CoverageElement element{};
    ClassList classes;
    WebAddress url;
    Date seen;
    std::string by;
};

struct MirrorSource {
    Located<std::string> school;
    Located<std::string> url;   // of a vitrina site; ends with `/`
    Located<std::string> path;  // of another site's output, from the site's folder
    Located<std::string> file;  // a table, from the site's folder
    std::vector<SourceLink> links;  // beside any of these, or alone
    std::string site;  // what it calls itself, if that is not host and path of `url`
    Span span;
};

struct MirrorLimits {
    Located<int> max_bytes = {10'485'760, {}};
    Located<int> max_records = {5000, {}};
    Located<Decimal> vanish_fraction = {{2, 1}, {}};  // 0.2
    Located<int> stale_days = {180, {}};  // a site that changes nothing for longer is called old
};

struct SourceList {
    std::vector<MirrorSource> sources;
    MirrorLimits limits;
    SourcePtr source;

    Place place(Span span) const { return {source, span}; }
};

template <>
const FieldTable<School>& field_table<School>();
template <>
const FieldTable<SchoolGroup>& field_table<SchoolGroup>();
template <>
const FieldTable<SchoolList>& field_table<SchoolList>();
template <>
const FieldTable<SourceLink>& field_table<SourceLink>();
template <>
const FieldTable<MirrorSource>& field_table<MirrorSource>();
template <>
const FieldTable<MirrorLimits>& field_table<MirrorLimits>();
template <>
const FieldTable<SourceList>& field_table<SourceList>();

// Nothing after an error, which is reported.
std::optional<SchoolList> read_schools(const SourcePtr& source, Diagnostics& out);
std::optional<SourceList> read_sources(const SourcePtr& source,
                                       const SchoolList& schools,
                                       Diagnostics& out);

// A table that a school may send: CSV (also as TSV or TXT) or XLSX, by its name.
bool is_table_file(std::string_view path);

// `a–z 0–9 -`, up to 64, no hyphen first: it names folders and addresses.
bool is_school_id(std::string_view text);

// Host and path of an address, the host in lower case: how two addresses are told to be one site.
std::string site_of_url(std::string_view url);

}  // namespace vitrina
