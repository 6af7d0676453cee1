#include "base/sealed_text.h"

#include <fmt/format.h>

#include "base/hash.h"

namespace vitrina {
namespace {

std::string seal_of(std::string_view name, std::string_view body) {
    return fmt::format("vitrina {} {}", name, hash_text(content_hash(body)));
}

}  // namespace

std::string seal_text(std::string_view name, std::string_view body) {
    return fmt::format("{}\n{}", seal_of(name, body), body);
}

std::optional<std::string_view> unseal_text(std::string_view name, std::string_view text) {
    const auto seal = take_until(text, '\n');
    if (!seal || *seal != seal_of(name, text))
        return std::nullopt;
    return text;
}

std::optional<std::string_view> take_until(std::string_view& text, char divider) {
    const std::size_t end = text.find(divider);
    if (end == std::string_view::npos)
        return std::nullopt;
    const std::string_view taken = text.substr(0, end);
    text.remove_prefix(end + 1);
    return taken;
}

}  // namespace vitrina
