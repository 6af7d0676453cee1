#include "site/committee.h"

#include <algorithm>

#include "base/text.h"

namespace vitrina {

std::string_view school_state_word(SchoolState state) {
    constexpr std::string_view words[] = {"no_source", "links",   "not_yet", "good",
                                          "stale",     "failing", "broken",  "refused"};
    return words[static_cast<std::size_t>(state)];
}

std::string_view coverage_state_word(CoverageState state) {
    constexpr std::string_view words[] = {"data", "document", "absent", "unchecked"};
    return words[static_cast<std::size_t>(state)];
}

std::string_view no_rule_word(NoRule why) {
    constexpr std::string_view words[] = {"missing", "document", "no_class", "unseen", "not_sent"};
    return words[static_cast<std::size_t>(why)];
}

std::size_t SchoolFacts::count(Verdict verdict) const {
    if (verdict != Verdict::Extra)
        return static_cast<std::size_t>(std::ranges::count(cells, verdict, &CellFact::verdict));
    std::size_t count = 0;
    for (const ExtraRule& extra : extras)
        count += extra.classes.size();
    return count;
}

std::int64_t SchoolFacts::renewed() const {
    return std::max(kept.first_seen, changes.empty() ? 0 : changes.front().seen);
}

Date SchoolFacts::unchanged_since() const {
    if (renewed() == 0)
        return {};
    const Date seen = utc_date_time(renewed()).date;
    if (!generated.is_set())
        return seen;
    // The first version that was seen is as old as it says; of another one the change was seen.
    return renewed() == known_since ? std::min(generated, seen) : std::max(generated, seen);
}

std::size_t SchoolFacts::checked() const {
    return cells.size() - count(Verdict::Unchecked);
}

void count_up(Committee& committee) {
    CommitteeTotals& totals = committee.totals;
    totals = {};
    totals.items.resize(committee.items.size());
    for (const SchoolFacts& facts : committee.schools) {
        ++totals.states.at(static_cast<std::size_t>(facts.state));
        for (std::size_t i = 0; i < due_element_count; ++i)
            ++totals.coverage.at(static_cast<std::size_t>(facts.elements.at(i).state));
        totals.verdicts.at(static_cast<std::size_t>(Verdict::Extra)) += facts.count(Verdict::Extra);
        for (std::size_t i = 0; i < committee.items.size() && !facts.cells.empty(); ++i) {
            const ReferenceItem& item = committee.items[i];
            for (std::size_t c = 0; c < item.classes.size(); ++c) {
                const auto verdict =
                    static_cast<std::size_t>(facts.cells[item.first_cell + c].verdict);
                ++totals.verdicts.at(verdict);
                ++totals.items[i].at(verdict);
            }
        }
    }
    std::vector<PlacedChange>& newest = committee.newest;
    newest.clear();
    for (std::size_t school = 0; school < committee.schools.size(); ++school)
        for (std::size_t i = 0; i < committee.schools[school].changes.size(); ++i)
            newest.push_back({school, i});
    const auto seen = [&](const PlacedChange& one) {
        return committee.schools[one.school].changes[one.change].seen;
    };
    // Of one moment the order of the schools, and of a school that of its log.
    const std::size_t kept = std::min(newest.size(), most_newest);
    std::ranges::partial_sort(newest, newest.begin() + static_cast<std::ptrdiff_t>(kept),
                              [&](const PlacedChange& a, const PlacedChange& b) {
                                  if (seen(a) != seen(b))
                                      return seen(a) > seen(b);
                                  return a.school != b.school ? a.school < b.school
                                                              : a.change < b.change;
                              });
    newest.resize(kept);
    newest.shrink_to_fit();
}

const Committee* committee_of(const Site& site) {
    const auto id = site.find(schools_record_id);
    return id ? std::any_cast<Committee>(&site.at(*id).data) : nullptr;
}

const Kind& schools_kind() {
    static const Kind kind = [] {
        Kind made;
        made.name = "schools";
        made.folder = "schools";
        made.form = FileForm::Yaml;
        made.title = TitleNeed::Composed;
        made.decode = [](const YamlNode&, DecodeContext&, Record&) { return true; };
        made.encode = [](const Record&, const EncodeContext&, JsonObject&) {};
        made.schema = [](SchemaForm) { return JsonValue(); };
        made.visit = [](Record&, FieldVisitor&) {};
        return made;
    }();
    return kind;
}

std::string natural_key(std::string_view name) {
    constexpr std::size_t width = 9;
    std::string padded;
    for (std::size_t at = 0; at < name.size();) {
        std::size_t end = at;
        while (end < name.size() && name[end] >= '0' && name[end] <= '9')
            ++end;
        if (end > at) {
            if (end - at < width)
                padded.append(width - (end - at), '0');
            padded += name.substr(at, end - at);
            at = end;
            continue;
        }
        const std::size_t length = code_point_at(name, at).length;
        const std::string_view sign = name.substr(at, length);
        // Quotes and the sign of a number do not order anything.
        if (sign != "«" && sign != "»" && sign != "\"" && sign != "№")
            padded += sign;
        at += length;
    }
    return collation_key(collapse_spaces(padded)) + std::string(name);
}

}  // namespace vitrina
