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
    PlanUpdate updated(source, *root, {"status", "deadline", "responsible", "evidence"}, out);
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

    TEST_CASE("addresses of documents become evidence, with the words before them") {
        const Updated updated = update(
            "title: План\nrows:\n  - id: r1\n    no: 1\n    measure: Семинар\n    status: done  # да\n",
            "№;Мероприятия;Подтверждение\n"
            "1;Семинар;Протокол № 2: https://school.example.org/p_2.pdf, https://school.example.org/foto/\n");
        CHECK(updated.text ==
              "title: План\nrows:\n  - id: r1\n    no: 1\n    measure: Семинар\n    status: done  # да\n"
              "    evidence: [{url: 'https://school.example.org/p_2.pdf', title: 'Протокол № 2'}, "
              "{url: 'https://school.example.org/foto/'}]\n");
        CHECK(updated.told.empty());
    }

    TEST_CASE("documents are added to those that are there, each once") {
        const std::string table =
            "№;Мероприятия;Ссылка на документ\n"
            "1;Семинар;https://school.example.org/a https://school.example.org/b https://school.example.org/b\n";
        const std::string head = "title: План\nrows:\n  - id: r1\n    no: 1\n    measure: Семинар\n    evidence:";
        CHECK(update(head + " [{url: 'https://school.example.org/a'}]  # из приказа\n", table).text ==
              head + " [{url: 'https://school.example.org/a'}, {url: 'https://school.example.org/b'}]  # из приказа\n");
        CHECK(update(head + "\n      - acts/prikaz  # наш\n      - url: https://school.example.org/a\n", table).text ==
              head + "\n      - acts/prikaz  # наш\n      - url: https://school.example.org/a\n"
                     "      - {url: 'https://school.example.org/b'}\n");
        CHECK(update(head + " acts/prikaz\n", table).text ==
              head + " [acts/prikaz, {url: 'https://school.example.org/a'}, {url: 'https://school.example.org/b'}]\n");
        const std::string both =
            head + " [{url: 'https://school.example.org/a'}, {url: 'https://school.example.org/b'}]\n";
        CHECK(update(both, table).changes == 0);
    }

    TEST_CASE("a link of Word keeps its words as the title") {
        DraftRow row;
        row.at(DraftField::Evidence).lines = {
            {"", "Протокол [№ 2](<https://school.example.org/a>) и [https://b.example.org](<https://b.example.org>)"},
            {"", "[отчёт](<file:///C:/otchet.docx>)"}};
        const DraftEvidence evidence = draft_evidence(row);
        REQUIRE(evidence.links.size() == 2);
        CHECK(evidence.links[0].url == "https://school.example.org/a");
        CHECK(evidence.links[0].title == "Протокол № 2");
        CHECK(evidence.links[1].url == "https://b.example.org");
        CHECK(evidence.links[1].title == "");
        CHECK(evidence.words == "[отчёт](<file:///C:/otchet.docx>)");
        row.at(DraftField::Evidence).lines = {{"", "Справка (итоговая) (https://school.example.org/a) и фото"}};
        CHECK(draft_evidence(row).links.at(0).title == "Справка (итоговая)");
        CHECK(draft_evidence(row).links.at(0).url == "https://school.example.org/a");
        CHECK(draft_evidence(row).words == "и фото");
    }

    TEST_CASE("what is no address of a document is told and becomes no evidence") {
        const std::string plan = "title: План\nrows:\n  - id: r1\n    no: 1\n    measure: Семинар\n";
        for (const char* cell : {"Протокол № 2", "www.school.ru", "mailto:zavuch@school.ru", "ftp://school.ru/a",
                                 "https://", "file:///C:/otchet.docx"}) {
            CAPTURE(cell);
            const Updated updated = update(plan, "№;Мероприятия;Документ\n1;Семинар;" + std::string(cell) + "\n");
            CHECK(updated.text == plan);
            CHECK(updated.told == Ids{"import-evidence", "update-text-differs"});
        }
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
