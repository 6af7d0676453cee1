// Publishing small sites for the tests: a site is its paths and bytes.
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/diagnostics.h"
#include "base/file_system.h"
#include "publish/publication.h"

namespace vitrina::test {

using TestSite = std::map<std::string, std::string>;

struct Published {
    Result<PublishReport> report;
    Diagnostics messages;

    // Why it failed, for a test's output.
    std::string problem() const {
        return report ? "none" : std::string(message_text(report.error().id).name);
    }
};

inline PublishOptions into(std::string out) {
    return {.out = std::move(out), .lock_wait = std::chrono::milliseconds(0)};
}

// A whole build: open, stage each file, commit.
inline Published publish(FileSystem& files,
                         const TestSite& site,
                         const PublishOptions& options = into("/w/public"),
                         const CommitOptions& commit = {}) {
    Published result;
    auto publication = open_publication(files, options, result.messages);
    if (!publication) {
        result.report = tl::unexpected(publication.error());
        return result;
    }
    std::vector<StagedFile> staged;
    for (const auto& [path, bytes] : site) {
        auto file = (*publication)->stage(path, bytes);
        if (!file) {
            result.report = tl::unexpected(file.error());
            return result;
        }
        staged.push_back(std::move(*file));
    }
    result.report = (*publication)->commit(std::move(staged), commit, result.messages);
    return result;
}

// The names of the messages, in order.
inline std::vector<std::string> message_names(const Diagnostics& messages) {
    std::vector<std::string> names;
    for (const Diagnostic& message : messages.items())
        names.emplace_back(message_text(message.id).name);
    return names;
}

// Without our list.
inline TestSite without_list(TestSite tree) {
    tree.erase(".vitrina-files");
    return tree;
}

}  // namespace vitrina::test
