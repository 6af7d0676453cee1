// Names in records brought into one form: subjects, works, procedures, and who is responsible.
//
// Names are changed in place, so that whoever compares or prints them later sees one spelling.
// Unknown words are kept as first written in the site and warned about.
// Source   formats §1–2, §4 (responsible, participants).
#pragma once

#include "base/diagnostics.h"
#include "site/site.h"
#include "site/vocabulary.h"

namespace vitrina {

// The canonical word of a record of the kind `procedure`.
std::string word_of_procedure(const Record& record, const Vocabulary& vocabulary);

void settle_names(Site& site, const Vocabulary& vocabulary, Diagnostics& out);

}  // namespace vitrina
