// A published page that also works from a folder: addresses of folders name their `index.html`.
#pragma once

#include <string>
#include <string_view>

namespace vitrina {

// Pure; every address that is not relative stays as it is.
std::string portable_page(std::string_view html);
// `../plans/x/#r1` → `../plans/x/index.html#r1`.
std::string portable_address(std::string_view address);

}  // namespace vitrina
