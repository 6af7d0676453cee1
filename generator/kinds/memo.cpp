#include "kinds/memo.h"

namespace vitrina {
namespace {

constexpr std::size_t most_key_points = 7;

void check_memo(Record& record, CheckContext& context) {
    const Memo& memo = as<Memo>(record);
    if (memo.key_points.size() > most_key_points)
        context.out.warning(ids::memo_key_points,
                            record.place(memo.key_points[most_key_points].text.span),
                            memo.key_points.size());
}

}  // namespace

template <>
const FieldTable<Memo>& field_table<Memo>() {
    static const FieldTable<Memo> table = {
        {field("key_points", &Memo::key_points,
               {"главное: три–пять строк для рамки в начале", "key points for the summary box"})
             .with_alias("key_point")},
        "",
    };
    return table;
}

Kind memo_kind() {
    return make_kind<Memo>({.name = "memo",
                            .folder = "memos",
                            .form = FileForm::Markdown,
                            .doc = {"памятка", "memo"}},
                           check_memo);
}

template <>
const FieldTable<Page>& field_table<Page>() {
    static const FieldTable<Page> table = {};
    return table;
}

Kind page_kind() {
    return make_kind<Page>({.name = "page",
                            .folder = "pages",
                            .form = FileForm::Markdown,
                            .doc = {"страница", "page"}},
                           nullptr);
}

}  // namespace vitrina
