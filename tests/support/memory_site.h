// Small sites written as one text of `-- path --` sections, read and assembled in memory; their
// messages as lines that a test can compare.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "base/memory_file_system.h"
#include "base/source.h"
#include "read.h"
#include "site/assemble.h"
#include "support/archive.h"

namespace vitrina::test {

inline constexpr Date memory_today{2026, 3, 1};

// The site.yaml of a site that gives none of its own.
inline constexpr std::string_view plain_site_yaml = R"(title: Портал
organization: {kind: school, name: Школа № 1}
base_url: https://school.example.org/
school_year: 2025-2026
)";

class MemorySites {
public:
    explicit MemorySites(std::string_view archive) {
        for (const auto& [path, text] : parse_archive(archive).sections)
            files_.put(path, text);
    }

    // Reads the folder; what it gives can be a neighbour of others.
    SiteSources read(const std::string& folder) {
        const std::string config = (folder == "." ? "" : folder + "/") + "site.yaml";
        if (!*files_.stat(config))
            files_.put(config, plain_site_yaml);
        auto sources = read_site(files_, {folder, "", 1}, {}, out_);
        INFO(messages());
        REQUIRE(sources.has_value());
        return std::move(sources->sources);
    }

    // One line a message, sorted: `memos/x.md:3:5 reference-unknown(acts/x, acts/y)`; notes behind
    // the message, indented.
    std::string messages() const {
        std::string lines;
        for (const Diagnostic& item : out_.sorted()) {
            lines += line_of(item.id, item.place, item.args);
            for (const Note& note : item.notes)
                lines += "  " + line_of(note.id, note.place, note.args);
        }
        return lines;
    }

    Diagnostics& out() { return out_; }

private:
    std::string line_of(MessageId id,
                        const Place& place,
                        const std::vector<std::string>& args) const {
        std::string line;
        if (place.source) {
            const auto text = files_.read(place.source->path, 1 << 20);
            const LineColumn at = line_column(text ? *text : "", place.span.begin);
            line = place.source->path + ":" + std::to_string(at.line) + ":" +
                   std::to_string(at.column) + " ";
        }
        line += std::string(message_text(id).name) + "(";
        for (std::size_t i = 0; i < args.size(); ++i)
            line += (i == 0 ? "" : ", ") + args[i];
        return line + ")\n";
    }

    MemoryFileSystem files_;
    Diagnostics out_;
};

struct MemorySite {
    Site site;
    std::string messages;

    const Record& record(std::string_view id) const { return site.at(id_of(id)); }
    const Entry& entry(std::string_view id) const { return site.entry(id_of(id)); }
    RecordId id_of(std::string_view id) const {
        const auto found = site.find(id);
        CAPTURE(id);
        REQUIRE(found.has_value());
        return *found;
    }
    // The urls of records, in their order.
    std::vector<std::string> urls(const std::vector<RecordId>& records) const {
        std::vector<std::string> all;
        all.reserve(records.size());
        for (const RecordId id : records)
            all.push_back(site.entry(id).url);
        return all;
    }
};

// A site whose files stand at the top of the archive.
inline MemorySite assemble_memory_site(std::string_view archive,
                                       const AssembleOptions& options = {memory_today, false}) {
    MemorySites files(archive);
    SiteSources sources = files.read(".");
    MemorySite made;
    made.site = assemble_site(std::move(sources), {}, options, files.out());
    made.messages = files.messages();
    return made;
}

// The site in folder `school` with the one in `committee` as its neighbour at hand.
inline MemorySite assemble_with_committee(std::string_view archive,
                                          const AssembleOptions& options = {memory_today, false}) {
    MemorySites files(archive);
    const std::vector<Neighbour> others = {describe_neighbour(files.read("committee"))};
    SiteSources sources = files.read("school");
    MemorySite made;
    made.site = assemble_site(std::move(sources), others, options, files.out());
    made.messages = files.messages();
    return made;
}

}  // namespace vitrina::test
