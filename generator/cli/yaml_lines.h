// Lines of a YAML file that a command writes: a key and its text, quoted as it needs.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace vitrina {

// `indent` blanks, the key, the text; of several lines as a block. Ends with a line end.
std::string yaml_pair(std::size_t indent, std::string_view key, const std::string& text);
// `[a, 'b, c']`.
std::string yaml_flow_list(const std::vector<std::string>& items);

}  // namespace vitrina
