// The pages of a committee: its schools, the comparison with the reference, coverage, measures,
// freshness, changes, and the same for machines. Nothing when the site has no schools.yaml.
#pragma once

#include "pages/committee_texts.h"

namespace vitrina {

void plan_committee_pages(const PageWorld& world, Outputs& outputs);
// Words of those that stand as a page of their own, `comparison` for `/comparison/`: for menus and
// for the search. Their names are the texts `section_…`, what they tell `…_lead`.
std::vector<std::string_view> committee_pages(const Site& site);

// Parts of it, one file each.
void plan_register_pages(const PageWorld& world, const Committee& committee, Outputs& outputs);
void plan_school_pages(const PageWorld& world, const Committee& committee, Outputs& outputs);
void plan_comparison_pages(const PageWorld& world, const Committee& committee, Outputs& outputs);
void plan_comparison_files(const PageWorld& world, const Committee& committee, Outputs& outputs);
void plan_coverage_pages(const PageWorld& world, const Committee& committee, Outputs& outputs);
void plan_measure_pages(const PageWorld& world, const Committee& committee, Outputs& outputs);
void plan_change_pages(const PageWorld& world, const Committee& committee, Outputs& outputs);
void plan_open_data(const PageWorld& world, const Committee& committee, Outputs& outputs);

// The state of the district at a glance, for the home page; empty without schools.
std::vector<ReportSection> district_sections(const PageWorld& world);

// What a school answers to the measures of a plan: for its page and for the matrix.
const MeasureAnswer* find_answer(const SchoolFacts& facts, std::size_t plan, std::size_t row);
ReportCell answer_cell(const Theme& theme, const MeasureAnswer* answer);

// Changes of a school as a list, newest first.
std::vector<ReportItem> change_items(const Theme& theme,
                                     const SchoolFacts& facts,
                                     bool names_school,
                                     std::size_t most);

// Rows of the tables for machines: the first is the header.
std::vector<std::vector<std::string>> comparison_rows(const PageWorld& world, const SchoolFacts& facts,
                                                      const Committee& committee);
std::vector<std::string> comparison_header();

}  // namespace vitrina
