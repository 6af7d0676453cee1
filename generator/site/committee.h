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
    std::string subject;    // canonical; empty: of all subjects
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
// Failing and refused sources keep the last good set.
enum class SchoolState : std::uint8_t { NoSource, LinksOnly, NotYet, Good, Failing, Broken, Refused };
std::string_view school_state_word(SchoolState state);

enum class CoverageState : std::uint8_t { Data, Document, Absent, Unchecked };
std::string_view coverage_state_word(CoverageState state);

struct ElementFact {
    CoverageState state = CoverageState::Unchecked;
    Date date;  // of the newest record, of when the document was seen, of the set that lacks it
    std::string url;         // absolute; empty: no one place
    std::size_t count = 0;   // records; 0: not counted
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
};

// A school's rule as it was compared with an item.
struct FoundRule {
    std::size_t file = 0;  // index in `files`
    std::string anchor;
    std::string brief;
    std::vector<Difference> why;
};

struct CellFact {
    Verdict verdict = Verdict::Missing;
    std::uint32_t found = no_rule;  // index in `found`

    static constexpr std::uint32_t no_rule = UINT32_MAX;
};

// A rule for which the reference has none.
struct ExtraRule {
    std::string subject;
    std::string work;
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
    std::string title;  // Математика, контрольная работа, 5–6
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
    std::array<ElementFact, element_count> elements;
    std::vector<std::pair<std::string, ClassLabel>> covered;  // subject and class with criteria
    std::vector<KeptFile> files;
    std::vector<FoundRule> found;
    std::vector<CellFact> cells;  // empty: nothing to compare
    std::vector<ExtraRule> extras;
    std::vector<MeasureAnswer> answers;
    std::vector<SchoolChange> changes;  // newest first

    bool has_data() const { return !kept.set.empty(); }
    std::size_t count(Verdict verdict) const;
};

struct MeasureRow {
    std::string id;
    std::string title;
};
struct MeasurePlan {
    std::string record;  // id of the committee's plan
    std::vector<MeasureRow> rows;
};

struct Committee {
    std::shared_ptr<const SchoolList> list;
    std::shared_ptr<const SourceList> sources;
    std::vector<ReferenceItem> items;
    std::size_t cell_count = 0;
    std::vector<MeasurePlan> plans;    // that schools answer to
    std::vector<SchoolFacts> schools;  // in the order of Russian lists: place, then number
    ContentHash digest;                // of everything above
};

// The committee of a site; null when it has no schools.yaml.
const Committee* committee_of(const Site& site);

inline constexpr std::string_view schools_record_id = "schools";
// The kind of the record that schools.yaml makes; it is none that authors write.
const Kind& schools_kind();

// Russian natural order: «Школа № 2» before «Школа № 10».
std::string natural_key(std::string_view name);

}  // namespace vitrina
