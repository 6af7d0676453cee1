#include "read.h"

#include <algorithm>
#include <utility>

#include "base/message_text.h"
#include "base/parallel.h"
#include "content/front_matter.h"
#include "content/walk.h"

namespace vitrina {
namespace {

// What one file gave: read by one thread, joined in order.
struct Slot {
    std::optional<Record> record;
    Diagnostics messages;
};

SourcePtr read_source(const FileSystem& files,
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

std::vector<SiteFolder> folder_table() {
    std::vector<SiteFolder> folders;
    for (const Kind& kind : all_kinds())
        folders.push_back({kind.folder, kind.form == FileForm::Markdown ? FolderUse::Markdown
                                                                        : FolderUse::Yaml});
    folders.push_back({"files", FolderUse::Attachments});
    for (const std::string_view future : future_folders())
        folders.push_back({future, FolderUse::Future});
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

void read_record(const FileSystem& files,
                 const std::string& root,
                 const std::string& path,
                 const SiteConfig& config,
                 Slot& slot) {
    const SourcePtr source = read_source(files, root, path, slot.messages);
    if (!source)
        return;
    Record record;
    record.kind = find_kind_of_folder(path.substr(0, path.find('/')));
    record.id = path.substr(0, path.rfind('.'));
    record.source = source;
    record.source_hash = content_hash(source->text);
    const auto fields = read_fields(*record.kind, source, record, slot.messages);
    if (!fields)
        return;
    const std::size_t errors = slot.messages.error_count();
    DecodeContext decoding{source, slot.messages};
    record.kind->decode(*fields, decoding, record);
    CheckContext checking{config.school_year, config.marks, slot.messages};
    if (record.kind->check && slot.messages.error_count() == errors)
        record.kind->check(record, checking);
    // The text goes; the path stays for messages, which read the file again.
    record.source = std::make_shared<const Source>(Source{source->path, ""});
    slot.record = std::move(record);
}

}  // namespace

std::optional<SiteSources> read_site(const FileSystem& files,
                                     const ReadOptions& options,
                                     Diagnostics& out) {
    const SourcePtr source = read_source(files, options.folder, "site.yaml", out);
    auto config = source ? read_site_config(source, out) : std::nullopt;
    if (!config)
        return std::nullopt;

    SiteSources sources;
    sources.folder = options.folder == "." ? "" : options.folder;
    sources.config = std::move(*config);
    SiteFiles found = walk_site(files, options.folder, folder_table(), options.output, out);
    std::erase_if(found.texts, [&options](const std::string& name) {
        return join_path(options.folder, name) == options.without;
    });
    std::vector<Slot> slots(found.texts.size());
    parallel_for(slots.size(), options.threads, [&](std::size_t i) {
        read_record(files, options.folder, found.texts[i], sources.config, slots[i]);
    });
    sources.records.reserve(slots.size());
    for (Slot& slot : slots) {
        out.append(std::move(slot.messages));
        if (slot.record)
            sources.records.push_back(std::move(*slot.record));
    }
    sources.files = std::move(found.attachments);
    return sources;
}

}  // namespace vitrina
