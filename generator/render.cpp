#include "render.h"

#include <algorithm>
#include <atomic>
#include <deque>
#include <memory>
#include <optional>

#include "base/hash.h"
#include "base/heap.h"
#include "base/packed.h"
#include "base/parallel.h"
#include "base/text.h"

namespace vitrina {
namespace {

constexpr std::size_t progress_step = 64;

// What one output left behind; its bytes are staged or dropped at once. There is one for every page
// of the site until all are there: what it says is kept packed.
struct Slot {
    std::optional<StagedFile> staged;
    std::vector<StagedFile> beside;
    std::unique_ptr<Error> error;
    const KnownOutput* kept = nullptr;  // it was not made again
    std::unique_ptr<OutputFacts> told;  // if it has more to tell than anchors
    std::string inputs;                 // packed; not of a kept one, as the texts that follow
    std::string facts;
    std::string words;
    std::string beginning;
    bool may_be_kept = true;  // next time
};

bool has_much_to_tell(const OutputFacts& facts) {
    return !facts.page.links.empty() || !facts.messages.items().empty() || !facts.beside.empty();
}

// The page at a site url; the end if none was rendered.
std::vector<Output>::const_iterator page_at(const std::vector<Output>& outputs,
                                            std::string_view url) {
    const std::string path = output_path(url);
    const auto found = std::ranges::lower_bound(outputs, path, {}, &Output::path);
    return found != outputs.end() && found->path == path ? found : outputs.end();
}

ContentHash hash_of(const PublishedFiles& catalogue) {
    PackWriter packed;
    for (const auto& [path, file] : catalogue) {
        packed.text(path);
        packed.text(file.sha256);
        packed.number(file.size);
    }
    return content_hash(packed.bytes());
}

class Renderer {
public:
    Renderer(const RenderJob& job, const RenderOptions& options)
        : job_(job),
          options_(options),
          known_(job.known.match(job.outputs)),
          slots_(job.outputs.size()) {}

    void render(Wave wave) {
        std::vector<std::size_t> work;
        for (std::size_t i = 0; i < job_.outputs.size(); ++i)
            if (job_.outputs[i].wave == wave)
                work.push_back(i);
        if (wave == Wave::Catalogues)
            render_of_pages(work);
        // Lists of everything take longest: begun last, they would keep one thread busy alone.
        std::stable_partition(work.begin(), work.end(), [&](std::size_t i) {
            return !job_.outputs[i].origin.source;
        });
        if (wave == Wave::Catalogues)
            catalogue_hash_ = hash_of(catalogue_);
        parallel_for(work.size(), options_.threads, [&](std::size_t i) {
            const Stopwatch watch(options_.profile, job_.outputs[work[i]].maker);
            render_one(work[i]);
            const std::size_t now = ++done_;
            if (options_.progress && now % progress_step == 0)
                options_.progress(now, job_.outputs.size());
        });
        for (const std::size_t i : work)
            if (job_.outputs[i].catalogued && slots_[i].staged)
                catalogue_.emplace(
                    job_.outputs[i].path,
                    PublishedFile{slots_[i].told->sha256, slots_[i].staged->digest.size});
    }

    void check(Diagnostics& out) {
        std::vector<const PageFacts*> facts(slots_.size());
        for (std::size_t i = 0; i < slots_.size(); ++i)
            if (slots_[i].told)
                facts[i] = &slots_[i].told->page;
        // Of the other pages anchors are asked for once somebody links to one.
        std::deque<PageFacts> recalled;
        for (const Slot& slot : slots_)
            if (slot.told)
                for (const AnchorLink& link : slot.told->page.links)
                    recall_anchors(link.url, facts, recalled);
        check_anchors(job_.outputs, facts, out);
    }

    Result<RenderedSite> finish(Diagnostics& out) {
        RenderedSite rendered;
        rendered.cache = cache();
        rendered.staged.reserve(slots_.size());
        for (Slot& slot : slots_) {
            if (slot.told)
                out.append(std::move(slot.told->messages));
            if (slot.error)
                return tl::unexpected<Error>(std::move(*slot.error));
            rendered.staged.push_back(std::move(*slot.staged));
            rendered.staged.insert(rendered.staged.end(), slot.beside.begin(), slot.beside.end());
        }
        return rendered;
    }

private:
    // These use all threads themselves, one after the other; they leave the work of the wave.
    void render_of_pages(std::vector<std::size_t>& work) {
        const auto first = std::stable_partition(work.begin(), work.end(), [&](std::size_t i) {
            return !job_.outputs[i].render_of_pages;
        });
        if (first != work.end())
            words_hash_ = hash_of_words();
        for (auto i = first; i != work.end(); ++i) {
            const Stopwatch watch(options_.profile, job_.outputs[*i].maker);
            render_one(*i);
        }
        // What an index takes while it is made would stand beside what is packed next.
        if (first != work.end())
            trim_heap();
        work.erase(first, work.end());
    }

    SearchedText text_of(std::size_t i) const {
        const Slot& slot = slots_[i];
        if (slot.kept != nullptr)
            return {slot.kept->words, slot.kept->beginning};
        return {slot.words, slot.beginning};
    }

    ContentHash hash_of_words() const {
        ContentHasher hasher;
        for (std::size_t i = 0; i < slots_.size(); ++i) {
            const SearchedText text = text_of(i);
            PackWriter packed;
            packed.text(text.words);
            packed.text(text.beginning);
            hasher.add(packed.bytes());
        }
        return hasher.hash();
    }

    RenderedPages rendered_pages() const {
        return {[this](const std::string& path) {
                    const auto found =
                        std::ranges::lower_bound(job_.outputs, path, {}, &Output::path);
                    if (found == job_.outputs.end() || found->path != path)
                        return SearchedText{};
                    return text_of(static_cast<std::size_t>(found - job_.outputs.begin()));
                },
                options_.threads};
    }

    void render_one(std::size_t i) {
        Slot& slot = slots_[i];
        if (known_[i] != nullptr && keep(i))
            return;
        const Output& output = job_.outputs[i];
        auto staged = output.copy_from.empty() ? make(output, slot) : copy(output, slot);
        if (staged)
            slot.staged = std::move(*staged);
        else
            slot.error = std::make_unique<Error>(std::move(staged.error()));
    }

    Result<StagedFile> make(const Output& output, Slot& slot) {
        Rendered rendered = output.render_of_pages ? output.render_of_pages(rendered_pages())
                                                   : output.render(catalogue_);
        OutputFacts facts;
        facts.page = std::move(rendered.facts);
        facts.messages = std::move(rendered.messages);
        if (output.catalogued)
            facts.sha256 = sha256_hex(rendered.bytes);
        if (auto staged = stage_beside(rendered.beside, facts, slot); !staged)
            return tl::unexpected(staged.error());
        slot.may_be_kept = !rendered.reads_attachments;
        slot.inputs = PageCache::pack_inputs({std::move(rendered.bodies), catalogue_of(output), {}});
        slot.facts = PageCache::pack_facts(facts);
        slot.facts.shrink_to_fit();
        if (output.render_of_pages)
            index_ = std::move(rendered.index);
        slot.words = std::move(facts.page.words);
        slot.words.shrink_to_fit();
        slot.beginning = std::move(facts.page.beginning);
        slot.beginning.shrink_to_fit();
        if (output.catalogued || has_much_to_tell(facts))
            slot.told = std::make_unique<OutputFacts>(std::move(facts));
        return job_.publication.stage(output.path, rendered.bytes);
    }

    // What an output of this wave depends on besides bodies.
    ContentHash catalogue_of(const Output& output) const {
        if (output.render_of_pages)
            return words_hash_;
        return output.wave == Wave::Catalogues ? catalogue_hash_ : ContentHash{};
    }

    Result<void> stage_beside(const std::vector<BesideFile>& files, OutputFacts& facts, Slot& slot) {
        std::vector<std::optional<Result<StagedFile>>> staged(files.size());
        parallel_for(files.size(), options_.threads, [&](std::size_t i) {
            staged[i] = job_.publication.stage(files[i].path, files[i].bytes);
        });
        for (std::optional<Result<StagedFile>>& file : staged) {
            if (!*file)
                return tl::unexpected(file->error());
            facts.beside.push_back({(*file)->path, (*file)->digest});
            slot.beside.push_back(std::move(**file));
        }
        return {};
    }

    Result<StagedFile> copy(const Output& output, Slot& slot) {
        // As it is before it is read: a later change has another stat.
        const auto source = job_.files.stat(output.copy_from);
        OutputInputs inputs;
        if (source && *source)
            inputs.copied = **source;
        slot.inputs = PageCache::pack_inputs(inputs);
        slot.facts = PageCache::pack_facts({});
        slot.may_be_kept = source && *source && job_.files.is_settled(**source);
        return job_.publication.stage_copy(output.path, output.copy_from);
    }

    // Whether everything is as it was: inputs, and what stands in OUT.
    bool keep(std::size_t i) {
        const auto inputs = PageCache::unpack_inputs(known_[i]->inputs);
        if (!inputs || !is_unchanged(job_.outputs[i], *inputs))
            return false;
        Slot& slot = slots_[i];
        if (known_[i]->has_much_to_tell || job_.outputs[i].catalogued) {
            auto facts = PageCache::unpack_facts(known_[i]->facts);
            if (!facts)
                return false;
            slot.told = std::make_unique<OutputFacts>(std::move(*facts));
        }
        auto staged = job_.publication.keep(job_.outputs[i].path, known_[i]->digest);
        if (!staged || !*staged || !keep_beside(slot)) {
            slot.told.reset();
            return false;
        }
        slot.staged = std::move(**staged);
        slot.kept = known_[i];
        return true;
    }

    bool keep_beside(Slot& slot) {
        if (!slot.told)
            return true;
        for (const BesideDigest& file : slot.told->beside) {
            auto staged = job_.publication.keep(file.path, file.digest);
            if (!staged || !*staged) {
                slot.beside.clear();
                return false;
            }
            slot.beside.push_back(std::move(**staged));
        }
        return true;
    }

    bool is_unchanged(const Output& output, const OutputInputs& inputs) const {
        if (!output.copy_from.empty()) {
            const auto source = job_.files.stat(output.copy_from);
            return source && *source && **source == inputs.copied;
        }
        if (inputs.catalogue != catalogue_of(output))
            return false;
        return std::ranges::all_of(inputs.bodies, [&](const BodyRead& body) {
            const auto record = static_cast<std::size_t>(body.record);
            return record < job_.records.size() && job_.records[record].source_hash == body.hash;
        });
    }

    void recall_anchors(std::string_view url,
                        std::vector<const PageFacts*>& facts,
                        std::deque<PageFacts>& recalled) const {
        const auto page = page_at(job_.outputs, url);
        if (page == job_.outputs.end())
            return;
        const auto i = static_cast<std::size_t>(page - job_.outputs.begin());
        if (facts[i] != nullptr)
            return;
        const Slot& slot = slots_[i];
        if (auto told = PageCache::unpack_facts(slot.kept != nullptr ? slot.kept->facts : slot.facts))
            facts[i] = &recalled.emplace_back(std::move(told->page));
    }

    bool is_remembered(const Slot& slot) const {
        return slot.kept != nullptr || (slot.staged && slot.may_be_kept);
    }

    std::string cache() const {
        constexpr std::size_t usual_rest = 256;  // of an output, besides its texts
        std::size_t count = 0;
        std::size_t size = 0;
        for (std::size_t i = 0; i < slots_.size(); ++i) {
            const Slot& slot = slots_[i];
            const SearchedText text = text_of(i);
            count += is_remembered(slot) ? 1 : 0;
            size += job_.outputs[i].path.size() + text.words.size() + text.beginning.size() +
                    (slot.kept != nullptr ? slot.kept->facts.size() : slot.facts.size()) + usual_rest;
        }
        const std::vector<std::string_view> words = job_.search.words();
        for (const std::string_view word : words)
            size += word.size() + 2;
        const std::string_view index = index_ ? std::string_view(*index_) : job_.known.site().index;
        PageCachePacker packer({job_.site, job_.texts, index}, count, size);
        for (std::size_t i = 0; i < slots_.size(); ++i) {
            const Slot& slot = slots_[i];
            if (slot.kept != nullptr)
                packer.add(*slot.kept);
            else if (is_remembered(slot))
                packer.add({job_.outputs[i].path, slot.staged->digest, slot.inputs, slot.facts,
                            slot.told && has_much_to_tell(*slot.told), slot.words, slot.beginning});
        }
        return packer.finish(words);
    }

    const RenderJob& job_;
    const RenderOptions& options_;
    std::vector<const KnownOutput*> known_;
    std::vector<Slot> slots_;
    PublishedFiles catalogue_;
    ContentHash catalogue_hash_;
    ContentHash words_hash_;
    std::optional<std::string> index_;  // what a search index remembers that was made anew
    std::atomic<std::size_t> done_ = 0;
};

}  // namespace

Result<RenderedSite> render_outputs(const RenderJob& job,
                                    const RenderOptions& options,
                                    Diagnostics& out) {
    Renderer renderer(job, options);
    for (const Wave wave : {Wave::Assets, Wave::Pages, Wave::Catalogues})
        renderer.render(wave);
    renderer.check(out);
    return renderer.finish(out);
}

void check_anchors(const std::vector<Output>& outputs,
                   const std::vector<const PageFacts*>& facts,
                   Diagnostics& out) {
    for (const PageFacts* from : facts) {
        if (from == nullptr)
            continue;
        for (const AnchorLink& link : from->links) {
            const auto page = page_at(outputs, link.url);
            if (page == outputs.end())
                continue;  // its source has mistakes of its own, so it was not rendered
            const PageFacts* to = facts[static_cast<std::size_t>(page - outputs.begin())];
            if (to == nullptr || std::ranges::find(to->anchors, link.anchor) != to->anchors.end())
                continue;
            const std::vector<std::string_view> names(to->anchors.begin(), to->anchors.end());
            out.error(ids::anchor_unknown, link.place, link.url, shorten(link.anchor, 80),
                      nearest_name(link.anchor, names));
        }
    }
}

}  // namespace vitrina
