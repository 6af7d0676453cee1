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

}  // namespace

std::unique_ptr<FolderWriter> FileSystem::write_below(const std::string& folder) {
    return std::make_unique<PlainFolderWriter>(*this, folder);
}

}  // namespace vitrina
