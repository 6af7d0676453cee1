// What the heap of a process keeps back: of a server for hours, of a build until its end.
#pragma once

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

}  // namespace vitrina
