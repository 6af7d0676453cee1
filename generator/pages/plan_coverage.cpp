// Who carries out what: recommended measures and the plans that implement them, from both ends.
#include <algorithm>
#include <map>

#include "base/text.h"
#include "pages/plan_parts.h"

namespace vitrina {
namespace {

using stache::Object;
using stache::Presence;
using stache::Shape;
using stache::Value;
using stache::Values;

constexpr std::size_t measure_length = 160;
// From the best to the worst.
constexpr std::string_view extents[] = {"full", "partial", "absent", "not_applicable",
                                        "unmentioned"};

// How many measures are carried out in which way.
class Tally {
public:
    void add(std::string_view extent) { ++counts_[std::string(extent)]; }
    Values view(const Theme& theme) const {
        Values list;
        for (const std::string_view extent : extents) {
            const auto found = counts_.find(extent);
            if (found != counts_.end())
                list.push_back(Object{{"label", theme.text("extent_" + std::string(extent))},
                                      {"count", std::to_string(found->second)}});
        }
        return list;
    }

private:
    std::map<std::string, int, std::less<>> counts_;
};

// The better of two: a measure that one row carries out in part and another in full is carried out
// in full.
std::string_view better(std::string_view a, std::string_view b) {
    return std::ranges::find(extents, a) <= std::ranges::find(extents, b) ? a : b;
}

Value answer_view(const PlanOnPage& on, std::string_view extent, Value link, stache::Html note) {
    return Object{{"extent", extent},
                  {"text", on.page.theme().text("extent_" + std::string(extent))},
                  {"link", std::move(link)},
                  {"note", std::move(note)}};
}

Value row_link(const PlacedRow& placed) {
    return Object{{"title", placed.title}, {"href", "#" + placed.anchor}, {"note", ""}};
}

// What one plan answers to one measure of this one.
Values answers_of(const PlanOnPage& on,
                  RecordId plan,
                  const MeasureCoverage* measure,
                  Tally& tally) {
    Values answers;
    std::string_view best = extents[std::size(extents) - 1];
    const std::size_t count = measure != nullptr ? measure->adoptions.size() : 0;
    for (std::size_t i = 0; i < count; ++i) {
        const Adoption& adoption = measure->adoptions[i];
        if (adoption.plan != plan)
            continue;
        best = better(best, adoption.extent);
        Value link = Object{{"title", on.page.site().entry(plan).title},
                            {"href", on.page.href(adoption.url)},
                            {"note", ""}};
        answers.push_back(answer_view(on, adoption.extent, std::move(link),
                                      {escape_html(flatten_markdown(adoption.note))}));
    }
    if (answers.empty())
        answers.push_back(answer_view(on, best, on.page.record_link(plan), {}));
    tally.add(best);
    return answers;
}

// A measure of a plan that this one refers to, and its rows that answer.
struct Measure {
    std::string part;
    std::string title;
    Values answers;
    std::string_view extent = "unmentioned";
};

struct Relation {
    Reference plan;  // without an anchor
    std::vector<Measure> measures;
};

std::vector<Measure> measures_of(const Site& site, const Reference& plan) {
    const std::vector<PartName>* parts = nullptr;
    if (const auto id = plan.site.empty() ? site.find(plan.id) : std::nullopt)
        parts = &site.entry(*id).parts;
    const auto neighbour = site.neighbours.find(plan.site);
    if (neighbour != site.neighbours.end()) {
        const auto record = neighbour->second.records.find(to_nfc(plan.id));
        if (record != neighbour->second.records.end())
            parts = &record->second.parts;
    }
    std::vector<Measure> measures;
    for (std::size_t i = 0; parts != nullptr && i < parts->size(); ++i)
        measures.push_back({(*parts)[i].id, (*parts)[i].title, {}});
    return measures;
}

Relation& relation_of(std::vector<Relation>& relations, const Site& site, const Reference& ref) {
    for (Relation& relation : relations)
        if (relation.plan.site == ref.site && relation.plan.id == ref.id)
            return relation;
    const Reference plan{ref.site, ref.id, "", ref.span};
    relations.push_back({plan, measures_of(site, plan)});
    return relations.back();
}

void add_answer(const PlanOnPage& on,
                std::vector<Relation>& relations,
                const Reference& ref,
                std::string_view extent,
                Value link,
                const InlineText& note) {
    const Site& site = on.page.site();
    const Target target = site.resolve(ref);
    on.page.link_to(target, on.record.place(ref.span));
    Relation& relation = relation_of(relations, site, ref);
    auto measure = std::ranges::find(relation.measures, ref.anchor, &Measure::part);
    if (measure == relation.measures.end())
        measure = relation.measures.insert(measure, {ref.anchor, target.title, {}});
    measure->extent = better(measure->extent, extent);
    measure->answers.push_back(answer_view(on, extent, std::move(link), on.page.inline_html(note)));
}

Value relation_view(const PlanOnPage& on, Relation relation, std::string id) {
    Tally tally;
    Values measures;
    for (Measure& measure : relation.measures) {
        Reference ref = relation.plan;
        ref.anchor = measure.part;
        Target target = on.page.site().resolve(ref);
        if (!measure.title.empty())
            target.title = measure.title;
        target.title = shorten(target.title, measure_length);
        if (measure.answers.empty())
            measure.answers.push_back(answer_view(on, measure.extent, Value(), {}));
        tally.add(measure.extent);
        measures.push_back(
            Object{{"link", on.page.target_link(target)}, {"answers", std::move(measure.answers)}});
    }
    return Object{{"id", std::move(id)},
                  {"plan", on.page.target_link(on.page.site().resolve(relation.plan))},
                  {"tally", tally.view(on.page.theme())},
                  {"measures", std::move(measures)}};
}

const MeasureCoverage* find_measure(const std::vector<MeasureCoverage>& measures,
                                    std::string_view part) {
    const auto found = std::ranges::find(measures, part, &MeasureCoverage::part);
    return found != measures.end() && !part.empty() ? &*found : nullptr;
}

std::vector<RecordId> plans_in(const Site& site, const std::vector<MeasureCoverage>& measures) {
    std::vector<RecordId> plans;
    for (const MeasureCoverage& measure : measures)
        for (const Adoption& adoption : measure.adoptions)
            if (std::ranges::find(plans, adoption.plan) == plans.end())
                plans.push_back(adoption.plan);
    sort_for_list(site, plans);
    return plans;
}

// Whether the coverage tells of this reference already.
bool is_adoption(const std::vector<MeasureCoverage>* measures, const BackReference& back) {
    const MeasureCoverage* measure =
        measures != nullptr ? find_measure(*measures, back.to_part) : nullptr;
    return measure != nullptr &&
           std::ranges::any_of(measure->adoptions, [&](const Adoption& adoption) {
               return adoption.plan == back.from && adoption.part == back.from_part;
           });
}

Shape tally_shape() {
    return Shape::object("plan tally", {
        {"label", Shape::text(), "How they are carried out.", "в полном объёме"},
        {"count", Shape::text(), "How many measures.", "5"},
    });
}

Shape answer_shape() {
    return Shape::object("plan answer", {
        {"extent", Shape::text(), "full, partial, absent, not_applicable or unmentioned.", "full"},
        {"text", Shape::text(), "The same in words.", "в полном объёме"},
        {"link", link_shape(), "The plan or row that answers.", "", Presence::Optional},
        {"note", Shape::html(), "What differs, or why not; may be empty.", ""},
    });
}

Shape measure_shape() {
    return Shape::object("plan measure", {
        {"link", link_shape(), "The recommended measure.", ""},
        {"answers", Shape::list(answer_shape()), "How it is carried out.", ""},
    });
}

}  // namespace

Value plan_coverage_view(const PlanOnPage& on) {
    const Site& site = on.page.site();
    const auto found = site.coverage.find(on.id);
    if (found == site.coverage.end())
        return {};
    const std::vector<RecordId> plans = plans_in(site, found->second);
    std::vector<Tally> tallies(plans.size());
    Values measures;
    for (const PlacedRow& placed : on.rows) {
        const MeasureCoverage* measure = find_measure(found->second, placed.row->id.value);
        Values answers;
        for (std::size_t i = 0; i < plans.size(); ++i)
            for (Value& answer : answers_of(on, plans[i], measure, tallies[i]))
                answers.push_back(std::move(answer));
        measures.push_back(Object{{"link", row_link(placed)}, {"answers", std::move(answers)}});
    }
    Values followers;
    for (std::size_t i = 0; i < plans.size(); ++i)
        followers.push_back(Object{{"plan", on.page.record_link(plans[i])},
                                   {"tally", tallies[i].view(on.page.theme())}});
    if (followers.empty())
        return {};
    return Object{{"followers", std::move(followers)}, {"measures", std::move(measures)}};
}

Shape plan_coverage_shape() {
    const Shape follower = Shape::object("plan follower", {
        {"plan", link_shape(), "A plan that carries this one out.", ""},
        {"tally", Shape::list(tally_shape()), "How much of it.", ""},
    });
    return Shape::object("plan coverage", {
        {"followers", Shape::list(follower), "Plans that carry this one out.", ""},
        {"measures", Shape::list(measure_shape()), "Measure by measure.", ""},
    });
}

Values plan_relations_view(const PlanOnPage& on) {
    std::vector<Relation> relations;
    for (const PlacedRow& placed : on.rows)
        for (const Implementation& one : placed.row->implements)
            add_answer(on, relations, one.ref, word_of(one.extent, Language::English),
                       row_link(placed), one.note);
    for (const NotAdopted& one : on.plan.not_adopted)
        add_answer(on, relations, one.ref, word_of(one.extent, Language::English), Value(),
                   one.why);
    Values list;
    for (Relation& relation : relations)
        list.push_back(relation_view(on, std::move(relation),
                                     "plan-relation-" + std::to_string(list.size() + 1)));
    return list;
}

Shape plan_relation_shape() {
    return Shape::object("plan relation", {
        {"id", Shape::text(), "Id of the heading.", "plan-relation-1"},
        {"plan", link_shape(), "The plan that this one carries out.", ""},
        {"tally", Shape::list(tally_shape()), "How much of it.", ""},
        {"measures", Shape::list(measure_shape()), "Measure by measure.", ""},
    });
}

Value plan_mentions_view(const PlanOnPage& on) {
    const Site& site = on.page.site();
    const auto covered = site.coverage.find(on.id);
    const auto* measures = covered != site.coverage.end() ? &covered->second : nullptr;
    Values rows;
    for (const PlacedRow& placed : on.rows) {
        std::vector<RecordId> from;
        for (const BackReference& back : site.entry(on.id).back)
            if (!back.to_part.empty() && back.to_part == placed.row->id.value &&
                !is_adoption(measures, back) && std::ranges::find(from, back.from) == from.end())
                from.push_back(back.from);
        sort_for_list(site, from);
        Values links;
        for (const RecordId id : from)
            links.push_back(on.page.record_link(id));
        if (!links.empty())
            rows.push_back(Object{{"row", row_link(placed)}, {"links", std::move(links)}});
    }
    if (rows.empty())
        return {};
    return Object{{"rows", std::move(rows)}};
}

Shape plan_mentions_shape() {
    const Shape row = Shape::object("plan mention", {
        {"row", link_shape(), "The row.", ""},
        {"links", Shape::list(link_shape()), "Who refers to it.", ""},
    });
    return Shape::object("plan mentions", {{"rows", Shape::list(row), "Rows in order.", ""}});
}

}  // namespace vitrina
