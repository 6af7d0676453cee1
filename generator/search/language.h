// Words as search sees them, the same at build and in the browser (themes/base/assets/search_words.js).
//
// Folding  small letters; ё is е, й stays й; accents and soft hyphens inside a word are dropped;
//          composed and decomposed letters are the same.
// Words    runs of Latin and Cyrillic letters (also of Tatar, Bashkir, Yakut …) and digits: the parts
//          of a compound with hyphens are words. «5А» is the word `5а` and its part `5`. One letter
//          alone is no word, nor are stop words.
// Stems    Snowball's, Russian for words with а–я, English for a–z; words with digits stay.
#pragma once

#include <string>
#include <string_view>

namespace vitrina {

// Takes text piece by piece; a word may go on in the next piece. `take(std::string_view word)` gets
// every folded word, and of words with both letters and digits their digits as well.
class WordScanner {
public:
    template <class Take>
    void feed(std::string_view text, Take&& take) {
        for (std::size_t at = 0; at < text.size();) {
            at = read_word(text, at);
            if (at < text.size())
                end(take);
        }
    }

    template <class Take>
    void end(Take&& take) {
        if (size_ == 0)
            return;
        if (is_word())
            take(word());
        if (has_digit_ && has_letter_)
            each_number(take);
        size_ = signs_ = letters_ = 0;
        has_digit_ = has_letter_ = false;
    }

private:
    // Reads on to the next sign that is of no word, or to the end, and passes over signs of no word
    // as long as no word has begun.
    std::size_t read_word(std::string_view text, std::size_t at);
    // Reads one sign of the rarer letters; false: it is of no word.
    bool add_other(std::string_view text, std::size_t& at);
    void add_letter(char32_t letter);
    bool is_word() const { return has_digit_ || letters_ > 1; }
    std::string_view word() const { return {bytes_, size_}; }

    template <class Take>
    void each_number(Take&& take) const {
        for (std::size_t begin = 0; begin < size_; ++begin) {
            std::size_t last = begin;
            while (last < size_ && bytes_[last] >= '0' && bytes_[last] <= '9')
                ++last;
            if (last > begin)
                take(word().substr(begin, last - begin));
            begin = last;
        }
    }

    static constexpr std::size_t longest = 40;  // signs; the rest of a longer word is passed over
    char bytes_[2 * longest] = {};
    std::size_t size_ = 0;
    std::size_t signs_ = 0;
    std::size_t letters_ = 0;
    bool has_digit_ = false;
    bool has_letter_ = false;
};

// Text that `WordScanner` reads right: composed, when it holds combining marks.
std::string composed(std::string_view text);
bool has_combining_marks(std::string_view text);

bool is_stop_word(std::string_view folded_word);
std::string stop_words();  // all of them, with spaces between

// The stem of a folded word.
std::string stem_of(std::string_view folded_word);

}  // namespace vitrina
