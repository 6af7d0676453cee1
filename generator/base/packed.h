// Plain data as bytes, for what a build remembers for the next one. Not for exchange: whoever reads
// knows the order in which it was written.
//
// Numbers  LEB128; texts with their length before them.
// Errors   a reader never goes beyond its bytes: after the first that are missing it gives zeros
// and
//          empty texts, and `failed()` tells.
// Lifetime texts that a reader gives are views of its bytes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"

namespace vitrina {

class PackWriter {
public:
    void number(std::uint64_t value);
    void text(std::string_view value);
    void hash(const ContentHash& value);
    void texts(const std::vector<std::string>& values);

    std::size_t size() const { return bytes_.size(); }
    const std::string& bytes() const { return bytes_; }
    std::string take() { return std::move(bytes_); }
    void reserve(std::size_t size);

private:
    std::string bytes_;
};

class PackReader {
public:
    explicit PackReader(std::string_view bytes) : rest_(bytes) {}

    std::uint64_t number();
    // A number of items of which each takes at least one byte: never more than there are bytes
    // left.
    std::size_t count();
    std::string_view text();
    ContentHash hash();
    std::vector<std::string> texts();

    bool failed() const { return failed_; }
    bool at_end() const { return rest_.empty(); }
    void fail();  // what was read makes no sense

private:
    std::string_view rest_;
    bool failed_ = false;
};

// A text that tells whether it is whole: a heading of the name and a hash, then the bytes. With
// `seal_room` reserved beyond their size no second copy of them is made.
constexpr std::size_t seal_room = 256;
std::string seal_bytes(std::string_view name, std::string bytes);
// A view of the bytes; empty for another name, another hash, or a text cut off.
std::string_view unseal_bytes(std::string_view name, std::string_view sealed);

}  // namespace vitrina
