// One school of a committee: from the set that was kept of it to facts.
#pragma once

#include <map>

#include "site/committee.h"
#include "kinds/mirrored.h"
#include "site/vocabulary.h"

namespace vitrina {

// What all schools are held against; const while they are read.
struct CommitteeBasis {
    struct Item {
        const MarkingRule* rule = nullptr;  // of ItemKind::Rule
        const Weights* weights = nullptr;   // of the others
    };
    const Vocabulary& vocabulary;
    std::vector<int> marks;
    Language language = Language::Russian;
    SchoolYear school_year;
    std::vector<ReferenceItem> items;
    std::vector<Item> rules;  // beside `items`
    std::size_t cell_count = 0;
    std::map<std::string, std::pair<std::size_t, std::size_t>> measures;  // address → plan and row
};

// A criterion or the weights of a school, ready to be compared.
struct PublishedRule {
    std::size_t file = 0;  // index in SchoolFacts::files
    std::string anchor;
    std::vector<std::string> subjects;  // canonical
    std::vector<std::string> works;
    std::vector<ClassLabel> classes;
    MarkingRule rule;
};
struct PublishedWeights {
    std::size_t file = 0;
    Weights weights;
};
struct PublishedSet {
    std::vector<PublishedRule> rules;
    std::vector<PublishedWeights> weights;
};

// The canonical name of a subject or work as this committee calls it.
std::string canonical_name(const CommitteeBasis& basis, WordListKind kind, std::string_view name);

// The address of a measure in the one form that all schools are held to.
std::string measure_key(std::string_view url);

// Verdicts of all cells, and what the school has besides.
void compare_school(const CommitteeBasis& basis, const PublishedSet& set, SchoolFacts& facts);

// Fills everything but `school` and `source`. `mirror-kept-damaged` if what was kept is not as it was.
Result<void> read_school(const FileReader& files,
                         const std::string& root,
                         const CommitteeBasis& basis,
                         SchoolFacts& facts);

// What became different from version to version, newest first.
Result<std::vector<SchoolChange>> read_changes(const FileReader& files,
                                               const KeptReader& kept,
                                               const CommitteeBasis& basis);

}  // namespace vitrina
