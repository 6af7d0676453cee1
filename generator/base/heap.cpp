#include "base/heap.h"

#include <malloc.h>

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

#else

void share_heap() {}
void trim_heap() {}

#endif

}  // namespace vitrina
