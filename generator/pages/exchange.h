// Tests and the bank of tasks for other programs: `.gift` and `.xml` (Moodle) beside their pages.
//
// Answers  a test whose answers are not published has its questions in these files as texts to be
//          answered freely: nothing tells what is right.
// Pictures stand in `.xml` itself, up to a size; where they do not, a remark says so.
// Source   formats §7 and §9, domain §4.2.
#pragma once

#include "formats/quiz.h"
#include "pages/page.h"

namespace vitrina {

void plan_exchange_files(const PageWorld& world, Outputs& outputs);

// Links to these files, for the frame of the record's page.
void add_exchange_links(const PageWorld& world, RecordId id, PageFrame& frame);

// What the files are written from: a record of the kind `demo` or `tasks`.
Quiz quiz_of(const Site& site, const Theme& theme, RecordId id);

}  // namespace vitrina
