#include "kinds/kind.h"

#include <algorithm>

#include "base/text.h"
#include "content/markdown.h"
#include "kinds/act.h"
#include "kinds/checklist.h"
#include "kinds/criteria.h"
#include "kinds/curriculum.h"
#include "kinds/demo.h"
#include "kinds/event.h"
#include "kinds/memo.h"
#include "kinds/plan.h"
#include "kinds/procedure.h"
#include "kinds/results.h"
#include "kinds/schedule.h"
#include "kinds/tasks.h"
#include "kinds/weights.h"

namespace vitrina {

const std::vector<Kind>& all_kinds() {
    static const std::vector<Kind> kinds = {
        memo_kind(),      procedure_kind(), demo_kind(),      criteria_kind(),  weights_kind(),
        schedule_kind(),  plan_kind(),      act_kind(),       event_kind(),     tasks_kind(),
        checklist_kind(), results_kind(),   page_kind(),      curriculum_kind(),
    };
    return kinds;
}

const Kind* find_kind(std::string_view name) {
    const auto found = std::ranges::find(all_kinds(), name, &Kind::name);
    return found == all_kinds().end() ? nullptr : &*found;
}

const Kind* find_kind_of_folder(std::string_view folder) {
    const auto found = std::ranges::find(all_kinds(), folder, &Kind::folder);
    return found == all_kinds().end() ? nullptr : &*found;
}

std::string part_title(std::string_view markdown) {
    constexpr std::size_t longest = 160;
    const std::string text = flatten_markdown(markdown);
    return shorten(std::string_view(text).substr(0, text.find('\n')), longest);
}

void check_part_id(const Record& record, const Located<std::string>& id, Diagnostics& out) {
    const bool good = std::ranges::all_of(id.value, [](char byte) {
        return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte == '-' ||
               byte == '.' || byte == '_';
    });
    if (!good)
        out.error(ids::part_id_letters, record.place(id.span), shorten(id.value, 40),
                  transliterate_path(id.value));
}

std::vector<FieldName> join_field_names(const std::vector<FieldName>& own, TitleNeed title) {
    std::vector<FieldName> all = own;
    for (FieldName name : field_names(field_table<Common>())) {
        if (name.name == "title" && title == TitleNeed::Required)
            name.need = Need::Required;
        // The kind's own field of that name comes first and is found first; its common namesake
        // keeps only the alias that the kind has not taken.
        all.push_back(name);
    }
    return all;
}

JsonObject merge_fields(JsonObject common, JsonObject own) {
    JsonObject merged;
    for (JsonMember& member : common.members)
        if (own.find(member.first) == nullptr)
            merged.add(std::move(member.first), std::move(member.second));
    for (JsonMember& member : own.members)
        merged.add(std::move(member.first), std::move(member.second));
    return merged;
}

JsonValue file_schema(JsonObject properties, JsonArray required, TitleNeed title, SchemaForm form) {
    JsonObject all;
    if (form == SchemaForm::Published) {
        for (const char* name : {"id", "kind", "url"}) {
            all.add(name, string_schema());
            required.push_back(name);
        }
    }
    for (JsonMember& member : properties.members)
        if (all.find(member.first) == nullptr)
            all.add(std::move(member.first), std::move(member.second));
    if (title == TitleNeed::Required || form == SchemaForm::Published)
        required.push_back("title");
    return object_schema(std::move(all), std::move(required));
}

}  // namespace vitrina
