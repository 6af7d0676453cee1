// What a cell «Подтверждение» of a returned table names: addresses, with their titles, and words.
#pragma once

#include <string>
#include <vector>

#include "cli/plan_draft.h"

namespace vitrina {

struct DraftEvidence {
    struct Link {
        std::string url;
        std::string title;  // inline Markdown; may be empty
    };
    std::vector<Link> links;
    std::string words;  // inline Markdown: what names no address
};
DraftEvidence draft_evidence(const DraftRow& row);

// `{url: https://…, title: Отчёт}`.
std::string evidence_yaml(const DraftEvidence::Link& link);
std::string evidence_yaml(const std::vector<DraftEvidence::Link>& links);  // with commas between

}  // namespace vitrina
