// `vitrina fmt`: what it writes differs from what an author wrote in ids and encoding alone.
#include <set>
#include <string>
#include <vector>

#include "base/text.h"
#include "cli/missing_ids.h"
#include "content/front_matter.h"
#include "fuzz/target.h"

namespace vitrina::fuzz {
namespace {

std::optional<std::string> format(const std::string& text) {
    const SourcePtr source = source_of("plan.yaml", text);
    Diagnostics out;
    const auto made = write_missing_ids(source, out);
    require(made || out.has_errors(), "what is not written is told", text);
    check_messages(out, source);
    return made;
}

YamlNode read(const std::string& text) {
    const SourcePtr source = source_of("plan.yaml", text);
    Diagnostics out;
    auto tree = read_yaml(source, whole(source), out);
    require(tree && !out.has_errors(), "what is written is read", text);
    return std::move(*tree);
}

void require_same(const YamlNode& before, const YamlNode& after, std::set<std::string>& given);

// The same keys in the same order, but for an id in front or in place of none.
void require_same_fields(const YamlNode& before,
                         const YamlNode& after,
                         std::set<std::string>& given) {
    const std::size_t added = after.keys.size() - before.keys.size();
    require(added == 0 || (added == 1 && before.find("id") == nullptr &&
                           after.keys.front().text() == "id"),
            "nothing is added but ids");
    if (added == 1)
        require(given.emplace(after.children.front().text()).second, "an id is given once");
    for (std::size_t i = 0; i < before.keys.size(); ++i) {
        const YamlNode& value = after.children[i + added];
        require(before.keys[i].text() == after.keys[i + added].text(), "keys stay as they are");
        if (before.keys[i].text() == "id" && before.children[i].is_null() && value.is_scalar())
            require(given.emplace(value.text()).second, "an id is given once");
        else
            require_same(before.children[i], value, given);
    }
}

void require_same(const YamlNode& before, const YamlNode& after, std::set<std::string>& given) {
    require(before.kind == after.kind && before.style == after.style &&
                before.text() == after.text(),
            "values stay as they are");
    if (before.is_mapping())
        return require_same_fields(before, after, given);
    require(before.children.size() == after.children.size(), "lists stay as they are");
    for (std::size_t i = 0; i < before.children.size(); ++i)
        require_same(before.children[i], after.children[i], given);
}

// What stands behind the first `#` of each line, whether a reader takes it for a comment or not.
std::vector<std::string> remarks(const std::string& text) {
    std::vector<std::string> found;
    for (std::size_t at = text.find('#'); at != std::string::npos; at = text.find('#', at)) {
        const std::size_t end = std::min(text.find_first_of("\r\n", at), text.size());
        found.push_back(text.substr(at, end - at));
        at = end;
    }
    return found;
}

}  // namespace

void fuzz_fmt(std::string_view bytes) {
    std::string text(bytes);
    if (const auto converted = convert_to_utf8(bytes)) {
        require(is_utf8(*converted), "what is converted is UTF-8");
        text = *converted;
    }
    const auto once = format(text);
    if (!once)
        return;
    std::set<std::string> given;
    require_same(read(text), read(*once), given);
    require(remarks(*once) == remarks(text), "comments stay where they are", *once);
    require(format(*once) == once, "what is written is written already", *once);
    require(!given.empty() || *once == text, "a file with nothing to name stays as it is");
}

}  // namespace vitrina::fuzz
