#include "pages/alias.h"

namespace vitrina {
namespace {

Rendered render_alias(const PageWorld& world, RecordId id, const std::string& url) {
    PageFrame frame;
    frame.url = url;
    frame.title = world.site.entry(id).title;
    frame.in_search_engines = false;
    PageMaker page(world, std::move(frame), nullptr);
    const Entry& entry = world.site.entry(id);
    return page.finish("alias", stache::Object{
        {"href", page.href(entry.url)},
        {"canonical", world.site.config.base_url.value + entry.url.substr(1)}});
}

}  // namespace

stache::Shape alias_page_shape(const Theme& theme) {
    return page_shape(theme, stache::Shape::object("page of a former address", {
        {"href", stache::Shape::text(), "Where the page stands now.", "../memos/x/"},
        {"canonical", stache::Shape::text(), "The same as an absolute address.", ""},
    }));
}

void plan_alias_pages(const PageWorld& world, Outputs& outputs) {
    for (std::size_t i = 0; i < world.site.records.size(); ++i) {
        const Record& record = world.site.records[i];
        for (const Located<std::string>& alias : record.common.aliases) {
            Output output;
            std::string url = alias.value;
            if (!url.ends_with('/') && !url.ends_with(".html"))
                url += '/';
            output.path = output_path(url);
            output.origin = record.place(alias.span);
            output.in_sitemap = false;
            output.render = [&world, id = static_cast<RecordId>(i), url](const PublishedFiles&) {
                return render_alias(world, id, url);
            };
            outputs.push_back(std::move(output));
        }
    }
}

}  // namespace vitrina
