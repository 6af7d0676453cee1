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

Updated update(const std::string& plan,
               const std::string& table,
               const std::vector<std::string>& fields = {"status", "deadline", "responsible", "evidence"}) {
    Diagnostics out;
    const SourcePtr source = source_of("plan.yaml", plan);
    const auto root = read_yaml(source, {0, static_cast<std::uint32_t>(plan.size())}, out);
    const auto config = read_site_config(source_of("site.yaml", site_text), out);
    const auto documents = read_documents(source_of("t.csv", table), out);
    const auto draft = read_plan_draft(documents.at(0), out);
    REQUIRE(root);
    REQUIRE(config);
    REQUIRE(draft);
    PlanUpdate updated(source, *root, fields, out);
    updated.take(*draft, &*config);
    Updated result{updated.text(), {}, updated.changes().size()};
    for (const Diagnostic& message : out.items())
        result.told.emplace_back(message_text(message.id).name);
    return result;
}

using Ids = std::vector<std::string>;

const std::vector<std::string> usual_fields = {"status", "done", "report", "evidence"};

DraftEvidence evidence_of(const std::vector<std::string>& lines) {
    DraftRow row;
    for (const std::string& line : lines)
        row.at(DraftField::Evidence).lines.push_back({"", line});
    return draft_evidence(row);
}

// `title|address` of each, then the words that are left.
std::string shown(const DraftEvidence& evidence) {
    std::string text;
    for (const DraftEvidence::Link& link : evidence.links)
        text += link.title + "|" + link.url + "\n";
    return text + evidence.words;
}

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
        CHECK(evidence.words == "отчёт");
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

    TEST_CASE("words beside a state or a document never replace the report of the plan") {
        const std::string plan =
            "title: План\nrows:\n  - {id: r1, no: 1, measure: Семинар, status: done, report: 'Провели, протокол № 2'}\n";
        const Updated kept = update(
            plan, "№;Мероприятия;Исполнение;Документ\n1;Семинар;Выполнено частично в мае;Справка\n", usual_fields);
        CHECK(kept.text.find("report: 'Провели, протокол № 2'") != std::string::npos);
        CHECK(kept.told == Ids{"import-evidence", "update-report-kept"});
        const Updated known = update(plan, "№;Мероприятия;Документ\n1;Семинар;Протокол № 2\n", usual_fields);
        CHECK(known.text == plan);
        CHECK(known.told == Ids{"import-evidence"});
        const Updated empty_cell =
            update(plan, "№;Мероприятия;Отчёт;Документ\n1;Семинар;;Справка\n", usual_fields);
        CHECK(empty_cell.text == plan);
        CHECK(empty_cell.told == Ids{"import-evidence", "update-report-kept"});
    }

    TEST_CASE("words beside a document are the report of a row that has none, and follow its own column") {
        const std::string plan = "title: План\nrows:\n  - id: r1\n    no: 1\n    measure: Семинар\n";
        CHECK(update(plan, "№;Мероприятия;Документ\n1;Семинар;Справка\n", usual_fields).text ==
              plan + "    report: Справка\n");
        const std::string both = "№;Мероприятия;Отчёт;Документ\n1;Семинар;Провели;Справка\n";
        const std::string updated = update(plan, both, usual_fields).text;
        CHECK(updated == plan + "    report: 'Провели Справка'\n");
        CHECK(update(updated, both, usual_fields).changes == 0);
    }

    TEST_CASE("quotes and stars around an address are no part of it") {
        CHECK(shown(evidence_of({"Отчёт «https://a.example.org/1»"})) == "Отчёт|https://a.example.org/1\n");
        CHECK(shown(evidence_of({"\"https://a.example.org/1\", “https://a.example.org/2”; „https://a.example.org/3“"})) ==
              "|https://a.example.org/1\n|https://a.example.org/2\n|https://a.example.org/3\n");
        CHECK(shown(evidence_of({"\\<https://a.example.org/1> *https://a.example.org/2* 'https://a.example.org/3'"})) ==
              "|https://a.example.org/1\n|https://a.example.org/2\n|https://a.example.org/3\n");
        CHECK(shown(evidence_of({"Справка «Итоги \"года\"» https://a.example.org/1\u00A0и фото"})) ==
              "Справка «Итоги \"года\"»|https://a.example.org/1\nи фото");
        CHECK(shown(evidence_of({"«Итоги https://a.example.org/1»"})) == "Итоги|https://a.example.org/1\n");
    }

    TEST_CASE("addresses without a space between them are two, and one inside another is one") {
        CHECK(shown(evidence_of({"https://a.example.org/1https://b.example.org,http://c.example.org/;https://d.example.org/"})) ==
              "|https://a.example.org/1\n|https://b.example.org\n|http://c.example.org/\n|https://d.example.org/\n");
        CHECK(shown(evidence_of({"https://a.example.org/https://b.example.org"})) ==
              "|https://a.example.org/\n|https://b.example.org\n");
        const std::string archive = "https://web.archive.org/web/2026/https://a.example.org/";
        const std::string query = "https://a.example.org/?to=https://b.example.org/";
        CHECK(shown(evidence_of({archive, query})) == "|" + archive + "\n|" + query + "\n");
    }

    TEST_CASE("a bracket that an address opens closes within it") {
        CHECK(shown(evidence_of({"Статья https://ru.example.org/wiki/Оценка_(школа)"})) ==
              "Статья|https://ru.example.org/wiki/Оценка_(школа)\n");
        CHECK(shown(evidence_of({"(https://ru.example.org/wiki/Оценка_(школа))."})) ==
              "|https://ru.example.org/wiki/Оценка_(школа)\n");
    }

    TEST_CASE("a document that is named twice in a cell is taken once") {
        CHECK(shown(evidence_of({"https://a.example.org/1 Отчёт https://a.example.org/1", "[Итог](<https://a.example.org/1>)"})) ==
              "Отчёт|https://a.example.org/1\n");
    }

    TEST_CASE("brackets before a link are no part of it, and a link that is no address leaves its words") {
        CHECK(shown(evidence_of({"[1] [Отчёт [проект]](<https://a.example.org/1>)"})) ==
              "[1] Отчёт [проект]|https://a.example.org/1\n");
        CHECK(shown(evidence_of({"Писать [завучу](<mailto:zavuch@example.org>): https://a.example.org/1"})) ==
              "Писать завучу|https://a.example.org/1\n");
        CHECK(shown(evidence_of({"[zavuch@example.org](<mailto:zavuch@example.org>)"})) == "zavuch@example.org");
        CHECK(shown(evidence_of({"[a](<b](<c", "[](<"})) == "[a](<b](<c; [](<");
    }

    TEST_CASE("a semicolon divides documents") {
        CHECK(shown(evidence_of({"Протокол № 2; отчёт https://a.example.org/1; справка"})) ==
              "отчёт|https://a.example.org/1\nПротокол № 2; справка");
    }

    TEST_CASE("a long hostile cell is read in time that grows with its length") {
        const auto repeated = [](std::string_view text) {
            std::string all;
            while (all.size() < 200'000)
                all += text;
            return all;
        };
        for (const char* part : {"[", "](<", "[](<", "[a](<b", "(", ")", "((https://a.example.org ", "\"", "«", "»;",
                                 "https://", "https://a.example.org/(", "https://a.example.org/1 "}) {
            CAPTURE(part);
            CHECK(evidence_of({repeated(part) + " https://z.example.org"}).links.size() < 3);
        }
        std::string many;
        for (int i = 0; i < 20'000; ++i)
            many += "https://a.example.org/" + std::to_string(i) + " ";
        CHECK(evidence_of({many}).links.size() == 20'000);
    }

    TEST_CASE("a day with a time of day is a day") {
        const std::string plan = "title: План\nrows:\n  - id: r1\n    no: 1\n    measure: Семинар\n";
        for (const char* day : {"20.05.2026 10:30", "20.05.2026 9:05:00", "2026-05-20T10:30"}) {
            CAPTURE(day);
            const Updated updated =
                update(plan, "№;Мероприятия;Дата исполнения\n1;Семинар;" + std::string(day) + "\n", usual_fields);
            CHECK(updated.text == plan + "    status: done\n    done: 2026-05-20\n");
            CHECK(updated.told.empty());
        }
        CHECK(update(plan, "№;Мероприятия;Дата исполнения\n1;Семинар;20.05.2026 10:30 в зале\n", usual_fields)
                  .text.find("report: '20.05.2026 10:30 в зале'") != std::string::npos);
    }

    TEST_CASE("what our own report says of a row changes nothing in it") {
        const std::string plan =
            "title: План\nrows:\n"
            "  - {id: r1, measure: Сайт школы}\n"
            "  - {id: r2, measure: Опрос родителей, status: moved, moved: {to: 2027-05-20, why: нет *сметы*}}\n"
            "  - id: r3\n    measure: Приказ о системе\n    status: done\n    done: 2026-10-20\n    report: Обсудили\n"
            "    evidence: [acts/prikaz_1, {file: /files/p.pdf, title: Протокол}, {url: 'https://a.example.org/'}]\n";
        for (const char* late : {"", "просрочено; "}) {
            CAPTURE(late);
            const Updated updated = update(
                plan,
                "№;Мероприятие;Что сделано;Дата исполнения;Документ;Состояние\n"
                "1;Сайт школы;;;;просрочено\n"
                "2;Опрос родителей;;;;\"" + std::string(late) + "перенесено на 20 мая 2027 г.: нет сметы\"\n"
                "3;Приказ о системе;Обсудили;20.10.2026;\"Приказ № 5 acts/prikaz_1; Протокол /files/p.pdf; "
                "https://a.example.org/\";выполнено позже\n",
                usual_fields);
            CHECK(updated.text == plan);
            CHECK(updated.told.empty());
        }
        const Updated other_day = update(
            plan, "№;Мероприятие;Состояние\n2;Опрос родителей;перенесено на 20 июня 2027 г.: нет сметы\n", usual_fields);
        CHECK(other_day.changes == 1);
        const Updated filled = update(
            plan, "№;Мероприятие;Дата исполнения;Состояние\n1;Сайт школы;20.05.2027;нет отметки\n", usual_fields);
        CHECK(filled.changes == 2);
    }

    TEST_CASE("a report in English comes back as well") {
        const std::string plan = "title: Plan\nrows:\n  - {id: r1, measure: Site of the school, report: Begun}\n"
                                 "  - {id: r2, measure: Survey, status: moved, moved: {to: 2027-05-20}}\n";
        const Updated updated = update(plan,
                                       "No.;Measure;What was done;Done on;Document;State\n"
                                       "1;Site of the school;Begun;;;nothing said\n2;Survey;;;;\"late; moved to 20 May 2027\"\n",
                                       usual_fields);
        CHECK(updated.text == plan);
        CHECK(updated.told.empty());
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
