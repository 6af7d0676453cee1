#include "kinds/curriculum.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "base/year_ids.h"
#include "kinds/schema_title.h"

namespace vitrina {
namespace {

constexpr int most_hours = 1500;
constexpr int most_lessons = 10;
constexpr std::size_t school_week = 6;

// The key that names the class itself, else the one that names its parallel.
template <class V>
const V* find_class(const Pairs<ClassKey, V>& pairs, const ClassLabel& label) {
    for (const ClassLabel& wanted : {label, ClassLabel{label.number, ""}})
        for (const auto& [key, value] : pairs.items)
            if (std::ranges::find(key.value.classes.labels, wanted) !=
                key.value.classes.labels.end())
                return &value;
    return nullptr;
}

void check_lessons(const Record& file, const Curriculum& curriculum, Diagnostics& out) {
    for (const auto& [key, days] : curriculum.lessons.items) {
        const std::size_t count = days.size();
        const bool good = (count == 1 || count == school_week || count + 1 == school_week) &&
                          std::ranges::all_of(days, [](const Located<int>& lessons) {
                              return lessons.value >= 1 && lessons.value <= most_lessons;
                          });
        if (!good)
            out.error(ids::curriculum_lessons, file.place(key.span));
    }
}

void check_curriculum(Record& file, CheckContext& context) {
    const Curriculum& curriculum = as<Curriculum>(file);
    for (const auto& [subject, classes] : curriculum.hours.items)
        for (const auto& [key, hours] : classes.items)
            if (hours.value < 1 || hours.value > most_hours)
                context.out.error(ids::curriculum_hours, file.place(hours.span), hours.value);
    check_lessons(file, curriculum, context.out);
    InlineText& title = file.common.title;
    if (title.empty())
        title.text.text = "Учебный план: часы по предметам и классам";
}

}  // namespace

bool Codec<ClassKey>::decode(const YamlNode& node, DecodeContext& context, ClassKey& value) {
    value.span = node.span;
    return Codec<ClassList>::decode(node, context, value.classes);
}
JsonValue Codec<ClassKey>::encode(const ClassKey& value, const EncodeContext&) {
    std::string text;
    for (const ClassLabel& label : value.classes.labels)
        text += (text.empty() ? "" : ", ") + label.text();
    return text;
}
JsonValue Codec<ClassKey>::schema(SchemaForm) {
    return titled_schema(string_schema(), "класс: 5, 5-9 или 5А");
}

template <>
const FieldTable<Curriculum>& field_table<Curriculum>() {
    static const FieldTable<Curriculum> table = {
        {field("hours", &Curriculum::hours,
               {"часы за год: предмет, затем класс и число уроков", "lessons a year: subject, class"})
             .required(),
         field("lessons", &Curriculum::lessons,
               {"сколько уроков в день у класса: одно число или по дням с понедельника",
                "lessons a day of a class: one number, or by day from Monday on"})},
        "",
    };
    return table;
}

Kind curriculum_kind() {
    return make_kind<Curriculum>({.name = "curriculum",
                                  .folder = "curriculum",
                                  .form = FileForm::Yaml,
                                  .title = TitleNeed::Composed,
                                  .has_json = true,
                                  .doc = {"учебный план", "curriculum"}},
                                 check_curriculum);
}

std::optional<int> hours_of(const Curriculum& curriculum,
                            std::string_view subject,
                            const ClassLabel& label) {
    for (const auto& [name, classes] : curriculum.hours.items)
        if (name.value.name == subject)
            if (const Located<int>* hours = find_class(classes, label))
                return hours->value;
    return std::nullopt;
}

std::optional<int> lessons_on(const Curriculum& curriculum, const ClassLabel& label, int weekday) {
    const std::vector<Located<int>>* days = find_class(curriculum.lessons, label);
    if (days == nullptr || days->empty())
        return std::nullopt;
    if (days->size() == 1)
        return days->front().value;
    const auto day = static_cast<std::size_t>(weekday - 1);
    return day < days->size() ? std::optional((*days)[day].value) : std::nullopt;
}

void check_curriculum_names(const Record& file, Diagnostics& out) {
    std::map<std::pair<std::string, ClassLabel>, Span> seen;
    for (const auto& [subject, classes] : as<Curriculum>(file).hours.items) {
        for (const auto& [key, hours] : classes.items) {
            for (const ClassLabel& label : key.value.classes.labels) {
                const auto [first, fresh] =
                    seen.emplace(std::pair(fold_case(subject.value.name), label), key.span);
                if (fresh)
                    continue;
                Diagnostic& message = out.error(ids::curriculum_twice, file.place(key.span),
                                                subject.value.name, label.text());
                Diagnostics::note(message, ids::note_first_here, file.place(first->second));
            }
        }
    }
}

}  // namespace vitrina
