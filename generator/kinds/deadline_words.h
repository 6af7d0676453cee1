// The words of a deadline: tokens, and the lexicon of months, ordinals and set phrases.
// Internal to the reading of deadlines (deadline.h).
//
// Lifetime tokens own their words; spans are bytes in the text that was split. A cursor looks at
//          tokens that outlive it.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/source.h"

namespace vitrina {

enum class TokenKind : std::uint8_t {
    Word,
    Number,
    Dash,
    Comma,
    Dot,
    Colon,
    Slash,
    Open,
    Close,
    Other,
    End
};

struct DeadlineToken {
    TokenKind kind = TokenKind::End;
    Span span;
    std::string word;  // of a Word: lower case, ё as е
    int value = 0;     // of a Number of up to four digits; a longer one is Other
    int digits = 0;
};

// All dashes are Dash, a semicolon is a Comma, white space and no-break space only separate.
std::vector<DeadlineToken> split_deadline(std::string_view text);

int month_of(std::string_view word);  // any case or abbreviation; 0: no month
int ordinal_of(std::string_view word);  // i–iv, «первая» … «четвертая» in any case; 0: none
int first_month_of_season(std::string_view word);  // «весна», «летом»; 0: no season
bool is_weekday(std::string_view word);
bool is_time_unit(std::string_view word);  // «неделю», «месяц», «четверть» …
int small_number_of(std::string_view word);  // «двух», «три», «десяти»; 0: none

// `word` is `stem` and an ending of at most three letters.
bool has_stem(std::string_view word, std::string_view stem);

// What a set phrase says about a deadline.
enum class Meaning : std::uint8_t {
    WholeYear,   // «в течение учебного года»
    Continuous,  // «постоянно»
    Recurring,   // «ежемесячно»
    AsNeeded,    // «по необходимости»
    Later,       // «далее»
    PlanOf,      // «по плану» + whose
    Plan,        // «в соответствии с планом» + which
    Event,       // «по запросу» + whose, «после» + what
};

// In a pattern a word that ends in `*` is a stem, `-` a dash; a dot may follow any word.
struct DeadlinePhrase {
    std::string_view pattern;
    Meaning meaning;
    std::string_view head;  // of Plan and Event: what the phrase names, in the nominative
};

// A phrase that another one begins with stands after it.
std::span<const DeadlinePhrase> deadline_phrases();

// Words worth suggesting for a misspelt one.
std::span<const std::string_view> deadline_vocabulary();

class TokenCursor {
public:
    explicit TokenCursor(std::span<const DeadlineToken> tokens)
        : tokens_(tokens), limit_(tokens.size()) {}

    const DeadlineToken& at(std::size_t ahead = 0) const;
    bool at_end() const { return position_ >= limit_; }
    std::size_t position() const { return position_; }
    std::size_t limit() const { return limit_; }
    // The furthest token any reader has come to: where understanding stopped.
    std::size_t furthest() const { return furthest_; }

    void move_to(std::size_t position);
    void set_limit(std::size_t limit) { limit_ = limit; }

    bool accept(TokenKind kind);
    bool accept_word(std::string_view word);
    bool accept_stem(std::string_view stem);
    bool accept_phrase(std::string_view pattern);
    // How many tokens from `ahead` on the pattern covers; 0: it does not match.
    std::size_t match_phrase(std::string_view pattern, std::size_t ahead = 0) const;

private:
    std::span<const DeadlineToken> tokens_;
    std::size_t limit_;
    std::size_t position_ = 0;
    std::size_t furthest_ = 0;
};

}  // namespace vitrina
