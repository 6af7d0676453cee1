#include "site/year.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "base/year_ids.h"
#include "kinds/curriculum.h"
#include "kinds/schedule.h"
#include "kinds/validity.h"

namespace vitrina {
namespace {

constexpr int least_half_days = 35;      // two weeks and a half, in half days
constexpr int days_of_one_work = 7;      // other classes of a parallel write it within a week
constexpr int one_lesson_a_week = 34;    // lessons a year
constexpr int largest_share = 10;        // per cent

// One class that writes one subject.
struct Work {
    const Record* file = nullptr;
    const ScheduleEntry* entry = nullptr;
    std::string subject;
    ClassLabel label;

    Place place() const {
        const Span span = entry->is_dated() ? entry->date.span
                          : entry->from.span.end != 0
                              ? entry->from.span
                              : Span{entry->span.begin, entry->span.begin + 1};
        return file->place(span);
    }
    std::string name() const { return entry_subjects(*entry, Language::Russian) + ", " + entry->form; }
};

SchoolYear year_of(const Site& site, const Record& file) {
    return file.common.school_year.is_set() ? file.common.school_year : site.config.school_year;
}

class ScheduleRules {
public:
    ScheduleRules(const Site& site, Diagnostics& out) : out_(out) {
        if (const Record* file = find_curriculum(site))
            curriculum_ = &as<Curriculum>(*file);
        for (std::size_t i = 0; i < site.records.size(); ++i) {
            const Record& file = site.records[i];
            if (file.kind->name == "schedule" && site.entries[i].is_listed())
                files_[year_of(site, file)].push_back(&file);
        }
    }

    void check() {
        for (const auto& [year, files] : files_)
            check_year(files);
    }

private:
    void check_year(const std::vector<const Record*>& files) {
        std::vector<Work> works;
        std::vector<Work> days;  // each entry once: two subjects of one entry are one work
        for (const Record* file : files) {
            for (const ScheduleEntry& entry : as<Schedule>(*file).entries) {
                if (!is_assessment(entry))
                    continue;
                for (const ClassLabel& label : entry.classes.labels) {
                    for (const SubjectName& subject : entry.subjects)
                        works.push_back({file, &entry, subject.name, label});
                    if (entry.is_dated())
                        days.push_back({file, &entry, "", label});
                }
            }
        }
        const auto day_of = [](const Work& work) { return work.entry->first_day(); };
        std::ranges::stable_sort(works, {}, day_of);
        std::ranges::stable_sort(days, {}, day_of);
        check_often(works);
        check_hours(works);
        check_same_day(days);
        check_edges(works);
    }

    static bool is_one_work(const Work& a, const Work& b) {
        if (a.entry == b.entry)
            return true;
        const bool other_classes = !do_meet(a.label, b.label);
        return other_classes && fold_case(a.entry->form) == fold_case(b.entry->form) &&
               days_between(a.entry->date.value, b.entry->date.value) < days_of_one_work;
    }

    void check_often(const std::vector<Work>& works) {
        std::map<std::pair<std::string, int>, std::vector<const Work*>> by_parallel;
        for (const Work& work : works)
            if (work.entry->is_dated())
                by_parallel[{work.subject, work.label.number}].push_back(&work);
        std::set<std::pair<const ScheduleEntry*, std::string>> told;
        for (const auto& [key, list] : by_parallel) {
            for (std::size_t i = 1; i < list.size(); ++i) {
                for (std::size_t j = i; j-- > 0;) {
                    const int apart = days_between(list[j]->entry->date.value,
                                                   list[i]->entry->date.value);
                    if (2 * apart >= least_half_days)
                        break;
                    if (is_one_work(*list[j], *list[i]))
                        continue;
                    if (told.emplace(list[i]->entry, key.first).second)
                        report_often(*list[j], *list[i], apart);
                    break;
                }
            }
        }
    }

    void report_often(const Work& earlier, const Work& later, int apart) {
        const std::string classes =
            do_meet(earlier.label, later.label)
                ? (later.label.letter.empty() ? earlier.label : later.label).text()
                : std::to_string(later.label.number);
        Diagnostic& message = out_.warning(ids::schedule_often, later.place(), later.subject,
                                           classes, iso_date(earlier.entry->date.value),
                                           iso_date(later.entry->date.value), apart);
        Diagnostics::note(message, ids::note_other_entry, earlier.place());
    }

    // Every class that an entry names, and in a parallel each letter class that others name.
    void check_hours(const std::vector<Work>& works) {
        if (curriculum_ == nullptr)
            return;
        std::set<std::pair<std::string, ClassLabel>> all;
        for (const Work& work : works)
            all.emplace(work.subject, work.label);
        std::set<std::pair<std::string, int>> unknown;
        for (const auto& [subject, label] : all) {
            const auto hours = hours_of(*curriculum_, subject, label);
            int sum = 0;
            std::set<const ScheduleEntry*> counted;  // `[6, 6А]` names 6А twice
            for (const Work& work : works) {
                if (work.subject != subject || !concerns(work.label, label) ||
                    !counted.insert(work.entry).second)
                    continue;
                if (!hours) {
                    if (unknown.emplace(subject, label.number).second)
                        out_.warning(ids::schedule_hours_unknown, work.place(), subject,
                                     label.text());
                    break;
                }
                sum += entry_hours(*work.entry);
                if (sum * 100 <= *hours * largest_share)
                    continue;
                report_hours(work, label, sum, *hours);
                break;
            }
        }
    }

    // Of a whole parallel only what the whole parallel writes; of a letter class that as well.
    static bool concerns(const ClassLabel& written, const ClassLabel& label) {
        return written == label || (written.number == label.number && written.letter.empty());
    }

    void report_hours(const Work& work, const ClassLabel& label, int sum, int hours) {
        const std::string share = decimal_text({hours * largest_share, 2}, ',');
        if (told_hours_.emplace(work.entry, work.subject).second)
            out_.warning(ids::schedule_hours, work.place(), work.subject, label.text(), sum, hours,
                         share);
    }

    void check_same_day(const std::vector<Work>& days) {
        std::set<const ScheduleEntry*> told;
        for (std::size_t i = 1; i < days.size(); ++i) {
            for (std::size_t j = i; j-- > 0;) {
                const Work& first = days[j];
                const Work& second = days[i];
                if (first.entry->date.value != second.entry->date.value)
                    break;
                if (first.entry == second.entry || !do_meet(first.label, second.label) ||
                    !told.insert(second.entry).second)
                    continue;
                const ClassLabel& label = second.label.letter.empty() ? first.label : second.label;
                Diagnostic& message =
                    out_.warning(ids::schedule_same_day, second.place(), label.text(),
                                 iso_date(second.entry->date.value), first.name(), second.name());
                Diagnostics::note(message, ids::note_other_entry, first.place());
                break;
            }
        }
    }

    void check_edges(const std::vector<Work>& works) {
        std::set<const ScheduleEntry*> told;
        for (const Work& work : works) {
            if (!work.entry->is_dated() || work.entry->lessons.empty() || is_rare(work))
                continue;
            const int first = std::ranges::min(work.entry->lessons, {}, &Located<int>::value).value;
            const int last = std::ranges::max(work.entry->lessons, {}, &Located<int>::value).value;
            const auto of_day =
                curriculum_ == nullptr
                    ? std::nullopt
                    : lessons_on(*curriculum_, work.label, iso_weekday(work.entry->date.value));
            const bool is_edge = first == 1 || (of_day && last >= *of_day);
            if (is_edge && told.insert(work.entry).second)
                out_.warning(ids::schedule_edge_lesson, work.place(), work.subject,
                             work.label.text(), first == 1 ? first : last,
                             iso_date(work.entry->date.value));
        }
    }

    // One lesson a week stands where it stands.
    bool is_rare(const Work& work) const {
        const auto hours = curriculum_ == nullptr
                               ? std::nullopt
                               : hours_of(*curriculum_, work.subject, work.label);
        return hours && *hours <= one_lesson_a_week;
    }

    Diagnostics& out_;
    const Curriculum* curriculum_ = nullptr;
    std::map<SchoolYear, std::vector<const Record*>> files_;
    std::set<std::pair<const ScheduleEntry*, std::string>> told_hours_;
};

}  // namespace

const Record* find_curriculum(const Site& site) {
    const auto id = site.find("curriculum");
    return id && site.at(*id).kind->name == "curriculum" ? &site.at(*id) : nullptr;
}

void settle_year(const Site& site, Diagnostics& out) {
    if (const Record* file = find_curriculum(site))
        check_curriculum_names(*file, out);
    ScheduleRules(site, out).check();
}

}  // namespace vitrina
