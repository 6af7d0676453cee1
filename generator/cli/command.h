// What every command gets: the options all commands share, and how results and messages are printed.
//
// Results go to stdout, messages to stderr. Colour and the progress line only on a terminal and
// without NO_COLOR.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "base/file_system.h"
#include "base/result.h"
#include "base/text.h"
#include "build.h"

namespace vitrina {

enum class MessageFormat : std::uint8_t { Text, Json, Sarif };

struct CommonOptions {
    Language language = Language::Russian;
    MessageFormat format = MessageFormat::Text;
    bool quiet = false;
    bool verbose = false;
    bool all_errors = false;
    bool colour = false;       // of stderr
    bool terminal = false;     // stderr is one: a progress line may be shown
};

// The text of the interface in the chosen language.
inline std::string_view choose(const CommonOptions& options, std::string_view ru, std::string_view en) {
    return options.language == Language::Russian ? ru : en;
}

// Prints diagnostics and errors to stderr in the chosen format.
void print_messages(const CommonOptions& options,
                    const FileSystem& files,
                    const Diagnostics& messages,
                    const std::vector<Error>& errors);
// A line of a command's result.
void print_line(std::string_view text);

struct NewOptions {
    std::string kind;   // site memo page act event plan criteria weights demo
    std::string name;   // id below the kind's folder, or the folder of a new site
    std::string title;
    std::string site;   // the site's folder
};

struct RecordOptions {
    std::string site;
    std::vector<std::string> names;
    bool drafts = false;
    std::string date;   // of `remove` and `touch`: today when empty
};

struct FmtOptions {
    bool ids = false;
    bool to_utf8 = false;
    std::vector<std::string> files;
};

int run_build(const CommonOptions& common, const BuildOptions& build);
int run_new(const CommonOptions& common, const NewOptions& options);
int run_list(const CommonOptions& common, const RecordOptions& options);
int run_remove(const CommonOptions& common, const RecordOptions& options);
int run_touch(const CommonOptions& common, const RecordOptions& options);
int run_fmt(const CommonOptions& common, const FmtOptions& options);
int run_explain(const CommonOptions& common, const std::string& id);
int run_schema(const CommonOptions& common, const std::string& kind);
int run_doctor(const CommonOptions& common, const BuildOptions& build);

}  // namespace vitrina
