// `pack`: the published site as one archive, whole or what changed, with a list of what it holds.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "base/hash.h"
#include "base/import_ids.h"
#include "cli/author_file.h"
#include "cli/command.h"
#include "cli/environment.h"
#include "cli/portable_page.h"
#include "content/walk.h"
#include "formats/zip_write.h"
#include "publish/file_list.h"

namespace vitrina {
namespace {

constexpr std::string_view list_head = "# vitrina pack 1";
constexpr std::string_view portable_head = "# vitrina pack 1 portable";
constexpr std::uint64_t largest_file = 256ULL * 1024 * 1024;
constexpr std::uint64_t largest_list = 64ULL * 1024 * 1024;

struct PackedPath {
    std::string name;  // in the archive
    std::string path;  // on the disk
    bool is_error_page = false;
    std::uint64_t size = 0;  // as it is packed
};

// The files that a site has published to one folder; nothing if none has.
std::optional<std::vector<std::string>> published_files(const FileReader& files,
                                                        const std::string& folder) {
    const auto text = files.read(join_path(folder, std::string(file_list_name)), largest_list);
    return text ? parse_file_list(*text) : std::nullopt;
}

// One site in OUT, or a folder of it for each site.
Result<std::vector<PackedPath>> find_files(const FileReader& files, const std::string& out) {
    std::vector<PackedPath> found;
    const auto add = [&](const std::string& folder, const std::string& prefix) {
        const auto list = published_files(files, folder);
        for (const std::string& name : list.value_or(std::vector<std::string>()))
            found.push_back({prefix + name, join_path(folder, name), name == "404.html"});
        return list.has_value();
    };
    if (!add(out, "")) {
        const auto entries = files.list(out);
        for (const DirectoryEntry& entry : entries.value_or(std::vector<DirectoryEntry>()))
            if (entry.type == FileType::Directory && !entry.name.starts_with('.'))
                add(join_path(out, entry.name), entry.name + "/");
    }
    if (found.empty())
        return failure(ids::pack_no_output, {out}, ExitCode::Usage);
    std::ranges::sort(found, {}, &PackedPath::name);
    return found;
}

using FileSums = std::map<std::string, std::string, std::less<>>;

std::string_view head_of(const PackOptions& options) {
    return options.portable ? portable_head : list_head;
}

std::string format_sums(const FileSums& sums, const PackOptions& options) {
    std::string text = std::string(head_of(options)) + "\n";
    for (const auto& [name, sum] : sums)
        text += fmt::format("{}  {}\n", sum, name);
    return text;
}

Result<FileSums> read_sums(const FileReader& files, const PackOptions& options) {
    const std::string& path = options.changed_since;
    const auto text = files.read(path, largest_list);
    if (!text)
        return tl::unexpected(text.error());
    const auto wrong = failure(ids::pack_base, {path}, ExitCode::Usage);
    FileSums sums;
    bool is_first = true;
    for (std::size_t at = 0; at < text->size();) {
        const std::size_t end = std::min(text->find('\n', at), text->size());
        const std::string line = text->substr(at, end - at);
        at = end + 1;
        // Portable pages are others: all would count as changed.
        if (is_first && line != head_of(options) && (line == list_head || line == portable_head))
            return failure(ids::pack_mode, {path}, ExitCode::Usage);
        if (is_first ? line != head_of(options)
                     : line.size() < 35 || !parse_hash(line.substr(0, 32)))
            return wrong;
        if (!is_first)
            sums[line.substr(34)] = line.substr(0, 32);
        is_first = false;
    }
    return is_first ? Result<FileSums>(wrong) : Result<FileSums>(std::move(sums));
}

std::string list_path(const std::string& archive) {
    const std::string stem =
        archive.ends_with(".zip") ? archive.substr(0, archive.size() - 4) : archive;
    return stem + ".list";
}

class Packer {
public:
    Packer(const PackOptions& options, FileSystem& files) : options_(options), files_(files) {}

    // The names that go in; sums of all files stand in `sums` afterwards.
    Result<std::vector<PackedPath>> choose(const FileSums& before) {
        auto all = find_files(files_, options_.build.out);
        if (!all)
            return all;
        std::vector<PackedPath> chosen;
        for (PackedPath& one : *all) {
            // The page of a server that has nothing to show: its addresses begin at the host.
            if (options_.portable && one.is_error_page)
                continue;
            const auto bytes = read(one);
            if (!bytes)
                return failure(ids::pack_changed, {one.path});
            const std::string sum = hash_text(content_hash(*bytes));
            const auto known = before.find(one.name);
            sums_[one.name] = sum;
            one.size = bytes->size();
            if (known == before.end() || known->second != sum)
                chosen.push_back(std::move(one));
        }
        return chosen;
    }

    Result<std::string> pack(const std::vector<PackedPath>& chosen) {
        std::vector<PackedName> names;
        for (const PackedPath& one : chosen)
            names.push_back({one.name, one.size});
        std::string broken;
        const auto bytes = make_zip(names, [&](std::size_t index) -> std::optional<std::string> {
            auto read_bytes = read(chosen[index]);
            const bool is_same =
                read_bytes && hash_text(content_hash(*read_bytes)) == sums_[chosen[index].name];
            if (!is_same)
                broken = chosen[index].path;
            return is_same ? std::move(read_bytes) : std::nullopt;
        });
        if (!bytes)
            return failure(ids::pack_changed, {broken.empty() ? options_.build.out : broken});
        return *bytes;
    }

    const FileSums& sums() const { return sums_; }

private:
    std::optional<std::string> read(const PackedPath& one) const {
        auto bytes = files_.read(one.path, largest_file);
        if (!bytes)
            return std::nullopt;
        return options_.portable && one.name.ends_with(".html") ? portable_page(*bytes)
                                                                : std::move(*bytes);
    }

    const PackOptions& options_;
    FileSystem& files_;
    FileSums sums_;
};

// The archive and its list, both or none: by a list without its archive the next pack would leave
// out what was never sent.
Result<void> write_pack(const std::string& archive,
                        const std::string& bytes,
                        const std::string& list,
                        FileSystem& files) {
    if (auto made = create_author_file(files, archive, bytes); !made)
        return made;
    auto made = create_author_file(files, list_path(archive), list);
    if (!made)
        if (auto removed = remove_author_file(files, archive); !removed)
            return removed;
    return made;
}

}  // namespace

ExitCode run_pack(const CommonOptions& common, const PackOptions& options, FileSystem& files) {
    FileSums before;
    if (!options.changed_since.empty()) {
        auto sums = read_sums(files, options);
        if (!sums)
            return print_error(common, files, sums.error());
        before = std::move(*sums);
    }
    Packer packer(options, files);
    const auto chosen = packer.choose(before);
    if (!chosen)
        return print_error(common, files, chosen.error());
    std::vector<std::string> gone;
    for (const auto& [name, sum] : before)
        if (!packer.sums().contains(name))
            gone.push_back(name);
    if (chosen->empty() && gone.empty()) {
        print_note(common, sentence(common, {"nothing has changed", "ничего не изменилось"}));
        return ExitCode::Done;
    }
    const auto bytes = packer.pack(*chosen);
    if (!bytes)
        return print_error(common, files, bytes.error());
    const std::string archive =
        options.archive.empty() ? plain_folder(options.build.out) + ".zip" : options.archive;
    if (const auto written =
            write_pack(archive, *bytes, format_sums(packer.sums(), options), files);
        !written)
        return print_error(common, files, written.error());
    print_line(archive);
    print_line(list_path(archive));
    for (const std::string& name : gone)
        print_line(sentence(common, {"remove: {0}", "удалить: {0}"}, escape_controls(name)));
    print_note(
        common,
        sentence(common,
                 {"{0} {0|file|files} packed of {1}, {2} KB",
                  "{0|упакован|упаковано|упаковано} {0} {0|файл|файла|файлов} из {1}, {2} КБ"},
                 chosen->size(), packer.sums().size(), bytes->size() / 1024));
    return ExitCode::Done;
}

}  // namespace vitrina
