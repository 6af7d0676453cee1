#include <cstdio>
#include <utility>

#include <poll.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/version.h"
#include "content/walk.h"

namespace vitrina {
namespace {

void write_to(std::FILE* stream, std::string_view text) {
    std::fwrite(text.data(), 1, text.size(), stream);
}

}  // namespace

void print_messages(const CommonOptions& common,
                    const FileReader& files,
                    Diagnostics messages,
                    const std::vector<Error>& errors) {
    for (const Error& error : errors)
        messages.add(diagnostic_of(error));
    const ReportOptions report{common.format,
                               {common.language, common.colour, true},
                               common.all_errors,
                               std::string(program_version)};
    const TextLoader load = [&files](const std::string& path) -> std::optional<std::string> {
        auto text = files.read(path, text_file_limit);
        if (!text)
            return std::nullopt;
        return std::move(*text);
    };
    write_to(stderr, render_diagnostics(messages, report, load));
}

ExitCode print_error(const CommonOptions& common, const FileReader& files, const Error& error) {
    print_messages(common, files, {}, {error});
    return error.exit;
}

void print_text(std::string_view text) {
    write_to(stdout, text);
}

void print_line(std::string_view line) {
    write_to(stdout, line);
    write_to(stdout, "\n");
}

void print_json(const JsonValue& value) {
    write_to(stdout, json_text(value, JsonForm::Indented));
}

void print_note(const CommonOptions& common, std::string_view line) {
    if (common.quiet || common.format != MessageFormat::Text)
        return;
    write_to(stderr, line);
    write_to(stderr, "\n");
}

bool finish_output() {
    if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0)
        return true;
    // A reader that has gone (`vitrina list | head`) is no failure of ours.
    pollfd reader{STDOUT_FILENO, POLLOUT, 0};
    return poll(&reader, 1, 0) == 1 && (reader.revents & POLLERR) != 0;
}

}  // namespace vitrina
