// What a committee knows of its schools: facts only. The sets themselves stay on the disk.
//
// Shapes   a reference item is one record of the committee's criteria (or weights) for one kind of
//          work; its cells are its classes. A school has one fact per cell of all items, in order.
// Times    Unix seconds, of when this committee first saw a version.
// Lifetime made by `read_committee`, const afterwards. Held by the record `schools` (schools.yaml).
// Source   formats §9, domain §5.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "kinds/comparison.h"
#include "kinds/kept.h"
#include "kinds/published.h"
#include "kinds/sources.h"
#include "site/site.h"

namespace vitrina {

enum class ItemKind : std::uint8_t { Rule, Weights, Term };

struct ReferenceItem {
    ItemKind kind = ItemKind::Rule;
    std::string subject;    // canonical; empty: weights, which say themselves of which
    std::string work;       // canonical; `*`: any
    std::string programme;
    std::string group;
    std::vector<ClassLabel> classes;
    std::string record;     // id of the committee's file
    std::string anchor;     // of the record in it; may be empty
    std::string brief;
    std::size_t first_cell = 0;
};

enum class SourceForm : std::uint8_t { None, Site, Folder, Table, Links };
// Stale: read, and for long as it was. Failing and refused sources keep the last good set.
enum class SchoolState : std::uint8_t {
    NoSource, LinksOnly, NotYet, Good, Stale, Failing, Broken, Refused
};
inline constexpr std::size_t school_state_count = 8;
std::string_view school_state_word(SchoolState state);

enum class CoverageState : std::uint8_t { Data, Document, Absent, Unchecked };
inline constexpr std::size_t coverage_state_count = 4;
std::string_view coverage_state_word(CoverageState state);

struct ElementFact {
    CoverageState state = CoverageState::Unchecked;
    Date date;  // of the newest record, of when the document was seen, of the last look in vain
    std::string url;         // absolute; empty: no one place
    std::size_t count = 0;   // records; 0: not counted
    std::int64_t gone_since = 0;  // absent, because what there was left without a word; 0: it did not
};

// What a school publishes, one line of its catalogue.
struct KeptFile {
    std::string id;
    std::string kind;
    std::string title;
    std::string url;  // absolute; empty when the site has no address
    std::string sha256;
    std::string revision;
    bool is_document = false;
    bool is_unread = false;  // our tables do not know it as what it says it is
    PublishedFiling filing;  // subjects are canonical
};

// What left the school's catalogue without a word: what was kept of it is all that is known.
struct MissingFile {
    std::string id;
    std::string kind;
    std::string title;
    std::string sha256;
    std::int64_t since = 0;
};

// A school's rule as it was compared with an item.
struct FoundRule {
    std::size_t file = 0;  // index in `files`
    std::string anchor;
    std::string brief;
    std::string act;  // what approves it; may be empty
    std::vector<Difference> why;
};

// Why a school has no rule to compare.
enum class NoRule : std::uint8_t {
    NotPublished,  // Missing: its data have none
    Document,      // Unchecked from here on: it stands in a file that no program compares
    NoClass,       // schools.yaml: the school has no such class
    UnseenClass,   // nothing that the school publishes is for this class
    NotSent,       // a table that was sent by mail is of other things
};
std::string_view no_rule_word(NoRule why);  // missing, document, no_class …: keys of the strings

struct CellFact {
    Verdict verdict = Verdict::Unchecked;
    NoRule why = NoRule::UnseenClass;  // when nothing was found
    std::uint32_t found = no_rule;     // index in `found`

    static constexpr std::uint32_t no_rule = UINT32_MAX;
};

// A rule for which the reference has none, in these classes.
struct ExtraRule {
    std::string subject;
    std::string work;
    std::string programme;
    std::string group;
    std::vector<ClassLabel> classes;
    std::size_t file = 0;
    std::string anchor;
    std::string brief;
};

struct MeasureAnswer {
    std::size_t plan = 0;  // index in Committee::plans
    std::size_t row = 0;
    PublishedAnswer answer;
};

enum class ChangeKind : std::uint8_t { First, Added, Removed, Changed };
struct RuleChange {
    ChangeKind kind = ChangeKind::Changed;
    std::string title;  // Математика, контрольная работа, 5–6; empty: the whole record
    std::vector<Difference> what;  // ours: before, theirs: now
};
struct SchoolChange {
    ChangeKind kind{};
    std::int64_t seen = 0;
    std::string id;
    std::string title;
    std::string url;
    std::string act;  // title of what approves it now; may be empty
    std::vector<RuleChange> rules;
};

struct SchoolFacts {
    const School* school = nullptr;  // of Committee::list
    const MirrorSource* source = nullptr;
    SourceForm form = SourceForm::None;
    SchoolState state = SchoolState::NoSource;
    KeptState kept;
    std::string base_url;  // of its pages; empty: a table
    std::string title;
    Date generated;
    std::int64_t known_since = 0;  // when the first of all its versions was seen
    std::array<ElementFact, element_count> elements;
    std::vector<std::pair<std::string, ClassLabel>> covered;  // subject and class with criteria
    std::vector<KeptFile> files;
    std::vector<MissingFile> missing;
    std::vector<FoundRule> found;
    std::vector<CellFact> cells;  // empty: nothing to compare
    std::vector<ExtraRule> extras;
    std::vector<MeasureAnswer> answers;  // in the order of plans and their rows
    std::vector<SchoolChange> changes;  // newest first

    bool has_data() const { return !kept.set.empty(); }
    std::int64_t renewed() const;  // when another version began to hold
    Date unchanged_since() const;  // by the site's own dates and by what was seen of it
    std::size_t count(Verdict verdict) const;  // of `Extra` one per class and work
    std::size_t checked() const;               // cells that a verdict could be given for
};

struct MeasureRow {
    std::string id;
    std::string title;
};
struct MeasurePlan {
    std::string record;  // id of the committee's plan
    std::vector<MeasureRow> rows;
};

// Counted once: pages of forty thousand schools ask for them again and again.
struct CommitteeTotals {
    using Verdicts = std::array<std::size_t, verdict_count + 1>;
    std::array<std::size_t, school_state_count> states{};
    std::array<std::size_t, coverage_state_count> coverage{};
    Verdicts verdicts{};
    std::vector<Verdicts> items;  // beside Committee::items
};

// A change by the indexes of its school and of it among the school's changes.
struct PlacedChange {
    std::size_t school = 0;
    std::size_t change = 0;
};

struct Committee {
    std::shared_ptr<const SchoolList> list;
    std::shared_ptr<const SourceList> sources;
    std::vector<ReferenceItem> items;
    std::size_t cell_count = 0;
    std::vector<MeasurePlan> plans;    // that schools answer to
    std::vector<SchoolFacts> schools;  // in the order of Russian lists: place, then number
    std::vector<std::string> subjects;  // of their files, which a reader may choose by
    CommitteeTotals totals;
    std::vector<PlacedChange> newest;  // changes of all schools, newest first, at most `most_newest`
    ContentHash digest;                // of everything above
};

inline constexpr std::size_t most_newest = 100;
inline constexpr std::size_t most_own_subjects = 100;  // of Committee::subjects, in no list of ours
// Fills `totals` and `newest` from the schools.
void count_up(Committee& committee);

// The committee of a site; null when it has no schools.yaml.
const Committee* committee_of(const Site& site);

inline constexpr std::string_view schools_record_id = "schools";
// The kind of the record that schools.yaml makes; it is none that authors write.
const Kind& schools_kind();

// Russian natural order: «Школа № 2» before «Школа № 10».
std::string natural_key(std::string_view name);

}  // namespace vitrina
