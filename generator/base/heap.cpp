#include "base/heap.h"

#include <cstddef>
#include <cstdint>

#include <malloc.h>
#include <sys/mman.h>

namespace vitrina {

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
