// An attack on pages of results: from the bytes of all their files together nothing about 1 to 4
// pupils may follow. The attacker knows the rules of arithmetic, the marks of the scores, how points
// add up and what is said of the bounds, and asks of every number that he would like to know how far
// apart its possible values lie.
//
// Limits   he does not run the program on every table that is possible to see which of them it
//          would publish just so.
#include <array>
#include <cmath>
#include <random>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "support/published_results.h"
#include "support/random_school.h"
#include "support/rounds.h"
#include "support/table_attacker.h"

using namespace vitrina::test;

namespace {

constexpr int min_cell = 5;
// 1 … min_cell - 1: what a dash must leave open.
constexpr std::int64_t least_spread = min_cell - 2;

// Below so many pupils «all of them» must not be known either.
constexpr std::int64_t least_alike = 10;

struct Wanted {
    std::string name;
    TableAttacker::Sum sum;
    std::int64_t whole = 0;  // so many would be all of them; 0: that says nothing
};

// Everything that would be a small number of pupils: cells, rows, columns and their parts, changes,
// scores, and those who got or missed points.
std::vector<Wanted> wanted_of(const School& school) {
    std::vector<Wanted> all;
    const std::int64_t compared = value_of(school, meaning(school, "compared"));
    for (std::size_t journal = 0; journal <= no_journal; ++journal)
        for (unsigned part = 1; part < 16; ++part) {
            const bool is_cell_or_row = (part & (part - 1)) == 0 || part == 15;
            all.push_back({fmt::format("row {} part {}", journal, part),
                           sum_of(school,
                                  [&](const Group& g) {
                                      return g.journal == journal && (part >> g.work & 1U) != 0;
                                  }),
                           is_cell_or_row && journal != no_journal ? compared : 0});
        }
    for (std::size_t work = 0; work < 4; ++work)
        for (unsigned part = 1; part < (school.has_scores ? 32U : 16U); ++part)
            all.push_back({fmt::format("column {} part {}", work, part),
                           sum_of(school,
                                  [&](const Group& g) {
                                      return g.work == work && (part >> g.journal & 1U) != 0;
                                  }),
                           part == 15 ? compared : 0});
    for (const char* name : {"lowered", "confirmed", "raised", "gap"})
        all.push_back({name, meaning(school, name), compared});
    all.push_back({"without a mark in the journal",
                   sum_of(school, [](const Group& g) { return g.journal == no_journal; })});
    if (!school.has_scores) {
        // Of those without a journal mark the files do not say what they got.
        std::erase_if(all, [](const Wanted& one) { return one.name.starts_with("row 4"); });
        return all;
    }
    for (int score = 0; score <= school.max_score; ++score)
        for (int to = score; to <= std::min(score + 1, school.max_score); ++to)
            all.push_back({fmt::format("scores {}-{}", score, to),
                           sum_of(school,
                                  [&](const Group& g) {
                                      return g.score >= score && g.score <= to;
                                  }),
                           school.all()});
    for (std::size_t task = 0; task < school.listed; ++task) {
        all.push_back({fmt::format("points of task {}", task + 1),
                       sum_of(school, [&](const Group& g) { return g.got[task]; })});
        all.push_back({fmt::format("points missed in task {}", task + 1),
                       sum_of(school, [&](const Group& g) { return school.task_max[task] - g.got[task]; })});
    }
    return all;
}

// Whether a table would have the words about the bounds that are published (domain §2.8).
bool agrees_with_peaks(const School& school, const PublishedResults& published,
                       const TableAttacker::Numbers& pupils) {
    std::vector<std::int64_t> counts(static_cast<std::size_t>(school.max_score) + 5);
    std::int64_t all = 0;
    for (std::size_t i = 0; i < pupils.size(); ++i) {
        counts[static_cast<std::size_t>(school.groups[i].score) + 2] += pupils[i];
        all += pupils[i];
    }
    for (const auto& [score, word] : published.peaks()) {
        const auto at = static_cast<std::size_t>(score) + 2;
        const double around = static_cast<double>(counts[at - 2] + counts[at - 1] + counts[at + 1] +
                                                  counts[at + 2]);
        const auto here = static_cast<double>(counts[at]);
        const auto below = static_cast<double>(counts[at - 1]);
        const bool stands_out = here > 0 && here * 4 >= 2 * around && here > below &&
                                (here - below) / std::sqrt(here + below) >= 2;
        if (word != (all < 50 ? "small_sample" : stands_out ? "possible" : "none"))
            return false;
    }
    return true;
}

class Attack {
public:
    Attack(const School& school, const PublishedResults& published, Dice& dice)
        : school_(school), dice_(dice), attacker_(pupils_of(school), school.all()) {
        tables_.push_back(pupils_of(school));
        numbers = published.numbers().size();
        if (!published.numbers().contains("participants"))
            return;
        learn(published);
        for (const Wanted& wanted : wanted_of(school)) {
            const std::int64_t value = value_of(school, wanted.sum);
            const bool is_alike = value == wanted.whole && value < least_alike;
            if (value > 0 && (value < min_cell || is_alike))
                ask(wanted, value);
        }
    }

    std::string found;  // what follows from the files
    std::size_t asked = 0;
    std::size_t gave_up = 0;
    std::size_t numbers = 0;

private:
    static TableAttacker::Numbers pupils_of(const School& school) {
        TableAttacker::Numbers pupils;
        for (const Group& group : school.groups)
            pupils.push_back(group.pupils);
        return pupils;
    }

    void learn(const PublishedResults& published) {
        for (const auto& [name, printed] : published.numbers()) {
            const TableAttacker::Sum sum = meaning(school_, name);
            std::int64_t value = printed;
            if (name.starts_with("task ")) {
                // A percent of the possible points.
                const auto task = static_cast<std::size_t>(std::stoi(name.substr(5)) - 1);
                const std::int64_t most = school_.task_max.at(task) * school_.all();
                value = (printed * most + 5000) / 10'000;
            } else if (printed > 0 && printed < min_cell) {
                found += fmt::format("{} is printed: {}; ", name, printed);
            }
            CHECK_MESSAGE(value == value_of(school_, sum), name);
            attacker_.know(sum, value);
        }
        if (!school_.has_journal)
            attacker_.know(sum_of(school_, [](const Group& g) { return g.journal != no_journal; }),
                           0);
        if (published.peaks().empty())
            return;
        CHECK(agrees_with_peaks(school_, published, tables_.front()));
        attacker_.accept_only([this, published](const TableAttacker::Numbers& pupils) {
            return agrees_with_peaks(school_, published, pupils);
        });
    }

    std::int64_t spread_of(const TableAttacker::Sum& sum) const {
        std::int64_t least = TableAttacker::value_of(sum, tables_.front());
        std::int64_t most = least;
        for (const TableAttacker::Numbers& table : tables_) {
            const std::int64_t value = TableAttacker::value_of(sum, table);
            least = std::min(least, value);
            most = std::max(most, value);
        }
        return most - least;
    }

    // Every table that was found answers later questions too. Where a search gives up, another
    // start may lead somewhere.
    void ask(const Wanted& wanted, std::int64_t value) {
        ++asked;
        bool is_sure = false;
        for (int round = 0; round < 12 && !is_sure && spread_of(wanted.sum) < least_spread; ++round) {
            attacker_.guess(round == 0 ? tables_.front() : shaken());
            is_sure = look_around(wanted.sum, value);
        }
        if (spread_of(wanted.sum) >= least_spread)
            return;
        if (is_sure)
            found += fmt::format("{} is {} or hardly else; ", wanted.name, value);
        else
            ++gave_up;
    }

    // Far values first: one of them is enough. True when all are answered.
    bool look_around(const TableAttacker::Sum& sum, std::int64_t value) {
        bool is_sure = true;
        for (const std::int64_t step : {3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 2, 1})
            for (const std::int64_t other : {value + step, value - step}) {
                if (spread_of(sum) >= least_spread)
                    return true;
                const Possible answer = attacker_.can_be(sum, other);
                if (answer == Possible::Yes)
                    tables_.push_back(attacker_.found());
                is_sure = is_sure && answer != Possible::GaveUp;
            }
        return is_sure;
    }

    TableAttacker::Numbers shaken() {
        TableAttacker::Numbers table =
            tables_[static_cast<std::size_t>(dice_.roll(0, static_cast<int>(tables_.size()) - 1))];
        for (std::int64_t& pupils : table)
            if (dice_.roll(0, 2) == 0)
                pupils = std::max<std::int64_t>(0, pupils + dice_.roll(-2, 2));
        return table;
    }

    const School& school_;
    Dice& dice_;
    TableAttacker attacker_;
    std::vector<TableAttacker::Numbers> tables_;  // that agree with the files; the true one first
};

struct Tally {
    std::size_t schools = 0;
    std::size_t asked = 0;
    std::size_t gave_up = 0;
    std::size_t numbers = 0;
};

void attack_all(const std::vector<School>& schools, Dice& dice, Tally& tally) {
    std::string archive = "-- site.yaml --\n" + std::string(plain_site_yaml);
    for (std::size_t i = 0; i < schools.size(); ++i)
        archive += file_of(schools[i], static_cast<int>(i));
    const BuiltSite site(archive);
    tally.schools += schools.size();
    for (std::size_t i = 0; i < schools.size(); ++i) {
        CAPTURE(file_of(schools[i], static_cast<int>(i)));
        const Attack attack(schools[i], PublishedResults(site, "r" + std::to_string(i)), dice);
        CHECK(attack.found == "");
        tally.asked += attack.asked;
        tally.gave_up += attack.gave_up;
        tally.numbers += attack.numbers;
    }
}

// Not by publishing nothing, nor by asking nothing, nor by an attacker who gives up.
void check(const Tally& tally) {
    CHECK(tally.numbers > tally.schools * 5);
    CHECK(tally.asked > tally.schools * 5);
    CHECK(tally.gave_up * 200 <= tally.asked);
    MESSAGE(fmt::format("{} numbers, {} questions, {} given up", tally.numbers, tally.asked,
                        tally.gave_up));
}

// With ROUNDS=long more than ten thousand files of results are attacked.
int rounds() { return are_rounds_long() ? 180 : 1; }

}  // namespace

TEST_SUITE("pages/results_attack") {
    TEST_CASE("of tables that once gave away small numbers nothing follows any more") {
        const std::vector<School> schools = {
            school_of({{{2, 0, 0, 0}, {0, 8, 1, 0}, {0, 5, 5, 0}, {0, 0, 1, 3}}}),
            school_of({{{0, 0, 0, 0}, {0, 4, 1, 0}, {0, 1, 9, 1}, {0, 0, 1, 3}}}),
            school_of({{{2, 1, 0, 0}, {4, 12, 2, 0}, {1, 7, 11, 2}, {0, 1, 4, 5}}}),
        };
        Dice dice(20260300);
        Tally tally;
        attack_all(schools, dice, tally);
        check(tally);
    }

    TEST_CASE("of classes of five to nine pupils it does not follow that all are alike") {
        Dice dice(20260303);
        Tally tally;
        for (int round = 0; round < rounds(); ++round) {
            std::vector<School> schools;
            for (int i = 0; i < 40; ++i)
                schools.push_back(small_class(dice));
            for (int i = 0; i < 10; ++i)
                schools.push_back(small_class_with_tasks(dice));
            attack_all(schools, dice, tally);
        }
        CHECK(tally.numbers > tally.schools);
        CHECK(tally.asked > tally.schools * 5);
        CHECK(tally.gave_up * 200 <= tally.asked);
    }

    TEST_CASE("no small number follows from tables of marks") {
        Dice dice(20260301);
        Tally tally;
        for (int round = 0; round < rounds(); ++round) {
            std::vector<School> schools;
            for (int i = 0; i < 40; ++i)
                schools.push_back(marks_only(dice));
            attack_all(schools, dice, tally);
        }
        check(tally);
    }

    TEST_CASE("no small number follows from marks and scores and tasks together") {
        Dice dice(20260302);
        Tally tally;
        for (int round = 0; round < rounds(); ++round) {
            std::vector<School> schools;
            for (int i = 0; i < 6; ++i) {
                schools.push_back(with_tasks(dice, {3}, {1, 2, 3}, true));
                schools.push_back(with_tasks(dice, {1, 1, 2, 1}, {2, 3, 4}, false));
                schools.push_back(with_tasks(dice, {1, 2}, {1, 2, 3}, true));
            }
            attack_all(schools, dice, tally);
        }
        check(tally);
    }
}
