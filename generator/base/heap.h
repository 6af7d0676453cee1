// What the heap of a process keeps back: of a server for hours, of a build until its end. And what
// happens when it gives nothing more.
#pragma once

#include <cstddef>
#include <string>

namespace vitrina {

// By default the C library keeps a heap for each of many threads, and what one of them has freed is
// of no use to the others: a server's memory grows for hours. Called before threads are begun.
void share_heap();

// What is free goes back to the system; takes milliseconds.
void trim_heap();

// Asks for large pages where a long text will stand, which is reserved and not written yet: the system then
// gives it in a few steps, not in thousands.
void use_large_pages(std::string& reserved);

// Says that memory is out, and asks for none.
void say_out_of_memory() noexcept;

// For libraries in C, which would go on without what they were refused, with wrong results, or abort:
// never null. The program ends with exit code 3 instead, and what was published stays.
void* allocate_or_end(std::size_t size) noexcept;
void* allocate_zeros_or_end(std::size_t count, std::size_t size) noexcept;
void* reallocate_or_end(void* old, std::size_t size) noexcept;

// From here on ICU asks so. Called before ICU is used.
void end_when_icu_lacks_memory();

}  // namespace vitrina
