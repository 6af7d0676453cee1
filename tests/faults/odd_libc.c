// Loaded before the program (LD_PRELOAD), as libraries and kernels may behave:
//   ODD_WRITES=1    every write takes half of what it is asked to
//   ODD_MEMORY=N    the Nth request for memory since main() began fails; N+: and all that follow
//   ODD_COUNT=FILE  how many requests there were, when the program ends
//   ODD_FOREIGN=1   only requests count, and fail, that no `new` of C++ makes
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

extern void* __libc_malloc(size_t);
extern void* __libc_calloc(size_t, size_t);
extern void* __libc_realloc(void*, size_t);
extern void* __libc_memalign(size_t, size_t);

static atomic_long asked;
static atomic_int has_begun;
static long failing;
static int fails_onwards;
static int halves;
static int only_foreign;

static size_t half(size_t size) {
    return halves && size > 1 ? (size + 1) / 2 : size;
}

ssize_t write(int fd, const void* bytes, size_t size) {
    return syscall(SYS_write, fd, bytes, half(size));
}
ssize_t pwrite64(int fd, const void* bytes, size_t size, off64_t at) {
    return syscall(SYS_pwrite64, fd, bytes, half(size), at);
}
ssize_t pwrite(int fd, const void* bytes, size_t size, off_t at) {
    return pwrite64(fd, bytes, size, at);
}
ssize_t writev(int fd, const struct iovec* parts, int count) {
    return count > 0 && halves ? write(fd, parts[0].iov_base, parts[0].iov_len)
                               : syscall(SYS_writev, fd, parts, count);
}
ssize_t copy_file_range(int in, off64_t* from, int out, off64_t* to, size_t size, unsigned flags) {
    return syscall(SYS_copy_file_range, in, from, out, to, half(size), flags);
}
ssize_t sendfile64(int out, int in, off64_t* from, size_t size) {
    return syscall(SYS_sendfile, out, in, from, half(size));
}

// There are few callers, and a million requests.
static int is_of_cxx(const void* caller) {
    static const void* known[4096];
    static char answers[4096];
    const size_t at = ((size_t)caller >> 2) % 4096;
    if (known[at] != caller) {
        Dl_info asking;
        answers[at] = dladdr(caller, &asking) != 0 && strstr(asking.dli_fname, "libstdc++") != NULL;
        known[at] = caller;
    }
    return answers[at];
}

static int is_refused(const void* caller) {
    if (!has_begun || (only_foreign && is_of_cxx(caller)))
        return 0;
    const long number = ++asked;
    if (failing == 0 || number < failing || (number > failing && !fails_onwards))
        return 0;
    errno = ENOMEM;
    return 1;
}

void* malloc(size_t size) {
    return is_refused(__builtin_return_address(0)) ? NULL : __libc_malloc(size);
}
void* calloc(size_t count, size_t size) {
    return is_refused(__builtin_return_address(0)) ? NULL : __libc_calloc(count, size);
}
void* realloc(void* old, size_t size) {
    return is_refused(__builtin_return_address(0)) ? NULL : __libc_realloc(old, size);
}
void* aligned_alloc(size_t alignment, size_t size) {
    return is_refused(__builtin_return_address(0)) ? NULL : __libc_memalign(alignment, size);
}
int posix_memalign(void** made, size_t alignment, size_t size) {
    if (is_refused(__builtin_return_address(0)))
        return ENOMEM;
    *made = __libc_memalign(alignment, size);
    return *made == NULL ? ENOMEM : 0;
}

static int (*real_main)(int, char**, char**);

static int counted_main(int argc, char** argv, char** environment) {
    has_begun = 1;
    const int code = real_main(argc, argv, environment);
    has_begun = 0;
    const char* const file = getenv("ODD_COUNT");
    FILE* const to = file != NULL ? fopen(file, "w") : NULL;
    if (to != NULL) {
        fprintf(to, "%ld\n", (long)asked);
        fclose(to);
    }
    return code;
}

int __libc_start_main(int (*program)(int, char**, char**), int argc, char** argv, void (*init)(void),
                      void (*fini)(void), void (*rtld_fini)(void), void* stack_end) {
    const char* const memory = getenv("ODD_MEMORY");
    halves = getenv("ODD_WRITES") != NULL;
    only_foreign = getenv("ODD_FOREIGN") != NULL;
    failing = memory != NULL ? strtol(memory, NULL, 10) : 0;
    fails_onwards = memory != NULL && strchr(memory, '+') != NULL;
    real_main = program;
    __typeof__(&__libc_start_main) next = dlsym(RTLD_NEXT, "__libc_start_main");
    return next(counted_main, argc, argv, init, fini, rtld_fini, stack_end);
}
