#include "pages/plan_outputs.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "pages/act.h"
#include "pages/alias.h"
#include "pages/assets.h"
#include "pages/catalogue.h"
#include "pages/event.h"
#include "pages/feeds.h"
#include "pages/home.h"
#include "pages/lists.h"
#include "pages/memo.h"
#include "pages/record_json.h"
#include "pages/terms.h"

namespace vitrina {
namespace {

using Planner = void (*)(const PageWorld&, Outputs&);

// One line per kind of page.
// Catalogues list the outputs of all planners before them.
constexpr Planner planners[] = {
    plan_home_pages,  plan_memo_pages,    plan_act_pages,     plan_event_pages,
    plan_section_pages, plan_term_pages,  plan_archive_pages, plan_news_pages,
    plan_index_pages, plan_alias_pages,   plan_record_json,   plan_schemas,
    plan_feeds,       plan_assets,        plan_attachments,   plan_catalogues,
};

// The form in which two paths are the same to a careless file system: letter case and Unicode form
// do not count there.
std::string collision_key(std::string_view path) {
    return fold_case(to_nfc(path));
}

// Two outputs at one path would silently replace each other.
void report_collisions(const Outputs& outputs, Diagnostics& out) {
    std::map<std::string, const Output*> seen;
    for (const Output& output : outputs) {
        const auto [first, fresh] = seen.emplace(collision_key(output.path), &output);
        if (fresh)
            continue;
        const Output* other = first->second;
        const bool here = output.origin.source != nullptr;
        Diagnostic& message = out.error(ids::output_collision, here ? output.origin : other->origin,
                                        output.path);
        if (here && other->origin.source)
            Diagnostics::note(message, ids::note_other_source, other->origin);
    }
}

}  // namespace

Outputs plan_outputs(const PageWorld& world, Diagnostics& out) {
    Outputs outputs;
    for (const Planner plan : planners)
        plan(world, outputs);
    std::ranges::sort(outputs, {}, &Output::path);
    report_collisions(outputs, out);
    return outputs;
}

std::vector<PageTemplate> page_templates() {
    return {
        {"404", not_found_page_shape}, {"act", act_page_shape},     {"alias", alias_page_shape},
        {"event", event_page_shape}, {"home", home_page_shape},
        {"index", index_page_shape},   {"list", list_page_shape},   {"memo", memo_page_shape},
        {"news", news_page_shape},     {"term", term_page_shape},
    };
}

}  // namespace vitrina
