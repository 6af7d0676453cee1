#include "cli/plan_rows.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "cli/text_words.h"
#include "content/markdown.h"

namespace vitrina {
namespace {

constexpr double same_measure = 0.8;     // of all words, without a number
constexpr double similar_measure = 0.5;  // when the number is the same

std::vector<std::string> folded_words(std::string_view text) {
    return words_of(fold_yo(fold_case(text)));
}

double likeness(std::string_view a, std::string_view b) {
    const std::vector<std::string> first = folded_words(a);
    const std::vector<std::string> second = folded_words(b);
    const std::set<std::string> known(first.begin(), first.end());
    const std::set<std::string> other(second.begin(), second.end());
    std::size_t common = 0;
    for (const std::string& word : other)
        common += known.contains(word) ? 1 : 0;
    const std::size_t all = known.size() + other.size() - common;
    return all == 0 ? 0 : static_cast<double>(common) / static_cast<double>(all);
}

std::string digits_of(std::string_view label) {
    label = trim(label);
    const std::size_t end = label.find_first_not_of("0123456789");
    return std::string(label.substr(0, end));
}

const YamlNode* find_any(const YamlNode& mapping, std::string_view one, std::string_view other) {
    const YamlNode* found = mapping.find(one);
    return found != nullptr ? found : mapping.find(other);
}

void add_rows(const YamlNode& owner, std::size_t section, std::vector<PlanRowNode>& rows) {
    const YamlNode* list = find_any(owner, "rows", "row");
    if (list == nullptr || !list->is_sequence())
        return;
    for (const YamlNode& row : list->children) {
        if (!row.is_mapping())
            continue;
        const YamlNode* no = row.find("no");
        const YamlNode* measure = row.find("measure");
        rows.push_back({&row, name_of_plan_row(row), no == nullptr ? "" : digits_of(no->text()),
                        measure == nullptr ? "" : plain_value(*measure), section});
    }
}

}  // namespace

std::string plain_value(const YamlNode& value) {
    if (value.is_scalar())
        return flatten_markdown(value.text());
    if (value.is_sequence()) {
        std::string joined;
        for (const YamlNode& item : value.children)
            joined += (joined.empty() ? "" : ", ") + plain_value(item);
        return joined;
    }
    const YamlNode* text = value.find("text");
    const YamlNode* bodies = text != nullptr ? text : value.find("bodies");
    return bodies == nullptr ? std::string() : plain_value(*bodies);
}

std::string name_of_plan_row(const YamlNode& row) {
    const YamlNode* no = row.find("no");
    const YamlNode* measure = row.find("measure");
    std::string name = no == nullptr ? std::string() : std::string(no->text());
    if (measure != nullptr)
        name += (name.empty() ? "" : " ") + shorten(collapse_spaces(plain_value(*measure)), 60);
    return name;
}

std::vector<PlanRowNode> find_plan_rows(const YamlNode& root) {
    std::vector<PlanRowNode> rows;
    add_rows(root, 0, rows);
    if (const YamlNode* sections = find_any(root, "sections", "section");
        sections != nullptr && sections->is_sequence())
        for (std::size_t i = 0; i < sections->children.size(); ++i)
            add_rows(sections->children[i], i, rows);
    return rows;
}

bool same_words(std::string_view a, std::string_view b) {
    return folded_words(a) == folded_words(b);
}

bool holds_words(std::string_view text, std::string_view part) {
    const std::vector<std::string> all = folded_words(text);
    const std::vector<std::string> wanted = folded_words(part);
    return wanted.empty() ||
           std::search(all.begin(), all.end(), wanted.begin(), wanted.end()) != all.end();
}

RowMatch match_plan_row(const std::vector<PlanRowNode>& rows, const DraftRow& row) {
    const std::string measure = row.at(DraftField::Measure).text();
    const std::string no = digits_of(row.at(DraftField::No).text());
    const PlanRowNode* best = nullptr;
    double best_score = 0;
    bool is_tie = false;
    for (const PlanRowNode& candidate : rows) {
        const double words = likeness(candidate.measure, measure);
        const bool has_number = !no.empty() && candidate.no == no;
        if (words < (has_number ? similar_measure : same_measure))
            continue;
        const double score = words + (has_number ? 0.1 : 0);
        is_tie = best != nullptr && score == best_score ? true
                 : score > best_score                   ? false
                                                        : is_tie;
        if (score > best_score) {
            best = &candidate;
            best_score = score;
        }
    }
    if (best == nullptr)
        return {};
    return is_tie ? RowMatch{nullptr, true} : RowMatch{best->node, false};
}

}  // namespace vitrina
