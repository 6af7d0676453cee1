#include "render.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <optional>

#include "base/hash.h"
#include "base/parallel.h"
#include "base/text.h"

namespace vitrina {
namespace {

constexpr std::size_t progress_step = 64;

// What rendering one output left behind; its bytes are staged or dropped at once.
struct Slot {
    std::optional<StagedFile> staged;
    std::optional<Error> error;
    PageFacts facts;
    Diagnostics messages;
    PublishedFile published;
};

void render_one(const Output& output,
                const Publication& publication,
                const PublishedFiles& catalogue,
                Slot& slot) {
    Result<StagedFile> staged = [&] {
        if (!output.copy_from.empty())
            return publication.stage_copy(output.path, output.copy_from);
        Rendered rendered = output.render(catalogue);
        slot.facts = std::move(rendered.facts);
        slot.messages = std::move(rendered.messages);
        if (output.catalogued)
            slot.published = {sha256_hex(rendered.bytes), rendered.bytes.size()};
        return publication.stage(output.path, rendered.bytes);
    }();
    if (staged)
        slot.staged = std::move(*staged);
    else
        slot.error = std::move(staged.error());
}

// `memos/x/index.html` → `/memos/x/`
std::string page_url(std::string_view path) {
    constexpr std::string_view index = "index.html";
    if (path.ends_with(index))
        path.remove_suffix(index.size());
    return "/" + std::string(path);
}

}  // namespace

Result<std::vector<StagedFile>> render_outputs(const std::vector<Output>& outputs,
                                               const Publication& publication,
                                               const RenderOptions& options,
                                               Diagnostics& out) {
    std::vector<Slot> slots(outputs.size());
    PublishedFiles catalogue;
    std::atomic<std::size_t> done = 0;
    for (const Wave wave : {Wave::Assets, Wave::Pages, Wave::Catalogues}) {
        std::vector<std::size_t> work;
        for (std::size_t i = 0; i < outputs.size(); ++i)
            if (outputs[i].wave == wave)
                work.push_back(i);
        // Lists of everything take longest: begun last, they would keep one thread busy alone.
        std::ranges::stable_partition(work,
                                      [&](std::size_t i) { return !outputs[i].origin.source; });
        parallel_for(work.size(), options.threads, [&](std::size_t i) {
            render_one(outputs[work[i]], publication, catalogue, slots[work[i]]);
            const std::size_t now = ++done;
            if (options.progress && now % progress_step == 0)
                options.progress(now, outputs.size());
        });
        for (const std::size_t i : work)
            if (outputs[i].catalogued)
                catalogue.emplace(outputs[i].path, std::move(slots[i].published));
    }
    std::vector<const PageFacts*> facts;
    facts.reserve(slots.size());
    for (const Slot& slot : slots)
        facts.push_back(&slot.facts);
    check_anchors(outputs, facts, out);
    std::vector<StagedFile> staged;
    staged.reserve(slots.size());
    for (Slot& slot : slots) {
        out.append(std::move(slot.messages));
        if (slot.error)
            return tl::unexpected<Error>(std::move(*slot.error));
        staged.push_back(std::move(*slot.staged));
    }
    return staged;
}

void check_anchors(const std::vector<Output>& outputs,
                   const std::vector<const PageFacts*>& facts,
                   Diagnostics& out) {
    std::map<std::string, std::size_t, std::less<>> page_of;
    for (std::size_t i = 0; i < outputs.size(); ++i)
        if (facts[i] != nullptr && outputs[i].path.ends_with(".html"))
            page_of.emplace(page_url(outputs[i].path), i);
    for (const PageFacts* from : facts) {
        if (from == nullptr)
            continue;
        for (const AnchorLink& link : from->links) {
            const auto page = page_of.find(link.url);
            if (page == page_of.end())
                continue;  // its source has mistakes of its own, so it was not rendered
            const auto& anchors = facts[page->second]->anchors;
            if (std::ranges::find(anchors, link.anchor) != anchors.end())
                continue;
            const std::vector<std::string_view> names(anchors.begin(), anchors.end());
            out.error(ids::anchor_unknown, link.place, link.url, shorten(link.anchor, 80),
                      nearest_name(link.anchor, names));
        }
    }
}

}  // namespace vitrina
