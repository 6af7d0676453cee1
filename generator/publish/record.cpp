#include "publish/record.h"

#include <algorithm>

#include "base/packed.h"
#include "publish/file_list.h"

namespace vitrina {
namespace {

constexpr std::string_view record_name = "vitrina outputs 2";

void pack_file(const RecordedFile& file, PackWriter& to) {
    to.text(file.path);
    to.hash(file.digest.hash);
    to.number(file.digest.size);
    to.number(static_cast<std::uint64_t>(file.mtime_ns));
    to.number(static_cast<std::uint64_t>(file.ctime_ns));
    to.number(file.inode);
}

RecordedFile unpack_file(PackReader& from) {
    RecordedFile file;
    file.path = from.text();
    file.digest.hash = from.hash();
    file.digest.size = from.number();
    file.mtime_ns = static_cast<std::int64_t>(from.number());
    file.ctime_ns = static_cast<std::int64_t>(from.number());
    file.inode = from.number();
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

FileStat stat_of(const RecordedFile& file) {
    return {.type = FileType::Regular,
            .size = file.digest.size,
            .mtime_ns = file.mtime_ns,
            .ctime_ns = file.ctime_ns,
            .inode = file.inode};
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
    constexpr std::size_t usual_rest = 48;  // of a file, besides its path
    std::size_t size = seal_room;
    for (const RecordedFile& file : record.files)
        size += file.path.size() + usual_rest;
    PackWriter body;
    body.reserve(size);
    body.number(record.folder_inode);
    body.number(record.complete ? 1 : 0);
    pack_file(record.list, body);
    body.number(record.files.size());
    for (const RecordedFile& file : record.files)
        pack_file(file, body);
    return seal_bytes(record_name, body.take());
}

std::optional<OutputRecord> parse_record(std::string_view text) {
    PackReader body(unseal_bytes(record_name, text));
    OutputRecord record;
    record.folder_inode = body.number();
    record.complete = body.number() == 1;
    record.list = unpack_file(body);
    const std::size_t count = body.count();
    record.files.reserve(count);
    for (std::size_t i = 0; i < count && !body.failed(); ++i) {
        RecordedFile file = unpack_file(body);
        if (!is_output_path(file.path) ||
            (!record.files.empty() && file.path <= record.files.back().path))
            return std::nullopt;
        record.files.push_back(std::move(file));
    }
    if (body.failed() || !body.at_end())
        return std::nullopt;
    return record;
}

}  // namespace vitrina
