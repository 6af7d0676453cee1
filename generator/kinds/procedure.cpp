#include "kinds/procedure.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "base/year_ids.h"
#include "content/markdown.h"

namespace vitrina {
namespace {

constexpr std::size_t longest_code = 40;  // letters

void check_window(const Record& record, const Validity& window, Diagnostics& out) {
    // Pages and calendars show a window by both of its days: one alone would be shown as the other.
    if (window.from.is_set() != window.to.is_set())
        out.error(ids::procedure_window, record.place(window.span));
    else if (window.from.is_set() && window.to < window.from)
        out.error(ids::days_reversed, record.place(window.span), iso_date(window.from),
                  iso_date(window.to));
}

void check_line(const Record& record,
                const Validity& window,
                const ProcedureClass& line,
                Diagnostics& out) {
    if (line.subjects.empty() && line.any_of.empty())
        out.error(ids::procedure_subjects, record.place({line.span.begin, line.span.begin + 1}));
    check_minutes(record, line.duration_min, out);
    const Date date = line.date.value;
    const bool outside = date.is_set() && ((window.from.is_set() && date < window.from) ||
                                           (window.to.is_set() && date > window.to));
    if (outside)
        out.warning(ids::procedure_date_outside, record.place(line.date.span), iso_date(date),
                    iso_date(window.from), iso_date(window.to));
}

void add_subjects(std::vector<SubjectName>& to, const std::vector<SubjectName>& from) {
    for (const SubjectName& one : from)
        if (std::ranges::find(to, one.name, &SubjectName::name) == to.end())
            to.push_back(one);
}

// Pages of classes and subjects find the procedure by the common fields.
void gather(Record& record, const Procedure& procedure) {
    const bool own_classes = !record.common.classes.empty();
    const bool own_subjects = !record.common.subjects.empty();
    for (const ProcedureClass& line : procedure.by_class) {
        if (!own_classes)
            add_classes(record.common.classes, line.classes);
        if (own_subjects)
            continue;
        add_subjects(record.common.subjects, line.subjects);
        add_subjects(record.common.subjects, line.any_of);
    }
}

void check_procedure(Record& record, CheckContext& context) {
    Procedure& procedure = as<Procedure>(record);
    procedure.code.value = collapse_spaces(trim(procedure.code.value));
    const std::string& code = procedure.code.value;
    if (code.find('/') != std::string::npos || count_code_points(code) > longest_code)
        context.out.error(ids::procedure_code, record.place(procedure.code.span), shorten(code, 60));
    check_window(record, procedure.window, context.out);
    for (const ProcedureClass& line : procedure.by_class)
        check_line(record, procedure.window, line, context.out);
    gather(record, procedure);
}

}  // namespace

void check_minutes(const Record& record, const Located<int>& minutes, Diagnostics& out) {
    if (minutes.span.end != 0 && (minutes.value < 1 || minutes.value > most_minutes))
        out.error(ids::minutes_range, record.place(minutes.span), minutes.value);
}

void add_classes(ClassList& to, const ClassList& from) {
    std::set<ClassLabel> labels(to.labels.begin(), to.labels.end());
    labels.insert(from.labels.begin(), from.labels.end());
    to.labels.assign(labels.begin(), labels.end());
}

std::string procedure_word(const Record& record) {
    const std::string& code = as<Procedure>(record).code.value;
    return code.empty() ? flatten_markdown(record.common.title.text.text) : code;
}

bool Codec<MarkUse>::decode(const YamlNode& node, DecodeContext& context, MarkUse& value) {
    bool counts = false;
    if (!Codec<bool>::decode(node, context, counts))
        return false;
    value = counts ? MarkUse::Counts : MarkUse::DoesNotCount;
    return true;
}
JsonValue Codec<MarkUse>::encode(const MarkUse& value, const EncodeContext&) {
    return value == MarkUse::Unsaid ? JsonValue() : JsonValue(value == MarkUse::Counts);
}
JsonValue Codec<MarkUse>::schema(SchemaForm form) {
    return Codec<bool>::schema(form);
}

template <>
const FieldTable<ProcedureClass>& field_table<ProcedureClass>() {
    static const FieldTable<ProcedureClass> table = {
        {field("classes", &ProcedureClass::classes, {"какие классы", "which classes"})
             .with_alias("class")
             .required(),
         field("subjects", &ProcedureClass::subjects, {"что пишут все", "what all of them write"})
             .with_alias("subject"),
         field("any_of", &ProcedureClass::any_of,
               {"из каких предметов выбирают один", "subjects of which one is drawn"}),
         field("duration_min", &ProcedureClass::duration_min,
               {"сколько минут длится", "duration in minutes"}),
         field("date", &ProcedureClass::date, {"день, если известен", "the day, if known"}),
         field("note", &ProcedureClass::note, {"примечание", "note"})},
        "",
    };
    return table;
}

template <>
const FieldTable<OfficialLink>& field_table<OfficialLink>() {
    static const FieldTable<OfficialLink> table = {
        {field("title", &OfficialLink::title, {"что там опубликовано", "what is published there"})
             .required(),
         field("url", &OfficialLink::url, {"адрес", "address"}).required()},
        "",
    };
    return table;
}

template <>
const FieldTable<Procedure>& field_table<Procedure>() {
    static const FieldTable<Procedure> table = {
        {field("code", &Procedure::code, {"короткое слово: ВПР, ОГЭ", "its short word"}),
         field("window", &Procedure::window, {"с какого по какой день проводится", "when it is held"}),
         field("by_class", &Procedure::by_class, {"кто что пишет", "who writes what"}),
         field("counts_for_mark", &Procedure::counts_for_mark,
               {"идёт ли отметка в журнал", "whether the mark counts"}),
         field("aids", &Procedure::aids, {"что можно взять с собой", "what may be brought"})
             .with_alias("aid"),
         field("official", &Procedure::official,
               {"официальные образцы и описания", "official samples and descriptions"})},
        "",
    };
    return table;
}

Kind procedure_kind() {
    return make_kind<Procedure>({.name = "procedure",
                                 .folder = "procedures",
                                 .form = FileForm::Markdown,
                                 .has_json = true,
                                 .doc = {"оценочная процедура", "procedure"}},
                                check_procedure);
}

}  // namespace vitrina
