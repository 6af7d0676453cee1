// Files that `new` writes for the school year: procedures, schedules, checklists, the curriculum,
// results. For new_texts.cpp; `@name@` is filled in there.
#pragma once

#include <string_view>

namespace vitrina {

inline constexpr std::string_view procedure_text = R"(---
# Название страницы: его видят в списках и в поиске.
title: @title@
summary: Что это за работа, кто и когда её пишет.
date: @today@
# Короткое слово: памятки, демоверсии и график называют процедуру им.
# code: ВПР
school_year: @school_year@
# С какого по какой день она проводится:
# window: {from: @april@-11, to: @april@-30}
# Кто что пишет; any_of — из каких предметов выбирают один.
by_class:
  - {classes: [4], subjects: [Математика, Русский язык], duration_min: 45}
# Идёт ли отметка в журнал.
counts_for_mark: false
aids: [ручка, линейка]
---
Расскажите родителям простыми словами: зачем эта работа, на что она влияет и чем можно помочь дома.
)";

inline constexpr std::string_view schedule_text =
    R"(# График оценочных процедур: кто, когда и что пишет.
title: @title@
school_year: @school_year@
date: @today@
# Каким актом утверждён (путь к файлу акта без расширения):
# act: acts/prikaz
entries:
  # Работа в один день; lesson — какой урок, duration_min — сколько минут.
  - {date: @work_day@, classes: [@class@], subject: @subject@, form: контрольная работа, lesson: 3, duration_min: 45}
  # Если день ещё не назначен, напишите промежуток:
  # - {from: @april@-11, to: @april@-30, classes: [4], subject: Математика, form: ВПР, level: федеральный}
  # Перенос: прежний день и причина.
  # - {date: @april@-16, classes: [7А], subject: Физика, form: контрольная работа, moved: {from: @april@-14, why: болезнь учителя}}
)";

inline constexpr std::string_view checklist_text =
    R"(# Перечень для проверки: что спрашивают и где это лежит. Пять элементов внутренней системы оценки.
title: @title@
date: @today@
items:
  # answer: есть, нет, не требуется. Если есть — назовите в evidence запись, файл или адрес:
  # evidence: [acts/polozhenie] или [{url: "https://…", title: Отчёт}]
  - {no: "1", text: Положение о внутренней системе оценки качества образования, answer: нет, note: укажите положение}
  - {no: "2", text: Регулярные независимые оценочные процедуры, answer: нет, note: укажите график}
  - {no: "3", text: Прозрачные критерии внутреннего текущего и итогового оценивания, answer: нет, note: укажите критерии}
  - {no: "4", text: Непрерывное повышение квалификации учителей в области оценивания, answer: нет, note: укажите план}
  - {no: "5", text: Анализ результатов оценочных процедур в методических объединениях, answer: нет, note: укажите протоколы}
)";

inline constexpr std::string_view curriculum_text =
    R"(# Учебный план: сколько уроков за год. По нему проверяется доля контрольных.
title: @title@
school_year: @school_year@
date: @today@
hours:
  Русский язык: {5: 170, 6: 204}
  Математика: {5: 170, 6: 170}
# Сколько уроков в день у класса: одно число или по дням с понедельника.
# lessons: {5: [6, 6, 6, 6, 5], 6: 6}
)";

inline constexpr std::string_view results_text =
    R"(# Результаты без имён: числа. Маленькие числа программа не опубликует, этот файл на сайт не попадает.
title: @title@
date: @today@
procedure: ВПР
year: @year@
subject: Математика
classes: [4]
participants: 24
# Строки — отметка в журнале, столбцы — отметка за работу: 2, 3, 4, 5.
journal_vs_work: {2: [0, 0, 0, 0], 3: [0, 8, 0, 0], 4: [0, 0, 9, 0], 5: [0, 0, 0, 7]}
# Сколько учеников набрали каждый балл от 0 и с какого балла начинаются отметки:
# primary: {max: 20, bounds: {3: 6, 4: 10, 5: 15}, counts: [0, 0, …]}
# Сумма баллов всех участников за задание:
# tasks: [{no: 1, max: 1, level: Б, sum: 20, skill: вычисления}]
)";

}  // namespace vitrina
