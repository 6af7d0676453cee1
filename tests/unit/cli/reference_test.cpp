#include "cli/reference.h"

#include <doctest/doctest.h>

#include "base/diagnostic_ids.h"
#include "cli/command_table.h"
#include "kinds/kind.h"
#include "pages/plan_outputs.h"

namespace vitrina {
namespace {

bool holds(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

// In roff a hyphen that is typed is `\-`.
std::string typed(std::string_view option) {
    std::string result;
    for (const char c : option)
        result += c == '-' ? std::string("\\-") : std::string(1, c);
    return result;
}

}  // namespace

TEST_SUITE("cli/reference") {
    TEST_CASE("a text stays as it is in Markdown, and code stays code") {
        CHECK(plain_markdown("a_b *c* [d]") == "a\\_b \\*c\\* \\[d\\]");
        CHECK(plain_markdown("`a|b_c` | x") == "`a\\|b_c` \\| x");
        CHECK(plain_markdown("one\ntwo `") == "one two \\`");
    }

    TEST_CASE("every command and option stands in the manual page and in every completion") {
        const CommandTable& table = command_table();
        const std::string english = manual_page(table, Language::English);
        const std::string russian = manual_page(table, Language::Russian);
        const std::string bash = bash_completion(table);
        const std::string zsh = zsh_completion(table, Language::English);
        const std::string fish = fish_completion(table, Language::English);
        for (const CommandSpec& command : table.commands) {
            CAPTURE(command.name);
            for (const std::string& text : {english, russian, bash, zsh, fish})
                CHECK(holds(text, command.name));
            for (const OptionSpec& option : command.options) {
                CAPTURE(option.name);
                CHECK(holds(bash, option.name));
                CHECK(holds(zsh, option.name));
                CHECK(holds(fish, " -l " + std::string(option.name.substr(2))));
                CHECK(holds(english, typed(option.name)));
                CHECK(holds(russian, typed(option.name)));
            }
        }
    }

    TEST_CASE("the pages of the handbook know every kind, template and message") {
        const std::string fields = fields_reference();
        for (const Kind& kind : all_kinds())
            CHECK(holds(fields, "{#" + std::string(kind.name) + "}"));
        CHECK(holds(fields, "| `measure` — обязательное | мероприятие | текст с разметкой |"));
        CHECK(holds(fields, "`participant"));
        const std::string theme = theme_reference();
        for (const PageTemplate& page : page_templates())
            CHECK_MESSAGE(holds(theme, "`" + page.name + "`"), page.name);
        const std::string messages = messages_reference(Language::Russian);
        for (std::size_t i = 0; i < message_count(); ++i)
            CHECK(holds(messages,
                        "## " + std::string(message_text(static_cast<MessageId>(i)).name) + " {#"));
    }
}

}  // namespace vitrina
