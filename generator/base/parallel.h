// Parallel loops inside a pass, and passes beside each other: the only threads and the only locks of
// the build.
//
// `body(i)` reads const data and writes slot `i` alone; the caller joins the slots in index order, so
// the result is the same for any number of threads. Falls back to fewer threads when none can be made.
// A loop inside a loop has threads of its own: more run than were asked for, but with one, one.
#pragma once

#include <cstddef>
#include <functional>

namespace vitrina {

// 0 threads: one per core. Work is handed out in batches of neighbouring indexes.
void parallel_for(std::size_t count, std::size_t threads, const std::function<void(std::size_t)>& body);

// Two passes of which neither needs the other, beside each other where there may be two threads, else
// the second behind the first. Either may run in another thread than the caller's.
void run_beside(std::size_t threads,
                const std::function<void()>& first,
                const std::function<void()>& second);

// A long pass and a loop beside it: whoever is done with the pass helps with the loop, so that no more
// threads run than were asked for. Bodies are handed out one by one.
void run_beside_loop(std::size_t threads,
                     const std::function<void()>& pass,
                     std::size_t count,
                     const std::function<void(std::size_t)>& body);

// For bodies that wait for others, of very different length: handed out one by one. `after(i)` is
// called for every index in order, one at a time and by any thread, as soon as all before it are
// done; once it gives false, nothing more is begun.
void parallel_in_order(std::size_t count,
                       std::size_t threads,
                       const std::function<void(std::size_t)>& body,
                       const std::function<bool(std::size_t)>& after);

std::size_t default_threads();

}  // namespace vitrina
