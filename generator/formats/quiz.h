// Questions as other programs exchange them: what GIFT and Moodle XML are written from.
//
// Texts    plain, lines parted by `\n`; formulas are TeX between `\(` and `\)`, or `$$` and `$$`:
//          what Moodle shows as formulas. Names, ids, tags and remarks are one line. A picture is its
//          alternative text between the marks of `flatten_with_pictures`, counted in `pictures`:
//          whoever cannot show pictures drops the marks (`clean_text`).
// Units    numbers are decimals with a point; shares are percents of a question's points, always
//          from the list that Moodle takes (`quiz_share`).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vitrina {

enum class QuizType : std::uint8_t { Passage, Single, Multi, Text, Number, Match, Essay };

struct QuizAnswer {
    std::string text;
    std::string share = "100";  // `33.33333`, `-50`, `0`
    std::string feedback;
};

struct QuizPair {
    std::string left;  // empty: the right side belongs to none
    std::string right;
};

struct QuizPicture {
    std::string path;   // of its file, from the site's root; empty: no file of the site
    std::string bytes;  // empty: the alternative text stands for it
};

struct QuizQuestion {
    QuizType type = QuizType::Essay;
    std::string id;  // the same for ever; may be empty
    std::string name;
    std::string text;
    std::string unit;  // of a number: stands behind the blank
    std::vector<QuizAnswer> answers;
    std::vector<QuizPair> pairs;
    std::vector<QuizPicture> pictures;  // of all texts but short answers and right sides
    std::string tolerance = "0";
    std::string points = "1";
    bool shuffle = false;
    std::string feedback;  // shown with the answer
    std::string marking;   // for whoever marks an essay
    std::vector<std::string> tags;
    std::vector<std::string> remarks;  // what the format can only say approximately
    std::vector<std::string> fields;  // `max: 2`: what GIFT has no place for, as the bank writes it
};

struct QuizCategory {
    std::string name;  // may be empty
    std::vector<QuizQuestion> questions;
};

struct Quiz {
    std::string title;
    std::vector<std::string> remarks;
    std::vector<QuizCategory> categories;
};

// `part` of `whole` in percent: the nearest share that Moodle takes, and whether it is that one.
struct QuizShare {
    std::string percent;
    bool is_exact = false;
};
QuizShare quiz_share(std::int64_t part, std::int64_t whole);

// A text as HTML: `&`, `<` and `>` as entities, line ends as `<br>`.
std::string quiz_html(std::string_view text);
// Moodle finds formulas in HTML only.
bool has_quiz_formula(std::string_view text);
// `*` stands for any text in Moodle's short answers unless a backslash stands before it.
std::string quiz_short_answer(std::string_view text);
// One line, whatever the text was; its no-break spaces stay.
std::string quiz_line(std::string_view text);

}  // namespace vitrina
