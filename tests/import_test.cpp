// Every file of tests/import holds questions of another program, the bank that is made of them, and
// what is told about the rest. What was taken goes out as GIFT and comes back the same.
//
// VITRINA_UPDATE=1 rewrites the expectations: read the diff.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>

#include "cli/import_bank.h"
#include "support/archive.h"
#include "support/built_site.h"
#include "support/checked_record.h"
#include "support/tests_folder.h"

namespace vitrina {
namespace {

namespace fs = std::filesystem;

constexpr const char* bank_section = "bank";
constexpr const char* messages_section = "messages";

std::vector<std::string> files_of(const fs::path& folder, const std::string& extension) {
    std::vector<std::string> paths;
    for (const auto& entry : fs::directory_iterator(folder))
        if (entry.path().extension() == extension)
            paths.push_back(entry.path().string());
    std::ranges::sort(paths);
    REQUIRE(!paths.empty());
    return paths;
}

std::string told(const Diagnostics& messages, const std::vector<SourcePtr>& sources) {
    const TextLoader load = [&](const std::string& path) -> std::optional<std::string> {
        for (const SourcePtr& source : sources)
            if (source->path == path)
                return source->text;
        return std::nullopt;
    };
    return messages.items().empty() ? std::string() : render_diagnostics(messages, {}, load);
}

std::string import_text(std::string text) {
    Diagnostics messages;
    const auto source = std::make_shared<const Source>(Source{"x.gift", std::move(text)});
    const auto bank = import_bank({source}, "", messages);
    CHECK(told(messages, {source}) == "");
    REQUIRE(bank);
    return bank->yaml;
}

// The tasks as the bank's JSON has them, but for what refers to other pages.
std::string tasks_of(const std::string& yaml) {
    const test::CheckedRecord checked = test::check_record("tasks", yaml);
    INFO(yaml);
    CHECK(!checked.out.has_errors());
    JsonObject object;
    checked.record.kind->encode(checked.record, test::NoSite(), object);
    const JsonValue* tasks = object.find("tasks");
    REQUIRE(tasks != nullptr);
    return json_text(*tasks, JsonForm::Indented);
}

// A bank that is published and whose GIFT is imported again.
void check_round_trip(const std::string& yaml) {
    const test::BuiltSite site("-- tasks/bank.yaml --\n" + yaml);
    const std::string gift = site.text("tasks/bank.gift");
    INFO(gift);
    REQUIRE(!gift.empty());
    CHECK(tasks_of(import_text(gift)) == tasks_of(yaml));
}

void check_import(const std::string& path) {
    CAPTURE(path);
    test::Archive archive = test::parse_archive(test::read_test_file(path));
    std::vector<SourcePtr> sources;
    for (const auto& [name, text] : archive.sections)
        if (name != bank_section && name != messages_section)
            sources.push_back(
                std::make_shared<const Source>(Source{name, test::with_raw_bytes(text)}));
    Diagnostics messages;
    const auto bank = import_bank(sources, "", messages);
    const std::string found[] = {bank ? bank->yaml : "", told(messages, sources)};
    if (bank)
        check_round_trip(bank->yaml);
    if (std::getenv("VITRINA_UPDATE") != nullptr) {
        std::erase_if(archive.sections, [](const auto& section) {
            return section.first == bank_section || section.first == messages_section;
        });
        archive.sections.emplace_back(bank_section, found[0]);
        archive.sections.emplace_back(messages_section, found[1]);
        std::ofstream(path, std::ios::binary) << test::archive_text(archive);
        return;
    }
    REQUIRE(archive.find(bank_section) != nullptr);
    REQUIRE(archive.find(messages_section) != nullptr);
    CHECK(found[0] == *archive.find(bank_section));
    CHECK(found[1] == *archive.find(messages_section));
}

}  // namespace

TEST_SUITE("import") {
    TEST_CASE("what can be taken from other programs becomes a bank, the rest is told") {
        const auto cases = files_of(fs::path(test::tests_folder()) / "import", ".txt");
        CHECK(cases.size() >= 40);
        for (const std::string& path : cases)
            check_import(path);
    }

    TEST_CASE("the banks of the demonstration go out as GIFT and come back the same") {
        const fs::path content = fs::path(test::tests_folder()).parent_path() / "content";
        for (const std::string& path : files_of(content / "school" / "tasks", ".yaml")) {
            CAPTURE(path);
            check_round_trip(test::read_test_file(path));
        }
    }

    TEST_CASE("all types, rules and signs go out as GIFT and come back the same") {
        check_round_trip(
            "title: 'Всё: {сразу} / и # ещё'\n"
            "tasks:\n"
            "  - {id: a, topic: 'Тема / часть', type: single, stem: 'Раз = 1 ~ {x} # \\ : 2',\n"
            "     options: [{text: '%50%', right: true}, {text: 'a -- b', feedback: 'c: d'}]}\n"
            "  - {id: b, topic: '', type: multi, max: 3, partial: per_right, shuffle: true, stem: "
            "Выбери,\n"
            "     options: [{text: а, right: true}, {text: б, right: true}, {text: в, right: "
            "true}, г]}\n"
            "  - {id: c, type: multi, stem: Все, options: [{text: а, right: true}, {text: б, "
            "right: true}]}\n"
            "  - {id: d, type: text, stem: 'Звёзды *', answer: [Ёлка, 'a * b', 'TRUE', '#5']}\n"
            "  - {id: e, type: number, stem: Масса, answer: '-1,5', tolerance: 0.25, unit: кг/м³}\n"
            "  - {id: f, type: match, max: 2, partial: one_error_minus_one, stem: Соедини,\n"
            "     pairs: [{left: '$x = 1$', right: '$y$'}, {left: б, right: в}], extra: [г, д]}\n"
            "  - {id: g, type: order, max: 4, partial: per_right, stem: Расположи,\n"
            "     sequence: [зима, весна, '$x$', 'о''сень']}\n"
            "  - id: h\n"
            "    type: task\n"
            "    level: В\n"
            "    kes: ['1.2', '3']\n"
            "    kt: ['4']\n"
            "    passage: |\n"
            "      Абзац с **жирным** и $\\frac{1}{2}$.\n"
            "\n"
            "      - раз\n"
            "      - два\n"
            "\n"
            "      | а | б |\n"
            "      | --- | --- |\n"
            "      | 1 | 2 |\n"
            "    stem: |\n"
            "      1. один\n"
            "      2. два\n"
            "\n"
            "      Реши.\n"
            "    parts: [{id: К1, title: 'Ход, всё: #1', levels: {2: 'да, верно', 0: нет}},\n"
            "            {id: К2, max: 1.5, zero_if: К1=0}]\n"
            "    feedback: |\n"
            "      Первое.\n"
            "\n"
            "      Второе.\n"
            "    solution: 'Итог: $$x_1 = \\nu$$'\n");
    }

    TEST_CASE("a file of too many questions is taken up to the limit") {
        std::string text;
        for (int i = 0; i < 2001; ++i)
            text += "Раз? {T}\n\n";
        Diagnostics messages;
        const auto source = std::make_shared<const Source>(Source{"x.gift", text});
        const auto bank = import_bank({source}, "", messages);
        REQUIRE(bank);
        CHECK(bank->tasks == 2000);
        REQUIRE(messages.items().size() == 1);
        CHECK(messages.items().front().id == ids::import_too_many);
    }
}

}  // namespace vitrina
