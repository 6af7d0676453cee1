#include "cli/arguments.h"

#include <doctest/doctest.h>

#include "cli/command_table.h"
#include "cli/help.h"

namespace vitrina {
namespace {

const CommandTable& table() {
    static const CommandTable made{
        {{"--quiet", "-q", {}, {"q", "q"}},
         {"--lang", "", {"L", "L"}, {"l", "l"}},
         {"--help", "-h", {}, {"h", "h"}}},
        {{"build",
          {"[DIR]", "[DIR]"},
          0,
          1,
          {"b", "b"},
          {{"--out", "-o", {"OUT", "OUT"}, {"o", "o"}}, {"--strict", "", {}, {"s", "s"}}},
          {}},
         {"touch", {"FILE…", "FILE…"}, 1, 9, {"t", "t"}, {}, {}},
         {"list", {}, 0, 0, {"l", "l"}, {}, {}}}};
    return made;
}

Arguments parsed(const std::vector<std::string>& words) {
    const auto arguments = parse_arguments(table(), words);
    REQUIRE(arguments);
    return *arguments;
}

// `id(a, b)` of the refusal.
std::string refusal(const std::vector<std::string>& words) {
    const auto arguments = parse_arguments(table(), words);
    REQUIRE_FALSE(arguments);
    CHECK(arguments.error().exit == ExitCode::Usage);
    std::string text(message_text(arguments.error().id).name);
    for (const std::string& arg : arguments.error().args)
        text += " " + arg;
    return text;
}

}  // namespace

TEST_SUITE("cli/arguments") {
    TEST_CASE("options of all commands stand anywhere and those of a command behind its name") {
        for (const std::vector<std::string>& words :
             {std::vector<std::string>{"-q", "build", "x", "-o", "y"},
              {"build", "-o", "y", "-q", "x"},
              {"build", "x", "--out=y", "--quiet"},
              {"build", "-oy", "x", "-q"}}) {
            const Arguments arguments = parsed(words);
            CHECK(arguments.command->name == "build");
            CHECK(arguments.operands == std::vector<std::string>{"x"});
            CHECK(arguments.value("--out") == "y");
            CHECK(arguments.has("--quiet"));
            CHECK_FALSE(arguments.has("--strict"));
        }
    }

    TEST_CASE("the last of several values counts") {
        CHECK(parsed({"build", "-o", "a", "-o", "b"}).value("--out") == "b");
    }

    TEST_CASE("two dashes end the options") {
        CHECK(parsed({"touch", "--", "-x"}).operands == std::vector<std::string>{"-x"});
    }

    TEST_CASE("a command's name may be an operand") {
        CHECK(parsed({"build", "list"}).operands == std::vector<std::string>{"list"});
    }

    TEST_CASE("no command is no mistake of the parser") {
        CHECK(parsed({"-q"}).command == nullptr);
    }

    TEST_CASE("help is given whatever else is missing") {
        CHECK(parsed({"touch", "--help"}).has("--help"));
    }

    TEST_CASE("misspelt words are answered with the nearest one") {
        CHECK(refusal({"biuld"}) == "usage-command-unknown biuld build");
        CHECK(refusal({"build", "--strit"}) == "usage-option-unknown --strit --strict");
        CHECK(refusal({"build", "--quite=1"}) == "usage-option-unknown --quite --quiet");
        CHECK(refusal({"list", "--strict"}) == "usage-option-unknown --strict ");
    }

    TEST_CASE("values are asked for and refused by the option's name") {
        CHECK(refusal({"build", "--out"}) == "usage-option-value --out");
        CHECK(refusal({"build", "-o"}) == "usage-option-value --out");
        CHECK(refusal({"build", "--strict=yes"}) == "usage-option-flag --strict");
    }

    TEST_CASE("operands are counted") {
        CHECK(refusal({"touch"}) == "usage-operand-missing touch FILE…");
        CHECK(refusal({"build", "a", "b"}) == "usage-operand-extra b build");
        CHECK(refusal({"list", "a"}) == "usage-operand-extra a list");
        CHECK(refusal({"build", ""}) == "usage-operand-empty");
    }

    TEST_CASE("every command and option of the program is explained in both languages") {
        for (const Language language : {Language::Russian, Language::English}) {
            for (const CommandSpec& command : command_table().commands) {
                CAPTURE(command.name);
                const std::string help = command_help(command_table(), command, language);
                CHECK_FALSE(command.examples.empty());
                for (const OptionSpec& option : command.options)
                    CHECK(help.find(option.name) != std::string::npos);
                CHECK(general_help(command_table(), language).find(command.name) !=
                      std::string::npos);
            }
        }
    }
}

}  // namespace vitrina
