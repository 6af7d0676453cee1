// Whether two records of criteria say how one and the same work is marked.
#include <map>
#include <tuple>

#include "base/text.h"
#include "kinds/criteria.h"
#include "kinds/validity.h"

namespace vitrina {
namespace {

// Subject, programme, group, work, parallel.
using Key = std::tuple<std::string, std::string, std::string, std::string, int>;

struct Claim {
    std::size_t use;
    ClassLabel label;
    Validity valid;
};

class Overlaps {
public:
    Overlaps(std::span<const CriteriaUse> uses, SchoolYear now) : uses_(uses), now_(now) {}

    std::vector<CriteriaOverlap> find() {
        for (std::size_t i = 0; i < uses_.size(); ++i)
            enter(i);
        return std::move(found_);
    }

private:
    void enter(std::size_t index) {
        const CriteriaRecord& record = *uses_[index].record;
        const Validity valid = validity_of(record.valid, uses_[index].file->common, now_);
        reported_ = false;
        for (const SubjectName& subject : record.subjects)
            for (const WorkName& work : record.rule.works)
                for (const ClassLabel& label : record.classes.labels)
                    claim(subject.name, work.name, {index, label, valid});
    }

    void claim(const std::string& subject, const std::string& work, const Claim& mine) {
        const MarkingRule& rule = uses_[mine.use].record->rule;
        std::vector<Claim>& claims =
            claims_[{fold_case(subject), fold_case(rule.programme), fold_case(rule.group),
                     fold_case(work), mine.label.number}];
        for (const Claim& other : claims) {
            if (reported_ || other.use == mine.use || !do_meet(other.label, mine.label) ||
                !do_meet(other.valid, mine.valid))
                continue;
            found_.push_back({uses_[other.use], uses_[mine.use], subject, mine.label, work});
            reported_ = true;
        }
        claims.push_back(mine);
    }

    std::span<const CriteriaUse> uses_;
    SchoolYear now_;
    std::map<Key, std::vector<Claim>> claims_;
    std::vector<CriteriaOverlap> found_;
    bool reported_ = false;  // of the record that is being entered
};

Place head_of(const CriteriaUse& use) {
    const Span span = use.record->span;
    return use.file->place({span.begin, span.begin + 1});
}

}  // namespace

std::vector<CriteriaOverlap> find_overlaps(std::span<const CriteriaUse> uses, SchoolYear now) {
    return Overlaps(uses, now).find();
}

void report_overlap(const CriteriaOverlap& overlap, Diagnostics& out) {
    Diagnostic& message = out.error(ids::criteria_overlap, head_of(overlap.second), overlap.subject,
                                    overlap.label.text(), overlap.work);
    Diagnostics::note(message, ids::note_first_here, head_of(overlap.first));
}

}  // namespace vitrina
