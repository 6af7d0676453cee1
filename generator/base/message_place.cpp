#include "base/message_place.h"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include "base/text.h"

namespace vitrina {
namespace {

constexpr std::size_t max_columns = 160;
constexpr std::size_t columns_before = 60;  // kept before the place when a line is cut

// One character as it is printed.
struct Cell {
    std::string shown;
    std::size_t width = 0;
    bool is_marked = false;
};

std::size_t width_of(const std::vector<Cell>& cells) {
    return std::accumulate(cells.begin(), cells.end(), std::size_t{0},
                           [](std::size_t sum, const Cell& cell) { return sum + cell.width; });
}

Cell cell_of(std::string_view character, const CodePoint& point) {
    if (character == "\t")
        return {std::string(character), 1};
    Cell cell{escape_controls(character)};
    cell.width = cell.shown == character ? static_cast<std::size_t>(column_width(point.value))
                                         : count_code_points(cell.shown);
    return cell;
}

std::vector<Cell> cells_of(std::string_view line, Span marked) {
    std::vector<Cell> cells;
    bool is_any_marked = false;
    for (std::size_t at = 0; at < line.size();) {
        const CodePoint next = code_point_at(line, at);
        Cell cell = cell_of(line.substr(at, next.length), next);
        // An empty place is the character that follows it.
        cell.is_marked = (at >= marked.begin && at < marked.end) || (at == marked.begin);
        is_any_marked = is_any_marked || cell.is_marked;
        cells.push_back(std::move(cell));
        at += next.length;
    }
    if (!is_any_marked)
        cells.push_back({"", 1, true});
    return cells;
}

void cut_around(std::vector<Cell>& cells, std::size_t place) {
    std::size_t first = place;
    for (std::size_t width = 0; first > 0 && width < columns_before; --first)
        width += cells[first - 1].width;
    std::size_t end = first;
    for (std::size_t width = 0; end < cells.size() && width < max_columns - 2; ++end)
        width += cells[end].width;
    const auto at = [&](std::size_t index) {
        return cells.begin() + static_cast<std::ptrdiff_t>(index);
    };
    if (end < cells.size()) {
        cells.erase(at(end), cells.end());
        cells.push_back({"…", 1});
    }
    if (first > 0) {
        cells.erase(cells.begin(), at(first));
        cells.insert(cells.begin(), {"…", 1});
    }
}

std::size_t first_marked(const std::vector<Cell>& cells) {
    const auto marked = std::ranges::find(cells, true, &Cell::is_marked);
    return static_cast<std::size_t>(marked - cells.begin());
}

}  // namespace

bool PlaceReader::holds(const SourcePtr& source) const {
    if (source_ == source)
        return true;
    return source_ && source_->path == source->path && source_->text == source->text;
}

void PlaceReader::read(const SourcePtr& source) {
    source_ = source;
    text_ = source->text;
    is_readable_ = !source->text.empty();
    if (!is_readable_) {
        std::optional<std::string> loaded = load_ ? load_(source->path) : std::nullopt;
        // A document of Word has no lines to show.
        is_readable_ = loaded.has_value() && loaded->find('\0') == std::string::npos;
        loaded_ = std::move(loaded).value_or("");
        text_ = loaded_;
    }
    line_begins_.assign(1, 0);
    for (std::size_t i = 0; i < text_.size(); ++i) {
        const bool is_crlf = text_[i] == '\r' && i + 1 < text_.size() && text_[i + 1] == '\n';
        if (text_[i] == '\n' || (text_[i] == '\r' && !is_crlf))
            line_begins_.push_back(i + 1);
    }
}

LineColumn PlaceReader::position(std::size_t offset) const {
    const auto next = std::ranges::upper_bound(line_begins_, offset);
    const auto line = static_cast<std::size_t>(next - line_begins_.begin());
    const std::size_t begin = line_begins_[line - 1];
    return {line, line_column(text_.substr(begin), offset - begin).column};
}

LocatedPlace PlaceReader::locate(const Place& place) {
    LocatedPlace located;
    if (!place.source)
        return located;
    located.path = place.source->path;
    if (!holds(place.source))
        read(place.source);
    located.has_position = is_readable_;
    if (!is_readable_)
        return located;
    const std::size_t begin = std::min<std::size_t>(place.span.begin, text_.size());
    const std::size_t end = std::clamp<std::size_t>(place.span.end, begin, text_.size());
    located.begin = position(begin);
    located.end = position(end);
    located.line = line_at(text_, begin);
    // Before the line stands, at most, the byte order mark.
    const auto line_begin = static_cast<std::size_t>(located.line.data() - text_.data());
    located.in_line = {static_cast<std::uint32_t>(std::max(begin, line_begin) - line_begin),
                       static_cast<std::uint32_t>(std::max(end, line_begin) - line_begin)};
    return located;
}

std::string render_excerpt(const LocatedPlace& place, std::string_view caret_colour) {
    std::vector<Cell> cells = cells_of(place.line, place.in_line);
    if (width_of(cells) > max_columns)
        cut_around(cells, first_marked(cells));
    std::string line;
    std::string row;
    std::size_t carets = 0;
    for (const Cell& cell : cells) {
        line += cell.shown;
        if (cell.is_marked)
            carets += cell.width;
        else if (carets == 0)
            row += cell.shown == "\t" ? std::string("\t") : std::string(cell.width, ' ');
    }
    const std::string number = std::to_string(place.begin.line);
    return fmt::format("  {} |{}{}\n  {:{}} | {}{}{}{}\n", number, line.empty() ? "" : " ", line,
                       "", number.size(), row, caret_colour,
                       std::string(std::max<std::size_t>(carets, 1), '^'),
                       caret_colour.empty() ? "" : "\x1b[0m");
}

}  // namespace vitrina
