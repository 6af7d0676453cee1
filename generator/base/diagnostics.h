// Messages to the author: values, collected by everyone, printed by one function.
//
// A message holds its id and arguments, never a text: the language is chosen when it is printed.
// Threads  a Diagnostics belongs to one thread; parallel work gives each slot its own and joins them
//          with `append` in index order.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/diagnostic_ids.h"
#include "base/source.h"

namespace vitrina {

struct Note {
    MessageId id{};
    Place place;
    std::vector<std::string> args;
};

struct Diagnostic {
    MessageId id{};
    Severity severity = Severity::Error;
    Place place;
    std::vector<std::string> args;
    std::vector<Note> notes;
    std::size_t count = 1;  // how often the same message was given at the same place
};

class Diagnostics {
public:
    // The severity comes from the table of messages; `error` and `warning` assert it for the reader.
    template <class... Args>
    Diagnostic& error(MessageId id, Place place, const Args&... args) {
        return add(id, Severity::Error, std::move(place), {fmt::to_string(args)...});
    }
    template <class... Args>
    Diagnostic& warning(MessageId id, Place place, const Args&... args) {
        return add(id, Severity::Warning, std::move(place), {fmt::to_string(args)...});
    }
    // Adds a note to a message that was returned by `error` or `warning`.
    template <class... Args>
    static void note(Diagnostic& to, MessageId id, Place place, const Args&... args) {
        to.notes.push_back({id, std::move(place), {fmt::to_string(args)...}});
    }

    // A message that was made elsewhere: of the machine (see diagnostic_of).
    void add(Diagnostic message);
    void append(Diagnostics&& other);
    bool has_errors() const { return errors_ > 0; }
    std::size_t error_count() const { return errors_; }
    std::size_t warning_count() const { return items_.size() - errors_; }
    const std::vector<Diagnostic>& items() const { return items_; }

    // Sorted by path, offset, id; the same message at the same place is joined into one with a count.
    std::vector<Diagnostic> sorted() const;

private:
    Diagnostic& add(MessageId id, Severity severity, Place place, std::vector<std::string> args);

    std::vector<Diagnostic> items_;
    std::size_t errors_ = 0;
};

}  // namespace vitrina
