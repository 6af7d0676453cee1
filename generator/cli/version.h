// The program's version, from the project's line in CMakeLists.txt.
#pragma once

#include <string_view>

namespace vitrina {

extern const std::string_view program_version;  // 0.1.0

}  // namespace vitrina
