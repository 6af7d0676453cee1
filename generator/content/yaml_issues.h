// The mistakes of one YAML text, each with the line as it should have been.
//
// A correction is an edit of the text. Several mistakes may stand in one line: every message shows
// the line with all of its corrections. Used by the scanner alone (content/yaml_scan.h).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"

namespace vitrina {

struct YamlEdit {
    Span where;  // empty: insertion
    std::string text;
};

class YamlIssues {
public:
    explicit YamlIssues(std::string_view text) : text_(text) {}

    void add(MessageId id, Span where, std::vector<std::string> args = {});
    // The corrected line becomes the last argument of the message.
    void add(MessageId id, Span where, YamlEdit edit, std::vector<std::string> args = {});

    bool empty() const { return issues_.empty(); }
    // So many that the file is no YAML of ours: reading on would only repeat the same.
    bool is_full() const { return issues_.size() >= 100; }
    void report(const SourcePtr& source, Diagnostics& out) const;

private:
    struct Issue {
        MessageId id;
        Span where;
        std::vector<std::string> args;
        std::size_t edit;  // index + 1; 0: none
    };

    std::string corrected_line(const YamlEdit& edit) const;

    std::string_view text_;  // of the source
    std::vector<Issue> issues_;
    std::vector<YamlEdit> edits_;
};

// The text in quotes that keep every character as it is.
std::string quote_yaml(std::string_view text);

}  // namespace vitrina
