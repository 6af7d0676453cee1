// A question of a demo test or of the task bank: what is asked, what is right, and how it is marked.
//
// Shapes   one struct for all types; the checks see to it that a question has the fields of its type
//          and no others.
// Units    points are exact decimals; answers of type `number` too.
// Source   formats §7, domain §2.4 (levels, codes, partial points).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kinds/kind.h"
#include "kinds/parts.h"

namespace vitrina {

enum class QuestionType : std::uint8_t { None, Single, Multi, Text, Number, Match, Order, Task };
template <> const WordList<QuestionType>& word_list<QuestionType>();
template <> struct Codec<QuestionType> : WordCodec<QuestionType> {};

// Б, П, В.
enum class Level : std::uint8_t { None, Basic, Advanced, High };
template <> const WordList<Level>& word_list<Level>();
template <>
struct Codec<Level> : WordCodec<Level> {
    // Also takes the Latin `B` for `В`, with a warning.
    static bool decode(const YamlNode& node, DecodeContext& context, Level& value);
};

// What an answer gets that is not wholly right.
enum class PartialRule : std::uint8_t {
    AllOrNothing,
    OneErrorMinusOne,  // every error takes one point: 2 → 1 → 0
    PerRight,          // a point for each right choice, pair or place
};
template <> const WordList<PartialRule>& word_list<PartialRule>();
template <>
struct Codec<PartialRule> : WordCodec<PartialRule> {
    // The usual rule is not published: most questions have no other.
    static JsonValue encode(const PartialRule& value, const EncodeContext& context);
};

struct Option {
    InlineText text;
    bool right = false;
    InlineText feedback;
    Span span;
};

struct MatchPair {
    InlineText left;
    InlineText right;
    Span span;
};

// Answers of type `text` are plain text, compared as typed. An answer of type `number` is one
// number: `number` is set by the checks, and published instead of the text.
struct Answer {
    std::vector<Located<std::string>> variants;
    std::optional<Decimal> number;
    Span span;
    bool empty() const { return variants.empty(); }
};
VITRINA_CODEC(Answer);

struct Question {
    Located<QuestionType> type;
    Level level = Level::None;
    Located<std::optional<Decimal>> max;  // set by the checks
    std::vector<std::string> kes;         // codes of the codifier: elements of content
    std::vector<std::string> kt;          // and requirements
    BlockText passage;                    // what is read first
    BlockText stem;
    std::vector<Option> options;          // single, multi
    Located<bool> shuffle;                // single, multi, match
    std::vector<MatchPair> pairs;         // match
    std::vector<InlineText> extra;        // match: right sides without a left one
    std::vector<InlineText> sequence;     // order: as it is right
    Answer answer;                        // text, number
    Located<std::optional<Decimal>> tolerance;  // number
    InlineText unit;                            // number
    std::vector<Part> parts;              // task
    Located<PartialRule> partial;         // multi, match, order
    BlockText feedback;                   // shown with the answer
    BlockText solution;
    std::vector<Reference> repeat;        // what to repeat
};

template <> const FieldTable<Option>& field_table<Option>();
template <> const FieldTable<MatchPair>& field_table<MatchPair>();
template <> const FieldTable<Question>& field_table<Question>();

// Sets what was left out (points, the number of an answer) and reports what cannot be marked.
// `place` is where a message stands that concerns the whole.
void check_question(const Record& record, Span place, Question& question, Diagnostics& out);

// Takes away all that tells what is right: for tests whose answers are not published. What must be
// chosen from stays, in alphabetical order: right sides of pairs move to `extra`.
void withhold_answers(Question& question);

// The right sides to choose from: those of the pairs, then the extra ones.
std::vector<const InlineText*> match_choices(const Question& question);

}  // namespace vitrina
