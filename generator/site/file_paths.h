// Paths of files as authors write them: relative to the file that names them, or from the site's
// root with a leading `/`.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/diagnostics.h"
#include "kinds/codec.h"
#include "site/site.h"

namespace vitrina {

class FilePaths {
public:
    FilePaths(const Site& site, Diagnostics& out);

    // Makes the path one from the site's root, or reports it. `folder` is that of the naming file,
    // from the site's root.
    void settle(FilePath& file, std::string_view folder, const Place& place) const;

private:
    std::string nearest(std::string_view path) const;

    Diagnostics& out_;
    std::map<std::string, std::string, std::less<>> files_;  // composed path → path on disk
};

}  // namespace vitrina
