#include "kinds/deadline_grammar.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "kinds/deadline_terms.h"

namespace vitrina {
namespace {

bool starts_with_capital(std::string_view text) {
    if (text.starts_with("«") || text.starts_with("Ё"))
        return true;
    return text.size() >= 2 && ((text[0] >= 'A' && text[0] <= 'Z') ||
                                (text.substr(0, 2) >= "А" && text.substr(0, 2) <= "Я"));
}

// «получения заявок» → «получение заявок»; nothing when the noun's form does not tell.
std::optional<std::string> in_nominative(std::string_view noun) {
    struct Ending {
        std::string_view oblique;
        std::string_view nominative;
    };
    constexpr auto endings = std::to_array<Ending>({
        {"нием", "ние"},
        {"ния", "ние"},
        {"нии", "ние"},
        {"тием", "тие"},
        {"тия", "тие"},
        {"тии", "тие"},
        {"ости", "ость"},
    });
    for (const Ending& ending : endings)
        if (noun.ends_with(ending.oblique))
            return std::string(noun.substr(0, noun.size() - ending.oblique.size())) +
                   std::string(ending.nominative);
    return std::nullopt;
}

class DeadlineParser {
public:
    DeadlineParser(std::string_view text, const std::vector<DeadlineToken>& tokens)
        : text_(text), tokens_(tokens), cursor_(tokens) {}

    DeadlineParse parse();

private:
    bool read_parts();
    bool read_part();
    bool read_phrase();
    void read_enclosed(std::size_t close);
    void read_plan_of();
    void read_plan(std::string_view head);
    bool read_event(std::size_t begin, std::string_view head);
    bool skip_separator();
    std::optional<std::size_t> enclosure() const;
    bool part_begins(std::size_t ahead) const;
    bool phrase_begins() const;
    std::size_t skip_object();
    std::string_view slice(std::size_t begin, std::size_t end) const;

    std::string_view text_;
    const std::vector<DeadlineToken>& tokens_;
    TokenCursor cursor_;
    DeadlineSyntax syntax_;
    bool enclosed_ = false;
};

DeadlineParse DeadlineParser::parse() {
    if (!read_parts())
        return {std::nullopt, cursor_.furthest()};
    return {std::move(syntax_), 0};
}

bool DeadlineParser::read_parts() {
    bool any = false;
    while (!cursor_.at_end()) {
        if (const auto close = enclosure(); close && any)
            read_enclosed(*close);
        else if (any && (attempt(cursor_, skip_time) || skip_separator()))
            continue;
        else if (!read_part())
            return false;
        any = true;
    }
    return any;
}

// Where the bracket or slash at the cursor closes; an open bracket may last to the end.
std::optional<std::size_t> DeadlineParser::enclosure() const {
    const TokenKind kind = cursor_.at().kind;
    if (enclosed_ || (kind != TokenKind::Open && kind != TokenKind::Slash))
        return std::nullopt;
    const TokenKind closing = kind == TokenKind::Open ? TokenKind::Close : TokenKind::Slash;
    for (std::size_t close = cursor_.position() + 1; close < cursor_.limit(); ++close)
        if (tokens_[close].kind == closing)
            return close;
    return kind == TokenKind::Open ? std::optional(cursor_.limit()) : std::nullopt;
}

// A remark in brackets that says nothing about dates is no reason not to understand the rest.
void DeadlineParser::read_enclosed(std::size_t close) {
    const std::size_t limit = cursor_.limit();
    DeadlineSyntax before = syntax_;
    enclosed_ = true;
    cursor_.set_limit(close);
    cursor_.move_to(cursor_.position() + 1);
    if (!read_parts())
        syntax_ = std::move(before);
    enclosed_ = false;
    cursor_.set_limit(limit);
    cursor_.move_to(std::min(close + 1, limit));
}

bool DeadlineParser::skip_separator() {
    const TokenKind next = cursor_.at(1).kind;
    switch (cursor_.at().kind) {
        case TokenKind::Comma:
        case TokenKind::Dot:
        case TokenKind::Slash:
        case TokenKind::Colon:
            return cursor_.accept(cursor_.at().kind);
        case TokenKind::Dash:  // «февраль – по графику», but never half of a range
            return next == TokenKind::Word && month_of(cursor_.at(1).word) == 0 &&
                   cursor_.accept(cursor_.at().kind);
        case TokenKind::Word:
            return cursor_.accept_word("и") || cursor_.accept_word("а") ||
                   cursor_.accept_word("также") || cursor_.accept_word("включительно");
        default:
            return false;
    }
}

bool DeadlineParser::read_part() {
    std::vector<DeadlineTerm> terms = read_moments(cursor_);
    if (!terms.empty()) {
        syntax_.terms.insert(syntax_.terms.end(), terms.begin(), terms.end());
        return true;
    }
    if (read_recurring(cursor_)) {
        syntax_.recurring = true;
        return true;
    }
    if (read_phrase())
        return true;
    const auto within = attempt(cursor_, read_within);
    if (!within)
        return false;
    syntax_.within = within->duration;
    syntax_.as_needed = syntax_.as_needed || !within->duration;
    return true;
}

bool DeadlineParser::read_phrase() {
    const std::size_t begin = cursor_.position();
    const auto phrases = deadline_phrases();
    const auto phrase = std::ranges::find_if(
        phrases, [&](const DeadlinePhrase& one) { return cursor_.accept_phrase(one.pattern); });
    if (phrase == phrases.end())
        return false;
    switch (phrase->meaning) {
        case Meaning::Continuous:
            syntax_.continuous = true;
            break;
        case Meaning::Recurring:
            syntax_.recurring = true;
            break;
        case Meaning::AsNeeded:
            syntax_.as_needed = true;
            break;
        case Meaning::PlanOf:
            read_plan_of();
            break;
        case Meaning::Plan:
            read_plan(phrase->head);
            break;
        case Meaning::Event:
            return read_event(begin, phrase->head);
        case Meaning::Later:
            syntax_.later = true;
            cursor_.accept(TokenKind::Dash) || cursor_.accept(TokenKind::Colon);
            break;
        case Meaning::WholeYear:
            syntax_.whole_year = true;
            break;
    }
    return true;
}

// «По плану ИМЦ, РМО»: whose plans; «по плану повышения квалификации»: which plan.
void DeadlineParser::read_plan_of() {
    const std::size_t begin = cursor_.position();
    const std::size_t end = skip_object();
    const std::string_view object = slice(begin, end);
    if (!starts_with_capital(object)) {
        syntax_.by_plan.push_back(object.empty() ? "план" : "план " + std::string(object));
        return;
    }
    std::size_t name = begin;
    for (std::size_t i = begin; i <= end; ++i) {
        const bool apart =
            i == end || tokens_[i].kind == TokenKind::Comma || tokens_[i].word == "и";
        if (!apart)
            continue;
        if (i > name)
            syntax_.by_plan.emplace_back(slice(name, i));
        name = i + 1;
    }
}

void DeadlineParser::read_plan(std::string_view head) {
    const std::size_t begin = cursor_.position();
    const std::string_view object = slice(begin, skip_object());
    syntax_.by_plan.push_back(std::string(head) + (object.empty() ? "" : " ") +
                              std::string(object));
}

bool DeadlineParser::read_event(std::size_t begin, std::string_view head) {
    const std::size_t noun = cursor_.position();
    const std::size_t end = skip_object();
    std::string event;
    if (!head.empty()) {
        event = std::string(head) + (end == noun ? "" : " ") + std::string(slice(noun, end));
    } else {
        if (end == noun)
            return false;
        const auto nominative = in_nominative(slice(noun, noun + 1));
        const std::size_t first = nominative ? noun : begin;
        event = nominative.value_or(to_lower(slice(first, first + 1)));
        event += text_.substr(tokens_[first].span.end,
                              tokens_[end - 1].span.end - tokens_[first].span.end);
    }
    syntax_.trigger += (syntax_.trigger.empty() ? "" : "; ") + event;
    return true;
}

bool DeadlineParser::phrase_begins() const {
    return std::ranges::any_of(deadline_phrases(), [&](const DeadlinePhrase& phrase) {
        return phrase.meaning != Meaning::Event && phrase.meaning != Meaning::AsNeeded &&
               cursor_.match_phrase(phrase.pattern) > 0;
    });
}

// Whether behind a comma something new is said, rather than one more name.
bool DeadlineParser::part_begins(std::size_t ahead) const {
    constexpr std::array<std::string_view, 8> prepositions = {"с", "со", "до", "к",
                                                              "в", "во", "по", "и"};
    if (std::ranges::find(prepositions, cursor_.at(ahead).word) != prepositions.end())
        ++ahead;
    const DeadlineToken& token = cursor_.at(ahead);
    const DeadlineToken& next = cursor_.at(ahead + 1);
    if (token.kind == TokenKind::Number)
        return next.kind == TokenKind::Dot ? cursor_.at(ahead + 2).kind == TokenKind::Number
                                           : month_of(next.word) != 0;
    if (token.kind == TokenKind::Word && month_of(token.word) != 0)
        return true;
    return std::ranges::any_of(deadline_phrases(), [&](const DeadlinePhrase& phrase) {
        return cursor_.match_phrase(phrase.pattern, ahead) > 0 ||
               cursor_.match_phrase(phrase.pattern, ahead - 1) > 0;
    });
}

// The words a phrase governs; returns the token after them, the cursor may stand behind a final
// dot.
std::size_t DeadlineParser::skip_object() {
    std::size_t end = cursor_.position();
    while (!cursor_.at_end() && !phrase_begins()) {
        const TokenKind kind = cursor_.at().kind;
        const bool separates = kind == TokenKind::Comma || kind == TokenKind::Dot;
        if (enclosure() || kind == TokenKind::Close || (separates && part_begins(1)))
            break;
        cursor_.move_to(cursor_.position() + 1);
        if (!separates)
            end = cursor_.position();
    }
    return end;
}

std::string_view DeadlineParser::slice(std::size_t begin, std::size_t end) const {
    if (begin >= end)
        return {};
    return text_.substr(tokens_[begin].span.begin,
                        tokens_[end - 1].span.end - tokens_[begin].span.begin);
}

}  // namespace

DeadlineParse parse_deadline(std::string_view text, const std::vector<DeadlineToken>& tokens) {
    return DeadlineParser(text, tokens).parse();
}

}  // namespace vitrina
