// Requests → answers, from the snapshot that stands when they come.
//
// Addresses are looked up among the outputs of the sites; there is no way from them to a path of the
// disk. A question for changes waits until the page it names is another one.
// Threads  any number may ask while another shows a new snapshot.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "preview/additions.h"
#include "preview/http_server.h"
#include "preview/snapshot.h"
#include "preview/templates.h"

namespace vitrina {

struct ResponderOptions {
    Language language = Language::Russian;
    int port = 0;  // what a Host must name
    std::chrono::milliseconds longest_wait{25000};  // for a change
    std::chrono::milliseconds stale_wait{2000};     // for the reading after a source has changed
    std::function<void()> read_again;  // a source was seen to have changed; may be empty
};

class Responder {
public:
    Responder(const FileReader& files, ResponderOptions options);

    void set_port(int port) { options_.port = port; }
    void show(SnapshotPtr snapshot);
    // What rendering all pages of a snapshot found.
    void tell_checked(std::uint64_t snapshot, Diagnostics messages);
    // Nobody waits any longer.
    void stop();

    PreviewAnswer answer(const PreviewRequest& request);

private:
    // Where a page came from, to find it again under another address.
    struct Origin {
        std::string site;
        std::string source;
        ContentHash hash;
    };
    // A page as it stands in a snapshot.
    struct Found {
        int status = 200;
        const ShownSite* site = nullptr;
        std::optional<std::size_t> output;
        std::string beside;     // a file that the output makes beside its own; empty: its own
        std::string location;  // of a redirect, decoded
    };
    // The answer for a page, with the tag of what the preview adds.
    struct Page {
        PreviewAnswer answer;
        bool is_stale = false;
    };

    PreviewAnswer answer_own(const PreviewRequest& request, std::string_view path);
    PreviewAnswer answer_changes(const PreviewRequest& request);
    PreviewAnswer answer_page(std::string_view path);
    Found find(const Snapshot& snapshot, std::string_view path) const;
    Page make_page(const Snapshot& snapshot, std::string_view path, const Found& found);
    Page make_missing(const Snapshot& snapshot, std::string_view path, const Found& found);
    Page make_unready(const Snapshot& snapshot);
    PreviewAnswer state_page(const SnapshotPtr& snapshot);
    Additions additions_of(const Snapshot& snapshot, const Found& found, const ServedFile& file);
    std::string problems_of(const Snapshot& snapshot, const Diagnostics* page);
    std::string nearest_of(const ShownSite& site, std::string_view path);
    std::string tag_at(const SnapshotPtr& snapshot, std::string_view path);
    void remember_origin(const Snapshot& snapshot, const std::string& path);
    std::string moved_to(const Snapshot& snapshot, const std::string& path);
    SnapshotPtr current() const;
    SnapshotPtr newer_than(std::uint64_t number, std::chrono::milliseconds wait);

    const FileReader& files_;
    ResponderOptions options_;
    PreviewTemplates templates_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    SnapshotPtr snapshot_;
    std::uint64_t checked_number_ = 0;
    std::shared_ptr<const Diagnostics> checked_;
    bool is_ending_ = false;
    std::map<std::string, Origin, std::less<>> origins_;  // of pages that tabs have asked about
};

}  // namespace vitrina
