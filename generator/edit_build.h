// A build of a workspace in which nothing but texts has changed, from what the last build left: the page
// of each is the published one with another text, the search index is edited, and no site is assembled.
// The result is the one that the whole build would give; a test compares them (incremental_test).
#pragma once

#include <optional>

#include "build.h"
#include "last_build.h"

namespace vitrina {

// Nothing, and nothing is done, where the whole build is needed: an edited text has another heading, a
// link that was not there, something to be told of, or stands on more than its own page.
std::optional<BuildReport> edit_build(const BuildOptions& options,
                                      RecalledBuild build,
                                      FileSystem& files,
                                      Diagnostics& out);

}  // namespace vitrina
