#include "mirror/table_scopes.h"

#include <algorithm>

#include "base/hash.h"
#include "base/text.h"
#include "kinds/class_ranges.h"
#include "kinds/validity.h"

namespace vitrina {
namespace {

constexpr std::size_t longest_id = 100;
constexpr std::size_t most_rules = 20'000;

std::string joined(const FoldedNames& names) {
    std::string text;
    for (const std::string& name : names)
        text += (text.empty() ? "" : "\t") + name;
    return text;
}

ScopeName name_of(const std::string& folder, const std::vector<std::string>& words) {
    ScopeName name;
    std::string text;
    for (const std::string& word : words) {
        text += word.empty() ? std::string() : (text.empty() ? "" : "-") + word;
        name.key += word + "\n";
    }
    std::ranges::replace(text, '/', '-');
    name.id = transliterate_path(text).substr(0, longest_id);
    while (name.id.ends_with('-'))
        name.id.pop_back();
    name.id.insert(0, folder);
    return name;
}

std::size_t rules_of(const RuleScope& scope) {
    return std::max<std::size_t>(scope.subjects.size(), 1) * scope.works.size() *
           scope.classes.labels.size();
}

}  // namespace

ScopeName criterion_name(const RuleScope& scope) {
    return name_of("", {joined(scope.subjects), class_ranges(scope.classes), joined(scope.works),
                        scope.programme});
}

ScopeName weights_name(const RuleScope& scope) {
    return name_of("weights/", {"klassy", class_ranges(scope.classes), joined(scope.subjects)});
}

std::vector<std::string> distinct_ids(const std::vector<ScopeName>& names) {
    std::map<std::string, std::size_t> uses;
    for (const ScopeName& name : names)
        ++uses[name.id];
    std::vector<std::string> ids;
    for (const ScopeName& name : names)
        ids.push_back(uses[name.id] == 1
                          ? name.id
                          : name.id + "-" + hash_text(content_hash(name.key)).substr(0, 8));
    return ids;
}

bool ScopeClaims::has_room_for(const RuleScope& scope) const {
    return count_ + rules_of(scope) <= most_rules;
}

std::optional<ScopeClaims::Clash> ScopeClaims::add(const RuleScope& scope) {
    count_ += rules_of(scope);
    const FoldedNames any = {""};
    for (const std::string& subject : scope.subjects.empty() ? any : scope.subjects)
        for (const std::string& work : scope.works)
            for (const ClassLabel& label : scope.classes.labels) {
                auto& known = claims_[{subject, scope.programme, work, label.number}];
                for (const Claim& other : known)
                    if (other.line != scope.line && do_meet(other.label, label))
                        return Clash{other.line, label.letter.empty() ? other.label : label};
                known.push_back({label, scope.line});
            }
    return std::nullopt;
}

}  // namespace vitrina
