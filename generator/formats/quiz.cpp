#include "formats/quiz.h"

#include <algorithm>
#include <cstdlib>

#include "base/text.h"

namespace vitrina {
namespace {

struct Share {
    std::string_view percent;
    std::int64_t part;  // the exact fraction
    std::int64_t whole;
};

// Moodle refuses a question with any other.
constexpr Share shares[] = {
    {"100", 1, 1},      {"90", 9, 10},      {"83.33333", 5, 6}, {"80", 4, 5},  {"75", 3, 4},
    {"70", 7, 10},      {"66.66667", 2, 3}, {"60", 3, 5},       {"50", 1, 2},  {"40", 2, 5},
    {"33.33333", 1, 3}, {"30", 3, 10},      {"25", 1, 4},       {"20", 1, 5},  {"16.66667", 1, 6},
    {"14.28571", 1, 7}, {"12.5", 1, 8},     {"11.11111", 1, 9}, {"10", 1, 10}, {"5", 1, 20},
    {"0", 0, 1},
};

}  // namespace

QuizShare quiz_share(std::int64_t part, std::int64_t whole) {
    const std::int64_t size = std::abs(part);
    const Share* nearest = nullptr;
    double smallest = 0;
    for (const Share& share : shares) {
        if (share.part * whole == size * share.whole)
            return {(part < 0 ? "-" : "") + std::string(share.percent), true};
        const double gap =
            std::abs(static_cast<double>(share.part) / static_cast<double>(share.whole) -
                     static_cast<double>(size) / static_cast<double>(whole));
        if (nearest == nullptr || gap < smallest) {
            nearest = &share;
            smallest = gap;
        }
    }
    const std::string sign = part < 0 && nearest->part != 0 ? "-" : "";
    return {sign + std::string(nearest->percent), false};
}

std::string quiz_html(std::string_view text) {
    std::string html;
    const std::string clean = clean_text(text);
    for (const char byte : clean) {
        switch (byte) {
            case '&':
                html += "&amp;";
                break;
            case '<':
                html += "&lt;";
                break;
            case '>':
                html += "&gt;";
                break;
            case '\n':
                html += "<br>";
                break;
            default:
                html += byte;
        }
    }
    return html;
}

bool has_quiz_formula(std::string_view text) {
    return text.find("\\(") != std::string_view::npos || text.find("$$") != std::string_view::npos;
}

std::string quiz_short_answer(std::string_view text) {
    std::string escaped;
    for (const char byte : text)
        escaped += byte == '*' ? "\\*" : std::string(1, byte);
    return escaped;
}

std::string quiz_line(std::string_view text) {
    std::string line = clean_text(text);
    for (char& byte : line)
        byte = byte == '\n' || byte == '\t' ? ' ' : byte;
    const std::size_t begin = std::min(line.find_first_not_of(' '), line.size());
    return line.substr(begin, line.find_last_not_of(' ') + 1 - begin);
}

}  // namespace vitrina
