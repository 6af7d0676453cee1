// Spellings that mean the same: where they come from, and which of the site's own say nothing.
#include <algorithm>
#include <optional>

#include "base/search_ids.h"
#include "content/markdown.h"
#include "content/yaml.h"
#include "pages/search.h"
#include "search/spelling.h"

namespace vitrina {
namespace {

// What every school says in two ways.
constexpr std::string_view common_synonyms[] = {
    "отметка|оценка|балл",
    "физкультура|физра|физическая культура",
    "вес|коэффициент",
    "педсовет|педагогический совет",
    "первоклассник|первый класс|1 класс",
    "обжаловать|апелляция",
};

// The first text of the file that is `text` and stands at or behind `from`.
const YamlNode* find_text(const YamlNode& node, std::string_view text, std::uint32_t from) {
    if (node.is_scalar())
        return node.span.begin >= from && node.text() == text ? &node : nullptr;
    for (const YamlNode& child : node.children)
        if (const YamlNode* found = find_text(child, text, from))
            return found;
    return nullptr;
}

// Groups of site.yaml, spelling by spelling. Texts are kept without their places, and looked for in the
// file only when there is something to tell of them.
class SynonymCheck {
public:
    SynonymCheck(const SiteConfig& config, Diagnostics& out) : config_(config), out_(out) {}

    void begin(const Located<std::string>& word) {
        known_.clear();
        word_ = word.span;
        add(word.value, "");
    }

    // `written`: as it stands in the file; empty: the word that the group began with.
    void add(const std::string& text, const std::string& written) {
        const Spelling spelling = read_spelling(text);
        const auto place = [&] { return config_.place(span_of(written)); };
        const auto same = std::ranges::find(known_, spelling.stems, &Known::stems);
        if (spelling.fault == SpellingFault::Empty)
            out_.warning(ids::synonym_empty, place(), text);
        else if (spelling.fault == SpellingFault::OneLeft)
            out_.warning(ids::synonym_one_left, place(), text, spelling.words.front());
        else if (spelling.fault == SpellingFault::Long)
            out_.warning(ids::synonym_long, place(), text, spelling.words.size(), longest_phrase);
        else if (same != known_.end())
            out_.warning(ids::synonym_same, place(), text, same->text);
        else
            known_.push_back({text, spelling.stems});
    }

private:
    struct Known {
        std::string text;
        std::vector<std::string> stems;
    };

    Span span_of(const std::string& written) {
        if (written.empty())
            return word_;
        if (!file_) {
            Diagnostics told;  // when the file was read
            const auto size = static_cast<std::uint32_t>(config_.source->text.size());
            file_ = read_yaml(config_.source, {0, size}, told);
        }
        const YamlNode* node = file_ ? find_text(*file_, written, word_.end) : nullptr;
        return node == nullptr ? word_ : node->span;
    }

    const SiteConfig& config_;
    Diagnostics& out_;
    std::optional<YamlNode> file_;
    Span word_;
    std::vector<Known> known_;
};

}  // namespace

std::vector<SynonymGroup> synonym_groups(const Site& site) {
    std::vector<SynonymGroup> groups;
    for (const auto& [word, others] : site.config.search.synonyms.items) {
        SynonymGroup group = {word.value};
        group.insert(group.end(), others.begin(), others.end());
        groups.push_back(std::move(group));
    }
    for (std::string_view list : common_synonyms) {
        SynonymGroup group;
        for (;;) {
            const std::size_t end = std::min(list.find('|'), list.size());
            group.emplace_back(list.substr(0, end));
            if (end == list.size())
                break;
            list.remove_prefix(end + 1);
        }
        groups.push_back(std::move(group));
    }
    for (const auto& [word, meaning] : site.glossary)
        groups.push_back({word, flatten_markdown(meaning)});
    return groups;
}

void check_synonyms(const Site& site, Diagnostics& out) {
    SynonymCheck check(site.config, out);
    for (const auto& [word, others] : site.config.search.synonyms.items) {
        check.begin(word);
        for (const std::string& other : others)
            check.add(other, other);
        if (others.empty())
            out.warning(ids::synonym_alone, site.config.place(word.span), word.value);
    }
    for (const auto& [word, meaning] : site.config.glossary.items) {
        check.begin(word);
        check.add(flatten_markdown(meaning), meaning);
    }
}

}  // namespace vitrina
