#include "base/file_system.h"

#include <utility>

namespace vitrina {
namespace {

class PlainFolderWriter : public FolderWriter {
public:
    PlainFolderWriter(FileSystem& files, std::string folder)
        : files_(files), folder_(std::move(folder)) {}

    Result<FileStat> create(const std::string& path, std::string_view bytes) override {
        const std::string place = folder_ + "/" + path;
        auto written = files_.make_folders(place.substr(0, place.rfind('/'))).and_then([&] {
            return files_.create(place, bytes);
        });
        if (!written)
            return tl::unexpected(std::move(written.error()));
        return files_.stat(place).and_then([&](const std::optional<FileStat>& stat) {
            return stat ? Result<FileStat>(*stat) : failure(ids::file_missing, {place});
        });
    }

private:
    FileSystem& files_;
    std::string folder_;
};

class PlainFolderStats : public FolderStats {
public:
    PlainFolderStats(const FileReader& files, std::string folder)
        : files_(files), folder_(std::move(folder)) {}

    Result<std::optional<FileStat>> stat(const std::string& path) const override {
        return files_.stat(folder_ + "/" + path);
    }

private:
    const FileReader& files_;
    std::string folder_;
};

}  // namespace

std::unique_ptr<FolderWriter> FileSystem::write_below(const std::string& folder) {
    return std::make_unique<PlainFolderWriter>(*this, folder);
}

std::unique_ptr<FolderStats> FileReader::stats_below(const std::string& folder) const {
    return std::make_unique<PlainFolderStats>(*this, folder);
}

}  // namespace vitrina
