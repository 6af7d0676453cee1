// What the rows of a table that came by mail are for: the ids that are made of it, and which rows
// say something of the same work.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "kinds/values.h"

namespace vitrina {

// Names that mean the same are the same, however they are written and in whatever order.
using FoldedNames = std::set<std::string>;

struct RuleScope {
    FoldedNames subjects;  // none: any
    FoldedNames works;
    ClassList classes;
    std::string programme;  // folded
    std::size_t line = 0;   // where the row stands
};

// Made of what a row is for, not of where it stands or how that is spelt: rows may move.
struct ScopeName {
    std::string id;
    std::string key;  // all that the id is made of
};
ScopeName criterion_name(const RuleScope& scope);
ScopeName weights_name(const RuleScope& scope);

// The ids of all, in their order. Ids are of Latin letters, in which «5, 8» and «5–8» have one
// spelling: all that share it are told apart by their keys.
std::vector<std::string> distinct_ids(const std::vector<ScopeName>& names);

// Which line says how a work is marked. Nobody could tell which of two holds for a class of both.
class ScopeClaims {
public:
    struct Clash {
        std::size_t line = 0;  // that came before
        ClassLabel label;      // of both
    };

    // A table has at most 20,000 rules of one subject, one work and one class.
    bool has_room_for(const RuleScope& scope) const;
    std::optional<Clash> add(const RuleScope& scope);

private:
    struct Claim {
        ClassLabel label;
        std::size_t line = 0;
    };
    // By subject, programme, work and parallel.
    std::map<std::tuple<std::string, std::string, std::string, int>, std::vector<Claim>> claims_;
    std::size_t count_ = 0;
};

}  // namespace vitrina
