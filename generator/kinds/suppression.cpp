#include "kinds/suppression.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <tuple>
#include <utility>

#include "kinds/open_numbers.h"

namespace vitrina {
namespace {

LinearSum joined(const SmallSet& set, const std::vector<std::size_t>& members) {
    LinearSum sum;
    for (const std::size_t i : members) {
        sum.terms.insert(sum.terms.end(), set[i].terms.begin(), set[i].terms.end());
        sum.value += set[i].value;
    }
    return sum;
}

// The true numbers and others that were found to be published just so.
class Witnesses {
public:
    explicit Witnesses(const NumberSystem& system) : system_(system), all_(1) {
        for (const Unknown& unknown : system.unknowns) {
            all_.front().push_back(unknown.value);
            most_.push_back(unknown.most);
        }
        note_known();
    }

    // A cell was opened: who says otherwise goes. Gives all that were there.
    std::vector<Numbers> learn(const LinearSum& sum) {
        std::vector<Numbers> before = all_;
        std::erase_if(all_, [&](const Numbers& one) { return value_of(sum, one) != sum.value; });
        note_known();
        return before;
    }

    // It is closed again: those that went are back, those that were found since hold all the more.
    void forget(const std::vector<Numbers>& before) {
        std::vector<Numbers> found = std::exchange(all_, before);
        for (Numbers& one : found)
            if (std::ranges::find(all_, one) == all_.end())
                all_.push_back(std::move(one));
        note_known();
    }

    bool truth_agrees() const { return search_->agrees(all_.front()); }

    bool is_spread(const LinearSum& sum, std::int64_t spread) const {
        const auto [least, most] = range_of(sum);
        return most->value - least->value >= spread;
    }

    // Looks for witnesses until the values of the sum lie so far apart.
    bool spread_out(const LinearSum& sum, std::int64_t spread) {
        while (true) {
            const auto [least, most] = range_of(sum);
            const std::int64_t needed = spread - (most->value - least->value);
            if (needed <= 0)
                return true;
            bool found = false;
            for (std::int64_t step = needed; step > 0 && !found;
                 step = step > 4 ? step / 2 : step - 1)
                found = find(sum, most->value + step, most->number) ||
                        find(sum, least->value - step, least->number);
            if (!found)
                return false;
        }
    }

    // A set of 1 … min_cell - 1 people or points that all witnesses agree on.
    std::optional<LinearSum> find_fixed(const SmallSet& set, int min_cell) const {
        std::vector<std::uint64_t> marks(set.size());
        for (std::size_t w = 1; w < all_.size(); ++w)
            for (std::size_t i = 0; i < set.size(); ++i)
                marks[i] += weight(w) * static_cast<std::uint64_t>(value_of(set[i], all_[w]) -
                                                                   value_of(set[i], all_[0]));
        std::vector<std::size_t> movable;
        for (std::size_t i = 0; i < set.size(); ++i) {
            const bool is_fixed_zero = set[i].value == 0 && marks[i] == 0;
            if (set[i].value < min_cell && !is_fixed_zero)
                movable.push_back(i);
        }
        std::vector<std::size_t> members;
        steps_ = 0;
        if (extend(set, marks, movable, {0, 0, 0}, min_cell, members))
            return joined(set, members);
        return std::nullopt;
    }
    // Whether the last `find_fixed` has looked at as many sets as it may: what it says proves nothing.
    bool has_given_up() const { return steps_ > most_sets; }

private:
    void note_known() {
        std::vector<LinearSum> known = system_.relations;
        for (const CountCell& cell : system_.cells)
            if (cell.is_open)
                known.push_back(cell.sum);
        search_.emplace(most_, std::move(known), system_.test);
    }

    struct Extreme {
        std::int64_t value = 0;
        std::size_t number = 0;  // of the witness
    };
    std::pair<std::optional<Extreme>, std::optional<Extreme>> range_of(const LinearSum& sum) const {
        std::optional<Extreme> least;
        std::optional<Extreme> most;
        for (std::size_t i = 0; i < all_.size(); ++i) {
            const std::int64_t value = value_of(sum, all_[i]);
            if (!least || value < least->value)
                least = Extreme{value, i};
            if (!most || value > most->value)
                most = Extreme{value, i};
        }
        return {least, most};
    }

    bool find(const LinearSum& sum, std::int64_t value, std::size_t near) {
        const LinearSum wanted{sum.terms, value};
        for (const std::size_t start : {near, std::size_t{0}}) {
            if (auto found = search_->find(all_[start], wanted)) {
                all_.push_back(std::move(*found));
                return true;
            }
            if (near == 0)
                break;
        }
        return false;
    }

    // Odd and without a pattern, so that differences of witnesses do not cancel out by chance; if
    // they did, a cell would be closed for nothing.
    static std::uint64_t weight(std::size_t number) {
        std::uint64_t mixed = (number + 1) * 0x9E3779B97F4A7C15U;
        mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
        mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
        return mixed | 1U;
    }

    struct Reached {
        std::size_t next = 0;
        std::int64_t value = 0;
        std::uint64_t mark = 0;
    };
    bool extend(const SmallSet& set,
                const std::vector<std::uint64_t>& marks,
                const std::vector<std::size_t>& movable,
                Reached reached,
                int min_cell,
                std::vector<std::size_t>& members) const {
        if (++steps_ > most_sets)
            return false;
        if (reached.value > 0 && reached.mark == 0)
            return true;
        for (std::size_t i = reached.next; i < movable.size(); ++i) {
            const std::int64_t value = reached.value + set[movable[i]].value;
            if (value >= min_cell)
                continue;
            members.push_back(movable[i]);
            if (extend(set, marks, movable, {i + 1, value, reached.mark + marks[movable[i]]},
                       min_cell, members))
                return true;
            members.pop_back();
        }
        return false;
    }

    // Of forty tasks that nobody solved there are more sets than anybody can look at.
    static constexpr std::size_t most_sets = 300'000;

    const NumberSystem& system_;
    mutable std::size_t steps_ = 0;
    std::vector<std::int64_t> most_;
    std::vector<Numbers> all_;
    std::optional<WitnessSearch> search_;
};

class Opening {
public:
    Opening(NumberSystem& system, int min_cell)
        : system_(system), min_cell_(min_cell), secrets_(close_all()), witnesses_(system_) {}

    bool run() {
        if (!witnesses_.truth_agrees() || !keeps_secrets())
            return false;
        for (const std::size_t i : order())
            if (may_be_open(system_.cells[i]))
                try_open(system_.cells[i]);
        open_what_follows();
        return witnesses_.truth_agrees() && keeps_secrets();
    }

private:
    std::vector<Secret> close_all() {
        std::vector<Secret> secrets = system_.secrets;
        for (CountCell& cell : system_.cells) {
            cell.is_open = false;
            if (is_secret(cell))
                secrets.push_back({cell.sum, cell.spread});
        }
        // 1 … min_cell - 1: what a dash leaves open.
        for (Secret& secret : secrets)
            if (secret.spread == 0)
                secret.spread = min_cell_ - 2;
        return secrets;
    }

    bool is_secret(const CountCell& cell) const {
        return cell.is_secret ||
               (cell.is_count && cell.sum.value > 0 && cell.sum.value < min_cell_);
    }

    static bool is_zero(const CountCell& cell) { return cell.is_count && cell.sum.value == 0; }

    // What says most first; of one table the large numbers. Zeros come when the rest is decided.
    std::vector<std::size_t> order() const {
        std::vector<std::size_t> order(system_.cells.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::ranges::sort(order, {}, [this](std::size_t i) {
            const CountCell& cell = system_.cells[i];
            return std::tuple(is_zero(cell), cell.table, -cell.sum.value, i);
        });
        return order;
    }

    bool may_be_open(const CountCell& cell) const {
        if (is_secret(cell))
            return false;
        return !is_zero(cell) || std::ranges::none_of(system_.cells, [&](const CountCell& other) {
            return other.table == cell.table && !other.is_open && !is_zero(other);
        });
    }

    void try_open(CountCell& cell) {
        cell.is_open = true;
        const std::vector<Numbers> before = witnesses_.learn(cell.sum);
        if (keeps_secrets())
            return;
        cell.is_open = false;
        witnesses_.forget(before);
    }

    bool keeps_secrets() {
        for (const Secret& secret : secrets_)
            if (!keeps(secret.sum, secret.spread))
                return false;
        for (const SmallSet& set : system_.sets) {
            while (const auto fixed = witnesses_.find_fixed(set, min_cell_))
                if (witnesses_.is_spread(*fixed, 1) || !keeps(*fixed, 1))
                    return false;
            if (witnesses_.has_given_up())
                return false;
        }
        return true;
    }

    // What follows by adding and subtracting needs no search.
    bool keeps(const LinearSum& sum, std::int64_t spread) {
        return witnesses_.is_spread(sum, spread) ||
               (!OpenNumbers(system_).follows(sum) && witnesses_.spread_out(sum, spread));
    }

    // What anybody can work out from the open numbers may as well be printed; no secret is among
    // it.
    void open_what_follows() {
        const OpenNumbers open(system_);
        for (CountCell& cell : system_.cells)
            if (!cell.is_open && open.follows(cell.sum)) {
                cell.is_open = true;
                witnesses_.learn(cell.sum);
            }
    }

    NumberSystem& system_;
    int min_cell_;
    std::vector<Secret> secrets_;
    Witnesses witnesses_;
};

}  // namespace

bool suppress(NumberSystem& system, int min_cell) {
    return Opening(system, min_cell).run();
}

}  // namespace vitrina
