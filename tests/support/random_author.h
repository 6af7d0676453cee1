// An author whose work is chance: writes, renames, breaks and mends the files of a small site, so
// that a test can ask after every step whether the generator saw it.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "support/chance.h"
#include "support/small_workspace.h"
#include "support/tests_folder.h"

namespace vitrina::test {

// How an author's program saves; `quietly` keeps size, file and time: only ctime tells.
struct AuthorsDisk {
    std::function<void(const std::string& path, const std::string& text)> save;
    std::function<void(const std::string& path, const std::string& text)> save_quietly;
    std::function<void(const std::string& path)> remove;
};

class RandomAuthor {
public:
    RandomAuthor(Chance chance, AuthorsDisk disk)
        : chance_(std::move(chance)), disk_(std::move(disk)) {
        for (const auto& [path, text] : good_site().sections)
            save("content/" + path, text);
        save("content/memos/a.md",
             memo("Оценка «два»", "[Положение](../acts/polozhenie.md#p1.1)."));
        save("content/memos/b.md", memo("Спросите учителя", "## Вопрос\n\n[Ещё](a.md)."));
        save("content/memos/v.md", memo("В файле", "[Бланк](../files/blank.txt) здесь."));
        save("content/files/blank.txt", "бланк\n");
        // Its bytes stand in the file for Moodle.
        save("content/files/p.png", "ab");
        save("content/tasks/p.yaml",
             "title: Банк\ntasks:\n  - {id: a, topic: Тема, type: number, answer: 3, "
             "stem: '![Угол](../files/p.png) Сколько?'}\n");
        for (const auto& [path, text] : theme_texts())
            files_[path] = text;
    }

    // Does something, and says what.
    std::string act() {
        static const std::vector<std::pair<std::string_view, void (RandomAuthor::*)()>> acts = {
            {"edit a body", &RandomAuthor::edit_body},
            {"edit a body", &RandomAuthor::edit_body},
            {"edit a letter quietly", &RandomAuthor::edit_quietly},
            {"add a memo", &RandomAuthor::add},
            {"rename a memo", &RandomAuthor::rename},
            {"delete a memo", &RandomAuthor::remove},
            {"another title", &RandomAuthor::retitle},
            {"another date", &RandomAuthor::redate},
            {"another audience", &RandomAuthor::readdress},
            {"a new reference", &RandomAuthor::refer},
            {"break a file", &RandomAuthor::break_one},
            {"mend all", &RandomAuthor::mend},
            {"mend all", &RandomAuthor::mend},
            {"another file to load down", &RandomAuthor::edit_attachment},
            {"site.yaml", &RandomAuthor::edit_config},
            {"the theme", &RandomAuthor::edit_theme},
            {"the data of a plan", &RandomAuthor::edit_plan},
        };
        const auto& [name, act] = acts[below(acts.size())];
        (this->*act)();
        return std::string(name);
    }

    std::size_t below(std::size_t count) { return chance_(count); }

private:
    static std::string memo(std::string_view title, std::string_view body) {
        return "---\ntitle: " + std::string(title) +
               "\naudience: parents\ndate: 2026-02-01\n---\n" + std::string(body) + "\n";
    }

    static std::map<std::string, std::string> theme_texts() {
        const std::string root = tests_folder() + "/../";
        std::map<std::string, std::string> texts;
        for (const std::string path :
             {"themes/base/templates/memo.html", "themes/base/assets/site.css",
              "themes/base/strings/ru.yaml"})
            texts[path] = read_test_file(root + path);
        return texts;
    }

    void save(const std::string& path, const std::string& text) {
        files_[path] = text;
        disk_.save(path, text);
    }

    std::vector<std::string> memos() const {
        std::vector<std::string> paths;
        for (const auto& [path, text] : files_)
            if (path.starts_with("content/memos/"))
                paths.push_back(path);
        return paths;
    }
    std::string any_memo() {
        const auto paths = memos();
        return paths.empty() ? std::string() : paths[below(paths.size())];
    }

    // The line that begins so gets another end, in one of the memos.
    void set_field(const std::string& field, const std::string& value) {
        const std::string path = any_memo();
        const std::size_t at = path.empty() ? std::string::npos : files_[path].find(field);
        if (at == std::string::npos)
            return;
        std::string text = files_[path];
        text.replace(at, text.find('\n', at) - at, field + value);
        save(path, text);
    }

    void edit_body() {
        if (const std::string path = any_memo(); !path.empty())
            save(path, files_[path] + "\nПравка " + std::to_string(below(100)) + ".\n");
    }
    void edit_quietly() {
        const std::string path = any_memo();
        if (path.empty())
            return;
        std::string& text = files_[path];
        for (const std::string_view letter : {"а", "о"})
            if (const std::size_t at = text.rfind(letter); at != std::string::npos) {
                text.replace(at, letter.size(), letter == "а" ? "о" : "а");
                break;
            }
        disk_.save_quietly(path, text);
    }
    void add() {
        const std::string number = std::to_string(below(1000));
        save("content/memos/n" + number + ".md", memo("Новая " + number, "Текст.\n\n## Раздел"));
    }
    void remove() {
        const std::string path = any_memo();
        if (path.empty())
            return;
        files_.erase(path);
        disk_.remove(path);
    }
    void rename() {
        const std::string path = any_memo();
        if (path.empty())
            return;
        const std::string text = files_[path];
        files_.erase(path);
        disk_.remove(path);
        save("content/memos/r" + std::to_string(below(1000)) + ".md", text);
    }
    void retitle() { set_field("title: ", "Заглавие " + std::to_string(below(100))); }
    void redate() { set_field("date: ", "2026-01-1" + std::to_string(below(10))); }
    void readdress() { set_field("audience: ", below(2) == 0 ? "students" : "teachers"); }
    void refer() {
        const std::string from = any_memo();
        const std::string to = any_memo();
        if (!from.empty())
            save(from, files_[from] + "\n[Ссылка](" +
                           to.substr(std::string("content/memos/").size()) +
                           (below(3) == 0 ? "#вопрос" : "") + ").\n");
    }
    void break_one() {
        static const std::vector<std::string> mistakes = {
            "---\ntitel: Опечатка\n---\nТекст.\n", "---\ntitle: [\n---\n",
            "---\ntitle: Ссылка\n---\n[Нет такой](net-takoj.md)\n",
            "---\ntitle: Предупреждение\n---\n<b>Разметка</b>\n"};
        if (const std::string path = any_memo(); !path.empty()) {
            sound_.emplace(path, files_[path]);
            save(path, mistakes[below(mistakes.size())]);
        }
    }
    // Also what links are broken by deleted memos.
    void mend() {
        for (const auto& [path, text] : sound_)
            if (files_.contains(path))
                save(path, text);
        sound_.clear();
        for (const std::string& path : memos())
            if (files_[path].find("](") != std::string::npos)
                save(path, memo("Исправленная", "Ссылок больше нет."));
    }
    void edit_attachment() {
        save("content/files/blank.txt", std::string(below(5) + 1, 'x') + "\n");
        save("content/files/p.png", std::string(2, static_cast<char>('a' + below(26))));
    }
    void edit_config() {
        std::string text = files_["content/site.yaml"];
        const std::size_t at = text.find("title: ");
        text.replace(at, text.find('\n') - at, "title: Портал " + std::to_string(below(100)));
        save("content/site.yaml", text);
    }
    void edit_theme() {
        switch (below(3)) {
            case 0:
                save("themes/base/templates/memo.html",
                     files_["themes/base/templates/memo.html"] + "<!-- правка -->\n");
                break;
            case 1:
                save("themes/base/assets/site.css",
                     files_["themes/base/assets/site.css"] + "a { color: navy }\n");
                break;
            default: {
                std::string text = files_["themes/base/strings/ru.yaml"];
                const std::size_t at = text.find("\nhome: ");
                text.replace(at, text.find('\n', at + 1) - at,
                             "\nhome: Начало " + std::to_string(below(100)));
                save("themes/base/strings/ru.yaml", text);
            }
        }
    }
    void edit_plan() {
        save("content/plans/plan.yaml",
             "title: План\nrows:\n  - {id: r01, no: \"1\", measure: Собрание " +
                 std::to_string(below(100)) +
                 ", deadline: Март 2026 г., responsible: [zam-uvr]}\n");
    }

    Chance chance_;
    AuthorsDisk disk_;
    std::map<std::string, std::string> files_;
    std::map<std::string, std::string> sound_;  // what broken files were
};

}  // namespace vitrina::test
