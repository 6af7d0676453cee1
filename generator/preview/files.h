// Texts that only the preview serves; they are compiled into the program from preview/files/.
#pragma once

#include <string_view>

namespace vitrina {

// Asserts that there is a file of the name.
std::string_view preview_file(std::string_view name);

}  // namespace vitrina
