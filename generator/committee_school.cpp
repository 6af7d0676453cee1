#include "committee_school.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "kinds/class_ranges.h"

namespace vitrina {
namespace {

constexpr MirroredLimits no_limits{SIZE_MAX, UINT64_MAX};
constexpr std::string_view results_kind = "results";

// Reasons of the mirror by what they mean for a reader.
constexpr auto refusals =
    std::to_array<std::string_view>({"mirror-rollback", "mirror-future", "mirror-vanished",
                                     "mirror-identity", "mirror-site-twice", "mirror-base-url"});
constexpr auto breakages = std::to_array<std::string_view>({"mirror-not-json", "mirror-portal",
                                                            "mirror-hash", "mirror-ids-twice",
                                                            "mirror-too-large",
                                                            "mirror-table-twice"});

// Looked at again and again, and always the same. A table comes when its rules change, and they may
// hold for years.
bool is_stale(const SchoolFacts& facts, int stale_days) {
    const Date since = facts.unchanged_since();
    return facts.form != SourceForm::Table && since.is_set() && facts.kept.succeeded != 0 &&
           days_between(since, utc_date_time(facts.kept.succeeded).date) > stale_days;
}

SchoolState state_of(const SchoolFacts& facts, int stale_days) {
    if (facts.form == SourceForm::None)
        return SchoolState::NoSource;
    if (facts.form == SourceForm::Links)
        return SchoolState::LinksOnly;
    if (facts.kept.failures > 0) {
        if (std::ranges::find(refusals, facts.kept.reason) != refusals.end())
            return SchoolState::Refused;
        if (std::ranges::find(breakages, facts.kept.reason) != breakages.end())
            return SchoolState::Broken;
        return SchoolState::Failing;
    }
    if (!facts.has_data())
        return SchoolState::NotYet;
    return is_stale(facts, stale_days) ? SchoolState::Stale : SchoolState::Good;
}

SourceForm form_of(const MirrorSource* source) {
    if (source == nullptr)
        return SourceForm::None;
    if (!source->url.value.empty())
        return SourceForm::Site;
    if (!source->path.value.empty())
        return SourceForm::Folder;
    return source->file.value.empty() ? SourceForm::Links : SourceForm::Table;
}

struct ElementSource {
    std::string_view kind;      // of records
    std::string_view section;   // of pages that the catalogue only counts; may be empty
    std::string_view audience;
};
// Beside CoverageElement; the hot line stands by itself in the catalogue.
constexpr ElementSource element_sources[element_count] = {
    {"criteria", "", ""}, {"weights", "", ""},         {"demo", "", ""}, {"schedule", "", ""},
    {"plan", "", ""},     {"", "memo", "parents"}, {"", "", ""},     {"checklist", "", ""},
    {"results", "", ""}};

class SchoolReader {
public:
    SchoolReader(const FileReader& files,
                 const KeptReader& kept,
                 const CommitteeBasis& basis,
                 SchoolFacts& facts)
        : files_(files), kept_(kept), basis_(basis), facts_(facts) {}

    Result<void> read() {
        auto portal = object(facts_.kept.set);
        if (!portal)
            return tl::unexpected(portal.error());
        auto set = read_mirrored_set(*portal, no_limits);
        if (!set)
            return damaged(facts_.kept.set);
        facts_.title = set->title;
        facts_.generated = set->generated;
        // An address that is not the site's own would send readers to somebody else.
        const bool is_own = site_of_url(set->base_url) == site_of_url(set->site);
        if (is_own && is_web_address(set->base_url))
            facts_.base_url = set->base_url;
        for (const MirroredRecord& record : set->records)
            titles_.emplace(record.id, title_of(record.kind, record.title));
        for (const MirroredRecord& record : set->records)
            if (auto done = read_record(record); !done)
                return done;
        for (const MissingRecord& record : facts_.kept.missing)
            if (auto done = read_missing(record); !done)
                return done;
        std::ranges::stable_sort(facts_.answers, {}, [](const MeasureAnswer& answer) {
            return std::pair(answer.plan, answer.row);
        });
        compare_school(basis_, published_, facts_);
        cover(*set);
        return {};
    }

private:
    tl::unexpected<Error> damaged(const std::string& name) const {
        return failure(ids::mirror_kept_damaged,
                       {kept_.school(), kept_.folder() + "/objects/" + name});
    }

    Result<std::string> object(const std::string& sha256) const {
        auto bytes = kept_.read_object(files_, sha256);
        if (!bytes)
            return tl::unexpected(bytes.error());
        if (!*bytes)
            return damaged(sha256);
        return std::move(**bytes);
    }

    std::string absolute(const std::string& url) const {
        return facts_.base_url.empty() ? std::string() : facts_.base_url + url;
    }

    Result<void> read_record(const MirroredRecord& record) {
        facts_.files.push_back({record.id, record.kind, title_of(record.kind, record.title),
                                absolute(record.url), record.sha256, record.revision,
                                record.is_document, false, {}});
        if (record.json.empty())
            return {};
        const auto json = object(record.sha256);
        if (!json)
            return tl::unexpected(json.error());
        file_under(*json);
        const bool is_compared =
            record.kind == "criteria" || record.kind == "weights" || record.kind == "plan";
        if (!is_compared || record.is_document)
            return {};
        const bool is_read = record.kind == "criteria"  ? read_criteria(*json)
                             : record.kind == "weights" ? read_weights(*json)
                                                        : read_plan(*json);
        facts_.files.back().is_unread = !is_read;
        return {};
    }

    void file_under(const std::string& json) {
        KeptFile& file = facts_.files.back();
        PublishedFiling& filing = file.filing;
        filing = read_published_filing(json);
        for (std::string& subject : filing.subjects)
            subject = canonical_name(basis_, WordListKind::Subjects, subject);
        // Words on results may hold figures that their own school would hide today.
        if (file.kind == results_kind) {
            filing.summary.clear();
            std::erase_if(filing.subjects, [this](const std::string& subject) {
                return !basis_.vocabulary.canonical(WordListKind::Subjects, subject);
            });
            file.title += words_of(filing);
        }
    }

    // Of which subjects and classes: all results of a school are called alike but for that.
    static std::string words_of(const PublishedFiling& filing) {
        std::string words;
        for (const std::string& subject : filing.subjects)
            words += ", " + subject;
        if (!filing.classes.empty())
            words += ", " + class_ranges(ClassList{filing.classes, {}});
        return words.empty() ? words : ":" + words.substr(1);
    }

    std::string title_of(std::string_view kind, const std::string& title) const {
        return shown_title(kind, title, basis_.language);
    }

    // A table tells subjects and classes of its rules only.
    void file_under(const CriteriaRecord& record) {
        PublishedFiling& filing = facts_.files.back().filing;
        for (const SubjectName& subject : record.subjects) {
            std::string name = canonical_name(basis_, WordListKind::Subjects, subject.name);
            if (filing.subjects.size() < most_filed_names &&
                std::ranges::find(filing.subjects, name) == filing.subjects.end())
                filing.subjects.push_back(std::move(name));
        }
        for (const ClassLabel& label : record.classes.labels)
            if (const auto at = std::ranges::lower_bound(filing.classes, label);
                at == filing.classes.end() || *at != label)
                filing.classes.insert(at, label);
    }

    // A record that left without a word: what was kept of it is still known, and shown as gone.
    Result<void> read_missing(const MissingRecord& record) {
        MissingFile file{record.id, record.id.substr(0, record.id.find('/')), record.id,
                         record.sha256, record.since};
        if (!record.sha256.empty()) {
            const auto json = object(record.sha256);
            if (!json)
                return tl::unexpected(json.error());
            const MirroredName name = mirrored_name(*json);
            file.kind = name.kind.empty() ? file.kind : name.kind;
            file.title = name.title.empty() ? file.title : name.title;
        }
        file.title = title_of(file.kind, file.title);
        facts_.missing.push_back(std::move(file));
        return {};
    }

    std::string act_title(const std::vector<PublishedAct>& acts, std::size_t index) const {
        if (index >= acts.size())
            return {};
        const PublishedAct& act = acts[index];
        const auto title = titles_.find(act.ref.substr(0, act.ref.find('#')));
        return title == titles_.end() ? act.title : title->second;
    }

    bool is_current(const Validity& valid) const {
        return !valid.to.is_set() || valid.to >= basis_.school_year.begin();
    }

    bool read_criteria(const std::string& json) {
        auto criteria = read_published_criteria(json, basis_.marks);
        if (!criteria)
            return false;
        for (const CriteriaRecord& record : criteria->records)
            if (!budget_.take(record.subjects.size(), record.rule.works.size(),
                              record.classes.labels.size()))
                return false;
        const std::vector<PublishedAct> acts = read_published_acts(json);
        for (std::size_t i = 0; i < criteria->records.size(); ++i) {
            CriteriaRecord& record = criteria->records[i];
            if (!is_current(record.valid))
                continue;
            file_under(record);
            PublishedRule rule;
            rule.act = act_title(acts, i);
            rule.file = facts_.files.size() - 1;
            rule.anchor = record.id.value;
            for (const SubjectName& subject : record.subjects)
                rule.subjects.push_back(
                    canonical_name(basis_, WordListKind::Subjects, subject.name));
            for (const WorkName& work : record.rule.works)
                rule.works.push_back(canonical_name(basis_, WordListKind::Works, work.name));
            rule.classes = std::move(record.classes.labels);
            rule.rule = std::move(record.rule);
            published_.rules.push_back(std::move(rule));
        }
        return true;
    }

    bool read_weights(const std::string& json) {
        auto file = read_published_weights(json, basis_.marks);
        if (!file)
            return false;
        if (!is_current(file->valid))
            return true;
        make_canonical(basis_, file->weights);
        published_.weights.push_back({facts_.files.size() - 1,
                                      act_title(read_published_acts(json), 0),
                                      std::move(file->weights), file->has_term});
        return true;
    }

    bool read_plan(const std::string& json) {
        auto answers = read_published_answers(json);
        if (!answers)
            return false;
        for (PublishedAnswer& answer : *answers) {
            // A row of the school's plan stands on the school's site.
            if (facts_.base_url.empty() || !answer.row.starts_with(facts_.base_url))
                answer.row.clear();
            const auto measure = basis_.measures.find(measure_key(answer.measure));
            if (measure != basis_.measures.end())
                facts_.answers.push_back(
                    {measure->second.first, measure->second.second, std::move(answer)});
        }
        return true;
    }

    Date day_of_look() const {
        const KeptState& kept = facts_.kept;
        return utc_date_time(kept.succeeded != 0 ? kept.succeeded : kept.first_seen).date;
    }

    ElementFact element(const MirroredSet& set, const ElementSource& source) const {
        // When it was last looked for in vain.
        ElementFact fact{CoverageState::Absent, day_of_look(), "", 0};
        Date newest;
        for (const KeptFile& file : facts_.files) {
            if (file.kind != source.kind || source.kind.empty())
                continue;
            const bool is_document = file.is_document || file.is_unread;
            if (fact.state != CoverageState::Data)
                fact.state = is_document ? CoverageState::Document : CoverageState::Data;
            fact.url = ++fact.count == 1 ? file.url : std::string();
            newest = std::max(newest, parse_date(file.revision).value_or(Date{}));
        }
        for (const MirroredSection& section : set.sections) {
            if (section.kind != source.section || source.section.empty() ||
                section.audience != source.audience || section.count == 0)
                continue;
            fact.state = CoverageState::Data;
            fact.count = static_cast<std::size_t>(section.count);
            fact.url = absolute(section.url);
            newest = section.newest;
        }
        if (fact.state != CoverageState::Absent && newest.is_set())
            fact.date = newest;
        for (const MissingFile& file : facts_.missing)
            if (fact.state == CoverageState::Absent && file.kind == source.kind)
                fact.gone_since = std::max(fact.gone_since, file.since);
        return fact;
    }

    void cover(const MirroredSet& set) {
        for (std::size_t i = 0; i < element_count; ++i)
            facts_.elements[i] = element(set, element_sources[i]);
        ElementFact& hotline = facts_.elements[static_cast<std::size_t>(CoverageElement::Hotline)];
        if (!set.hotlines.empty())
            hotline = {CoverageState::Data, set.generated, facts_.base_url, set.hotlines.size()};
        // A table can hold criteria and weights only: of the rest it says nothing.
        if (facts_.form == SourceForm::Table)
            for (ElementFact& fact : facts_.elements)
                if (fact.state == CoverageState::Absent)
                    fact = {};
    }

    const FileReader& files_;
    const KeptReader& kept_;
    const CommitteeBasis& basis_;
    SchoolFacts& facts_;
    PublishedSet published_;
    RuleBudget budget_;
    std::map<std::string_view, std::string> titles_;  // of the records, by id
};

// Documents on the school's site: they stand where there are no data.
void add_links(SchoolFacts& facts) {
    if (facts.source == nullptr)
        return;
    for (const SourceLink& link : facts.source->links) {
        ElementFact& fact = facts.elements[static_cast<std::size_t>(link.element)];
        if (fact.state == CoverageState::Data)
            continue;
        const bool is_first = fact.state != CoverageState::Document;
        fact.state = CoverageState::Document;
        fact.date = is_first ? link.seen : std::max(fact.date, link.seen);
        fact.url = is_first ? link.url.url : fact.url;
        fact.count = is_first ? 1 : fact.count + 1;
    }
}

}  // namespace

std::string shown_title(std::string_view kind, const std::string& title, Language language) {
    if (kind != results_kind)
        return title;
    return language == Language::Russian ? "Результаты оценочной процедуры" : "Results of a procedure";
}

Result<void> read_school(const FileReader& files,
                         const std::string& root,
                         const CommitteeBasis& basis,
                         const MirrorLimits& limits,
                         SchoolFacts& facts) {
    const KeptReader kept(root, facts.school->id.value);
    facts.form = form_of(facts.source);
    if (facts.form != SourceForm::None && facts.form != SourceForm::Links) {
        auto state = kept.read_state(files);
        if (!state)
            return tl::unexpected(state.error());
        facts.kept = std::move(*state);
    }
    if (facts.has_data()) {
        if (auto read = SchoolReader(files, kept, basis, facts).read(); !read)
            return read;
        auto changes = read_changes(files, kept, basis);
        if (!changes)
            return tl::unexpected(changes.error());
        facts.changes = std::move(changes->changes);
        facts.known_since = changes->known_since;
    }
    add_links(facts);
    facts.state = state_of(facts, limits.stale_days.value);
    return {};
}

}  // namespace vitrina
