// Stats of files as bytes, for what a build remembers.
#pragma once

#include "base/file_system.h"
#include "base/packed.h"

namespace vitrina {

void pack_stat(const FileStat& stat, PackWriter& to);
FileStat unpack_stat(PackReader& from);

}  // namespace vitrina
