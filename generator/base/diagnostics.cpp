#include "base/diagnostics.h"

#include <algorithm>
#include <cassert>
#include <tuple>

namespace vitrina {
namespace {

std::string_view path_of(const Place& place) {
    return place.source ? std::string_view(place.source->path) : std::string_view();
}

auto order_of(const Diagnostic& item) {
    return std::tuple(path_of(item.place), item.place.span.begin, message_text(item.id).name,
                      item.place.span.end);
}

bool same_message(const Diagnostic& a, const Diagnostic& b) {
    return order_of(a) == order_of(b) && a.args == b.args;
}

}  // namespace

Diagnostic& Diagnostics::add(MessageId id,
                             Severity severity,
                             Place place,
                             std::vector<std::string> args) {
    assert(message_text(id).severity == severity);
    items_.push_back({id, severity, std::move(place), std::move(args), {}, 1});
    errors_ += severity == Severity::Error ? 1 : 0;
    return items_.back();
}

void Diagnostics::add(Diagnostic message) {
    errors_ += message.severity == Severity::Error ? 1 : 0;
    items_.push_back(std::move(message));
}

void Diagnostics::append(Diagnostics&& other) {
    errors_ += other.errors_;
    items_.insert(items_.end(),
                  std::make_move_iterator(other.items_.begin()),
                  std::make_move_iterator(other.items_.end()));
    other = {};
}

std::vector<Diagnostic> Diagnostics::sorted() const {
    std::vector<Diagnostic> all = items_;
    std::ranges::stable_sort(all, {}, order_of);
    std::vector<Diagnostic> joined;
    for (Diagnostic& item : all) {
        if (!joined.empty() && same_message(joined.back(), item))
            joined.back().count += item.count;
        else
            joined.push_back(std::move(item));
    }
    return joined;
}

}  // namespace vitrina
