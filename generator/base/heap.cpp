#include "base/heap.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/result.h"

namespace vitrina {
namespace {

void* given(void* taken) noexcept {
    if (taken != nullptr)
        return taken;
    say_out_of_memory();
    ::_exit(static_cast<int>(ExitCode::Machine));
}

}  // namespace

void say_out_of_memory() noexcept {
    constexpr std::string_view told =
        "vitrina: не хватило памяти, опубликованное не изменено (out of memory)\n";
    // Whether it is heard makes no difference any more.
    [[maybe_unused]] const ::ssize_t written = ::write(STDERR_FILENO, told.data(), told.size());
}

void* allocate_or_end(std::size_t size) noexcept {
    return given(std::malloc(size));
}

void* allocate_zeros_or_end(std::size_t count, std::size_t size) noexcept {
    return given(std::calloc(count, size));
}

void* reallocate_or_end(void* old, std::size_t size) noexcept {
    return given(std::realloc(old, size));
}

#ifdef __GLIBC__

void share_heap() {
    // One for whoever reads the sources, one for whoever answers.
    constexpr int heaps = 2;
    ::mallopt(M_ARENA_MAX, heaps);
}

void trim_heap() {
    ::malloc_trim(0);
}

void use_large_pages(std::string& reserved) {
    constexpr std::uintptr_t large = std::uintptr_t{2} << 20;
    const auto begin = (reinterpret_cast<std::uintptr_t>(reserved.data()) + large - 1) / large * large;
    const auto end = (reinterpret_cast<std::uintptr_t>(reserved.data()) + reserved.capacity()) / large * large;
    if (begin < end)
        ::madvise(reinterpret_cast<void*>(begin), end - begin, MADV_HUGEPAGE);
}

#else

void share_heap() {}
void trim_heap() {}
void use_large_pages(std::string&) {}

#endif

}  // namespace vitrina
