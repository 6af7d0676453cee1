#include "content/markdown_abbreviations.h"

#include <algorithm>

#include "base/byte_blocks.h"
#include "base/text.h"

namespace vitrina::markdown {
namespace {

bool is_word_at(std::string_view text, std::size_t at) {
    return at < text.size() && is_letter_or_digit(code_point_at(text, at).value);
}

bool is_word_before(std::string_view text, std::size_t at) {
    if (at == 0)
        return false;
    std::size_t begin = at - 1;
    while (begin > 0 && (byte_at(text, begin) & 0xC0U) == 0x80U)
        --begin;
    return is_word_at(text, begin);
}

}  // namespace

Abbreviations::Abbreviations(const std::vector<Abbreviation>* words, std::vector<bool>* used)
    : words_(words), used_(used == nullptr ? &own_used_ : used) {
    if (words_ == nullptr)
        return;
    used_->resize(words_->size());
    for (std::size_t i = 0; i < words_->size(); ++i) {
        const std::string_view word = (*words_)[i].word;
        if (word.empty() || (*used_)[i])
            continue;
        ++unused_;
        first_[byte_at(word, 0)] = true;
        if (word.size() > 1)
            add_second(byte_at(word, 1));
        else
            for (std::size_t byte = 0; byte < second_.size(); ++byte)
                add_second(static_cast<unsigned char>(byte));
    }
}

void Abbreviations::add_second(unsigned char byte) {
    second_[byte] = true;
    Range& range = ranges_[byte < 0x80 ? 0 : 1];
    range.least = std::min(range.least, byte);
    range.greatest = std::max(range.greatest, byte);
}

const Abbreviation* Abbreviations::longest_at(std::string_view text, std::size_t at) const {
    const Abbreviation* longest = nullptr;
    const std::string_view rest = text.substr(at);
    for (std::size_t i = 0; i < words_->size(); ++i) {
        const Abbreviation& word = (*words_)[i];
        // Its last byte tells most words apart, and costs no call.
        const std::size_t size = word.word.size();
        if (size == 0 || size > rest.size() || word.word.back() != rest[size - 1])
            continue;
        const bool fits = rest.starts_with(word.word) && !is_word_at(text, at + size);
        if (fits && (longest == nullptr || word.word.size() > longest->word.size()))
            longest = &word;
    }
    return longest;
}

// The second byte is asked first: in Cyrillic the first is the same for half of the letters, the
// second tells the capitals, which are rare, from the rest.
std::size_t Abbreviations::next_candidate(std::string_view text, std::size_t at) const {
    const auto [ascii, others] = ranges_;
    while (at < text.size()) {
        if (at + 1 + block_size <= text.size()) {
            const ByteBlock seconds = block_at(text, at + 1);
            if (!any_byte(((seconds >= ascii.least) & (seconds <= ascii.greatest)) |
                          ((seconds >= others.least) & (seconds <= others.greatest)))) {
                at += block_size;
                continue;
            }
        }
        for (const std::size_t end = std::min(at + block_size, text.size()); at < end; ++at) {
            const unsigned char second = at + 1 < text.size() ? byte_at(text, at + 1) : '\0';
            if (second_[second] && first_[byte_at(text, at)])
                return at;
        }
    }
    return text.size();
}

void Abbreviations::write(std::string& html, std::string_view text) {
    std::size_t written = 0;
    for (std::size_t at = 0; unused_ > 0; ++at) {
        at = next_candidate(text, at);
        if (at == text.size())
            break;
        const Abbreviation* word = longest_at(text, at);
        if (word == nullptr || is_word_before(text, at))
            continue;
        const auto index = static_cast<std::size_t>(word - words_->data());
        if (!(*used_)[index]) {
            (*used_)[index] = true;
            --unused_;
            append_escaped(html, text.substr(written, at - written));
            html += "<abbr title=\"";
            append_escaped(html, word->meaning);
            html += "\">";
            append_escaped(html, word->word);
            html += "</abbr>";
            written = at + word->word.size();
        }
        at += word->word.size() - 1;
    }
    append_escaped(html, text.substr(written));
}

}  // namespace vitrina::markdown
