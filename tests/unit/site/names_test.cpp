#include "site/names.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "kinds/criteria.h"
#include "kinds/plan.h"
#include "kinds/weights.h"
#include "support/memory_site.h"

namespace vitrina {
namespace {

using test::assemble_memory_site;
using test::MemorySite;

// site.yaml with more lines.
std::string site_yaml(std::string_view more) {
    return "-- site.yaml --\n" + std::string(test::plain_site_yaml) + std::string(more);
}

constexpr std::string_view bodies = R"(bodies:
  zam-uvr: {name: Заместитель директора по УВР, aliases: [зам. директора по УВР]}
  shmo: {name: Руководители ШМО}
)";

std::vector<std::string> responsible_of(const MemorySite& made, std::string_view plan) {
    std::vector<std::string> names;
    for (const BodyName& body : as<Plan>(made.record(plan)).sections[0].rows[0].responsible.bodies)
        names.push_back(body.name);
    return names;
}

TEST_SUITE("site/names") {
    TEST_CASE("aliases of subjects become the canonical name without regard to case and ё") {
        const MemorySite made = assemble_memory_site(R"(
-- memos/a.md --
---
title: А
subjects: [математика, физкультура, "Изо", Математика, ОБЖ]
procedures: всероссийская  проверочная работа
---
)");
        CHECK(made.messages.empty());
        CHECK(made.entry("memos/a").subjects ==
              std::vector<std::string>{"Математика", "Физическая культура",
                                       "Изобразительное искусство",
                                       "Основы безопасности и защиты Родины"});
        CHECK(made.entry("memos/a").procedures == std::vector<std::string>{"ВПР"});
    }

    TEST_CASE("the words of the site come before the built-in ones") {
        const MemorySite made = assemble_memory_site(site_yaml(R"(vocabulary:
  subjects: {Технология: [труд], Робототехника: []}
)") + R"(-- memos/a.md --
---
title: А
subjects: [Труд, труд (технология), робототехника]
---
)");
        CHECK(made.messages.empty());
        CHECK(made.entry("memos/a").subjects ==
              std::vector<std::string>{"Технология", "Труд (технология)", "Робототехника"});
    }

    TEST_CASE("a built-in word that the site names its own way keeps the site's name") {
        const MemorySite made = assemble_memory_site(site_yaml(R"(vocabulary:
  subjects: {Физкультура: [Физическая культура]}
)") + R"(-- memos/a.md --
---
title: А
subjects: Физическая культура
---
)");
        CHECK(made.messages.empty());
        CHECK(made.entry("memos/a").subjects == std::vector<std::string>{"Физкультура"});
    }

    TEST_CASE("unknown words are warned about with what is like them") {
        const MemorySite made = assemble_memory_site(R"(
-- memos/a.md --
---
title: А
subjects: [Матиматика, Верховая езда]
procedures: ВРП
---
)");
        CHECK(made.messages ==
              "memos/a.md:3:12 subject-unknown(Матиматика, Математика)\n"
              "memos/a.md:3:24 subject-unknown(Верховая езда, )\n"
              "memos/a.md:4:13 procedure-unknown(ВРП, ВПР)\n");
    }

    TEST_CASE("an unknown word has one spelling in the whole site") {
        const MemorySite made = assemble_memory_site(R"(
-- memos/a.md --
---
title: А
subjects: Верховая езда
---
-- memos/b.md --
---
title: Б
subjects: верховая  Езда
---
)");
        CHECK(made.entry("memos/b").subjects == std::vector<std::string>{"Верховая езда"});
    }

    TEST_CASE("kinds of work are canonical in criteria and weights") {
        const MemorySite made = assemble_memory_site(R"(
-- criteria/a.yaml --
title: Критерии
subject: физика
records:
  - {id: a, classes: [7], work: [Контрольная, К/р по теме], model: credit, pass: решено}
  - {id: b, classes: [8], work: "*", model: credit, pass: решено}
-- weights/b.yaml --
title: Веса
weights: {д/з: 1}
term_mark: {5: 4.65, 4: 3.65, 3: 2.65}
)");
        const auto& works = as<Criteria>(made.record("criteria/a")).records[0].rule.works;
        CHECK(works[0].name == "контрольная работа");
        CHECK(works[1].name == "К/р по теме");
        CHECK(as<Weights>(made.record("weights/b")).weights.items[0].first.value.name ==
              "домашняя работа");
        CHECK(made.messages == "criteria/a.yaml:4:47 work-unknown(К/р по теме, )\n");
    }

    TEST_CASE("a default of a file is told once however many records have it") {
        const MemorySite made = assemble_memory_site(R"(
-- criteria/a.yaml --
title: Критерии
subject: Физека
work: контрольнаяя
records:
  - {id: a, classes: [7], model: credit, pass: решено}
  - {id: b, classes: [8], model: credit, pass: решено}
)");
        CHECK(made.messages ==
              "criteria/a.yaml:2:10 subject-unknown(Физека, Физика)\n"
              "criteria/a.yaml:3:7 work-unknown(контрольнаяя, контрольная)\n");
    }

    TEST_CASE("a procedure is named by its word its title or its record") {
        const MemorySite made = assemble_memory_site(R"(
-- procedures/vpr.md --
---
title: Проверочные работы весной
code: ВПР
---
-- memos/a.md --
---
title: А
procedures: [procedures/vpr]
---
-- memos/b.md --
---
title: Б
procedures: [проверочные работы весной]
---
)");
        CHECK(made.messages.empty());
        CHECK(made.entry("memos/a").procedures == std::vector<std::string>{"ВПР"});
        CHECK(made.entry("memos/b").procedures == std::vector<std::string>{"ВПР"});
        const Term* term = made.site.taxonomy("procedures").find("ВПР");
        REQUIRE(term != nullptr);
        CHECK(term->url == "/procedures/vpr/");
        CHECK(made.urls(term->records) == std::vector<std::string>{"/memos/a/", "/memos/b/"});
    }

    TEST_CASE("what is no record of a procedure is told") {
        const MemorySite made = assemble_memory_site(R"(
-- memos/a.md --
---
title: А
procedures: [procedures/vpr, memos/b, "komitet:procedures/vpr"]
---
-- memos/b.md --
---
title: Б
---
)");
        CHECK(made.messages ==
              "memos/a.md:3:14 procedure-other(procedures/vpr)\n"
              "memos/a.md:3:30 procedure-other(memos/b)\n"
              "memos/a.md:3:39 procedure-other(komitet:procedures/vpr)\n");
    }

    TEST_CASE("a word has one record in a school year") {
        const MemorySite made = assemble_memory_site(R"(
-- procedures/a.md --
---
title: ВПР весной
code: ВПР
---
-- procedures/b.md --
---
title: ВПР снова
code: впр
---
-- procedures/old.md --
---
title: ВПР прошлого года
code: ВПР
school_year: 2024-2025
---
)");
        CHECK(made.messages == "procedures/b.md:3:7 procedure-twice(ВПР, procedures/a)\n");
    }

    TEST_CASE("a spelling that two words of the site claim is told") {
        const MemorySite made = assemble_memory_site(site_yaml(R"(vocabulary:
  works: {контрольная работа: [работа], проверочная работа: [Работа]}
)"));
        CHECK(made.messages == "site.yaml:6:41 vocabulary-twice(Работа, контрольная работа)\n");
    }

    TEST_CASE("bodies are known by id, name and alias") {
        const MemorySite made = assemble_memory_site(site_yaml(bodies) + R"(-- plans/a.yaml --
title: План
rows:
  - {measure: М, responsible: [zam-uvr, руководители ШМО, Зам. директора по УВР, parents]}
)");
        CHECK(made.messages.empty());
        CHECK(responsible_of(made, "plans/a") ==
              std::vector<std::string>{"zam-uvr", "shmo", "zam-uvr", "parents"});
    }

    TEST_CASE("a word of the audience is known in Russian and printed as written") {
        const MemorySite made = assemble_memory_site(R"(
-- plans/a.yaml --
title: План
rows:
  - {measure: М, responsible: [Родители, родители, Администрация]}
)");
        CHECK(made.messages.empty());
        CHECK(responsible_of(made, "plans/a") ==
              std::vector<std::string>{"Родители", "parents", "Администрация"});
    }

    TEST_CASE("an id that no body has is an error and an unknown name a warning") {
        const MemorySite made = assemble_memory_site(site_yaml(bodies) + R"(-- plans/a.yaml --
title: План
rows:
  - {measure: М, responsible: [zam-uv, xyz, Руководитель ШМО, Иванова А. А.]}
)");
        CHECK(made.messages ==
              "plans/a.yaml:3:32 body-id-unknown(zam-uv, zam-uvr)\n"
              "plans/a.yaml:3:40 body-id-unknown(xyz, )\n"
              "plans/a.yaml:3:45 body-unknown(Руководитель ШМО, Руководители ШМО)\n"
              "plans/a.yaml:3:63 body-unknown(Иванова А. А., )\n");
    }

    TEST_CASE("a name that two bodies claim is told") {
        const MemorySite made = assemble_memory_site(
            site_yaml("bodies:\n  a: {name: Директор}\n  b: {name: Завуч, aliases: [директор]}\n"));

        CHECK(made.messages == "site.yaml:7:3 body-twice(директор, a)\n");
    }

    TEST_CASE("every site explains the usual abbreviations and its own come first") {
        const MemorySite made =
            assemble_memory_site(site_yaml("glossary: {ЯЯЯ: своё, ВПР: наши работы}\n"));

        const auto& glossary = made.site.glossary;
        REQUIRE(glossary.size() > 20);
        CHECK(glossary[0].first == "ЯЯЯ");
        CHECK(glossary[1].second == "наши работы");
        CHECK(std::ranges::count(glossary, "ВПР", &std::pair<std::string, std::string>::first) ==
              1);
        CHECK(std::ranges::count(glossary, "ФГОС", &std::pair<std::string, std::string>::first) ==
              1);
    }
}

}  // namespace
}  // namespace vitrina
