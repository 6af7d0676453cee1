#include "base/hash.h"

#include <array>
#include <charconv>
#include <new>

#include <fmt/format.h>
#include <openssl/evp.h>
#include <xxhash.h>

namespace vitrina {
namespace {

ContentHash from_xxh(const XXH128_hash_t& value) {
    return {value.high64, value.low64};
}

}  // namespace

struct ContentHasher::State {
    XXH3_state_t* xxh = XXH3_createState();

    State() {
        if (xxh == nullptr)
            throw std::bad_alloc();
    }
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() { XXH3_freeState(xxh); }
};

ContentHasher::ContentHasher() : state_(std::make_unique<State>()) {
    XXH3_128bits_reset(state_->xxh);
}

ContentHasher::~ContentHasher() = default;

void ContentHasher::add(std::string_view bytes) {
    XXH3_128bits_update(state_->xxh, bytes.data(), bytes.size());
}

ContentHash ContentHasher::hash() const {
    return from_xxh(XXH3_128bits_digest(state_->xxh));
}

ContentHash content_hash(std::string_view bytes) {
    return from_xxh(XXH3_128bits(bytes.data(), bytes.size()));
}

std::string hash_text(const ContentHash& hash) {
    return fmt::format("{:016x}{:016x}", hash.high, hash.low);
}

std::optional<ContentHash> parse_hash(std::string_view text) {
    constexpr std::size_t half = 16;
    if (text.size() != 2 * half || text.find_first_not_of("0123456789abcdef") != text.npos)
        return std::nullopt;
    ContentHash hash;
    const char* data = text.data();
    std::from_chars(data, data + half, hash.high, 16);
    std::from_chars(data + half, data + 2 * half, hash.low, 16);
    return hash;
}

std::string sha256(std::string_view bytes) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    // Fails only when memory is out: SHA-256 is built into the library.
    if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr) != 1)
        throw std::bad_alloc();
    return {digest.begin(), digest.begin() + size};
}

std::string sha256_hex(std::string_view bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const char byte : sha256(bytes)) {
        const auto value = static_cast<unsigned char>(byte);
        (text += digits[value >> 4U]) += digits[value & 0xFU];
    }
    return text;
}

}  // namespace vitrina
