// The cells of a school: which of its rules answers to which item of the reference, and how it
// differs.
#include <algorithm>
#include <set>

#include "base/text.h"
#include "committee_school.h"

namespace vitrina {
namespace {

constexpr std::string_view any_work = "*";

bool contains(const std::vector<std::string>& names, const std::string& name) {
    return std::ranges::find(names, name) != names.end();
}

// How well a class of the school answers to one of the reference: 2 the same, 1 of the same
// parallel, 0 not at all.
int class_score(const std::vector<ClassLabel>& classes, const ClassLabel& label) {
    int score = 0;
    for (const ClassLabel& one : classes) {
        if (one == label)
            return 2;
        if (one.number == label.number && (one.letter.empty() || label.letter.empty()))
            score = 1;
    }
    return score;
}

int work_score(const std::vector<std::string>& works, const std::string& work) {
    if (work == any_work || contains(works, work))
        return 2;
    return contains(works, std::string(any_work)) ? 1 : 0;
}

// A reference that names no programme or group means the common one.
int name_score(const std::string& ours, const std::string& theirs, std::string_view common) {
    if (comparable_text(ours) == comparable_text(theirs))
        return 2;
    return ours.empty() && comparable_text(theirs).starts_with(common) ? 1 : 0;
}

class Matching {
public:
    Matching(const CommitteeBasis& basis, const PublishedSet& set, SchoolFacts& facts)
        : basis_(basis), set_(set), facts_(facts), used_(set.rules.size()) {}

    void match() {
        facts_.cells.resize(basis_.cell_count);
        for (std::size_t i = 0; i < basis_.items.size(); ++i) {
            known_.clear();
            const ReferenceItem& item = basis_.items[i];
            for (std::size_t c = 0; c < item.classes.size(); ++c)
                facts_.cells[item.first_cell + c] = match(i, item.classes[c]);
        }
        add_extras();
    }

private:
    CellFact match(std::size_t item, const ClassLabel& label) {
        const std::vector<std::size_t> best = basis_.items[item].kind == ItemKind::Rule
                                                  ? best_rules(basis_.items[item], label)
                                                  : weights_of(basis_.items[item].kind, label);
        if (best.empty())
            return {};
        const auto known = known_.find(best);
        if (known != known_.end())
            return known->second;
        Comparison joined;
        FoundRule found;
        for (const std::size_t one : best)
            compare(item, one, joined, found);
        const CellFact cell{joined.verdict, static_cast<std::uint32_t>(facts_.found.size())};
        found.why = std::move(joined.why);
        facts_.found.push_back(std::move(found));
        known_.emplace(best, cell);
        return cell;
    }

    void compare(std::size_t item, std::size_t one, Comparison& joined, FoundRule& found) const {
        const CommitteeBasis::Item& ours = basis_.rules[item];
        Comparison comparison;
        std::string brief;
        if (basis_.items[item].kind == ItemKind::Rule) {
            const PublishedRule& theirs = set_.rules[one];
            comparison = compare_rules(*ours.rule, theirs.rule);
            brief = brief_rule(theirs.rule, basis_.language);
            found.file = theirs.file;
            found.anchor = theirs.anchor;
        } else {
            const PublishedWeights& theirs = set_.weights[one];
            const bool are_weights = basis_.items[item].kind == ItemKind::Weights;
            comparison = are_weights ? compare_weights(*ours.weights, theirs.weights)
                                     : compare_terms(*ours.weights, theirs.weights);
            brief = are_weights ? brief_weights(theirs.weights) : brief_terms(theirs.weights);
            found.file = theirs.file;
        }
        joined.verdict = join_verdicts(joined.verdict, comparison.verdict);
        for (Difference& difference : comparison.why)
            if (std::ranges::find(joined.why, difference) == joined.why.end())
                joined.why.push_back(std::move(difference));
        if (found.brief.find(brief) == std::string::npos || found.brief.empty())
            found.brief += (found.brief.empty() || brief.empty() ? "" : "; ") + brief;
    }

    // All rules that answer equally well: letter classes of one parallel may differ.
    std::vector<std::size_t> best_rules(const ReferenceItem& item, const ClassLabel& label) {
        std::vector<std::size_t> best;
        int best_score = 0;
        for (std::size_t i = 0; i < set_.rules.size(); ++i) {
            const PublishedRule& rule = set_.rules[i];
            const int scores[] = {
                contains(rule.subjects, item.subject) ? 1 : 0, class_score(rule.classes, label),
                work_score(rule.works, item.work),
                name_score(item.programme, rule.rule.programme, "ооп"),
                name_score(item.group, rule.rule.group, "базовый")};
            if (std::ranges::find(scores, 0) != std::end(scores))
                continue;
            used_[i] = true;
            const int score = scores[1] * 27 + scores[2] * 9 + scores[3] * 3 + scores[4];
            if (score > best_score)
                best.clear();
            if (score >= best_score)
                best.push_back(i);
            best_score = std::max(best_score, score);
        }
        return best;
    }

    std::vector<std::size_t> weights_of(ItemKind kind, const ClassLabel& label) const {
        std::vector<std::size_t> found;
        for (std::size_t i = 0; i < set_.weights.size(); ++i)
            if ((kind == ItemKind::Weights || !set_.weights[i].weights.term_mark.empty()) &&
                applies_to(set_.weights[i].weights.applies, "", label))
                found.push_back(i);
        return found;
    }

    // Rules for works or classes that the reference has nothing to say of.
    void add_extras() {
        if (basis_.items.empty())
            return;
        for (std::size_t i = 0; i < set_.rules.size(); ++i) {
            const PublishedRule& rule = set_.rules[i];
            if (used_[i])
                continue;
            for (const std::string& subject : rule.subjects)
                for (const std::string& work : rule.works)
                    facts_.extras.push_back({subject, work, rule.classes, rule.file, rule.anchor,
                                             brief_rule(rule.rule, basis_.language)});
        }
    }

    const CommitteeBasis& basis_;
    const PublishedSet& set_;
    SchoolFacts& facts_;
    std::vector<bool> used_;
    std::map<std::vector<std::size_t>, CellFact> known_;  // of one item
};

}  // namespace

std::string canonical_name(const CommitteeBasis& basis, WordListKind kind, std::string_view name) {
    if (name == any_work)
        return std::string(name);
    if (auto canonical = basis.vocabulary.canonical(kind, name))
        return *canonical;
    return collapse_spaces(name);
}

std::string measure_key(std::string_view url) {
    const std::size_t hash = std::min(url.find('#'), url.size());
    return site_of_url(url.substr(0, hash)) + std::string(url.substr(hash));
}

void compare_school(const CommitteeBasis& basis, const PublishedSet& set, SchoolFacts& facts) {
    Matching(basis, set, facts).match();
    for (const PublishedRule& rule : set.rules)
        for (const std::string& subject : rule.subjects)
            for (const ClassLabel& label : rule.classes)
                facts.covered.emplace_back(subject, label);
    std::ranges::sort(facts.covered);
    const auto [first, last] = std::ranges::unique(facts.covered);
    facts.covered.erase(first, last);
}

}  // namespace vitrina
