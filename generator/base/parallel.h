// Parallel loops inside a pass: the only threads and the only locks of the build.
//
// `body(i)` reads const data and writes slot `i` alone; the caller joins the slots in index order, so
// the result is the same for any number of threads. Falls back to fewer threads when none can be made.
#pragma once

#include <cstddef>
#include <functional>

namespace vitrina {

// 0 threads: one per core. Work is handed out in batches of neighbouring indexes.
void parallel_for(std::size_t count, std::size_t threads, const std::function<void(std::size_t)>& body);

std::size_t default_threads();

}  // namespace vitrina
