// Records that another site publishes as JSON, decoded by our own field tables into our own structs:
// what a table does not know, or what breaks its rules, is no record.
//
// Trust    texts are plain text of strangers: shown escaped, never read as Markdown.
// Errors   none: a file that cannot be read gives nothing.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "kinds/common.h"
#include "kinds/criteria.h"
#include "kinds/weights.h"

namespace vitrina {

// `marks` are those of the site that reads.
std::optional<Criteria> read_published_criteria(std::string_view json, std::span<const int> marks);
struct PublishedWeightsFile {
    Weights weights;
    Validity valid;  // unset: always
    bool has_term = false;  // thresholds of a term stand there too
};
std::optional<PublishedWeightsFile> read_published_weights(std::string_view json,
                                                           std::span<const int> marks);

// What approves the records of a file of criteria, in their order, or a file of weights: a
// reference to an act of the same site, or its title when a table was sent.
struct PublishedAct {
    std::string ref;
    std::string title;
};
std::vector<PublishedAct> read_published_acts(std::string_view json);

// A record without what changes when nothing that it says does: dates of revision, the order of
// names. Empty when it is no JSON.
std::string published_substance(std::string_view json);

// What a school's plan says of a recommended measure.
struct PublishedAnswer {
    std::string measure;  // address of the measure: `https://…/plans/perechen/#m03`
    std::string extent;   // full | partial | absent | not_applicable
    std::string note;
    std::string row;      // address of the school's row; empty for what is not adopted
    std::string status;   // planned | in_progress | done | cancelled | moved; empty: not told
    Date done;
    std::string evidence; // address of the first document; empty: none
};
std::optional<std::vector<PublishedAnswer>> read_published_answers(std::string_view json);

// A row of a plan, as far as it is told when it changes.
struct PublishedRow {
    std::string id;        // empty: told apart by its measure
    std::string measure;   // one line
    std::string deadline;  // as it is written
    std::string responsible;
    std::string status;    // as in PublishedAnswer
    Date done;
    Date moved_to;
};
std::optional<std::vector<PublishedRow>> read_published_rows(std::string_view json);

inline constexpr std::size_t most_filed_names = 60;  // of one list

// Under what a record of any kind is filed: in words that our own lists know, but for subjects.
struct PublishedFiling {
    std::vector<std::string> subjects;  // as the school calls them
    std::vector<ClassLabel> classes;    // ascending
    std::vector<Audience> audiences;
    std::string summary;  // one line of plain text; may be empty
};
PublishedFiling read_published_filing(std::string_view json);

// `http:` or `https:` with a host and without white space or quotes: may stand in a link.
bool is_web_address(std::string_view text);

}  // namespace vitrina
