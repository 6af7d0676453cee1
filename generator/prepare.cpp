#include "prepare.h"

#include <set>
#include <utility>

#include "base/parallel.h"
#include "content/walk.h"
#include "pages/plan_outputs.h"
#include "pages/search.h"
#include "read.h"

namespace vitrina {
namespace {

// Data with mistakes cannot be shown, and what is made of it neither: when reading found errors,
// only the texts without an error of their own are rendered, to tell their broken links in the same
// run.
void keep_sound_texts(Outputs& outputs, const Diagnostics& messages) {
    std::set<std::string> broken;
    for (const Diagnostic& message : messages.items())
        if (message.severity == Severity::Error && message.place.source)
            broken.insert(message.place.source->path);
    std::erase_if(outputs, [&](const Output& output) {
        const bool is_text = output.origin.source && output.origin.source->path.ends_with(".md") &&
                             output.path.ends_with(".html");
        return !is_text || broken.contains(output.origin.source->path);
    });
}

void assemble(SiteSources sources,
              const std::vector<Neighbour>& neighbours,
              const BuildOptions& options,
              PreparedSite& to) {
    const Stopwatch watch(options.profile, "assemble");
    to.today = options.today.value_or(date_in_zone(options.now, sources.config.timezone.value));
    to.site =
        assemble_site(std::move(sources), neighbours,
                      {to.today, options.drafts, options.scheduled, options.threads}, to.messages);
}

// The theme knows nothing of the records.
void assemble_beside_theme(SiteSources sources,
                           const std::vector<Neighbour>& neighbours,
                           const BuildOptions& options,
                           const FileReader& files,
                           PreparedSite& to) {
    const SiteConfig& config = sources.config;
    const ThemeOptions theme{config.theme.value, options.theme_folders, config.interface_language(),
                             config.place(config.theme.span)};
    Diagnostics of_theme;
    run_beside(
        options.threads, [&] { assemble(std::move(sources), neighbours, options, to); },
        [&] { to.theme = read_theme(theme, page_templates(), files, of_theme); });
    to.messages.append(std::move(of_theme));
}

void plan(const BuildOptions& options, const FileReader& files, PreparedSite& to) {
    if (!to.theme)
        return;
    for (const auto& [word, meaning] : to.site.glossary)
        to.abbreviations.push_back({word, meaning});
    to.site_view = make_site_view(to.site, *to.theme, to.messages);
    check_synonyms(to.site, to.messages);
    const std::vector<SynonymGroup> synonyms = synonym_groups(to.site);
    to.search = std::make_unique<SearchWords>(synonyms);
    to.texts = pack_text_site({to.abbreviations, synonyms, longest_beginning(to.site)});
    to.world = std::make_unique<PageWorld>(PageWorld{to.site, *to.theme, files, to.abbreviations,
                                                     to.site_view, *to.search});
    const Stopwatch watch(options.profile, "plan pages");
    to.outputs = plan_outputs(*to.world, options.threads);
}

}  // namespace

std::vector<std::unique_ptr<PreparedSite>> prepare_sites(const BuildOptions& options,
                                                         const std::vector<std::string>& names,
                                                         const SourceCaches& known,
                                                         const FileReader& files) {
    std::vector<std::unique_ptr<PreparedSite>> sites;
    std::vector<std::optional<SiteSources>> sources;
    std::vector<Neighbour> neighbours;
    const SourceCache nothing;
    for (const std::string& name : names) {
        auto site = std::make_unique<PreparedSite>();
        const bool whole = name == ".";
        site->name = name;
        site->folder = whole ? options.folder : join_path(options.folder, name);
        site->out = whole ? options.out : join_path(options.out, name);
        const auto cache = known.find(name);
        auto read = read_site(
            files, {site->folder, site->out, options.threads, options.without, options.profile},
            cache == known.end() ? nothing : cache->second, site->messages);
        sources.emplace_back();
        if (read) {
            site->cache = std::move(read->cache);
            sources.back() = std::move(read->sources);
        }
        if (sources.back() && names.size() > 1)
            neighbours.push_back(describe_neighbour(*sources.back()));
        sites.push_back(std::move(site));
    }
    // From here on the records of all sites are known to each other.

    for (std::size_t i = 0; i < sites.size(); ++i) {
        if (!sources[i])
            continue;
        const bool is_read_well = !sites[i]->messages.has_errors();
        assemble_beside_theme(std::move(*sources[i]), neighbours, options, files, *sites[i]);
        // From here on the site does not change; any thread may read it.
        plan(options, files, *sites[i]);
        if (!is_read_well)
            keep_sound_texts(sites[i]->outputs, sites[i]->messages);
        // From here on every output path is known, once.
    }
    return sites;
}

}  // namespace vitrina
