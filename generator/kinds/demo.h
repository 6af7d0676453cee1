// Demo tests: what a test looks like, item by item, with answers and how they are marked.
//
// Shapes   sections of items; an item is a question of its own, a question of the bank (`use`), or a
//          passage for the items below it.
// Steps    the kind's check judges a file alone. `complete_demo` then needs the site: it fetches the
//          bank's questions and judges what depends on the sum of points.
// Promise  after both, a test with `answers: none` holds no answers any more: no output can leak them.
// Source   formats §7, domain §2.4.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "kinds/criteria.h"
#include "kinds/kind.h"
#include "kinds/question.h"
#include "kinds/scale_report.h"
#include "kinds/tasks.h"

namespace vitrina {

// When answers may be seen: beside the task, on a page of their own, never.
enum class AnswerMode : std::uint8_t { After, Separate, None };
template <> const WordList<AnswerMode>& word_list<AnswerMode>();
template <> struct Codec<AnswerMode> : WordCodec<AnswerMode> {};

struct DemoItem {
    Located<std::string> id;  // for references; may be empty
    Located<std::string> no;  // a printed label, unique in the test; empty: a passage
    Reference use;            // the bank's task; then `question` is its copy
    Question question;        // of a passage only `passage` is set
    Span span;

    bool is_passage() const { return !use.is_set() && question.type.value == QuestionType::None; }
};

struct DemoSection {
    InlineText title;
    std::vector<DemoItem> items;
};

struct Demo {
    Located<int> duration_min;
    std::vector<InlineText> aids;
    BlockText instructions;
    MarkThresholds scale;
    Reference criteria;  // instead of `scale`
    AnswerMode answers = AnswerMode::After;
    std::vector<DemoSection> sections;
    std::vector<DemoItem> items;  // the short form; moved into one untitled section by the checks
};

template <> const FieldTable<DemoItem>& field_table<DemoItem>();
template <> const FieldTable<DemoSection>& field_table<DemoSection>();
template <> const FieldTable<Demo>& field_table<Demo>();
Kind demo_kind();

// What references lead to; null for what is not there (that has been reported).
struct DemoSources {
    std::function<const BankTask*(const Reference&)> task;
    std::function<const CriteriaRecord*(const Reference&)> criterion;
};

// For the site, after every record has been checked. Texts of a copied question stand in the bank's
// file: whoever renders them does so as the bank's record (`use`).
void complete_demo(Record& record, const DemoSources& sources, CheckContext& context);

// The sum of all questions; nothing while some question is unknown.
std::optional<Decimal> points_of(const Demo& demo);

}  // namespace vitrina
