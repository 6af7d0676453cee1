// A small site written as one text of `-- path --` sections, built in memory with the theme `base`.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include "base/memory_file_system.h"
#include "build.h"
#include "support/memory_site.h"
#include "support/tests_folder.h"

namespace vitrina::test {

class BuiltSite {
public:
    explicit BuiltSite(std::string_view archive) {
        put_theme();
        files_.put("site/site.yaml", plain_site_yaml);
        for (const auto& [path, text] : parse_archive(archive).sections)
            files_.put("site/" + path, text);
        BuildOptions options;
        options.folder = "site";
        options.out = "public";
        options.theme_folders = {"themes"};
        options.today = memory_today;
        options.threads = 1;
        const BuildReport report = build_workspace(options, files_, out_);
        INFO(messages());
        REQUIRE(report.exit == ExitCode::Done);
        published_ = report.sites.front().written;
    }

    // Ids of the messages with their arguments, one a line.
    std::string messages() const {
        std::string lines;
        for (const Diagnostic& item : out_.sorted()) {
            lines += message_text(item.id).name;
            for (const std::string& argument : item.args)
                lines += " " + argument;
            lines += '\n';
        }
        return lines;
    }

    // The text of a published file; empty when there is none.
    std::string text(const std::string& path) const {
        return files_.read("public/" + path, 1 << 24).value_or("");
    }
    bool has(const std::string& path, std::string_view part) const {
        return text(path).find(part) != std::string::npos;
    }
    const std::vector<std::string>& published() const { return published_; }

private:
    void put_theme() {
        namespace fs = std::filesystem;
        const fs::path themes = fs::path(tests_folder()).parent_path() / "themes";
        for (const fs::directory_entry& entry : fs::recursive_directory_iterator(themes))
            if (entry.is_regular_file())
                files_.put("themes/" + entry.path().lexically_relative(themes).generic_string(),
                           read_test_file(entry.path().string()));
    }

    MemoryFileSystem files_;
    Diagnostics out_;
    std::vector<std::string> published_;
};

}  // namespace vitrina::test
