#include <cstdio>
#include <exception>
#include <new>

#include "cli/command_line.h"

int main(int argc, char** argv) {
    try {
        return vitrina::run_command_line(argc, argv);
    } catch (const std::bad_alloc&) {
        std::fputs("vitrina: не хватило памяти, опубликованное не изменено (out of memory)\n", stderr);
        return 3;
    } catch (const std::exception& bug) {
        std::fprintf(stderr,
                     "vitrina: внутренняя ошибка, сообщите разработчикам (internal error): %s\n",
                     bug.what());
        return 70;
    }
}
