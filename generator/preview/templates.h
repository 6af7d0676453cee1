// The preview's own pages and parts of pages, made from the templates in preview/files/.
//
// Threads  const: any number may render.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "stache/template.h"

namespace vitrina {

class PreviewTemplates {
public:
    explicit PreviewTemplates(Language language);

    Language language() const { return language_; }
    // A sentence of the preview; `{0}` and plural forms as in messages (base/message_text.h).
    template <class... Args>
    std::string text(std::string_view key, const Args&... args) const {
        return expand(key, {fmt::to_string(args)...});
    }
    // The overlay of problems: {title, note, messages, more}.
    std::string problems(stache::Object view) const;
    // The page of state; see state_shape().
    std::string state(stache::Object view) const;
    // Addresses that are like one that does not exist: {links: [{title, href, url}]}.
    std::string nearest(stache::Object view) const;
    // A page for when there is nothing to show: {title, lead, messages, more}.
    std::string plain(stache::Object view) const;

private:
    std::string expand(std::string_view key, const std::vector<std::string>& args) const;
    std::string render(const stache::Template& page, stache::Object view) const;

    Language language_;
    stache::Value words_;
    stache::Template problems_;
    stache::Template state_;
    stache::Template nearest_;
    stache::Template plain_;
};

}  // namespace vitrina
