#include "kinds/shuffle.h"

#include <algorithm>
#include <numeric>
#include <string>

#include "base/hash.h"

namespace vitrina {
namespace {

bool is_untouched(const std::vector<std::size_t>& order, std::size_t ordered) {
    for (std::size_t i = 0; i < std::min(ordered, order.size()); ++i)
        if (order[i] != i)
            return false;
    return true;
}

}  // namespace

std::vector<std::size_t> shuffled(std::size_t count, std::size_t ordered, std::string_view seed) {
    std::vector<ContentHash> keys;
    for (std::size_t i = 0; i < count; ++i)
        keys.push_back(content_hash(std::string(seed) + "/" + std::to_string(i)));
    std::vector<std::size_t> order(count);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, [&](std::size_t a, std::size_t b) { return keys[a] < keys[b]; });
    // Chance may have left them as they were: then they move round by one place.
    if (count > 1 && ordered > 1 && is_untouched(order, ordered))
        std::rotate(order.begin(), order.begin() + 1, order.end());
    return order;
}

}  // namespace vitrina
