// A packed document: its parts by name, unpacked in memory and counted while they grow.
//
// Limits   2,000 parts, 32 MiB of one part, 64 MiB of all that were asked for, and never more than
//          two hundred times the packed bytes: what a header says of sizes is not believed.
// Names    are looked up as they are; nothing is ever written by the name that an archive gives.
// Errors   of the file: reported, nothing is returned.
// Source   PKWARE APPNOTE by libzip, which lives in zip.cpp alone.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"

namespace vitrina {

class ZipReader {
public:
    // `bytes` must outlive the reader; `source` is the file for messages.
    static std::optional<ZipReader> open(std::string_view bytes,
                                         SourcePtr source,
                                         Diagnostics& out);
    ZipReader(ZipReader&&) noexcept;
    ZipReader& operator=(ZipReader&&) noexcept;
    ~ZipReader();

    const std::vector<std::string>& names() const { return names_; }
    bool has(std::string_view name) const;
    // The part's bytes; nothing if it is not there, is damaged or beyond the limits (reported).
    std::optional<std::string> read(const std::string& name, Diagnostics& out);

private:
    struct Archive;
    ZipReader(std::unique_ptr<Archive> archive, SourcePtr source);

    std::unique_ptr<Archive> archive_;
    SourcePtr source_;
    std::vector<std::string> names_;
    std::uint64_t taken_ = 0;
};

}  // namespace vitrina
