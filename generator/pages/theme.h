// A theme: templates, assets, strings and options, from a chain of folders (design §6).
//
// Chain    a theme may extend another; the first theme in the chain that has a path wins, strings
//          and options merge key by key. Templates are compiled once against the shapes of views.
// Assets   `assets/site.css` is published as `assets/site.<hash>.css`; `static/**` under its own name.
// Errors   a theme that does not compile, unknown options, missing strings: reported at their place.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "base/file_system.h"
#include "base/hash.h"
#include "base/text.h"
#include "stache/shape.h"
#include "stache/template.h"
#include "stache/value.h"

namespace vitrina {

struct ThemeFile {
    std::string output;  // path in the site: `assets/site.3f2a….css`, `favicon.svg`
    std::string source;  // path on disk
    std::string bytes;   // of assets: rewritten urls; empty for static files, which are copied
    bool copied = false;
};

class Theme {
public:
    // `{{t.skip_link}}`: all strings of the interface language.
    const stache::Value& strings() const { return strings_value_; }
    const stache::Shape& strings_shape() const { return strings_shape_; }
    // A string for use in code: `text("measures_count")`; must exist (a test holds every key used).
    std::string_view text(std::string_view key) const;
    // A string with `{0}` and plural forms `{0|класс|класса|классов}` filled in.
    std::string text(std::string_view key, const std::vector<std::string>& args) const;
    Language language() const { return language_; }
    // Of every file that was read: another digest, other pages.
    const ContentHash& digest() const { return digest_; }

    // `{{assets.site_css}}`: the path from the site's root, without leading slash.
    const stache::Value& assets() const { return assets_value_; }
    const stache::Shape& assets_shape() const { return assets_shape_; }
    const std::vector<ThemeFile>& files() const { return files_; }

    // The compiled template of a page kind (`memo`, `plan`); reported and null if it does not compile.
    const stache::Template* find_template(std::string_view name) const;

private:
    friend class ThemeReader;
    using Names = std::vector<std::unique_ptr<std::string>>;
    void keep_names(Names names) { asset_names_ = std::move(names); }

    Language language_ = Language::Russian;
    ContentHash digest_;
    std::map<std::string, std::string, std::less<>> strings_;
    stache::Value strings_value_;
    stache::Shape strings_shape_ = stache::Shape::object("strings", {});
    stache::Value assets_value_;
    stache::Shape assets_shape_ = stache::Shape::object("assets", {});
    std::vector<ThemeFile> files_;
    Names asset_names_;  // keys of `assets_value_`: views hold string_views of them
    std::map<std::string, stache::Template, std::less<>> templates_;
};

// Which templates there are and what each of them sees; `pages` knows.
struct PageTemplate {
    std::string name;
    stache::Shape (*shape)(const Theme& theme);
};

struct ThemeOptions {
    std::string name;
    std::vector<std::string> folders;  // where themes are looked for, in order
    Language language = Language::Russian;
    Place name_place;                  // of `theme:` in site.yaml
};

// Nothing if the theme cannot be used; everything wrong with it has been reported.
std::unique_ptr<Theme> read_theme(const ThemeOptions& options,
                                  const std::vector<PageTemplate>& templates,
                                  const FileReader& files,
                                  Diagnostics& out);

}  // namespace vitrina
