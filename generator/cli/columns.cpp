#include "cli/columns.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "base/text.h"

namespace vitrina {
namespace {

std::size_t width_of(std::string_view text) {
    std::size_t width = 0;
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint point = code_point_at(text, at);
        width += static_cast<std::size_t>(column_width(point.value));
        at += point.length;
    }
    return width;
}

}  // namespace

std::string align_columns(const std::vector<std::vector<std::string>>& rows) {
    std::vector<std::size_t> widths;
    for (const auto& row : rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], width_of(row[i]));
    }
    std::string text;
    for (const auto& row : rows) {
        std::size_t blanks = 0;
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (!row[i].empty())
                text += std::string(blanks, ' ') + row[i];
            blanks = row[i].empty() ? blanks + widths[i] : widths[i] - width_of(row[i]);
            blanks += 2;
        }
        text += "\n";
    }
    return text;
}

}  // namespace vitrina
