// Names of people in a text that must name nobody. What is found is a name by its form; a first
// name alone is not told from other words.
//
// Writers  of the school programme (writer_names.h) may stand before their works, initials or names
//          first. Whatever else looks like a name is one: a writer that is not in the list, «Чехов
//          А. П.» as in a list of a class, the form of a woman where the writer is a man.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace vitrina {

// Which names of writers are no names of people. A word like «рассказ», «роману», «творчество»
// close before the name tells in any text that a work is meant; where works of literature are what
// the text is about, both initials or the whole name tell it too.
enum class WriterNames : std::uint8_t { BesideWorks, WithBothInitials };

// The text, shortened, in which there is «Иванова А. П.», «А. П. Иванова», «Иванова А.»,
// «А. Иванова», «Иванова Анна Петровна» or «Анна Петровна»; empty when nobody is named.
std::string find_person(std::string_view text, WriterNames writers);

}  // namespace vitrina
