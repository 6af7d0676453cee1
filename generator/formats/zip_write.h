// An archive made of many files, the same bytes for the same files: names in the given order, one
// date for all, mode 0644. Source: PKWARE APPNOTE by libzip (zip.cpp).
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace vitrina {

struct PackedName {
    std::string name;
    // Of the bytes, known before they are read: or the archive would need the headers of ZIP64,
    // which the unpackers of some hostings do not know.
    std::uint64_t size = 0;
};

// The bytes of a file when its turn comes. No archive is made when it cannot be read or has another
// size.
using PackedFile = std::function<std::optional<std::string>(std::size_t index)>;

// Files are asked for one after another, so that memory grows with the archive and not with them.
std::optional<std::string> make_zip(const std::vector<PackedName>& names, const PackedFile& read);

}  // namespace vitrina
