// Pictures without what tells of the place, the camera and people (read_document.h).
// Source: ISO 10918-1 (JPEG segments), W3C PNG (chunks).
#include <algorithm>
#include <cstdint>

#include "formats/read_document.h"

namespace vitrina {
namespace {

std::size_t number_at(std::string_view bytes, std::size_t at, std::size_t count) {
    std::size_t value = 0;
    for (std::size_t i = 0; i < count && at + i < bytes.size(); ++i)
        value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

// Segments APP1 to APP13, APP15 and comments hold EXIF, XMP, IPTC, names.
bool is_private_segment(unsigned char marker) {
    return (marker >= 0xE1 && marker <= 0xED) || marker == 0xEF || marker == 0xFE;
}

// Markers that are two bytes and nothing else.
bool stands_alone(unsigned char marker) {
    return marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8);
}

// Where the next marker's code stands: what lies between segments, fill bytes among it, is passed
// over as decoders do. In the data of a picture 0xFF 0x00 is a byte of it.
std::size_t next_marker(std::string_view bytes, std::size_t at) {
    for (; at + 1 < bytes.size(); ++at)
        if (bytes[at] == '\xFF' && bytes[at + 1] != '\xFF' && bytes[at + 1] != '\0')
            return at + 1;
    return std::string_view::npos;
}

// Kept are segments and the data of scans; what stands between them or behind the end, where
// telephones put a film or a second picture with its own EXIF, is not.
std::string clean_jpeg(std::string_view bytes) {
    std::string kept(bytes.substr(0, 2));
    for (std::size_t at = next_marker(bytes, 2); at != std::string_view::npos;) {
        const auto marker = static_cast<unsigned char>(bytes[at]);
        if (marker == 0xD9)
            return kept + "\xFF\xD9";
        std::size_t end = at + 1;
        if (!stands_alone(marker))
            end = std::min(bytes.size(), end + std::max<std::size_t>(2, number_at(bytes, end, 2)));
        const std::size_t next = next_marker(bytes, end);
        const bool has_data = marker == 0xDA || (marker >= 0xD0 && marker <= 0xD7);
        if (!is_private_segment(marker)) {
            kept += '\xFF';
            kept += bytes.substr(at, (has_data ? std::min(next - 1, bytes.size()) : end) - at);
        }
        at = next;
    }
    return kept;
}

std::string clean_png(std::string_view bytes) {
    std::string kept(bytes.substr(0, 8));
    for (std::size_t at = 8; at + 12 <= bytes.size();) {
        const std::size_t length = number_at(bytes, at, 4) + 12;
        const std::string_view type = bytes.substr(at + 4, 4);
        const bool is_private =
            type == "eXIf" || type == "tEXt" || type == "iTXt" || type == "zTXt" || type == "tIME";
        if (!is_private)
            kept += bytes.substr(at, length);
        at += length;
        if (type == "IEND")
            break;
    }
    return kept;
}

}  // namespace

std::optional<ReadPicture> clean_picture(std::string bytes) {
    const std::string_view view = bytes;
    if (view.starts_with("\xFF\xD8\xFF")) {
        std::string kept = clean_jpeg(view);
        return kept.size() > 2 ? std::optional(ReadPicture{"jpg", std::move(kept)}) : std::nullopt;
    }
    if (view.starts_with("\x89PNG\r\n\x1A\n"))
        return ReadPicture{"png", clean_png(view)};
    if (view.starts_with("GIF87a") || view.starts_with("GIF89a"))
        return ReadPicture{"gif", std::move(bytes)};
    if (view.starts_with("RIFF") && view.size() >= 12 && view.substr(8, 4) == "WEBP" &&
        view.find("EXIF") == std::string_view::npos && view.find("XMP ") == std::string_view::npos)
        return ReadPicture{"webp", std::move(bytes)};
    return std::nullopt;
}

}  // namespace vitrina
