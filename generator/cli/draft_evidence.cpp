#include "cli/draft_evidence.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

#include "base/text.h"
#include "content/edit.h"
#include "kinds/published.h"

namespace vitrina {
namespace {

// Signs that stand between a title and its address, or behind an address in a sentence.
constexpr std::string_view loose_signs[] = {" ", "\u00A0", ",", ";",   ":", ".",
                                            "-", "—",      "–", "\\<", "<", ">"};
struct Brackets {
    std::string_view open;
    std::string_view close;
};
constexpr Brackets brackets[] = {{"(", ")"}, {"«", "»"}, {"“", "”"}, {"„", "“"}};
// Alone they have lost their other half; the star is one of emphasis.
constexpr std::string_view straight_signs[] = {"\"", "'", "*"};

std::size_t count_of(std::string_view text, std::string_view sign) {
    std::size_t count = 0;
    for (std::size_t at = text.find(sign); at != std::string_view::npos;
         at = text.find(sign, at + sign.size()))
        ++count;
    return count;
}

// Takes loose signs off both ends of a text. Brackets and quotes go when nothing inside answers
// them, round ones also when they hold everything.
class EdgeTrimmer {
public:
    explicit EdgeTrimmer(std::string_view rest) : rest_(rest) {
        for (std::size_t i = 0; i < std::size(brackets); ++i)
            counts_[i] = {count_of(rest, brackets[i].open), count_of(rest, brackets[i].close)};
        for (std::size_t i = 0; i < std::size(straight_signs); ++i)
            straight_[i] = count_of(rest, straight_signs[i]);
    }

    std::string trimmed() {
        while (take_sign() || take_bracket() || take_straight()) {
        }
        return std::string(rest_);
    }

private:
    struct Counts {
        std::size_t open = 0;
        std::size_t close = 0;
    };

    bool take(std::string_view sign, bool is_first) {
        if (is_first ? !rest_.starts_with(sign) : !rest_.ends_with(sign))
            return false;
        is_first ? rest_.remove_prefix(sign.size()) : rest_.remove_suffix(sign.size());
        for (std::size_t i = 0; i < std::size(brackets); ++i) {
            counts_[i].open -= brackets[i].open == sign ? 1 : 0;
            counts_[i].close -= brackets[i].close == sign ? 1 : 0;
        }
        for (std::size_t i = 0; i < std::size(straight_signs); ++i)
            straight_[i] -= straight_signs[i] == sign ? 1 : 0;
        return true;
    }

    bool take_sign() {
        for (const std::string_view sign : loose_signs)
            if (take(sign, true) || take(sign, false))
                return true;
        return false;
    }

    bool take_bracket() {
        for (std::size_t i = 0; i < std::size(brackets); ++i) {
            const auto [open, close] = brackets[i];
            // “ opens one kind of quotes and closes another.
            const bool is_other = open == "“" && counts_[3].open > 0;
            const bool holds_all = open == "(" && counts_[i].close == 1 && rest_.ends_with(close);
            if (((counts_[i].close == 0 || holds_all) && take(open, true)) ||
                (counts_[i].open == 0 && close != "“" && take(close, false)) ||
                (close != "“" && take(close, true)) || (!is_other && take(open, false)))
                return true;
        }
        return false;
    }

    bool take_straight() {
        for (std::size_t i = 0; i < std::size(straight_signs); ++i)
            if (straight_[i] == 1 &&
                (take(straight_signs[i], true) || take(straight_signs[i], false)))
                return true;
        return false;
    }

    std::string_view rest_;
    std::array<Counts, std::size(brackets)> counts_;
    std::array<std::size_t, std::size(straight_signs)> straight_{};
};

std::string without_edges(std::string_view text) {
    // Stars alone emphasised the address.
    if (text.find_first_not_of("* ") == std::string_view::npos)
        return {};
    return EdgeTrimmer(text).trimmed();
}

struct FoundLink {
    std::string url;
    std::string text;     // inline Markdown; empty for an address in the text itself
    std::size_t end = 0;  // in the line
};

// For each `[` of a line where the `]` stands that answers it.
std::vector<std::size_t> closing_brackets(std::string_view line) {
    std::vector<std::size_t> closing(line.size(), std::string_view::npos);
    std::vector<std::size_t> open;
    for (std::size_t at = 0; at < line.size(); ++at) {
        if (line[at] == '\\') {
            ++at;
        } else if (line[at] == '[') {
            open.push_back(at);
        } else if (line[at] == ']' && !open.empty()) {
            closing[open.back()] = at;
            open.pop_back();
        }
    }
    return closing;
}

// `[text](<address>)`, as the reader of Word writes a link.
std::optional<FoundLink> link_at(std::string_view line, std::size_t at, std::size_t closing) {
    constexpr std::string_view middle = "](<";
    if (closing == std::string_view::npos || !line.substr(closing).starts_with(middle))
        return std::nullopt;
    const std::size_t begin = closing + middle.size();
    const std::size_t end = line.find_first_of("<>", begin);
    if (end == std::string_view::npos || !line.substr(end).starts_with(">)"))
        return std::nullopt;
    return FoundLink{std::string(line.substr(begin, end - begin)),
                     std::string(line.substr(at + 1, closing - at - 1)), end + 2};
}

bool begins_address(std::string_view rest) {
    if (!rest.starts_with('h') && !rest.starts_with('H'))
        return false;
    const std::string low = to_lower(rest.substr(0, std::string_view("https://").size()));
    return low.starts_with("https://") || low.starts_with("http://");
}

// Whether an address ends before the next one: `https://a,https://b` are two. One that stands in
// the query of another or behind the day of an archive is part of it.
bool is_next_address(std::string_view url, std::string_view rest) {
    return !url.empty() && begins_address(rest) && !url.ends_with('=') && !url.ends_with('?') &&
           !(url.ends_with('/') && url.find("archive.") != std::string_view::npos);
}

bool ends_address(std::string_view rest) {
    constexpr std::string_view ends[] = {" ", "\u00A0", "\t", "\"", "<", ">",
                                         "*", "«",      "»",  "“",  "”", "„"};
    return std::ranges::any_of(ends, [&](std::string_view end) { return rest.starts_with(end); });
}

// An address in the text itself, with the signs of Markdown escaped. Signs of the sentence go, and
// a bracket that none within the address answers.
std::optional<FoundLink> address_at(std::string_view line, std::size_t at) {
    if (!begins_address(line.substr(at)))
        return std::nullopt;
    FoundLink found;
    for (found.end = at; found.end < line.size(); ++found.end) {
        const std::string_view rest = line.substr(found.end);
        const bool is_escaped = rest.starts_with('\\') && rest.size() > 1;
        const std::string_view sign = rest.substr(is_escaped ? 1 : 0);
        const bool is_end = ends_address(sign) && !(is_escaped && sign.starts_with('*'));
        if (is_end || is_next_address(found.url, rest))
            break;
        found.end += is_escaped ? 1 : 0;
        found.url += line[found.end];
    }
    std::size_t opened = count_of(found.url, "(");
    std::size_t closed = count_of(found.url, ")");
    while (!found.url.empty()) {
        const bool is_loose_bracket = found.url.ends_with(')') && closed > opened;
        if (!is_loose_bracket &&
            std::string_view(".,;:!?'").find(found.url.back()) == std::string_view::npos)
            break;
        closed -= is_loose_bracket ? 1 : 0;
        found.url.pop_back();
    }
    return found;
}

void append(std::string& words, std::string_view separator, const std::string& more) {
    if (!more.empty())
        words += (words.empty() ? std::string() : std::string(separator)) + more;
}

class EvidenceReader {
public:
    // What stands before an address is what it is called; `;` ends one document and begins another.
    void read(std::string_view line) {
        const std::vector<std::size_t> closing = closing_brackets(line);
        std::string before;
        bool has_link = false;
        for (std::size_t at = 0; at < line.size();) {
            auto found = link_at(line, at, closing[at]);
            if (!found)
                found = address_at(line, at);
            if (!found) {
                before += line[at++];
                continue;
            }
            if (is_web_address(found->url)) {
                add(before, *found);
                before.clear();
                has_link = true;
            } else if (found->text.empty()) {
                before += line.substr(at, found->end - at);
            } else {
                before += found->text;
            }
            at = found->end;
        }
        append(evidence_.words, "; ", has_link ? without_edges(before) : std::string(trim(before)));
    }

    DraftEvidence take() { return std::move(evidence_); }

private:
    void add(const std::string& before, const FoundLink& found) {
        const std::size_t end = before.rfind(';');
        const std::size_t begin = end == std::string::npos ? 0 : end + 1;
        append(evidence_.words, "; ", without_edges(before.substr(0, begin)));
        std::string title = without_edges(before.substr(begin));
        if (title == "и" || title == "and")
            title.clear();
        if (!begins_address(found.text))
            append(title, " ", found.text);
        const auto [place, is_new] = places_.emplace(found.url, evidence_.links.size());
        if (is_new)
            evidence_.links.push_back({found.url, std::move(title)});
        else if (std::string& known = evidence_.links[place->second].title; known.empty())
            known = std::move(title);
    }

    DraftEvidence evidence_;
    std::map<std::string, std::size_t> places_;  // of the links, by address
};

}  // namespace

DraftEvidence draft_evidence(const DraftRow& row) {
    EvidenceReader reader;
    for (const ReadLine& line : row.at(DraftField::Evidence).lines)
        reader.read(line.markdown);
    return reader.take();
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
