// Values and places of cells as Excel writes them. For xlsx_read.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "formats/read_document.h"
#include "formats/xml_read.h"

namespace vitrina {

struct CellPlace {
    std::size_t row = 0;  // 0-based
    std::size_t column = 0;
};
// `AB12`; nothing if it is none.
std::optional<CellPlace> place_of(std::string_view name);
// 0 → `A`, 27 → `AB`.
std::string column_name(std::size_t column);

// What the look of a number says it is.
// `Time`: a time of day; `DayTime`: a day with one; `Hours`: how long something takes, also more
// than a day.
enum class NumberLook : std::uint8_t { Plain, Day, DayTime, Time, Hours, Percent };
NumberLook look_of(int format, std::string_view code);

// The number as a person would type it; the text itself if it is no number.
std::string number_text(std::string_view digits, NumberLook look, bool since_1904);

// A text of runs; phonetic hints are left out.
std::string rich_text(const XmlElement& element);
// A value with line ends in it, as lines of a cell.
std::vector<ReadLine> lines_of_value(const std::string& value);

}  // namespace vitrina
