#include "base/parallel.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace vitrina {
namespace {

// Large enough that neighbours (one folder, one template) stay together, small enough that the last
// batch does not keep one thread busy alone.
constexpr std::size_t batches_per_thread = 16;
constexpr std::size_t largest_batch = 64;

class Loop {
public:
    Loop(std::size_t count, std::size_t batch, const std::function<void(std::size_t)>& body)
        : count_(count), batch_(batch), body_(body) {}

    // Takes batches until none is left. An exception ends the loop of all threads.
    void work() noexcept {
        try {
            for (std::size_t begin = take(); begin < count_; begin = take())
                for (std::size_t i = begin; i < std::min(begin + batch_, count_); ++i)
                    body_(i);
        } catch (...) {
            const std::lock_guard guard(mutex_);
            if (!error_)
                error_ = std::current_exception();
            next_ = count_;
        }
    }

    void rethrow() const {
        if (error_)
            std::rethrow_exception(error_);
    }

private:
    std::size_t take() { return next_.fetch_add(batch_); }

    const std::size_t count_;
    const std::size_t batch_;
    const std::function<void(std::size_t)>& body_;
    std::atomic<std::size_t> next_ = 0;
    std::mutex mutex_;
    std::exception_ptr error_;
};

}  // namespace

void parallel_for(std::size_t count,
                  std::size_t threads,
                  const std::function<void(std::size_t)>& body) {
    if (count == 0)
        return;
    const std::size_t wanted = std::min(count, threads == 0 ? default_threads() : threads);
    const std::size_t batch =
        std::clamp<std::size_t>(count / (wanted * batches_per_thread), 1, largest_batch);
    Loop loop(count, batch, body);
    std::vector<std::jthread> helpers;
    helpers.reserve(wanted - 1);
    try {
        while (helpers.size() + 1 < wanted)
            helpers.emplace_back([&loop] { loop.work(); });
    } catch (const std::system_error&) {
        // The system gives no more threads: those that run, at least this one, do the work.
    }
    loop.work();
    helpers.clear();
    loop.rethrow();
}

std::size_t default_threads() {
    return std::max<std::size_t>(1, std::thread::hardware_concurrency());
}

}  // namespace vitrina
