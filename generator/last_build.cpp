#include "last_build.h"

#include <algorithm>
#include <atomic>
#include <utility>

#include "base/packed.h"
#include "base/packed_messages.h"
#include "base/packed_stat.h"
#include "base/parallel.h"
#include "base/program_identity.h"
#include "publish/intact.h"
#include "state_file.h"

namespace vitrina {
namespace {

constexpr std::size_t largest_chunk = 256;

void pack_date(const std::optional<Date>& date, PackWriter& to) {
    const Date set = date.value_or(Date{});
    to.number(static_cast<std::uint64_t>(set.year));
    to.number(set.month);
    to.number(set.day);
}

std::optional<Date> unpack_date(PackReader& from) {
    Date date;
    date.year = static_cast<std::int16_t>(from.number());
    date.month = static_cast<std::uint8_t>(from.number());
    date.day = static_cast<std::uint8_t>(from.number());
    return date.is_set() ? std::optional(date) : std::nullopt;
}

// The program, the folder it stands in, and every option that a build answers to.
std::string name_of(const BuildOptions& options, const FileReader& files) {
    PackWriter key;
    const auto here = files.real_path(".");
    key.text(here && *here ? **here : std::string());
    for (const std::string* text : {&options.folder, &options.out, &options.state})
        key.text(*text);
    for (const auto* folders : {&options.theme_folders, &options.forbidden}) {
        key.number(folders->size());
        for (const std::string& folder : *folders)
            key.text(folder);
    }
    pack_date(options.today, key);
    for (const bool flag : {options.strict, options.drafts, options.scheduled, options.keep_going,
                            options.adopt, options.allow_shrink})
        key.number(flag ? 1 : 0);
    return "vitrina build " + program_identity() + " " + hash_text(content_hash(key.bytes()));
}

ContentHash hash_of(const std::optional<FileStat>& stat) {
    if (!stat)
        return {};
    PackWriter packed;
    pack_stat(*stat, packed);
    return content_hash(packed.bytes());
}

// Where the name of a file begins in its path; `/.` belongs to the name.
std::size_t name_begin(std::string_view path) {
    const std::size_t end = path.ends_with("/.") ? path.size() - 2 : path.size();
    const std::size_t slash = path.substr(0, end).rfind('/');
    return slash == std::string_view::npos ? 0 : slash + 1;
}

// Neighbours of one folder are kept together, so that the folder is opened once for many.
void pack_trace(const FileTrace& trace, PackWriter& to) {
    const auto folder_of = [&trace](std::size_t i) {
        const std::string_view path = trace.files[i].path;
        return path.substr(0, name_begin(path));
    };
    for (std::size_t begin = 0, end = 0; begin < trace.files.size(); begin = end) {
        const std::string_view folder = folder_of(begin);
        while (end < trace.files.size() && end - begin < largest_chunk && folder_of(end) == folder)
            ++end;
        to.text(folder);
        to.number(end - begin);
        for (std::size_t i = begin; i < end; ++i) {
            to.text(std::string_view(trace.files[i].path).substr(folder.size()));
            to.hash(hash_of(trace.files[i].stat));
        }
    }
}

struct Chunk {
    std::string_view folder;  // with its slash
    struct File {
        std::string_view name;
        ContentHash stat;
    };
    std::vector<File> files;
};

std::vector<Chunk> unpack_trace(PackReader& from) {
    std::vector<Chunk> chunks;
    while (!from.at_end() && !from.failed()) {
        Chunk chunk{from.text(), {}};
        for (std::size_t left = from.count(); left > 0 && !from.failed(); --left) {
            const std::string_view name = from.text();
            chunk.files.push_back({name, from.hash()});
        }
        chunks.push_back(std::move(chunk));
    }
    return chunks;
}

bool is_as_it_was(const Chunk& chunk, const FileReader& files) {
    const auto stats =
        files.stats_below(chunk.folder.empty() ? "." : std::string(chunk.folder) + ".");
    return std::ranges::all_of(chunk.files, [&](const Chunk::File& file) {
        const auto stat = stats->stat(std::string(file.name));
        return stat && hash_of(*stat) == file.stat;
    });
}

bool are_as_they_were(const std::vector<Chunk>& chunks,
                      const FileReader& files,
                      std::size_t threads) {
    std::atomic<bool> same = true;
    parallel_for(chunks.size(), threads, [&](std::size_t i) {
        if (same && !is_as_it_was(chunks[i], files))
            same = false;
    });
    return same;
}

void pack_site(const BuiltSite& site, const ContentHash& output, PackWriter& to) {
    for (const std::string* text :
         {&site.report.folder, &site.report.out, &site.state, &site.timezone})
        to.text(*text);
    pack_date(site.today, to);
    to.number(site.report.pages);
    to.number(site.report.outputs);
    to.number(site.report.unchanged + site.report.written.size());
    pack_date(site.report.next_change, to);
    to.hash(output);
}

struct RecalledSite {
    SiteReport report;
    std::string state;
    ContentHash output;  // the record of what OUT holds
};

// Nothing if its day is over.
std::optional<RecalledSite> recall_site(const BuildOptions& options, PackReader& from) {
    RecalledSite site;
    SiteReport& report = site.report;
    report.folder = from.text();
    report.out = from.text();
    site.state = from.text();
    const std::string timezone(from.text());
    const auto today = unpack_date(from);
    report.published = true;
    report.pages = static_cast<std::size_t>(from.number());
    report.outputs = static_cast<std::size_t>(from.number());
    report.unchanged = static_cast<std::size_t>(from.number());
    report.next_change = unpack_date(from);
    site.output = from.hash();
    if (from.failed() || today != options.today.value_or(date_in_zone(options.now, timezone)))
        return std::nullopt;
    return site;
}

}  // namespace

std::optional<BuildReport> recall_build(const BuildOptions& options,
                                        const std::string& file,
                                        const FileReader& files,
                                        Diagnostics& out) {
    if (program_identity().empty())
        return std::nullopt;
    const std::string sealed = read_state_file(files, file);
    PackReader reader(unseal_bytes(name_of(options, files), sealed));
    std::size_t left = reader.count();
    if (left == 0)
        return std::nullopt;
    std::vector<RecalledSite> sites;
    for (; left > 0; --left) {
        auto site = recall_site(options, reader);
        if (!site)
            return std::nullopt;
        sites.push_back(std::move(*site));
    }
    Diagnostics messages = unpack_messages(reader);
    const std::vector<Chunk> chunks = unpack_trace(reader);
    if (reader.failed())
        return std::nullopt;
    std::vector<std::optional<LeftOutput>> outputs(sites.size());
    bool are_sources_same = false;
    run_beside(
        options.threads,
        [&] { are_sources_same = are_as_they_were(chunks, files, options.threads); },
        [&] {
            for (std::size_t i = 0; i < sites.size(); ++i)
                outputs[i] = read_left_output(files, sites[i].report.out, sites[i].state);
        });
    // Files of OUT after the sources: whoever edited one should not wait for them to be looked at twice.
    if (!are_sources_same)
        return std::nullopt;
    BuildReport report;
    for (std::size_t i = 0; i < sites.size(); ++i) {
        if (!outputs[i] || outputs[i]->hash != sites[i].output ||
            !is_untouched(files, sites[i].report.out, outputs[i]->record, options.threads))
            return std::nullopt;
        report.sites.push_back(std::move(sites[i].report));
    }
    out.append(std::move(messages));
    return report;
}

void remember_build(const BuildOptions& options,
                    const std::string& file,
                    const WholeBuild& build,
                    FileSystem& files) {
    if (!build.trace.is_settled || program_identity().empty())
        return;
    PackWriter writer;
    writer.number(build.sites.size());
    for (const BuiltSite& site : build.sites) {
        const auto output = published_record(files, site.state);
        if (!output)
            return;
        pack_site(site, *output, writer);
    }
    pack_messages(build.messages, writer);
    pack_trace(build.trace, writer);
    static_cast<void>(
        save_state_file(files, file, "", seal_bytes(name_of(options, files), writer.take())));
}

}  // namespace vitrina
