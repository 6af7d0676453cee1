#include "content/walk.h"

#include <algorithm>
#include <array>

#include "base/message_text.h"
#include "base/text.h"

namespace vitrina {
namespace {

constexpr std::size_t longest_name = 200;   // bytes: with `.html` it still fits every file system
constexpr std::size_t longest_path = 1000;
constexpr std::size_t deepest_folder = 16;

constexpr auto safe_types = std::to_array<std::string_view>(
    {"csv", "doc", "docx", "gif", "ics", "jpeg", "jpg", "mp3", "mp4", "odp", "ods", "odt", "p7s",
     "pdf", "png", "ppt", "pptx", "rtf", "sig", "txt", "webp", "xls", "xlsx", "zip"});
constexpr auto secret_endings =
    std::to_array<std::string_view>({".bak", ".env", ".key", ".kdbx", ".pem", ".sql", ".sqlite"});
constexpr auto secret_names = std::to_array<std::string_view>({"id_rsa", "id_ed25519", "passwd"});
// Names that Windows cannot store: a copy of the site on a school's computer would break.
constexpr auto reserved_names = std::to_array<std::string_view>(
    {"aux",  "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "con", "lpt1",
     "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9", "nul",  "prn"});

bool is_skipped(std::string_view name) {
    return name.starts_with('.') || name.starts_with('_') || name.starts_with('~') ||
           name.ends_with('~') || name == "Thumbs.db" || name == "desktop.ini";
}

std::string extension_of(std::string_view name) {
    const std::size_t dot = name.rfind('.');
    return dot == std::string_view::npos || dot == 0 ? "" : to_lower(name.substr(dot + 1));
}

class Walk {
public:
    Walk(const FileReader& files, std::string root, std::string skip, Diagnostics& out)
        : files_(files), root_(std::move(root)), skip_(std::move(skip)), out_(out) {}

    SiteFiles run(const std::vector<SiteFolder>& folders) {
        for (const DirectoryEntry& entry : list("")) {
            if (is_skipped(entry.name))
                continue;
            const auto known = std::ranges::find(folders, entry.name, &SiteFolder::name);
            if (known != folders.end() && entry.type == FileType::Directory)
                walk(entry.name, known->use, 1);
            else if (known != folders.end() && entry.type == FileType::Link)
                out_.error(ids::path_link, place(entry.name), entry.name);
            else if (entry.name == "curriculum.yaml")
                visit(entry.name, entry, FolderUse::Yaml, 0);
            else if (entry.type == FileType::Directory)
                report_misspelt(entry.name, folders);
        }
        std::ranges::sort(found_.texts);
        std::ranges::sort(found_.attachments);
        return std::move(found_);
    }

private:
    Place place(const std::string& path) const {
        return {std::make_shared<const Source>(Source{join_path(root_, path), ""}), {}};
    }

    std::vector<DirectoryEntry> list(const std::string& folder) {
        auto entries = files_.list(join_path(root_, folder));
        if (entries)
            return std::move(*entries);
        out_.add(diagnostic_of(entries.error(), place(folder)));
        return {};
    }

    void report_misspelt(const std::string& name, const std::vector<SiteFolder>& folders) {
        std::vector<std::string_view> names;
        for (const SiteFolder& folder : folders)
            names.push_back(folder.name);
        const std::string near = nearest_name(name, names);
        if (!near.empty())
            out_.error(ids::folder_misspelt, place(name), name, near);
    }

    void walk(const std::string& folder, FolderUse use, std::size_t depth) {
        if (join_path(root_, folder) == skip_)
            return;
        if (depth > deepest_folder) {
            out_.error(ids::folder_depth, place(folder), folder, deepest_folder);
            return;
        }
        for (const DirectoryEntry& entry : list(folder)) {
            const std::string path = folder + "/" + entry.name;
            if (use == FolderUse::Attachments ? entry.name.starts_with('.') : is_skipped(entry.name)) {
                if (use == FolderUse::Attachments && entry.name != ".DS_Store" &&
                    entry.name != ".gitkeep")
                    out_.error(ids::file_secret, place(path), path);
                continue;
            }
            if (is_good_name(path, entry.name))
                visit(path, entry, use, depth);
        }
    }

    void visit(const std::string& path, const DirectoryEntry& entry, FolderUse use, std::size_t depth) {
        if (entry.type == FileType::Link) {
            out_.error(ids::path_link, place(path), path);
        } else if (entry.type == FileType::Other) {
            out_.error(ids::path_special, place(path), path);
        } else if (entry.type == FileType::Directory) {
            const std::string extension = extension_of(entry.name);
            if (extension == "md" || extension == "yaml")
                out_.error(ids::path_folder, place(path), path);
            else
                walk(path, use, depth + 1);
        } else if (use == FolderUse::Attachments) {
            visit_attachment(path, entry.name);
        } else {
            visit_text(path, entry.name, use);
        }
    }

    void visit_text(const std::string& path, const std::string& name, FolderUse use) {
        const std::string_view wanted = use == FolderUse::Markdown ? "md" : "yaml";
        if (extension_of(name) != wanted || !name.ends_with("." + std::string(wanted))) {
            out_.error(ids::file_extension, place(path), path, wanted);
            return;
        }
        found_.texts.push_back(path);  // whoever reads it holds it to its limit
    }

    void visit_attachment(const std::string& path, const std::string& name) {
        const std::string low = to_lower(name);
        const bool secret =
            std::ranges::any_of(secret_endings, [&](auto ending) { return low.ends_with(ending); }) ||
            std::ranges::find(secret_names, low) != secret_names.end();
        if (secret)
            out_.error(ids::file_secret, place(path), path);
        else if (!std::ranges::binary_search(safe_types, extension_of(name)))
            out_.error(ids::file_type, place(path), path);
        else if (is_within(path, attachment_limit))
            found_.attachments.push_back(path);
    }

    bool is_within(const std::string& path, std::uint64_t limit) {
        const auto stat = files_.stat(confined_path(root_, path));
        if (!stat || !*stat || (*stat)->size <= limit)
            return true;
        out_.error(ids::file_too_large, place(path), path, (*stat)->size, limit);
        return false;
    }

    bool is_good_name(const std::string& path, const std::string& name) {
        const bool printable = is_utf8(name) && std::ranges::none_of(name, [](char byte) {
            return static_cast<unsigned char>(byte) < 0x20 || byte == 0x7F || byte == '\\';
        });
        if (!printable) {
            out_.error(ids::file_name_bytes, place(""), escape_controls(path));
            return false;
        }
        const std::string stem = to_lower(name.substr(0, name.find('.')));
        const bool reserved = std::ranges::binary_search(reserved_names, stem) ||
                              name.find_first_of(":?*\"<>|") != std::string::npos ||
                              name.ends_with(' ') || name.ends_with('.');
        if (reserved || name.size() > longest_name || path.size() > longest_path) {
            out_.error(reserved ? ids::file_name_reserved : ids::file_name_long, place(path),
                       shorten(name, 60));
            return false;
        }
        return true;
    }

    const FileReader& files_;
    std::string root_;
    std::string skip_;
    Diagnostics& out_;
    SiteFiles found_;
};

}  // namespace

std::string join_path(std::string_view folder, std::string_view name) {
    if (folder.empty() || folder == ".")
        return std::string(name.empty() ? folder : name);
    if (name.empty())
        return std::string(folder);
    return std::string(folder) + (folder.ends_with('/') ? "" : "/") + std::string(name);
}

std::string confined_path(std::string_view root, std::string_view path) {
    return std::string(root.empty() ? "." : root) + "/./" + std::string(path);
}

SiteFiles walk_site(const FileReader& files,
                    const std::string& root,
                    const std::vector<SiteFolder>& folders,
                    const std::string& skip,
                    Diagnostics& out) {
    return Walk(files, root, skip, out).run(folders);
}

Result<std::vector<std::string>> find_sites(const FileReader& files, const std::string& workspace) {
    const auto is_site = [&](const std::string& folder) {
        const auto stat = files.stat(join_path(folder, "site.yaml"));
        return stat && *stat;
    };
    if (is_site(workspace))
        return std::vector<std::string>{"."};
    auto entries = files.list(workspace);
    if (!entries)
        return tl::unexpected<Error>(entries.error());
    std::vector<std::string> sites;
    for (const DirectoryEntry& entry : *entries)
        if (entry.type == FileType::Directory && !is_skipped(entry.name) &&
            is_site(join_path(workspace, entry.name)))
            sites.push_back(entry.name);
    return sites;
}

}  // namespace vitrina
