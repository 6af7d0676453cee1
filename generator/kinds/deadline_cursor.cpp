// Moving through the tokens of a deadline, and matching set phrases.
#include <algorithm>

#include "kinds/deadline_words.h"

namespace vitrina {
namespace {

const DeadlineToken end_token;

bool fits(const DeadlineToken& token, std::string_view wanted) {
    if (wanted == "-")
        return token.kind == TokenKind::Dash;
    if (token.kind != TokenKind::Word)
        return false;
    return wanted.ends_with('*') ? has_stem(token.word, wanted.substr(0, wanted.size() - 1))
                                 : token.word == wanted;
}

}  // namespace

const DeadlineToken& TokenCursor::at(std::size_t ahead) const {
    return position_ + ahead < limit_ ? tokens_[position_ + ahead] : end_token;
}

void TokenCursor::move_to(std::size_t position) {
    position_ = position;
    furthest_ = std::max(furthest_, position);
}

bool TokenCursor::accept(TokenKind kind) {
    if (at().kind != kind)
        return false;
    move_to(position_ + 1);
    return true;
}

bool TokenCursor::accept_word(std::string_view word) {
    return at().word == word && accept(TokenKind::Word);
}

bool TokenCursor::accept_stem(std::string_view stem) {
    return has_stem(at().word, stem) && accept(TokenKind::Word);
}

bool TokenCursor::accept_phrase(std::string_view pattern) {
    const std::size_t count = match_phrase(pattern);
    move_to(position_ + count);
    return count > 0;
}

std::size_t TokenCursor::match_phrase(std::string_view pattern, std::size_t ahead) const {
    std::size_t count = ahead;
    while (!pattern.empty()) {
        const std::string_view wanted = pattern.substr(0, pattern.find(' '));
        pattern.remove_prefix(std::min(pattern.size(), wanted.size() + 1));
        if (!fits(at(count), wanted))
            return 0;
        ++count;
        if (!pattern.empty() && at(count).kind == TokenKind::Dot)
            ++count;  // «уч. года»
    }
    return count - ahead;
}

}  // namespace vitrina
