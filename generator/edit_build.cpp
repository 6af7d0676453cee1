#include "edit_build.h"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>

#include "base/parallel.h"
#include "base/text.h"
#include "content/walk.h"
#include "known_texts.h"
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
        return edit_pages(names) && edit_search() && open();
    }

    // What the machine refuses.
    std::optional<Error> publish() {
        std::optional<Error> error;
        EditedDates dates;
        run_beside(
            options_.threads, [&] { error = commit(); },
            [&] {
                dates = edit_record_dates(edited_files(), site_.built.today, files_, site_.built.state);
                save_pages();
            });
        if (error)
            return error;
        site_.built.report.stale_dates = std::move(dates.stale);
        if (auto saved = save_record_dates(dates, files_, site_.built.state); !saved)
            return saved.error();
        return std::nullopt;
    }

    Diagnostics once;  // what was found in OUT

private:
    static FileDigest digest_of(std::string_view bytes) { return {content_hash(bytes), bytes.size()}; }
    const OutputRecord& record() const { return site_.output.record; }

    // False: OUT may not be published to, or is not what it was. What is to be told or refused then the
    // whole build finds as well.
    bool open() {
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
        Diagnostics told;
        auto publication = open_publication(files_, publishing, told);
        if (!publication || !told.items().empty() || !(*publication)->is_as_known())
            return false;
        publication_ = std::move(*publication);
        return true;
    }

    std::optional<Error> commit() {
        const Stopwatch watch(options_.profile, "publish");
        auto outputs = stage();
        if (!outputs)
            return outputs.error();
        auto committed = publication_->commit(std::move(*outputs), {}, once);
        if (!committed)
            return committed.error();
        SiteReport& report = site_.built.report;
        report.unchanged = committed->unchanged;
        report.written = std::move(committed->written);
        report.removed = std::move(committed->removed);
        return std::nullopt;
    }

    std::vector<EditedFile> edited_files() const {
        std::vector<EditedFile> edited;
        for (const EditedOutput& output : outputs_)
            edited.push_back({output.id, output.text.hash});
        return edited;
    }

    // For the next build. If nothing is published after all, it finds other bytes in OUT.
    void save_pages() const {
        const Stopwatch watch(options_.profile, "caches");
        const KnownSite& before = known_.site();
        PageCachePacker packer({before.digest, before.texts, index_ ? index_->memory : before.index},
                               known_.outputs().size(), known_.bytes().size() + added_size());
        // What the index was made of is told no more: the next whole build makes it anew.
        const std::string unknown = PageCache::pack_inputs({});
        for (KnownOutput output : known_.outputs()) {
            if (const EditedOutput* edited = edited_at(output.path))
                output = {output.path, digest_of(edited->bytes), edited->inputs, edited->facts,
                          edited->has_much_to_tell, edited->words.words, edited->words.beginning};
            if (index_ && output.path == index_path) {
                output.digest = digest_of(index_->files.front().bytes);
                output.inputs = unknown;
            }
            packer.add(output);
        }
        static_cast<void>(save_state_file(files_, pages_file(site_.built.state), known_.bytes(),
                                          packer.finish(search_->words())));
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
                   return texts_.is_shown_once(*output.known, output.record);
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

    bool edit_page(const std::string& name) {
        EditedOutput output;
        output.id = to_nfc(std::string_view(name).substr(0, name.rfind('.')));
        output.known = texts_.find(output.id);
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
        const std::string url = "/" + std::string(url_of_page(output.known->path));
        auto edited = edit_text_page(*page, text_site_,
                                     {name, text->source, text->body, url, *published,
                                      texts_.published()});
        if (!edited || !texts_.have_anchors(edited->links))
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
                {url_of_page(output.known->path), output.known->words, output.words.words,
                 is_begun_alike ? std::nullopt : std::optional<std::string_view>(output.words.beginning)});
        }
        if (sources.edited.empty())
            return true;
        sources.memory = known_.site().index;
        sources.words = search_->words();
        for (const KnownOutput& output : known_.outputs())
            if (!output.words.empty())
                sources.pages.emplace(url_hash(url_of_page(output.path)), output.words);
        for (const EditedOutput& output : outputs_)
            sources.pages[url_hash(url_of_page(output.known->path))] = output.words.words;
        sources.read = [this](const std::string& path) { return read_output(path); };
        sources.threads = options_.threads;
        index_ = edit_index(sources);
        return index_.has_value();
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
    KnownTexts texts_{known_};
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
    bool are_edited = true;
    for (std::size_t i = 0; i < build.sites.size(); ++i)
        if (!(*names)[i].empty())
            edits.push_back(std::make_unique<SiteEdit>(options, build.sites[i], files));
    const bool is_untouched = is_output_untouched(build, files, options.threads, [&] {
        auto edit = edits.begin();
        for (const std::vector<std::string>& some : *names)
            are_edited = are_edited && (some.empty() || (*edit++)->prepare(some));
    });
    if (!are_edited || !is_untouched)
        return std::nullopt;
    // From here on everything that could be wrong with the texts would have been found.

    BuildReport report;
    bool is_clean = true;
    out.append(Diagnostics(build.messages));
    for (const std::unique_ptr<SiteEdit>& edit : edits) {
        auto error = edit->publish();
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
