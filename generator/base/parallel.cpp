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

void run_loop(Loop& loop, std::size_t threads) {
    std::vector<std::jthread> helpers;
    helpers.reserve(threads - 1);
    try {
        while (helpers.size() + 1 < threads)
            helpers.emplace_back([&loop] { loop.work(); });
    } catch (const std::system_error&) {
        // The system gives no more threads: those that run, at least this one, do the work.
    }
    loop.work();
    helpers.clear();
    loop.rethrow();
}

std::size_t useful_threads(std::size_t count, std::size_t threads) {
    return std::min(count, threads == 0 ? default_threads() : threads);
}

// Which bodies are done, and up to where `after` has been called.
class Sequence {
public:
    Sequence(std::size_t count, const std::function<bool(std::size_t)>& after)
        : done_(count), after_(after) {}

    bool has_ended() {
        const std::lock_guard guard(mutex_);
        return has_ended_;
    }

    // Whoever is calling `after` already takes this index along.
    void finish(std::size_t i) {
        std::unique_lock guard(mutex_);
        done_[i] = true;
        if (is_busy_)
            return;
        is_busy_ = true;
        while (!has_ended_ && next_ < done_.size() && done_[next_]) {
            const std::size_t at = next_++;
            guard.unlock();
            const bool goes_on = after_(at);
            guard.lock();
            has_ended_ = has_ended_ || !goes_on;
        }
        is_busy_ = false;
    }

private:
    std::mutex mutex_;
    std::vector<bool> done_;
    std::size_t next_ = 0;
    bool is_busy_ = false;
    bool has_ended_ = false;
    const std::function<bool(std::size_t)>& after_;
};

}  // namespace

void parallel_for(std::size_t count,
                  std::size_t threads,
                  const std::function<void(std::size_t)>& body) {
    if (count == 0)
        return;
    const std::size_t wanted = useful_threads(count, threads);
    const std::size_t batch =
        std::clamp<std::size_t>(count / (wanted * batches_per_thread), 1, largest_batch);
    Loop loop(count, batch, body);
    run_loop(loop, wanted);
}

void run_beside(std::size_t threads,
                const std::function<void()>& first,
                const std::function<void()>& second) {
    parallel_for(2, threads, [&](std::size_t i) { i == 0 ? first() : second(); });
}

void run_beside_loop(std::size_t threads,
                     const std::function<void()>& pass,
                     std::size_t count,
                     const std::function<void(std::size_t)>& body) {
    const std::function<void(std::size_t)> step = [&](std::size_t i) {
        i == 0 ? pass() : body(i - 1);
    };
    Loop loop(count + 1, 1, step);
    run_loop(loop, useful_threads(count + 1, threads));
}

void parallel_in_order(std::size_t count,
                       std::size_t threads,
                       const std::function<void(std::size_t)>& body,
                       const std::function<bool(std::size_t)>& after) {
    if (count == 0)
        return;
    Sequence sequence(count, after);
    const std::function<void(std::size_t)> step = [&](std::size_t i) {
        if (sequence.has_ended())
            return;
        body(i);
        sequence.finish(i);
    };
    Loop loop(count, 1, step);
    run_loop(loop, useful_threads(count, threads));
}

std::size_t default_threads() {
    return std::max<std::size_t>(1, std::thread::hardware_concurrency());
}

}  // namespace vitrina
