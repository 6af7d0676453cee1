#include "kinds/parts.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "kinds/schema_title.h"

namespace vitrina {
namespace {

const Decimal no_points = Decimal::of(0);
const Decimal most_points = Decimal::of(1000);

// Only an id that is wholly Cyrillic afterwards was meant so: `K1` → `К1`, but `part-1` stays.
void fold_part_id(const Record& record, std::string& id, Span span, Diagnostics& out) {
    std::string folded = id;
    const bool changed = fold_latin_lookalikes(folded);
    const bool cyrillic = std::ranges::none_of(folded, [](char byte) {
        return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
    });
    if (!changed || !cyrillic)
        return;
    out.warning(ids::latin_letter, record.place(span), id, folded);
    id = std::move(folded);
}

void check_levels(const Record& record, const Part& part, Diagnostics& out) {
    const auto& levels = part.levels.items;
    for (std::size_t i = 0; i < levels.size(); ++i) {
        const Located<Decimal>& points = levels[i].first;
        const std::string text = decimal_text(points.value, ',');
        if (points.value < no_points || points.value > most_points)
            out.error(ids::part_level_range, record.place(points.span), text);
        for (std::size_t earlier = 0; earlier < i; ++earlier) {
            if (levels[earlier].first.value != points.value)
                continue;
            Diagnostic& message = out.error(ids::part_level_twice, record.place(points.span), text);
            Diagnostics::note(message, ids::note_first_here,
                              record.place(levels[earlier].first.span));
            break;
        }
    }
}

// The highest level is what a part can give; a `max` beside it says the same.
void check_points(const Record& record, Part& part, Diagnostics& out) {
    std::optional<Decimal>& max = part.max.value;
    std::optional<Decimal> highest;
    for (const auto& [points, text] : part.levels.items)
        highest = std::max(points.value, highest.value_or(points.value));
    if (max && highest && *max != *highest)
        out.error(ids::part_points_differ, record.place(part.max.span), decimal_text(*max, ','),
                  decimal_text(*highest, ','));
    if (!max)
        max = highest;
    if (!max)
        out.error(ids::part_without_points, record.place(part.id.span), part.id.value);
    else if (!are_points(*max))
        out.error(ids::points_range,
                  record.place(part.max.span.end != 0 ? part.max.span : part.id.span),
                  decimal_text(*max, ','));
}

bool gives(const Part& part, const Decimal& points) {
    if (part.levels.empty())
        return points >= no_points && part.max.value && points <= *part.max.value;
    return std::ranges::any_of(part.levels.items,
                               [&](const auto& level) { return level.first.value == points; });
}

// The condition names a part above it: marking goes from the first part to the last.
void check_condition(const Record& record,
                     const std::vector<Part>& parts,
                     std::size_t index,
                     Diagnostics& out) {
    const ZeroCondition& condition = parts[index].zero_if;
    const auto above = parts.begin() + static_cast<std::ptrdiff_t>(index);
    const auto found = std::find_if(
        parts.begin(), above, [&](const Part& part) { return part.id.value == condition.part; });
    if (found == above)
        out.error(ids::part_condition_unknown, record.place(condition.span), condition.part);
    else if (!gives(*found, condition.points))
        out.error(ids::part_condition_points, record.place(condition.span), condition.part,
                  decimal_text(condition.points, ','));
}

void check_ids(const Record& record, const std::vector<Part>& parts, Diagnostics& out) {
    std::map<std::string_view, Span> seen;
    for (const Part& part : parts) {
        const auto [first, fresh] = seen.emplace(part.id.value, part.id.span);
        if (part.id.value.empty() && part.id.span.end != 0)
            out.error(ids::part_id_empty, record.place(part.id.span));
        if (fresh || part.id.value.empty())
            continue;
        Diagnostic& message =
            out.error(ids::part_id_twice, record.place(part.id.span), part.id.value);
        Diagnostics::note(message, ids::note_first_here, record.place(first->second));
    }
}

}  // namespace

bool are_points(const Decimal& points) {
    return points > no_points && points <= most_points;
}

std::optional<Decimal> check_parts(const Record& record,
                                   std::vector<Part>& parts,
                                   Diagnostics& out) {
    for (Part& part : parts) {
        fold_part_id(record, part.id.value, part.id.span, out);
        fold_part_id(record, part.zero_if.part, part.zero_if.span, out);
        check_levels(record, part, out);
        check_points(record, part, out);
    }
    check_ids(record, parts, out);
    std::optional<Decimal> sum = no_points;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (parts[i].zero_if.is_set())
            check_condition(record, parts, i, out);
        if (!parts[i].max.value)
            sum.reset();
        else if (sum)
            sum = *sum + *parts[i].max.value;
    }
    return sum;
}

bool Codec<ZeroCondition>::decode(const YamlNode& node,
                                  DecodeContext& context,
                                  ZeroCondition& value) {
    if (!expect_scalar(node, context, "a condition like К1=0", "условие вида К1=0"))
        return false;
    const std::string_view text = node.text();
    const std::size_t sign = text.find('=');
    const std::string_view part = trim(text.substr(0, sign));
    const auto points =
        sign == std::string_view::npos ? std::nullopt : parse_decimal(trim(text.substr(sign + 1)));
    if (part.empty() || !points) {
        context.out.error(ids::part_condition_form, context.place(node.span), shorten(text, 40));
        return false;
    }
    value = {std::string(part), *points, node.span};
    return true;
}

JsonValue Codec<ZeroCondition>::encode(const ZeroCondition& value, const EncodeContext&) {
    return value.is_set() ? JsonValue(value.part + "=" + decimal_text(value.points, '.'))
                          : JsonValue();
}

JsonValue Codec<ZeroCondition>::schema(SchemaForm) {
    JsonObject object;
    object.add("type", "string");
    object.add("pattern", "^[^=]+=\\s*[0-9]+([.,][0-9]+)?\\s*$");
    return titled_schema(object, "условие: К1=0");
}

template <>
const FieldTable<Part>& field_table<Part>() {
    static const FieldTable<Part> table = {
        {field("id", &Part::id, {"обозначение критерия: К1", "the part's label"}).required(),
         field("title", &Part::title, {"что оценивается", "what is marked"}),
         field("max", &Part::max, {"наибольший балл", "highest points"}),
         field("levels", &Part::levels, {"за что даётся каждый балл", "what each point is for"})
             .with_alias("level"),
         field("zero_if", &Part::zero_if,
               {"когда критерий даёт 0: К1=0", "when the part gives nothing: К1=0"})},
        "",
    };
    return table;
}

}  // namespace vitrina
