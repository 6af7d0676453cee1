#include "pages/theme.h"

#include <algorithm>
#include <set>

#include "base/hash.h"
#include "base/message_text.h"
#include "kinds/fields.h"
#include "pages/stylesheet.h"

namespace vitrina {

struct ThemeManifest {
    std::string name;
    std::string version;
    Located<std::string> extends;
};

template <>
const FieldTable<ThemeManifest>& field_table<ThemeManifest>() {
    static const FieldTable<ThemeManifest> table = {
        {field("name", &ThemeManifest::name, {"название темы", "name"}).required(),
         field("version", &ThemeManifest::version, {"версия", "version"}).required(),
         field("extends", &ThemeManifest::extends, {"какую тему дополняет", "parent theme"})},
        "",
    };
    return table;
}

namespace {

constexpr std::uint64_t text_limit = 2 * 1024 * 1024;
constexpr std::size_t longest_chain = 8;

struct ThemeFolder {
    std::string path;
};

// `site.css` → `site_css`: a name that a template can use.
std::string field_name(std::string_view file_name) {
    std::string name;
    for (const char byte : file_name)
        name += (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') ? byte : '_';
    return name;
}

void list_files(const FileReader& files,
                const std::string& folder,
                const std::string& prefix,
                std::set<std::string>& found,
                Diagnostics& out) {
    const auto entries = files.list(folder);
    if (!entries) {
        if (entries.error().id != ids::file_missing)
            out.add(diagnostic_of(entries.error(),
                                  {std::make_shared<const Source>(Source{folder, ""}), {}}));
        return;
    }
    for (const DirectoryEntry& entry : *entries) {
        if (entry.name.starts_with('.'))
            continue;
        if (entry.type == FileType::Directory)
            list_files(files, folder + "/" + entry.name, prefix + entry.name + "/", found, out);
        else if (entry.type == FileType::Regular)
            found.insert(prefix + entry.name);
        else if (entry.type == FileType::Link)
            out.error(ids::path_link,
                      {std::make_shared<const Source>(Source{folder + "/" + entry.name, ""}), {}},
                      prefix + entry.name);
    }
}

// A script without the indentation and the lines of comment that its authors read: a fifth of its
// bytes. Where spaces or slashes at the beginning of a line may mean something, it stays as it is.
std::string sent_script(std::string text) {
    std::string sent;
    sent.reserve(text.size());
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size() - 1) + 1;
        std::string_view line(text.data() + begin, end - begin);
        line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
        if (!line.starts_with("//") && line != "\n" && line != "\r\n")
            sent += line;
        begin = end;
    }
    for (const std::string_view sign : {"`", "/*", "\\\n", "\\\r"})
        if (sent.find(sign) != std::string::npos)
            return text;
    return sent;
}

}  // namespace

class ThemeReader {
public:
    ThemeReader(const ThemeOptions& options, const FileReader& files, Diagnostics& out)
        : options_(options), files_(files), out_(out), theme_(std::make_unique<Theme>()) {}

    std::unique_ptr<Theme> read(const std::vector<PageTemplate>& templates) {
        const std::size_t errors = out_.error_count();
        theme_->language_ = options_.language;
        if (!find_chain())
            return nullptr;
        read_strings();
        read_assets();
        read_templates(templates);
        theme_->digest_ = hasher_.hash();
        return out_.error_count() > errors ? nullptr : std::move(theme_);
    }

private:
    SourcePtr source_of(const std::string& path) {
        auto text = files_.read(path, text_limit);
        if (!text) {
            out_.add(diagnostic_of(text.error()));
            return nullptr;
        }
        remember(path, *text);
        return std::make_shared<const Source>(Source{path, std::move(*text)});
    }

    void remember(const std::string& path, std::string_view bytes) {
        hasher_.add(path + '\n' + std::to_string(bytes.size()) + '\n');
        hasher_.add(bytes);
    }

    // The folder of a theme by name; empty when there is none.
    std::string find_folder(std::string_view name) {
        for (const std::string& folder : options_.folders) {
            const std::string path = folder + "/" + std::string(name);
            const auto manifest = files_.stat(path + "/theme.yaml");
            if (manifest && *manifest)
                return path;
        }
        return "";
    }

    bool find_chain() {
        std::string name = options_.name;
        Place place = options_.name_place;
        while (!name.empty()) {
            const std::string folder = find_folder(name);
            if (folder.empty() || name.find('/') != std::string::npos || name.starts_with('.')) {
                out_.error(ids::theme_unknown, place, name);
                return false;
            }
            if (chain_.size() >= longest_chain || std::ranges::find(chain_, folder, &ThemeFolder::path) != chain_.end()) {
                out_.error(ids::theme_chain, place, name);
                return false;
            }
            chain_.push_back({folder});
            const SourcePtr source = source_of(folder + "/theme.yaml");
            if (!source)
                return false;
            const auto root =
                read_yaml(source, {0, static_cast<std::uint32_t>(source->text.size())}, out_);
            ThemeManifest manifest;
            DecodeContext context{source, out_};
            if (!root || !Codec<ThemeManifest>::decode(*root, context, manifest))
                return false;
            name = manifest.extends.value;
            place = {source, manifest.extends.span};
        }
        return true;
    }

    // The first file in the chain with this path, and what it shadows next.
    std::vector<std::string> candidates(const std::string& path) {
        std::vector<std::string> found;
        for (const ThemeFolder& folder : chain_) {
            const std::string full = folder.path + "/" + path;
            const auto stat = files_.stat(full);
            if (stat && *stat && (*stat)->type == FileType::Regular)
                found.push_back(full);
        }
        return found;
    }

    std::set<std::string> all_files(const std::string& folder) {
        std::set<std::string> found;
        for (const ThemeFolder& theme : chain_)
            list_files(files_, theme.path + "/" + folder, "", found, out_);
        return found;
    }

    void read_strings() {
        const std::string file = std::string("strings/") +
                                 (options_.language == Language::Russian ? "ru" : "en") + ".yaml";
        // From the root of the chain upwards: a child's string replaces its parent's.
        for (auto folder = chain_.rbegin(); folder != chain_.rend(); ++folder) {
            const std::string path = folder->path + "/" + file;
            const auto stat = files_.stat(path);
            if (!stat || !*stat)
                continue;
            const SourcePtr source = source_of(path);
            if (!source)
                continue;
            const auto root =
                read_yaml(source, {0, static_cast<std::uint32_t>(source->text.size())}, out_);
            if (!root || !root->is_mapping())
                continue;
            for (std::size_t i = 0; i < root->keys.size(); ++i)
                theme_->strings_[std::string(root->keys[i].text())] = root->children[i].text();
        }
        stache::Object object;
        stache::Shape::Fields fields;
        for (const auto& [key, text] : theme_->strings_) {
            object.add(key, text);
            fields.push_back({key, stache::Shape::text(), "A string of the interface.", text});
        }
        theme_->strings_value_ =
            stache::Value::share(std::make_shared<const stache::Value>(std::move(object)));
        theme_->strings_shape_ = stache::Shape::object("strings", std::move(fields));
    }

    SourcePtr find_asset(std::string_view name) {
        const auto found = candidates("assets/" + std::string(name));
        return found.empty() ? nullptr : source_of(found.front());
    }

    // Assets by name, without those that stand in a stylesheet by now.
    std::map<std::string, std::string> joined_assets() {
        std::map<std::string, std::string> assets;
        std::set<std::string> taken;
        for (const std::string& name : all_files("assets")) {
            const SourcePtr source = find_asset(name);
            if (!source)
                continue;
            // A circle that leads back to the file itself ends there.
            std::set<std::string> parts = {name};
            const FindAsset find = [this](std::string_view part) { return find_asset(part); };
            assets[name] = name.ends_with(".css") ? join_stylesheet(source, find, parts, out_)
                                                  : source->text;
            parts.erase(name);
            taken.merge(parts);
        }
        for (const std::string& name : taken)
            assets.erase(name);
        return assets;
    }

    void read_assets() {
        stache::Object object;
        stache::Shape::Fields fields;
        for (auto& [name, bytes] : joined_assets()) {
            if (name.ends_with(".js"))
                bytes = sent_script(std::move(bytes));
            const std::size_t dot = name.rfind('.');
            const std::string hash = hash_text(content_hash(bytes)).substr(0, 10);
            const std::string output = "assets/" + name.substr(0, dot) + "." + hash +
                                       (dot == std::string::npos ? "" : name.substr(dot));
            asset_names_.push_back(std::make_unique<std::string>(field_name(name)));
            object.add(*asset_names_.back(), output);
            fields.push_back({*asset_names_.back(), stache::Shape::text(),
                              "Path of the asset `" + name + "` from the site's root.", output});
            theme_->files_.push_back(
                {output, candidates("assets/" + name).front(), std::move(bytes), false});
        }
        for (const std::string& name : all_files("static")) {
            remember(name, "");
            theme_->files_.push_back({name, candidates("static/" + name).front(), "", true});
        }
        theme_->keep_names(std::move(asset_names_));
        theme_->assets_value_ =
            stache::Value::share(std::make_shared<const stache::Value>(std::move(object)));
        theme_->assets_shape_ = stache::Shape::object("assets", std::move(fields));
    }

    void read_templates(const std::vector<PageTemplate>& templates) {
        stache::TemplateSet set;
        for (const std::string& file : all_files("templates")) {
            if (!file.ends_with(".html"))
                continue;
            const auto found = candidates("templates/" + file);
            const std::string name = file.substr(0, file.size() - std::string_view(".html").size());
            if (const SourcePtr source = source_of(found.front()))
                set.add(name, source, out_);
            if (found.size() < 2)
                continue;
            if (const SourcePtr shadowed = source_of(found[1]))
                set.add("parent:" + name, shadowed, out_);
        }
        for (const PageTemplate& page : templates) {
            if (!set.contains(page.name)) {
                out_.error(ids::theme_template_missing, options_.name_place, page.name, options_.name);
                continue;
            }
            theme_->templates_.emplace(page.name, set.compile(page.name, page.shape(*theme_), out_));
        }
        report_unused(set, templates);
    }

    bool is_own_template(std::string_view name) {
        const std::string path = "/templates/" + std::string(name) + ".html";
        const auto stat = files_.stat(chain_.front().path + path);
        return stat && *stat;
    }

    // A template that no page takes in is a file that shadows nothing: usually a misspelt name. Of a
    // parent's templates some lose their use when a child replaces the page that took them in.
    void report_unused(const stache::TemplateSet& set, const std::vector<PageTemplate>& templates) {
        std::set<std::string_view> used;
        for (const PageTemplate& page : templates) {
            if (!set.contains(page.name))
                continue;
            used.insert(page.name);
            for (const std::string_view name : set.included_by(page.name))
                used.insert(name);
        }
        for (const std::string_view name : set.names())
            if (!used.contains(name) && !name.starts_with("parent:") && is_own_template(name))
                out_.warning(ids::theme_template_unused, {}, name, options_.name);
    }

    const ThemeOptions& options_;
    const FileReader& files_;
    ContentHasher hasher_;
    Diagnostics& out_;
    std::unique_ptr<Theme> theme_;
    std::vector<ThemeFolder> chain_;  // the site's theme first
    std::vector<std::unique_ptr<std::string>> asset_names_;
};

std::string_view Theme::text(std::string_view key) const {
    const auto found = strings_.find(key);
    return found == strings_.end() ? std::string_view() : std::string_view(found->second);
}

std::string Theme::text(std::string_view key, const std::vector<std::string>& args) const {
    return expand_text(text(key), args, language_);
}

const stache::Template* Theme::find_template(std::string_view name) const {
    const auto found = templates_.find(name);
    return found == templates_.end() ? nullptr : &found->second;
}

std::unique_ptr<Theme> read_theme(const ThemeOptions& options,
                                  const std::vector<PageTemplate>& templates,
                                  const FileReader& files,
                                  Diagnostics& out) {
    return ThemeReader(options, files, out).read(templates);
}

}  // namespace vitrina
