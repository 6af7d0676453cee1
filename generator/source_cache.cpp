#include "source_cache.h"

#include <utility>

#include "base/packed.h"
#include "base/packed_stat.h"
#include "base/program_identity.h"

namespace vitrina {
namespace {

std::string cache_name() {
    return "vitrina sources " + program_identity();
}

}  // namespace

SourceCache SourceCache::unpack(std::string bytes) {
    SourceCache cache;
    cache.bytes_ = std::make_shared<const std::string>(std::move(bytes));
    PackReader reader(unseal_bytes(cache_name(), *cache.bytes_));
    const std::size_t count = reader.count();
    cache.sources_.reserve(count);
    for (std::size_t i = 0; i < count && !reader.failed(); ++i) {
        KnownSource source;
        source.path = reader.text();
        source.stat = unpack_stat(reader);
        source.hash = reader.hash();
        source.head = reader.text();
        source.body.begin = static_cast<std::uint32_t>(reader.number());
        source.body.end = static_cast<std::uint32_t>(reader.number());
        cache.sources_.push_back(source);
    }
    if (reader.failed() || program_identity().empty())
        return {};
    return cache;
}

std::string SourceCache::pack(const std::vector<KnownSource>& sorted_by_path) {
    constexpr std::size_t most_of_numbers = 128;  // of one source
    std::size_t size = most_of_numbers + seal_room;
    for (const KnownSource& source : sorted_by_path)
        size += source.path.size() + source.head.size() + most_of_numbers;
    PackWriter writer;
    writer.reserve(size);
    writer.number(sorted_by_path.size());
    for (const KnownSource& source : sorted_by_path) {
        writer.text(source.path);
        pack_stat(source.stat, writer);
        writer.hash(source.hash);
        writer.text(source.head);
        writer.number(source.body.begin);
        writer.number(source.body.end);
    }
    return seal_bytes(cache_name(), writer.take());
}

std::vector<const KnownSource*> SourceCache::match(
    const std::vector<std::string>& sorted_paths) const {
    std::vector<const KnownSource*> known(sorted_paths.size());
    std::size_t at = 0;
    for (std::size_t i = 0; i < sorted_paths.size(); ++i) {
        while (at < sources_.size() && sources_[at].path < sorted_paths[i])
            ++at;
        if (at < sources_.size() && sources_[at].path == sorted_paths[i])
            known[i] = &sources_[at];
    }
    return known;
}

}  // namespace vitrina
