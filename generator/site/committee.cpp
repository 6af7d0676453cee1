#include "site/committee.h"

#include <algorithm>

#include "base/text.h"

namespace vitrina {

std::string_view school_state_word(SchoolState state) {
    constexpr std::string_view words[] = {"no_source", "links",  "not_yet", "good",
                                          "failing",   "broken", "refused"};
    return words[static_cast<std::size_t>(state)];
}

std::string_view coverage_state_word(CoverageState state) {
    constexpr std::string_view words[] = {"data", "document", "absent", "unchecked"};
    return words[static_cast<std::size_t>(state)];
}

std::size_t SchoolFacts::count(Verdict verdict) const {
    if (verdict == Verdict::Extra)
        return extras.size();
    return static_cast<std::size_t>(std::ranges::count(cells, verdict, &CellFact::verdict));
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
