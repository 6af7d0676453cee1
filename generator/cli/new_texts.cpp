#include "cli/new_texts.h"

#include <algorithm>
#include <array>
#include <utility>

#include "cli/year_texts.h"

namespace vitrina {
namespace {

constexpr std::string_view site_text =
    R"(# Главный файл сайта. После знака # — пояснения, программа их не читает.
# Проверить, всё ли верно: vitrina check. Собрать сайт: vitrina build.

title: @title@

organization:
  # school — школа, committee — комитет, methodical-service — методическая служба
  kind: school
  name: Полное название организации
  short_name: Короткое название
  # Адрес, телефоны и почту увидят все посетители сайта.
  # address: Индекс, населённый пункт, улица, дом
  # phones: ["+7 (81300) 1-23-45"]
  # email: pochta@example.org

# Адрес, по которому сайт откроется. Замените до публикации.
base_url: https://ocenka.example.org/

# Текущий учебный год: всё, что кончилось раньше, уходит в архив.
school_year: @school_year@
timezone: Europe/Moscow

# Кого можно назвать ответственным в планах и приказах: слева короткое имя, справа — как печатать.
bodies:
  direktor: {name: Директор}
  zam-uvr: {name: Заместитель директора по УВР}

# Сокращения: при первом упоминании на странице появится расшифровка.
glossary:
  ВПР: Всероссийские проверочные работы

# Что ещё можно добавить: горячие линии (hotlines), порядок апелляции (appeal), ссылки (links),
# меню (menu). Полный список полей: vitrina schema site.
)";

constexpr std::string_view site_memo = R"(---
# Название страницы: его видят в списках и в поиске.
title: Как мы оцениваем
summary: Где найти критерии, планы и демонстрационные работы и кого спросить, если что-то непонятно.
date: @today@
# Для кого: parents, pupils, teachers, administration, methodists
audience: [parents, pupils]
---
На этом сайте школа открыто показывает, как она оценивает учеников. Замените этот текст своим.

## Что здесь будет

- критерии отметок по предметам;
- планы и приказы об оценивании;
- демонстрационные варианты работ.
)";

constexpr std::string_view memo_text = R"(---
# Название страницы: его видят в списках и в поиске.
title: @title@
# Одно-два предложения: о чём памятка и кому она поможет.
summary: О чём эта памятка и чем она поможет читателю.
date: @today@
# Для кого: parents, pupils, teachers, administration, methodists
audience: [parents]
# Если памятка только для некоторых классов, предметов или работ, уберите # в начале строки.
# classes: [4, 5-9]
# subjects: [Математика]
# procedures: [ВПР]
# Три-пять главных мыслей: они стоят в рамке над текстом.
key_points:
  - Первая главная мысль.
  - Вторая главная мысль.
---
Начните с ответа на главный вопрос читателя. Пишите коротко и просто.

## Что делать

1. Первый шаг.
2. Второй шаг.

Ссылка на другую страницу сайта — это путь к её файлу от папки сайта, с косой чертой в начале.
)";

constexpr std::string_view page_text = R"(---
# Название страницы: его видят в списках и в поиске.
title: @title@
summary: О чём эта страница.
date: @today@
---
Текст страницы в разметке Markdown: пустая строка отделяет абзацы, две решётки начинают подзаголовок.

## Подзаголовок

- пункт списка;
- ещё один пункт.
)";

constexpr std::string_view act_text = R"(---
# Вид: приказ, распоряжение, письмо, положение, протокол, приложение, программа, иное
type: приказ
# Номер и дата, как в документе. Название соберётся само: «Приказ от … № … «Об …»».
number: "1"
date: @today@
# О чём документ: «Об утверждении …»
subject: @title@
# проект, действует, изменён, отменён
status: действует
# Вступительная часть: до слов «приказываю».
preamble: В целях открытого и объективного оценивания
# Пункты, как напечатаны. Если пункт утверждает план или критерии: approves: plans/имя-файла
items:
  - {no: "1", text: Текст первого пункта.}
  - {no: "2", text: Контроль за исполнением оставляю за собой.}
signatory: {position: Директор}
# Скан или подписанный файл кладут в папку files сайта.
# file: /files/prikaz.pdf
---
)";

constexpr std::string_view event_text = R"(---
# Название: его видят в календаре и в списках.
title: @title@
summary: Что будет и кого приглашают.
date: @today@
# Для кого: parents, pupils, teachers, administration, methodists
audience: [parents]
# Начало и конец: день и время в часовом поясе сайта.
start: @today@ 18:00
end: @today@ 19:00
place: Актовый зал
# Если есть трансляция:
# online: https://example.org/translyaciya
programme:
  - {time: "18:00", text: Открытие}
  - {time: "18:45", text: Ответы на вопросы}
---
Что взять с собой, где задать вопросы заранее.
)";

constexpr std::string_view plan_text = R"(# План мероприятий: таблица, как в документе.
title: @title@
school_year: @school_year@
date: @today@
# Каким актом утверждён (путь к файлу акта без расширения):
# act: acts/prikaz
# Столбцы и их порядок: no task measure participants deadline responsible result status
columns: [no, measure, deadline, responsible, result]

sections:
  - title: Организационные мероприятия
    rows:
      # id — постоянное имя строки для ссылок; no — номер, как напечатан.
      - id: r01
        no: "1"
        measure: Провести педагогический совет об объективном оценивании
        # Срок пишут словами, как в документе: программа поймёт месяцы, даты, четверти.
        deadline: @autumn@
        # Короткие имена из bodies в site.yaml
        responsible: [@responsible@]
        result: Протокол педагогического совета
  - title: Работа с родителями
    rows:
      - id: r02
        no: "1"
        measure: Рассказать на собраниях, где опубликованы критерии отметок
        deadline: @spring@
        responsible: [@responsible@]
        result: Родители знают, где найти критерии
)";

constexpr std::string_view criteria_text =
    R"(# Критерии отметок: один файл — одна страница, в нём сколько угодно записей.
title: @title@
subject: @subject@
date: @today@
# Каким актом утверждены (путь к файлу акта без расширения):
# approved_by: acts/polozhenie

records:
  # id — постоянное имя записи для ссылок.
  - id: kontrolnaya
    classes: [@classes@]
    work: контрольная работа
    # points — по сумме баллов, errors — по числу ошибок, descriptor — словами, credit — зачёт
    model: points
    max: 20
    # С какого балла начинается отметка; всё, что ниже, — «2».
    scale: {5: 17, 4: 13, 3: 8}
)";

constexpr std::string_view weights_text =
    R"(# Вес видов работ: сколько «стоит» отметка за каждую из них.
title: @title@
date: @today@
# Чем больше число, тем сильнее отметка влияет на средний балл.
weights:
  контрольная работа: 5
  самостоятельная работа: 3
  устный ответ: 3
  домашняя работа: 1
# Для каких классов и предметов; на один класс и предмет — одно правило.
applies: {classes: [@classes@]}
period: четверть
# С какого среднего балла выставляется отметка.
term_mark: {5: 4.65, 4: 3.65, 3: 2.65}
min_marks: 3
rounding: {digits: 2, mode: half_up}
# Примеры: отметки и виды работ; результат программа сосчитает сама.
examples:
  - {marks: [[5, контрольная работа], [4, устный ответ], [3, домашняя работа]]}
)";

constexpr std::string_view demo_text = R"(# Демонстрационный вариант работы.
title: @title@
subject: Математика
classes: [4]
date: @today@
audience: [pupils, parents]
duration_min: 40
instructions: На выполнение работы отводится 40 минут.
# С какой суммы баллов начинается отметка.
scale: {5: 3, 4: 2, 3: 1}
# after — ответы после проверки, separate — на своей странице, none — не показывать
answers: after
items:
  # Задание с числом в ответе. Формулы пишут между знаками доллара, в одинарных кавычках.
  - {no: 1, type: number, level: Б, stem: 'Вычисли $7 \cdot 8$', answer: 56}
  # Один верный ответ из нескольких.
  - no: 2
    type: single
    level: Б
    stem: Какая из этих величин — длина?
    options:
      - {text: метр, right: true}
      - {text: килограмм}
      - {text: литр}
  # Слово в ответе; в списке — все верные варианты.
  - {no: 3, type: text, level: П, stem: 'Как называется результат умножения?', answer: [произведение]}
)";

constexpr std::string_view tasks_text =
    R"(# Банк заданий: из него берут задания в демонстрационные варианты.
title: @title@
subject: Математика
classes: [4]
date: @today@
tasks:
  # id — постоянное имя задания: на него ссылаются «{use: tasks/имя-файла#id}».
  - id: umnozhenie-1
    topic: Умножение
    type: number
    level: Б
    stem: 'Вычисли $7 \cdot 8$'
    answer: 56
    solution: '$7 \cdot 8 = 56$'
)";

constexpr auto texts = std::to_array<NewText>({
    {"memo", "Новая памятка", memo_text},
    {"page", "Новая страница", page_text},
    {"act", "Об утверждении документов по оцениванию", act_text},
    {"event", "Новое мероприятие", event_text},
    {"plan", "Новый план мероприятий", plan_text},
    {"criteria", "Новые критерии", criteria_text},
    {"weights", "Веса видов работ", weights_text},
    {"demo", "Новый демонстрационный вариант", demo_text},
    {"tasks", "Новый банк заданий", tasks_text},
    {"curriculum", "Учебный план", curriculum_text},
    {"results", "Результаты ВПР по математике, 4 класс", results_text},
    {"procedure", "Новая оценочная процедура", procedure_text},
    {"schedule", "График оценочных процедур", schedule_text},
    {"checklist", "Элементы внутренней системы оценки качества образования", checklist_text},
});

// Whom a rule may concern that a site has only one of.
struct Concern {
    std::string_view subject;
    std::string_view classes;
};
constexpr auto concerns = std::to_array<Concern>({{"Математика", "5-9"},
                                                  {"Математика", "10, 11"},
                                                  {"Математика", "1-4"},
                                                  {"Литература", "5-9"},
                                                  {"Биология", "5-9"},
                                                  {"География", "5-9"},
                                                  {"Химия", "8, 9"},
                                                  {"Обществознание", "6-9"}});

void replace_all(std::string& text, std::string_view name, std::string_view value) {
    for (std::size_t at = text.find(name); at != std::string::npos;
         at = text.find(name, at + value.size()))
        text.replace(at, name.size(), value);
}

std::string quoted(std::string_view text) {
    std::string result = "'";
    for (const char c : text)
        result += c == '\'' ? "''" : std::string(1, c);
    return result + "'";
}

}  // namespace

const NewText* find_new_text(std::string_view kind) {
    const auto found = std::ranges::find(texts, kind, &NewText::kind);
    return found == texts.end() ? nullptr : &*found;
}

std::string_view new_site_text() {
    return site_text;
}

std::string_view new_site_memo() {
    return site_memo;
}

std::vector<std::string> fill_new_text(std::string_view text, const NewValues& values) {
    const int year = values.school_year.first;
    std::string filled(text);
    Date work_day{static_cast<std::int16_t>(year + 1), 4, 15};
    if (iso_weekday(work_day) == 7)
        work_day = add_days(work_day, 1);
    const std::array<std::pair<std::string_view, std::string>, 9> simple{{
        {"@today@", iso_date(values.today)},
        {"@april@", std::to_string(year + 1) + "-04"},
        {"@work_day@", iso_date(work_day)},
        {"@year@", std::to_string(year)},
        {"@school_year@", school_year_name(values.school_year)},
        {"@autumn@", "Сентябрь " + std::to_string(year) + " г."},
        {"@spring@", "Март " + std::to_string(year + 1) + " г."},
        {"@responsible@", values.responsible},
        {"@title@", quoted(values.title)},
    }};
    const bool is_rule = filled.find("@classes@") != std::string::npos ||
                         filled.find("@class@") != std::string::npos;
    for (const auto& [name, value] : simple)
        replace_all(filled, name, value);
    std::vector<std::string> all;
    for (const Concern& concern : concerns) {
        std::string one = filled;
        replace_all(one, "@subject@", concern.subject);
        replace_all(one, "@classes@", concern.classes);
        replace_all(one, "@class@",
                    concern.classes.substr(0, concern.classes.find_first_of("-, ")));
        all.push_back(std::move(one));
        if (!is_rule)
            break;
    }
    // A site has no date, and cannot be a draft.
    std::string draft = all.front();
    const std::size_t line = draft.find("date: ");
    if (line == std::string::npos)
        return all;
    draft.insert(line,
                 "# Черновик не публикуется. Когда всё готово, уберите следующую строку.\n"
                 "draft: true\n");
    all.push_back(std::move(draft));
    return all;
}

}  // namespace vitrina
