#include "site/approvals.h"

#include <algorithm>
#include <map>

#include "kinds/act.h"
#include "kinds/plan.h"

namespace vitrina {
namespace {

// Where somebody says that an act approves a record.
struct Claim {
    std::string act;  // id, with the neighbour's name
    Place place;
};

std::string act_of(const Reference& reference) {
    return (reference.site.empty() ? "" : reference.site + ":") + reference.id;
}

void report_two(
    const Site& site, RecordId record, const Claim& first, const Claim& second, Diagnostics& out) {
    Diagnostic& message =
        out.error(ids::approved_twice, second.place, site.at(record).id, first.act, second.act);
    Diagnostics::note(message, ids::note_approved_here, first.place, first.act);
}

// A plan may name its act in two fields.
void check_own_fields(const Site& site, RecordId id, Diagnostics& out) {
    const Record& record = site.at(id);
    const Plan* plan = std::any_cast<Plan>(&record.data);
    const Reference& approved = record.common.approved_by;
    if (plan == nullptr || !plan->act.is_set() || act_of(plan->act) == act_of(approved))
        return;
    report_two(site, id, {act_of(approved), record.place(approved.span)},
               {act_of(plan->act), record.place(plan->act.span)}, out);
}

class Approvals {
public:
    Approvals(Site& site, Diagnostics& out) : site_(site), out_(out) {}

    void run() {
        for (std::size_t i = 0; i < site_.records.size(); ++i) {
            const Record& record = site_.records[i];
            const Reference& approved = record.common.approved_by;
            if (!approved.is_set())
                continue;
            check_own_fields(site_, static_cast<RecordId>(i), out_);
            claims_[static_cast<RecordId>(i)] = {act_of(approved), record.place(approved.span)};
        }
        for (std::size_t i = 0; i < site_.records.size(); ++i)
            if (const Act* act = std::any_cast<Act>(&site_.records[i].data))
                read_act(static_cast<RecordId>(i), *act);
    }

private:
    void read_act(RecordId id, const Act& act) {
        for (const ActItem& item : act.items) {
            for (const Reference& approved : item.approves) {
                const auto record = approved.site.empty() ? site_.find(approved.id) : std::nullopt;
                // A part of a record may have an act of its own.
                if (record && approved.anchor.empty() && *record != id)
                    join(*record, id, site_.at(id).place(approved.span));
            }
        }
    }

    void join(RecordId record, RecordId act, const Place& place) {
        const Claim claim{site_.at(act).id, place};
        const auto [first, fresh] = claims_.emplace(record, claim);
        if (!fresh && first->second.act != claim.act) {
            report_two(site_, record, first->second, claim, out_);
            return;
        }
        // The record's page tells its act among the facts, the act's page lists what it approves:
        // one line each, whichever side said it.
        std::erase_if(back_of(record), [act](const BackReference& back) {
            return back.from == act && back.field == "approves" && back.to_part.empty();
        });
        if (!fresh)
            return;
        site_.records[static_cast<std::size_t>(record)].common.approved_by =
            Reference{"", claim.act, "", {}};
        back_of(act).push_back({record, "", "approved_by", ""});
    }

    std::vector<BackReference>& back_of(RecordId id) {
        return site_.entries[static_cast<std::size_t>(id)].back;
    }

    Site& site_;
    Diagnostics& out_;
    std::map<RecordId, Claim> claims_;
};

}  // namespace

void settle_approvals(Site& site, Diagnostics& out) {
    Approvals(site, out).run();
}

}  // namespace vitrina
