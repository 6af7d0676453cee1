// One object for each thread, made when the thread first asks and gone with it.
//
// Types    each type is one object: what two places remember are two types.
// Memory   a `thread_local` object with a destructor is entered into a list by the C library, which
//          ends the program when it is refused the memory for that. A refusal here is
//          std::bad_alloc, as everywhere.
// Lifetime the main thread's objects stay until the program ends, without their destructors.
#pragma once

#include <memory>
#include <new>

#include <pthread.h>

namespace vitrina {

// Never given back: there are few of them, and a thread may end at any time.
class ThreadKey {
public:
    explicit ThreadKey(void (*end)(void*)) {
        if (::pthread_key_create(&key_, end) != 0)
            throw std::bad_alloc();
    }

    void hold(const void* object) const {
        if (::pthread_setspecific(key_, object) != 0)
            throw std::bad_alloc();
    }

private:
    ::pthread_key_t key_{};
};

template <class T>
T& per_thread() {
    thread_local T* own = nullptr;
    if (own == nullptr) {
        static const ThreadKey key([](void* object) { delete static_cast<T*>(object); });
        auto made = std::make_unique<T>();
        key.hold(made.get());
        own = made.release();
    }
    return *own;
}

}  // namespace vitrina
