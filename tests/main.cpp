#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

#include "support/tests_folder.h"

std::string vitrina::test::tests_folder() {
    return VITRINA_TESTS_DIR;
}
