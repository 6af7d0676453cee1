// One program for all targets: VITRINA_FUZZ names the one that libFuzzer feeds.
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "fuzz/target.h"
#include "support/tests_folder.h"

namespace {

using namespace vitrina::fuzz;

struct Target {
    std::string_view name;
    void (*run)(std::string_view bytes);
};

constexpr auto targets = std::to_array<Target>({
    {"answers", fuzz_answers},
    {"catalogues", fuzz_catalogues},
    {"deadlines", fuzz_deadlines},
    {"docx", fuzz_docx},
    {"edits", fuzz_edits},
    {"fmt", fuzz_fmt},
    {"front_matter", fuzz_front_matter},
    {"markdown", fuzz_markdown},
    {"math", fuzz_math},
    {"mirror", fuzz_mirror},
    {"mustache", fuzz_mustache},
    {"pictures", fuzz_pictures},
    {"questions", fuzz_questions},
    {"state", fuzz_state},
    {"tables", fuzz_tables},
    {"templates", fuzz_templates},
    {"xlsx", fuzz_xlsx},
    {"yaml", fuzz_yaml},
});

const Target* chosen = nullptr;

}  // namespace

std::string vitrina::test::tests_folder() {
    return VITRINA_TESTS_DIR;
}

extern "C" int LLVMFuzzerInitialize(int*, char***) {
    const char* const name = std::getenv("VITRINA_FUZZ");
    for (const Target& target : targets)
        if (name != nullptr && target.name == name)
            chosen = &target;
    if (chosen != nullptr)
        return 0;
    std::fputs("VITRINA_FUZZ names one of:\n", stderr);
    for (const Target& target : targets)
        std::fprintf(stderr, "%s\n", std::string(target.name).c_str());
    std::exit(2);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    chosen->run({reinterpret_cast<const char*>(bytes), size});
    return 0;
}
