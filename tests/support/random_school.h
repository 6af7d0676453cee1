// Schools by chance, as files of results: groups of pupils whom nothing that is counted tells apart,
// and what each number of the published files is a sum of.
#pragma once

#include <array>
#include <random>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "support/table_attacker.h"

namespace vitrina::test {

inline constexpr std::size_t no_journal = 4;

// Pupils who cannot be told apart by anything that is counted.
struct Group {
    std::size_t journal = no_journal;  // 0–3: «2»–«5»
    std::size_t work = 0;
    int score = 0;
    std::vector<int> got;  // points of each task
    std::int64_t pupils = 0;
};

struct School {
    std::vector<Group> groups;
    std::vector<int> task_max;     // of tasks that make up the score; empty: scores are not told
    std::size_t listed = 0;        // so many of them are in the file
    std::array<int, 3> bounds{};
    int max_score = 0;
    bool has_scores = false;
    bool has_journal = true;

    std::int64_t all() const {
        std::int64_t sum = 0;
        for (const Group& group : groups)
            sum += group.pupils;
        return sum;
    }
};

class Dice {
public:
    explicit Dice(unsigned seed) : random_(seed) {}
    int roll(int from, int to) { return std::uniform_int_distribution<int>(from, to)(random_); }

private:
    std::mt19937 random_;
};

inline std::size_t mark_of(const School& school, int score) {
    std::size_t mark = 0;
    while (mark < 3 && score >= school.bounds[mark])
        ++mark;
    return mark;
}

// Most pupils keep their mark, some are one off: tables as they are.
inline std::size_t near(Dice& dice, std::size_t mark) {
    const int kind = dice.roll(0, 9);
    if (kind < 7)
        return mark;
    if (kind == 9 && dice.roll(0, 3) == 0)
        return static_cast<std::size_t>(dice.roll(0, 3));
    return kind % 2 == 0 ? std::min<std::size_t>(mark + 1, 3) : mark - (mark > 0 ? 1 : 0);
}

inline School marks_only(Dice& dice) {
    School school;
    for (std::size_t journal = 0; journal <= no_journal; ++journal)
        for (std::size_t work = 0; work < 4; ++work)
            school.groups.push_back({journal, work, 0, {}, 0});
    const int size = dice.roll(6, 60);
    const bool has_strangers = dice.roll(0, 3) == 0;
    for (int i = 0; i < size; ++i) {
        const auto work = static_cast<std::size_t>(std::min(3, dice.roll(0, 9) / 3));
        const bool is_stranger = has_strangers && dice.roll(0, 9) == 0;
        const std::size_t journal = is_stranger ? no_journal : near(dice, work);
        ++school.groups[journal * 4 + work].pupils;
    }
    return school;
}

// Five to nine pupils of whom all, or all but one or two, are alike: by both marks, or by how the
// mark of the work lies beside the journal's.
inline School small_class(Dice& dice) {
    School school = marks_only(dice);
    for (Group& group : school.groups)
        group.pupils = 0;
    const int size = dice.roll(5, 9);
    const int different = dice.roll(0, 2);
    const int apart = dice.roll(-3, 3);  // journal less work
    const bool is_one_mark = dice.roll(0, 2) == 0;
    const int least = std::max(0, -apart);
    const int most = std::min(3, 3 - apart);
    const int usual = dice.roll(least, most);
    for (int i = 0; i < size; ++i) {
        const int work = i < different ? dice.roll(0, 3) : is_one_mark ? usual : dice.roll(least, most);
        const int journal = i < different ? dice.roll(0, 3) : work + apart;
        ++school.groups[static_cast<std::size_t>(journal * 4 + work)].pupils;
    }
    return school;
}

// Every way to get points in these tasks, for every mark in the journal.
inline School with_tasks(Dice& dice, std::vector<int> task_max, std::array<int, 3> bounds,
                  bool has_journal) {
    School school;
    school.task_max = std::move(task_max);
    school.bounds = bounds;
    school.has_scores = true;
    school.has_journal = has_journal;
    std::vector<std::vector<int>> ways(1);
    for (const int max : school.task_max) {
        school.max_score += max;
        std::vector<std::vector<int>> longer;
        for (const auto& way : ways)
            for (int points = 0; points <= max; ++points) {
                longer.push_back(way);
                longer.back().push_back(points);
            }
        ways = std::move(longer);
    }
    for (std::size_t journal = has_journal ? 0 : no_journal; journal <= no_journal; ++journal)
        for (const auto& way : ways) {
            int score = 0;
            for (const int points : way)
                score += points;
            school.groups.push_back({journal, mark_of(school, score), score, way, 0});
        }
    school.listed = dice.roll(0, 2) == 0 ? 0
                    : dice.roll(0, 2) == 0
                        ? static_cast<std::size_t>(
                              dice.roll(1, static_cast<int>(school.task_max.size())))
                        : school.task_max.size();
    // Of 50 works and more something is said of the bounds.
    const int size = dice.roll(0, 3) == 0 ? dice.roll(50, 120) : dice.roll(6, 60);
    const int able = dice.roll(2, 9);
    for (int i = 0; i < size; ++i) {
        std::vector<int> got;
        int score = 0;
        for (const int max : school.task_max) {
            got.push_back(0);
            for (int point = 0; point < max; ++point)
                got.back() += dice.roll(0, 9) < able ? 1 : 0;
            score += got.back();
        }
        const std::size_t journal = !has_journal || dice.roll(0, 30) == 0
                                        ? no_journal
                                        : near(dice, mark_of(school, score));
        for (Group& group : school.groups)
            if (group.journal == journal && group.got == got)
                ++group.pupils;
    }
    return school;
}

// The same with scores: all but one or two get the same points.
inline School small_class_with_tasks(Dice& dice) {
    School school = with_tasks(dice, {1, 2}, {1, 2, 3}, true);
    for (Group& group : school.groups)
        group.pupils = 0;
    const int most = static_cast<int>(school.groups.size()) - 1;
    const int size = dice.roll(5, 9);
    const int different = dice.roll(0, 2);
    const int usual = dice.roll(0, most);
    for (int i = 0; i < size; ++i)
        ++school.groups[static_cast<std::size_t>(i < different ? dice.roll(0, most) : usual)].pupils;
    return school;
}

template <class Takes>
TableAttacker::Sum sum_of(const School& school, const Takes& takes) {
    TableAttacker::Sum sum;
    for (std::size_t i = 0; i < school.groups.size(); ++i)
        if (const std::int64_t factor = takes(school.groups[i]))
            sum.emplace_back(i, factor);
    return sum;
}

inline std::int64_t value_of(const School& school, const TableAttacker::Sum& sum) {
    std::int64_t value = 0;
    for (const auto& [i, factor] : sum)
        value += factor * school.groups[i].pupils;
    return value;
}

inline std::string file_of(const School& school, int number) {
    const auto count = [&](const auto& takes) { return value_of(school, sum_of(school, takes)); };
    std::string file = fmt::format(
        "-- results/r{0}.yaml --\ntitle: Работа {0}\nprocedure: ВПР\nyear: {1}\nsubject: Математика\n"
        "classes: [4]\nparticipants: {2}\n",
        number, 1900 + number, school.all());
    if (school.has_journal) {
        file += "journal_vs_work:\n";
        for (std::size_t journal = 0; journal < 4; ++journal) {
            file += fmt::format("  {}: [", journal + 2);
            for (std::size_t work = 0; work < 4; ++work)
                file += fmt::format("{}{}", work == 0 ? "" : ", ", count([&](const Group& group) {
                                        return group.journal == journal && group.work == work;
                                    }));
            file += "]\n";
        }
    }
    if (school.has_scores) {
        file += fmt::format("primary:\n  max: {}\n  bounds: {{3: {}, 4: {}, 5: {}}}\n  counts: [",
                            school.max_score, school.bounds[0], school.bounds[1], school.bounds[2]);
        for (int score = 0; score <= school.max_score; ++score)
            file += fmt::format("{}{}", score == 0 ? "" : ", ",
                                count([&](const Group& group) { return group.score == score; }));
        file += "]\n";
    }
    if (school.listed > 0)
        file += "tasks:\n";
    for (std::size_t task = 0; task < school.listed; ++task)
        file += fmt::format("  - {{no: {}, max: {}, level: Б, sum: {}}}\n", task + 1,
                            school.task_max[task],
                            count([&](const Group& group) { return group.got[task]; }));
    return file;
}

// What a number of the files is the sum of.
inline TableAttacker::Sum meaning(const School& school, const std::string& name) {
    const auto digit = [&](std::size_t from_end) {
        return static_cast<std::size_t>(name[name.size() - from_end] - '2');
    };
    if (name == "participants")
        return sum_of(school, [](const Group&) { return 1; });
    if (name.starts_with("cell "))
        return sum_of(school, [&](const Group& g) { return g.journal == digit(3) && g.work == digit(1); });
    if (name.starts_with("journal "))
        return sum_of(school, [&](const Group& g) { return g.journal == digit(1); });
    if (name.starts_with("work "))
        return sum_of(school, [&](const Group& g) { return g.journal != no_journal && g.work == digit(1); });
    if (name.starts_with("bin ")) {
        const std::size_t dash = name.find('-');
        const int from = std::stoi(name.substr(4));
        const int to = dash == std::string::npos ? from : std::stoi(name.substr(dash + 1));
        return sum_of(school, [&](const Group& g) { return g.score >= from && g.score <= to; });
    }
    if (name.starts_with("task ")) {
        const auto task = static_cast<std::size_t>(std::stoi(name.substr(5)) - 1);
        return sum_of(school, [&](const Group& g) { return g.got.at(task); });
    }
    return sum_of(school, [&](const Group& g) {
        if (g.journal == no_journal)
            return false;
        const std::size_t apart = g.journal > g.work ? g.journal - g.work : g.work - g.journal;
        return name == "compared" || (name == "lowered" && g.work < g.journal) ||
               (name == "confirmed" && apart == 0) || (name == "raised" && g.work > g.journal) ||
               (name == "gap" && apart >= 2);
    });
}

inline School school_of(const std::array<std::array<int, 4>, 4>& matrix) {
    School school;
    for (std::size_t journal = 0; journal <= no_journal; ++journal)
        for (std::size_t work = 0; work < 4; ++work)
            school.groups.push_back(
                {journal, work, 0, {}, journal == no_journal ? 0 : matrix[journal][work]});
    return school;
}

}  // namespace vitrina::test
