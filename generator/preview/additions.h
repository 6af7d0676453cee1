// What the preview puts into a page while it answers. Everything stands on lines of its own, so that
// the page without them is byte for byte what a build publishes.
#pragma once

#include <string>
#include <string_view>

namespace vitrina {

struct Additions {
    std::string ribbon;    // plain text; empty: none
    std::string problems;  // markup of the overlay; empty: none
    std::string nearest;   // markup for the page of an unknown address; empty: none
};

// What a browser compares to learn that the page is another.
std::string tag_of_page(std::string_view file_tag, const Additions& additions);

std::string put_in(std::string_view html, const Additions& additions, std::string_view tag);

// The page of unknown addresses names the site's root as it will be published; here the site stands
// elsewhere.
std::string move_root(std::string html, std::string_view published, std::string_view here);

}  // namespace vitrina
