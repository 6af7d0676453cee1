#include "publish/journal.h"

#include <iterator>

#include <fmt/format.h>

#include "publish/file_list.h"
#include "base/sealed_text.h"

namespace vitrina {
namespace {

constexpr std::string_view journal_name = "journal 1";

void append_paths(std::string& body, std::string_view verb, const std::vector<std::string>& paths) {
    for (const std::string& path : paths)
        fmt::format_to(std::back_inserter(body), "{}\t{}\n", verb, path);
}

void append_standing(std::string& body,
                     std::string_view verb,
                     const std::vector<RecordedFile>& files) {
    for (const RecordedFile& file : files)
        fmt::format_to(std::back_inserter(body), "{}\t{}\t{}\t{}\t{}\t{}\n", verb, file.digest.size,
                       file.mtime_ns, file.ctime_ns, file.inode, file.path);
}

bool take_path(std::string_view line, std::vector<std::string>& paths) {
    if (!is_output_path(line))
        return false;
    paths.emplace_back(line);
    return true;
}

bool take_standing(std::string_view line, std::vector<RecordedFile>& files) {
    RecordedFile file;
    if (!take_number(line, file.digest.size) || !take_number(line, file.mtime_ns) ||
        !take_number(line, file.ctime_ns) || !take_number(line, file.inode) ||
        !is_output_path(line))
        return false;
    file.path = line;
    files.push_back(std::move(file));
    return true;
}

bool take_written(std::string_view line, std::vector<WrittenFile>& files) {
    WrittenFile file;
    const auto hash_field = take_until(line, '\t');
    const auto hash = hash_field ? parse_hash(*hash_field) : std::nullopt;
    if (!hash || !take_number(line, file.digest.size) || !is_output_path(line))
        return false;
    file.digest.hash = *hash;
    file.path = line;
    files.push_back(std::move(file));
    return true;
}

bool take_line(std::string_view line, Journal& journal) {
    const auto verb = take_until(line, '\t');
    if (!verb)
        return false;
    if (*verb == "aside")
        return take_path(line, journal.set_aside);
    if (*verb == "way")
        return take_standing(line, journal.make_way);
    if (*verb == "new")
        return take_path(line, journal.new_paths);
    if (*verb == "changed")
        return take_path(line, journal.changed);
    if (*verb == "gone")
        return take_standing(line, journal.removals);
    return *verb == "file" && take_written(line, journal.written);
}

}  // namespace

std::string format_journal(const Journal& journal) {
    std::string body = fmt::format("{}\t\n", journal.folder_inode);
    append_paths(body, "aside", journal.set_aside);
    append_standing(body, "way", journal.make_way);
    append_paths(body, "new", journal.new_paths);
    append_paths(body, "changed", journal.changed);
    append_standing(body, "gone", journal.removals);
    for (const WrittenFile& file : journal.written)
        fmt::format_to(std::back_inserter(body), "file\t{}\t{}\t{}\n", hash_text(file.digest.hash),
                       file.digest.size, file.path);
    return seal_text(journal_name, body);
}

std::optional<Journal> parse_journal(std::string_view text) {
    const auto body = unseal_text(journal_name, text);
    if (!body)
        return std::nullopt;
    std::string_view rest = *body;
    Journal journal;
    auto head = take_until(rest, '\n');
    if (!head || !take_number(*head, journal.folder_inode))
        return std::nullopt;
    while (const auto line = take_until(rest, '\n'))
        if (!take_line(*line, journal))
            return std::nullopt;
    return journal;
}

}  // namespace vitrina
