// Names of people in a text that must name nobody. What is found is a name by its form; a first
// name alone is not told from other words.
#pragma once

#include <string>
#include <string_view>

namespace vitrina {

// The text, shortened, in which there is «Иванова А. П.», «А. П. Иванова», «Иванова А.»,
// «А. Иванова», «Иванова Анна Петровна» or «Анна Петровна»; empty when nobody is named.
std::string find_person(std::string_view text);

}  // namespace vitrina
