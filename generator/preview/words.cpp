#include "preview/words.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace vitrina {
namespace {

constexpr auto words = std::to_array<PreviewWord>({
    {"error", {"error", "ошибка"}},
    {"warning", {"warning", "предупреждение"}},
    {"help", {"help", "подсказка"}},
    {"more_messages", {"and {0} more: `vitrina check` tells them all",
                       "и ещё {0}: все покажет `vitrina check`"}},
    {"problems_title", {"{0} {0|error|errors}: the site would not be published",
                        "{0} {0|ошибка|ошибки|ошибок}: сайт не был бы опубликован"}},
    {"problems_old", {"What you see is the last state without errors.",
                      "На странице — последнее состояние без ошибок."}},
    {"state_link", {"state of the site", "состояние сайта"}},
    {"ribbon_draft", {"Draft: this page is not published",
                      "Черновик: эта страница не публикуется"}},
    {"ribbon_scheduled", {"This page will be published from {0}",
                          "Страница будет опубликована: {0}"}},
    {"nearest_title", {"Addresses like this one", "Похожие адреса"}},
    {"plain_title", {"The site cannot be shown yet", "Сайт пока нельзя показать"}},
    {"plain_lead", {"It will appear here as soon as these errors are mended.",
                    "Он появится здесь, как только ошибки будут исправлены."}},
    {"not_found", {"There is no such address here.", "Здесь нет такого адреса."}},
    {"state_title", {"State of the preview", "Состояние предпросмотра"}},
    {"state_lead", {"Drafts and mistakes, deadlines and gaps of the site as its sources are now. "
                    "Readers never see this page.",
                    "Черновики и ошибки, сроки и пробелы сайта — по исходным файлам, какие они "
                    "сейчас. Читатели этой страницы не видят."}},
    {"fact_pages", {"{0|page|pages}", "{0|страница|страницы|страниц}"}},
    {"fact_errors", {"{0|error|errors}", "{0|ошибка|ошибки|ошибок}"}},
    {"fact_warnings", {"{0|warning|warnings}",
                       "{0|предупреждение|предупреждения|предупреждений}"}},
    {"fact_built", {"last read in", "время последнего чтения"}},
    {"milliseconds", {"{0} ms", "{0} мс"}},
    {"checking", {"Pages are still being checked; this page will tell when they are.",
                  "Страницы ещё проверяются; эта страница скажет, когда закончит."}},
    {"changed_title", {"What changed last", "Что изменилось последним"}},
    {"messages_title", {"Errors and warnings", "Ошибки и предупреждения"}},
    {"no_messages", {"Nothing to tell: the site would be published as it is.",
                     "Замечаний нет: сайт можно публиковать как есть."}},
    {"is_old", {"The sources have errors: what is shown is older than they are.",
                "В исходных файлах ошибки: показано состояние до них."}},
    {"overdue_title", {"Overdue measures of plans", "Просроченные мероприятия планов"}},
    {"overdue_note", {"by {0}", "до {0}"}},
    {"review_title", {"To be reviewed", "Пора пересмотреть"}},
    {"review_note", {"by {0}", "до {0}"}},
    {"expiring_title", {"Ends within a month", "Закончится в течение месяца"}},
    {"expiring_note", {"{0}", "{0}"}},
    {"hidden_title", {"Not published", "Не опубликовано"}},
    {"hidden_draft", {"draft", "черновик"}},
    {"hidden_from", {"from {0}", "с {0}"}},
    {"hidden_record", {"draft, scheduled or removed", "черновик, ждёт своего дня или удалена"}},
    {"gaps_title", {"Subjects and classes without criteria",
                    "Предметы и классы без критериев оценивания"}},
    {"gaps_note", {"{0} {0|class|classes}", "{0} {0|класс|класса|классов}"}},
    {"pages_title", {"{0} {0|page|pages} of records", "{0} {0|страница|страницы|страниц} записей"}},
    {"pages_more", {"The first {0}; `vitrina list` shows all of them.",
                    "Первые {0}; все показывает `vitrina list`."}},
    {"column_page", {"Page", "Страница"}},
    {"column_address", {"Address", "Адрес"}},
    {"column_source", {"Source", "Исходный файл"}},
});

}  // namespace

std::span<const PreviewWord> preview_words() {
    return words;
}

std::string_view preview_word(std::string_view key, bool is_russian) {
    const auto found = std::ranges::find(words, key, &PreviewWord::key);
    assert(found != words.end());
    return is_russian ? found->text.ru : found->text.en;
}

}  // namespace vitrina
