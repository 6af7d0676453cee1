// `OUT/.vitrina-files`: the files of an output that are ours, one path a line, sorted by bytes.
//
// The list is published with the site and may come back from anywhere: it is believed only as a
// whole, and only if every path in it is one that we could have written.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vitrina {

inline constexpr std::string_view file_list_name = ".vitrina-files";

// A path below the output: relative, plain parts, none that begins with a dot, no control
// characters, well-formed UTF-8, a part at most 200 bytes long.
bool is_output_path(std::string_view path);

// Nothing if the text is no such list: cut short, unsorted, with a path that cannot be ours.
std::optional<std::vector<std::string>> parse_file_list(std::string_view text);
std::string format_file_list(const std::vector<std::string>& sorted_paths);

}  // namespace vitrina
