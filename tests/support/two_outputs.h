// Two builds of the same content side by side, one that remembers and one that does not.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/memory_file_system.h"
#include "base/message_text.h"
#include "build.h"
#include "support/random_author.h"

namespace vitrina::test {

struct Told {
    ExitCode exit = ExitCode::Done;
    std::string messages;
    std::vector<std::string> written;
    std::vector<std::string> removed;
    std::vector<std::string> stale_dates;

    bool operator==(const Told&) const = default;
};

inline std::string without_name(std::string text, const std::string& name) {
    for (std::size_t at = text.find(name); at != std::string::npos; at = text.find(name, at))
        text.replace(at, name.size(), "OUT");
    return text;
}

// Into the folder of that name; messages call it OUT.
inline Told build_into(FileSystem& files,
                       BuildOptions options,
                       const std::string& out,
                       const std::string& parent = "") {
    options.out = parent + out;
    const TextLoader load = [&](const std::string& path) -> std::optional<std::string> {
        auto text = files.read(path, 4 << 20);
        return text ? std::optional(std::move(*text)) : std::nullopt;
    };
    Diagnostics messages;
    BuildReport report = build_workspace(options, files, messages);
    Told told;
    told.exit = report.exit;
    told.messages = without_name(render_diagnostics(messages, {}, load), out);
    for (const Error& error : report.errors)
        told.messages += without_name(render_message(diagnostic_of(error), {}, load), out);
    for (SiteReport& site : report.sites) {
        told.written.insert(told.written.end(), site.written.begin(), site.written.end());
        told.removed.insert(told.removed.end(), site.removed.begin(), site.removed.end());
        told.stale_dates.insert(told.stale_dates.end(), site.stale_dates.begin(),
                                site.stale_dates.end());
    }
    return told;
}

inline AuthorsDisk memory_disk(MemoryFileSystem& files) {
    return {
        [&files](const std::string& path, const std::string& text) { files.put(path, text); },
        [&files](const std::string& path, const std::string& text) { files.rewrite(path, text); },
        [&files](const std::string& path) { files.erase(path); }};
}

// Two builds of the same content side by side: `public` remembers, `plain` does not.
class TwoOutputs {
public:
    explicit TwoOutputs(MemoryFileSystem& files) : files_(files) {}

    // What differs; empty: nothing.
    std::string build_both(RandomAuthor& author) {
        BuildOptions options = small_build();
        options.strict = author.below(4) == 0;
        options.drafts = author.below(8) == 0;
        options.threads = 1 + author.below(2);
        if (author.below(8) == 0)
            options.today = Date{2026, 9, 1};
        if (author.below(8) == 0)
            options.mode = BuildMode::Check;
        const Told with = build_into(files_, options, "public");
        options.use_cache = false;
        const Told without = build_into(files_, options, "plain");
        if (with.messages != without.messages)
            return "messages:\n" + with.messages + "instead of:\n" + without.messages;
        if (with != without)
            return "reports";
        return first_difference(files_.tree("public"), files_.tree("plain"));
    }

    // What stands in OUT and in the state is changed by others too.
    void meddle(RandomAuthor& author) {
        const auto published = files_.tree("public");
        if (!published.empty() && author.below(6) == 0) {
            auto page = published.begin();
            std::advance(page, author.below(published.size()));
            const bool is_edited = author.below(2) == 0;
            for (const std::string out : {"public/", "plain/"})
                if (is_edited)
                    files_.put(out + page->first, "чужое");
                else
                    files_.erase(out + page->first);
        }
        for (const std::string cache : {"sources", "pages", "_build"})
            if (author.below(8) == 0)
                damage(".vitrina/public/" + cache, author);
    }

private:
    using Tree = std::map<std::string, std::string>;
    static std::string first_difference(const Tree& with, const Tree& without) {
        for (const auto& [path, text] : with)
            if (const auto same = without.find(path); same == without.end() || same->second != text)
                return path;
        for (const auto& [path, text] : without)
            if (!with.contains(path))
                return "missing: " + path;
        return {};
    }

    void damage(const std::string& path, RandomAuthor& author) {
        auto bytes = files_.read(path, 1 << 26);
        if (!bytes || bytes->empty())
            return;
        const std::size_t at = author.below(bytes->size());
        switch (author.below(3)) {
            case 0:
                (*bytes)[at] = static_cast<char>((*bytes)[at] ^ (1 << author.below(8)));
                break;
            case 1:
                bytes->resize(at);
                break;
            default:
                bytes->insert(at, "x");
                break;
        }
        files_.put(path, *bytes);
    }

    MemoryFileSystem& files_;
};

}  // namespace vitrina::test
