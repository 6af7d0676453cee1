// Pictures without what tells of the place, the camera and people (read_document.h).
// Source: ISO 10918-1 (JPEG segments), W3C PNG (chunks).
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

std::string clean_jpeg(std::string_view bytes) {
    std::string kept(bytes.substr(0, 2));
    std::size_t at = 2;
    while (at + 4 <= bytes.size() && bytes[at] == '\xFF') {
        const auto marker = static_cast<unsigned char>(bytes[at + 1]);
        if (marker == 0xDA)  // the picture itself: nothing but it follows
            break;
        const std::size_t length = number_at(bytes, at + 2, 2) + 2;
        if (!is_private_segment(marker))
            kept += bytes.substr(at, length);
        at += length;
    }
    if (at < bytes.size())
        kept += bytes.substr(at);
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
    if (view.starts_with("\xFF\xD8\xFF"))
        return ReadPicture{"jpg", clean_jpeg(view)};
    if (view.starts_with("\x89PNG\r\n\x1A\n"))
        return ReadPicture{"png", clean_png(view)};
    if (view.starts_with("GIF87a") || view.starts_with("GIF89a"))
        return ReadPicture{"gif", std::move(bytes)};
    if (view.starts_with("RIFF") && view.substr(8, 4) == "WEBP" &&
        view.find("EXIF") == std::string_view::npos && view.find("XMP ") == std::string_view::npos)
        return ReadPicture{"webp", std::move(bytes)};
    return std::nullopt;
}

}  // namespace vitrina
