#include "record_dates.h"

#include <map>

#include "base/hash.h"
#include "content/walk.h"
#include "state_file.h"

namespace vitrina {
namespace {

constexpr std::string_view heading = "vitrina records 1\n";

struct Published {
    std::string hash;
    std::string date;
};

std::string date_of(const Entry& entry) {
    return entry.changed.is_set() ? iso_date(entry.changed) : "-";
}

std::string file_of(const std::string& state) {
    return join_path(state, "records");
}

// Lines of `hash date id`.
std::map<std::string, Published, std::less<>> read_published(const FileReader& files,
                                                             const std::string& state) {
    std::map<std::string, Published, std::less<>> published;
    const std::string text = read_state_file(files, file_of(state));
    if (!text.starts_with(heading))
        return published;
    std::string_view rest = std::string_view(text).substr(heading.size());
    while (!rest.empty()) {
        const std::string_view line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(rest.size(), line.size() + 1));
        const std::size_t first = line.find(' ');
        const std::size_t second = line.find(' ', first + 1);
        if (first == std::string_view::npos || second == std::string_view::npos)
            continue;
        published[std::string(line.substr(second + 1))] = {
            std::string(line.substr(0, first)),
            std::string(line.substr(first + 1, second - first - 1))};
    }
    return published;
}

}  // namespace

std::vector<std::string> find_stale_dates(const Site& site,
                                          Date today,
                                          const FileReader& files,
                                          const std::string& state) {
    const auto published = read_published(files, state);
    std::vector<std::string> stale;
    for (std::size_t i = 0; i < site.records.size(); ++i) {
        const Record& record = site.records[i];
        const auto before = published.find(record.id);
        if (before != published.end() && site.entries[i].changed.is_set() &&
            site.entries[i].changed < today &&
            before->second.hash != hash_text(record.source_hash) &&
            before->second.date == date_of(site.entries[i]))
            stale.push_back(record.id);
    }
    return stale;
}

Result<void> save_record_dates(const Site& site, FileSystem& files, const std::string& state) {
    std::string text(heading);
    for (std::size_t i = 0; i < site.records.size(); ++i)
        text += hash_text(site.records[i].source_hash) + " " + date_of(site.entries[i]) + " " +
                site.records[i].id + "\n";
    const std::string file = file_of(state);
    return save_state_file(files, file, read_state_file(files, file), text);
}

}  // namespace vitrina
