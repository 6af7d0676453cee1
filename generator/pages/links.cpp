#include "pages/links.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace vitrina {
namespace {

bool has_scheme(std::string_view url) {
    const std::size_t colon = url.find(':');
    return colon != std::string_view::npos && url.find('/') > colon && url.find('#') > colon;
}

int hex_value(char digit) {
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    if (digit >= 'a' && digit <= 'f')
        return digit - 'a' + 10;
    return digit >= 'A' && digit <= 'F' ? digit - 'A' + 10 : -1;
}

// Authors paste addresses from the browser's line: `%D0%BF` means the letter.
std::string percent_decoded(std::string_view url) {
    if (url.find('%') == std::string_view::npos)
        return std::string(url);
    std::string decoded;
    for (std::size_t i = 0; i < url.size(); ++i) {
        const int high = i + 2 < url.size() ? hex_value(url[i + 1]) : -1;
        const int low = i + 2 < url.size() ? hex_value(url[i + 2]) : -1;
        if (url[i] == '%' && high >= 0 && low >= 0) {
            decoded += static_cast<char>(high * 16 + low);
            i += 2;
        } else {
            decoded += url[i];
        }
    }
    return is_utf8(decoded) ? decoded : std::string(url);
}

std::string without_extension(std::string_view path) {
    for (const std::string_view extension : {".md", ".yaml"})
        if (path.ends_with(extension))
            return std::string(path.substr(0, path.size() - extension.size()));
    return {};
}

std::string nearest_path(const Site& site, std::string_view wanted) {
    std::vector<std::string> owned;
    const std::string_view name = wanted.substr(wanted.rfind('/') + 1);
    for (const Record& record : site.records) {
        const std::string path =
            record.id + (record.kind->form == FileForm::Markdown ? ".md" : ".yaml");
        if (path.ends_with("/" + std::string(name)))
            return "/" + path;  // the same file in another folder
        owned.push_back(path);
    }
    const std::vector<std::string_view> names(owned.begin(), owned.end());
    const std::string near = nearest_name(wanted, names);
    return near.empty() ? near : "/" + near;
}

// Of a link to an address that is published, as it ends in a slash; else empty.
std::string published_url(std::string_view written, const std::string& path) {
    return written.ends_with('/') ? "/" + path + "/" : "";
}

bool is_text(const Record& record) {
    return record.kind->form == FileForm::Markdown;
}

// An address without a scheme, decoded. A `#` that is encoded is a sign of the name.
struct WrittenLink {
    std::string path;
    std::string anchor;
};

WrittenLink read_link(std::string_view url) {
    const std::size_t hash = std::min(url.find('#'), url.size());
    return {percent_decoded(url.substr(0, hash)),
            percent_decoded(url.substr(std::min(hash + 1, url.size())))};
}

ResolvedLink to_page(std::string_view page, std::string url, std::string_view anchor) {
    ResolvedLink resolved;
    resolved.page = url;
    resolved.anchor = anchor;
    if (!anchor.empty())
        url += "#" + std::string(anchor);
    resolved.href = relative_url(page, url);
    return resolved;
}

bool is_page_of(const Site& site, std::string_view url) {
    if (url == "/" || site.find_url(url))
        return true;
    for (const Taxonomy& taxonomy : site.taxonomies)
        for (const Term& term : taxonomy.terms)
            if (term.url == url)
                return true;
    if (url == "/archive/" || url == "/search/" || url == "/search/all/" || url == "/news/")
        return true;
    return std::ranges::any_of(
        all_kinds(), [&](const Kind& kind) { return url == "/" + std::string(kind.folder) + "/"; });
}

std::string file_size_text(std::uint64_t bytes, Language language) {
    const bool russian = language == Language::Russian;
    if (bytes < 1024)
        return std::to_string(bytes) + (russian ? " Б" : " B");
    if (bytes < 1024 * 1024)
        return std::to_string((bytes + 512) / 1024) + (russian ? " КБ" : " KB");
    const std::uint64_t tenths = (bytes * 10 + 512 * 1024) / (1024 * 1024);
    return std::to_string(tenths / 10) + (russian ? "," : ".") + std::to_string(tenths % 10) +
           (russian ? " МБ" : " MB");
}

// The folder of the site is taken off the path of the file.
std::optional<std::string> path_in_site(std::string_view source_path, std::string_view written) {
    std::vector<std::string_view> parts;
    const auto push = [&](std::string_view path) {
        while (!path.empty()) {
            const std::size_t slash = path.find('/');
            const std::string_view part = path.substr(0, slash);
            path = slash == std::string_view::npos ? "" : path.substr(slash + 1);
            if (part == "..") {
                if (parts.empty())
                    return false;
                parts.pop_back();
            } else if (!part.empty() && part != ".") {
                parts.push_back(part);
            }
        }
        return true;
    };
    if (!written.starts_with('/')) {
        const std::size_t slash = source_path.rfind('/');
        push(slash == std::string_view::npos ? "" : source_path.substr(0, slash));
    }
    if (!push(written))
        return std::nullopt;
    std::string path;
    for (const std::string_view part : parts)
        path += (path.empty() ? "" : "/") + std::string(part);
    return path;
}

}  // namespace

std::optional<std::string> site_path(const Site& site,
                                     std::string_view source_path,
                                     std::string_view written) {
    if (!site.folder.empty() && source_path.starts_with(site.folder + "/"))
        source_path.remove_prefix(site.folder.size() + 1);
    return path_in_site(source_path, written);
}

std::string linked_attachment(const Site& site,
                              std::string_view source_path,
                              std::string_view url) {
    const std::string decoded = percent_decoded(url.substr(0, url.find('#')));
    const auto path = has_scheme(url) ? std::nullopt : site_path(site, source_path, decoded);
    return path && std::ranges::binary_search(site.attachments, *path) ? *path : std::string();
}

ResolvedLink resolve_markdown_link(const Site& site,
                                   std::string_view source_path,
                                   std::string_view page,
                                   const MarkdownLink& link,
                                   Diagnostics& out) {
    if (has_scheme(link.url))
        return {link.url, "", ""};
    const auto& [written, anchor] = read_link(link.url);
    if (written.empty())
        return {"#" + anchor, std::string(page), anchor};
    const auto path = site_path(site, source_path, written);
    if (path) {
        const std::string id = without_extension(*path);
        if (const auto record = site.find(id); !id.empty() && record) {
            ResolvedLink resolved = to_page(page, site.entry(*record).url, anchor);
            resolved.is_text = is_text(site.at(*record));
            return resolved;
        }
        if (std::ranges::binary_search(site.attachments, *path)) {
            const std::string encoded = "/" + percent_encoded(*path);
            return {relative_url(page, encoded), "", ""};
        }
        const std::string published = published_url(written, *path);
        if (!link.image && (written == "/" || is_page_of(site, published))) {
            ResolvedLink resolved = to_page(page, path->empty() ? "/" : published, anchor);
            const auto record = site.find_url(published);
            resolved.is_text = record && is_text(site.at(*record));
            return resolved;
        }
    }
    if (path && std::ranges::binary_search(site.unpublished, without_extension(*path))) {
        out.error(ids::link_unpublished, link.place, shorten(link.url, 80));
        return {};
    }
    const MessageId id = link.image ? ids::image_missing : ids::link_unknown;
    out.error(id, link.place, shorten(link.url, 80), nearest_path(site, path.value_or(written)));
    return {};
}

bool needs_site(std::string_view url) {
    return !has_scheme(url) && !read_link(url).path.empty();
}

std::optional<ResolvedLink> resolve_text_link(std::string_view source_path,
                                              std::string_view page,
                                              const MarkdownLink& link,
                                              const PublishedTexts& texts) {
    if (has_scheme(link.url))
        return ResolvedLink{link.url, "", "", false};
    const auto& [written, anchor] = read_link(link.url);
    if (written.empty())
        return ResolvedLink{"#" + anchor, std::string(page), anchor, false};
    const auto path = path_in_site(source_path, written);
    if (!path)
        return std::nullopt;
    const std::string id = without_extension(*path);
    if (const auto url = id.empty() ? std::nullopt : texts.page_of(id))
        return to_page(page, *url, anchor);
    const std::string published = published_url(written, *path);
    if (!link.image && !published.empty() && texts.is_page(published))
        return to_page(page, published, anchor);
    return std::nullopt;
}

stache::Value attachment_view(const PageWorld& world,
                              std::string_view page_url,
                              std::string_view source_path,
                              const Attachment& attachment) {
    const std::string title = flatten_markdown(attachment.title.text.text);
    if (!attachment.file.is_set())
        return stache::Object{{"title", title.empty() ? attachment.url.url : title},
                              {"href", attachment.url.url},
                              {"note", ""}};
    const auto path = site_path(world.site, source_path, attachment.file.path);
    const std::string file = path.value_or("");
    const std::size_t dot = file.rfind('.');
    std::string note;
    for (const char byte : dot == std::string::npos ? std::string() : file.substr(dot + 1))
        note += byte >= 'a' && byte <= 'z' ? static_cast<char>(byte - 'a' + 'A') : byte;
    const auto stat =
        world.files.stat(world.site.folder.empty() ? file : world.site.folder + "/" + file);
    if (stat && *stat)
        note += (note.empty() ? "" : ", ") + file_size_text((*stat)->size, world.theme.language());
    return stache::Object{{"title", title.empty() ? file.substr(file.rfind('/') + 1) : title},
                          {"href", relative_url(page_url, "/" + percent_encoded(file))},
                          {"note", note}};
}

std::string output_path(std::string_view url) {
    std::string path(url.substr(1));
    if (path.empty() || path.ends_with('/'))
        path += "index.html";
    return path;
}

}  // namespace vitrina
