// Reference pages of the handbook: names that templates see, messages, commands.
#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/message_text.h"
#include "cli/command.h"
#include "cli/reference.h"
#include "pages/plan_outputs.h"
#include "stache/shape.h"

namespace vitrina {
namespace {

using Rows = std::vector<stache::ReferenceRow>;

constexpr std::string_view record_path = "page.record";

bool is_below(std::string_view path, std::string_view parent) {
    return path.starts_with(parent) && path.size() > parent.size() && path[parent.size()] == '.';
}

std::string rows_text(const Rows& rows) {
    std::string text = "| имя | вид | что это | пример |\n|---|---|---|---|\n";
    for (const stache::ReferenceRow& row : rows) {
        const std::string_view optional =
            row.presence == stache::Presence::Optional ? ", optional" : "";
        text += fmt::format("| `{}` | {}{} | {} | {} |\n", row.path, row.type, optional,
                            plain_markdown(row.doc), plain_markdown(row.example));
    }
    return text;
}

// The rows that `wanted` names.
template <class Wanted>
Rows select(const Rows& rows, Wanted wanted) {
    Rows chosen;
    std::ranges::copy_if(rows, std::back_inserter(chosen), wanted);
    return chosen;
}

bool is_of_every_page(const stache::ReferenceRow& row) {
    return !is_below(row.path, "page");
}

bool is_of_records(const stache::ReferenceRow& row) {
    return row.path == record_path || is_below(row.path, record_path);
}

// Templates that see the same names, and these names.
struct TemplateNames {
    std::string templates;  // `demo`, `demo_print`
    Rows rows;
};

std::vector<TemplateNames> names_by_template(const std::vector<PageTemplate>& pages,
                                             const Theme& theme,
                                             Rows& records) {
    std::vector<TemplateNames> all;
    std::vector<std::string> texts;
    for (const PageTemplate& page : pages) {
        const Rows rows = stache::reference(page.shape(theme));
        if (records.empty())
            records = select(rows, is_of_records);
        Rows own = select(rows, [](const stache::ReferenceRow& row) {
            return !is_of_every_page(row) && !is_below(row.path, record_path);
        });
        std::string text = rows_text(own);
        const auto same = std::ranges::find(texts, text);
        if (same != texts.end()) {
            all[static_cast<std::size_t>(same - texts.begin())].templates +=
                ", `" + page.name + "`";
            continue;
        }
        all.push_back({"`" + page.name + "`", std::move(own)});
        texts.push_back(std::move(text));
    }
    return all;
}

std::string_view severity_name(Severity severity, Language language) {
    switch (severity) {
        case Severity::Error:
            return choose(language, {"Error", "Ошибка"});
        case Severity::Warning:
            return choose(language, {"Warning", "Предупреждение"});
        case Severity::Note:
            break;
    }
    return choose(language, {"Note", "Примечание"});
}

// The text with an ellipsis where the message names what it found.
std::string sample(std::string_view text, Language language) {
    constexpr std::size_t most_arguments = 8;
    return plain_markdown(
        expand_text(text, std::vector<std::string>(most_arguments, "…"), language));
}

std::string message_section(const MessageText& message, Language language) {
    std::string text = fmt::format("\n## {0} {{#{0}}}\n\n**{1}:** {2}\n", message.name,
                                   severity_name(message.severity, language),
                                   sample(choose(language, message.text), language));
    if (const auto help = choose(language, message.help); !help.empty())
        text += fmt::format("\n**{}:** {}\n", choose(language, {"Help", "Подсказка"}),
                            sample(help, language));
    if (const auto more = choose(language, message.explanation); !more.empty())
        text += "\n" + plain_markdown(more) + "\n";
    return text;
}

std::string options_text(const std::vector<OptionSpec>& options, Language language) {
    std::string text(choose(language, {"| option | what it does |\n|---|---|\n",
                                       "| ключ | что делает |\n|---|---|\n"}));
    for (const OptionSpec& option : options) {
        std::string words = option.letter.empty() ? "" : std::string(option.letter) + ", ";
        words += option.name;
        if (!option.is_flag())
            words += " " + std::string(choose(language, option.value));
        std::ranges::replace(words, '|', '/');
        text +=
            fmt::format("| `{}` | {} |\n", words, plain_markdown(choose(language, option.help)));
    }
    return text;
}

std::string command_section(const CommandSpec& command, Language language) {
    std::string usage = "vitrina " + std::string(command.name);
    if (command.most > 0)
        usage += " " + std::string(choose(language, command.operands));
    std::string text = fmt::format("\n## vitrina {0} {{#{0}}}\n\n`{1}` — {2}.\n\n", command.name,
                                   usage, plain_markdown(choose(language, command.summary)));
    if (!command.options.empty())
        text += options_text(command.options, language) + "\n";
    for (const CommandExample& example : command.examples)
        text += fmt::format("- `{}` — {};\n", example.line,
                            plain_markdown(choose(language, example.does)));
    text.replace(text.size() - 2, 1, ".");
    return text;
}

}  // namespace

std::string plain_markdown(std::string_view text) {
    constexpr std::string_view special = "\\*_[]<>|#$~&!{}";
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::size_t end = text[i] == '`' ? text.find('`', i + 1) : std::string_view::npos;
        if (end != std::string_view::npos) {
            for (; i <= end; ++i)
                result += text[i] == '|' ? std::string("\\|") : std::string(1, text[i]);
            --i;
            continue;
        }
        if (text[i] == '`' || special.find(text[i]) != std::string_view::npos)
            result += '\\';
        result += text[i] == '\n' ? ' ' : text[i];
    }
    return result;
}

std::string reference_page_head(std::string_view title, std::string_view summary) {
    return fmt::format(
        "---\n# Эту страницу пишет программа по своим таблицам: VITRINA_UPDATE=1 tests/run "
        "handbook\n"
        "title: {}\nsummary: \"{}\"\nweight: 50\n---\n",
        title, summary);
}

std::string theme_reference() {
    const Theme theme;
    const std::vector<PageTemplate> pages = page_templates();
    Rows records;
    const std::vector<TemplateNames> names = names_by_template(pages, theme, records);
    std::string text = reference_page_head("Имена, которые видят шаблоны",
                                           "Каждое имя темы, его вид, пояснение и пример.");
    text +=
        "Виды: `text` — текст, `html` — готовая разметка, `flag` — да или нет, `list` — список, "
        "`object` — имена внутри. `optional` — имени может не быть. Пояснения — по-английски, "
        "как в самой программе.\n\n## Есть у каждой страницы {#every}\n\n";
    text += rows_text(select(stache::reference(pages.front().shape(theme)), is_of_every_page));
    text += "\n## page.record: общее у всех записей {#record}\n\n" + rows_text(records);
    for (const TemplateNames& one : names)
        text += "\n## " + one.templates + "\n\n" + rows_text(one.rows);
    return text;
}

std::string messages_reference(Language language) {
    std::string text = reference_page_head("Сообщения программы",
                                           "Что значит каждое сообщение и что с ним делать.");
    text += choose(
        language, {"The id stands in square brackets at the end of a message; `vitrina explain ID` "
                   "prints the same.\n",
                   "Имя сообщения стоит в квадратных скобках в его конце. То же самое печатает "
                   "`vitrina explain ИМЯ`. Многоточие стоит там, где программа называет ваше.\n"});
    std::vector<std::string_view> names;
    for (std::size_t i = 0; i < message_count(); ++i)
        names.push_back(message_text(static_cast<MessageId>(i)).name);
    std::ranges::sort(names);
    for (const std::string_view name : names)
        text += message_section(message_text(*find_message(name)), language);
    return text;
}

std::string commands_reference(const CommandTable& table, Language language) {
    std::string text =
        reference_page_head("Команды и ключи", "Все команды программы, их ключи и примеры.");
    text += std::string(
                choose(language, {"\n## Everywhere {#common}\n\n", "\n## Везде {#common}\n\n"})) +
            options_text(table.common, language);
    for (const CommandSpec& command : table.commands)
        text += command_section(command, language);
    return text;
}

}  // namespace vitrina
