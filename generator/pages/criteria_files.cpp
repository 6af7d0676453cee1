// Criteria for machines: one flat list of all records, and a table per file (formats §5, §9).
#include <algorithm>

#include "formats/csv.h"
#include "pages/criteria.h"
#include "pages/criteria_parts.h"
#include "pages/question_view.h"
#include "pages/record_json.h"

namespace vitrina {
namespace {

// The names that a flat record has instead of the lists of its file.
constexpr std::string_view list_field = "work";

std::string plain(const MappedText& text) {
    return flatten_markdown(text.text);
}

// What is the same for all classes and works of a record.
JsonObject shared_fields(const Record& file,
                         const CriteriaRecord& record,
                         const EncodeContext& context) {
    JsonObject rule;
    encode_fields(record.rule, field_table<MarkingRule>(), context, rule);
    JsonObject shared;
    for (JsonMember& member : rule.members)
        if (member.first != list_field)
            shared.add(std::move(member.first), std::move(member.second));
    shared.add_unless_empty("valid", Codec<Validity>::encode(record.valid, context));
    shared.add_unless_empty("approved_by", Codec<Reference>::encode(act_of(file, record), context));
    return shared;
}

void add_flat(const Record& file,
              const PlacedCriterion& placed,
              const EncodeContext& context,
              JsonArray& list) {
    const CriteriaRecord& record = *placed.record;
    const std::string& id = record.id.value;
    const JsonObject shared = shared_fields(file, record, context);
    for (const SubjectName& subject : record.subjects) {
        for (const ClassLabel& label : record.classes.labels) {
            for (const WorkName& work : record.rule.works) {
                JsonObject flat;
                flat.add("id", id.empty() ? file.id : file.id + "#" + id);
                flat.add_unless_empty("url", context.reference_url({"", file.id, id, {}}));
                flat.add("subject", subject.name);
                flat.add("class", label.text());
                flat.add("work", work.name);
                for (const JsonMember& member : shared.members)
                    flat.add(member.first, member.second);
                list.push_back(std::move(flat));
            }
        }
    }
}

// A mark's rule in one line: «5: орфографические 0, пунктуационные 0 или …».
std::string rule_text(const Theme& theme, const MarkRule& rule) {
    std::string text;
    for (const ErrorLimits& one : rule.any_of) {
        text += text.empty() ? std::string() : std::string(theme.text("criteria_or"));
        for (std::size_t i = 0; i < one.limits.size(); ++i)
            text.append(i > 0 ? ", " : "")
                .append(word_of(one.limits[i].kind, theme.language()))
                .append(" ≤ ")
                .append(std::to_string(one.limits[i].count));
    }
    if (rule.otherwise)
        text = theme.text("criteria_more_errors");
    const std::string words = plain(rule.text.text);
    if (text.empty())
        return words;
    return words.empty() ? text : text + " (" + words + ")";
}

// Everything that the columns of the scale cannot hold.
std::string conditions_text(const Theme& theme, const MarkingRule& rule) {
    std::vector<std::string> lines;
    for (const auto& [mark, what] : rule.marks.items)
        lines.push_back("«" + std::to_string(mark.value) + "»: " + rule_text(theme, what));
    if (rule.no_mark.value)
        lines.emplace_back(theme.text("criteria_no_mark"));
    for (const Part& part : rule.parts)
        lines.push_back(part.id.value + ". " + plain(part.title.text) +
                        (part.max.value ? " — " + number_text(theme, *part.max.value) : ""));
    lines.push_back(plain(rule.pass.text));
    for (const InlineText& condition : rule.conditions)
        lines.push_back(plain(condition.text));
    std::string text;
    for (const std::string& line : lines)
        if (!line.empty())
            text += (text.empty() ? "" : "; ") + line;
    return text;
}

std::string act_title(const PageWorld& world, const Reference& act) {
    if (!act.is_set())
        return {};
    const Target target = world.site.resolve(act);
    const std::string title = target.record ? world.site.entry(*target.record).title : target.title;
    const std::string clause = clause_text(world.theme, act.anchor);
    return clause.empty() ? title : title + ", " + clause;
}

// The marks that have a column: all but the lowest, which is what is left.
std::vector<int> scale_marks(const Site& site) {
    std::vector<int> marks = site.config.marks;
    std::ranges::sort(marks, std::greater<>());
    if (!marks.empty())
        marks.pop_back();
    return marks;
}

CsvRow csv_header(const PageWorld& world) {
    CsvRow header;
    for (const char* key :
         {"csv_subject", "csv_programme", "csv_class", "csv_work", "csv_model", "csv_max"})
        header.emplace_back(world.theme.text(key));
    for (const int mark : scale_marks(world.site))
        header.push_back(world.theme.text("csv_mark_from", {std::to_string(mark)}));
    header.emplace_back(world.theme.text("csv_condition"));
    header.emplace_back(world.theme.text("csv_act"));
    return header;
}

// From «программа» on; the same for all subjects, classes and works of the record.
CsvRow csv_rule(const PageWorld& world, const Record& file, const CriteriaRecord& record) {
    const Theme& theme = world.theme;
    const MarkingRule& rule = record.rule;
    CsvRow cells = {std::string(word_of(rule.model.value, theme.language())),
                    rule.max.value ? number_text(theme, *rule.max.value) : std::string()};
    for (const int mark : scale_marks(world.site)) {
        const auto found = std::ranges::find_if(
            rule.scale.items, [&](const auto& item) { return item.first.value == mark; });
        cells.push_back(found != rule.scale.items.end() ? number_text(theme, found->second)
                                                        : std::string());
    }
    cells.push_back(conditions_text(theme, rule));
    cells.push_back(act_title(world, act_of(file, record)));
    return cells;
}

}  // namespace

std::string criteria_index_json(const Site& site) {
    JsonArray records;
    for (const RecordId id : criteria_files(site)) {
        const Record& file = site.at(id);
        const SiteEncodeContext context(site, file);
        for (const PlacedCriterion& placed : place_criteria(file))
            if (is_current(site, *placed.record))
                add_flat(file, placed, context, records);
    }
    JsonObject index;
    index.add("school_year", school_year_name(site.config.school_year));
    index.add("records", std::move(records));
    return json_text(index, JsonForm::Indented);
}

JsonValue criteria_index_schema() {
    constexpr SchemaForm form = SchemaForm::Published;
    JsonObject record;
    JsonArray required = {"id", "subject", "class", "work"};
    for (const char* name : {"id", "url", "subject", "class", "work"})
        record.add(name, string_schema());
    describe_fields(field_table<MarkingRule>(), form, record, required);
    record.add("valid", Codec<Validity>::schema(form));
    record.add("approved_by", Codec<Reference>::schema(form));
    JsonObject records;
    records.add("type", "array");
    records.add("items", object_schema(std::move(record), std::move(required)));
    JsonObject index;
    index.add("school_year", Codec<SchoolYear>::schema(form));
    index.add("records", std::move(records));
    return object_schema(std::move(index), {"school_year", "records"});
}

std::string criteria_csv(const PageWorld& world, RecordId id) {
    const Record& file = world.site.at(id);
    std::vector<CsvRow> rows = {csv_header(world)};
    for (const CriteriaRecord& record : as<Criteria>(file).records) {
        const CsvRow rule = csv_rule(world, file, record);
        std::string programme = record.rule.programme;
        if (!record.rule.group.empty())
            programme += (programme.empty() ? "" : ", ") + record.rule.group;
        for (const SubjectName& subject : record.subjects) {
            for (const ClassLabel& label : record.classes.labels) {
                for (const WorkName& work : record.rule.works) {
                    CsvRow row = {subject.name, programme, label.text(), work.name};
                    row.insert(row.end(), rule.begin(), rule.end());
                    rows.push_back(std::move(row));
                }
            }
        }
    }
    return csv_text(rows);
}

}  // namespace vitrina
