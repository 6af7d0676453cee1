#include "kinds/witness.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <utility>

namespace vitrina {
namespace {

constexpr int most_steps = 500;
constexpr std::size_t most_repairs = 24;  // that are tried of one broken sum

// Points: pupils count with their score. The other sums count every pupil once.
bool is_weighted(const LinearSum& sum) {
    return std::ranges::any_of(sum.terms,
                               [](const Summand& term) { return std::abs(term.factor) > 1; });
}

struct Change {
    std::uint32_t unknown = 0;
    std::int64_t by = 0;
    std::optional<std::uint32_t> other;  // changes by the opposite
};

class Repair {
public:
    Repair(const std::vector<std::int64_t>& most,
           const std::vector<LinearSum>& known,
           const LinearSum& wanted,
           const std::vector<std::uint32_t>& alike,
           const NumbersTest& test,
           const Numbers& start)
        : most_(most),
          alike_(alike),
          test_(test),
          numbers_(start),
          is_changed_(start.size()),
          wanted_factor_(start.size()),
          sums_of_(start.size()) {
        for (const LinearSum& sum : known)
            add_sum(sum);
        add_sum(wanted);
        for (const Summand& term : wanted.terms)
            wanted_factor_[term.unknown] += term.factor;
        // What is published by itself cannot be changed.
        for (const LinearSum& sum : known)
            if (sum.terms.size() == 1)
                is_changed_[sum.terms.front().unknown] = true;
    }

    bool run() { return step(); }
    Numbers take() { return std::move(numbers_); }

private:
    void add_sum(const LinearSum& sum) {
        const auto index = static_cast<std::uint32_t>(sums_.size());
        sums_.push_back(&sum);
        missing_.push_back(sum.value - value_of(sum, numbers_));
        is_weighted_.push_back(is_weighted(sum));
        for (const Summand& term : sum.terms)
            sums_of_[term.unknown].push_back({index, term.factor});
    }

    bool step() {
        if (++steps_ > most_steps)
            return false;
        std::size_t worst = sums_.size();
        std::size_t least_choice = 0;
        for (std::size_t i = 0; i < sums_.size(); ++i) {
            if (missing_[i] == 0)
                continue;
            const std::size_t choice = choices(i);
            if (choice == 0)
                return false;
            if (worst == sums_.size() || choice < least_choice) {
                worst = i;
                least_choice = choice;
            }
        }
        if (worst == sums_.size())
            return !test_ || test_(numbers_);
        return std::ranges::any_of(repairs(worst), [&](const Change& change) {
            apply(change);
            if (step())
                return true;
            revert(change);
            return false;
        });
    }

    // How many numbers could still repair a sum; 0 also when all together could not.
    std::size_t choices(std::size_t sum) const {
        std::size_t count = 0;
        std::int64_t up = 0;
        std::int64_t down = 0;
        for (const Summand& term : sums_[sum]->terms) {
            if (is_changed_[term.unknown])
                continue;
            ++count;
            const std::int64_t more = most_[term.unknown] - numbers_[term.unknown];
            const std::int64_t less = numbers_[term.unknown];
            up += term.factor > 0 ? term.factor * more : -term.factor * less;
            down += term.factor > 0 ? term.factor * less : -term.factor * more;
        }
        return missing_[sum] <= up && -missing_[sum] <= down ? count : 0;
    }

    std::vector<Change> repairs(std::size_t sum) const {
        std::vector<Change> whole;
        std::vector<Change> parts;
        const std::int64_t missing = missing_[sum];
        for (const Summand& term : sums_[sum]->terms) {
            if (is_changed_[term.unknown])
                continue;
            const std::int64_t steps = missing / term.factor;
            const std::int64_t sign = steps < 0 ? -1 : 1;
            for (std::int64_t size = std::min<std::int64_t>(std::abs(steps), 1'000'000);
                 size > 0;) {
                if (fits(term.unknown, sign * size))
                    (sign * size * term.factor == missing ? whole : parts)
                        .push_back({term.unknown, sign * size, std::nullopt});
                size = size > 4 ? size / 2 : size - 1;
            }
        }
        if (is_weighted_[sum])
            add_pairs(*sums_[sum], missing, whole, parts);
        whole.insert(whole.end(), parts.begin(), parts.end());
        if (whole.size() > most_repairs)
            whole.resize(most_repairs);
        return whole;
    }

    // Two numbers of the same sums but with other weights: no other sum breaks.
    void add_pairs(const LinearSum& sum,
                   std::int64_t missing,
                   std::vector<Change>& whole,
                   std::vector<Change>& parts) const {
        for (const Summand& a : sum.terms)
            for (const Summand& b : sum.terms) {
                const std::int64_t weight = a.factor - b.factor;
                if (weight <= 0 || is_changed_[a.unknown] || is_changed_[b.unknown] ||
                    alike_[a.unknown] != alike_[b.unknown] ||
                    wanted_factor_[a.unknown] != wanted_factor_[b.unknown] ||
                    weight > std::abs(missing))
                    continue;
                const std::int64_t steps = missing / weight;
                const std::int64_t by = missing % weight == 0 ? steps : steps < 0 ? -1 : 1;
                if (fits(a.unknown, by) && fits(b.unknown, -by))
                    (missing % weight == 0 ? whole : parts).push_back({a.unknown, by, b.unknown});
            }
    }

    bool fits(std::uint32_t unknown, std::int64_t by) const {
        const std::int64_t number = numbers_[unknown] + by;
        return number >= 0 && number <= most_[unknown];
    }

    void change(std::uint32_t unknown, std::int64_t by) {
        numbers_[unknown] += by;
        is_changed_[unknown] = !is_changed_[unknown];
        for (const auto& [sum, factor] : sums_of_[unknown])
            missing_[sum] -= factor * by;
    }
    void apply(const Change& one) {
        change(one.unknown, one.by);
        if (one.other)
            change(*one.other, -one.by);
    }
    void revert(const Change& one) {
        change(one.unknown, -one.by);
        if (one.other)
            change(*one.other, one.by);
    }

    const std::vector<std::int64_t>& most_;
    const std::vector<std::uint32_t>& alike_;
    const NumbersTest& test_;
    Numbers numbers_;
    std::vector<bool> is_changed_;
    std::vector<std::int64_t> wanted_factor_;
    std::vector<std::vector<std::pair<std::uint32_t, std::int64_t>>> sums_of_;
    std::vector<const LinearSum*> sums_;
    std::vector<std::int64_t> missing_;
    std::vector<bool> is_weighted_;
    int steps_ = 0;
};

}  // namespace

std::int64_t value_of(const LinearSum& sum, std::span<const std::int64_t> numbers) {
    std::int64_t value = 0;
    for (const Summand& term : sum.terms)
        value += term.factor * numbers[term.unknown];
    return value;
}

WitnessSearch::WitnessSearch(std::vector<std::int64_t> most,
                             std::vector<LinearSum> known,
                             NumbersTest test)
    : most_(std::move(most)), known_(std::move(known)), test_(std::move(test)) {
    std::vector<std::vector<std::pair<std::size_t, std::int64_t>>> places(most_.size());
    for (std::size_t i = 0; i < known_.size(); ++i)
        if (!is_weighted(known_[i]))
            for (const Summand& term : known_[i].terms)
                places[term.unknown].emplace_back(i, term.factor);
    std::map<std::vector<std::pair<std::size_t, std::int64_t>>, std::uint32_t> groups;
    for (auto& place : places)
        alike_.push_back(groups.emplace(std::move(place), static_cast<std::uint32_t>(groups.size()))
                             .first->second);
}

std::optional<Numbers> WitnessSearch::find(const Numbers& start, const LinearSum& wanted) const {
    Repair repair(most_, known_, wanted, alike_, test_, start);
    if (!repair.run())
        return std::nullopt;
    Numbers found = repair.take();
    // The search keeps count of every change; that it counted well is asked of the sums themselves.
    if (!agrees(found) || value_of(wanted, found) != wanted.value)
        return std::nullopt;
    return found;
}

bool WitnessSearch::agrees(std::span<const std::int64_t> numbers) const {
    for (std::size_t i = 0; i < most_.size(); ++i)
        if (numbers[i] < 0 || numbers[i] > most_[i])
            return false;
    return std::ranges::all_of(
               known_, [&](const LinearSum& sum) { return value_of(sum, numbers) == sum.value; }) &&
           (!test_ || test_(numbers));
}

}  // namespace vitrina
