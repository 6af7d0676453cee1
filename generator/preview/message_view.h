// Messages as the preview shows them in the browser: the same words as in the terminal, with a link
// that opens the place in an editor.
#pragma once

#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "base/file_system.h"
#include "base/text.h"
#include "stache/shape.h"
#include "stache/value.h"

namespace vitrina {

// Views of `message_shape`, in the order in which they are printed; at most `limit`.
stache::Values message_views(const std::vector<Diagnostic>& sorted,
                             const FileReader& files,
                             Language language,
                             std::size_t limit);
stache::Shape message_shape();

// `vscode://file/home/user/site/memos/x.md:3:5`; empty if there is no such file.
std::string editor_link(const FileReader& files, const std::string& path, LineColumn place);

}  // namespace vitrina
