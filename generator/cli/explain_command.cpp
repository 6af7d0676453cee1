// `explain ID`: what a message means. Without an id: all of them.
#include <algorithm>

#include "cli/columns.h"
#include "cli/command.h"

namespace vitrina {
namespace {

std::string_view severity_word(const CommonOptions& common, Severity severity) {
    switch (severity) {
        case Severity::Error:
            return choose(common.language, {"error", "ошибка"});
        case Severity::Warning:
            return choose(common.language, {"warning", "предупреждение"});
        case Severity::Note:
            break;
    }
    return choose(common.language, {"note", "примечание"});
}

std::vector<MessageId> messages_by_name() {
    std::vector<MessageId> ids;
    for (std::size_t i = 0; i < message_count(); ++i)
        ids.push_back(static_cast<MessageId>(i));
    std::ranges::sort(ids, {}, [](MessageId id) { return message_text(id).name; });
    return ids;
}

JsonObject describe(const CommonOptions& common, const MessageText& message) {
    JsonObject one;
    one.add("id", message.name);
    one.add("severity", message.severity == Severity::Error     ? "error"
                        : message.severity == Severity::Warning ? "warning"
                                                                : "note");
    one.add("text", choose(common.language, message.text));
    one.add_unless_empty("help", choose(common.language, message.help));
    one.add_unless_empty("explanation", choose(common.language, message.explanation));
    return one;
}

void list_messages(const CommonOptions& common) {
    JsonArray array;
    std::vector<std::vector<std::string>> rows;
    for (const MessageId id : messages_by_name()) {
        const MessageText& message = message_text(id);
        array.push_back(describe(common, message));
        rows.push_back({std::string(message.name),
                        std::string(severity_word(common, message.severity)),
                        std::string(choose(common.language, message.text))});
    }
    if (common.format == MessageFormat::Text)
        print_text(align_columns(rows));
    else
        print_json(array);
}

}  // namespace

ExitCode run_explain(const CommonOptions& common, const std::string& id, FileSystem& files) {
    if (id.empty()) {
        list_messages(common);
        return ExitCode::Done;
    }
    const auto found = find_message(id);
    if (!found) {
        std::vector<std::string_view> names;
        for (std::size_t i = 0; i < message_count(); ++i)
            names.push_back(message_text(static_cast<MessageId>(i)).name);
        return print_error(common, files,
                           {ids::explain_unknown, {id, nearest_name(id, names)}, ExitCode::Usage});
    }
    const MessageText& message = message_text(*found);
    if (common.format != MessageFormat::Text) {
        print_json(describe(common, message));
        return ExitCode::Done;
    }
    print_line(std::string(message.name) + ": " +
               std::string(severity_word(common, message.severity)));
    print_line("  " + std::string(choose(common.language, message.text)));
    if (const auto help = choose(common.language, message.help); !help.empty())
        print_line("  " + std::string(help));
    if (const auto more = choose(common.language, message.explanation); !more.empty())
        print_line("\n" + std::string(more));
    return ExitCode::Done;
}

}  // namespace vitrina
