#include "cli/environment.h"

#include <charconv>
#include <csignal>
#include <cstdlib>
#include <ctime>

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "content/walk.h"

namespace vitrina {
namespace {

std::string variable(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? std::string() : std::string(value);
}

}  // namespace

Language environment_language() {
    for (const char* name : {"VITRINA_LANG", "LC_ALL", "LC_MESSAGES", "LANG"}) {
        const std::string value = variable(name);
        if (!value.empty())
            return value.starts_with("ru") ? Language::Russian : Language::English;
    }
    return Language::English;
}

Result<std::int64_t> current_time() {
    const std::string epoch = variable("SOURCE_DATE_EPOCH");
    if (epoch.empty())
        return static_cast<std::int64_t>(std::time(nullptr));
    std::int64_t seconds = 0;
    const auto [end, error] = std::from_chars(epoch.data(), epoch.data() + epoch.size(), seconds);
    // The year 2200 is as far as dates of the format go.
    if (error != std::errc() || end != epoch.data() + epoch.size() || seconds < 0 ||
        seconds > 7'258'118'400)
        return failure(ids::usage_epoch, {epoch}, ExitCode::Usage);
    return seconds;
}

bool is_terminal(int file) {
    return isatty(file) == 1 && variable("TERM") != "dumb";
}

bool wants_colour(int file) {
    return is_terminal(file) && variable("NO_COLOR").empty();
}

std::string program_folder(const FileReader& files) {
    const auto program = files.real_path("/proc/self/exe");
    return program && *program ? parent_folder(**program) : std::string();
}

std::string default_folder(const FileReader& files) {
    const auto here = files.stat("site.yaml");
    return here && *here ? "." : "content";
}

std::vector<std::string> theme_folders(const FileReader& files, const std::string& folder) {
    const std::string beside = folder == "." ? ".." : parent_folder(folder);
    std::vector<std::string> folders{join_path(folder, "themes"), join_path(beside, "themes")};
    if (const std::string program = program_folder(files); !program.empty()) {
        const std::string prefix = parent_folder(program);
        folders.push_back(join_path(prefix, "share/vitrina/themes"));
        folders.push_back(join_path(parent_folder(prefix), "themes"));
    }
    return folders;
}

std::vector<std::string> home_folders() {
    const std::string home = variable("HOME");
    return home.empty() ? std::vector<std::string>() : std::vector<std::string>{home};
}

std::string plain_folder(std::string_view folder) {
    while (folder.size() > 1 && folder.ends_with('/'))
        folder.remove_suffix(1);
    while (folder.starts_with("./"))
        folder.remove_prefix(folder.find_first_not_of('/', 1));
    return std::string(folder);
}

std::string parent_folder(std::string_view folder) {
    const std::size_t slash = folder.rfind('/');
    if (slash == std::string_view::npos)
        return ".";
    return slash == 0 ? "/" : std::string(folder.substr(0, slash));
}

std::int64_t peak_memory() {
    rusage usage{};
    return getrusage(RUSAGE_SELF, &usage) == 0 ? usage.ru_maxrss : 0;
}

void guard_standard_streams() {
    int opened = open("/dev/null", O_RDWR | O_CLOEXEC);
    while (opened >= 0 && opened <= STDERR_FILENO)
        opened = dup(opened);
    if (opened > STDERR_FILENO)
        close(opened);
    // A closed pipe and a limit of file sizes are errors of a write, told like all others.
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);
}

}  // namespace vitrina
