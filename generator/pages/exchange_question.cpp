#include "pages/exchange_question.h"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include "base/text.h"
#include "content/edit.h"
#include "content/markdown_math.h"
#include "pages/links.h"
#include "pages/question_answer.h"

namespace vitrina {
namespace {

// Sequences up to this long have few enough orders for all of them to be listed.
constexpr std::size_t longest_listed_sequence = 5;

std::string plain_number(const Decimal& number) {
    return decimal_text(number, '.');
}

std::size_t count_lines(std::string_view text) {
    return text.empty() ? 0 : 1 + static_cast<std::size_t>(std::ranges::count(text, '\n'));
}

std::string joined_lines(const std::string& above, const std::string& below) {
    return above + (above.empty() || below.empty() ? "" : "\n") + below;
}

// A value of one line of flow YAML.
std::string flow_text(const InlineText& text) {
    return yaml_scalar(quiz_line(text.text.text));
}

std::string flow_parts(const std::vector<Part>& parts) {
    std::string list;
    for (const Part& part : parts) {
        std::string levels;
        for (const auto& [points, meaning] : part.levels.items)
            levels += fmt::format("{}{}: {}", levels.empty() ? "" : ", ",
                                  plain_number(points.value), flow_text(meaning));
        list += fmt::format("{}{{id: {}", list.empty() ? "" : ", ", yaml_scalar(part.id.value));
        if (!part.title.empty())
            list += fmt::format(", title: {}", flow_text(part.title));
        if (!levels.empty())
            list += fmt::format(", levels: {{{}}}", levels);
        else if (part.max.value)
            list += fmt::format(", max: {}", plain_number(*part.max.value));
        if (part.zero_if.is_set())
            list += fmt::format(", zero_if: {}", yaml_scalar(part.zero_if.part + "=" +
                                                             plain_number(part.zero_if.points)));
        list += "}";
    }
    return "[" + list + "]";
}

class QuestionMaker {
public:
    QuestionMaker(const Site& site, const Theme& theme, const QuestionUse& use)
        : site_(site),
          theme_(theme),
          use_(use),
          from_(use.question),
          marks_(question_marks(theme, use)) {}

    QuizQuestion make() {
        fill();
        to_.pictures = quiz_pictures(site_, use_.owner, pictures_);
        return std::move(to_);
    }

private:
    void fill() {
        const std::string passage = text(from_.passage.text.text);
        to_.text = joined_lines(passage, text(from_.stem.text.text));
        to_.name = use_.label;
        if (from_.max.value)
            to_.points = plain_number(*from_.max.value);
        to_.shuffle = from_.shuffle.value;
        add_tags();
        if (!use_.answers)
            return withhold();
        if (!passage.empty())
            field("passage_lines", std::to_string(count_lines(passage)));
        if (from_.max.value && *from_.max.value != Decimal::of(1) && from_.parts.empty())
            field("max", plain_number(*from_.max.value));
        if (from_.partial.value != PartialRule::AllOrNothing)
            field("partial", std::string(word_of(from_.partial.value, Language::English)));
        if (from_.shuffle.value)
            field("shuffle", "true");
        add_feedback();
        add_own();
    }

    std::string text(std::string_view markdown) { return quiz_text(markdown, pictures_); }
    void remark(std::string_view name) { to_.remarks.emplace_back(theme_.text(name)); }
    void field(std::string_view name, const std::string& value) {
        to_.fields.push_back(fmt::format("{}: {}", name, value));
    }

    void add_tags() {
        if (from_.level != Level::None)
            to_.tags.emplace_back(word_of(from_.level, Language::Russian));
        for (const std::string& code : from_.kes)
            to_.tags.push_back("КЭС " + code);
        for (const std::string& code : from_.kt)
            to_.tags.push_back("КТ " + code);
    }

    // Whatever there is to choose from becomes a part of the text.
    void withhold() {
        std::string choices;
        for (std::size_t place = 0; place < from_.options.size(); ++place)
            choices += fmt::format("\n{} {}", marks_.number(place),
                                   text(from_.options[marks_.order[place]].text.text.text));
        for (std::size_t i = 0; i < from_.pairs.size(); ++i)
            choices +=
                fmt::format("\n{} {}", marks_.letter(i), text(from_.pairs[i].left.text.text));
        const std::vector<const InlineText*> right = match_choices(from_);
        for (std::size_t place = 0; place < right.size(); ++place)
            choices += fmt::format("\n{} {}", marks_.number(place),
                                   text(right[marks_.order[place]]->text.text));
        choices += sequence_lines();
        to_.type = QuizType::Essay;
        to_.text += choices;
        remark("exchange_withheld");
    }

    void add_feedback() {
        const std::string feedback = text(from_.feedback.text.text);
        if (!feedback.empty())
            field("feedback_lines", std::to_string(count_lines(feedback)));
        to_.feedback = joined_lines(feedback, text(from_.solution.text.text));
    }

    void add_own() {
        switch (from_.type.value) {
            case QuestionType::Single:
                return add_single();
            case QuestionType::Multi:
                return add_multi();
            case QuestionType::Text:
                return add_text();
            case QuestionType::Number:
                return add_number();
            case QuestionType::Match:
                return add_match();
            case QuestionType::Order:
                return add_order();
            case QuestionType::Task:
            case QuestionType::None:
                return add_task();
        }
    }

    void add_single() {
        to_.type = QuizType::Single;
        for (const Option& option : from_.options)
            to_.answers.push_back({text(option.text.text.text), option.right ? "100" : "0",
                                   text(option.feedback.text.text)});
    }

    void add_multi() {
        to_.type = QuizType::Multi;
        const auto right =
            static_cast<std::int64_t>(std::ranges::count(from_.options, true, &Option::right));
        const QuizShare gain = quiz_share(1, right);
        QuizShare loss = gain;
        if (from_.partial.value == PartialRule::AllOrNothing) {
            loss = quiz_share(1, 1);
            if (right > 1)
                remark("exchange_multi_all");
        } else if (from_.partial.value == PartialRule::OneErrorMinusOne) {
            loss = quiz_share(1, std::max<std::int64_t>(1, whole_points()));
            remark("exchange_minus_one");
        } else if (!gain.is_exact) {
            remark("exchange_shares");
        }
        for (const Option& option : from_.options)
            to_.answers.push_back({text(option.text.text.text),
                                   option.right ? gain.percent : "-" + loss.percent,
                                   text(option.feedback.text.text)});
    }

    // Moodle knows letters with and without dots apart; we do not.
    void add_text() {
        to_.type = QuizType::Text;
        const auto add = [this](const std::string& text) {
            const bool known = std::ranges::any_of(
                to_.answers, [&](const QuizAnswer& one) { return one.text == text; });
            if (!known)
                to_.answers.push_back({text, "100", ""});
        };
        for (const Located<std::string>& variant : from_.answer.variants) {
            std::string plain = variant.value;
            add(quiz_line(plain));
            for (const auto& [dotted, bare] : {std::pair("ё", "е"), std::pair("Ё", "Е")})
                for (std::size_t at = plain.find(dotted); at != std::string::npos;
                     at = plain.find(dotted, at))
                    plain.replace(at, std::string_view(dotted).size(), bare);
            add(quiz_line(plain));
        }
    }

    void add_number() {
        to_.type = QuizType::Number;
        to_.unit = text(from_.unit.text.text);
        // A text behind the blank may also be the rest of a sentence: this one is not.
        if (!to_.unit.empty())
            field("unit", flow_text(from_.unit));
        if (from_.tolerance.value)
            to_.tolerance = plain_number(*from_.tolerance.value);
        if (from_.answer.number)
            to_.answers.push_back({plain_number(*from_.answer.number), "100", ""});
    }

    void add_match() {
        to_.type = QuizType::Match;
        bool has_formula = false;
        bool has_picture = false;
        const auto right_side = [&](const InlineText& one) {
            std::vector<std::string> pictures;
            std::string plain = clean_text(quiz_text(one.text.text, pictures));
            has_formula = has_formula || has_quiz_formula(plain);
            has_picture = has_picture || !pictures.empty();
            return plain;
        };
        for (const MatchPair& pair : from_.pairs)
            to_.pairs.push_back({text(pair.left.text.text), right_side(pair.right)});
        for (const InlineText& one : from_.extra)
            to_.pairs.push_back({"", right_side(one)});
        const bool by_pair = from_.partial.value == PartialRule::PerRight ||
                             (from_.partial.value == PartialRule::OneErrorMinusOne &&
                              whole_points() == static_cast<std::int64_t>(from_.pairs.size()));
        if (!by_pair)
            remark("exchange_match");
        if (has_formula)
            remark("exchange_right_formula");
        if (has_picture)
            remark("exchange_pictures");
    }

    std::string sequence_lines() {
        std::string lines;
        for (std::size_t place = 0; place < from_.sequence.size(); ++place)
            lines += fmt::format("\n{} {}", marks_.letter(place),
                                 text(from_.sequence[marks_.order[place]].text.text));
        return lines;
    }

    // What is put in order, as a pupil writes it: «ВАГБ».
    std::string letters_of(const std::vector<std::size_t>& order) const {
        std::string letters;
        for (const std::size_t index : order) {
            const std::string letter = marks_.letter(marks_.place_of(index));
            letters += letter.substr(0, letter.size() - 1);  // without its bracket
        }
        return letters;
    }

    // Moodle itself has no questions of this type: the order is written as a row of letters.
    void add_order() {
        to_.type = QuizType::Text;
        to_.text += sequence_lines();
        std::vector<std::size_t> right(from_.sequence.size());
        std::iota(right.begin(), right.end(), 0);
        to_.answers.push_back({letters_of(right), "100", ""});
        std::string sequence;
        for (const InlineText& one : from_.sequence)
            sequence += (sequence.empty() ? "" : ", ") + flow_text(one);
        field("type", "order");
        field("sequence", "[" + sequence + "]");
        field("choice_lines", std::to_string(from_.sequence.size()));
        remark("exchange_order");
        if (from_.partial.value == PartialRule::AllOrNothing)
            return;
        if (from_.sequence.size() <= longest_listed_sequence)
            add_partly_right_orders();
        else
            remark("exchange_order_partial");
    }

    void add_partly_right_orders() {
        const std::size_t count = from_.sequence.size();
        std::vector<std::size_t> order(count);  // place in the answer → place in the right order
        std::iota(order.begin(), order.end(), 0);
        bool all_exact = true;
        while (std::ranges::next_permutation(order).found) {
            std::int64_t good = 0;
            for (std::size_t i = 0; i < count; ++i)
                good += order[i] == i ? 1 : 0;
            const std::int64_t errors = static_cast<std::int64_t>(count) - good;
            const std::int64_t points = from_.partial.value == PartialRule::PerRight
                                            ? good
                                            : std::max<std::int64_t>(0, whole_points() - errors);
            if (points == 0)
                continue;
            const QuizShare share = quiz_share(points, whole_points());
            all_exact = all_exact && share.is_exact;
            to_.answers.push_back({letters_of(order), share.percent, ""});
        }
        if (!all_exact)
            remark("exchange_shares");
    }

    void add_task() {
        to_.type = QuizType::Essay;
        std::string scheme;
        for (const Part& part : from_.parts) {
            const std::string max = part.max.value ? points_text(theme_, *part.max.value) : "";
            scheme = joined_lines(scheme, fmt::format("{}. {} ({})", part.id.value,
                                                      text(part.title.text.text), max));
            for (const auto& [points, meaning] : part.levels.items)
                scheme += fmt::format("\n{} — {}", points_text(theme_, points.value),
                                      text(meaning.text.text));
            if (part.zero_if.is_set())
                scheme += "\n" + theme_.text(
                                     "scheme_zero_if",
                                     {part.zero_if.part, points_text(theme_, part.zero_if.points)});
        }
        to_.marking = scheme;
        field("parts", flow_parts(from_.parts));
    }

    // Rules that take points one by one have whole ones; half a point more changes nothing.
    std::int64_t whole_points() const {
        if (!from_.max.value)
            return 1;
        std::int64_t whole = from_.max.value->units;
        for (int i = 0; i < from_.max.value->scale; ++i)
            whole /= 10;
        return std::max<std::int64_t>(1, whole);
    }

    const Site& site_;
    const Theme& theme_;
    const QuestionUse& use_;
    const Question& from_;
    QuestionMarks marks_;
    std::vector<std::string> pictures_;  // as written
    QuizQuestion to_;
};

}  // namespace

std::string quiz_text(std::string_view markdown_text, std::vector<std::string>& pictures) {
    const std::string flat = flatten_with_pictures(markdown_text, pictures);
    const auto hidden = markdown::hide_math(flat);
    if (!hidden)
        return flat;
    std::string text;
    std::string_view rest = *hidden;
    while (const auto formula = markdown::find_formula(rest)) {
        if (formula->end == std::string_view::npos)
            break;
        text += markdown::show_math(rest.substr(0, formula->begin));
        const std::string source = markdown::show_math(formula->source);
        text += formula->is_display ? "$$" + source + "$$" : "\\(" + source + "\\)";
        rest = rest.substr(formula->end);
    }
    return text + markdown::show_math(rest);
}

std::vector<QuizPicture> quiz_pictures(const Site& site,
                                       const Record& owner,
                                       const std::vector<std::string>& urls) {
    std::vector<QuizPicture> pictures;
    for (const std::string& url : urls)
        pictures.push_back({linked_attachment(site, owner.source->path, url), {}});
    return pictures;
}

QuizQuestion quiz_question(const Site& site, const Theme& theme, const QuestionUse& use) {
    return QuestionMaker(site, theme, use).make();
}

}  // namespace vitrina
