#include "pages/plan_outputs.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "base/parallel.h"
#include "pages/act.h"
#include "pages/alias.h"
#include "pages/assets.h"
#include "pages/catalogue.h"
#include "pages/checklist.h"
#include "pages/class_page.h"
#include "pages/committee.h"
#include "pages/criteria.h"
#include "pages/curriculum.h"
#include "pages/demo.h"
#include "pages/event.h"
#include "pages/exchange.h"
#include "pages/feeds.h"
#include "pages/home.h"
#include "pages/lists.h"
#include "pages/memo.h"
#include "pages/plan.h"
#include "pages/procedure.h"
#include "pages/record_json.h"
#include "pages/results.h"
#include "pages/schedule.h"
#include "pages/search.h"
#include "pages/section_print.h"
#include "pages/tasks.h"
#include "pages/terms.h"
#include "pages/weights.h"

namespace vitrina {
namespace {

struct Planner {
    std::string_view name;  // in profiles
    void (*plan)(const PageWorld&, Outputs&);
};

// One line per kind of page; none looks at what the others plan.
constexpr Planner planners[] = {
    {"home", plan_home_pages},
    {"memo", plan_memo_pages},
    {"act", plan_act_pages},
    {"event", plan_event_pages},
    {"procedure", plan_procedure_pages},
    {"section", plan_section_pages},
    {"term", plan_term_pages},
    {"class", plan_class_pages},
    {"archive", plan_archive_pages},
    {"news", plan_news_pages},
    {"index", plan_index_pages},
    {"search", plan_search_pages},
    {"alias", plan_alias_pages},
    {"record json", plan_record_json},
    {"schemas", plan_schemas},
    {"plan", plan_plan_pages},
    {"demo", plan_demo_pages},
    {"tasks", plan_tasks_pages},
    {"criteria", plan_criteria_pages},
    {"weights", plan_weights_pages},
    {"schedule", plan_schedule_pages},
    {"checklist", plan_checklist_pages},
    {"results", plan_results_pages},
    {"curriculum", plan_curriculum_pages},
    {"section print", plan_section_print_pages},
    {"committee", plan_committee_pages},
    {"exchange files", plan_exchange_files},
    {"feeds", plan_feeds},
    {"assets", plan_assets},
    {"attachments", plan_attachments},
};
// They list the outputs of all the others.
constexpr Planner last_planner = {"catalogues", plan_catalogues};
constexpr std::size_t usual_catalogues = 16;  // files; more cost a copy

void add_outputs(const PageWorld& world, const Planner& planner, Outputs& outputs) {
    const std::size_t first = outputs.size();
    planner.plan(world, outputs);
    for (std::size_t i = first; i < outputs.size(); ++i)
        outputs[i].maker = planner.name;
}

}  // namespace

Outputs plan_outputs(const PageWorld& world, std::size_t threads) {
    std::array<Outputs, std::size(planners)> parts;
    parallel_for(parts.size(), threads,
                 [&](std::size_t i) { add_outputs(world, planners[i], parts[i]); });
    std::size_t count = usual_catalogues;
    for (const Outputs& part : parts)
        count += part.size();
    Outputs outputs;
    outputs.reserve(count);
    for (Outputs& part : parts) {
        std::ranges::move(part, std::back_inserter(outputs));
        Outputs().swap(part);
    }
    add_outputs(world, last_planner, outputs);
    std::ranges::sort(outputs, {}, &Output::path);
    return outputs;
}

std::vector<PageTemplate> page_templates() {
    return {
        {"404", not_found_page_shape}, {"act", act_page_shape},     {"alias", alias_page_shape},
        {"criteria", criteria_page_shape}, {"criteria_card", criteria_card_page_shape},
        {"criteria_matrix", criteria_matrix_page_shape},
        {"demo", demo_page_shape},     {"demo_answers", demo_page_shape},
        {"demo_print", demo_page_shape}, {"tasks", tasks_page_shape},
        {"checklist", checklist_page_shape}, {"class", class_page_shape},
        {"curriculum", curriculum_page_shape}, {"procedure", procedure_page_shape},
        {"results", results_page_shape}, {"schedule", schedule_page_shape},
        {"event", event_page_shape}, {"home", home_page_shape},
        {"index", index_page_shape},   {"list", list_page_shape},   {"memo", memo_page_shape},
        {"news", news_page_shape},     {"report", report_page_shape},
        {"search", search_page_shape}, {"section_print", section_print_page_shape},
            {"plan", plan_page_shape},   {"term", term_page_shape},
        {"weights", weights_page_shape},
    };
}

}  // namespace vitrina
