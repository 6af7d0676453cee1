// `mirror`: fetches what the schools of a committee publish, apart from the build, which stays
// offline.
#include <algorithm>
#include <array>

#include "cli/author_file.h"
#include "cli/columns.h"
#include "cli/committee_commands.h"
#include "content/walk.h"
#include "kinds/site_config.h"
#include "mirror/history.h"
#include "mirror/mirror.h"

namespace vitrina {
namespace {

BilingualText state_name(SourceState state) {
    switch (state) {
        case SourceState::New:
            return {"new", "впервые"};
        case SourceState::Changed:
            return {"changed", "изменилось"};
        case SourceState::Unchanged:
            return {"unchanged", "без изменений"};
        case SourceState::Failed:
            return {"failed", "не удалось"};
        case SourceState::Skipped:
            break;
    }
    return {"skipped", "пропущено"};
}

JsonValue as_json(const MirroredSource& source, Language language) {
    JsonObject one;
    one.add("school", source.school);
    one.add("state", state_name(source.state).en);
    one.add_unless_empty("set", source.set);
    one.add("records", JsonValue::number(static_cast<std::int64_t>(source.records)));
    one.add("fetched", JsonValue::number(static_cast<std::int64_t>(source.fetched)));
    one.add("missing", JsonValue::number(static_cast<std::int64_t>(source.missing)));
    if (source.state == SourceState::Failed) {
        const MessageText& text = message_text(source.problem.id);
        one.add("reason", text.name);
        one.add("text", expand_text(choose(language, text.text), source.problem.args, language));
    }
    return one;
}

// Who asks, and whom to write to.
Result<std::string> user_agent(const FileReader& files,
                               const std::string& folder,
                               Diagnostics& out) {
    auto text = files.read(confined_path(folder, "site.yaml"), text_file_limit);
    if (!text)
        return tl::unexpected(text.error());
    const auto source =
        std::make_shared<const Source>(Source{join_path(folder, "site.yaml"), std::move(*text)});
    const auto config = read_site_config(source, out);
    const std::string contact = config ? config->base_url.value : std::string();
    return "vitrina (+" + contact + ")";
}

void print_run(const CommonOptions& common, const MirrorRun& run) {
    if (common.format != MessageFormat::Text) {
        JsonArray sources;
        for (const MirroredSource& source : run.sources)
            sources.push_back(as_json(source, common.language));
        print_json(sources);
        return;
    }
    std::vector<std::vector<std::string>> rows;
    std::array<std::size_t, 5> counts{};
    for (const MirroredSource& source : run.sources) {
        ++counts.at(static_cast<std::size_t>(source.state));
        rows.push_back(
            {source.school, std::string(choose(common.language, state_name(source.state))),
             source.set.substr(0, 12),
             sentence(common, {"{0} {0|record|records}", "{0} {0|запись|записи|записей}"},
                      source.records)});
    }
    print_text(align_columns(rows));
    print_note(common, sentence(common,
                                {"{0} new, {1} changed, {2} unchanged, {3} failed, {4} skipped",
                                 "впервые: {0}, изменилось: {1}, без изменений: {2}, не удалось: "
                                 "{3}, пропущено: {4}"},
                                counts[0], counts[1], counts[2], counts[3], counts[4]));
}

ExitCode print_verification(const CommonOptions& common,
                            const MirrorOptions& options,
                            const FileReader& files) {
    const auto count = verify_mirror(files, options.folder);
    if (!count)
        return print_error(common, files, count.error());
    print_line(sentence(common,
                        {"{0} {0|school|schools}, {1} {1|version|versions}, {2} {2|file|files}",
                         "{0} {0|школа|школы|школ}, {1} {1|версия|версии|версий}, {2} "
                         "{2|файл|файла|файлов}"},
                        count->schools, count->versions, count->files));
    if (count->damages.empty())
        return ExitCode::Done;
    print_messages(common, files, {}, count->damages);
    return ExitCode::Machine;
}

// The school was looked for in a list with mistakes: those say more than that it was not found.
ExitCode print_refusal(const CommonOptions& common,
                       const FileReader& files,
                       const Diagnostics& messages,
                       const Error& error) {
    if (!messages.has_errors())
        return print_error(common, files, error);
    print_messages(common, files, messages, {});
    return ExitCode::ContentErrors;
}

ExitCode print_log(const CommonOptions& common,
                   const MirrorOptions& options,
                   const FileReader& files) {
    Diagnostics messages;
    const auto history = read_history(files, options.folder, options.only, messages);
    if (!history)
        return print_refusal(common, files, messages, history.error());
    std::vector<std::vector<std::string>> rows;
    for (const TakenVersion& version : history->versions)
        rows.push_back({iso_date_time(utc_date_time(version.first_seen)) + "Z",
                        version.set.substr(0, 12), std::to_string(version.sequence),
                        sentence(common, {"{0} {0|record|records}", "{0} {0|запись|записи|записей}"},
                                 version.records),
                        version.set == history->state.set ? "*" : ""});
    print_text(align_columns(rows));
    return ExitCode::Done;
}

ExitCode revert(const CommonOptions& common,
                const MirrorOptions& options,
                const std::string& to,
                FileSystem& files) {
    Diagnostics messages;
    const auto version =
        revert_school(files, {options.folder, options.only, to, options.now}, messages);
    if (!version)
        return print_refusal(common, files, messages, version.error());
    print_line(version->set);
    return ExitCode::Done;
}

// A list that the machine would not give is no mistake of its author.
bool is_of_machine(const Diagnostics& messages) {
    return std::ranges::any_of(messages.items(), [](const Diagnostic& message) {
        return message.id == ids::file_read || message.id == ids::file_forbidden ||
               message.id == ids::too_many_open_files;
    });
}

}  // namespace

Result<std::string> committee_folder(const FileReader& files, const std::string& folder) {
    const auto sites = sites_of(files, folder);
    if (!sites)
        return tl::unexpected(sites.error());
    std::string found;
    for (const std::string& site : *sites) {
        const auto stat = files.stat(join_path(site, "sources.yaml"));
        if (stat && *stat && found.empty())
            found = site;
    }
    if (found.empty())
        return failure(ids::mirror_no_sources, {folder}, ExitCode::Usage);
    return found;
}

ExitCode run_mirror_command(const CommonOptions& common, MirrorOptions options, FileSystem& files) {
    return run_mirror_words(common, std::move(options), {}, files);
}

ExitCode run_mirror_words(const CommonOptions& common,
                          MirrorOptions options,
                          const MirrorWords& words,
                          FileSystem& files) {
    const auto folder = committee_folder(files, options.folder);
    if (!folder)
        return print_error(common, files, folder.error());
    options.folder = *folder;
    if (words.action == "verify")
        return print_verification(common, options, files);
    if (words.action == "log")
        return print_log(common, options, files);
    if (words.action == "revert")
        return revert(common, options, words.to, files);
    Diagnostics messages;
    auto agent = user_agent(files, *folder, messages);
    if (!agent)
        return print_error(common, files, agent.error());
    options.http.user_agent = std::move(*agent);
    auto run = messages.has_errors()       ? Result<MirrorRun>(MirrorRun())
               : words.action == "accept" ? accept_school(files, options, messages)
                                          : run_mirror(files, options, messages);
    if (!run) {
        print_messages(common, files, std::move(messages), {run.error()});
        return run.error().exit;
    }
    if (messages.has_errors()) {
        const ExitCode exit =
            is_of_machine(messages) ? ExitCode::Machine : ExitCode::ContentErrors;
        print_messages(common, files, std::move(messages), {});
        return exit;
    }
    for (const MirroredSource& source : run->sources)
        if (source.state == SourceState::Failed)
            messages.add(source.problem);
    print_run(common, *run);
    print_messages(common, files, std::move(messages), {});
    return run->has_failures() ? ExitCode::Partial : ExitCode::Done;
}

}  // namespace vitrina
