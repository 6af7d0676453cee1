#include "cli/draft_evidence.h"

#include <optional>
#include <utility>

#include "base/text.h"
#include "content/edit.h"
#include "kinds/published.h"

namespace vitrina {
namespace {

// Signs that stand between a title and its address, or behind an address in a sentence. Brackets
// go when nothing inside answers them, or when they hold everything.
std::string without_edges(std::string_view rest) {
    constexpr std::string_view signs[] = {" ", ",", ";", ":", ".", "-", "—", "–"};
    for (bool changed = true; std::exchange(changed, false) && !rest.empty();) {
        for (const std::string_view sign : signs) {
            if (rest.starts_with(sign)) {
                rest.remove_prefix(sign.size());
                changed = true;
            } else if (rest.ends_with(sign)) {
                rest.remove_suffix(sign.size());
                changed = true;
            }
        }
        if (rest.starts_with(')') || rest.ends_with('(')) {
            rest = rest.starts_with(')') ? rest.substr(1) : rest.substr(0, rest.size() - 1);
            changed = true;
        }
        const std::size_t closing = rest.find(')');
        if (rest.starts_with('(') &&
            (closing == std::string_view::npos || closing + 1 == rest.size())) {
            rest.remove_prefix(1);
            changed = true;
        }
        if (rest.ends_with(')') && rest.find('(') == std::string_view::npos) {
            rest.remove_suffix(1);
            changed = true;
        }
    }
    return std::string(rest);
}

struct FoundLink {
    DraftEvidence::Link link;
    std::size_t end = 0;  // in the line
};

// `[text](<address>)`, as the reader of Word writes a link.
std::optional<FoundLink> link_at(std::string_view line, std::size_t at) {
    const std::size_t middle = line.find("](<", at);
    const std::size_t end = middle == std::string_view::npos ? middle : line.find(">)", middle);
    if (line[at] != '[' || end == std::string_view::npos)
        return std::nullopt;
    const std::string_view text = line.substr(at + 1, middle - at - 1);
    const std::string_view url = line.substr(middle + 3, end - middle - 3);
    const std::string low = to_lower(text);
    const bool is_bare = low.starts_with("http://") || low.starts_with("https://");
    return FoundLink{{std::string(url), is_bare ? std::string() : std::string(text)}, end + 2};
}

// An address in the text itself, with the signs of Markdown escaped.
std::optional<FoundLink> address_at(std::string_view line, std::size_t at) {
    const std::string low = to_lower(line.substr(at, 8));
    if (!low.starts_with("https://") && !low.starts_with("http://"))
        return std::nullopt;
    std::string url;
    std::size_t end = at;
    for (; end < line.size() && line[end] != ' '; ++end)
        if (line[end] != '\\')
            url += line[end];
    while (!url.empty() && std::string_view(".,;:)!?").find(url.back()) != std::string_view::npos)
        url.pop_back();
    return FoundLink{{std::move(url), ""}, end};
}

void append(std::string& words, const std::string& more) {
    if (!more.empty())
        words += (words.empty() ? "" : " ") + more;
}

// What stands before an address is what it is called.
void read_line(std::string_view line, DraftEvidence& evidence) {
    std::string before;
    bool has_link = false;
    for (std::size_t at = 0; at < line.size();) {
        auto found = link_at(line, at);
        if (!found)
            found = address_at(line, at);
        if (!found || !is_web_address(found->link.url)) {
            const std::size_t end = found ? found->end : at + 1;
            before += line.substr(at, end - at);
            at = end;
            continue;
        }
        std::string title = without_edges(before);
        if (title == "и" || title == "and")
            title.clear();
        append(title, found->link.title);
        found->link.title = std::move(title);
        evidence.links.push_back(std::move(found->link));
        before.clear();
        has_link = true;
        at = found->end;
    }
    append(evidence.words, has_link ? without_edges(before) : std::string(trim(before)));
}

}  // namespace

DraftEvidence draft_evidence(const DraftRow& row) {
    DraftEvidence evidence;
    for (const ReadLine& line : row.at(DraftField::Evidence).lines)
        read_line(line.markdown, evidence);
    return evidence;
}

std::string evidence_yaml(const DraftEvidence::Link& link) {
    std::string text = "{url: " + yaml_scalar(link.url);
    if (!link.title.empty())
        text += ", title: " + yaml_scalar(link.title);
    return text + "}";
}

std::string evidence_yaml(const std::vector<DraftEvidence::Link>& links) {
    std::string text;
    for (const DraftEvidence::Link& link : links)
        text += (text.empty() ? "" : ", ") + evidence_yaml(link);
    return text;
}

}  // namespace vitrina
