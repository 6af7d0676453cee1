#include "pages/stylesheet.h"

namespace vitrina {
namespace {

// Behind the comments and blank lines at `at`, or the end.
std::size_t skip_space(std::string_view text, std::size_t at) {
    while (at < text.size()) {
        if (text.substr(at).starts_with("/*")) {
            const std::size_t end = text.find("*/", at);
            at = end == std::string_view::npos ? text.size() : end + 2;
        } else if (std::string_view(" \t\r\n").find(text[at]) != std::string_view::npos) {
            ++at;
        } else {
            break;
        }
    }
    return at;
}

// `@import "NAME";` at `at`: where NAME stands and where the line goes on; an empty name: none.
struct Import {
    std::size_t name = 0;
    std::size_t length = 0;
    std::size_t end = 0;
};

Import import_at(std::string_view text, std::size_t at) {
    constexpr std::string_view begin = "@import \"";
    if (!text.substr(at).starts_with(begin))
        return {};
    const std::size_t name = at + begin.size();
    const std::size_t end = text.find_first_of("\"\n", name);
    if (end == std::string_view::npos || !text.substr(end).starts_with("\";"))
        return {};
    return {name, end - name, end + 2};
}

}  // namespace

std::string join_stylesheet(const SourcePtr& source,
                            const FindAsset& find,
                            std::set<std::string>& taken,
                            Diagnostics& out) {
    const std::string_view text = source->text;
    std::string joined;
    std::size_t copied = 0;
    while (true) {
        const std::size_t at = skip_space(text, copied);
        const Import import = import_at(text, at);
        if (import.length == 0)
            break;
        joined += text.substr(copied, at - copied);
        copied = import.end;
        const std::string name(text.substr(import.name, import.length));
        if (taken.contains(name))
            continue;
        taken.insert(name);
        if (const SourcePtr part = find(name))
            joined += join_stylesheet(part, find, taken, out);
        else
            out.error(ids::link_unknown,
                      Place{source, {static_cast<std::uint32_t>(import.name),
                                     static_cast<std::uint32_t>(import.name + import.length)}},
                      name, std::string());
    }
    return joined.append(text.substr(copied));
}

}  // namespace vitrina
