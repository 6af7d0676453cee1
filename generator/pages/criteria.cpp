#include "pages/criteria.h"

#include <algorithm>

#include "pages/appeal.h"
#include "pages/criteria_parts.h"
#include "pages/memo.h"
#include "pages/neighbour_files.h"

namespace vitrina {
namespace {

using stache::Object;
using stache::Presence;
using stache::Shape;
using stache::Value;
using stache::Values;

constexpr std::string_view index_url = "/criteria/";
constexpr std::string_view index_json_url = "/criteria/index.json";

Rendered plain_text(std::string bytes) {
    Rendered rendered;
    rendered.bytes = std::move(bytes);
    return rendered;
}

bool has_one_act(const Record& file) {
    const auto text_of = [&](const CriteriaRecord& record) { return act_of(file, record).text(); };
    const auto& records = as<Criteria>(file).records;
    return std::ranges::all_of(records, [&](const CriteriaRecord& record) {
        return text_of(record) == text_of(records.front());
    });
}

Rendered render_file(const PageWorld& world, RecordId id) {
    const Record& record = world.site.at(id);
    PageFrame frame = record_frame(world.site, world.theme, id);
    frame.alternates.push_back(
        {"text/csv", std::string(world.theme.text("format_csv")), neighbour_url(world.site, id, ".csv")});
    PageMaker page(world, std::move(frame), &record);
    Object view;
    view.add("record", record_view(page, id));
    std::vector<MarkdownAnchor> headings;
    Values criteria;
    const bool one_act = has_one_act(record);
    Value shared_act;
    for (const PlacedCriterion& placed : place_criteria(record)) {
        headings.push_back(
            {placed.anchor, criterion_title(world.theme, record, *placed.record), 2});
        Object criterion = criterion_view(page, record, placed);
        // Of each record: a link that leads nowhere is told at every place where it stands.
        Value act = approving_act(page, record, act_of(record, *placed.record));
        if (one_act)
            shared_act = std::move(act);
        else
            criterion.add("act", std::move(act));
        criteria.push_back(std::move(criterion));
    }
    view.add("act", std::move(shared_act));
    view.add("contents", contents_view(headings));
    view.add("cards", card_links(page, id));
    view.add("criteria", std::move(criteria));
    view.add("csv_href", page.href(neighbour_url(world.site, id, ".csv")));
    view.add("appeal", appeal_view(page));
    return page.finish("criteria", std::move(view));
}

Rendered render_matrix(const PageWorld& world) {
    PageFrame frame;
    frame.url = index_url;
    frame.title = world.theme.text("section_criteria");
    frame.description = world.theme.text("section_intro_criteria");
    frame.section = "criteria";
    frame.crumbs = {{std::string(world.theme.text("home")), "/"}};
    frame.has_qr_code = true;
    frame.alternates = {{"application/json", "JSON", std::string(index_json_url)}};
    PageMaker page(world, std::move(frame), nullptr);
    Values files;
    for (const RecordId id : criteria_files(world.site))
        files.push_back(page.record_link(id));
    Object view;
    view.add("files", std::move(files));
    view.add("subjects", matrix_view(page));
    view.add("appeal", appeal_view(page));
    return page.finish("criteria_matrix", std::move(view));
}

void plan_file(const PageWorld& world, RecordId id, Outputs& outputs) {
    add_page(world, id, render_file, outputs);
    Output card;
    card.path = output_path(card_url(world.site, id));
    card.origin = world.site.at(id).place({});
    card.in_sitemap = false;
    card.render = [&world, id](const PublishedFiles&) { return render_card(world, id); };
    outputs.push_back(std::move(card));
    add_text_file(world, id, ".csv", criteria_csv, outputs);
}

}  // namespace

Shape criteria_page_shape(const Theme& theme) {
    return page_shape(theme, Shape::object("criteria page", {
        record_shape(),
        contents_shape(),
        card_links_shape(),
        {"act", approving_act_shape(), "What approves all of them, when it is one clause.", "",
         Presence::Optional},
        {"criteria", Shape::list(criterion_shape()), "The records in the order of the file.", ""},
        {"csv_href", Shape::text(), "The table for spreadsheets.", "../matematika.csv"},
        appeal_shape(),
    }));
}

Shape criteria_matrix_page_shape(const Theme& theme) {
    return page_shape(theme, Shape::object("matrix of criteria", {
        {"files", Shape::list(link_shape()), "Pages of criteria.", ""},
        {"subjects", Shape::list(matrix_shape()), "Subjects in alphabetical order.", ""},
        appeal_shape(),
    }));
}

void plan_criteria_pages(const PageWorld& world, Outputs& outputs) {
    bool any = false;
    for (std::size_t i = 0; i < world.site.records.size(); ++i) {
        if (world.site.records[i].kind->name != "criteria")
            continue;
        any = true;
        plan_file(world, static_cast<RecordId>(i), outputs);
    }
    if (!any)
        return;
    Output matrix;
    matrix.path = output_path(index_url);
    matrix.render = [&world](const PublishedFiles&) { return render_matrix(world); };
    outputs.push_back(std::move(matrix));
    Output index;
    index.path = index_json_url.substr(1);
    index.render = [&world](const PublishedFiles&) {
        return plain_text(criteria_index_json(world.site));
    };
    outputs.push_back(std::move(index));
}

}  // namespace vitrina
