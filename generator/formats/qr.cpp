#include "formats/qr.h"

#include <memory>
#include <new>

#include <fmt/format.h>
#include <qrencode.h>

namespace vitrina {
namespace {

constexpr std::size_t longest_address = 106;
constexpr int quiet_zone = 4;

// Lines through the dark modules of one row; `pen` is the column where the last line ended, or -1.
void append_row(std::string& path, const QRcode& code, int row, int& pen) {
    for (int x = 0; x < code.width;) {
        const auto is_dark = [&](int column) {
            return (code.data[row * code.width + column] & 1U) != 0;
        };
        if (!is_dark(x)) {
            ++x;
            continue;
        }
        const int begin = x;
        while (x < code.width && is_dark(x))
            ++x;
        if (pen < 0)
            path += fmt::format("M{} {}.5", begin + quiet_zone, row + quiet_zone);
        else
            path += fmt::format("m{} 0", begin - pen);
        path += fmt::format("h{}", x - begin);
        pen = x;
    }
}

}  // namespace

std::optional<QrCode> make_qr_code(std::string_view address) {
    if (address.empty() || address.size() > longest_address ||
        address.find('\0') != std::string_view::npos)
        return std::nullopt;
    const std::unique_ptr<QRcode, void (*)(QRcode*)> code(
        QRcode_encodeString8bit(std::string(address).c_str(), 0, QR_ECLEVEL_L), QRcode_free);
    // Whatever is short enough has a code; only memory can be lacking.
    if (!code)
        throw std::bad_alloc();
    QrCode drawing{code->width + 2 * quiet_zone, {}};
    for (int row = 0; row < code->width; ++row) {
        int pen = -1;
        append_row(drawing.path, *code, row, pen);
    }
    return drawing;
}

}  // namespace vitrina
