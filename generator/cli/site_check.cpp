#include "cli/site_check.h"

#include <set>
#include <tuple>

#include "build.h"
#include "cli/environment.h"
#include "content/walk.h"

namespace vitrina {
namespace {

using MessageKey = std::tuple<std::string, MessageId, std::vector<std::string>>;

MessageKey key_of(const Diagnostic& message) {
    return {message.place.source ? message.place.source->path : "", message.id, message.args};
}

}  // namespace

Diagnostics check_sites(const SiteCheck& check, FileSystem& files) {
    BuildOptions options;
    options.folder = check.folder;
    // Beside the content, and not there: what is published now plays no part.
    options.out = join_path(check.folder, ".vitrina-check/public");
    options.state = join_path(check.folder, ".vitrina-check/state");
    options.theme_folders = theme_folders(files, check.folder);
    options.today = check.today;
    options.drafts = check.drafts;
    options.mode = BuildMode::Check;
    options.without = check.without;
    Diagnostics messages;
    build_workspace(options, files, messages);
    return messages;
}

std::vector<Diagnostic> added_messages(const Diagnostics& before, const Diagnostics& after) {
    std::multiset<MessageKey> known;
    for (const Diagnostic& message : before.items())
        known.insert(key_of(message));
    std::vector<Diagnostic> added;
    for (const Diagnostic& message : after.items()) {
        const auto found = known.find(key_of(message));
        if (found == known.end())
            added.push_back(message);
        else
            known.erase(found);
    }
    return added;
}

}  // namespace vitrina
