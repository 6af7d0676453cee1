#include "publish/record.h"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "publish/file_list.h"
#include "publish/sealed_text.h"

namespace vitrina {
namespace {

constexpr std::string_view record_name = "outputs 1";

std::optional<RecordedFile> parse_entry(std::string_view line) {
    RecordedFile file;
    const auto hash_field = take_until(line, '\t');
    const auto hash = hash_field ? parse_hash(*hash_field) : std::nullopt;
    if (!hash || !take_number(line, file.digest.size) || !take_number(line, file.mtime_ns) ||
        !take_number(line, file.ctime_ns) || !take_number(line, file.inode) ||
        !is_output_path(line))
        return std::nullopt;
    file.digest.hash = *hash;
    file.path = line;
    return file;
}

}  // namespace

RecordedFile record_file(std::string path, const FileDigest& digest, const FileStat& stat) {
    return {.path = std::move(path),
            .digest = digest,
            .mtime_ns = stat.mtime_ns,
            .ctime_ns = stat.ctime_ns,
            .inode = stat.inode};
}

bool agrees(const RecordedFile& recorded, const FileStat& stat) {
    return stat.type == FileType::Regular && stat.size == recorded.digest.size &&
           stat.mtime_ns == recorded.mtime_ns && stat.ctime_ns == recorded.ctime_ns &&
           stat.inode == recorded.inode;
}

const RecordedFile* OutputRecord::find(std::string_view path) const {
    const auto found = std::ranges::lower_bound(files, path, {}, &RecordedFile::path);
    return found != files.end() && found->path == path ? &*found : nullptr;
}

std::string format_record(const OutputRecord& record) {
    std::string body;
    auto to = std::back_inserter(body);
    fmt::format_to(to, "{}\t{}\t\n", record.folder_inode, record.complete ? 1 : 0);
    for (const RecordedFile& file : record.files)
        fmt::format_to(to, "{}\t{}\t{}\t{}\t{}\t{}\n", hash_text(file.digest.hash),
                       file.digest.size, file.mtime_ns, file.ctime_ns, file.inode, file.path);
    return seal_text(record_name, body);
}

std::optional<OutputRecord> parse_record(std::string_view text) {
    const auto body = unseal_text(record_name, text);
    if (!body)
        return std::nullopt;
    std::string_view rest = *body;
    OutputRecord record;
    int complete = 0;
    auto head = take_until(rest, '\n');
    if (!head || !take_number(*head, record.folder_inode) || !take_number(*head, complete))
        return std::nullopt;
    record.complete = complete == 1;
    while (const auto line = take_until(rest, '\n')) {
        auto file = parse_entry(*line);
        if (!file || (!record.files.empty() && file->path <= record.files.back().path))
            return std::nullopt;
        record.files.push_back(std::move(*file));
    }
    return record;
}

}  // namespace vitrina
