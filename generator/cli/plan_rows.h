// The rows of a plan's file as YAML, and which of them a row of a returned table means.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/plan_draft.h"
#include "content/yaml.h"

namespace vitrina {

struct PlanRowNode {
    const YamlNode* node = nullptr;  // a mapping of the tree that was given
    std::string name;                // for people: № and measure
    std::string no;                  // digits of the label
    std::string measure;             // plain
    std::size_t section = 0;
};
std::vector<PlanRowNode> find_plan_rows(const YamlNode& root);
std::string name_of_plan_row(const YamlNode& row);

struct RowMatch {
    const YamlNode* row = nullptr;  // null: none
    bool is_unclear = false;        // several fit alike
};
// By the words of the measure, and by the number where words differ a little.
RowMatch match_plan_row(const std::vector<PlanRowNode>& rows, const DraftRow& row);

// A value as a person reads it: Markdown flattened, a list joined, `{text: …}` by its text.
std::string plain_value(const YamlNode& value);
// Whether two texts have the same words and numbers, whatever signs stand between them.
bool same_words(std::string_view a, std::string_view b);
// Whether the words of `part` stand one after another in a text.
bool holds_words(std::string_view text, std::string_view part);

}  // namespace vitrina
