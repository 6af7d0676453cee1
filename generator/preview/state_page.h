// `/_vitrina/`: what an author wants to know of the whole workspace — the last reading, messages,
// what is overdue, to be reviewed, about to end, not published or missing, and all pages with their
// sources.
#pragma once

#include <vector>

#include "base/diagnostics.h"
#include "base/file_system.h"
#include "preview/snapshot.h"
#include "stache/shape.h"
#include "stache/value.h"

namespace vitrina {

class PreviewTemplates;

struct StateSources {
    const Snapshot& snapshot;
    const Diagnostics* checked = nullptr;  // what rendering all pages found; null: not done yet
    const FileReader& files;
};

std::string render_state_page(const StateSources& sources, const PreviewTemplates& templates);

// The page's own names, beside the messages and the words of the preview.
stache::Shape state_shape();

}  // namespace vitrina
