// What search engines read of a page: JSON-LD of schema.org.
//
// Shapes   one `@graph` a page: the way to it (BreadcrumbList), and what the page is: on the home
//          page the organisation and the site, else Quiz, LearningResource, Article, Event, Dataset
//          or DigitalDocument, by the kind of the record.
// Answers  those of a test stand here if they stand on its page.
// Source   schema.org; domain §4.7.
#pragma once

#include "pages/page.h"

namespace vitrina {

// One line, safe inside a script block; empty for pages that search engines must not list.
std::string json_ld(const Site& site, const Theme& theme, const PageFrame& frame);

// `sha256-…` as a Content Security Policy names the block, so that it lets in nothing else inline;
// empty for an empty block.
std::string policy_hash(std::string_view block);

}  // namespace vitrina
