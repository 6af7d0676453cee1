// What the Markdown library would take more than linear time or memory for, found before it reads.
//
// Limits   nesting of quotes and lists 100 levels; a run of one special character 1,000; a table
//          64 columns and 200,000 cells; and, per block of lines without an empty one, the products
//          that its open defects grow by (listed in the .cpp). One pass over the bytes.
// Source   the advisories of cmark-gfm up to 0.29.0.gfm.13, tried against Debian's 0.29.0.gfm.6.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/diagnostic_ids.h"
#include "base/source.h"

namespace vitrina::markdown {

struct Refusal {
    MessageId id{};
    Span part;         // bytes of the text
    std::string what;  // the message's argument
};

std::optional<Refusal> find_costly_markup(std::string_view text);

}  // namespace vitrina::markdown
