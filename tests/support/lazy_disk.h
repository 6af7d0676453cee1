// A disk that loses what was not brought to it.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "base/memory_file_system.h"

namespace vitrina::test {

// Names are kept in order, bytes only when the disk is told to: when the power goes, a file that was
// not synced is there and empty.
class LazyDisk : public MemoryFileSystem {
public:
    Result<void> create(const std::string& path, std::string_view bytes) override {
        waiting_.insert(path);
        return MemoryFileSystem::create(path, bytes);
    }
    Result<FileDigest> copy(const std::string& from, const std::string& to) override {
        waiting_.insert(to);
        return MemoryFileSystem::copy(from, to);
    }
    Result<void> rename(const std::string& from, const std::string& to) override {
        auto renamed = MemoryFileSystem::rename(from, to);
        if (renamed)
            follow(from, to);
        return renamed;
    }
    Result<bool> rename_new(const std::string& from, const std::string& to) override {
        auto renamed = MemoryFileSystem::rename_new(from, to);
        if (renamed && *renamed)
            follow(from, to);
        return renamed;
    }
    Result<void> sync(const std::string& folder) override {
        auto synced = MemoryFileSystem::sync(folder);
        if (synced)
            std::erase_if(waiting_, [&](auto& path) { return path.starts_with(folder + "/"); });
        return synced;
    }
    Result<void> sync_file(const std::string& path) override {
        auto synced = MemoryFileSystem::sync_file(path);
        if (synced)
            waiting_.erase(path);
        return synced;
    }

    void cut_power() {
        for (const std::string& path : waiting_)
            if (const auto there = stat(path); there && *there)
                put(path, "");
        waiting_.clear();
    }

private:
    void follow(const std::string& from, const std::string& to) {
        std::set<std::string> moved;
        std::erase_if(waiting_, [&](auto& path) { return path == to; });
        for (const std::string& path : waiting_)
            moved.insert(path == from || path.starts_with(from + "/") ? to + path.substr(from.size())
                                                                      : path);
        waiting_ = std::move(moved);
    }

    std::set<std::string> waiting_;
};

}  // namespace vitrina::test
