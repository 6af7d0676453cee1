// Messages as bytes, for what a build remembers: a page that is not rendered again has its warnings
// told again.
#pragma once

#include "base/diagnostics.h"
#include "base/packed.h"

namespace vitrina {

void pack_place(const Place& place, PackWriter& to);
Place unpack_place(PackReader& from);

void pack_messages(const Diagnostics& messages, PackWriter& to);
// The reader fails on bytes that no message of this program has.
Diagnostics unpack_messages(PackReader& from);

}  // namespace vitrina
