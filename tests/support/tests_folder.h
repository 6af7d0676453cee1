// Where the files of tests stand on this machine. One file alone knows the path, so that the others
// compile to the same objects in every checkout.
#pragma once

#include <string>

namespace vitrina::test {

std::string tests_folder();

}  // namespace vitrina::test
