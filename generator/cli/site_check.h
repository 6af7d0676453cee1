// What the build would say of a site, without writing anything: commands that change content ask it
// before and after.
#pragma once

#include <string>
#include <vector>

#include "base/dates.h"
#include "base/diagnostics.h"
#include "base/file_system.h"

namespace vitrina {

struct SiteCheck {
    std::string folder;   // a site or a workspace
    std::string without;  // a file that is taken for gone; empty: none
    bool drafts = false;
    Date today;
};

Diagnostics check_sites(const SiteCheck& check, FileSystem& files);

// The messages of `after` that `before` does not have, whatever their lines are now.
std::vector<Diagnostic> added_messages(const Diagnostics& before, const Diagnostics& after);

}  // namespace vitrina
