#include "formats/docx_runs.h"

#include <fmt/format.h>

#include "base/text.h"
#include "formats/quiz_lines.h"

namespace vitrina {
namespace {

enum class Neighbour { Space, Letter, Sign };

Neighbour neighbour_of(std::string_view text, bool is_last) {
    if (text.empty())
        return Neighbour::Space;
    std::size_t at = 0;
    if (is_last)
        for (at = text.size() - 1; at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;)
            --at;
    const CodePoint point = code_point_at(text, at);
    if (point.value == ' ' || point.value == 0xA0 || point.value == '\t')
        return Neighbour::Space;
    return is_letter_or_digit(point.value) ? Neighbour::Letter : Neighbour::Sign;
}

// Where Markdown would not take the stars as emphasis they are left out.
std::string emphasised(const WordRun& run, std::string_view before, std::string_view after) {
    const std::string_view stars = run.is_bold && run.is_italic ? "***" : run.is_bold ? "**" : "*";
    const std::string_view inner = trim(run.text);
    const std::size_t begin = static_cast<std::size_t>(inner.data() - run.text.data());
    const std::string_view left = std::string_view(run.text).substr(0, begin);
    const std::string_view right = std::string_view(run.text).substr(begin + inner.size());
    const bool opens = neighbour_of(inner, false) != Neighbour::Sign || !left.empty() ||
                       neighbour_of(before, true) != Neighbour::Letter;
    const bool closes = neighbour_of(inner, true) != Neighbour::Sign || !right.empty() ||
                        neighbour_of(after, false) != Neighbour::Letter;
    if (inner.empty() || !opens || !closes)
        return escape_markdown(run.text);
    return std::string(left) + std::string(stars) + escape_markdown(inner) + std::string(stars) +
           std::string(right);
}

bool same_look(const WordRun& a, const WordRun& b) {
    return a.is_bold == b.is_bold && a.is_italic == b.is_italic && a.link == b.link &&
           !a.is_break && !b.is_break && a.raw_markdown.empty() && b.raw_markdown.empty();
}

// An address between angle brackets: what would end it is written in its own way.
std::string percent_free(std::string_view url) {
    std::string safe;
    for (const char one : url)
        safe += one == '<'    ? "%3C"
                : one == '>'  ? "%3E"
                : one == ' '  ? "%20"
                : one == '\\' ? "%5C"
                : one == '\n' ? ""
                              : std::string(1, one);
    return safe;
}

std::string markdown_of(const WordRun& run, std::string_view before, std::string_view after) {
    if (!run.raw_markdown.empty())
        return run.raw_markdown;
    if (!run.link.empty() && !trim(run.text).empty())
        return fmt::format("[{}](<{}>)", escape_markdown(trim(run.text)), percent_free(run.link));
    if (run.is_bold || run.is_italic)
        return emphasised(run, before, after);
    return escape_markdown(run.text);
}

ReadLine line_of(const std::vector<WordRun>& runs, std::size_t begin, std::size_t end) {
    ReadLine line;
    line.is_bold = end > begin;
    for (std::size_t i = begin; i < end; ++i) {
        line.text += runs[i].text;
        line.is_bold = line.is_bold && (runs[i].is_bold || trim(runs[i].text).empty());
    }
    for (std::size_t i = begin; i < end; ++i) {
        WordRun run = runs[i];
        if (line.is_bold)
            run.is_bold = false;
        const std::string_view before = i > begin ? runs[i - 1].text : std::string_view();
        const std::string_view after = i + 1 < end ? runs[i + 1].text : std::string_view();
        line.markdown += markdown_of(run, before, after);
    }
    line.text = collapse_spaces(line.text);
    line.markdown = collapse_spaces(line.markdown);
    return line;
}

}  // namespace

std::vector<ReadLine> lines_of(const std::vector<WordRun>& runs) {
    std::vector<WordRun> joined;
    for (const WordRun& run : runs) {
        if (run.text.empty() && !run.is_break && run.raw_markdown.empty())
            continue;
        // Spaces between two words of one look belong to it.
        if (!joined.empty() &&
            (same_look(joined.back(), run) ||
             (!run.is_break && trim(run.text).empty() && run.raw_markdown.empty() &&
              !joined.back().is_break && joined.back().raw_markdown.empty())))
            joined.back().text += run.text;
        else
            joined.push_back(run);
    }
    std::vector<ReadLine> lines;
    for (std::size_t begin = 0; begin <= joined.size();) {
        std::size_t end = begin;
        while (end < joined.size() && !joined[end].is_break)
            ++end;
        lines.push_back(line_of(joined, begin, end));
        begin = end + 1;
    }
    return lines;
}

}  // namespace vitrina
