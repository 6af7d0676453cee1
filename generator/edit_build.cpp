#include "edit_build.h"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>

#include "base/parallel.h"
#include "base/text.h"
#include "content/walk.h"
#include "page_cache.h"
#include "pages/text_page.h"
#include "publish/publication.h"
#include "read.h"
#include "record_dates.h"
#include "search/index_edit.h"
#include "search/index_memory.h"
#include "state_file.h"

namespace vitrina {
namespace {

constexpr std::uint64_t largest_page = 64ULL * 1024 * 1024;
constexpr std::string_view page_name = "index.html";
constexpr std::string_view index_path = "search/index.js";

// One text, from its file to its page.
struct EditedOutput {
    std::string id;
    const KnownOutput* known = nullptr;
    RecordId record = {};
    TextPage page;
    EditedText text;
    std::string bytes;
    PageWords words;
    std::string inputs;
    std::string facts;
    bool has_much_to_tell = false;
};

// A site of which texts have changed, on its way from the last build to this one.
class SiteEdit {
public:
    SiteEdit(const BuildOptions& options, RecalledSite& site, FileSystem& files)
        : options_(options), site_(site), files_(files) {}

    // `names`: of the edited files, from the site's root. False: the whole build is needed.
    bool prepare(const std::vector<std::string>& names) {
        bool is_edited = false;
        run_beside(
            options_.threads, [&] { is_edited = edit_pages(names) && edit_search(); },
            [&] { open(); });
        return is_edited && publication_ && publication_->is_as_known();
    }

    // What the machine refuses.
    std::optional<Error> publish() {
        SiteReport& report = site_.built.report;
        const Stopwatch watch(options_.profile, "publish");
        auto outputs = stage();
        if (!outputs)
            return outputs.error();
        auto committed = publication_->commit(std::move(*outputs), {}, once);
        if (!committed)
            return committed.error();
        report.unchanged = committed->unchanged;
        report.written = std::move(committed->written);
        report.removed = std::move(committed->removed);
        std::vector<EditedFile> dates;
        for (const EditedOutput& output : outputs_)
            dates.push_back({output.id, output.text.hash});
        auto stale = edit_record_dates(dates, site_.built.today, files_, site_.built.state);
        if (!stale)
            return stale.error();
        report.stale_dates = std::move(*stale);
        return std::nullopt;
    }

    // For the next build. If nothing is published after all, it finds other bytes in OUT.
    void save_pages() const {
        const Stopwatch watch(options_.profile, "caches");
        const KnownSite& before = known_.site();
        PageCachePacker packer({before.digest, before.texts, index_ ? index_->memory : before.index},
                               known_.outputs().size(), known_.bytes().size() + added_size());
        for (KnownOutput output : known_.outputs()) {
            if (const EditedOutput* edited = edited_at(output.path))
                output = {output.path, digest_of(edited->bytes), edited->inputs, edited->facts,
                          edited->has_much_to_tell, edited->words.words, edited->words.beginning};
            // What it was made of is told no more: the next whole build makes it anew.
            else if (index_ && output.path == index_path)
                output.digest = digest_of(index_->files.front().bytes);
            packer.add(output);
        }
        static_cast<void>(save_state_file(files_, pages_file(site_.built.state), known_.bytes(),
                                          packer.finish(search_->words())));
    }

    Diagnostics once;  // what was found in OUT

private:
    static FileDigest digest_of(std::string_view bytes) { return {content_hash(bytes), bytes.size()}; }
    const OutputRecord& record() const { return site_.output.record; }

    void open() {
        const Stopwatch watch(options_.profile, "open");
        PublishOptions publishing{.out = site_.built.report.out,
                                  .state = site_.built.state,
                                  .forbidden = options_.forbidden,
                                  .adopt = options_.adopt,
                                  .allow_shrink = options_.allow_shrink,
                                  .threads = options_.threads,
                                  .known = &site_.output};
        for (const std::string& folder : {site_.built.report.folder, options_.folder, std::string(".")})
            publishing.forbidden.push_back(folder);
        // What it has to tell or to refuse the whole build finds as well.
        Diagnostics told;
        auto publication = open_publication(files_, publishing, told);
        if (publication && told.items().empty())
            publication_ = std::move(*publication);
    }

    bool edit_pages(const std::vector<std::string>& names) {
        const Stopwatch watch(options_.profile, "texts");
        known_ = PageCache::unpack(read_state_file(files_, pages_file(site_.built.state)));
        auto texts = unpack_text_site(known_.site().texts);
        if (known_.site().digest != site_.built.digest || !texts || !is_as_published())
            return false;
        text_site_ = std::move(*texts);
        search_ = std::make_unique<SearchWords>(text_site_.synonyms);
        search_->adopt(known_.words());
        return std::ranges::all_of(names, [&](const std::string& name) { return edit_page(name); }) &&
               std::ranges::all_of(outputs_, [&](const EditedOutput& output) {
                   return is_shown_once(output);
               });
    }

    // Every page that is remembered is the one that stands in OUT.
    bool is_as_published() const {
        auto published = record().files.begin();
        const auto end = record().files.end();
        return std::ranges::all_of(known_.outputs(), [&](const KnownOutput& output) {
            while (published != end && published->path < output.path)
                ++published;
            return published != end && published->path == output.path &&
                   published->digest == output.digest;
        });
    }

    const KnownOutput* find_output(std::string_view path) const {
        const auto& outputs = known_.outputs();
        const auto found = std::ranges::lower_bound(outputs, path, {}, &KnownOutput::path);
        return found != outputs.end() && found->path == path ? &*found : nullptr;
    }

    // The page of a text, as a rule at the address that is made of its id.
    const KnownOutput* find_page(const std::string& id) const {
        const std::uint64_t hash = id_hash(id);
        const auto is_page = [hash](const KnownOutput& output) {
            const std::string_view packed = PageCache::text_page_of(output.facts);
            return !packed.empty() && id_hash_of(packed) == hash;
        };
        const KnownOutput* usual = find_output(output_path(url_of_id(id)));
        if (usual != nullptr && is_page(*usual))
            return usual;
        const auto found = std::ranges::find_if(known_.outputs(), is_page);
        return found == known_.outputs().end() ? nullptr : &*found;
    }

    PublishedTexts texts() const {
        return {[this](const std::string& id) -> std::optional<std::string> {
                    const KnownOutput* page = find_page(to_nfc(id));
                    return page == nullptr ? std::nullopt
                                           : std::optional("/" + std::string(url_of(page->path)));
                },
                [this](const std::string& url) {
                    const KnownOutput* page = find_output(output_path(url));
                    return page != nullptr && !PageCache::text_page_of(page->facts).empty();
                }};
    }

    // Anchors of pages do not change with their texts: else these would be no edits.
    bool has_anchor(const AnchorLink& link) const {
        const KnownOutput* page = find_output(output_path(link.url));
        const auto facts = page != nullptr ? PageCache::unpack_facts(page->facts) : std::nullopt;
        return facts && std::ranges::find(facts->page.anchors, link.anchor) != facts->page.anchors.end();
    }

    bool edit_page(const std::string& name) {
        EditedOutput output;
        output.id = to_nfc(std::string_view(name).substr(0, name.rfind('.')));
        output.known = find_page(output.id);
        auto facts = output.known ? PageCache::unpack_facts(output.known->facts) : std::nullopt;
        auto inputs = output.known ? PageCache::unpack_inputs(output.known->inputs) : std::nullopt;
        auto page = facts ? unpack_text_page(facts->page.text_page) : std::nullopt;
        if (!page || !inputs || inputs->bodies.size() != 1 || !facts->messages.items().empty() ||
            !facts->beside.empty() || !facts->sha256.empty())
            return false;
        auto text = read_edited_text(files_, site_.built.report.folder, name, page->head);
        const auto published = text ? read_output(output.known->path) : std::nullopt;
        if (!published)
            return false;
        const std::string url = "/" + std::string(url_of(output.known->path));
        auto edited = edit_text_page(*page, text_site_,
                                     {name, text->source, text->body, url, *published, texts()});
        if (!edited || !std::ranges::all_of(edited->links, [this](const AnchorLink& link) {
                return has_anchor(link);
            }))
            return false;
        if (page->is_searched)
            output.words = search_->read(
                {edited->bytes, page->filed_under, text_site_.longest_beginning});
        output.record = inputs->bodies.front().record;
        inputs->bodies.front().hash = text->hash;
        output.inputs = PageCache::pack_inputs(*inputs);
        facts->page.links.resize(page->links_before);
        std::ranges::move(edited->links, std::back_inserter(facts->page.links));
        output.has_much_to_tell = !facts->page.links.empty();
        output.facts = PageCache::pack_facts(*facts);
        output.bytes = std::move(edited->bytes);
        output.page = std::move(*page);
        output.text = std::move(*text);
        outputs_.push_back(std::move(output));
        return true;
    }

    // A file of OUT, if it is as the last build left it.
    std::optional<std::string> read_output(std::string_view path) const {
        const RecordedFile* recorded = record().find(path);
        if (recorded == nullptr)
            return std::nullopt;
        auto bytes = files_.read(join_path(site_.built.report.out, path), largest_page);
        if (!bytes || content_hash(*bytes) != recorded->digest.hash)
            return std::nullopt;
        return std::move(*bytes);
    }

    bool is_shown_once(const EditedOutput& edited) const {
        return std::ranges::none_of(known_.outputs(), [&](const KnownOutput& output) {
            return &output != edited.known && PageCache::reads_body(output.inputs, edited.record);
        });
    }

    const EditedOutput* edited_at(std::string_view path) const {
        const auto found = std::ranges::find_if(outputs_, [&](const EditedOutput& output) {
            return output.known->path == path;
        });
        return found == outputs_.end() ? nullptr : &*found;
    }

    bool edit_search() {
        const Stopwatch watch(options_.profile, "search");
        IndexEditSources sources;
        for (const EditedOutput& output : outputs_) {
            const bool is_begun_alike = output.words.beginning == output.known->beginning;
            if (is_begun_alike && output.words.words == output.known->words)
                continue;
            sources.edited.push_back(
                {url_of(output.known->path), output.known->words, output.words.words,
                 is_begun_alike ? std::nullopt : std::optional<std::string_view>(output.words.beginning)});
        }
        if (sources.edited.empty())
            return true;
        sources.memory = known_.site().index;
        sources.words = search_->words();
        for (const KnownOutput& output : known_.outputs())
            if (output.path.ends_with(page_name))
                sources.pages.emplace(url_hash(url_of(output.path)), output.words);
        for (const EditedOutput& output : outputs_)
            sources.pages[url_hash(url_of(output.known->path))] = output.words.words;
        sources.read = [this](const std::string& path) { return read_output(path); };
        sources.threads = options_.threads;
        index_ = edit_index(sources);
        return index_.has_value();
    }

    static std::string_view url_of(std::string_view path) {
        return path.substr(0, path.size() - page_name.size());
    }

    // Everything that the site consists of now.
    Result<std::vector<StagedFile>> stage() const {
        std::map<std::string_view, std::string_view> made;
        for (const EditedOutput& output : outputs_)
            made.emplace(output.known->path, output.bytes);
        if (index_)
            for (const IndexFile& file : index_->files)
                made.emplace(file.path, file.bytes);
        std::vector<StagedFile> changed;
        for (const auto& [path, bytes] : made) {
            auto file = publication_->stage(std::string(path), bytes);
            if (!file)
                return tl::unexpected(file.error());
            changed.push_back(std::move(*file));
        }
        return publication_->with_changes(std::move(changed), index_ ? index_->removed : nothing_);
    }

    std::size_t added_size() const {
        constexpr std::size_t usual_words = 4096;
        std::size_t size = (index_ ? index_->memory.size() : 0) + usual_words;
        for (const EditedOutput& output : outputs_)
            size += output.words.words.size() + output.words.beginning.size() + output.facts.size() +
                    output.inputs.size();
        return size;
    }

    const BuildOptions& options_;
    RecalledSite& site_;
    FileSystem& files_;
    std::unique_ptr<Publication> publication_;
    PageCache known_;
    TextSite text_site_;
    std::unique_ptr<SearchWords> search_;
    std::vector<EditedOutput> outputs_;
    std::optional<IndexEdit> index_;
    const std::vector<std::string> nothing_;
};

// The names of the edited files from the roots of their sites. Nothing if one belongs to no site, may
// still change without a sign, or has been told of: that may have concerned its text.
std::optional<std::vector<std::vector<std::string>>> names_of_edits(const RecalledBuild& build,
                                                                    const FileReader& files) {
    std::vector<std::vector<std::string>> names(build.sites.size());
    for (const TracedFile& edit : build.edits) {
        if (!files.is_settled(*edit.stat))
            return std::nullopt;
        if (edit.stat->type != FileType::Regular)
            continue;
        const auto site = std::ranges::find_if(build.sites, [&](const RecalledSite& one) {
            return edit.path.starts_with(one.built.report.folder + "/");
        });
        if (site == build.sites.end())
            return std::nullopt;
        const std::string& folder = site->built.report.folder;
        std::string name = edit.path.substr(folder.size() + 1);
        const std::string shown = join_path(folder, name);
        for (const Diagnostic& message : build.messages.items())
            if (message.place.source && message.place.source->path == shown)
                return std::nullopt;
        names[static_cast<std::size_t>(site - build.sites.begin())].push_back(std::move(name));
    }
    return names;
}

}  // namespace

std::optional<BuildReport> edit_build(const BuildOptions& options,
                                      RecalledBuild build,
                                      FileSystem& files,
                                      Diagnostics& out) {
    const auto names = names_of_edits(build, files);
    if (!names)
        return std::nullopt;
    std::vector<std::unique_ptr<SiteEdit>> edits;
    for (std::size_t i = 0; i < build.sites.size(); ++i) {
        if ((*names)[i].empty())
            continue;
        edits.push_back(std::make_unique<SiteEdit>(options, build.sites[i], files));
        if (!edits.back()->prepare((*names)[i]))
            return std::nullopt;
    }
    // From here on everything that could be wrong with the texts would have been found.

    BuildReport report;
    bool is_clean = true;
    out.append(Diagnostics(build.messages));
    for (const std::unique_ptr<SiteEdit>& edit : edits) {
        std::optional<Error> error;
        run_beside(
            options.threads, [&] { error = edit->publish(); }, [&] { edit->save_pages(); });
        is_clean = is_clean && !error && edit->once.items().empty();
        out.append(std::move(edit->once));
        if (error) {
            report.exit = error->exit;
            report.errors.push_back(std::move(*error));
        }
    }
    if (is_clean) {
        const Stopwatch watch(options.profile, "remember");
        remember_edits(options, last_build_file(workspace_state(files, options.out, options.state)),
                       build, files);
    }
    for (RecalledSite& site : build.sites)
        report.sites.push_back(std::move(site.built.report));
    return report;
}

}  // namespace vitrina
