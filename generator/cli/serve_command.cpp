// `serve`: the preview, told in the terminal a line at a time.
#include <csignal>
#include <ctime>

#include <fcntl.h>
#include <pthread.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/environment.h"
#include "preview/preview.h"

namespace vitrina {
namespace {

constexpr std::size_t most_named = 3;  // changed files in a line

// The signals that end the preview; they wait until somebody asks for them.
sigset_t ending_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP})
        sigaddset(&signals, signal);
    return signals;
}

std::string clock_text(std::int64_t seconds) {
    const auto time = static_cast<std::time_t>(seconds);
    std::tm parts{};
    localtime_r(&time, &parts);
    return fmt::format("{:02}:{:02}:{:02}", parts.tm_hour, parts.tm_min, parts.tm_sec);
}

std::string id_of(const Diagnostics& messages) {
    std::string id;
    for (const Diagnostic& message : messages.sorted()) {
        id += message_text(message.id).name;
        if (message.place.source)
            id += ' ' + message.place.source->path;
        for (const std::string& argument : message.args)
            id += ' ' + argument;
        id += '\n';
    }
    return id;
}

// The terminal beside a running preview. Messages are printed when they are others than before.
class Terminal {
public:
    Terminal(const CommonOptions& common, const FileReader& files)
        : common_(common), files_(files) {}

    void tell_read(const Snapshot& snapshot) {
        std::string line = clock_text(snapshot.built_at) + "  ";
        if (snapshot.number > 1)
            line += changed_text(snapshot.changed) + ": ";
        line += sentence(common_, {"{0} {0|page|pages}, {1} ms", "{0} {0|страница|страницы|страниц}, {1} мс"},
                         snapshot.pages, snapshot.milliseconds);
        say(line);
        tell_messages(snapshot.problems, read_);
    }

    void tell_checked(const Diagnostics& messages) { tell_messages(messages, checked_); }

    void tell_polling(const std::string& reason) {
        say(sentence(common_,
                     {"changes are not reported here ({0}): files are looked at every second",
                      "система не сообщает об изменениях ({0}): файлы проверяются каждую секунду"},
                     reason));
    }

    void tell_address(const std::string& address) {
        print_line(address);
        finish_output();
        print_note(common_, sentence(common_,
                                     {"state of the site: {0}_vitrina/; Ctrl+C ends the preview",
                                      "состояние сайта: {0}_vitrina/; закончить — Ctrl+C"},
                                     address));
    }

private:
    std::string changed_text(const std::vector<std::string>& paths) const {
        if (paths.empty())
            return sentence(common_, {"read again", "прочитано снова"});
        std::string text;
        for (std::size_t i = 0; i < std::min(paths.size(), most_named); ++i)
            text += (i == 0 ? "" : ", ") + escape_controls(paths[i]);
        if (paths.size() > most_named)
            text += sentence(common_, {" and {0} more", " и ещё {0}"}, paths.size() - most_named);
        return text;
    }

    void tell_messages(const Diagnostics& messages, std::string& before) {
        const std::string id = id_of(messages);
        if (id == before)
            return;
        before = id;
        if (id.empty())
            say(sentence(common_, {"no errors any more", "ошибок больше нет"}));
        else
            print_messages(common_, files_, messages, {});
    }

    void say(std::string_view line) const { print_note(common_, line); }

    const CommonOptions& common_;
    const FileReader& files_;
    std::string read_;
    std::string checked_;
};

// The desktop's own browser; what it has to say is not for this terminal.
void open_browser(const std::string& address) {
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_RDWR, 0);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t none;
    sigemptyset(&none);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
    std::string program = "xdg-open";
    std::string argument = address;
    char* words[] = {program.data(), argument.data(), nullptr};
    pid_t child = 0;
    // The kernel buries the child by itself.
    std::signal(SIGCHLD, SIG_IGN);
    posix_spawnp(&child, program.c_str(), &actions, &attributes, words, environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
}

}  // namespace

ExitCode run_serve(const CommonOptions& common, const ServeOptions& options, FileSystem& files) {
    const sigset_t ending = ending_signals();
    pthread_sigmask(SIG_BLOCK, &ending, nullptr);
    Terminal terminal(common, files);
    PreviewOptions preview{.build = options.build,
                           .port = options.port,
                           .poll = options.poll,
                           .language = common.language,
                           .now = [&] { return current_time().value_or(options.build.now); }};
    preview.build.scheduled = options.build.drafts;
    const PreviewEvents events{
        .read = [&](const Snapshot& snapshot) { terminal.tell_read(snapshot); },
        .checked = [&](const Diagnostics& messages) { terminal.tell_checked(messages); },
        .polls = [&](const std::string& reason) { terminal.tell_polling(reason); },
        .ready =
            [&](const std::string& address) {
                terminal.tell_address(address);
                if (options.open)
                    open_browser(address);
            },
    };
    const auto served = run_preview(preview, files, events, [&] {
        int signal = 0;
        sigwait(&ending, &signal);
    });
    return served ? ExitCode::Done : print_error(common, files, served.error());
}

}  // namespace vitrina
