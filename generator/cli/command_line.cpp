#include "cli/command_line.h"

#include <unistd.h>

#include <charconv>
#include <cstdio>

#include "base/disk_file_system.h"
#include "cli/command.h"
#include "cli/command_table.h"
#include "cli/environment.h"
#include "cli/help.h"
#include "cli/version.h"

namespace vitrina {
namespace {

tl::unexpected<Error> wrong_value(std::string_view option,
                                  std::string value,
                                  std::string_view expected) {
    return failure(ids::usage_option_wrong,
                   {std::string(option), std::move(value), std::string(expected)},
                   ExitCode::Usage);
}

Result<Language> language_of(const std::string& value) {
    if (value == "ru")
        return Language::Russian;
    if (value == "en")
        return Language::English;
    return wrong_value("--lang", value, "ru, en");
}

// The language of a message about options that could not be parsed.
Language wanted_language(const std::vector<std::string>& words) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        const bool apart = words[i] == "--lang" && i + 1 < words.size();
        const bool joined = words[i].starts_with("--lang=");
        if (!apart && !joined)
            continue;
        if (const auto language = language_of(apart ? words[i + 1] : words[i].substr(7)))
            return *language;
    }
    return environment_language();
}

Result<CommonOptions> read_common(const Arguments& arguments, Language language) {
    CommonOptions common{.language = language,
                         .quiet = arguments.has("--quiet"),
                         .verbose = arguments.has("--verbose"),
                         .all_errors = arguments.has("--all-errors"),
                         .colour = wants_colour(STDERR_FILENO),
                         .terminal = is_terminal(STDERR_FILENO)};
    if (arguments.has("--lang"))
        if (const auto chosen = language_of(arguments.value("--lang")); !chosen)
            return tl::unexpected(chosen.error());
    const std::string format = arguments.has("--format") ? arguments.value("--format") : "text";
    if (format == "json")
        common.format = MessageFormat::Json;
    else if (format == "sarif")
        common.format = MessageFormat::Sarif;
    else if (format != "text")
        return wrong_value("--format", format, "text, json, sarif");
    return common;
}

Result<std::size_t> read_jobs(const Arguments& arguments) {
    const std::string text = arguments.value("--jobs");
    if (!arguments.has("--jobs"))
        return std::size_t{0};
    std::size_t jobs = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), jobs);
    if (error != std::errc() || end != text.data() + text.size() || jobs == 0 || jobs > 256)
        return wrong_value("--jobs", text, "1–256");
    return jobs;
}

Result<std::optional<Date>> read_today(const Arguments& arguments) {
    if (!arguments.has("--today"))
        return std::optional<Date>();
    const std::string text = arguments.value("--today");
    if (const auto date = parse_date(text))
        return date;
    return wrong_value("--today", text, "2026-03-19");
}

Result<BuildOptions> read_build(const Arguments& arguments, const FileSystem& files) {
    const auto now = current_time();
    const auto today = read_today(arguments);
    const auto jobs = read_jobs(arguments);
    if (!now || !today || !jobs)
        return tl::unexpected(!now ? now.error() : !today ? today.error() : jobs.error());
    BuildOptions build;
    build.folder = arguments.operands.empty() ? default_folder(files)
                                              : plain_folder(arguments.operands.front());
    if (arguments.has("--out"))
        build.out = plain_folder(arguments.value("--out"));
    build.state = plain_folder(arguments.value("--state"));
    build.theme_folders = theme_folders(files, build.folder);
    build.forbidden = home_folders();
    build.today = *today;
    build.now = *now;
    build.threads = *jobs;
    build.strict = arguments.has("--strict");
    build.drafts = arguments.has("--drafts");
    build.keep_going = arguments.has("--keep-going");
    build.adopt = arguments.has("--adopt");
    build.allow_shrink = arguments.has("--allow-shrink");
    if (arguments.has("--out") && build.out.empty())
        return wrong_value("--out", "", "public");
    return build;
}

ExitCode run_command(const Arguments& arguments, const CommonOptions& common, FileSystem& files) {
    const std::string_view command = arguments.command->name;
    auto build = read_build(arguments, files);
    if (!build)
        return print_error(common, files, build.error());
    if (command == "check")
        build->mode = BuildMode::Check;
    return run_build(common, std::move(*build), files);
}

ExitCode run(const std::vector<std::string>& words, FileSystem& files) {
    const CommandTable& table = command_table();
    const CommonOptions usual{.language = wanted_language(words),
                              .colour = wants_colour(STDERR_FILENO)};
    const auto arguments = parse_arguments(table, words);
    if (!arguments)
        return print_error(usual, files, arguments.error());
    const auto common = read_common(*arguments, usual.language);
    if (!common)
        return print_error(usual, files, common.error());
    if (arguments->has("--version")) {
        print_line("vitrina " + std::string(program_version));
        return ExitCode::Done;
    }
    if (arguments->has("--help")) {
        print_text(arguments->command == nullptr
                       ? general_help(table, common->language)
                       : command_help(table, *arguments->command, common->language));
        return ExitCode::Done;
    }
    if (arguments->command == nullptr)
        return print_error(*common, files, {ids::usage_command_missing, {}, ExitCode::Usage});
    return run_command(*arguments, *common, files);
}

}  // namespace

int run_command_line(int argc, char** argv) {
    guard_standard_streams();
    DiskFileSystem files;
    ExitCode exit = run(std::vector<std::string>(argv + (argc > 0 ? 1 : 0), argv + argc), files);
    if (!finish_output()) {
        std::fputs("vitrina: результат не удалось вывести (cannot write the result)\n", stderr);
        exit = ExitCode::Machine;
    }
    return static_cast<int>(exit);
}

}  // namespace vitrina
