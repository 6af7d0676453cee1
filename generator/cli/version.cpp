#include "cli/version.h"

namespace vitrina {

const std::string_view program_version = VITRINA_VERSION;

}  // namespace vitrina
