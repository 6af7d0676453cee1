#include "cli/missing_ids.h"

#include <algorithm>
#include <array>
#include <set>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "content/edit.h"
#include "content/front_matter.h"
#include "content/yaml.h"

namespace vitrina {
namespace {

struct PartList {
    std::string_view key;  // of the lists
    std::string_view prefix;
};
constexpr auto part_lists = std::to_array<PartList>({{"rows", "r"},
                                                     {"row", "r"},
                                                     {"records", "k"},
                                                     {"record", "k"},
                                                     {"tasks", "t"},
                                                     {"task", "t"},
                                                     {"items", "t"},
                                                     {"item", "t"}});

// One kind of part of a file, in the order of the file.
struct Parts {
    std::string_view prefix;
    std::vector<const YamlNode*> all;
};

bool has_id(const YamlNode& part) {
    const YamlNode* id = part.find("id");
    return id != nullptr && !id->is_null();
}

// A text for the items that follow is no item: nothing refers to it.
bool is_part(const YamlNode& node) {
    return node.is_mapping() && !node.keys.empty() &&
           !(node.keys.size() == 1 && node.keys[0].text() == "passage");
}

void collect(const YamlNode& holder, std::vector<Parts>& found) {
    for (const PartList& list : part_lists) {
        const YamlNode* parts = holder.find(list.key);
        if (parts == nullptr)
            continue;
        const auto same = std::ranges::find(found, list.prefix, &Parts::prefix);
        Parts& group = same == found.end() ? found.emplace_back(Parts{list.prefix, {}}) : *same;
        if (is_part(*parts))
            group.all.push_back(parts);  // one may stand for a list of one
        for (const YamlNode& part : parts->children)
            if (parts->is_sequence() && is_part(part))
                group.all.push_back(&part);
    }
}

std::vector<Parts> find_parts(const YamlNode& root) {
    std::vector<Parts> found;
    collect(root, found);
    for (const std::string_view key : {"sections", "section"}) {
        const YamlNode* sections = root.find(key);
        if (sections == nullptr)
            continue;
        collect(*sections, found);
        for (const YamlNode& section : sections->children)
            collect(section, found);
    }
    return found;
}

// The № of a part as a number: `7`, `7.`; 0 if it is none.
std::size_t printed_number(const YamlNode& part) {
    const YamlNode* no = part.find("no");
    std::string_view text = no == nullptr ? std::string_view() : trim(no->text());
    if (text.ends_with('.') || text.ends_with(')'))
        text.remove_suffix(1);
    if (text.empty() || text.size() > 4 ||
        !std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; }))
        return 0;
    return static_cast<std::size_t>(std::stoul(std::string(text)));
}

// The numbers that name the parts: their №, if each has one of its own, else their order.
std::vector<std::size_t> numbers_of(const Parts& parts) {
    std::vector<std::size_t> printed;
    std::vector<std::size_t> order;
    std::set<std::size_t> different;
    for (const YamlNode* part : parts.all) {
        printed.push_back(printed_number(*part));
        order.push_back(order.size() + 1);
        if (printed.back() != 0)
            different.insert(printed.back());
    }
    return different.size() == parts.all.size() ? printed : order;
}

void name_parts(std::string_view text,
                const Parts& parts,
                std::set<std::string>& taken,
                std::vector<TextEdit>& edits) {
    const std::vector<std::size_t> numbers = numbers_of(parts);
    for (std::size_t i = 0; i < parts.all.size(); ++i) {
        const YamlNode& part = *parts.all[i];
        if (has_id(part))
            continue;
        std::size_t number = numbers[i];
        std::string id = fmt::format("{}{:02}", parts.prefix, number);
        while (!taken.insert(id).second)
            id = fmt::format("{}{:02}", parts.prefix, ++number);
        edits.push_back(part.find("id") != nullptr ? set_value(text, part, "id", id, "")
                                                   : put_first(text, part, "id", id));
    }
}

std::optional<YamlNode> read_whole(const SourcePtr& source, Diagnostics& out) {
    if (!check_encoding(source, out))
        return std::nullopt;
    return read_yaml(source, {0, static_cast<std::uint32_t>(source->text.size())}, out);
}

bool all_have_ids(const SourcePtr& source) {
    Diagnostics messages;
    const auto root = read_whole(source, messages);
    if (!root || messages.has_errors())
        return false;
    for (const Parts& parts : find_parts(*root))
        for (const YamlNode* part : parts.all)
            if (!has_id(*part))
                return false;
    return true;
}

}  // namespace

std::optional<std::string> write_missing_ids(const SourcePtr& source, Diagnostics& out) {
    const std::size_t errors = out.error_count();
    const auto root = read_whole(source, out);
    if (!root || out.error_count() > errors)
        return std::nullopt;
    const std::vector<Parts> found = find_parts(*root);
    std::set<std::string> taken;
    for (const Parts& parts : found)
        for (const YamlNode* part : parts.all)
            if (has_id(*part))
                taken.emplace(part->find("id")->text());
    std::vector<TextEdit> edits;
    for (const Parts& parts : found)
        name_parts(source->text, parts, taken, edits);
    std::string text = apply_edits(source->text, std::move(edits));
    if (all_have_ids(std::make_shared<const Source>(Source{source->path, text})))
        return text;
    out.error(ids::edit_impossible, {source, root->span}, "id");
    return std::nullopt;
}

}  // namespace vitrina
