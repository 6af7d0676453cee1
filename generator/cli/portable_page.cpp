#include "cli/portable_page.h"

#include <algorithm>

namespace vitrina {
namespace {

constexpr std::string_view attributes[] = {" href=\"", " action=\"", "; url=", " data-url=\""};

bool has_scheme(std::string_view address) {
    const std::size_t colon = address.find(':');
    return colon != std::string_view::npos && colon < address.find_first_of("/?#");
}

}  // namespace

std::string portable_address(std::string_view address) {
    if (address.empty() || address[0] == '#' || address.starts_with("/") || has_scheme(address))
        return std::string(address);
    const std::size_t end = std::min(address.find_first_of("?#"), address.size());
    const std::string_view path = address.substr(0, end);
    const std::string_view last =
        path.substr(path.rfind('/') == std::string_view::npos ? 0 : path.rfind('/') + 1);
    std::string made(path);
    if (last == "." || last == "..")
        made += "/index.html";
    else if (path.ends_with('/'))
        made += "index.html";
    return made + std::string(address.substr(end));
}

std::string portable_page(std::string_view html) {
    std::string made;
    std::size_t at = 0;
    while (at < html.size()) {
        std::size_t next = html.size();
        std::size_t length = 0;
        for (const std::string_view attribute : attributes) {
            const std::size_t found = html.find(attribute, at);
            if (found < next) {
                next = found;
                length = attribute.size();
            }
        }
        made += html.substr(at, next + length - at);
        at = next + length;
        if (at >= html.size())
            break;
        const std::size_t end = std::min(html.find('"', at), html.size());
        made += portable_address(html.substr(at, end - at));
        at = end;
    }
    return made;
}

}  // namespace vitrina
