// `doctor`: what a build would use, and what stands in its way.
#include <sys/statvfs.h>

#include "base/parallel.h"
#include "cli/author_file.h"
#include "cli/command.h"
#include "cli/environment.h"
#include "cli/version.h"
#include "content/front_matter.h"
#include "content/walk.h"
#include "kinds/site_config.h"

namespace vitrina {
namespace {

constexpr std::uint64_t least_space = std::uint64_t{100} << 20;

struct Finding {
    bool good = true;
    std::string what;
    std::string advice;  // what to do; of a problem only
};

class Examination {
public:
    Examination(const CommonOptions& common, const BuildOptions& build, const FileReader& files)
        : common_(common), build_(build), files_(files) {}

    std::vector<Finding> run() {
        examine_program();
        examine_sites();
        examine_output();
        examine_space();
        return std::move(findings_);
    }

private:
    template <class... Args>
    void good(BilingualText text, const Args&... args) {
        findings_.push_back({true, sentence(common_, text, args...), ""});
    }
    void problem(std::string what, BilingualText advice) {
        findings_.push_back(
            {false, std::move(what), std::string(choose(common_.language, advice))});
    }

    void examine_program() {
        good({"vitrina {0}, in {1}", "vitrina {0}, в {1}"}, program_version,
             program_folder(files_));
        good({"language of messages: {0}; threads: {1}", "язык сообщений: {0}; потоков: {1}"},
             choose(common_.language, {"English", "русский"}), default_threads());
        const Date today = build_.today.value_or(date_in_zone(build_.now, default_zone()));
        good({"today is {0}", "сегодня {0}"}, display_date(common_.language, today));
    }

    static std::string default_zone() { return SiteConfig().timezone.value; }

    void examine_sites() {
        const auto sites = sites_of(files_, build_.folder);
        if (!sites) {
            problem(sentence(common_, {"no site in {0}", "нет сайта в {0}"}, build_.folder),
                    {"name a folder, or make one: vitrina new site content/school",
                     "назовите папку или создайте сайт: vitrina new site content/school"});
            return;
        }
        for (const std::string& site : *sites)
            examine_site(site);
    }

    void examine_site(const std::string& folder) {
        const auto source = read_author_file(files_, join_path(folder, "site.yaml"));
        Diagnostics messages;
        const auto config = source && check_encoding(*source, messages)
                                ? read_site_config(*source, messages)
                                : std::nullopt;
        if (!config) {
            problem(sentence(common_, {"{0}: site.yaml has mistakes", "{0}: в site.yaml ошибки"},
                             folder),
                    {"see them: vitrina check", "увидеть их: vitrina check"});
            return;
        }
        good({"site {0}: {1}, school year {2}, time zone {3}",
              "сайт {0}: {1}, учебный год {2}, часовой пояс {3}"},
             folder, config->base_url.value, school_year_name(config->school_year),
             config->timezone.value);
        examine_theme(config->theme.value);
    }

    void examine_theme(const std::string& name) {
        for (const std::string& folder : build_.theme_folders) {
            const std::string theme = join_path(folder, name);
            const auto stat = files_.stat(join_path(theme, "theme.yaml"));
            if (!stat || !*stat)
                continue;
            good({"theme {0}: {1}", "тема {0}: {1}"}, name, theme);
            return;
        }
        std::string looked;
        for (const std::string& folder : build_.theme_folders)
            looked += (looked.empty() ? "" : ", ") + folder;
        problem(
            sentence(common_, {"theme {0} not found in {1}", "темы {0} нет в {1}"}, name, looked),
            {"correct `theme:` in site.yaml, or install the program with its themes",
             "исправьте `theme:` в site.yaml или установите программу вместе с темами"});
    }

    void examine_output() {
        const auto stat = files_.stat(build_.out + "/.");
        const std::string place = stat && *stat ? build_.out : existing_parent();
        if (!files_.is_writable(place)) {
            problem(sentence(common_, {"{0} is not writable", "в {0} нельзя писать"}, place),
                    {"give your user the right to it, or name another folder: -o OUT",
                     "дайте своему пользователю права или назовите другую папку: -o ПАПКА"});
            return;
        }
        good({"the site goes to {0}", "сайт публикуется в {0}"}, build_.out);
    }

    std::string existing_parent() const {
        std::string folder = parent_folder(build_.out);
        for (auto stat = files_.stat(folder + "/.");
             folder != "." && folder != "/" && stat && !*stat; stat = files_.stat(folder + "/."))
            folder = parent_folder(folder);
        return folder;
    }

    void examine_space() {
        struct statvfs disk {};
        if (statvfs(existing_parent().c_str(), &disk) != 0)
            return;
        const std::uint64_t free = std::uint64_t{disk.f_bavail} * disk.f_frsize;
        const std::string text =
            sentence(common_, {"free space: {0} MiB", "свободно на диске: {0} МиБ"}, free >> 20);
        if (free < least_space || (disk.f_files > 0 && disk.f_favail < 1000))
            problem(text, {"free some space: files are prepared beside the output",
                           "освободите место: файлы готовятся рядом с выходной папкой"});
        else
            findings_.push_back({true, text, ""});
    }

    const CommonOptions& common_;
    const BuildOptions& build_;
    const FileReader& files_;
    std::vector<Finding> findings_;
};

void print_findings(const CommonOptions& common, const std::vector<Finding>& findings) {
    for (const Finding& finding : findings) {
        print_line((finding.good ? "  " : "! ") + escape_controls(finding.what));
        if (!finding.good)
            print_line("    " +
                       sentence(common, {"what to do: {0}", "что делать: {0}"}, finding.advice));
    }
}

void print_findings_json(const std::vector<Finding>& findings) {
    JsonArray array;
    for (const Finding& finding : findings) {
        JsonObject one;
        one.add("good", finding.good);
        one.add("text", finding.what);
        one.add_unless_empty("advice", finding.advice);
        array.push_back(std::move(one));
    }
    print_json(array);
}

}  // namespace

ExitCode run_doctor(const CommonOptions& common, const BuildOptions& build, FileSystem& files) {
    const std::vector<Finding> findings = Examination(common, build, files).run();
    if (common.format == MessageFormat::Text)
        print_findings(common, findings);
    else
        print_findings_json(findings);
    for (const Finding& finding : findings)
        if (!finding.good)
            return ExitCode::Machine;
    return ExitCode::Done;
}

}  // namespace vitrina
