#include "cli/plan_lines.h"

#include "base/text.h"

namespace vitrina {
namespace {

constexpr std::string_view dashes[] = {"- ", "– ", "— ", "• ", "* ", "· "};

std::size_t dash_length(std::string_view text) {
    for (const std::string_view dash : dashes)
        if (text.starts_with(dash))
            return dash.size();
    // `-система`: the space was forgotten.
    return text.size() > 1 && text[0] == '-' && static_cast<unsigned char>(text[1]) >= 0x80 ? 1 : 0;
}

bool take_dash(ReadLine& line) {
    const std::size_t length = dash_length(line.text);
    if (length == 0 || line.mark != LineMark::None)
        return false;
    std::string_view markdown = line.markdown;
    if (markdown.starts_with("\\"))
        markdown.remove_prefix(1);
    line.mark = LineMark::Bullet;
    line.text = trim(std::string_view(line.text).substr(length));
    line.markdown = trim(markdown.substr(std::min(length, markdown.size())));
    return true;
}

// Where ` - ` begins a further point: behind `:`, `;` or `.`.
std::vector<std::size_t> inner_dashes(std::string_view text) {
    std::vector<std::size_t> places;
    for (std::size_t at = 2; at < text.size(); ++at)
        if (text[at - 1] == ' ' &&
            (text[at - 2] == ':' || text[at - 2] == ';' || text[at - 2] == '.') &&
            dash_length(text.substr(at)) > 1)
            places.push_back(at);
    return places;
}

// «…: - раз; - два» in one line; nothing if it is no such list.
std::vector<ReadLine> split_items(const ReadLine& line) {
    const std::vector<std::size_t> in_text = inner_dashes(line.text);
    const std::vector<std::size_t> in_markdown = inner_dashes(line.markdown);
    const std::size_t least = line.mark == LineMark::None ? 2 : 1;
    std::vector<ReadLine> lines;
    if (in_text.size() < least || in_text.size() != in_markdown.size())
        return lines;
    for (std::size_t i = 0; i <= in_text.size(); ++i) {
        const auto part = [i](std::string_view text, const std::vector<std::size_t>& places) {
            std::size_t begin = i == 0 ? 0 : places[i - 1];
            begin += i == 0 ? 0 : dash_length(text.substr(begin));
            const std::size_t end = i < places.size() ? places[i] : text.size();
            return std::string(trim(text.substr(begin, end - begin)));
        };
        ReadLine one{part(line.text, in_text), part(line.markdown, in_markdown),
                     i == 0 ? line.mark : LineMark::Bullet, line.level, line.is_bold};
        if (!one.text.empty())
            lines.push_back(std::move(one));
    }
    return lines;
}

}  // namespace

bool begins_small(const std::string& text) {
    const std::size_t at = text.find_first_not_of("«\"( ");
    if (at == std::string::npos)
        return false;
    const CodePoint first = code_point_at(text, at);
    const std::string letter = text.substr(at, first.length);
    return is_letter_or_digit(first.value) && to_upper(letter) != letter;
}

bool ends_sentence(const std::string& text) {
    return text.ends_with('.') || text.ends_with(';') || text.ends_with(':') ||
           text.ends_with('!') || text.ends_with('?');
}

void append_lines(std::vector<ReadLine>& to, const std::vector<ReadLine>& more) {
    for (std::size_t i = 0; i < more.size(); ++i) {
        const bool is_new = to.empty() || i > 0 || more[i].mark != LineMark::None ||
                            (ends_sentence(to.back().text) && !begins_small(more[i].text) &&
                             to.back().mark != LineMark::None);
        if (is_new) {
            to.push_back(more[i]);
            continue;
        }
        ReadLine& last = to.back();
        const std::string_view soft_hyphen = "\u00AD";
        const bool is_cut = last.text.ends_with(soft_hyphen);
        if (is_cut) {
            last.text.resize(last.text.size() - soft_hyphen.size());
            if (last.markdown.ends_with(soft_hyphen))
                last.markdown.resize(last.markdown.size() - soft_hyphen.size());
        }
        last.text += (is_cut ? "" : " ") + more[i].text;
        last.markdown += (is_cut ? "" : " ") + more[i].markdown;
    }
}

bool find_items(std::vector<ReadLine>& lines) {
    bool is_guess = false;
    std::vector<ReadLine> found;
    for (ReadLine& line : lines) {
        take_dash(line);
        std::vector<ReadLine> items = split_items(line);
        is_guess = is_guess || !items.empty();
        if (items.empty())
            items.push_back(std::move(line));
        found.insert(found.end(), items.begin(), items.end());
    }
    lines = std::move(found);
    drop_empty_lines(lines);
    return is_guess;
}

}  // namespace vitrina
