// An attack on the view of results by adding and subtracting: from all shown numbers together no
// count of 1 to 4 pupils may follow, and no dash that stands for nothing. What follows from the fact
// that counts are not negative is asked of whole pages (pages/results_attack_test.cpp).
#include <algorithm>
#include <random>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "kinds/results.h"
#include "support/rounds.h"

using namespace vitrina;

namespace {

constexpr std::int64_t field = 1'000'000'007;
using Equation = std::vector<std::int64_t>;

std::int64_t power(std::int64_t base, std::int64_t exponent) {
    std::int64_t result = 1;
    for (; exponent > 0; exponent /= 2, base = base * base % field)
        if (exponent % 2 == 1)
            result = result * base % field;
    return result;
}

class Attacker {
public:
    explicit Attacker(std::size_t unknowns) : unknowns_(unknowns) {}

    void learn(Equation equation) {
        eliminate(equation);
        const auto pivot = std::ranges::find_if(equation, [](auto value) { return value != 0; });
        if (pivot == equation.end())
            return;
        const std::int64_t factor = power(*pivot, field - 2);
        for (std::int64_t& value : equation)
            value = value * factor % field;
        known_.emplace_back(static_cast<std::size_t>(pivot - equation.begin()),
                            std::move(equation));
    }
    bool finds(Equation wanted) const {
        eliminate(wanted);
        return std::ranges::all_of(wanted, [](auto value) { return value == 0; });
    }
    std::size_t unknowns() const { return unknowns_; }

private:
    void eliminate(Equation& equation) const {
        for (const auto& [pivot, row] : known_) {
            const std::int64_t factor = equation[pivot];
            if (factor == 0)
                continue;
            for (std::size_t i = pivot; i < unknowns_; ++i)
                equation[i] = ((equation[i] - factor * row[i]) % field + field) % field;
        }
    }

    std::size_t unknowns_;
    std::vector<std::pair<std::size_t, Equation>> known_;
};

// A random class: pupils by journal mark (0–3, 4: none) and score.
struct RandomClass {
    std::vector<std::vector<std::int64_t>> pupils;
    std::vector<int> bounds;
    std::int64_t all = 0;

    std::size_t scores() const { return pupils.front().size(); }
    std::size_t mark_of(std::size_t score) const {
        std::size_t mark = 0;
        while (mark < bounds.size() && static_cast<int>(score) >= bounds[mark])
            ++mark;
        return mark;
    }
};

RandomClass random_class(std::mt19937& random) {
    const auto roll = [&](int from, int to) {
        return std::uniform_int_distribution<int>(from, to)(random);
    };
    RandomClass made;
    const int most = roll(3, 7);
    made.bounds = {1, 2, 3};
    for (int spread = most - 3; spread > 0; --spread)
        for (std::size_t i = static_cast<std::size_t>(roll(0, 3)); i < 3; ++i)
            if (made.bounds[2] < most)
                ++made.bounds[i];
    std::ranges::sort(made.bounds);
    for (std::size_t i = 1; i < 3; ++i)
        made.bounds[i] = std::max(made.bounds[i], made.bounds[i - 1] + 1);
    const std::size_t scores = static_cast<std::size_t>(std::max(most, made.bounds[2])) + 1;
    made.pupils.assign(5, std::vector<std::int64_t>(scores));
    const int density = roll(1, 8);
    const int size = roll(0, 3) == 0 ? 40 : 8;
    for (std::size_t row = 0; row < 5; ++row)
        for (std::int64_t& count : made.pupils[row])
            if (roll(0, 9) < density && (row < 4 || roll(0, 9) == 0))
                count = roll(0, size);
    for (const auto& row : made.pupils)
        for (const std::int64_t count : row)
            made.all += count;
    return made;
}

Results results_of(const RandomClass& from, std::mt19937& random) {
    Results results;
    results.participants.value = static_cast<int>(from.all);
    for (std::size_t row = 0; row < result_marks; ++row) {
        std::vector<Located<int>> counts(result_marks);
        for (std::size_t score = 0; score < from.scores(); ++score)
            counts[from.mark_of(score)].value += static_cast<int>(from.pupils[row][score]);
        results.journal_vs_work.items.push_back(
            {{lowest_result_mark + static_cast<int>(row), {}}, counts});
    }
    if (random() % 3 == 0)
        return results;
    results.primary.max.value = static_cast<int>(from.scores()) - 1;
    std::int64_t points = 0;
    for (std::size_t score = 0; score < from.scores(); ++score) {
        Located<int> count;
        for (const auto& row : from.pupils)
            count.value += static_cast<int>(row[score]);
        points += count.value * static_cast<std::int64_t>(score);
        results.primary.counts.push_back(count);
    }
    for (std::size_t i = 0; i < from.bounds.size(); ++i)
        results.primary.bounds.items.push_back(
            {{3 + static_cast<int>(i), {}}, {from.bounds[i], {}}});
    if (random() % 2 == 0 && from.all > 0) {
        ResultTask whole;
        whole.no = "1";
        whole.max.value = static_cast<int>(from.scores()) - 1;
        whole.sum.value = static_cast<int>(points);
        results.tasks.push_back(whole);
    }
    return results;
}

// Everything that a reader of the page, the table or the JSON can write down, and what he must not
// be able to find out.
class Attack {
public:
    Attack(const RandomClass& of, const ResultsView& view)
        : of_(of), view_(view), attacker_(5 * of.scores()) {
        learn(view.participants, [](auto, auto) { return true; });
        if (view.has_matrix)
            learn_marks(view);
        for (const ScoreBin& bin : view.bins)
            learn(bin.count, [&](auto, std::size_t score) {
                return static_cast<int>(score) >= bin.from && static_cast<int>(score) <= bin.to;
            });
        if (!view.tasks.empty() && view.tasks.front().percent && view.participants) {
            Equation points = equation([](auto, auto) { return true; });
            for (std::size_t i = 0; i < points.size(); ++i)
                points[i] = static_cast<std::int64_t>(i % of.scores());
            attacker_.learn(points);
        }
    }

    // What was found out or stands printed; empty when nothing was.
    std::string find() {
        for (std::size_t row = 0; row < 5; ++row) {
            try_cell("journal", [&](std::size_t r, std::size_t) { return r == row; });
            try_hidden(row);
            for (std::size_t mark = 0; mark < result_marks && row < 4; ++mark)
                try_cell("cell", [&](std::size_t r, std::size_t score) {
                    return r == row && of_.mark_of(score) == mark;
                });
        }
        for (std::size_t mark = 0; mark < result_marks; ++mark)
            try_cell("work", [&](std::size_t r, std::size_t score) {
                return r < 4 && of_.mark_of(score) == mark;
            });
        try_cell("lowered", [&](auto r, auto s) { return r < 4 && of_.mark_of(s) < r; });
        try_cell("confirmed", [&](auto r, auto s) { return r < 4 && of_.mark_of(s) == r; });
        try_cell("raised", [&](auto r, auto s) { return r < 4 && of_.mark_of(s) > r; });
        return found_;
    }

private:
    template <class Takes>
    Equation equation(const Takes& takes) const {
        Equation made(attacker_.unknowns());
        for (std::size_t row = 0; row < 5; ++row)
            for (std::size_t score = 0; score < of_.scores(); ++score)
                if (takes(row, score))
                    made[row * of_.scores() + score] = 1;
        return made;
    }

    template <class Takes>
    void learn(const ShownCount& count, const Takes& takes) {
        if (!count)
            return;
        if (*count > 0 && *count < 5)
            found_ += fmt::format("printed {}; ", *count);
        CHECK(*count == value(takes));
        attacker_.learn(equation(takes));
    }

    void learn_marks(const ResultsView& view) {
        learn(view.compared, [](std::size_t row, auto) { return row < 4; });
        for (std::size_t i = 0; i < result_marks; ++i) {
            learn(view.journal[i], [&](std::size_t row, auto) { return row == i; });
            learn(view.work[i], [&](std::size_t row, std::size_t score) {
                return row < 4 && of_.mark_of(score) == i;
            });
            for (std::size_t k = 0; k < result_marks; ++k)
                learn(view.matrix[i][k], [&](std::size_t row, std::size_t score) {
                    return row == i && of_.mark_of(score) == k;
                });
        }
        learn(view.lowered, [&](auto r, auto s) { return r < 4 && of_.mark_of(s) < r; });
        learn(view.confirmed, [&](auto r, auto s) { return r < 4 && of_.mark_of(s) == r; });
        learn(view.raised, [&](auto r, auto s) { return r < 4 && of_.mark_of(s) > r; });
        learn(view.gap, [&](std::size_t r, auto s) {
            return r < 4 && std::max(of_.mark_of(s), r) - std::min(of_.mark_of(s), r) >= 2;
        });
    }

    template <class Takes>
    std::int64_t value(const Takes& takes) const {
        std::int64_t sum = 0;
        for (std::size_t row = 0; row < 5; ++row)
            for (std::size_t score = 0; score < of_.scores(); ++score)
                sum += takes(row, score) ? of_.pupils[row][score] : 0;
        return sum;
    }

    // A dash that anybody can fill in would be no dash.
    void try_hidden(std::size_t row) {
        if (!view_.has_matrix || row >= result_marks)
            return;
        const auto hidden = [&](const ShownCount& count, const auto& takes) {
            if (!count && attacker_.finds(equation(takes)))
                found_ += "a dash that follows; ";
        };
        hidden(view_.journal[row], [&](std::size_t r, auto) { return r == row; });
        hidden(view_.work[row], [&](std::size_t r, std::size_t score) {
            return r < 4 && of_.mark_of(score) == row;
        });
        hidden(view_.raised, [&](auto r, auto s) { return r < 4 && of_.mark_of(s) > r; });
        for (std::size_t mark = 0; mark < result_marks; ++mark)
            hidden(view_.matrix[row][mark], [&](std::size_t r, std::size_t score) {
                return r == row && of_.mark_of(score) == mark;
            });
    }

    template <class Takes>
    void try_cell(const char* name, const Takes& takes) {
        const std::int64_t count = value(takes);
        if (count > 0 && count < 5 && attacker_.finds(equation(takes)))
            found_ += fmt::format("{} {}; ", name, count);
    }

    const RandomClass& of_;
    const ResultsView& view_;
    Attacker attacker_;
    std::string found_;
};

}  // namespace

TEST_SUITE("kinds/results_view") {
    // Ten thousand of them with ROUNDS=long: each asks for proofs of its own.
    TEST_CASE("no small count follows from what is published of random classes") {
        const int classes = test::are_rounds_long() ? 10'000 : 600;
        std::mt19937 random(20260301);
        std::size_t shown = 0;
        for (int i = 0; i < classes; ++i) {
            const RandomClass pupils = random_class(random);
            const ResultsView view = publish_view(results_of(pupils, random), 5);
            CAPTURE(i);
            const std::string found = Attack(pupils, view).find();
            CHECK(found == "");
            shown += view.has_matrix && view.work[1] ? 1 : 0;
        }
        // Not by publishing nothing.
        CHECK(shown > static_cast<std::size_t>(classes / 10));
    }
}
