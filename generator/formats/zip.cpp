// The one wrapper of libzip: reading documents (zip_read.h) and packing sites (zip_write.h).
#include <algorithm>
#include <array>
#include <cstring>
#include <deque>
#include <set>

#include <zip.h>

#include "base/import_ids.h"
#include "formats/zip_read.h"
#include "formats/zip_write.h"

namespace vitrina {
namespace {

constexpr zip_int64_t most_parts = 2000;
constexpr std::uint64_t largest_part = 32u << 20;
constexpr std::uint64_t largest_sum = 64u << 20;
constexpr std::uint64_t highest_ratio = 200;
constexpr std::uint64_t ratio_free = 1u << 20;  // a small part may be packed as tightly as it likes

// Word 97–2003 and documents under a password are files of another container.
constexpr std::string_view compound_file = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

std::string reason_of(zip_error_t& error) {
    std::string reason = zip_error_strerror(&error);
    zip_error_fini(&error);
    return reason;
}

}  // namespace

struct ZipReader::Archive {
    zip_t* zip = nullptr;
    Archive() = default;
    Archive(const Archive&) = delete;
    Archive& operator=(const Archive&) = delete;
    ~Archive() {
        if (zip != nullptr)
            zip_discard(zip);
    }
};

ZipReader::ZipReader(std::unique_ptr<Archive> archive, SourcePtr source)
    : archive_(std::move(archive)), source_(std::move(source)) {}
ZipReader::ZipReader(ZipReader&&) noexcept = default;
ZipReader& ZipReader::operator=(ZipReader&&) noexcept = default;
ZipReader::~ZipReader() = default;

std::optional<ZipReader> ZipReader::open(std::string_view bytes,
                                         SourcePtr source,
                                         Diagnostics& out) {
    if (bytes.starts_with(compound_file)) {
        out.error(ids::import_old_document, {source, {}});
        return std::nullopt;
    }
    if (bytes.empty()) {
        out.error(ids::import_container, {source, {}}, "0 bytes");
        return std::nullopt;
    }
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* buffer = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    auto archive = std::make_unique<Archive>();
    if (buffer != nullptr)
        archive->zip = zip_open_from_source(buffer, ZIP_RDONLY | ZIP_CHECKCONS, &error);
    if (archive->zip == nullptr) {
        if (buffer != nullptr)
            zip_source_free(buffer);
        out.error(ids::import_container, {source, {}}, reason_of(error));
        return std::nullopt;
    }
    zip_error_fini(&error);
    const zip_int64_t count = zip_get_num_entries(archive->zip, 0);
    if (count > most_parts) {
        out.error(ids::import_bomb, {source, {}});
        return std::nullopt;
    }
    ZipReader reader(std::move(archive), source);
    std::set<std::string> seen;
    for (zip_int64_t i = 0; i < count; ++i) {
        const char* name =
            zip_get_name(reader.archive_->zip, static_cast<zip_uint64_t>(i), ZIP_FL_ENC_RAW);
        if (name == nullptr)
            continue;
        // Two parts of one name: programs disagree which of them counts.
        if (!seen.insert(name).second) {
            out.error(ids::import_part, {source, {}}, name);
            return std::nullopt;
        }
        reader.names_.emplace_back(name);
    }
    std::ranges::sort(reader.names_);
    return reader;
}

bool ZipReader::has(std::string_view name) const {
    return std::ranges::binary_search(names_, name);
}

std::optional<std::string> ZipReader::read(const std::string& name, Diagnostics& out) {
    zip_stat_t stat;
    zip_stat_init(&stat);
    const zip_int64_t index = zip_name_locate(archive_->zip, name.c_str(), ZIP_FL_ENC_RAW);
    const auto place = static_cast<zip_uint64_t>(index);
    zip_file_t* file = nullptr;
    if (index >= 0 && zip_stat_index(archive_->zip, place, 0, &stat) == 0)
        file = zip_fopen_index(archive_->zip, place, 0);
    if (file == nullptr) {
        out.error(ids::import_part, {source_, {}}, name);
        return std::nullopt;
    }
    const std::uint64_t packed = (stat.valid & ZIP_STAT_COMP_SIZE) != 0 ? stat.comp_size : 0;
    const std::uint64_t limit = std::min(
        {largest_part, largest_sum - taken_, std::max(ratio_free, packed * highest_ratio)});
    std::string bytes;
    std::array<char, 65536> piece;
    zip_int64_t got = 0;
    while ((got = zip_fread(file, piece.data(), piece.size())) > 0 && bytes.size() <= limit)
        bytes.append(piece.data(), static_cast<std::size_t>(got));
    zip_fclose(file);
    if (got < 0) {
        out.error(ids::import_part, {source_, {}}, name);
        return std::nullopt;
    }
    if (bytes.size() > limit) {
        out.error(ids::import_bomb, {source_, {}});
        return std::nullopt;
    }
    taken_ += bytes.size();
    return bytes;
}

namespace {

constexpr zip_uint16_t packed_day = (2020 - 1980) << 9 | 1 << 5 | 1;  // 2020-01-01, as DOS wrote it
constexpr zip_uint32_t plain_file = 0100644u << 16;
constexpr zip_uint32_t best_compression = 9;

// A file that libzip reads when it comes to it.
struct LateFile {
    const PackedFile* read = nullptr;
    std::size_t index = 0;
    std::uint64_t size = 0;
    std::string bytes;
    std::size_t at = 0;
    bool* has_failed = nullptr;

    bool open() {
        auto read_bytes = (*read)(index);
        *has_failed = *has_failed || !read_bytes || read_bytes->size() != size;
        bytes = std::move(read_bytes).value_or("");
        at = 0;
        return !*has_failed;
    }
    zip_int64_t tell(zip_stat_t* stat) const {
        zip_stat_init(stat);
        stat->size = size;
        stat->valid = ZIP_STAT_SIZE;
        return sizeof(zip_stat_t);
    }
    zip_int64_t take(void* to, zip_uint64_t length) {
        const std::size_t count = std::min<std::size_t>(length, bytes.size() - at);
        std::memcpy(to, bytes.data() + at, count);
        at += count;
        return static_cast<zip_int64_t>(count);
    }
};

zip_int64_t answer(void* state, void* data, zip_uint64_t length, zip_source_cmd_t command) {
    auto* file = static_cast<LateFile*>(state);
    switch (command) {
        case ZIP_SOURCE_OPEN:
            return file->open() ? 0 : -1;
        case ZIP_SOURCE_READ:
            return file->take(data, length);
        case ZIP_SOURCE_CLOSE:
            file->bytes = std::string();
            return 0;
        case ZIP_SOURCE_STAT:
            return file->tell(static_cast<zip_stat_t*>(data));
        case ZIP_SOURCE_ERROR:
            return zip_error_to_data(std::array<zip_error_t, 1>{{{ZIP_ER_READ, 0, nullptr}}}.data(),
                                     data, length);
        case ZIP_SOURCE_FREE:
            return 0;
        case ZIP_SOURCE_SUPPORTS:
            return ZIP_SOURCE_SUPPORTS_READABLE;
        default:
            return -1;
    }
}

std::string bytes_of(zip_source_t* buffer) {
    std::string bytes;
    if (zip_source_open(buffer) != 0)
        return bytes;
    std::array<char, 65536> piece;
    zip_int64_t got = 0;
    while ((got = zip_source_read(buffer, piece.data(), piece.size())) > 0)
        bytes.append(piece.data(), static_cast<std::size_t>(got));
    zip_source_close(buffer);
    return bytes;
}

bool add_file(zip_t* zip, const std::string& name, LateFile& file) {
    zip_source_t* source = zip_source_function(zip, answer, &file);
    if (source == nullptr)
        return false;
    const zip_int64_t added = zip_file_add(zip, name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (added < 0) {
        zip_source_free(source);
        return false;
    }
    const auto index = static_cast<zip_uint64_t>(added);
    return zip_file_set_dostime(zip, index, 0, packed_day, 0) == 0 &&
           zip_set_file_compression(zip, index, ZIP_CM_DEFLATE, best_compression) == 0 &&
           zip_file_set_external_attributes(zip, index, 0, ZIP_OPSYS_UNIX, plain_file) == 0;
}

}  // namespace

std::optional<std::string> make_zip(const std::vector<PackedName>& names, const PackedFile& read) {
    zip_source_t* buffer = zip_source_buffer_create(nullptr, 0, 0, nullptr);
    if (buffer == nullptr)
        return std::nullopt;
    zip_source_keep(buffer);
    zip_t* zip = zip_open_from_source(buffer, ZIP_TRUNCATE, nullptr);
    if (zip == nullptr) {
        zip_source_free(buffer);
        zip_source_free(buffer);
        return std::nullopt;
    }
    bool has_failed = false;
    std::deque<LateFile> files;
    for (std::size_t i = 0; i < names.size() && !has_failed; ++i) {
        files.push_back({&read, i, names[i].size, {}, 0, &has_failed});
        has_failed = !add_file(zip, names[i].name, files.back());
    }
    if (has_failed || zip_close(zip) != 0) {
        zip_discard(zip);
        zip_source_free(buffer);
        return std::nullopt;
    }
    std::string bytes = bytes_of(buffer);
    zip_source_free(buffer);
    return has_failed || (bytes.empty() && !names.empty()) ? std::nullopt : std::optional(bytes);
}

}  // namespace vitrina
