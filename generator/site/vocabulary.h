// Open lists of words: school subjects, kinds of work, procedures; and the abbreviations that every
// site explains.
//
// A word has one canonical name and any number of aliases; letter case, ё and spaces do not count.
// The words of site.yaml come before the built-in ones, so a site may call a subject its own way.
// Source   domain §1.10, §2.1, §2.6.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostics.h"
#include "kinds/site_config.h"

namespace vitrina {

enum class WordListKind : std::uint8_t { Subjects, Works, Procedures };

// The form in which two spellings of a word are the same.
std::string fold_word(std::string_view word);

class Vocabulary {
public:
    // Reports words of site.yaml that two entries claim.
    Vocabulary(const SiteConfig& config, Diagnostics& out);

    std::optional<std::string> canonical(WordListKind kind, std::string_view word) const;
    std::string nearest(WordListKind kind, std::string_view word) const;
    // Orders canonical names as curricula do; names that nobody listed come last.
    std::size_t rank(WordListKind kind, std::string_view canonical) const;

private:
    struct List {
        std::map<std::string, std::string> names;  // folded spelling → canonical name
        std::map<std::string, std::size_t> ranks;  // folded canonical name → place
        std::vector<std::string> spellings;        // for suggestions
    };
    using OwnWords = Pairs<std::string, std::vector<std::string>>;

    const List& list(WordListKind kind) const { return lists_[static_cast<std::size_t>(kind)]; }
    void read(WordListKind kind, const OwnWords& own, const SiteConfig& config, Diagnostics& out);

    std::array<List, 3> lists_;
};

struct BuiltInWord {
    std::string_view name;
    std::string_view aliases;  // with `|` between them
};
std::span<const BuiltInWord> built_in_words(WordListKind kind);

// Abbreviation and meaning.
std::span<const std::pair<std::string_view, std::string_view>> built_in_glossary();

}  // namespace vitrina
