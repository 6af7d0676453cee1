#include "formats/gift_question.h"

#include <algorithm>

#include "base/text.h"
#include "formats/quiz.h"

namespace vitrina::gift {
namespace {

constexpr auto npos = std::string_view::npos;
constexpr std::size_t longest_unit = 20;

class QuestionReader {
public:
    QuestionReader(const SourcePtr& source, const Body& body, Diagnostics& out)
        : source_(source), body_(body), out_(out) {}

    bool read(ReadQuestion& question) {
        std::string_view rest = body_.text();
        question.span = body_.span(0, 1);
        if (!take_name(rest, question))
            return false;
        markup_ = take_markup(rest, TextMarkup::Moodle);
        const std::size_t open = find_mark(rest, "{");
        const std::size_t close = find_mark(rest, "}", open == npos ? 0 : open);
        if (open == npos && close == npos) {
            question.text = markdown(rest);
            return true;
        }
        if (open == npos)
            return refuse(ids::gift_brace, rest.substr(close, 1));
        if (close == npos)
            return refuse(ids::gift_unclosed, rest.substr(open, 1));
        if (const std::size_t second = find_mark(rest, "{", open + 1); second < close)
            return refuse(ids::gift_brace, rest.substr(second, 1));
        const std::string_view tail = rest.substr(close + 1);
        if (const std::size_t extra = find_mark_of(tail, "{}"); extra != npos)
            return refuse(ids::gift_brace, tail.substr(extra, 1));
        if (!read_answers(rest.substr(open + 1, close - open - 1), question))
            return false;
        join_text(rest.substr(0, open), trim(tail), question);
        return true;
    }

private:
    Place place(std::string_view part) const { return {source_, body_.span_of(part)}; }

    bool refuse(MessageId id, std::string_view part) {
        out_.error(id, place(part));
        return false;
    }

    // Lines of a question that no escape parts are one line of text.
    std::string markdown(std::string_view raw) { return markdown_in(raw, markup_); }
    std::string markdown_in(std::string_view raw, TextMarkup usual) {
        std::string_view part = trim(raw);
        const TextMarkup markup = take_markup(part, usual);
        std::string text;
        for (std::size_t begin = 0; begin <= part.size();) {
            const std::size_t end = std::min(part.find('\n', begin), part.size());
            const bool keeps_lines = markup == TextMarkup::Markdown;
            text += (text.empty()  ? ""
                     : keeps_lines ? "\n"
                                   : " ") +
                    std::string(part.substr(begin, end - begin));
            begin = end + 1;
        }
        return markdown_of(unescape(text), markup, place(part.empty() ? raw : part), out_);
    }

    bool take_name(std::string_view& rest, ReadQuestion& question) {
        if (!rest.starts_with("::"))
            return true;
        const std::size_t end = find_mark(rest, "::", 2);
        if (end == npos)
            return refuse(ids::gift_name_open, rest.substr(0, 2));
        question.name = collapse_spaces(unescape(rest.substr(2, end - 2)));
        rest = rest.substr(end + 2);
        return true;
    }

    static TextMarkup take_markup(std::string_view& rest, TextMarkup usual) {
        struct Named {
            std::string_view name;
            TextMarkup markup;
        };
        constexpr Named all[] = {{"[html]", TextMarkup::Html},
                                 {"[moodle]", TextMarkup::Moodle},
                                 {"[plain]", TextMarkup::Plain},
                                 {"[markdown]", TextMarkup::Markdown}};
        const std::string_view text = trim(rest);
        for (const Named& one : all) {
            if (to_lower(text.substr(0, one.name.size())) != one.name)
                continue;
            rest = text.substr(one.name.size());
            return one.markup;
        }
        return usual;
    }

    // The blank of a missing word, or the unit of a number, stands where the answers stood.
    void join_text(std::string_view before, std::string_view tail, ReadQuestion& question) {
        question.text = markdown(before);
        if (tail.empty())
            return;
        std::string behind = markdown(tail);
        const bool looks_like_unit = count_code_points(behind) <= longest_unit &&
                                     behind.find_first_of(".,;!?") == std::string::npos;
        const bool is_told = std::ranges::any_of(
            question.fields, [](const ReadField& field) { return field.key == "unit"; });
        if (question.type == ReadType::Number && (looks_like_unit || is_told))
            question.unit = std::move(behind);
        else
            question.text = markdown_joined(before, tail);
    }

    std::string markdown_joined(std::string_view before, std::string_view tail) {
        constexpr std::string_view punctuation = ".,;:!?)";
        const bool joins = punctuation.find(tail.front()) != npos;
        std::string text(trim(before));
        text += (text.empty() ? "_____" : " _____") + std::string(joins ? "" : " ");
        text += tail;
        std::ranges::replace(text, '\n', ' ');
        return markdown_of(unescape(text), markup_, place(before), out_);
    }

    bool read_answers(std::string_view raw, ReadQuestion& question) {
        std::string_view answers = trim(raw);
        if (const std::size_t general = find_mark(answers, "####"); general != npos) {
            question.feedback = markdown(answers.substr(general + 4));
            answers = trim(answers.substr(0, general));
        }
        if (answers.empty()) {
            question.type = ReadType::Essay;
            return true;
        }
        if (answers.front() == '#')
            return read_number(answers, question);
        if (read_true_false(answers, question))
            return true;
        if (answers.front() != '=' && answers.front() != '~')
            return refuse(ids::gift_answer_mark, first_word(answers));
        if (find_mark(answers, "~") != npos)
            return read_choice(answers, ReadType::Choice, question);
        if (find_mark(answers, "->") != npos)
            return read_pairs(answers, question);
        return read_choice(answers, ReadType::Text, question);
    }

    static std::string_view first_word(std::string_view text) {
        return text.substr(0, std::min(text.find_first_of(" \n=~#"), text.size()));
    }

    // The answers behind `=` and `~`, with these marks.
    static std::vector<std::string_view> parts_of(std::string_view answers,
                                                  std::string_view marks) {
        std::vector<std::string_view> parts;
        for (std::size_t begin = 0; begin < answers.size();) {
            const std::size_t end =
                std::min(find_mark_of(answers, marks, begin + 1), answers.size());
            parts.push_back(trim(answers.substr(begin, end - begin)));
            begin = end;
        }
        return parts;
    }

    // A weight in front: `%50%`, `%-33.33333%`.
    static std::optional<Decimal> take_weight(std::string_view& text) {
        if (!text.starts_with('%'))
            return std::nullopt;
        const std::size_t end = text.find('%', 1);
        if (end == npos || end > 12)
            return std::nullopt;
        const auto weight = parse_decimal(text.substr(1, end - 1));
        if (weight)
            text = trim(text.substr(end + 1));
        return weight;
    }

    std::string take_feedback(std::string_view& text) {
        const std::size_t mark = find_mark(text, "#");
        if (mark == npos)
            return {};
        const std::string_view feedback = text.substr(mark + 1);
        text = trim(text.substr(0, mark));
        return markdown(feedback);
    }

    bool read_choice(std::string_view answers, ReadType type, ReadQuestion& question) {
        question.type = type;
        question.is_multi = true;
        for (const std::string_view whole : parts_of(answers, "=~")) {
            question.is_multi = question.is_multi && whole.front() == '~';
            ReadAnswer answer;
            answer.span = body_.span_of(whole);
            std::string_view text = trim(whole.substr(1));
            const auto weight = take_weight(text);
            answer.share = weight ? *weight : Decimal::of(whole.front() == '=' ? 100 : 0);
            answer.feedback = take_feedback(text);
            // Short answers are compared as typed: they are no Markdown.
            answer.text = type == ReadType::Text ? quiz_line(unescape(text)) : markdown(text);
            question.answers.push_back(std::move(answer));
        }
        return true;
    }

    bool read_true_false(std::string_view answers, ReadQuestion& question) {
        const std::size_t mark = find_mark(answers, "#");
        const std::string word = to_upper(trim(answers.substr(0, mark)));
        const bool is_true = word == "T" || word == "TRUE";
        if (!is_true && word != "F" && word != "FALSE")
            return false;
        // Said to whoever is wrong, then to whoever is right.
        std::string said[2];
        if (mark != npos) {
            std::string_view rest = answers.substr(mark + 1);
            const std::size_t second = find_mark(rest, "#");
            said[0] = markdown(rest.substr(0, second));
            if (second != npos)
                said[1] = markdown(rest.substr(second + 1));
        }
        question.type = ReadType::Choice;
        const Span span = body_.span_of(answers);
        question.answers.push_back(
            {"верно", Decimal::of(is_true ? 100 : 0), said[is_true ? 1 : 0], span});
        question.answers.push_back(
            {"неверно", Decimal::of(is_true ? 0 : 100), said[is_true ? 0 : 1], span});
        return true;
    }

    bool read_pairs(std::string_view answers, ReadQuestion& question) {
        question.type = ReadType::Match;
        for (const std::string_view whole : parts_of(answers, "=")) {
            const std::size_t arrow = find_mark(whole, "->");
            if (arrow == npos)
                return refuse(ids::gift_pair, whole);
            // A right side is plain text whatever the question is.
            question.pairs.push_back({markdown(whole.substr(1, arrow - 1)),
                                      markdown_in(whole.substr(arrow + 2), TextMarkup::Plain)});
        }
        return true;
    }

    bool read_number(std::string_view answers, ReadQuestion& question) {
        question.type = ReadType::Number;
        const std::string_view rest = trim(answers.substr(1));
        std::vector<std::string_view> parts;
        if (!rest.empty() && (rest.front() == '=' || rest.front() == '~'))
            parts = parts_of(rest, "=~");
        else
            parts = {rest};
        bool has_number = false;
        bool has_told = false;
        for (std::string_view part : parts) {
            const bool is_wrong = part.starts_with('~');
            std::string_view text = part.starts_with('=') || is_wrong ? trim(part.substr(1)) : part;
            const auto weight = take_weight(text);
            const std::string said = take_feedback(text);
            if (!said.empty())
                question.feedback += (question.feedback.empty() ? "" : "\n\n") + said;
            if (is_wrong || (weight && *weight <= Decimal::of(0)))
                continue;
            if (has_number || (weight && *weight != Decimal::of(100))) {
                if (!has_told)
                    out_.warning(ids::import_numbers, place(part));
                has_told = true;
                continue;
            }
            if (!take_number(text, part, question))
                return false;
            has_number = true;
        }
        if (!has_number)
            return refuse_number(answers.substr(0, 1), rest);
        return true;
    }

    bool refuse_number(std::string_view part, std::string_view text) {
        out_.error(ids::gift_number, place(part), shorten(collapse_spaces(text), 40));
        return false;
    }

    bool take_number(std::string_view text, std::string_view part, ReadQuestion& question) {
        const std::string_view where = text.empty() ? part : text;
        if (const std::size_t dots = text.find(".."); dots != npos) {
            const auto low = parse_decimal(trim(text.substr(0, dots)));
            const auto high = parse_decimal(trim(text.substr(dots + 2)));
            if (!low || !high || *high < *low)
                return refuse_number(where, text);
            const Decimal half{5, 1};
            question.number = (*low + *high) * half;
            question.tolerance = (*high + *low * Decimal::of(-1)) * half;
            return true;
        }
        const std::size_t colon = text.find(':');
        const auto number = parse_decimal(trim(text.substr(0, colon)));
        const auto tolerance =
            colon == npos ? Decimal::of(0) : parse_decimal(trim(text.substr(colon + 1)));
        if (!number || !tolerance || *tolerance < Decimal::of(0))
            return refuse_number(where, text);
        question.number = *number;
        question.tolerance = *tolerance;
        return true;
    }

    SourcePtr source_;
    const Body& body_;
    Diagnostics& out_;
    TextMarkup markup_ = TextMarkup::Moodle;
};

}  // namespace

bool read_question(const SourcePtr& source,
                   const Body& body,
                   ReadQuestion& question,
                   Diagnostics& out) {
    return QuestionReader(source, body, out).read(question);
}

}  // namespace vitrina::gift
