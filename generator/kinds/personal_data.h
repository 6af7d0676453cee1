// What tells of one person in a text that holds for everybody. Writers and scholars may be named
// there: a name counts where a word for a pupil stands before it.
#pragma once

#include <string>
#include <string_view>

namespace vitrina {

// «ученик 5А класса Иванов И. П.» by its name, a СНИЛС by its form and control number; empty when
// there is neither.
std::string find_pupil(std::string_view text);

// A telephone number of eleven digits or an address of mail; empty when there is none.
std::string find_contact(std::string_view text);

}  // namespace vitrina
