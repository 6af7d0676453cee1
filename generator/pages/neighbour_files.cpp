#include "pages/neighbour_files.h"

namespace vitrina {

std::string neighbour_url(const Site& site, RecordId id, std::string_view extension) {
    const std::string& url = site.entry(id).url;
    return url.substr(0, url.size() - 1) + std::string(extension);
}

void add_page(const PageWorld& world,
              RecordId id,
              Rendered (*render)(const PageWorld&, RecordId),
              Outputs& outputs) {
    Output page;
    page.path = output_path(world.site.entry(id).url);
    page.origin = world.site.at(id).place({});
    page.render = [&world, id, render](const PublishedFiles&) { return render(world, id); };
    outputs.push_back(std::move(page));
}

void add_text_file(const PageWorld& world,
                   RecordId id,
                   std::string_view extension,
                   std::string (*text)(const PageWorld&, RecordId),
                   Outputs& outputs) {
    Output file;
    file.path = neighbour_url(world.site, id, extension).substr(1);
    file.origin = world.site.at(id).place({});
    file.render = [&world, id, text](const PublishedFiles&) {
        Rendered rendered;
        rendered.bytes = text(world, id);
        return rendered;
    };
    outputs.push_back(std::move(file));
}

}  // namespace vitrina
