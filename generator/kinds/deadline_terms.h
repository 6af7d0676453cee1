// Reading dates, months and parts of the school year out of a deadline's tokens.
// Internal to the reading of deadlines (deadline.h); the grammar stands in deadline_grammar.h.
//
// Lifetime a cursor looks at tokens that outlive it.
// Errors   a reader that fails leaves the cursor where it was.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "kinds/deadline_grammar.h"

namespace vitrina {

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

// Tries a reader that gives a bool or an optional; on failure the cursor is back.
template <class Reader>
auto attempt(TokenCursor& cursor, Reader&& read) {
    const std::size_t begin = cursor.position();
    auto result = read(cursor);
    if (!result)
        cursor.move_to(begin);
    return result;
}

// «1», «1-я», «I», «первая»; «последняя» is -1.
std::optional<int> read_ordinal(TokenCursor& cursor);
// `2020-2021 учебный год`, `2020/21 уч. г.`, `2020-2021`.
std::optional<SchoolYear> read_school_year(TokenCursor& cursor);
// One date, month, quarter, season or year, without what may stand before or after it.
std::optional<Term> read_term(TokenCursor& cursor);
// Several days or ordinals with one noun: «15, 20 и 25 марта», «I и III четверти».
std::vector<Term> read_listed_terms(TokenCursor& cursor);

}  // namespace vitrina
