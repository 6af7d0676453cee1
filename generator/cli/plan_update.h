// What a returned table says of a plan, as edits of the plan's file: only the fields that are named
// change, by span.
//
// Errors   a row that fits several is an error; nothing should be written then.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/draft_evidence.h"
#include "cli/plan_draft.h"
#include "cli/plan_rows.h"
#include "content/edit.h"
#include "kinds/site_config.h"

namespace vitrina {

struct FieldChange {
    std::string row;  // how the plan calls it
    std::string field;
    std::string before;  // as a person reads it
    std::string after;
};

class PlanUpdate {
public:
    PlanUpdate(const SourcePtr& plan,
               const YamlNode& root,
               std::vector<std::string> fields,
               Diagnostics& out);

    // `config` may be null: then names of people are only compared as they are written.
    void take(const PlanDraft& draft, const SiteConfig* config);
    // A state that has no column would not be seen.
    void show_column(const YamlNode& root);

    const std::vector<FieldChange>& changes() const { return changes_; }
    std::string text() const { return apply_edits(plan_->text, edits_); }

private:
    // A value of the returned table for a field of the plan.
    struct Said {
        std::string meant;  // as a person reads it
        std::string value;  // as YAML
        std::string shown;  // to compare with the plan; empty: `meant`
    };

    Place place(const DraftRow& row) const { return {draft_->source, row.span}; }
    bool is_wanted(std::string_view field) const;
    void compare(const DraftRow& row, const YamlNode& node);
    void put_report(const DraftRow& row,
                    const YamlNode& node,
                    const std::string& report,
                    const std::string& remarks);
    void put_cell(const DraftRow& row,
                  const YamlNode& node,
                  std::string_view key,
                  DraftField field);
    void put_responsible(const DraftRow& row, const YamlNode& node);
    void put_evidence(const DraftRow& row,
                      const YamlNode& node,
                      const std::vector<DraftEvidence::Link>& links);
    std::vector<std::string> people(const YamlNode& names) const;
    std::string block_value(const YamlNode& node, const std::string& markdown) const;
    void put(const DraftRow& row, const YamlNode& node, std::string_view key, const Said& said);
    void edit(const DraftRow& row, const YamlNode& node, std::string_view key, const Said& said);

    SourcePtr plan_;
    std::vector<PlanRowNode> rows_;
    std::vector<std::string> fields_;
    Diagnostics& out_;
    const PlanDraft* draft_ = nullptr;
    const SiteConfig* config_ = nullptr;
    std::vector<FieldChange> changes_;
    std::vector<TextEdit> edits_;
};

}  // namespace vitrina
