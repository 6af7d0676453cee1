#include "cli/plan_update.h"

#include <doctest/doctest.h>

#include "base/message_text.h"
#include "cli/import_document.h"

namespace vitrina {
namespace {

constexpr std::string_view site_text =
    "title: Сайт\norganization: {kind: school, name: Школа}\n"
    "base_url: https://school.example.org/\nschool_year: 2026-2027\n"
    "bodies:\n  zam-uvr: {name: Заместитель директора по УВР}\n";

struct Updated {
    std::string text;
    std::vector<std::string> told;
    std::size_t changes = 0;
};

SourcePtr source_of(std::string path, std::string_view text) {
    return std::make_shared<const Source>(Source{std::move(path), std::string(text)});
}

Updated update(const std::string& plan, const std::string& table) {
    Diagnostics out;
    const SourcePtr source = source_of("plan.yaml", plan);
    const auto root = read_yaml(source, {0, static_cast<std::uint32_t>(plan.size())}, out);
    const auto config = read_site_config(source_of("site.yaml", site_text), out);
    const auto documents = read_documents(source_of("t.csv", table), out);
    const auto draft = read_plan_draft(documents.at(0), out);
    REQUIRE(root);
    REQUIRE(config);
    REQUIRE(draft);
    PlanUpdate updated(source, *root, {"status", "deadline", "responsible"}, out);
    updated.take(*draft, &*config);
    Updated result{updated.text(), {}, updated.changes().size()};
    for (const Diagnostic& message : out.items())
        result.told.emplace_back(message_text(message.id).name);
    return result;
}

using Ids = std::vector<std::string>;

}  // namespace

TEST_SUITE("cli/plan_update") {
    TEST_CASE("a body by its id and by its name is the same body") {
        const std::string plan =
            "title: План\nrows:\n  - {id: r1, no: 1, measure: Семинар, responsible: [zam-uvr]}\n";
        const Updated same =
            update(plan, "№;Мероприятия;Ответственный\n1;Семинар;Заместитель директора по УВР\n");
        CHECK(same.changes == 0);
        CHECK(same.told.empty());
        CHECK(update(plan, "№;Мероприятия;Ответственный\n1;Семинар;Завуч\n").changes == 1);
    }

    TEST_CASE("the days that somebody wrote beside a deadline stay, and that is told") {
        const Updated updated = update(
            "title: План\nrows:\n  - id: r1\n    no: 1\n    measure: Семинар\n"
            "    deadline: {text: к весне, from: 2027-03-01, to: 2027-03-31}  # так решили\n",
            "№;Мероприятия;Сроки\n1;Семинар;к лету\n");
        CHECK(updated.text.find("    deadline: {text: 'к лету', from: 2027-03-01, to: 2027-03-31}  "
                                "# так решили\n") != std::string::npos);
        CHECK(updated.told == Ids{"update-dates-kept"});
    }

    TEST_CASE("a value with a comment inside stays, and that is told") {
        const std::string plan =
            "title: План\nrows:\n  - id: r1\n    no: 1\n    measure: Семинар\n"
            "    responsible:\n      - Завуч\n      # пока так\n      - zam-uvr\n";
        const Updated updated = update(plan, "№;Мероприятия;Ответственный\n1;Семинар;Директор\n");
        CHECK(updated.text == plan);
        CHECK(updated.changes == 0);
        CHECK(updated.told == Ids{"update-comment"});
    }

    TEST_CASE("signs of a comment within a text are none") {
        const Updated updated = update(
            "title: План\nrows:\n  - id: r1\n    no: 1\n    measure: Семинар\n"
            "    responsible: ['Учитель #1', Завуч]\n",
            "№;Мероприятия;Ответственный\n1;Семинар;Директор\n");
        CHECK(updated.changes == 1);
        CHECK(updated.told.empty());
    }
}

}  // namespace vitrina
