#include "base/packed_stat.h"

namespace vitrina {

void pack_stat(const FileStat& stat, PackWriter& to) {
    to.number(static_cast<std::uint64_t>(stat.type));
    to.number(stat.size);
    to.number(static_cast<std::uint64_t>(stat.mtime_ns));
    to.number(static_cast<std::uint64_t>(stat.ctime_ns));
    to.number(stat.inode);
    to.number(stat.device);
}

FileStat unpack_stat(PackReader& from) {
    FileStat stat;
    stat.type = static_cast<FileType>(from.number());
    stat.size = from.number();
    stat.mtime_ns = static_cast<std::int64_t>(from.number());
    stat.ctime_ns = static_cast<std::int64_t>(from.number());
    stat.inode = from.number();
    stat.device = from.number();
    return stat;
}

}  // namespace vitrina
