// Who reads a page of results and works out what is not on it: of all whole tables that agree with
// what is published, can this sum have that value?
//
// Search   complete: bounds of every number are drawn together by every sum, then one number is
//          tried, and so on. It shares nothing with the search for witnesses.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

namespace vitrina::test {

enum class Possible : std::uint8_t { No, Yes, GaveUp };

class TableAttacker {
public:
    using Sum = std::vector<std::pair<std::size_t, std::int64_t>>;  // unknown, factor
    using Numbers = std::vector<std::int64_t>;

    // `guess`: where to look first; it decides what is found of many, and how soon.
    TableAttacker(Numbers guess, std::int64_t most)
        : guess_(std::move(guess)), least_(guess_.size(), 0), most_(guess_.size(), most) {}

    void guess(Numbers guess) { guess_ = std::move(guess); }
    // What is known of a whole table beside sums.
    void accept_only(std::function<bool(const Numbers&)> test) { test_ = std::move(test); }
    void know(Sum sum, std::int64_t value) { known_.push_back({std::move(sum), value}); }

    Possible can_be(const Sum& sum, std::int64_t value) {
        if (value < 0)
            return Possible::No;
        known_.push_back({sum, value});
        steps_ = 0;
        const Possible answer = search(least_, most_);
        known_.pop_back();
        return answer;
    }

    // The table of the last `Possible::Yes`.
    const Numbers& found() const { return found_; }

    static std::int64_t value_of(const Sum& sum, const Numbers& numbers) {
        std::int64_t value = 0;
        for (const auto& [i, factor] : sum)
            value += factor * numbers[i];
        return value;
    }

private:
    using Bounds = Numbers;
    struct Equation {
        Sum sum;
        std::int64_t value = 0;
    };

    static std::int64_t floor_of(std::int64_t a, std::int64_t b) {
        return a / b - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0);
    }
    static std::int64_t ceil_of(std::int64_t a, std::int64_t b) { return -floor_of(-a, b); }

    // False when an equation cannot hold any more.
    bool tighten(Bounds& least, Bounds& most) const {
        for (bool changed = true; changed;) {
            changed = false;
            for (const Equation& one : known_) {
                std::int64_t low = 0;
                std::int64_t high = 0;
                for (const auto& [i, factor] : one.sum) {
                    low += factor * (factor > 0 ? least[i] : most[i]);
                    high += factor * (factor > 0 ? most[i] : least[i]);
                }
                if (low > one.value || high < one.value)
                    return false;
                for (const auto& [i, factor] : one.sum) {
                    const std::int64_t own_low = factor * (factor > 0 ? least[i] : most[i]);
                    const std::int64_t own_high = factor * (factor > 0 ? most[i] : least[i]);
                    const std::int64_t up = one.value - (low - own_low);
                    const std::int64_t down = one.value - (high - own_high);
                    const std::int64_t new_most = factor > 0 ? floor_of(up, factor) : floor_of(down, factor);
                    const std::int64_t new_least = factor > 0 ? ceil_of(down, factor) : ceil_of(up, factor);
                    if (new_most < most[i] || new_least > least[i]) {
                        most[i] = std::min(most[i], new_most);
                        least[i] = std::max(least[i], new_least);
                        if (least[i] > most[i])
                            return false;
                        low += factor * (factor > 0 ? least[i] : most[i]) - own_low;
                        high += factor * (factor > 0 ? most[i] : least[i]) - own_high;
                        changed = true;
                    }
                }
            }
        }
        return true;
    }

    // Of the sum that the guess breaks and that fewest numbers can mend; else any.
    std::size_t undecided(const Bounds& least, const Bounds& most) const {
        std::size_t next = least.size();
        std::size_t fewest = least.size() + 1;
        for (const Equation& one : known_) {
            std::int64_t value = 0;
            std::size_t open = 0;
            std::size_t some = least.size();
            for (const auto& [i, factor] : one.sum) {
                value += factor * std::clamp(guess_[i], least[i], most[i]);
                if (least[i] < most[i]) {
                    ++open;
                    some = i;
                }
            }
            if (value != one.value && open > 0 && open < fewest) {
                fewest = open;
                next = some;
            }
        }
        for (std::size_t i = 0; i < least.size() && next == least.size(); ++i)
            if (least[i] < most[i])
                next = i;
        return next;
    }

    Possible search(Bounds least, Bounds most) {
        if (++steps_ > 3'000)
            return Possible::GaveUp;
        if (!tighten(least, most))
            return Possible::No;
        const std::size_t next = undecided(least, most);
        if (next == least.size()) {
            if (test_ && !test_(least))
                return Possible::No;
            found_ = std::move(least);
            return Possible::Yes;
        }
        // The number as guessed, or the end next to it; then what is below, then what is above.
        const std::int64_t guess = std::clamp(guess_[next], least[next], most[next]);
        const std::int64_t ends[][2] = {{guess, guess},
                                        {least[next], guess - 1},
                                        {guess + 1, most[next]}};
        for (const auto& [from, to] : ends) {
            if (from > to)
                continue;
            Bounds some_least = least;
            Bounds some_most = most;
            some_least[next] = from;
            some_most[next] = to;
            if (const Possible found = search(some_least, some_most); found != Possible::No)
                return found;
        }
        return Possible::No;
    }

    Bounds guess_;
    Bounds least_;
    Bounds most_;
    std::vector<Equation> known_;
    std::function<bool(const Numbers&)> test_;
    Numbers found_;
    int steps_ = 0;
};

}  // namespace vitrina::test
