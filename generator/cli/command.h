// What every command gets: the options all commands share, and how results and messages are
// printed.
//
// Results go to stdout, messages to stderr. Colour and the progress line only on a terminal and
// without NO_COLOR.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "base/dates.h"
#include "base/diagnostics.h"
#include "base/file_system.h"
#include "base/json.h"
#include "base/message_text.h"
#include "base/result.h"
#include "base/text.h"
#include "build.h"
#include "mirror/mirror.h"

namespace vitrina {

struct CommonOptions {
    Language language = Language::Russian;
    MessageFormat format = MessageFormat::Text;
    bool quiet = false;
    bool verbose = false;
    bool all_errors = false;
    bool colour = false;    // of stderr
    bool terminal = false;  // stderr is one: a progress line may be shown
};

inline std::string_view choose(Language language, BilingualText text) {
    return language == Language::Russian ? text.ru : text.en;
}

// A sentence of the interface; `{0}` and plural forms as in messages (base/message_text.h).
template <class... Args>
std::string sentence(const CommonOptions& common, BilingualText text, const Args&... args) {
    return expand_text(choose(common.language, text), {fmt::to_string(args)...}, common.language);
}

// Prints diagnostics and errors to stderr in the chosen format.
void print_messages(const CommonOptions& common,
                    const FileReader& files,
                    Diagnostics messages,
                    const std::vector<Error>& errors);
// An error alone; its exit code.
ExitCode print_error(const CommonOptions& common, const FileReader& files, const Error& error);
// A result as it stands, a line of it, and a whole one as JSON.
void print_text(std::string_view text);
void print_line(std::string_view line);
void print_json(const JsonValue& value);
// A line beside the result, to stderr; nothing when quiet or for a machine.
void print_note(const CommonOptions& common, std::string_view line);
// All of the result has reached stdout, or nobody reads it any more. False: it could not be
// written.
bool finish_output();

struct NewOptions {
    std::string kind;  // site memo page act event plan criteria weights demo tasks
    std::string name;  // id below the kind's folder, or the folder of a new site
    std::string title;
    std::string site;  // a site, or a workspace of one
    Date today;
};

struct RecordOptions {
    std::string site;                // a site or a workspace
    std::vector<std::string> names;  // ids or files
    Date today;
    // `list`: only records with something due; all three: whatever is due.
    bool overdue = false;
    bool unreviewed = false;
    bool expiring = false;
};

struct PlanReportOptions {
    std::string plan;  // a file or an id
    std::string site;
    std::string out;  // empty: to stdout
    bool csv = false;
    Date as_of;
};

struct PackOptions {
    BuildOptions build;          // folder and out of the published site
    std::string archive;         // empty: named for the output
    std::string changed_since;   // list of an earlier pack
    bool portable = false;
};

struct FmtOptions {
    bool ids = false;
    bool to_utf8 = false;
    std::vector<std::string> files;
};

struct ImportOptions {
    std::vector<std::string> files;
    std::string to;     // `tasks/fractions`; empty: the bank goes to stdout
    std::string title;  // empty: as the first file says
    std::string site;   // a site, or a workspace of one
    Date today;
    std::string as;       // a kind; empty: as the file looks
    std::string out;      // a path to write to
    std::string into;     // `--update`: the plan that a returned file changes
    std::string fields;   // of the plan that may change, with commas between them
    bool update = false;
    bool yes = false;     // do not ask
};

struct ServeOptions {
    BuildOptions build;
    std::optional<int> port;  // nothing: the first that is free
    bool poll = false;
    bool open = false;
};

// A kind that is none; `also` is one more word that the command takes.
Error unknown_kind(std::string_view name, std::string_view also);

ExitCode run_build(const CommonOptions& common, BuildOptions options, FileSystem& files);
ExitCode run_serve(const CommonOptions& common, const ServeOptions& options, FileSystem& files);
ExitCode run_new(const CommonOptions& common, const NewOptions& options, FileSystem& files);
ExitCode run_list(const CommonOptions& common, const RecordOptions& options, FileSystem& files);
ExitCode run_remove(const CommonOptions& common, const RecordOptions& options, FileSystem& files);
ExitCode run_touch(const CommonOptions& common, const RecordOptions& options, FileSystem& files);
ExitCode run_fmt(const CommonOptions& common, const FmtOptions& options, FileSystem& files);
ExitCode run_import(const CommonOptions& common, const ImportOptions& options, FileSystem& files);
ExitCode run_update(const CommonOptions& common, const ImportOptions& options, FileSystem& files);
ExitCode run_report(const CommonOptions& common, const PlanReportOptions& options, FileSystem& files);
ExitCode run_pack(const CommonOptions& common, const PackOptions& options, FileSystem& files);
ExitCode run_new_year(const CommonOptions& common, const NewOptions& options, FileSystem& files);
ExitCode run_explain(const CommonOptions& common, const std::string& id, FileSystem& files);
ExitCode run_schema(const CommonOptions& common, const std::string& name, FileSystem& files);
ExitCode run_reference(const CommonOptions& common, const std::string& name, FileSystem& files);
ExitCode run_mirror_command(const CommonOptions& common, MirrorOptions options, FileSystem& files);
ExitCode run_doctor(const CommonOptions& common, const BuildOptions& build, FileSystem& files);

}  // namespace vitrina
