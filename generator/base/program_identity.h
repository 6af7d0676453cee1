// Which program this is, to the byte: what one build of it remembers means nothing to another.
#pragma once

#include <string>

namespace vitrina {

// The build ids of the program and of every library it runs with, as one hash in hex; empty where
// the system does not tell: then nothing may be remembered.
const std::string& program_identity();

}  // namespace vitrina
