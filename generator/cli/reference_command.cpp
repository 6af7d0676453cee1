// `reference NAME`: prints a text made of the program's tables. Without a name: what there is.
#include <algorithm>

#include "cli/columns.h"
#include "cli/command.h"
#include "cli/command_table.h"
#include "cli/reference.h"

namespace vitrina {
namespace {

struct ReferenceText {
    std::string_view name;
    BilingualText what;
    std::string (*write)(Language language);
};

constexpr ReferenceText references[] = {
    {"fields",
     {"handbook: fields of all kinds of files (Russian)", "руководство: поля всех видов файлов"},
     [](Language) { return fields_reference(); }},
    {"theme",
     {"handbook: names that templates see", "руководство: имена, которые видят шаблоны"},
     [](Language) { return theme_reference(); }},
    {"messages",
     {"handbook: all messages", "руководство: все сообщения"},
     [](Language language) { return messages_reference(language); }},
    {"commands",
     {"handbook: commands and options", "руководство: команды и ключи"},
     [](Language language) { return commands_reference(command_table(), language); }},
    {"man",
     {"the manual page", "страница man"},
     [](Language language) { return manual_page(command_table(), language); }},
    {"bash",
     {"completion for bash", "дополнение команд в bash"},
     [](Language) { return bash_completion(command_table()); }},
    {"zsh",
     {"completion for zsh", "дополнение команд в zsh"},
     [](Language language) { return zsh_completion(command_table(), language); }},
    {"fish",
     {"completion for fish", "дополнение команд в fish"},
     [](Language language) { return fish_completion(command_table(), language); }},
};

Error unknown_reference(const std::string& name) {
    std::vector<std::string_view> names;
    std::string list;
    for (const ReferenceText& one : references) {
        names.push_back(one.name);
        list += (list.empty() ? "" : ", ") + std::string(one.name);
    }
    return {ids::reference_name, {name, list, nearest_name(name, names)}, ExitCode::Usage};
}

void list_references(const CommonOptions& common) {
    std::vector<std::vector<std::string>> rows;
    JsonArray array;
    for (const ReferenceText& one : references) {
        rows.push_back({std::string(one.name), std::string(choose(common.language, one.what))});
        JsonObject object;
        object.add("name", one.name);
        object.add("what", rows.back().back());
        array.push_back(std::move(object));
    }
    if (common.format == MessageFormat::Text)
        print_text(align_columns(rows));
    else
        print_json(array);
}

}  // namespace

ExitCode run_reference(const CommonOptions& common, const std::string& name, FileSystem& files) {
    if (name.empty()) {
        list_references(common);
        return ExitCode::Done;
    }
    const auto* found = std::ranges::find(references, name, &ReferenceText::name);
    if (found == std::end(references))
        return print_error(common, files, unknown_reference(name));
    print_text(found->write(common.language));
    return ExitCode::Done;
}

}  // namespace vitrina
