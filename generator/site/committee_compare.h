// The cells of a school: which of its rules answers to which item of the reference, and how it
// differs. Pure: the sets were read before.
//
// Cost     a rule is looked for among those of its subject only; what a school publishes is bounded
//          by `RuleBudget` before it comes here.
// Source   domain §5.2.
#pragma once

#include <deque>
#include <map>

#include "site/committee.h"
#include "site/vocabulary.h"

namespace vitrina {

// What all schools are held against; const while they are read.
struct CommitteeBasis {
    struct Item {
        const MarkingRule* rule = nullptr;  // of ItemKind::Rule
        const Weights* weights = nullptr;   // of the others, with canonical names
    };
    const Vocabulary& vocabulary;
    std::vector<int> marks;
    Language language = Language::Russian;
    SchoolYear school_year;
    std::vector<ReferenceItem> items;
    std::vector<Item> rules;      // beside `items`
    std::deque<Weights> weights;  // what `rules` point to
    std::size_t cell_count = 0;
    std::map<std::string, std::pair<std::size_t, std::size_t>> measures;  // address → plan and row
};

// A criterion or the weights of a school, ready to be compared.
struct PublishedRule {
    std::size_t file = 0;  // index in SchoolFacts::files
    std::string anchor;
    std::string act;
    std::vector<std::string> subjects;  // canonical
    std::vector<std::string> works;
    std::vector<ClassLabel> classes;
    MarkingRule rule;
};
struct PublishedWeights {
    std::size_t file = 0;
    std::string act;
    Weights weights;  // names are canonical
    bool has_term = false;
};
struct PublishedSet {
    std::vector<PublishedRule> rules;
    std::vector<PublishedWeights> weights;
};

// How many cells the rules of one school may fill: subjects × works × classes of all of them. A
// school has hundreds; a file beyond is shown as one that cannot be read.
class RuleBudget {
public:
    bool take(std::size_t subjects, std::size_t works, std::size_t classes);

private:
    std::size_t left_ = 20'000;
};

// The canonical name of a subject or work as this committee calls it.
std::string canonical_name(const CommitteeBasis& basis, WordListKind kind, std::string_view name);
// The same for all that weights name.
void make_canonical(const CommitteeBasis& basis, Weights& weights);

// The address of a measure in the one form that all schools are held to.
std::string measure_key(std::string_view url);

// Of weights that are not for all subjects: «Математика», «кроме: Физическая культура»; else empty.
std::string scope_text(const WeightsScope& scope, Language language);

// Verdicts of all cells, and what the school has besides. `facts` knows its school, source, form
// and files already.
void compare_school(const CommitteeBasis& basis, const PublishedSet& set, SchoolFacts& facts);

}  // namespace vitrina
