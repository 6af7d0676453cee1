// The head of a request as it comes over the wire: judged and reduced to what the preview uses,
// before the HTTP library sees it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace vitrina {

inline constexpr std::size_t largest_head = 8192;
inline constexpr std::size_t most_head_lines = 64;

struct RequestHead {
    int refusal = 0;     // status of the answer; 0: the request is good
    std::string canonical;  // request line, known fields, empty line; of a good request
};

// Index behind the empty line that ends the head; npos if it is not there yet.
std::size_t end_of_head(std::string_view bytes);

// `head` ends with its empty line.
RequestHead judge_head(std::string_view head);

}  // namespace vitrina
