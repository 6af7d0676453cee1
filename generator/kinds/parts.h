// Criteria of one piece of work, К1 … Kn: how many points each gives and for what. Essays in the
// criteria of a subject and tasks with a full solution are marked by the same parts.
//
// Units    points are exact decimals.
// Source   formats §5 and §7, domain §2.4 («если по К1 поставлено 0, задание оценивается 0»).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kinds/kind.h"

namespace vitrina {

// `К1=0`: the part gives no points when part К1 was given this many.
struct ZeroCondition {
    std::string part;
    Decimal points;
    Span span;
    bool is_set() const { return !part.empty(); }
};
VITRINA_CODEC(ZeroCondition);

struct Part {
    Located<std::string> id;                // К1
    InlineText title;
    Located<std::optional<Decimal>> max;    // set by `check_parts`: the highest level
    Pairs<Decimal, InlineText> levels;      // points → what they are given for, in the file's order
    ZeroCondition zero_if;
    Span span;
};
template <> const FieldTable<Part>& field_table<Part>();

// Folds Latin look-alikes in the ids, sets what was left out and reports what cannot be marked.
// The sum of the parts' points; nothing when some part has none.
std::optional<Decimal> check_parts(const Record& record, std::vector<Part>& parts, Diagnostics& out);

// Points are given in sensible numbers: above 0, at most 1,000.
bool are_points(const Decimal& points);

}  // namespace vitrina
