#include "cli/known_progress.h"

#include <algorithm>

#include "base/dates.h"
#include "base/text.h"
#include "cli/plan_progress.h"
#include "cli/plan_rows.h"
#include "content/markdown.h"

namespace vitrina {
namespace {

// The texts of all scalars, plain.
void add_scalars(const YamlNode& node, std::vector<std::string>& texts) {
    if (node.is_scalar())
        texts.push_back(plain_value(node));
    for (const YamlNode& child : node.children)
        add_scalars(child, texts);
}

}  // namespace

std::string unknown_documents(const std::string& words, const YamlNode* evidence) {
    std::vector<std::string> known;
    if (evidence != nullptr)
        add_scalars(*evidence, known);
    std::string unknown;
    for (std::size_t at = 0; at <= words.size();) {
        const std::size_t end = std::min(words.find(';', at), words.size());
        const std::string_view one = trim(std::string_view(words).substr(at, end - at));
        const std::string plain = flatten_markdown(one);
        const bool is_known =
            one.empty() || std::ranges::any_of(known, [&](const std::string& text) {
                return same_words(plain, text) || plain.ends_with(" " + text);
            });
        if (!is_known)
            unknown += (unknown.empty() ? "" : "; ") + std::string(one);
        at = end + 1;
    }
    return unknown;
}

bool tells_known_move(const std::string& cell, const YamlNode& row) {
    const YamlNode* moved = row.find("moved");
    const YamlNode* to = moved != nullptr ? moved->find("to") : nullptr;
    const auto day = to != nullptr ? parse_date(to->text()) : std::nullopt;
    if (!day)
        return false;
    const YamlNode* why = moved->find("why");
    const std::string reason = why != nullptr ? plain_value(*why) : std::string();
    for (const Language language : {Language::Russian, Language::English})
        for (const std::string_view late : {"", "просрочено ", "late "})
            if (same_words(cell, std::string(late) + moved_text(language, *day, reason)))
                return true;
    return false;
}

}  // namespace vitrina
