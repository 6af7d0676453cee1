#include "cli/command_line.h"

#include <algorithm>
#include <charconv>
#include <cstdio>

#include <unistd.h>

#include "base/disk_file_system.h"
#include "cli/command.h"
#include "cli/command_table.h"
#include "cli/committee_commands.h"
#include "cli/environment.h"
#include "cli/help.h"
#include "cli/version.h"
#include "kinds/site_config.h"

namespace vitrina {
namespace {

tl::unexpected<Error> wrong_value(std::string_view option,
                                  std::string value,
                                  std::string_view expected) {
    return failure(ids::usage_option_wrong,
                   {std::string(option), std::move(value), std::string(expected)}, ExitCode::Usage);
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

Result<BuildOptions> read_build(const Arguments& arguments, const FileReader& files) {
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
    build.use_cache = !arguments.has("--no-cache");
    if (arguments.has("--out") && build.out.empty())
        return wrong_value("--out", "", "public");
    return build;
}

// A folder as the first operand or as `--site`; else the usual one.
std::string folder_of(const Arguments& arguments, const FileReader& files) {
    if (arguments.has("--site"))
        return plain_folder(arguments.value("--site"));
    return default_folder(files);
}

// What a command that changes or lists records needs; the day is one of the default time zone.
Result<RecordOptions> read_records(const Arguments& arguments, const FileReader& files) {
    const auto now = current_time();
    const auto today = read_today(arguments);
    if (!now || !today)
        return tl::unexpected(!now ? now.error() : today.error());
    RecordOptions options;
    options.site = folder_of(arguments, files);
    options.names = arguments.operands;
    options.today = today->value_or(date_in_zone(*now, SiteConfig().timezone.value));
    return options;
}

ExitCode run_on_records(const Arguments& arguments,
                        const CommonOptions& common,
                        FileSystem& files) {
    auto options = read_records(arguments, files);
    if (!options)
        return print_error(common, files, options.error());
    const std::string_view command = arguments.command->name;
    if (command == "new" && options->names[0] == "site" && arguments.has("--from")) {
        const auto made = make_hosted_sites(
            common, {options->names[1], arguments.value("--from"), options->today}, files);
        return made ? *made : print_error(common, files, made.error());
    }
    if (command == "new")
        return run_new(common,
                       {options->names[0], options->names[1],
                        collapse_spaces(arguments.value("--title")), options->site, options->today},
                       files);
    if (command == "import")
        return run_import(
            common,
            {options->names, arguments.value("--to"), collapse_spaces(arguments.value("--title")),
             options->site, options->today, arguments.value("--as"), arguments.value("--out"),
             arguments.value("--into"), arguments.value("--fields"), arguments.has("--update"),
             arguments.has("--yes")},
            files);
    if (command == "remove")
        return run_remove(common, *options, files);
    if (command == "touch")
        return run_touch(common, *options, files);
    if (!options->names.empty())
        options->site = plain_folder(options->names.front());
    options->overdue = arguments.has("--overdue");
    options->unreviewed = arguments.has("--unreviewed");
    options->expiring = arguments.has("--expiring");
    return run_list(common, *options, files);
}

// `report plan PLAN`, `report school SCHOOL`: the first word says what of.
ExitCode run_on_report(const Arguments& arguments, const CommonOptions& common, FileSystem& files) {
    const auto now = current_time();
    if (!now)
        return print_error(common, files, now.error());
    if (arguments.operands[0] == "school")
        return run_school_report(common, folder_of(arguments, files), arguments.operands[1], files);
    if (arguments.operands[0] != "plan")
        return print_error(common, files,
                           wrong_value("report", arguments.operands[0], "plan, school").value());
    PlanReportOptions options{arguments.operands[1], folder_of(arguments, files),
                              arguments.value("--out"), arguments.has("--csv"),
                              date_in_zone(*now, SiteConfig().timezone.value)};
    if (arguments.has("--as-of")) {
        const auto date = parse_date(arguments.value("--as-of"));
        if (!date)
            return print_error(
                common, files,
                wrong_value("--as-of", arguments.value("--as-of"), "2026-12-31").value());
        options.as_of = *date;
    }
    return run_report(common, options, files);
}

ExitCode run_on_output(const Arguments& arguments, const CommonOptions& common, FileSystem& files) {
    auto build = read_build(arguments, files);
    if (!build)
        return print_error(common, files, build.error());
    return run_pack(common,
                    {std::move(*build), arguments.value("--archive"),
                     arguments.value("--changed-since"), arguments.has("--portable")},
                    files);
}

ExitCode run_on_site(const Arguments& arguments, const CommonOptions& common, FileSystem& files) {
    auto build = read_build(arguments, files);
    if (!build)
        return print_error(common, files, build.error());
    if (arguments.command->name == "doctor")
        return run_doctor(common, *build, files);
    if (arguments.command->name == "check")
        build->mode = BuildMode::Check;
    Profile profile;
    if (arguments.has("--profile"))
        build->profile = &profile;
    return run_build(common, std::move(*build), files);
}

Result<ServeOptions> read_serve(const Arguments& arguments, const FileReader& files) {
    auto build = read_build(arguments, files);
    if (!build)
        return tl::unexpected<Error>(build.error());
    ServeOptions options{.build = std::move(*build),
                         .poll = arguments.has("--poll"),
                         .open = arguments.has("--open")};
    if (!arguments.has("--port"))
        return options;
    const std::string text = arguments.value("--port");
    int port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    if (error != std::errc() || end != text.data() + text.size() || port < 0 || port > 65535)
        return wrong_value("--port", text, "0–65535");
    options.port = port;
    return options;
}

// `mirror verify [DIR]`, `mirror log SCHOOL [DIR]`: a word of these, a school, then the folder.
Result<MirrorOptions> read_mirror_words(const Arguments& arguments,
                                        const FileReader& files,
                                        MirrorWords& said) {
    constexpr std::string_view actions[] = {"verify", "log", "revert", "accept"};
    MirrorOptions options;
    std::vector<std::string> words = arguments.operands;
    if (!words.empty() && std::ranges::find(actions, words.front()) != std::end(actions)) {
        said.action = words.front();
        words.erase(words.begin());
    }
    if (!said.action.empty() && said.action != "verify") {
        if (words.empty())
            return wrong_value("mirror " + said.action, "", "SCHOOL");
        options.only = words.front();
        words.erase(words.begin());
    }
    if (words.size() > 1)
        return wrong_value("mirror", words[1], "verify, log, revert, accept");
    options.folder = words.empty() ? default_folder(files) : plain_folder(words.front());
    if (arguments.has("--only"))
        options.only = arguments.value("--only");
    said.to = arguments.value("--to");
    return options;
}

Result<MirrorOptions> read_mirror(const Arguments& arguments,
                                  const FileReader& files,
                                  MirrorWords& said) {
    const auto now = current_time();
    const auto jobs = read_jobs(arguments);
    if (!now || !jobs)
        return tl::unexpected(!now ? now.error() : jobs.error());
    auto read = read_mirror_words(arguments, files, said);
    if (!read)
        return read;
    MirrorOptions options = std::move(*read);
    options.dry_run = arguments.has("--dry-run");
    options.offline = arguments.has("--offline");
    options.jobs = *jobs == 0 ? options.jobs : *jobs;
    options.now = *now;
    options.http.ca_file = arguments.value("--ca-file");
    options.http.allow_private = arguments.has("--allow-private");
    if (!arguments.has("--allow-port"))
        return options;
    const std::string text = arguments.value("--allow-port");
    int port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    if (error != std::errc() || end != text.data() + text.size() || port < 1 || port > 65535)
        return wrong_value("--allow-port", text, "1–65535");
    options.http.ports.push_back(port);
    return options;
}

ExitCode run_command(const Arguments& arguments, const CommonOptions& common, FileSystem& files) {
    const std::string_view command = arguments.command->name;
    const std::string first = arguments.operands.empty() ? "" : arguments.operands.front();
    if (command == "build" || command == "check" || command == "doctor")
        return run_on_site(arguments, common, files);
    if (command == "report")
        return run_on_report(arguments, common, files);
    if (command == "pack")
        return run_on_output(arguments, common, files);
    if (command == "serve") {
        const auto serve = read_serve(arguments, files);
        return serve ? run_serve(common, *serve, files) : print_error(common, files, serve.error());
    }
    if (command == "mirror") {
        MirrorWords words;
        auto mirror = read_mirror(arguments, files, words);
        return mirror ? run_mirror_words(common, std::move(*mirror), words, files)
                      : print_error(common, files, mirror.error());
    }
    if (command == "explain")
        return run_explain(common, first, files);
    if (command == "schema")
        return run_schema(common, first, files);
    if (command == "reference")
        return run_reference(common, first, files);
    if (command == "fmt")
        return run_fmt(common,
                       {arguments.has("--ids"), arguments.has("--to-utf8"), arguments.operands},
                       files);
    return run_on_records(arguments, common, files);
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
