#include "site/vocabulary.h"

#include <algorithm>

#include "base/text.h"

namespace vitrina {
namespace {

std::vector<std::string_view> split_aliases(std::string_view aliases) {
    std::vector<std::string_view> parts;
    while (!aliases.empty()) {
        const std::size_t bar = std::min(aliases.find('|'), aliases.size());
        parts.push_back(aliases.substr(0, bar));
        aliases.remove_prefix(std::min(bar + 1, aliases.size()));
    }
    return parts;
}

}  // namespace

std::string fold_word(std::string_view word) {
    return fold_yo(fold_case(collapse_spaces(to_nfc(word))));
}

Vocabulary::Vocabulary(const SiteConfig& config, Diagnostics& out) {
    read(WordListKind::Subjects, config.vocabulary.subjects, config, out);
    read(WordListKind::Works, config.vocabulary.works, config, out);
    read(WordListKind::Procedures, config.vocabulary.procedures, config, out);
}

void Vocabulary::read(WordListKind kind,
                      const OwnWords& own,
                      const SiteConfig& config,
                      Diagnostics& out) {
    List& list = lists_[static_cast<std::size_t>(kind)];
    for (const BuiltInWord& word : built_in_words(kind))
        list.ranks.emplace(fold_word(word.name), list.ranks.size());
    for (const auto& [name, aliases] : own.items) {
        const auto claim = [&, &canonical = name](const std::string& spelling) {
            const auto [taken, fresh] = list.names.emplace(fold_word(spelling), canonical.value);
            if (!fresh && taken->second != canonical.value)
                out.error(ids::vocabulary_twice, config.place(canonical.span), spelling,
                          taken->second);
            list.spellings.push_back(spelling);
        };
        claim(name.value);
        for (const std::string& alias : aliases)
            claim(alias);
        list.ranks.emplace(fold_word(name.value), list.ranks.size());
    }
    for (const BuiltInWord& word : built_in_words(kind)) {
        // What the site has named its own way keeps the site's name, and gets our aliases too.
        const std::string name = list.names.emplace(fold_word(word.name), word.name).first->second;
        list.spellings.emplace_back(word.name);
        for (const std::string_view alias : split_aliases(word.aliases)) {
            list.names.emplace(fold_word(alias), name);
            list.spellings.emplace_back(alias);
        }
    }
}

std::optional<std::string> Vocabulary::canonical(WordListKind kind, std::string_view word) const {
    const auto found = list(kind).names.find(fold_word(word));
    if (found == list(kind).names.end())
        return std::nullopt;
    return found->second;
}

std::string Vocabulary::nearest(WordListKind kind, std::string_view word) const {
    const std::vector<std::string>& spellings = list(kind).spellings;
    return nearest_name(word, std::vector<std::string_view>(spellings.begin(), spellings.end()));
}

std::size_t Vocabulary::rank(WordListKind kind, std::string_view canonical) const {
    const auto found = list(kind).ranks.find(fold_word(canonical));
    return found == list(kind).ranks.end() ? list(kind).ranks.size() : found->second;
}

}  // namespace vitrina
