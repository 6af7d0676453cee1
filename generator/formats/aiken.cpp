#include "formats/aiken.h"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "base/text.h"

namespace vitrina {
namespace {

constexpr std::string_view latin[] = {"A", "B", "C", "D", "E", "F", "G", "H", "I",
                                      "J", "K", "L", "M", "N", "O", "P", "Q", "R"};
constexpr std::string_view russian[] = {"А", "Б", "В", "Г", "Д", "Е", "Ж", "З", "И",
                                        "К", "Л", "М", "Н", "О", "П", "Р", "С", "Т"};

// The places that a letter may mean: a Russian «В» may be the third letter or a Latin «B».
struct Letter {
    int latin = -1;
    int russian = -1;
    bool is_one() const { return latin >= 0 || russian >= 0; }
    bool means(int place) const { return latin == place || russian == place; }
};

int index_in(const auto& letters, std::string_view letter) {
    const auto found = std::ranges::find(letters, letter);
    return found == std::end(letters) ? -1
                                      : static_cast<int>(std::distance(std::begin(letters), found));
}

Letter letter_of(std::string_view text) {
    Letter letter{index_in(latin, text), index_in(russian, text)};
    // Letters that look alike are typed for each other.
    constexpr std::pair<std::string_view, std::string_view> alike[] = {
        {"А", "A"}, {"В", "B"}, {"С", "C"}, {"Е", "E"}, {"Н", "H"},
        {"К", "K"}, {"М", "M"}, {"О", "O"}, {"Р", "P"}};
    for (const auto& [one, other] : alike) {
        if (text == one)
            letter.latin = index_in(latin, other);
        if (text == other)
            letter.russian = index_in(russian, one);
    }
    return letter;
}

struct OptionLine {
    std::string_view letter;
    std::string_view text;
};

// `A) text`, `Б. text`.
std::optional<OptionLine> option_line(std::string_view line) {
    if (line.empty())
        return std::nullopt;
    const std::size_t length = code_point_at(line, 0).length;
    const std::string_view letter = line.substr(0, length);
    if (!letter_of(letter).is_one() || line.size() < length + 2)
        return std::nullopt;
    const std::string_view rest = line.substr(length);
    const bool is_marked = rest[0] == ')' || rest[0] == '.';
    if (!is_marked || (rest[1] != ' ' && rest[1] != '\t'))
        return std::nullopt;
    return OptionLine{letter, trim(rest.substr(1))};
}

// What stands after `ANSWER:`.
std::optional<std::string> answer_line(std::string_view line) {
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos)
        return std::nullopt;
    const std::string word = fold_case(trim(line.substr(0, colon)));
    if (word != "answer" && word != "ответ")
        return std::nullopt;
    std::string_view letter = trim(line.substr(colon + 1));
    while (!letter.empty() && (letter.back() == ')' || letter.back() == '.'))
        letter.remove_suffix(1);
    return to_upper(letter);
}

class AikenReader {
public:
    AikenReader(const SourcePtr& source, Diagnostics& out) : source_(source), out_(out) {}

    ReadQuiz read() {
        const std::string_view text = source_->text;
        for (std::size_t begin = 0; begin < text.size();) {
            const std::size_t end = std::min(text.find_first_of("\r\n", begin), text.size());
            read_line(text.substr(begin, end - begin), begin);
            begin = end + 1;
        }
        finish_without_answer();
        return std::move(quiz_);
    }

private:
    Place place(Span span) const { return {source_, span}; }

    std::string markdown(std::string_view text, Span span) {
        return markdown_of(text, TextMarkup::Plain, place(span), out_);
    }

    void read_line(std::string_view whole, std::size_t begin) {
        if (begin == 0 && whole.starts_with("\xEF\xBB\xBF")) {
            whole.remove_prefix(3);
            begin += 3;
        }
        const std::string_view line = trim(whole);
        if (line.empty())
            return;
        const auto from = static_cast<std::uint32_t>(
            begin + static_cast<std::size_t>(line.data() - whole.data()));
        const Span span{from, from + static_cast<std::uint32_t>(line.size())};
        if (const auto answer = answer_line(line))
            return finish(*answer, span);
        if (const auto option = option_line(line))
            return add_option(*option, span);
        if (!options_.empty())
            finish_without_answer();
        if (question_.text.empty())
            question_.span = span;
        question_.text += (question_.text.empty() ? "" : "\n") + std::string(line);
    }

    void add_option(const OptionLine& option, Span span) {
        const Letter letter = letter_of(option.letter);
        if (options_.empty() && question_.text.empty() && is_good_) {
            out_.error(ids::aiken_question_missing, place(span));
            is_good_ = false;
        }
        if (!letter.means(static_cast<int>(options_.size())) && is_good_) {
            out_.error(ids::aiken_letter, place(span), option.letter);
            is_good_ = false;
        }
        options_.push_back(letter);
        question_.answers.push_back({markdown(option.text, span), Decimal::of(0), "", span});
        question_.type = ReadType::Choice;
    }

    void finish(const std::string& answer, Span span) {
        const Letter wanted = letter_of(answer);
        const bool is_russian = !options_.empty() && std::ranges::all_of(options_, [&](auto& one) {
            return one.russian == static_cast<int>(&one - options_.data());
        });
        const int place_of_right = is_russian ? wanted.russian : wanted.latin;
        const bool known =
            place_of_right >= 0 && place_of_right < static_cast<int>(options_.size());
        if (!known && is_good_)
            out_.error(ids::aiken_answer_unknown, place(span), shorten(answer, 20));
        if (known && is_good_) {
            question_.answers[static_cast<std::size_t>(place_of_right)].share = Decimal::of(100);
            question_.text = markdown(question_.text, question_.span);
            quiz_.questions.push_back(std::move(question_));
        }
        start_anew();
    }

    void finish_without_answer() {
        if (is_good_ && (!options_.empty() || !question_.text.empty()))
            out_.error(ids::aiken_answer_missing, place(question_.span));
        start_anew();
    }

    void start_anew() {
        question_ = {};
        options_.clear();
        is_good_ = true;
    }

    SourcePtr source_;
    Diagnostics& out_;
    ReadQuiz quiz_;
    ReadQuestion question_;
    std::vector<Letter> options_;
    bool is_good_ = true;  // of this question nothing has been reported
};

}  // namespace

bool looks_like_aiken(std::string_view text) {
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find_first_of("\r\n", begin), text.size());
        const std::string_view line = trim(text.substr(begin, end - begin));
        if (answer_line(line) || option_line(line))
            return true;
        begin = end + 1;
    }
    return false;
}

ReadQuiz read_aiken(const SourcePtr& source, Diagnostics& out) {
    return AikenReader(source, out).read();
}

}  // namespace vitrina
