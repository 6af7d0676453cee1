#include "build_trace.h"

#include <algorithm>
#include <atomic>
#include <iterator>
#include <string>
#include <utility>

#include "base/packed_stat.h"
#include "base/parallel.h"

namespace vitrina {
namespace {

constexpr std::size_t largest_chunk = 256;
constexpr std::size_t most_edits = 16;

ContentHash hash_of(const std::optional<FileStat>& stat) {
    if (!stat)
        return {};
    PackWriter packed;
    pack_stat(*stat, packed);
    return content_hash(packed.bytes());
}

bool is_folder(std::string_view path) {
    return path.ends_with("/.");
}

// Where the name of a file begins in its path; `/.` belongs to the name.
std::size_t name_begin(std::string_view path) {
    const std::size_t end = is_folder(path) ? path.size() - 2 : path.size();
    const std::size_t slash = path.substr(0, end).rfind('/');
    return slash == std::string_view::npos ? 0 : slash + 1;
}

void pack_file(std::string_view name,
               const ContentHash& stat,
               const ContentHash& names,
               PackWriter& to) {
    to.text(name);
    to.hash(stat);
    if (is_folder(name))
        to.hash(names);
}

// The folder holds what it held, though it was written to.
bool holds_the_same(const std::string& path, const ContentHash& names, const FileReader& files) {
    const auto entries = files.list(path.substr(0, path.size() - 2));
    return entries && hash_of(*entries) == names;
}

}  // namespace

void KnownTrace::pack(const FileTrace& trace, PackWriter& to) {
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
            const TracedFile& file = trace.files[i];
            pack_file(std::string_view(file.path).substr(folder.size()), hash_of(file.stat),
                      file.names, to);
        }
    }
}

KnownTrace KnownTrace::unpack(PackReader& from) {
    KnownTrace trace;
    while (!from.at_end() && !from.failed()) {
        Chunk chunk{from.text(), {}};
        for (std::size_t left = from.count(); left > 0 && !from.failed(); --left) {
            File file{from.text(), from.hash(), {}};
            if (is_folder(file.name))
                file.names = from.hash();
            chunk.files.push_back(file);
        }
        trace.chunks_.push_back(std::move(chunk));
    }
    return trace;
}

// False: more than texts has changed.
bool KnownTrace::find_edits_in(const Chunk& chunk,
                               const FileReader& files,
                               std::vector<TracedFile>& edits) {
    const auto stats =
        files.stats_below(chunk.folder.empty() ? "." : std::string(chunk.folder) + ".");
    return std::ranges::all_of(chunk.files, [&](const File& file) {
        const auto stat = stats->stat(std::string(file.name));
        if (!stat)
            return false;
        if (hash_of(*stat) == file.stat)
            return true;
        const bool was_there = file.stat != ContentHash{};
        if (!was_there || !*stat || edits.size() >= most_edits)
            return false;
        std::string path = std::string(chunk.folder).append(file.name);
        const bool is_same_kind =
            is_folder(path)
                ? (*stat)->type == FileType::Directory && holds_the_same(path, file.names, files)
                : (*stat)->type == FileType::Regular && path.ends_with(".md");
        if (is_same_kind)
            edits.push_back({std::move(path), *stat, file.names});
        return is_same_kind;
    });
}

std::optional<std::vector<TracedFile>> KnownTrace::find_edits(const FileReader& files,
                                                              std::size_t threads,
                                                              const std::function<void()>& pass) const {
    std::vector<std::vector<TracedFile>> found(chunks_.size());
    std::atomic<bool> is_all = true;
    run_beside_loop(threads, pass, chunks_.size(), [&](std::size_t i) {
        if (is_all && !find_edits_in(chunks_[i], files, found[i]))
            is_all = false;
    });
    std::vector<TracedFile> edits;
    for (std::vector<TracedFile>& some : found)
        std::ranges::move(some, std::back_inserter(edits));
    if (!is_all || edits.size() > most_edits)
        return std::nullopt;
    return edits;
}

void KnownTrace::pack_with(const std::vector<TracedFile>& edits, PackWriter& to) const {
    auto next = edits.begin();
    for (const Chunk& chunk : chunks_) {
        to.text(chunk.folder);
        to.number(chunk.files.size());
        for (const File& file : chunk.files) {
            const bool is_edited = next != edits.end() &&
                                   next->path.size() == chunk.folder.size() + file.name.size() &&
                                   next->path.starts_with(chunk.folder) &&
                                   next->path.ends_with(file.name);
            pack_file(file.name, is_edited ? hash_of(next->stat) : file.stat, file.names, to);
            if (is_edited)
                ++next;
        }
    }
}

}  // namespace vitrina
