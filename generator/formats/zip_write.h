// An archive made of many files, the same bytes for the same files: names in the given order, one
// date for all, mode 0644. Source: PKWARE APPNOTE by libzip (zip.cpp).
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace vitrina {

// The bytes of a file when its turn comes; nothing: it cannot be read, and no archive is made.
using PackedFile = std::function<std::optional<std::string>(std::size_t index)>;

// Files are asked for one after another, so that memory grows with the archive and not with them.
std::optional<std::string> make_zip(const std::vector<std::string>& names, const PackedFile& read);

}  // namespace vitrina
