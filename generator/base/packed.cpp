#include "base/packed.h"

#include <cstring>
#include <utility>

#include "base/heap.h"

namespace vitrina {
namespace {

constexpr unsigned payload_bits = 7;
constexpr std::uint64_t payload = (1U << payload_bits) - 1;
constexpr unsigned more = 1U << payload_bits;

std::string heading_of(std::string_view name, std::string_view bytes) {
    std::string heading(name);
    heading.append(1, ' ').append(hash_text(content_hash(bytes))).append(1, '\n');
    return heading;
}

}  // namespace

void PackWriter::reserve(std::size_t size) {
    bytes_.reserve(size);
    use_large_pages(bytes_);
}

void PackWriter::number(std::uint64_t value) {
    char digits[(64 + payload_bits - 1) / payload_bits];
    std::size_t count = 0;
    while (value > payload) {
        digits[count++] = static_cast<char>((value & payload) | more);
        value >>= payload_bits;
    }
    digits[count++] = static_cast<char>(value);
    bytes_.append(digits, count);
}

void PackWriter::text(std::string_view value) {
    number(value.size());
    bytes_.append(value);
}

void PackWriter::hash(const ContentHash& value) {
    char both[sizeof(value.high) + sizeof(value.low)];
    std::memcpy(both, &value.high, sizeof(value.high));
    std::memcpy(both + sizeof(value.high), &value.low, sizeof(value.low));
    bytes_.append(both, sizeof(both));
}

void PackReader::fail() {
    failed_ = true;
    rest_ = {};
}

void PackWriter::texts(const std::vector<std::string>& values) {
    number(values.size());
    for (const std::string& value : values)
        text(value);
}

std::uint64_t PackReader::number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += payload_bits) {
        if (rest_.empty())
            break;
        const auto byte = static_cast<unsigned char>(rest_.front());
        rest_.remove_prefix(1);
        value |= (byte & payload) << shift;
        if ((byte & more) == 0)
            return value;
    }
    fail();
    return 0;
}

std::size_t PackReader::count() {
    const std::uint64_t value = number();
    if (value <= rest_.size())
        return static_cast<std::size_t>(value);
    fail();
    return 0;
}

std::string_view PackReader::text() {
    const std::size_t size = count();
    const std::string_view value = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return value;
}

std::vector<std::string> PackReader::texts() {
    std::vector<std::string> values(count());
    for (std::string& value : values)
        value = text();
    return values;
}

ContentHash PackReader::hash() {
    ContentHash value;
    constexpr std::size_t half = sizeof(value.high);
    if (rest_.size() < 2 * half) {
        fail();
        return {};
    }
    std::memcpy(&value.high, rest_.data(), half);
    std::memcpy(&value.low, rest_.data() + half, half);
    rest_.remove_prefix(2 * half);
    return value;
}

std::string seal_bytes(std::string_view name, std::string bytes) {
    return std::move(bytes.insert(0, heading_of(name, bytes)));
}

std::string_view unseal_bytes(std::string_view name, std::string_view sealed) {
    const std::size_t end = sealed.find('\n');
    if (end == std::string_view::npos)
        return {};
    const std::string_view bytes = sealed.substr(end + 1);
    return sealed.substr(0, end + 1) == heading_of(name, bytes) ? bytes : std::string_view();
}

}  // namespace vitrina
