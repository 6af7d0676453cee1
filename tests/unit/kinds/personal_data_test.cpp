#include "kinds/personal_data.h"

#include <doctest/doctest.h>

namespace vitrina {

TEST_SUITE("kinds/personal_data") {
    TEST_CASE("a pupil is found by name behind a word for pupils") {
        for (const auto& [text, found] :
             {std::pair{"Ученик Иванов И. П. пропустил урок", "Иванов И. П."},
              {"как у учащейся 5А класса Петровой Анны Сергеевны", "Петровой Анны Сергеевны"},
              {"обучающемуся\nСидорову К. — ещё попытка", "Сидорову К."},
              {"школьница А. П. Иванова", "А. П. Иванова"}})
            CHECK(find_pupil(text) == found);
    }

    TEST_CASE("writers and scholars are nobody of the school") {
        for (const char* text :
             {"Рассказ А. П. Чехова прочитан", "Ученик знает рассказ А. П. Чехова",
              "обучающийся сравнивает стихи Лермонтова М. Ю. и Пушкина А. С.",
              "Ученик 5 класса называет героев Льва Николаевича Толстого",
              "Учащийся решает задачу по теореме Виета", "ученик", "ученики 5 класса", ""})
            CHECK(find_pupil(text) == "");
    }

    TEST_CASE("a number of social insurance is told by its control number") {
        CHECK(find_pupil("СНИЛС 112-233-445 95.") == "112-233-445 95");
        CHECK(find_pupil("сумма 112-233-445 96") == "");
        CHECK(find_pupil("0112-233-445 95") == "");
    }

    TEST_CASE("telephones and addresses of mail are found among other numbers and signs") {
        for (const auto& [text, found] :
             {std::pair{"звоните: 8 (900) 123-45-67.", "8 (900) 123-45-67"},
              {"5 баллов — 8-900-123-45-67, 4 балла", "8-900-123-45-67"},
              {"тел. +79001234567", "+79001234567"},
              {"пишите на ivanova.a@mail.example.ru.", "ivanova.a@mail.example.ru"}})
            CHECK(find_contact(text) == found);
        for (const char* text :
             {"8 10 11 13 14 15", "8-10 верных ответов, 11-13 верных ответов", "от 89001234567 до 9",
              "с 01.09.2025 по 31.05.2026", "@ivanova", "5 @ 3", "a@b", "+7 баллов", ""})
            CHECK(find_contact(text) == "");
    }
}

}  // namespace vitrina
