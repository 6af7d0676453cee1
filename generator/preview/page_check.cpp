#include "preview/page_check.h"

#include <utility>

#include "render.h"

namespace vitrina {

PageCheck::PageCheck(SnapshotPtr snapshot) : snapshot_(std::move(snapshot)) {}

bool PageCheck::step() {
    while (site_ < snapshot_->sites.size()) {
        const ShownSite& shown = snapshot_->sites[site_];
        // The mistakes of an older state are not those of the sources.
        const bool is_done =
            !shown.is_current || output_ == shown.site->prepared().outputs.size();
        if (is_done) {
            finish_site();
            continue;
        }
        const Output& output = shown.site->prepared().outputs[output_];
        rendered_.push_back(nullptr);
        if (output.wave == Wave::Pages && output.copy_from.empty()) {
            auto made = std::make_shared<ServedFile>(*shown.site->render(output_));
            std::string().swap(made->bytes);  // `= {}` would keep its memory
            rendered_.back() = std::move(made);
        }
        ++output_;
        return true;
    }
    return false;
}

void PageCheck::finish_site() {
    std::vector<const PageFacts*> facts;
    for (const ServedFilePtr& file : rendered_) {
        facts.push_back(file ? &file->facts.facts : nullptr);
        // A source that changed meanwhile is about to be read again.
        if (file && !file->is_stale)
            for (const Diagnostic& message : file->facts.messages.items())
                messages_.add(message);
    }
    if (!rendered_.empty())
        check_anchors(snapshot_->sites[site_].site->prepared().outputs, facts, messages_);
    rendered_.clear();
    output_ = 0;
    ++site_;
}

}  // namespace vitrina
