#include "read.h"

#include <algorithm>
#include <utility>

#include "base/message_text.h"
#include "base/parallel.h"
#include "committee.h"
#include "content/front_matter.h"
#include "content/walk.h"
#include "kinds/results.h"

namespace vitrina {
namespace {

// What one file gave: read by one thread, joined in order. The record stands at the same index.
struct Slot {
    bool has_record = false;
    Diagnostics messages;
    std::optional<KnownSource> known;  // for the next reading
    std::string head;                  // what `known` is a view of, unless the cache has it
};

SourcePtr read_source(const FileReader& files,
                      const std::string& root,
                      const std::string& name,
                      Diagnostics& out) {
    const std::string path = join_path(root, name);
    auto text = files.read(confined_path(root, name), text_file_limit);
    if (!text) {
        const Place place{std::make_shared<const Source>(Source{path, ""}), {}};
        Diagnostic refusal = diagnostic_of(text.error(), place);
        refusal.args.front() = name;
        out.add(std::move(refusal));
        return nullptr;
    }
    auto source = std::make_shared<const Source>(Source{path, std::move(*text)});
    return check_encoding(source, out) ? source : nullptr;
}

// What a committee recommends to its schools stands below a folder of its own.
constexpr std::string_view reference_folder = "reference/";

const Kind* kind_of_path(std::string_view path) {
    if (path.starts_with(reference_folder))
        path.remove_prefix(reference_folder.size());
    return find_kind_of_folder(path.substr(0, path.find_first_of("/.")));
}

std::vector<SiteFolder> folder_table(const SiteConfig& config) {
    std::vector<SiteFolder> folders;
    for (const Kind& kind : all_kinds())
        if (kind.name != "curriculum")  // one file at the top
            folders.push_back({kind.folder, kind.form == FileForm::Markdown ? FolderUse::Markdown
                                                                            : FolderUse::Yaml});
    folders.push_back({"files", FolderUse::Attachments});
    if (config.organization.kind != OrganizationKind::School)
        folders.push_back({"reference", FolderUse::Yaml});
    return folders;
}

std::optional<YamlNode> read_fields(const Kind& kind, const SourcePtr& source, Record& record,
                                    Diagnostics& out) {
    if (kind.form == FileForm::Yaml)
        return read_yaml(source, {0, static_cast<std::uint32_t>(source->text.size())}, out);
    auto front = read_front_matter(source, out);
    if (!front)
        return std::nullopt;
    record.body = front->body;
    return std::move(front->fields);
}

std::string_view head_text(const Record& record) {
    const std::string_view text = record.source->text;
    return record.kind->form == FileForm::Markdown ? text.substr(0, record.body.begin) : text;
}

class RecordReader {
public:
    RecordReader(const FileReader& files,
                 const ReadOptions& options,
                 const SiteConfig& config,
                 const std::vector<std::string>& paths)
        : files_(files),
          options_(options),
          config_(config),
          paths_(paths),
          stats_(files.stats_below(options.folder)) {}

    void read(std::size_t i, const KnownSource* known, Slot& slot, Record& record) const {
        const std::string& path = paths_[i];
        const auto stat = stats_->stat(path);
        // Raw counts are never copied to the state of a build, and one that has them is not trusted.
        const bool is_kept = !holds_raw_counts(*kind_of_path(path));
        const bool is_known =
            is_kept && known != nullptr && stat && *stat && **stat == known->stat;
        const SourcePtr source =
            is_known ? head_of(*known) : read_source(files_, options_.folder, path, slot.messages);
        if (!source)
            return;
        record.kind = kind_of_path(path);
        record.id = path.substr(0, path.rfind('.'));
        record.source = source;
        record.source_hash = is_known ? known->hash : content_hash(source->text);
        const bool is_clean = slot.messages.items().empty();
        const auto fields = read_fields(*record.kind, source, record, slot.messages);
        if (!fields)
            return;
        if (is_known)
            record.body = known->body;
        const std::string_view head = head_text(record);
        record.head_hash = content_hash(head);
        if (is_known)
            slot.known = *known;
        else if (is_kept && is_clean && stat && *stat && files_.is_settled(**stat))
            remember(path, **stat, record, head, slot);
        decode(*fields, record, slot);
    }

private:
    SourcePtr head_of(const KnownSource& known) const {
        return std::make_shared<const Source>(
            Source{join_path(options_.folder, known.path), std::string(known.head)});
    }

    // A file that grew or shrank while it was read will be read again.
    static void remember(const std::string& path,
                         const FileStat& stat,
                         const Record& record,
                         std::string_view head,
                         Slot& slot) {
        if (stat.size != record.source->text.size())
            return;
        slot.head = head;
        slot.known = KnownSource{path, stat, record.source_hash, slot.head, record.body};
    }

    void decode(const YamlNode& fields, Record& record, Slot& slot) const {
        const std::size_t errors = slot.messages.error_count();
        DecodeContext decoding{record.source, slot.messages};
        record.kind->decode(fields, decoding, record);
        CheckContext checking{config_.school_year, config_.marks, slot.messages};
        if (record.kind->check && slot.messages.error_count() == errors)
            record.kind->check(record, checking);
        // The text goes; the path stays for messages, which read the file again.
        record.source = std::make_shared<const Source>(Source{record.source->path, ""});
        // A file that is empty or holds no mapping is no record at all.
        slot.has_record = record.data.has_value();
    }

    const FileReader& files_;
    const ReadOptions& options_;
    const SiteConfig& config_;
    const std::vector<std::string>& paths_;
    std::unique_ptr<FolderStats> stats_;
};

// Records that could not be decoded are left out; as a rule there are none.
void keep_decoded(std::vector<Record>& records, const std::vector<Slot>& slots) {
    if (std::ranges::all_of(slots, &Slot::has_record))
        return;
    std::vector<Record> kept;
    for (std::size_t i = 0; i < slots.size(); ++i)
        if (slots[i].has_record)
            kept.push_back(std::move(records[i]));
    records = std::move(kept);
}

std::string cache_of(const std::vector<Slot>& slots) {
    std::vector<KnownSource> known;
    known.reserve(slots.size());
    for (const Slot& slot : slots)
        if (slot.known)
            known.push_back(*slot.known);
    return SourceCache::pack(known);
}

}  // namespace

std::optional<ReadSite> read_site(const FileReader& files,
                                  const ReadOptions& options,
                                  const SourceCache& known,
                                  Diagnostics& out) {
    const SourcePtr source = read_source(files, options.folder, "site.yaml", out);
    auto config = source ? read_site_config(source, out) : std::nullopt;
    if (!config)
        return std::nullopt;

    ReadSite read;
    SiteSources& sources = read.sources;
    sources.folder = options.folder == "." ? "" : options.folder;
    sources.config = std::move(*config);
    SiteFiles found;
    {
        const Stopwatch watch(options.profile, "walk");
        found = walk_site(files, options.folder, folder_table(sources.config), options.output, out);
        // Below reference/ only kinds that are tables can stand.
        std::erase_if(found.texts, [](const std::string& name) {
            const Kind* kind = kind_of_path(name);
            return kind == nullptr ||
                   (name.starts_with(reference_folder) && kind->form != FileForm::Yaml);
        });
    }
    const Stopwatch watch(options.profile, "read");
    std::erase_if(found.texts, [&options](const std::string& name) {
        return join_path(options.folder, name) == options.without;
    });
    const RecordReader reader(files, options, sources.config, found.texts);
    const std::vector<const KnownSource*> matched = known.match(found.texts);
    std::vector<Slot> slots(found.texts.size());
    sources.records.resize(slots.size());
    parallel_for(slots.size(), options.threads,
                 [&](std::size_t i) { reader.read(i, matched[i], slots[i], sources.records[i]); });
    read.cache = cache_of(slots);
    keep_decoded(sources.records, slots);
    for (Slot& slot : slots)
        out.append(std::move(slot.messages));
    sources.files = std::move(found.attachments);
    if (auto committee = read_committee(files, options, sources.config, sources.records, out))
        sources.records.push_back(std::move(*committee));
    return read;
}

std::optional<EditedText> read_edited_text(const FileReader& files,
                                           const std::string& folder,
                                           const std::string& path,
                                           const ContentHash& head) {
    Record edited;
    edited.kind = kind_of_path(path);
    if (edited.kind == nullptr || edited.kind->form != FileForm::Markdown)
        return std::nullopt;
    Diagnostics found;
    edited.source = read_source(files, folder, path, found);
    if (!edited.source || !read_fields(*edited.kind, edited.source, edited, found) ||
        !found.items().empty() || content_hash(head_text(edited)) != head)
        return std::nullopt;
    const ContentHash hash = content_hash(edited.source->text);
    return EditedText{std::move(edited.source), edited.body, hash};
}

}  // namespace vitrina
