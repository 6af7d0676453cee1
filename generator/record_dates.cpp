#include "record_dates.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "content/walk.h"
#include "state_file.h"

namespace vitrina {
namespace {

constexpr std::string_view heading = "vitrina records 1\n";

// One line of the file.
struct Published {
    std::string_view id;
    std::string_view hash;
    std::string_view date;
};

std::string date_of(const Entry& entry) {
    return entry.changed.is_set() ? iso_date(entry.changed) : "-";
}

std::string file_of(const std::string& state) {
    return join_path(state, "records");
}

// `hash date id`
std::optional<Published> parse_line(std::string_view line) {
    const std::size_t first = line.find(' ');
    const std::size_t second = line.find(' ', first + 1);
    if (first == std::string_view::npos || second == std::string_view::npos)
        return std::nullopt;
    return Published{line.substr(second + 1), line.substr(0, first),
                     line.substr(first + 1, second - first - 1)};
}

// One record alone: a large site has a hundred thousand.
std::optional<Published> find_published(std::string_view text, const std::string& id) {
    if (!text.starts_with(heading))
        return std::nullopt;
    const std::string end_of_line = " " + id + "\n";
    for (std::size_t at = text.find(end_of_line); at != text.npos; at = text.find(end_of_line, at + 1)) {
        const std::size_t begin = text.rfind('\n', at) + 1;
        const auto record = parse_line(text.substr(begin, at + end_of_line.size() - 1 - begin));
        if (record && record->id == id)
            return record;
    }
    return std::nullopt;
}

// The lines, sorted by id.
std::vector<Published> parse_published(std::string_view text) {
    std::vector<Published> published;
    if (!text.starts_with(heading))
        return published;
    std::string_view rest = text.substr(heading.size());
    while (!rest.empty()) {
        const std::string_view line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(rest.size(), line.size() + 1));
        if (const auto record = parse_line(line))
            published.push_back(*record);
    }
    if (!std::ranges::is_sorted(published, {}, &Published::id))
        std::ranges::sort(published, {}, &Published::id);
    return published;
}

}  // namespace

std::vector<std::string> find_stale_dates(const Site& site,
                                          Date today,
                                          const FileReader& files,
                                          const std::string& state) {
    const std::string text = read_state_file(files, file_of(state));
    const std::vector<Published> published = parse_published(text);
    std::vector<std::string> stale;
    for (std::size_t i = 0; i < site.records.size(); ++i) {
        const Record& record = site.records[i];
        const auto before = std::ranges::lower_bound(published, record.id, {}, &Published::id);
        if (before != published.end() && before->id == record.id &&
            site.entries[i].changed.is_set() && site.entries[i].changed < today &&
            before->hash != hash_text(record.source_hash) &&
            before->date == date_of(site.entries[i]))
            stale.push_back(record.id);
    }
    return stale;
}

EditedDates edit_record_dates(const std::vector<EditedFile>& edited,
                              Date today,
                              const FileReader& files,
                              const std::string& state) {
    EditedDates dates{{}, read_state_file(files, file_of(state))};
    for (const EditedFile& now : edited) {
        const auto before = find_published(dates.file, now.id);
        if (!before)
            continue;
        const std::string hash = hash_text(now.hash);
        if (before->date != "-" && before->date < iso_date(today) && before->hash != hash)
            dates.stale.push_back(now.id);
        const auto at = static_cast<std::size_t>(before->hash.data() - dates.file.data());
        dates.file.replace(at, before->hash.size(), hash);
    }
    std::ranges::sort(dates.stale);
    return dates;
}

Result<void> save_record_dates(const EditedDates& dates, FileSystem& files, const std::string& state) {
    return save_state_file(files, file_of(state), "", dates.file);
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
