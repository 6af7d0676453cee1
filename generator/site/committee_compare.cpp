#include "site/committee_compare.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "kinds/validity.h"

namespace vitrina {
namespace {

constexpr std::string_view any_work = "*";

bool contains(const std::vector<std::string>& names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
}

bool names_subject(const std::vector<SubjectName>& subjects, const std::string& name) {
    return std::ranges::find(subjects, name, &SubjectName::name) != subjects.end();
}

// How well a class of the school answers to one of the reference: 2 the same, 1 of the same
// parallel, 0 not at all.
int class_score(const std::vector<ClassLabel>& classes, const ClassLabel& label) {
    int score = 0;
    for (const ClassLabel& one : classes) {
        if (one == label)
            return 2;
        if (do_meet(one, label))
            score = 1;
    }
    return score;
}

bool has_class(const std::vector<ClassLabel>& classes, const ClassLabel& label) {
    return class_score(classes, label) > 0;
}

int work_score(const std::vector<std::string>& works, const std::string& work) {
    if (work == any_work || contains(works, work))
        return 2;
    return contains(works, any_work) ? 1 : 0;
}

// A reference that names no programme or group means the common one.
int name_score(const std::string& ours, const std::string& theirs, std::string_view common) {
    if (comparable_text(ours) == comparable_text(theirs))
        return 2;
    return ours.empty() && comparable_text(theirs).starts_with(common) ? 1 : 0;
}

// Whether weights are for this subject at all.
bool takes(const WeightsScope& scope, const std::string& subject) {
    return (scope.subjects.empty() || names_subject(scope.subjects, subject)) &&
           !names_subject(scope.except_subjects, subject);
}

bool share_subject(const WeightsScope& ours, const WeightsScope& theirs) {
    const WeightsScope& listed = ours.subjects.empty() ? theirs : ours;
    return listed.subjects.empty() ||
           std::ranges::any_of(listed.subjects, [&](const SubjectName& subject) {
               return takes(ours, subject.name) && takes(theirs, subject.name);
           });
}

std::string joined(const std::set<std::string>& names) {
    std::string text;
    for (const std::string& name : names)
        text += (text.empty() ? "" : ", ") + name;
    return text;
}

// What the reference says of subjects that the school's weights are not for.
std::optional<Difference> missing_subjects(const WeightsScope& ours,
                                           const std::vector<const WeightsScope*>& theirs) {
    const auto is_taken = [&](const std::string& subject) {
        return std::ranges::any_of(theirs,
                                   [&](const WeightsScope* one) { return takes(*one, subject); });
    };
    std::set<std::string> left;
    for (const SubjectName& subject : ours.subjects)
        if (takes(ours, subject.name) && !is_taken(subject.name))
            left.insert(subject.name);
    if (ours.subjects.empty()) {
        std::set<std::string> only;
        bool is_general = false;
        for (const WeightsScope* one : theirs) {
            is_general = is_general || one->subjects.empty();
            for (const SubjectName& subject : one->subjects)
                only.insert(subject.name);
            for (const SubjectName& subject : one->except_subjects)
                if (takes(ours, subject.name) && !is_taken(subject.name))
                    left.insert(subject.name);
        }
        if (!is_general)
            return Difference{Differing::Subjects, Verdict::Different, 0, "only", "", joined(only)};
    }
    if (left.empty())
        return std::nullopt;
    return Difference{Differing::Subjects, Verdict::Different, 0, "except", "", joined(left)};
}

class Matching {
public:
    Matching(const CommitteeBasis& basis, const PublishedSet& set, SchoolFacts& facts)
        : basis_(basis), set_(set), facts_(facts) {
        for (std::size_t i = 0; i < set.rules.size(); ++i)
            for (const std::string& subject : set.rules[i].subjects)
                rules_of_[subject].push_back(i);
        for (std::size_t i = 0; i < basis.items.size(); ++i)
            if (basis.items[i].kind == ItemKind::Rule)
                items_of_[basis.items[i].subject].push_back(i);
        for (const PublishedRule& rule : set.rules)
            add_seen(rule.classes);
        for (const PublishedWeights& weights : set.weights)
            add_seen(weights.weights.applies.classes.labels);
    }

    void match() {
        facts_.cells.resize(basis_.cell_count);
        for (std::size_t i = 0; i < basis_.items.size(); ++i) {
            known_.clear();
            const ReferenceItem& item = basis_.items[i];
            for (std::size_t c = 0; c < item.classes.size(); ++c)
                facts_.cells[item.first_cell + c] = match(i, item.classes[c]);
        }
        if (!basis_.items.empty())
            add_extras();
    }

private:
    void add_seen(const std::vector<ClassLabel>& classes) {
        for (const ClassLabel& label : classes)
            seen_classes_.insert(label.number);
    }

    CellFact match(std::size_t item, const ClassLabel& label) {
        const bool is_rule = basis_.items[item].kind == ItemKind::Rule;
        const std::vector<std::size_t> best =
            is_rule ? best_rules(basis_.items[item], label) : weights_of(item, label);
        if (best.empty())
            return nothing_found(basis_.items[item].kind, label);
        const auto known = known_.find(best);
        if (known != known_.end())
            return known->second;
        FoundRule found;
        const Comparison joined = is_rule ? compare_with_rules(item, best, found)
                                          : compare_with_weights(item, best, found);
        found.why = joined.why;
        const CellFact cell{joined.verdict, NoRule::NotPublished,
                            static_cast<std::uint32_t>(facts_.found.size())};
        facts_.found.push_back(std::move(found));
        known_.emplace(best, cell);
        return cell;
    }

    // «Нет» is said only when it is known: the class is there, and what is published was read.
    CellFact nothing_found(ItemKind kind, const ClassLabel& label) const {
        const auto unchecked = [](NoRule why) {
            return CellFact{Verdict::Unchecked, why, CellFact::no_rule};
        };
        const std::vector<ClassLabel>& stated = facts_.school->classes.labels;
        if (!stated.empty() && !has_class(stated, label))
            return unchecked(NoRule::NoClass);
        const bool is_rule = kind == ItemKind::Rule;
        if (has_document(is_rule ? CoverageElement::Criteria : CoverageElement::Weights,
                         is_rule ? "criteria" : "weights", label))
            return unchecked(NoRule::Document);
        if (facts_.form == SourceForm::Table &&
            (is_rule ? set_.rules.empty() : set_.weights.empty() || kind == ItemKind::Term))
            return unchecked(NoRule::NotSent);
        if (stated.empty() && !seen_classes_.contains(label.number))
            return unchecked(NoRule::UnseenClass);
        return {Verdict::Missing, NoRule::NotPublished, CellFact::no_rule};
    }

    bool has_document(CoverageElement element,
                      std::string_view kind,
                      const ClassLabel& label) const {
        const bool is_linked =
            facts_.source != nullptr &&
            std::ranges::any_of(facts_.source->links, [&](const SourceLink& link) {
                return link.element == element &&
                       (link.classes.empty() || has_class(link.classes.labels, label));
            });
        return is_linked || std::ranges::any_of(facts_.files, [&](const KeptFile& file) {
                   return file.kind == kind && (file.is_document || file.is_unread);
               });
    }

    void add_found(FoundRule& found,
                   const Comparison& comparison,
                   const std::string& brief,
                   Comparison& joined) const {
        joined.verdict = join_verdicts(joined.verdict, comparison.verdict);
        for (const Difference& difference : comparison.why)
            if (std::ranges::find(joined.why, difference) == joined.why.end())
                joined.why.push_back(difference);
        if (found.brief.empty() || found.brief.find(brief) == std::string::npos)
            found.brief =
                shorten(found.brief + (found.brief.empty() || brief.empty() ? "" : "; ") + brief,
                        longest_brief);
    }

    Comparison compare_with_rules(std::size_t item,
                                  const std::vector<std::size_t>& best,
                                  FoundRule& found) const {
        Comparison joined;
        for (const std::size_t one : best) {
            const PublishedRule& theirs = set_.rules[one];
            if (one == best.front())
                found = {theirs.file, theirs.anchor, "", theirs.act, {}};
            add_found(found, compare_rules(*basis_.rules[item].rule, theirs.rule),
                      brief_rule(theirs.rule, basis_.language), joined);
        }
        return joined;
    }

    Comparison compare_with_weights(std::size_t item,
                                    const std::vector<std::size_t>& best,
                                    FoundRule& found) const {
        const Weights& ours = *basis_.rules[item].weights;
        const bool are_weights = basis_.items[item].kind == ItemKind::Weights;
        Comparison joined;
        std::vector<const WeightsScope*> scopes;
        for (const std::size_t one : best) {
            const PublishedWeights& theirs = set_.weights[one];
            scopes.push_back(&theirs.weights.applies);
            if (one == best.front())
                found = {theirs.file, "", "", theirs.act, {}};
            const std::string scope = scope_text(theirs.weights.applies, basis_.language);
            const std::string suffix = scope.empty() ? scope : " (" + scope + ")";
            Comparison comparison = are_weights ? compare_weights(ours, theirs.weights)
                                                : compare_terms(ours, theirs.weights);
            // Of one file the difference of the subjects says it all.
            for (Difference& difference : comparison.why)
                if (difference.what == Differing::Weight && best.size() > 1)
                    difference.name += suffix;
            add_found(found, comparison,
                      (are_weights ? brief_weights(theirs.weights) : brief_terms(theirs.weights)) +
                          suffix,
                      joined);
        }
        if (auto missing = missing_subjects(ours.applies, scopes)) {
            joined.verdict = join_verdicts(joined.verdict, missing->verdict);
            joined.why.push_back(std::move(*missing));
        }
        return joined;
    }

    // All rules that answer equally well: letter classes of one parallel may differ.
    std::vector<std::size_t> best_rules(const ReferenceItem& item, const ClassLabel& label) const {
        std::vector<std::size_t> best;
        const auto candidates = rules_of_.find(item.subject);
        if (candidates == rules_of_.end())
            return best;
        int best_score = 0;
        for (const std::size_t i : candidates->second) {
            const PublishedRule& rule = set_.rules[i];
            const int by_class = class_score(rule.classes, label);
            const int by_work = by_class == 0 ? 0 : work_score(rule.works, item.work);
            if (by_work == 0)
                continue;
            const int by_programme = name_score(item.programme, rule.rule.programme, "ооп");
            const int by_group = name_score(item.group, rule.rule.group, "базовый");
            if (by_programme == 0 || by_group == 0)
                continue;
            const int score = by_class * 27 + by_work * 9 + by_programme * 3 + by_group;
            if (score > best_score)
                best.clear();
            if (score >= best_score)
                best.push_back(i);
            best_score = std::max(best_score, score);
        }
        return best;
    }

    std::vector<std::size_t> weights_of(std::size_t item, const ClassLabel& label) const {
        const WeightsScope& ours = basis_.rules[item].weights->applies;
        const bool are_weights = basis_.items[item].kind == ItemKind::Weights;
        std::vector<std::size_t> found;
        for (std::size_t i = 0; i < set_.weights.size(); ++i) {
            const PublishedWeights& theirs = set_.weights[i];
            const WeightsScope& scope = theirs.weights.applies;
            if ((are_weights || theirs.has_term) && share_subject(ours, scope) &&
                (scope.classes.empty() || has_class(scope.classes.labels, label)))
                found.push_back(i);
        }
        return found;
    }

    // Classes and works that the reference has nothing to say of.
    void add_extras() {
        for (const PublishedRule& rule : set_.rules) {
            for (const std::string& subject : rule.subjects) {
                for (const std::string& work : rule.works) {
                    ExtraRule extra{subject,
                                    work,
                                    rule.rule.programme,
                                    rule.rule.group,
                                    {},
                                    rule.file,
                                    rule.anchor,
                                    brief_rule(rule.rule, basis_.language)};
                    for (const ClassLabel& label : rule.classes)
                        if (!is_answered(rule, subject, work, label))
                            extra.classes.push_back(label);
                    if (!extra.classes.empty())
                        facts_.extras.push_back(std::move(extra));
                }
            }
        }
    }

    bool is_answered(const PublishedRule& rule,
                     const std::string& subject,
                     const std::string& work,
                     const ClassLabel& label) const {
        const auto items = items_of_.find(subject);
        if (items == items_of_.end())
            return false;
        return std::ranges::any_of(items->second, [&](std::size_t i) {
            const ReferenceItem& item = basis_.items[i];
            return has_class(item.classes, label) &&
                   (work == any_work || item.work == any_work || item.work == work) &&
                   name_score(item.programme, rule.rule.programme, "ооп") > 0 &&
                   name_score(item.group, rule.rule.group, "базовый") > 0;
        });
    }

    const CommitteeBasis& basis_;
    const PublishedSet& set_;
    SchoolFacts& facts_;
    std::map<std::string, std::vector<std::size_t>> rules_of_;  // by subject
    std::map<std::string, std::vector<std::size_t>> items_of_;
    std::set<int> seen_classes_;                          // for which anything is published
    std::map<std::vector<std::size_t>, CellFact> known_;  // of one item
};

}  // namespace

bool RuleBudget::take(std::size_t subjects, std::size_t works, std::size_t classes) {
    // Each is at most the number of records that one file may have: no product overflows.
    const std::size_t cells = subjects * works * classes;
    if (cells > left_)
        return false;
    left_ -= cells;
    return true;
}

std::string canonical_name(const CommitteeBasis& basis, WordListKind kind, std::string_view name) {
    if (name == any_work)
        return std::string(name);
    if (auto canonical = basis.vocabulary.canonical(kind, name))
        return *canonical;
    return collapse_spaces(name);
}

void make_canonical(const CommitteeBasis& basis, Weights& weights) {
    for (auto& [work, weight] : weights.weights.items)
        work.value.name = canonical_name(basis, WordListKind::Works, work.value.name);
    for (auto* subjects : {&weights.applies.subjects, &weights.applies.except_subjects})
        for (SubjectName& subject : *subjects)
            subject.name = canonical_name(basis, WordListKind::Subjects, subject.name);
}

std::string measure_key(std::string_view url) {
    const std::size_t hash = std::min(url.find('#'), url.size());
    return site_of_url(url.substr(0, hash)) + std::string(url.substr(hash));
}

std::string scope_text(const WeightsScope& scope, Language language) {
    std::set<std::string> names;
    for (const SubjectName& subject : scope.subjects)
        names.insert(subject.name);
    if (!names.empty())
        return joined(names);
    for (const SubjectName& subject : scope.except_subjects)
        names.insert(subject.name);
    if (names.empty())
        return {};
    return (language == Language::Russian ? "кроме: " : "except: ") + joined(names);
}

void compare_school(const CommitteeBasis& basis, const PublishedSet& set, SchoolFacts& facts) {
    Matching(basis, set, facts).match();
    for (const PublishedRule& rule : set.rules)
        for (const std::string& subject : rule.subjects)
            for (const ClassLabel& label : rule.classes)
                facts.covered.emplace_back(subject, label);
    std::ranges::sort(facts.covered);
    facts.covered.erase(std::unique(facts.covered.begin(), facts.covered.end()),
                        facts.covered.end());
}

}  // namespace vitrina
