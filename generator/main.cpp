#include <cstdio>
#include <exception>
#include <new>

#include "base/heap.h"
#include "base/result.h"
#include "cli/command_line.h"

int main(int argc, char** argv) {
    try {
        vitrina::end_when_icu_lacks_memory();
        return vitrina::run_command_line(argc, argv);
    } catch (const std::bad_alloc&) {
        vitrina::say_out_of_memory();
        return static_cast<int>(vitrina::ExitCode::Machine);
    } catch (const std::exception& bug) {
        std::fprintf(stderr,
                     "vitrina: внутренняя ошибка, сообщите разработчикам (internal error): %s\n",
                     bug.what());
        return 70;
    }
}
