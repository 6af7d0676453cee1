// What the targets of fuzzing share: what an input is, what may be said of it, how a target says
// that a promise was broken.
//
// A target takes the bytes of one input and returns, or ends the program with what was wrong.
#pragma once

#include <string>
#include <string_view>

#include "base/diagnostics.h"
#include "base/source.h"

namespace vitrina::fuzz {

// Ends the program unless the promise was kept.
void require(bool is_kept, std::string_view promise, std::string_view more = {});

SourcePtr source_of(std::string path, std::string_view bytes);
Span whole(const SourcePtr& source);

// Every message has a place within its file and can be told in all forms and languages, in UTF-8.
void check_messages(const Diagnostics& messages, const SourcePtr& source);

void fuzz_answers(std::string_view bytes);      // addresses and requests of the preview
void fuzz_catalogues(std::string_view bytes);   // JSON of other sites
void fuzz_deadlines(std::string_view bytes);
void fuzz_docx(std::string_view bytes);
void fuzz_edits(std::string_view bytes);        // incremental builds
void fuzz_fmt(std::string_view bytes);           // missing ids, other encodings
void fuzz_front_matter(std::string_view bytes);
void fuzz_markdown(std::string_view bytes);
void fuzz_math(std::string_view bytes);
void fuzz_mirror(std::string_view bytes);        // answers of sites to a mirror
void fuzz_mustache(std::string_view bytes);     // beside the packaged library
void fuzz_pictures(std::string_view bytes);
void fuzz_questions(std::string_view bytes);    // GIFT and Aiken
void fuzz_state(std::string_view bytes);        // what builds and mirrors keep for themselves
void fuzz_tables(std::string_view bytes);       // CSV
void fuzz_templates(std::string_view bytes);
void fuzz_xlsx(std::string_view bytes);
void fuzz_yaml(std::string_view bytes);

}  // namespace vitrina::fuzz
