#include "kinds/criteria_models.h"

#include <algorithm>
#include <set>

#include "base/text.h"

namespace vitrina {
namespace {

using enum MarkingModel;

constexpr std::string_view otherwise_words[] = {"otherwise", "иначе", "остальное",
                                                "в остальных случаях"};

// A field that only some models know, and where it stands if the record has it.
struct ModelField {
    std::string_view name;
    std::vector<MarkingModel> models;
    std::optional<Span> (*given)(const MarkingRule&);
};

template <class K, class V>
std::optional<Span> first_key(const Pairs<K, V>& pairs) {
    return pairs.empty() ? std::nullopt : std::optional(pairs.items.front().first.span);
}

const std::vector<ModelField>& model_fields() {
    static const std::vector<ModelField> fields = {
        {"max",
         {Points},
         [](const MarkingRule& rule) {
             return rule.max.value ? std::optional(rule.max.span) : std::nullopt;
         }},
        {"parts",
         {Points},
         [](const MarkingRule& rule) {
             return rule.parts.empty() ? std::nullopt : std::optional(rule.parts.front().id.span);
         }},
        {"scale", {Points}, [](const MarkingRule& rule) { return first_key(rule.scale); }},
        {"scale_percent",
         {Points},
         [](const MarkingRule& rule) { return first_key(rule.scale_percent); }},
        {"error_kinds",
         {Errors},
         [](const MarkingRule& rule) {
             return rule.error_kinds.empty() ? std::nullopt
                                             : std::optional(rule.error_kinds.front().span);
         }},
        {"marks",
         {Errors, Descriptor},
         [](const MarkingRule& rule) { return first_key(rule.marks); }},
        {"no_mark",
         {Descriptor},
         [](const MarkingRule& rule) {
             return rule.no_mark.value ? std::optional(rule.no_mark.span) : std::nullopt;
         }},
        {"pass",
         {Credit},
         [](const MarkingRule& rule) {
             return rule.pass.empty() ? std::nullopt : std::optional(rule.pass.text.span);
         }},
    };
    return fields;
}

// --- points -------------------------------------------------------------------------------------

void check_max(const ModelCheck& check, MarkingRule& rule) {
    Diagnostics& out = check.context.out;
    std::optional<Decimal>& max = rule.max.value;
    if (max && !are_points(*max))
        out.error(ids::points_range, check.file.place(rule.max.span), decimal_text(*max, ','));
    if (rule.parts.empty()) {
        if (!max)
            out.error(ids::criteria_without_max, check.place);
        return;
    }
    const auto sum = check_parts(check.file, rule.parts, out);
    if (max && sum && *max != *sum)
        out.error(ids::criteria_max_differs, check.file.place(rule.max.span),
                  decimal_text(*max, ','), decimal_text(*sum, ','));
    if (!max)
        max = sum;
}

// The points of a percent scale; two percents may fall on one point when there are few.
MarkThresholds points_of_percent(const MarkThresholds& percent, const Decimal& max) {
    const Scale points = scale_from_percent(scale_of(percent), max);
    MarkThresholds written = percent;
    for (std::size_t i = 0; i < written.items.size(); ++i)
        written.items[i].second = points.thresholds[i].from;
    return written;
}

bool report_scale(const ModelCheck& check,
                  const MarkThresholds& written,
                  std::optional<Decimal> max) {
    const auto faults = check_scale(scale_of(written), check.context.marks, max);
    report_faults({check.file, written, check.place.span, max}, faults, check.context.out);
    return faults.empty();
}

void check_points(const ModelCheck& check, MarkingRule& rule) {
    Diagnostics& out = check.context.out;
    check_max(check, rule);
    const std::optional<Decimal>& max = rule.max.value;
    if (!rule.scale.empty() && !rule.scale_percent.empty()) {
        out.error(ids::criteria_two_scales, check.file.place(*first_key(rule.scale_percent)));
        return;
    }
    if (rule.scale_percent.empty()) {
        report_scale(check, rule.scale, max && are_points(*max) ? max : std::nullopt);
        return;
    }
    if (!report_scale(check, rule.scale_percent, Decimal::of(100)) || !max || !are_points(*max))
        return;
    rule.scale = points_of_percent(rule.scale_percent, *max);
    report_scale(check, rule.scale, max);
}

// --- marks --------------------------------------------------------------------------------------

// Every mark of the site once, best mark first.
void check_mark_keys(const ModelCheck& check, MarkingRule& rule) {
    Diagnostics& out = check.context.out;
    std::set<int> seen;
    for (const auto& [mark, text] : rule.marks.items) {
        if (std::ranges::find(check.context.marks, mark.value) == check.context.marks.end())
            out.error(ids::scale_mark_unknown, check.file.place(mark.span), mark.value);
        else if (!seen.insert(mark.value).second)
            out.error(ids::scale_mark_twice, check.file.place(mark.span), mark.value);
    }
    for (const int mark : check.context.marks)
        if (!seen.contains(mark))
            out.error(ids::criteria_mark_missing,
                      rule.marks.empty() ? check.place : check.file.place(*first_key(rule.marks)),
                      mark);
    std::ranges::stable_sort(rule.marks.items, std::ranges::greater(),
                             [](const auto& item) { return item.first.value; });
}

void check_descriptor(const ModelCheck& check, MarkingRule& rule) {
    Diagnostics& out = check.context.out;
    if (rule.no_mark.value) {
        if (!rule.marks.empty())
            out.error(ids::criteria_marks_without_mark, check.file.place(*first_key(rule.marks)));
        return;
    }
    check_mark_keys(check, rule);
    for (const auto& [mark, given_for] : rule.marks.items) {
        if (!given_for.any_of.empty() || given_for.otherwise)
            out.error(ids::criteria_limits_in_text, check.file.place(mark.span), mark.value);
        else if (given_for.text.empty())
            out.error(ids::criteria_mark_empty, check.file.place(mark.span), mark.value);
    }
}

// --- errors -------------------------------------------------------------------------------------

void read_otherwise(MarkRule& rule) {
    const std::string word = fold_yo(to_lower(trim(rule.text.text.text)));
    if (!rule.any_of.empty() ||
        std::ranges::find(otherwise_words, word) == std::end(otherwise_words))
        return;
    rule.otherwise = true;
    rule.text = {};
}

bool has_limits(const MarkRule& rule) {
    return !rule.any_of.empty() && std::ranges::none_of(rule.any_of, [](const ErrorLimits& one) {
        return one.limits.empty();
    });
}

// True when the marks can be compared with one another.
bool check_error_rules(const ModelCheck& check, MarkingRule& rule) {
    Diagnostics& out = check.context.out;
    const std::size_t errors = out.error_count();
    const int worst = check.context.marks.back();
    for (auto& [mark, allowed] : rule.marks.items) {
        const Place place = check.file.place(mark.span);
        read_otherwise(allowed);
        if (allowed.otherwise && !allowed.any_of.empty())
            out.error(ids::criteria_otherwise_with_limits, place, mark.value);
        else if (allowed.otherwise && mark.value != worst)
            out.error(ids::criteria_otherwise_better, place, mark.value);
        else if (!allowed.otherwise && !has_limits(allowed))
            out.error(ids::criteria_mark_without_limits, place, mark.value);
        else if (!allowed.otherwise && mark.value == worst)
            out.warning(ids::criteria_worst_limited, place, mark.value);
    }
    return out.error_count() == errors;
}

// The kinds that are counted, and in which order; those in use when none are listed.
void check_error_kinds(const ModelCheck& check, MarkingRule& rule) {
    Diagnostics& out = check.context.out;
    std::set<ErrorKind> listed;
    for (const Located<ErrorKind>& kind : rule.error_kinds)
        if (!listed.insert(kind.value).second)
            out.error(ids::criteria_kind_twice, check.file.place(kind.span),
                      word_of(kind.value, Language::English));
    const bool any_listed = !listed.empty();
    for (const auto& [mark, allowed] : rule.marks.items) {
        for (const ErrorLimits& limits : allowed.any_of) {
            for (const ErrorLimit& limit : limits.limits) {
                if (!listed.insert(limit.kind).second)
                    continue;
                if (any_listed)
                    out.error(ids::criteria_kind_unlisted, check.file.place(limits.span),
                              word_of(limit.kind, Language::English));
                rule.error_kinds.push_back({limit.kind, limits.span});
            }
        }
    }
}

// How a kind that only one of two sets limits is understood.
enum class Unlimited : std::uint8_t {
    Strictly,   // it is not limited in the other
    Leniently,  // the author may have meant none: nothing is concluded
};

// Whether whatever `narrow` allows is allowed by `wide` too.
bool covers(const ErrorLimits& wide, const ErrorLimits& narrow, Unlimited unlimited) {
    return std::ranges::all_of(wide.limits, [&](const ErrorLimit& limit) {
        const auto same = std::ranges::find(narrow.limits, limit.kind, &ErrorLimit::kind);
        if (same == narrow.limits.end())
            return unlimited == Unlimited::Leniently;
        return same->count <= limit.count;
    });
}

bool covers(const MarkRule& wide, const MarkRule& narrow, Unlimited unlimited) {
    return std::ranges::all_of(narrow.any_of, [&](const ErrorLimits& one) {
        return std::ranges::any_of(
            wide.any_of, [&](const ErrorLimits& other) { return covers(other, one, unlimited); });
    });
}

// A worse mark allows at least what a better one allows, and something more.
void check_order(const ModelCheck& check, const MarkingRule& rule) {
    const auto& marks = rule.marks.items;
    for (std::size_t i = 0; i + 1 < marks.size(); ++i) {
        const auto& [better_mark, better] = marks[i];
        const auto& [worse_mark, worse] = marks[i + 1];
        if (better.any_of.empty() || worse.any_of.empty())
            continue;
        const Place place = check.file.place(worse_mark.span);
        if (!covers(worse, better, Unlimited::Leniently))
            check.context.out.warning(ids::criteria_mark_stricter, place, worse_mark.value,
                                      better_mark.value);
        else if (covers(better, worse, Unlimited::Strictly))
            check.context.out.warning(ids::criteria_mark_unreachable, place, worse_mark.value,
                                      better_mark.value);
    }
}

void check_errors(const ModelCheck& check, MarkingRule& rule) {
    check_mark_keys(check, rule);
    const bool comparable = check_error_rules(check, rule);
    check_error_kinds(check, rule);
    if (comparable)
        check_order(check, rule);
}

}  // namespace

void check_foreign_fields(const ModelCheck& check, const MarkingRule& rule) {
    if (rule.model.value == None)
        return;
    for (const ModelField& field : model_fields()) {
        const auto span = field.given(rule);
        if (span && std::ranges::find(field.models, rule.model.value) == field.models.end())
            check.context.out.error(ids::criteria_field_foreign, check.file.place(*span),
                                    field.name, word_of(rule.model.value, Language::English));
    }
}

void check_model(const ModelCheck& check, MarkingRule& rule) {
    switch (rule.model.value) {
        case Points:
            return check_points(check, rule);
        case Errors:
            return check_errors(check, rule);
        case Descriptor:
            return check_descriptor(check, rule);
        case Credit:
            if (rule.pass.empty())
                check.context.out.error(ids::criteria_without_pass, check.place);
            return;
        case None:
            return;
    }
}

}  // namespace vitrina
