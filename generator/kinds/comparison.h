// How one way of marking differs from another: a committee's reference and what a school publishes.
// A difference is no violation: a school is free to have criteria of its own.
//
// Rules    points: each threshold against the one that the reference's share of the maximum gives;
//          errors: which works get at least each mark; texts: the same words and numbers, whatever
//          their letters, ё, quotes and spaces; weights: the ratios that most works agree on. What
//          cannot be put in an order is `Different`.
// Source   domain §5.2.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kinds/criteria.h"
#include "kinds/weights.h"

namespace vitrina {

// `Unchecked` is no verdict: nothing can be said. It is shown, and never stands in comparison.json.
enum class Verdict : std::uint8_t { Same, Stricter, Softer, Different, Missing, Extra, Unchecked };
inline constexpr std::size_t verdict_count = 6;  // without `Unchecked`
// same | stricter | softer | different | missing | extra | unchecked
std::string_view verdict_word(Verdict verdict);

// Shares: what the reference says on the school's own scale. Written: number against number, for
// two versions of one text.
enum class ComparedAs : std::uint8_t { Shares, Written };

enum class Differing : std::uint8_t {
    Model,      // names of the models
    Max,        // points: only told, the shares are what is compared
    Threshold,  // of a mark, in points
    Errors,     // of a mark: allows less or more
    Text,       // of a mark
    Pass,
    Condition,  // ours: that the reference has and the school has not; theirs: the other way
    Parts,
    Volume,
    NoMark,
    Weight,     // `name` is the kind of work; one side empty: it has no such work
    Ratio,      // only told: by what the reference's weights were multiplied
    Term,       // threshold of a mark of the term
    MinMarks,
    Rounding,   // of a mean: `2 half_up`
    Subjects,   // for which a rule holds
    Classes,
    Works,
    Measure,      // of a row of a plan, from here on
    Deadline,
    Responsible,
    Status,       // in_progress, cancelled …
    Done,         // the day, YYYY-MM-DD; empty: not told
    Moved,        // to that day; the same
};
std::string_view differing_word(Differing what);  // threshold, errors …: keys of the theme's strings

struct Difference {
    Differing what{};
    Verdict verdict{};  // of this difference alone
    int mark = 0;
    std::string name;
    std::string ours;  // the reference's, as it is written
    std::string theirs;
    std::string expected = {};  // ours on the scale of theirs; empty: the same scale
    bool operator==(const Difference&) const = default;
};

struct Comparison {
    Verdict verdict = Verdict::Same;
    std::vector<Difference> why;
};

Comparison compare_rules(const MarkingRule& ours, const MarkingRule& theirs,
                         ComparedAs as = ComparedAs::Shares);
// Works are held to be the same by their names, which should be canonical.
Comparison compare_weights(const Weights& ours, const Weights& theirs,
                           ComparedAs as = ComparedAs::Shares);
Comparison compare_terms(const Weights& ours, const Weights& theirs);

// Both at once: stricter in one thing and softer in another is different.
Verdict join_verdicts(Verdict a, Verdict b);

// Words and numbers alone, in lower case, ё as е: what two texts have in common when they say the
// same. Signs that change a number or its sense stay: «≤ 3», «3–5», «3,5», «−1», «60 %».
std::string comparable_text(std::string_view text);

// What a mark allows, kind by kind: «2/2 | 1/3 | 0/4»; «—» when it is no matter of errors.
std::string errors_of_mark(const MarkingRule& rule, int mark);

// «5» 17 · «4» 13 · «3» 8 (20): a rule in one line, in marks and numbers, of at most
// `longest_brief` signs; texts are left out.
inline constexpr std::size_t longest_brief = 300;
std::string brief_rule(const MarkingRule& rule, Language language);
std::string brief_weights(const Weights& weights);
std::string brief_terms(const Weights& weights);

}  // namespace vitrina
