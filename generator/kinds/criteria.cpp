#include "kinds/criteria.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "base/year_ids.h"
#include "content/markdown.h"
#include "kinds/criteria_models.h"
#include "kinds/personal_data.h"

namespace vitrina {
namespace {

template <class T>
void inherit(T& own, const T& file) {
    if (own.empty())
        own = file;
}

void inherit_points(MarkingRule& rule, const MarkingRule& file) {
    if (!rule.max.value && rule.parts.empty()) {
        rule.max = file.max;
        rule.parts = file.parts;
    }
    if (rule.scale.empty() && rule.scale_percent.empty()) {
        rule.scale = file.scale;
        rule.scale_percent = file.scale_percent;
    }
}

// The file's defaults fill what the record leaves open, as far as its model knows it.
void inherit_rule(MarkingRule& rule, const MarkingRule& file) {
    inherit(rule.volume, file.volume);
    inherit(rule.conditions, file.conditions);
    inherit(rule.text, file.text);
    switch (rule.model.value) {
        case MarkingModel::Points:
            inherit_points(rule, file);
            break;
        case MarkingModel::Errors:
            inherit(rule.error_kinds, file.error_kinds);
            inherit(rule.marks, file.marks);
            break;
        case MarkingModel::Descriptor:
            if (rule.marks.empty() && !rule.no_mark.value)
                rule.no_mark = file.no_mark;
            if (!rule.no_mark.value)
                inherit(rule.marks, file.marks);
            break;
        case MarkingModel::Credit:
            inherit(rule.pass, file.pass);
            break;
        case MarkingModel::None:
            break;
    }
}

// Whom and what the record is for.
void inherit_scope(CriteriaRecord& record, const Common& common, const MarkingRule& file) {
    inherit(record.subjects, common.subjects);
    inherit(record.classes, common.classes);
    inherit(record.rule.works, file.works);
    inherit(record.rule.programme, file.programme);
    inherit(record.rule.group, file.group);
    if (record.rule.model.value == MarkingModel::None)
        record.rule.model = file.model;
}

Place head_of(const Record& file, const CriteriaRecord& record) {
    return file.place({record.span.begin, record.span.begin + 1});
}

void check_scope(const Record& file, const CriteriaRecord& record, Diagnostics& out) {
    const Place place = head_of(file, record);
    if (record.subjects.empty())
        out.error(ids::criteria_without_subject, place);
    if (record.classes.empty())
        out.error(ids::criteria_without_classes, place);
    if (record.rule.works.empty())
        out.error(ids::criteria_without_work, place);
    if (record.rule.model.value == MarkingModel::None)
        out.error(ids::criteria_without_model, place);
    for (const WorkName& work : record.rule.works)
        if (work.name == "*" && record.rule.works.size() > 1)
            out.error(ids::criteria_any_work, file.place(work.span));
    const Validity& valid = record.valid;
    if (valid.from.is_set() && valid.to.is_set() && valid.to < valid.from)
        out.error(ids::interval_reversed, place, iso_date(valid.from), iso_date(valid.to));
}

using FindPerson = std::string (*)(std::string_view);

void warn_of_person(const Record& file,
                    const MappedText& text,
                    std::initializer_list<FindPerson> finders,
                    Diagnostics& out) {
    if (text.empty())
        return;
    const std::string plain = flatten_markdown(text.text);
    for (const FindPerson find : finders)
        if (const std::string found = find(plain); !found.empty())
            out.warning(ids::criteria_person, file.place(text.span), found);
}

// What a mark is given for concerns nobody by name, and nobody is called because of it.
void check_people(const Record& file, const MarkingRule& rule, Diagnostics& out) {
    std::vector<const MappedText*> texts = {&rule.volume.text, &rule.pass.text, &rule.text.text};
    for (const InlineText& condition : rule.conditions)
        texts.push_back(&condition.text);
    for (const auto& [mark, given] : rule.marks.items)
        texts.push_back(&given.text.text);
    for (const Part& part : rule.parts) {
        texts.push_back(&part.title.text);
        for (const auto& [points, level] : part.levels.items)
            texts.push_back(&level.text);
    }
    for (const MappedText* text : texts)
        warn_of_person(file, *text, {find_pupil, find_contact}, out);
}

// A school may say there whom to ask.
void check_people(const Record& file, Diagnostics& out) {
    const Common& common = file.common;
    for (const MappedText* text : {&common.title.text, &common.summary.text, &common.intro->text,
                                   &common.notes->text})
        warn_of_person(file, *text, {find_pupil}, out);
}

void check_ids(Record& file, const Criteria& criteria, Diagnostics& out) {
    std::map<std::string, Span> seen;
    for (const CriteriaRecord& record : criteria.records) {
        if (record.id.value.empty())
            continue;
        const auto [first, fresh] = seen.emplace(record.id.value, record.id.span);
        if (fresh) {
            check_part_id(file, record.id, out);
            file.anchors.push_back(record.id.value);
            continue;
        }
        Diagnostic& message =
            out.error(ids::part_id_twice, file.place(record.id.span), record.id.value);
        Diagnostics::note(message, ids::note_first_here, file.place(first->second));
    }
}

// The page of a subject or class finds the file by what its records are for.
void widen_common(Common& common, const Criteria& criteria) {
    std::set<ClassLabel> labels(common.classes.labels.begin(), common.classes.labels.end());
    std::set<std::string> names;
    for (const SubjectName& subject : common.subjects)
        names.insert(fold_case(subject.name));
    for (const CriteriaRecord& record : criteria.records) {
        labels.insert(record.classes.labels.begin(), record.classes.labels.end());
        for (const SubjectName& subject : record.subjects)
            if (names.insert(fold_case(subject.name)).second)
                common.subjects.push_back(subject);
    }
    common.classes.labels.assign(labels.begin(), labels.end());
}

void check_criteria(Record& file, CheckContext& context) {
    Criteria& criteria = as<Criteria>(file);
    if (criteria.records.empty())
        context.out.error(ids::criteria_without_records, file.place(file.common.title.text.span));
    check_people(file, context.out);
    check_people(file, criteria.defaults, context.out);
    for (CriteriaRecord& record : criteria.records) {
        inherit_scope(record, file.common, criteria.defaults);
        check_scope(file, record, context.out);
        const ModelCheck check{file, head_of(file, record), context};
        check_foreign_fields(check, record.rule);
        check_people(file, record.rule, context.out);
        inherit_rule(record.rule, criteria.defaults);
        check_model(check, record.rule);
    }
    check_ids(file, criteria, context.out);
    widen_common(file.common, criteria);
    criteria.defaults = {};
}

// `5, 7–9`
std::string classes_text(const ClassList& classes) {
    std::string text;
    const auto& labels = classes.labels;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        std::size_t last = i;
        while (last + 1 < labels.size() && labels[last].letter.empty() &&
               labels[last + 1] == ClassLabel{labels[last].number + 1, ""})
            ++last;
        text += (text.empty() ? "" : ", ") + labels[i].text();
        if (last > i)
            text += (last > i + 1 ? "–" : ", ") + labels[last].text();
        i = last;
    }
    return text;
}

// A record has no title of its own: «контрольная работа, 7–9».
std::vector<PartName> parts_of_criteria(const Record& file) {
    std::vector<PartName> parts;
    for (const CriteriaRecord& record : as<Criteria>(file).records) {
        if (record.id.value.empty())
            continue;
        std::string title;
        for (const WorkName& work : record.rule.works)
            if (work.name != "*")
                title += (title.empty() ? "" : ", ") + work.name;
        const std::string classes = classes_text(record.classes);
        title += (title.empty() || classes.empty() ? "" : ", ") + classes;
        parts.push_back({record.id.value, title});
    }
    return parts;
}

}  // namespace

const Reference& act_of(const Record& file, const CriteriaRecord& record) {
    return record.approved_by.is_set() ? record.approved_by : *file.common.approved_by;
}

const CriteriaRecord* find_criterion(const Record& file, std::string_view id) {
    const Criteria* criteria = std::any_cast<Criteria>(&file.data);
    if (criteria == nullptr || id.empty())
        return nullptr;
    for (const CriteriaRecord& record : criteria->records)
        if (record.id.value == id)
            return &record;
    return nullptr;
}

Kind criteria_kind() {
    Kind kind = make_kind<Criteria>({.name = "criteria",
                                     .folder = "criteria",
                                     .form = FileForm::Yaml,
                                     .has_json = true,
                                     .doc = {"критерии оценивания", "criteria of marking"}},
                                    check_criteria);
    kind.parts = parts_of_criteria;
    return kind;
}

}  // namespace vitrina
