// A QR code of an address, as the path of a small drawing: what leads from paper back to the page.
//
// Shape    modules of 1 × 1 with the quiet zone of 4 around them; the path draws each run of dark
//          modules as a line through their middle: `stroke-width: 1`, no fill.
// Size     addresses of up to 106 bytes: version 5 with error correction L, at most 2 KB of path.
//          Longer ones get no code: it would be too dense for a telephone's camera.
// Thread-safe; the same text gives the same path.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace vitrina {

struct QrCode {
    int side = 0;      // of the square drawing, quiet zone included
    std::string path;  // `M4 4.5h7m2 0h1…`
};

std::optional<QrCode> make_qr_code(std::string_view address);

}  // namespace vitrina
