// Memos (information products for parents, pupils, teachers, administration) and any other page.
// Source: formats §3.
#pragma once

#include <vector>

#include "kinds/kind.h"

namespace vitrina {

struct Memo {
    std::vector<InlineText> key_points;  // the summary box
};
template <> const FieldTable<Memo>& field_table<Memo>();
Kind memo_kind();

// A page has nothing but the common fields and its text.
struct Page {};
template <> const FieldTable<Page>& field_table<Page>();
Kind page_kind();

}  // namespace vitrina
