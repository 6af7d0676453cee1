// A small tree of files in one text: sections headed by `-- path --`, after an opening comment.
#pragma once

#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/tests_folder.h"

namespace vitrina::test {

struct Archive {
    std::string comment;                                        // what stands before the first section
    std::vector<std::pair<std::string, std::string>> sections;  // path, text

    const std::string* find(std::string_view path) const {
        for (const auto& [name, text] : sections)
            if (name == path)
                return &text;
        return nullptr;
    }
};

inline Archive parse_archive(std::string_view text) {
    Archive archive;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        const std::string_view line = text.substr(0, end);
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
        if (line.size() > 6 && line.starts_with("-- ") && line.ends_with(" --"))
            archive.sections.emplace_back(line.substr(3, line.size() - 6), "");
        else
            (archive.sections.empty() ? archive.comment : archive.sections.back().second)
                .append(line)
                .append("\n");
    }
    return archive;
}

inline std::string archive_text(const Archive& archive) {
    std::string text = archive.comment;
    for (const auto& [path, section] : archive.sections)
        text += "-- " + path + " --\n" + section;
    return text;
}

inline std::string read_test_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

// An example of the contract of content: `criteria.yaml`.
inline std::string format_example(const std::string& name) {
    return read_test_file(tests_folder() + "/formats/" + name);
}

// Bytes that a text file of tests cannot hold: `\xNN` in a section becomes the byte.
inline std::string with_raw_bytes(std::string_view text) {
    std::string bytes;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text.substr(i, 2) == "\\x" && i + 3 < text.size()) {
            bytes += static_cast<char>(std::stoi(std::string(text.substr(i + 2, 2)), nullptr, 16));
            i += 3;
        } else {
            bytes += text[i];
        }
    }
    return bytes;
}

}  // namespace vitrina::test
