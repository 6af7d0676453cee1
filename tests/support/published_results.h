// What a reader can write down of one page of results: every number of the bytes of its HTML with
// the drawings, its CSV and its JSON, under one name each: `participants`, `compared`, `cell 3-4`
// (journal 3, work 4), `journal 3`, `work 4`, `lowered`, `confirmed`, `raised`, `gap`, `bin 0-5`,
// `task 1` (hundredths of a percent); and what is said of the score at each bound.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "content/json_read.h"
#include "support/built_site.h"

namespace vitrina::test {

class PublishedResults {
public:
    PublishedResults(const BuiltSite& site, const std::string& name) {
        read_csv(site.text("results/" + name + ".csv"));
        read_json_file(site.text("results/" + name + ".json"));
        read_html(site.text("results/" + name + "/index.html"));
    }

    const std::map<std::string, std::int64_t>& numbers() const { return numbers_; }
    // By score: `none`, `possible`, `small_sample`.
    const std::map<int, std::string>& peaks() const { return peaks_; }

private:
    void note(const std::string& name, std::string_view text) {
        if (text.empty() || text == "—")
            return;
        std::string digits;
        for (const char c : text)
            if (c >= '0' && c <= '9')
                digits += c;
        REQUIRE_MESSAGE(!digits.empty(), name << ": " << text);
        const std::int64_t value = std::stoll(digits);
        const auto [known, is_new] = numbers_.emplace(name, value);
        // The files of one record never disagree.
        CHECK_MESSAGE(known->second == value, name);
    }
    // `88,46` and `88,5` as hundredths.
    void note_percent(const std::string& name, std::string text) {
        if (text.empty() || text == "—")
            return;
        const std::size_t comma = text.find_first_of(",.");
        std::string whole = text.substr(0, comma == std::string::npos ? text.find(' ') : comma);
        std::string part = comma == std::string::npos ? "" : text.substr(comma + 1);
        part = part.substr(0, part.find_first_not_of("0123456789"));
        part.resize(2, '0');
        note(name, whole + part);
    }

    static std::vector<std::string> split(const std::string& line, char at) {
        std::vector<std::string> parts(1);
        bool quoted = false;
        for (const char c : line) {
            if (c == '"')
                quoted = !quoted;
            else if (c == at && !quoted)
                parts.emplace_back();
            else
                parts.back() += c;
        }
        return parts;
    }

    void read_csv(const std::string& text) {
        REQUIRE(!text.empty());
        static const std::map<std::string, std::string> heads = {
            {"Отметки за работу", "work "},      {"Отметки в журнале", "journal "},
            {"По журналу (строки) и за работу (столбцы)", "cell "},
            {"Первичные баллы", "bin "},         {"Писали работу", "participants"},
            {"Выполнение заданий, %", "task "},
        };
        static const std::map<std::string, std::string> changes = {
            {"Всего", "compared"},          {"ниже, чем в журнале", "lowered"},
            {"такая же", "confirmed"},      {"выше, чем в журнале", "raised"},
            {"расходится на две отметки и больше", "gap"},
        };
        std::size_t lines = 0;
        for (std::string line : split(text, '\n')) {
            while (!line.empty() && line.back() == '\r')
                line.pop_back();
            if (line.empty() || lines++ == 0)
                continue;
            const auto parts = split(line, ';');
            REQUIRE_MESSAGE(parts.size() == 4, line);
            CHECK((parts[2].empty() ? "1" : "0") == parts[3]);
            if (const auto head = heads.find(parts[0]); head == heads.end()) {
                REQUIRE_MESSAGE(changes.contains(parts[1]), line);
                note(changes.at(parts[1]), parts[2]);
            } else if (head->second == "task ") {
                note_percent("task " + parts[1], parts[2]);
            } else {
                note(head->second + dashed(parts[1]), parts[2]);
            }
        }
    }

    static std::string dashed(std::string text) {
        if (const std::size_t at = text.find("–"); at != std::string::npos)
            text.replace(at, std::string_view("–").size(), "-");
        return text;
    }

    void read_json_file(const std::string& text) {
        const JsonRead read = read_json(text, {});
        REQUIRE(read.has_value());
        const JsonObject& all = *read->as_object();
        const auto number = [&](const JsonObject& of, const char* key, const std::string& name) {
            if (const JsonValue* value = of.find(key))
                note(name, number_of(*value));
        };
        for (const char* key : {"participants", "compared", "lowered", "confirmed", "raised", "gap"})
            number(all, key, key);
        for (const char* key : {"journal", "work"})
            if (const JsonValue* row = all.find(key))
                note_row(*row->as_array(), std::string(key) + " ");
        if (const JsonValue* matrix = all.find("journal_vs_work"))
            for (const JsonMember& row : matrix->as_object()->members)
                note_row(*row.second.as_array(), "cell " + row.first + "-");
        if (const JsonValue* scores = all.find("scores"))
            for (const JsonValue& bin : *scores->as_array()) {
                const JsonObject& one = *bin.as_object();
                const std::string from = number_of(*one.find("from"));
                const std::string to = number_of(*one.find("to"));
                number(one, "count", "bin " + (from == to ? from : from + "-" + to));
            }
        if (const JsonValue* bounds = all.find("bounds"))
            for (const JsonValue& bound : *bounds->as_array()) {
                const JsonObject& one = *bound.as_object();
                const std::string& word = *one.find("peak")->as_string();
                peaks_[std::stoi(number_of(*one.find("score")))] = word;
                if (word == "possible")
                    peak_marks_ += (peak_marks_.empty() ? "«" : ", «") + number_of(*one.find("mark")) + "»";
            }
        if (const JsonValue* tasks = all.find("tasks"))
            for (const JsonValue& task : *tasks->as_array())
                number(*task.as_object(), "percent_100", "task " + *task.as_object()->find("no")->as_string());
    }

    static std::string number_of(const JsonValue& value) {
        const std::string text = json_text(value, JsonForm::Compact);
        return text == "null" ? std::string() : text;
    }
    void note_row(const JsonArray& row, const std::string& name) {
        for (std::size_t i = 0; i < row.size(); ++i)
            note(name + std::to_string(i + 2), number_of(row[i]));
    }

    static std::string between(const std::string& text, std::string_view from, std::string_view to,
                               std::size_t& at) {
        const std::size_t begin = text.find(from, at);
        if (begin == std::string::npos) {
            at = std::string::npos;
            return {};
        }
        const std::size_t end = text.find(to, begin + from.size());
        at = end;
        return text.substr(begin + from.size(), end - begin - from.size());
    }

    struct Row {
        std::string title;
        std::vector<std::string> cells;
    };
    static std::vector<Row> rows_of(const std::string& html, const std::string& caption) {
        std::vector<Row> rows;
        std::size_t at = html.find("<caption id=\"" + caption + "\"");
        if (at == std::string::npos)
            return rows;
        const std::size_t begin = html.find("<tbody>", at);
        const std::string body = html.substr(begin, html.find("</tbody>", begin) - begin);
        for (std::size_t next = 0; next != std::string::npos;) {
            const std::string row = between(body, "<tr>", "</tr>", next);
            if (next == std::string::npos)
                break;
            Row read;
            std::size_t place = 0;
            read.title = between(row, "<th scope=\"row\">", "</th>", place);
            while (true) {
                std::string cell = between(row, "<td", "</td>", place);
                if (place == std::string::npos)
                    break;
                cell = cell.substr(cell.find('>') + 1);
                read.cells.push_back(cell.starts_with("<span") ? "" : cell);
            }
            rows.push_back(read);
        }
        return rows;
    }

    static std::string mark_of(const std::string& title) {
        return title.substr(std::string_view("«").size(), 1);
    }

    void read_html(const std::string& html) {
        REQUIRE(!html.empty());
        for (const Row& row : rows_of(html, "results-marks-table")) {
            note("work " + mark_of(row.title), row.cells.at(0));
            note("journal " + mark_of(row.title), row.cells.at(2));
            check_share(row.cells.at(0), row.cells.at(1));
            check_share(row.cells.at(2), row.cells.at(3));
        }
        const auto changes = rows_of(html, "results-changes-table");
        for (std::size_t i = 0; i < changes.size(); ++i) {
            note(std::vector<std::string>{"lowered", "confirmed", "raised", "gap"}.at(i),
                 changes[i].cells.at(0));
            check_share(changes[i].cells.at(0), changes[i].cells.at(1));
        }
        for (const Row& row : rows_of(html, "results-matrix-table"))
            for (std::size_t i = 0; i < row.cells.size(); ++i) {
                const bool is_sum = !row.title.starts_with("«");
                note(i == 4 ? (is_sum ? "compared" : "journal " + mark_of(row.title))
                     : is_sum ? "work " + std::to_string(i + 2)
                              : "cell " + mark_of(row.title) + "-" + std::to_string(i + 2),
                     row.cells[i]);
            }
        for (const Row& row : rows_of(html, "results-scores-table")) {
            note("bin " + dashed(row.title), row.cells.at(0));
            check_share(row.cells.at(0), row.cells.at(1));
        }
        for (const Row& row : rows_of(html, "results-tasks-table"))
            note_percent("task " + row.title, row.cells.at(3));
        read_drawings(html);
        check_peaks(html);
    }

    // The page says of the bounds what the JSON says.
    void check_peaks(const std::string& html) const {
        const auto says = [&](std::string_view words) {
            return html.find(words) != std::string::npos;
        };
        const bool is_small = !peaks_.empty() && peaks_.begin()->second == "small_sample";
        CHECK(says("Работ меньше 50") == is_small);
        CHECK(says("На границах отметок заметных скачков нет") ==
              (!peaks_.empty() && !is_small && peak_marks_.empty()));
        CHECK(says("Ровно столько баллов, сколько нужно для ") == !peak_marks_.empty());
        if (!peak_marks_.empty())
            CHECK(says("сколько нужно для " + peak_marks_ + ","));
    }

    // A share without its number would give it away.
    static void check_share(const std::string& count, const std::string& share) {
        CHECK((!count.empty() || share.empty()));
    }

    // Columns: the number above, what it is of below, and the height.
    void read_drawings(const std::string& html) {
        const std::size_t years = html.find("id=\"results-years\"");
        for (std::size_t at = 0; at != std::string::npos;) {
            const std::string column = between(html, "<rect", "</text><text", at);
            if (at == std::string::npos || at > years)
                break;
            const std::string value = column.substr(column.rfind('>') + 1);
            const std::string below = between(html, "<text", "</text>", at);
            const std::string label = below.substr(below.find('>') + 1);
            if (value == "—")
                CHECK(column.find(" height=\"0\"") != std::string::npos);
            note(label.starts_with("«") ? "work " + mark_of(label) : "bin " + dashed(label), value);
        }
    }

    std::map<std::string, std::int64_t> numbers_;
    std::map<int, std::string> peaks_;
    std::string peak_marks_;
};

}  // namespace vitrina::test
