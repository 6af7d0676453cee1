#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace vitrina {

// Runs of letters and digits, as they are written.
std::vector<std::string> words_of(std::string_view text);

}  // namespace vitrina
