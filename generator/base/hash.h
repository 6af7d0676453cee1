// Hashes: XXH3 for «has it changed», SHA-256 for catalogues that others verify.
#pragma once

#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace vitrina {

struct ContentHash {
    std::uint64_t high = 0;
    std::uint64_t low = 0;
    auto operator<=>(const ContentHash&) const = default;
};

ContentHash content_hash(std::string_view bytes);
std::string hash_text(const ContentHash& hash);  // 32 lower-case hex digits
std::optional<ContentHash> parse_hash(std::string_view text);

// The content hash of bytes that come in pieces.
class ContentHasher {
public:
    ContentHasher();
    ~ContentHasher();
    ContentHasher(const ContentHasher&) = delete;
    ContentHasher& operator=(const ContentHasher&) = delete;

    void add(std::string_view bytes);
    ContentHash hash() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

std::string sha256(std::string_view bytes);  // 32 bytes
std::string sha256_hex(std::string_view bytes);

}  // namespace vitrina
