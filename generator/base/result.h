// What a function gives when the machine may refuse: a value, or why not.
// Authors' mistakes are diagnostics, our own are asserts; only the machine's refusals are Errors.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <tl/expected.hpp>

#include "base/diagnostic_ids.h"

namespace vitrina {

// How a command ends (design: exit codes).
enum class ExitCode : int {
    Done = 0,
    ContentErrors = 1,
    Usage = 2,
    Machine = 3,
    Refused = 4,
    Partial = 5,
    Bug = 70,
};

struct Error {
    MessageId id{};
    std::vector<std::string> args;
    ExitCode exit = ExitCode::Machine;
};

template <class T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> failure(MessageId id,
                                     std::vector<std::string> args,
                                     ExitCode exit = ExitCode::Machine) {
    return tl::unexpected<Error>(Error{id, std::move(args), exit});
}

}  // namespace vitrina
