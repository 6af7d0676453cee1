#include "pages/assets.h"

#include "content/walk.h"

namespace vitrina {

void plan_assets(const PageWorld& world, Outputs& outputs) {
    for (const ThemeFile& file : world.theme.files()) {
        Output output;
        output.path = file.output;
        output.wave = Wave::Assets;
        if (file.copied)
            output.copy_from = file.source;
        else
            output.render = [&file](const PublishedFiles&) {
                Rendered rendered;
                rendered.bytes = file.bytes;
                return rendered;
            };
        outputs.push_back(std::move(output));
    }
}

void plan_attachments(const PageWorld& world, Outputs& outputs) {
    const std::string& folder = world.site.folder;
    for (const std::string& path : world.site.attachments) {
        Output output;
        output.path = path;
        output.wave = Wave::Assets;
        // Behind `/./` no link is followed.
        output.copy_from = (folder.empty() ? "." : folder) + "/./" + path;
        output.origin = {std::make_shared<const Source>(Source{join_path(folder, path), ""}), {}};
        outputs.push_back(std::move(output));
    }
}

}  // namespace vitrina
