// What `vitrina new` writes: one text per kind, commented in Russian, that builds without a
// message.
//
// Shape    `@title@`, `@today@`, `@school_year@`, `@autumn@`, `@spring@`, `@responsible@`,
//          `@subject@`, `@classes@` are replaced; the title is quoted for YAML.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/dates.h"

namespace vitrina {

struct NewText {
    std::string_view kind;
    std::string_view title;  // when none is given
    std::string_view text;
};
// Null if there is none for the kind.
const NewText* find_new_text(std::string_view kind);

std::string_view new_site_text();
std::string_view new_site_memo();

struct NewValues {
    std::string title;
    Date today;
    SchoolYear school_year;
    std::string responsible;  // a body of the site, or a word of audience
};

// A kind's text filled in, most wanted first: others concern another subject or other classes, as a
// site has one rule for each. The last one is a draft.
std::vector<std::string> fill_new_text(std::string_view text, const NewValues& values);

}  // namespace vitrina
