// Words and pieces that the pages of a committee share.
#pragma once

#include <string>
#include <vector>

#include "pages/report.h"
#include "site/committee.h"

namespace vitrina {

// Long lists and matrices are cut into parts of so many schools.
inline constexpr std::size_t schools_per_page = 100;

struct SchoolSlice {
    std::size_t number = 1;  // 1: the list's own address
    std::size_t first = 0;
    std::size_t count = 0;
};
std::vector<SchoolSlice> slices_of(const Committee& committee);
std::string slice_url(const std::string& base, std::size_t number);

std::string school_url(const SchoolFacts& facts);           // `/schools/otradnoe-3/`
std::string school_name(const SchoolFacts& facts);          // Отрадненская СОШ № 3
std::string official_name(const SchoolFacts& facts);        // МБОУ «Отрадненская СОШ № 3»
std::string subject_url(const ReferenceItem& item);         // `/comparison/matematika/`
std::string subject_title(const Theme& theme, const ReferenceItem& item);
std::string item_title(const Theme& theme, const ReferenceItem& item);  // Контрольная работа, углублённый
std::string work_title(const Theme& theme, const std::string& work);
std::string classes_name(const Theme& theme, const std::vector<ClassLabel>& classes);

std::string verdict_text(const Theme& theme, Verdict verdict);
// What differs, in neutral words; of cells without a difference or a rule a word why as well.
std::string why_text(const Theme& theme,
                     const SchoolFacts& facts,
                     const ReferenceItem& item,
                     const CellFact& cell);
// The school's rule in one line, with what approves it.
ReportCell rule_cell(const Theme& theme, const SchoolFacts& facts, const CellFact& cell);
// Why the last try of a source failed, as a sentence.
std::string reason_text(const Theme& theme, const SchoolFacts& facts);
std::string difference_text(const Theme& theme, const Difference& difference);
std::string change_text(const Theme& theme, const Difference& difference);
std::string change_title(const Theme& theme, const SchoolChange& change);

std::string element_title(const Theme& theme, std::size_t element);
ReportCell element_cell(const Theme& theme, const ElementFact& fact);
ReportCell state_cell(const Theme& theme, const SchoolFacts& facts);

Date day_of(std::int64_t seconds);  // unset for 0
// `original#anchor`, or nothing when the school's site has no address.
std::string source_url(const SchoolFacts& facts, std::size_t file, const std::string& anchor);

// Neighbouring classes of an item with the same fact.
struct ClassRun {
    std::vector<ClassLabel> classes;
    CellFact cell;
};
std::vector<ClassRun> runs_of(const SchoolFacts& facts, const ReferenceItem& item);

// What a cell of the reference may come to, in the order in which it is shown.
inline constexpr Verdict cell_verdicts[] = {Verdict::Same,      Verdict::Stricter,
                                            Verdict::Softer,    Verdict::Different,
                                            Verdict::Missing,   Verdict::Unchecked};
// Counts of these, as parts of a bar.
std::vector<ReportBar> verdict_bars(const Theme& theme, const CommitteeTotals::Verdicts& counts);

PageFrame committee_frame(const PageWorld& world, std::string url, std::string title);
void add_report(const PageWorld& world,
                std::string url,
                std::function<Rendered()> render,
                Outputs& outputs);
void add_file(std::string path, std::function<std::string()> make, Outputs& outputs);
// A file that tells of those of the wave before.
void add_catalogue(std::string path,
                   std::function<std::string(const PublishedFiles&)> make,
                   Outputs& outputs);

}  // namespace vitrina
