// Whom a cell of a document names: «Заместитель директора по УВР, ВР», «Иванова А.А. Руководители
// РМО». Source: domain §1.4 (Q10–Q12, Q15), §1.6.
#pragma once

#include <string>
#include <vector>

#include "formats/read_document.h"
#include "kinds/site_config.h"

namespace vitrina {

struct DraftNames {
    std::string text;                // as printed, in one line
    std::vector<std::string> names;  // ids of the site's bodies, words of audience, or as written
    std::string guess;               // what was understood beyond separators; empty: nothing
};

// `config` may be null: then only what the text itself tells is known.
DraftNames responsible_names(const std::vector<ReadLine>& lines, const SiteConfig* config);
DraftNames participant_names(const std::vector<ReadLine>& lines, const SiteConfig* config);

// The value as YAML: a list of names, or `{text, bodies}` when what is printed is something else.
std::string names_yaml(const DraftNames& names);

}  // namespace vitrina
