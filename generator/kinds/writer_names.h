// Writers whose works are read at school: their names in results are no names of pupils.
//
// Source   the federal programmes of literature and of literary reading, classes 1 to 11.
#pragma once

#include <span>
#include <string_view>

namespace vitrina {

struct Writer {
    std::string_view initial;
    std::string_view second;  // patronymic or second name, whole
    std::string_view surname;
};
std::span<const Writer> school_writers();

// Whether a word is this surname in one of its cases; letter case aside. Of a man none of the cases
// that a woman's surname alone has: «Чехова» is a case of «Чехов», «Чеховой» is none.
bool is_case_of(std::string_view word, std::string_view surname);

}  // namespace vitrina
