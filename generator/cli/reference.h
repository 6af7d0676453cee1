// Texts made of the program's own tables, so that none of them can lie: reference pages of the
// handbook, the manual page, completions of shells. `vitrina reference NAME` prints one.
//
// Pages    Markdown with front matter; fields and messages have Russian pages only where their
//          table has Russian texts only.
// Lifetime the results own their text.
#pragma once

#include <string>
#include <string_view>

#include "base/text.h"
#include "cli/arguments.h"
#include "kinds/kind.h"

namespace vitrina {

// Markdown that shows the text as it is; what stands between backticks stays code. Line ends become
// blanks; fit for a cell of a table.
std::string plain_markdown(std::string_view text);
// Front matter of a generated page, and the line that says how it is made anew.
std::string reference_page_head(std::string_view title, std::string_view summary);

// `memos/**.md`: where the records of a kind stand in a site.
std::string files_of_kind(const Kind& kind);
std::string fields_reference();
std::string theme_reference();
std::string messages_reference(Language language);
std::string commands_reference(const CommandTable& table, Language language);

// roff with the `man` macros.
std::string manual_page(const CommandTable& table, Language language);
std::string bash_completion(const CommandTable& table);
std::string zsh_completion(const CommandTable& table, Language language);
std::string fish_completion(const CommandTable& table, Language language);

}  // namespace vitrina
