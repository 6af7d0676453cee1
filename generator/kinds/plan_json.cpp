// The published JSON of a plan and its schema (formats §4).
#include "content/markdown.h"
#include "kinds/plan.h"

namespace vitrina {
namespace {

// Those who are understood; a printed text that names nobody known stands for itself.
JsonValue encode_bodies(const BodyList& bodies, const EncodeContext& context) {
    if (!bodies.bodies.empty() || bodies.text.empty())
        return Codec<std::vector<BodyName>>::encode(bodies.bodies, context);
    JsonObject name;
    name.add("name", bodies.text);
    return JsonArray{std::move(name)};
}

JsonValue encode_deadline(const PlanRow& row) {
    JsonObject deadline;
    if (row.deadline.empty())
        return deadline;
    deadline.add_unless_empty("text", flatten_markdown(row.deadline.text.text.text));
    deadline.add("kind", deadline_word(row.reading.kind));
    JsonArray intervals;
    for (const DateRange& days : row.reading.intervals) {
        JsonObject interval;
        interval.add("from", iso_date(days.from));
        interval.add("to", iso_date(days.to));
        intervals.push_back(std::move(interval));
    }
    deadline.add_unless_empty("intervals", std::move(intervals));
    deadline.add_unless_empty("trigger", row.reading.trigger);
    deadline.add_unless_empty("by_plan",
                              JsonArray(row.reading.by_plan.begin(), row.reading.by_plan.end()));
    return deadline;
}

JsonValue encode_evidence(const std::vector<Evidence>& evidence, const EncodeContext& context) {
    JsonArray list;
    for (const Evidence& one : evidence) {
        std::string url = one.url.url;
        std::string title = flatten_markdown(one.title.text.text);
        if (one.ref.is_set()) {
            url = context.reference_url(one.ref);
            if (title.empty())
                title = context.reference_title(one.ref);
        } else if (one.file.is_set()) {
            url = context.file_url(one.file.path);
        }
        JsonObject document;
        document.add_unless_empty("url", url);
        document.add_unless_empty("title", title);
        list.push_back(std::move(document));
    }
    return list;
}

template <class Relation>
JsonObject encode_relation(const Relation& relation, const EncodeContext& context) {
    JsonObject object;
    object.add("ref", relation.ref.text());
    object.add_unless_empty("url", context.reference_url(relation.ref));
    object.add("extent", word_of(relation.extent, Language::English));
    return object;
}

JsonValue encode_implements(const PlanRow& row, const EncodeContext& context) {
    JsonArray list;
    for (const Implementation& relation : row.implements) {
        JsonObject object = encode_relation(relation, context);
        object.add_unless_empty("note", flatten_markdown(relation.note.text.text));
        list.push_back(std::move(object));
    }
    return list;
}

JsonValue encode_row(const Record& record, const PlanRow& row, const EncodeContext& context) {
    JsonObject object;
    object.add_unless_empty("url", context.reference_url({"", record.id, row.id.value, {}}));
    encode_fields(row, field_table<PlanRow>(), context, object);
    object.add_unless_empty("participants", encode_bodies(row.participants, context));
    object.add_unless_empty("deadline", encode_deadline(row));
    object.add_unless_empty("responsible", encode_bodies(row.responsible, context));
    object.add_unless_empty("evidence", encode_evidence(row.evidence, context));
    object.add_unless_empty("implements", encode_implements(row, context));
    return object;
}

JsonValue encode_sections(const Record& record, const Plan& plan, const EncodeContext& context) {
    JsonArray sections;
    for (const PlanSection& section : plan.sections) {
        JsonArray rows;
        for (const PlanRow& row : section.rows)
            rows.push_back(encode_row(record, row, context));
        JsonObject object;
        object.add_unless_empty("title", flatten_markdown(section.title.text.text));
        object.add("rows", std::move(rows));
        sections.push_back(std::move(object));
    }
    return sections;
}

JsonValue encode_not_adopted(const Plan& plan, const EncodeContext& context) {
    JsonArray list;
    for (const NotAdopted& relation : plan.not_adopted) {
        JsonObject object = encode_relation(relation, context);
        object.add_unless_empty("why", flatten_markdown(relation.why.text.text));
        list.push_back(std::move(object));
    }
    return list;
}

JsonValue array_schema(JsonValue element) {
    JsonObject array;
    array.add("type", "array");
    array.add("items", std::move(element));
    return array;
}

JsonValue deadline_schema() {
    JsonObject interval;
    interval.add("from", Codec<Date>::schema(SchemaForm::Published));
    interval.add("to", Codec<Date>::schema(SchemaForm::Published));
    JsonArray kinds;
    for (const DeadlineKind kind :
         {DeadlineKind::Dates, DeadlineKind::Continuous, DeadlineKind::OnDemand,
          DeadlineKind::ByPlan, DeadlineKind::Unknown})
        kinds.push_back(deadline_word(kind));
    JsonObject one_of_kinds;
    one_of_kinds.add("enum", std::move(kinds));
    JsonObject deadline;
    deadline.add("text", string_schema());
    deadline.add("kind", std::move(one_of_kinds));
    deadline.add("intervals", array_schema(object_schema(std::move(interval), {"from", "to"})));
    deadline.add("trigger", string_schema());
    deadline.add("by_plan", array_schema(string_schema()));
    return object_schema(std::move(deadline), {"kind"});
}

template <class Extents>
JsonValue relation_schema(std::string_view remark) {
    JsonObject relation;
    relation.add("ref", string_schema());
    relation.add("url", string_schema());
    relation.add("extent", Codec<Extents>::schema(SchemaForm::Published));
    relation.add(std::string(remark), string_schema());
    return array_schema(object_schema(std::move(relation), {"ref", "extent"}));
}

JsonValue row_schema() {
    constexpr SchemaForm form = SchemaForm::Published;
    JsonObject document;
    document.add("url", string_schema());
    document.add("title", string_schema());
    JsonObject row;
    JsonArray required;
    row.add("url", string_schema());
    describe_fields(field_table<PlanRow>(), form, row, required);
    row.add("participants", Codec<std::vector<BodyName>>::schema(form));
    row.add("deadline", deadline_schema());
    row.add("responsible", Codec<std::vector<BodyName>>::schema(form));
    row.add("evidence", array_schema(object_schema(std::move(document), {})));
    row.add("implements", relation_schema<Extent>("note"));
    return object_schema(std::move(row), std::move(required));
}

}  // namespace

std::string_view deadline_word(DeadlineKind kind) {
    switch (kind) {
        case DeadlineKind::Dates:
            return "dates";
        case DeadlineKind::Continuous:
            return "continuous";
        case DeadlineKind::OnDemand:
            return "on_demand";
        case DeadlineKind::ByPlan:
            return "by_plan";
        case DeadlineKind::Unknown:
            break;
    }
    return "unknown";
}

void encode_plan(const Record& record, const EncodeContext& context, JsonObject& to) {
    const Plan& plan = as<Plan>(record);
    JsonObject common;
    JsonObject own;
    encode_fields(record.common, field_table<Common>(), context, common);
    encode_fields(plan, field_table<Plan>(), context, own);
    // Which act approves it may be said at either end; the site puts it into `approved_by`.
    if (own.find("act") == nullptr)
        own.add_unless_empty("act", Codec<Reference>::encode(*record.common.approved_by, context));
    own.add("sections", encode_sections(record, plan, context));
    own.add_unless_empty("not_adopted", encode_not_adopted(plan, context));
    for (JsonMember& member : merge_fields(std::move(common), std::move(own)).members)
        to.add_unless_empty(std::move(member.first), std::move(member.second));
}

JsonValue published_plan_schema() {
    JsonObject section;
    section.add("title", string_schema());
    section.add("rows", array_schema(row_schema()));
    JsonObject plan;
    JsonArray required = {"sections"};
    describe_fields(field_table<Plan>(), SchemaForm::Published, plan, required);
    plan.add("sections", array_schema(object_schema(std::move(section), {"rows"})));
    plan.add("not_adopted", relation_schema<NotAdoptedExtent>("why"));
    describe_fields(field_table<Common>(), SchemaForm::Published, plan, required);
    return file_schema(std::move(plan), std::move(required), TitleNeed::Required,
                       SchemaForm::Published);
}

}  // namespace vitrina
