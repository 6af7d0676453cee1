#include "committee.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "base/committee_ids.h"
#include "base/message_text.h"
#include "base/parallel.h"
#include "base/text.h"
#include "committee_school.h"
#include "content/front_matter.h"
#include "content/markdown.h"
#include "content/walk.h"
#include "site/addresses.h"

namespace vitrina {
namespace {

// Nothing if the file is not there; an error is reported.
std::optional<SourcePtr> read_list(const FileReader& files,
                                   const std::string& folder,
                                   const std::string& name,
                                   Diagnostics& out) {
    const std::string path = join_path(folder, name);
    auto text = files.read(confined_path(folder, name), school_list_limit);
    if (!text && text.error().id == ids::file_missing)
        return std::nullopt;
    auto source =
        std::make_shared<const Source>(Source{path, text ? std::move(*text) : std::string()});
    if (!text) {
        out.add(diagnostic_of(text.error(), {source, {}}));
        return SourcePtr();
    }
    return check_encoding(source, out) ? source : SourcePtr();
}

// The reference: what stands below reference/.
class BasisMaker {
public:
    BasisMaker(const SiteConfig& config, const std::vector<Record>& records, CommitteeBasis& basis)
        : config_(config), records_(records), basis_(basis) {}

    void make(std::vector<MeasurePlan>& plans) {
        for (const Record& record : records_) {
            const bool is_reference = record.id.starts_with("reference/");
            if (const auto* criteria = std::any_cast<Criteria>(&record.data);
                criteria != nullptr && is_reference)
                for (const CriteriaRecord& one : criteria->records)
                    add_rule(record, one);
            if (const auto* weights = std::any_cast<Weights>(&record.data);
                weights != nullptr && is_reference)
                add_weights(record, *weights);
            if (const auto* plan = std::any_cast<Plan>(&record.data))
                add_plan(record, *plan, plans);
        }
    }

private:
    void add(ReferenceItem item, CommitteeBasis::Item rule) {
        item.first_cell = basis_.cell_count;
        basis_.cell_count += item.classes.size();
        basis_.items.push_back(std::move(item));
        basis_.rules.push_back(rule);
    }

    void add_rule(const Record& file, const CriteriaRecord& record) {
        if (record.valid.to.is_set() && record.valid.to < config_.school_year.begin())
            return;
        for (const SubjectName& subject : record.subjects)
            for (const WorkName& work : record.rule.works)
                add({ItemKind::Rule,
                     canonical_name(basis_, WordListKind::Subjects, subject.name),
                     canonical_name(basis_, WordListKind::Works, work.name), record.rule.programme,
                     record.rule.group, record.classes.labels, file.id, record.id.value,
                     brief_rule(record.rule, basis_.language)},
                    {&record.rule, nullptr});
    }

    void add_weights(const Record& file, const Weights& weights) {
        if (weights.applies.classes.empty())
            return;
        Weights& canonical = basis_.weights.emplace_back(weights);
        make_canonical(basis_, canonical);
        const std::string scope = scope_text(canonical.applies, basis_.language);
        const std::string suffix = scope.empty() ? scope : " (" + scope + ")";
        for (const ItemKind kind : {ItemKind::Weights, ItemKind::Term})
            if (kind == ItemKind::Weights || !weights.term_mark.empty())
                add({kind, "", "", "", "", weights.applies.classes.labels, file.id, "",
                     (kind == ItemKind::Weights ? brief_weights(canonical)
                                                : brief_terms(canonical)) +
                         suffix},
                    {nullptr, &canonical});
    }

    void add_plan(const Record& record, const Plan& plan, std::vector<MeasurePlan>& plans) {
        MeasurePlan made{record.id, {}};
        const std::string page = config_.base_url.value + record_url(record).substr(1);
        for (const PlanSection& section : plan.sections) {
            for (const PlanRow& row : section.rows) {
                if (row.id.value.empty())
                    continue;
                basis_.measures.emplace(measure_key(page + "#" + row.id.value),
                                        std::pair(plans.size(), made.rows.size()));
                made.rows.push_back({row.id.value, part_title(row.measure.text.text)});
            }
        }
        plans.push_back(std::move(made));
    }

    const SiteConfig& config_;
    const std::vector<Record>& records_;
    CommitteeBasis& basis_;
};

// The subjects that files of schools are filed under. Of those that no list knows there is no end,
// when a catalogue is careless or hostile: what most schools name stays.
class SubjectChoice {
public:
    SubjectChoice(const Vocabulary& vocabulary, Committee& committee)
        : vocabulary_(vocabulary), committee_(committee) {}

    void choose(Diagnostics& out) {
        count();
        std::vector<std::pair<std::size_t, std::string_view>> own;
        for (const auto& [subject, use] : uses_) {
            if (use.is_listed)
                committee_.subjects.emplace_back(subject);
            else
                own.emplace_back(committee_.schools.size() - use.schools, subject);
        }
        if (own.size() > most_own_subjects)
            tell(own.size(), out);
        std::ranges::sort(own);
        own.resize(std::min(own.size(), most_own_subjects));
        for (const auto& [others, subject] : own)
            committee_.subjects.emplace_back(subject);
    }

private:
    struct Use {
        bool is_listed = false;
        std::size_t schools = 0;
        const SchoolFacts* last = nullptr;
    };

    void count() {
        for (const SchoolFacts& facts : committee_.schools) {
            std::size_t own = 0;
            for (const KeptFile& file : facts.files)
                for (const std::string& subject : file.filing.subjects) {
                    const auto [at, fresh] = uses_.try_emplace(subject);
                    Use& use = at->second;
                    if (fresh)
                        use.is_listed =
                            vocabulary_.canonical(WordListKind::Subjects, subject).has_value();
                    if (use.last == &facts)
                        continue;
                    use.last = &facts;
                    ++use.schools;
                    own += use.is_listed ? 0 : 1;
                }
            if (own > most_of_one_) {
                most_of_one_ = own;
                foremost_ = facts.school;
            }
        }
    }

    void tell(std::size_t own, Diagnostics& out) const {
        out.warning(ids::committee_subjects_many, {committee_.list->source, foremost_->id.span},
                    own, most_own_subjects, foremost_->id.value, most_of_one_);
    }

    const Vocabulary& vocabulary_;
    Committee& committee_;
    std::map<std::string_view, Use> uses_;
    std::size_t most_of_one_ = 0;
    const School* foremost_ = nullptr;  // names more subjects of its own than any other
};

ContentHash digest_of(const Committee& committee, std::string_view schools, std::string_view sources) {
    ContentHasher hasher;
    hasher.add(schools);
    hasher.add(sources);
    for (const SchoolFacts& facts : committee.schools) {
        const KeptState& kept = facts.kept;
        hasher.add(fmt::format("{}\n{}\n{}\n{}\n{}\n{}\n{}\n", facts.school->id.value, kept.set,
                               kept.first_seen, kept.succeeded, kept.failures, kept.failed,
                               kept.reason));
        for (const SchoolChange& change : facts.changes)
            hasher.add(fmt::format("{} {}\n", change.seen, change.id));
    }
    return hasher.hash();
}

// The word `organization` in site.yaml: what is missing stands below it.
Place organization_of(const SiteConfig& config) {
    constexpr std::string_view word = "organization";
    const std::size_t at = config.source ? config.source->text.find(word) : std::string::npos;
    if (at == std::string::npos)
        return config.place({});
    return config.place(
        {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + word.size())});
}

std::vector<const School*> in_natural_order(const std::vector<School>& schools) {
    std::vector<std::pair<std::string, const School*>> keyed;
    for (const School& school : schools)
        keyed.emplace_back(natural_key(school.name), &school);
    std::ranges::stable_sort(keyed, {},
                             [](const auto& one) -> const std::string& { return one.first; });
    std::vector<const School*> order;
    for (const auto& [key, school] : keyed)
        order.push_back(school);
    return order;
}

// When anything that schools publish was last seen to be new.
Date newest_of(const Committee& committee) {
    std::int64_t newest = 0;
    for (const SchoolFacts& facts : committee.schools)
        newest = std::max(newest, facts.renewed());
    return newest == 0 ? Date{} : utc_date_time(newest).date;
}

Record record_of(Committee committee, const SourcePtr& source, const SiteConfig& config) {
    Record record;
    record.id = schools_record_id;
    record.kind = &schools_kind();
    record.source = std::make_shared<const Source>(Source{source->path, ""});
    record.common.title.text.text =
        config.interface_language() == Language::Russian ? "Школы" : "Schools";
    record.common.updated = newest_of(committee);
    record.head_hash = committee.digest;
    record.data = std::move(committee);
    return record;
}

}  // namespace

std::optional<Record> read_committee(const FileReader& files,
                                     const ReadOptions& options,
                                     const SiteConfig& config,
                                     const std::vector<Record>& records,
                                     Diagnostics& out) {
    if (config.organization.kind == OrganizationKind::School)
        return std::nullopt;
    const auto schools_text = read_list(files, options.folder, "schools.yaml", out);
    if (!schools_text || !*schools_text)
        return std::nullopt;
    auto schools = read_schools(*schools_text, out);
    if (!schools)
        return std::nullopt;
    if (config.organization.inn.value.empty())
        out.warning(ids::committee_without_inn, organization_of(config));
    Committee committee;
    committee.list = std::make_shared<const SchoolList>(std::move(*schools));
    const auto sources_text = read_list(files, options.folder, "sources.yaml", out);
    SourceList sources;
    if (sources_text) {
        auto read = *sources_text ? read_sources(*sources_text, *committee.list, out) : std::nullopt;
        if (!read)
            return std::nullopt;
        sources = std::move(*read);
    }
    committee.sources = std::make_shared<const SourceList>(std::move(sources));
    // From here on the pointers into both lists stay good.

    Diagnostics told_elsewhere;
    const Vocabulary vocabulary(config, told_elsewhere);
    CommitteeBasis basis{
        vocabulary, config.marks, config.interface_language(), config.school_year, {}, {}, {}, 0,
        {}};
    BasisMaker(config, records, basis).make(committee.plans);
    std::map<std::string_view, const MirrorSource*> by_school;
    for (const MirrorSource& source : committee.sources->sources)
        by_school.emplace(source.school.value, &source);
    for (const School* school : in_natural_order(committee.list->schools)) {
        SchoolFacts facts;
        facts.school = school;
        if (const auto source = by_school.find(school->id.value); source != by_school.end())
            facts.source = source->second;
        committee.schools.push_back(std::move(facts));
    }
    std::vector<Result<void>> read(committee.schools.size());
    parallel_for(read.size(), options.threads, [&](std::size_t i) {
        read[i] = read_school(files, join_path(options.folder, "mirror"), basis,
                              committee.sources->limits, committee.schools[i]);
    });
    for (std::size_t i = 0; i < read.size(); ++i)
        if (!read[i]) {
            const School& school = *committee.schools[i].school;
            out.add(diagnostic_of(read[i].error(), {committee.list->source, school.id.span}));
        }
    committee.items = std::move(basis.items);
    committee.cell_count = basis.cell_count;
    count_up(committee);
    SubjectChoice(vocabulary, committee).choose(out);
    committee.digest = digest_of(committee, (*schools_text)->text,
                                 sources_text && *sources_text ? (*sources_text)->text : "");
    return record_of(std::move(committee), *schools_text, config);
}

}  // namespace vitrina
