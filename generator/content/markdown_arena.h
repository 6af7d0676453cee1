// Memory of one thread's parses: taken in pieces, given back all at once. Half of the library's
// time would go to malloc and free.
//
// Shape    blocks of 256 KiB, larger ones on demand; the first stays for the next parse. A stack: a
//          tree made while another lives ends before it.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <vector>

#include "base/per_thread.h"

namespace vitrina::markdown {

class Arena {
public:
    // Zeroed.
    void* allocate(std::size_t size) {
        size = (size + alignment - 1) / alignment * alignment + header;
        if (blocks_.empty() || size > blocks_.back().size - used_)
            open_block(size);
        char* at = blocks_.back().bytes.get() + used_;
        used_ += size;
        const std::size_t payload = size - header;
        std::memcpy(at, &payload, sizeof payload);
        std::memset(at + header, 0, payload);
        return at + header;
    }

    void* reallocate(void* old, std::size_t size) {
        if (old == nullptr)
            return allocate(size);
        std::size_t payload = 0;
        std::memcpy(&payload, static_cast<char*>(old) - header, sizeof payload);
        if (size <= payload)
            return old;
        if (grow_last(static_cast<char*>(old), payload, size))
            return old;
        void* grown = allocate(size);
        std::memcpy(grown, old, payload);
        return grown;
    }

    // Position for `release`: all that is allocated from here on ends there.
    std::size_t mark() const { return before_last_ + used_; }

    void release(std::size_t mark) {
        while (blocks_.size() > 1 && before_last_ >= mark) {
            blocks_.pop_back();
            before_last_ -= blocks_.back().size;
        }
        used_ = mark - before_last_;
        if (mark == 0 && !blocks_.empty() && blocks_.front().size > block_size)
            blocks_.clear();
    }

private:
    struct Block {
        std::unique_ptr<char[]> bytes;
        std::size_t size;
    };
    static constexpr std::size_t alignment = 16;
    static constexpr std::size_t header = 16;  // holds the size, for `reallocate`
    static constexpr std::size_t block_size = std::size_t{1} << 18U;

    // The piece given last may grow where it stands.
    bool grow_last(char* piece, std::size_t payload, std::size_t size) {
        size = (size + alignment - 1) / alignment * alignment;
        if (piece + payload != blocks_.back().bytes.get() + used_ ||
            size - payload > blocks_.back().size - used_)
            return false;
        used_ += size - payload;
        std::memcpy(piece - header, &size, sizeof size);
        return true;
    }

    void open_block(std::size_t needed) {
        // What is left of the block before stays unused: marks count it as taken.
        if (!blocks_.empty())
            before_last_ += blocks_.back().size;
        const std::size_t size = std::max(needed, block_size);
        blocks_.push_back({std::unique_ptr<char[]>(new char[size]), size});
        used_ = 0;
    }

    std::vector<Block> blocks_;
    std::size_t before_last_ = 0;  // bytes of all blocks but the last
    std::size_t used_ = 0;         // bytes of the last block
};

// This thread's: the library hands no context to its allocator.
inline Arena& own_arena() {
    return per_thread<Arena>();
}

}  // namespace vitrina::markdown
