// An attack on pages of results: from the bytes of all their files together nothing about 1 to 4
// pupils may follow. The attacker knows the rules of arithmetic, the marks of the scores and how
// points add up, and asks of every number that he would like to know whether another is possible.
#include <array>
#include <random>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "support/published_results.h"
#include "support/table_attacker.h"

using namespace vitrina::test;

namespace {

constexpr int min_cell = 5;
constexpr std::size_t no_journal = 4;

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

std::size_t mark_of(const School& school, int score) {
    std::size_t mark = 0;
    while (mark < 3 && score >= school.bounds[mark])
        ++mark;
    return mark;
}

// Most pupils keep their mark, some are one off: tables as they are.
std::size_t near(Dice& dice, std::size_t mark) {
    const int kind = dice.roll(0, 9);
    if (kind < 7)
        return mark;
    if (kind == 9 && dice.roll(0, 3) == 0)
        return static_cast<std::size_t>(dice.roll(0, 3));
    return kind % 2 == 0 ? std::min<std::size_t>(mark + 1, 3) : mark - (mark > 0 ? 1 : 0);
}

School marks_only(Dice& dice) {
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

// Every way to get points in these tasks, for every mark in the journal.
School with_tasks(Dice& dice, std::vector<int> task_max, std::array<int, 3> bounds,
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
    const int size = dice.roll(6, 60);
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

template <class Takes>
TableAttacker::Sum sum_of(const School& school, const Takes& takes) {
    TableAttacker::Sum sum;
    for (std::size_t i = 0; i < school.groups.size(); ++i)
        if (const std::int64_t factor = takes(school.groups[i]))
            sum.emplace_back(i, factor);
    return sum;
}

std::int64_t value_of(const School& school, const TableAttacker::Sum& sum) {
    std::int64_t value = 0;
    for (const auto& [i, factor] : sum)
        value += factor * school.groups[i].pupils;
    return value;
}

std::string file_of(const School& school, int number) {
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
TableAttacker::Sum meaning(const School& school, const std::string& name) {
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

struct Wanted {
    std::string name;
    TableAttacker::Sum sum;
};

// Everything that would be a small number of pupils: cells, rows, columns and their parts, changes,
// scores, and those who got or missed points.
std::vector<Wanted> wanted_of(const School& school) {
    std::vector<Wanted> all;
    for (std::size_t journal = 0; journal <= no_journal; ++journal)
        for (unsigned part = 1; part < 16; ++part)
            all.push_back({fmt::format("row {} part {}", journal, part),
                           sum_of(school, [&](const Group& g) {
                               return g.journal == journal && (part >> g.work & 1U) != 0;
                           })});
    for (std::size_t work = 0; work < 4; ++work)
        for (unsigned part = 1; part < (school.has_scores ? 32U : 16U); ++part)
            all.push_back({fmt::format("column {} part {}", work, part),
                           sum_of(school, [&](const Group& g) {
                               return g.work == work && (part >> g.journal & 1U) != 0;
                           })});
    for (const char* name : {"lowered", "confirmed", "raised", "gap"})
        all.push_back({name, meaning(school, name)});
    all.push_back({"without a mark in the journal",
                   sum_of(school, [](const Group& g) { return g.journal == no_journal; })});
    if (!school.has_scores) {
        // Of those without a journal mark the files do not say what they got.
        std::erase_if(all, [](const Wanted& one) { return one.name.starts_with("row 4"); });
        return all;
    }
    for (int score = 0; score <= school.max_score; ++score)
        for (int to = score; to <= std::min(score + 1, school.max_score); ++to)
            all.push_back({fmt::format("scores {}-{}", score, to), sum_of(school, [&](const Group& g) {
                               return g.score >= score && g.score <= to;
                           })});
    for (std::size_t task = 0; task < school.listed; ++task) {
        all.push_back({fmt::format("points of task {}", task + 1),
                       sum_of(school, [&](const Group& g) { return g.got[task]; })});
        all.push_back({fmt::format("points missed in task {}", task + 1),
                       sum_of(school, [&](const Group& g) { return school.task_max[task] - g.got[task]; })});
    }
    return all;
}

struct Attacked {
    std::string found;      // what follows from the files
    std::size_t asked = 0;
    std::size_t gave_up = 0;
    std::size_t numbers = 0;
};

Attacked attack(const School& school, const PublishedResults& published) {
    Attacked result;
    std::vector<std::int64_t> pupils;
    for (const Group& group : school.groups)
        pupils.push_back(group.pupils);
    TableAttacker attacker(std::move(pupils), 70);
    result.numbers = published.numbers().size();
    if (!published.numbers().contains("participants"))
        return result;
    for (const auto& [name, printed] : published.numbers()) {
        const TableAttacker::Sum sum = meaning(school, name);
        std::int64_t value = printed;
        if (name.starts_with("task ")) {
            // A percent of the possible points.
            const auto task = static_cast<std::size_t>(std::stoi(name.substr(5)) - 1);
            const std::int64_t most = school.task_max.at(task) * school.all();
            value = (printed * most + 5000) / 10'000;
        } else if (printed > 0 && printed < min_cell) {
            result.found += fmt::format("{} is printed: {}; ", name, printed);
        }
        CHECK_MESSAGE(value == value_of(school, sum), name);
        attacker.know(sum, value);
    }
    if (!school.has_journal)
        attacker.know(sum_of(school, [](const Group& g) { return g.journal != no_journal; }), 0);
    for (const Wanted& wanted : wanted_of(school)) {
        const std::int64_t value = value_of(school, wanted.sum);
        if (value < 1 || value >= min_cell)
            continue;
        ++result.asked;
        // Nearest first: any other number will do.
        Possible answer = Possible::No;
        for (std::int64_t step = 1; step <= 12 && answer == Possible::No; ++step)
            for (const std::int64_t other : {value + step, value - step})
                if (answer == Possible::No)
                    answer = attacker.can_be(wanted.sum, other);
        if (answer == Possible::No)
            result.found += fmt::format("{} is {}; ", wanted.name, value);
        result.gave_up += answer == Possible::GaveUp ? 1 : 0;
    }
    return result;
}

void attack_all(const std::vector<School>& schools) {
    std::string archive = "-- site.yaml --\n" + std::string(plain_site_yaml);
    for (std::size_t i = 0; i < schools.size(); ++i)
        archive += file_of(schools[i], static_cast<int>(i));
    const BuiltSite site(archive);
    std::size_t asked = 0;
    std::size_t gave_up = 0;
    std::size_t numbers = 0;
    for (std::size_t i = 0; i < schools.size(); ++i) {
        const Attacked result =
            attack(schools[i], PublishedResults(site, "r" + std::to_string(i)));
        CAPTURE(file_of(schools[i], static_cast<int>(i)));
        CHECK(result.found == "");
        asked += result.asked;
        gave_up += result.gave_up;
        numbers += result.numbers;
    }
    // Not by publishing nothing, nor by asking nothing, nor by an attacker who gives up.
    CHECK(numbers > schools.size() * 5);
    CHECK(asked > schools.size() * 5);
    CHECK(gave_up * 20 < asked);
    MESSAGE(fmt::format("{} numbers, {} questions, {} given up", numbers, asked, gave_up));
}

School school_of(const std::array<std::array<int, 4>, 4>& matrix) {
    School school;
    for (std::size_t journal = 0; journal <= no_journal; ++journal)
        for (std::size_t work = 0; work < 4; ++work)
            school.groups.push_back(
                {journal, work, 0, {}, journal == no_journal ? 0 : matrix[journal][work]});
    return school;
}

}  // namespace

TEST_SUITE("pages/results_attack") {
    TEST_CASE("of tables that once gave away small numbers nothing follows any more") {
        const std::vector<School> schools = {
            school_of({{{2, 0, 0, 0}, {0, 8, 1, 0}, {0, 5, 5, 0}, {0, 0, 1, 3}}}),
            school_of({{{0, 0, 0, 0}, {0, 4, 1, 0}, {0, 1, 9, 1}, {0, 0, 1, 3}}}),
            school_of({{{2, 1, 0, 0}, {4, 12, 2, 0}, {1, 7, 11, 2}, {0, 1, 4, 5}}}),
        };
        attack_all(schools);
    }

    TEST_CASE("no small number follows from tables of marks") {
        Dice dice(20260301);
        std::vector<School> schools;
        for (int i = 0; i < 40; ++i)
            schools.push_back(marks_only(dice));
        attack_all(schools);
    }

    TEST_CASE("no small number follows from marks and scores and tasks together") {
        Dice dice(20260302);
        std::vector<School> schools;
        for (int i = 0; i < 6; ++i) {
            schools.push_back(with_tasks(dice, {3}, {1, 2, 3}, true));
            schools.push_back(with_tasks(dice, {1, 1, 2, 1}, {2, 3, 4}, false));
            schools.push_back(with_tasks(dice, {1, 2}, {1, 2, 3}, true));
        }
        attack_all(schools);
    }
}
