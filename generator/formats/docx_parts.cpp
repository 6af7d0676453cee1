#include "formats/docx_parts.h"

#include <algorithm>
#include <charconv>

#include "base/import_ids.h"
#include "base/text.h"

namespace vitrina {
namespace {

constexpr int deepest_style = 20;
constexpr int deepest_drawing = 16;

std::string folder_of(const std::string& part) {
    const std::size_t slash = part.rfind('/');
    return slash == std::string::npos ? std::string() : part.substr(0, slash + 1);
}

std::string relations_part(const std::string& part) {
    const std::string folder = folder_of(part);
    return folder + "_rels/" + part.substr(folder.size()) + ".rels";
}

// `../media/a.png` from the folder `word/`, `/word/media/a.png` from the package.
std::string part_name(const std::string& folder, std::string_view target) {
    std::string name =
        target.starts_with('/') ? std::string(target.substr(1)) : folder + std::string(target);
    for (std::size_t up = name.find("/../"); up != std::string::npos; up = name.find("/../")) {
        const std::size_t before = up == 0 ? std::string::npos : name.rfind('/', up - 1);
        name.erase(before == std::string::npos ? 0 : before + 1,
                   up + 4 - (before == std::string::npos ? 0 : before + 1));
    }
    return name;
}

int heading_of(const XmlElement& style) {
    const std::string_view outline = child_value(style.child("pPr"), "outlineLvl");
    if (!outline.empty()) {
        const int level = number_of(outline, 9);
        return level < 6 ? level + 1 : 0;
    }
    const std::string name = fold_case(child_value(style, "name"));
    if (name == "title" || name == "название" || name == "заголовок")
        return 1;
    for (const std::string_view begin : {"heading ", "заголовок "})
        if (name.starts_with(begin)) {
            const int level = number_of(std::string_view(name).substr(begin.size()), 0);
            return level >= 1 && level <= 6 ? level : 0;
        }
    return 0;
}

XmlElement find_deep(const XmlElement& parent, std::string_view name, int depth) {
    for (XmlElement one = parent.first(); one && depth < deepest_drawing; one = one.next()) {
        if (one.name() == name)
            return one;
        if (const XmlElement found = find_deep(one, name, depth + 1))
            return found;
    }
    return {};
}

}  // namespace

WordDrawing read_drawing(const XmlElement& drawing) {
    if (const XmlElement blip = find_deep(drawing, "blip", 0))
        return {blip.attribute(blip.has_attribute("embed") ? "embed" : "link"), std::nullopt};
    if (const XmlElement old = find_deep(drawing, "imagedata", 0))
        return {old.attribute("id"), std::nullopt};
    if (find_deep(drawing, "chart", 0))
        return {"", LeftObject::Chart};
    return {"", find_deep(drawing, "txbxContent", 0) ? LeftObject::TextBox : LeftObject::Drawing};
}

int number_of(std::string_view digits, int otherwise) {
    int value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return error == std::errc() && end == digits.data() + digits.size() ? value : otherwise;
}

std::string_view child_value(const XmlElement& element, std::string_view child) {
    const XmlElement found = element ? element.child(child) : XmlElement();
    return found ? found.attribute("val") : std::string_view();
}

bool is_switched_on(const XmlElement& element, std::string_view child) {
    const XmlElement found = element ? element.child(child) : XmlElement();
    if (!found)
        return false;
    const std::string_view value = found.attribute("val");
    return value != "0" && value != "false" && value != "off";
}

std::optional<XmlDocument> read_part(ZipReader& zip,
                                     const std::string& part,
                                     const SourcePtr& source,
                                     Diagnostics& out) {
    auto bytes = zip.read(part, out);
    if (!bytes)
        return std::nullopt;
    auto document = XmlDocument::parse(std::move(*bytes));
    if (!document)
        out.error(ids::import_part, {source, {}}, part);
    return document;
}

PartRelations read_relations(ZipReader& zip, const std::string& part, Diagnostics& out) {
    PartRelations relations;
    const std::string name = relations_part(part);
    if (!zip.has(name))
        return relations;
    auto bytes = zip.read(name, out);
    const auto document = bytes ? XmlDocument::parse(std::move(*bytes)) : std::nullopt;
    if (!document)
        return relations;
    for (XmlElement one = document->root().first(); one; one = one.next()) {
        if (one.name() != "Relationship")
            continue;
        const std::string_view type = one.attribute("Type");
        const std::string_view target = one.attribute("Target");
        const bool is_outside = one.attribute("TargetMode") == "External";
        relations.emplace(
            one.attribute("Id"),
            PartRelation{std::string(type.substr(type.rfind('/') + 1)),
                         is_outside ? std::string(target) : part_name(folder_of(part), target),
                         is_outside});
    }
    return relations;
}

std::string main_part(ZipReader& zip, Diagnostics& out) {
    for (const auto& [id, relation] : read_relations(zip, "", out))
        if (relation.type == "officeDocument" && !relation.is_outside)
            return relation.target;
    return {};
}

bool has_macros(const ZipReader& zip, const SourcePtr& source, Diagnostics& out) {
    const bool has = std::ranges::any_of(zip.names(), [](const std::string& name) {
        return name.ends_with("vbaProject.bin") || name.ends_with("vbaData.xml");
    });
    if (has)
        out.error(ids::import_macros, {source, {}});
    return has;
}

WordStyles::WordStyles(const XmlElement& styles, const XmlElement& numbering) {
    std::map<std::string, std::string, std::less<>> parents;
    for (XmlElement one = styles ? styles.first() : XmlElement(); one; one = one.next()) {
        if (one.name() != "style")
            continue;
        const std::string id(one.attribute("styleId"));
        const XmlElement paragraph = one.child("pPr");
        const XmlElement list = paragraph ? paragraph.child("numPr") : XmlElement();
        styles_[id] = {heading_of(one), std::string(child_value(list, "numId")),
                       is_switched_on(one.child("rPr"), "b")};
        parents[id] = child_value(one, "basedOn");
    }
    // What a style does not say, the one that it is based on says.
    for (auto& [id, style] : styles_) {
        std::string_view parent = parents[id];
        for (int depth = 0; depth < deepest_style && !parent.empty(); ++depth) {
            const auto found = styles_.find(parent);
            if (found == styles_.end())
                break;
            style.heading = style.heading == 0 ? found->second.heading : style.heading;
            style.list = style.list.empty() ? found->second.list : style.list;
            style.is_bold = style.is_bold || found->second.is_bold;
            const auto next = parents.find(parent);
            parent = next == parents.end() ? std::string_view() : std::string_view(next->second);
        }
    }
    for (XmlElement one = numbering ? numbering.first() : XmlElement(); one; one = one.next()) {
        if (one.name() == "num")
            lists_[std::string(one.attribute("numId"))] = child_value(one, "abstractNumId");
        if (one.name() != "abstractNum")
            continue;
        const std::string id(one.attribute("abstractNumId"));
        for (XmlElement level = one.first(); level; level = level.next()) {
            if (level.name() != "lvl")
                continue;
            const std::string_view format = child_value(level, "numFmt");
            marks_[{id, number_of(level.attribute("ilvl"), 0)}] =
                format == "bullet" ? LineMark::Bullet
                : format == "none" ? LineMark::None
                                   : LineMark::Number;
        }
    }
}

WordStyle WordStyles::of(std::string_view id) const {
    const auto found = styles_.find(id);
    return found == styles_.end() ? WordStyle() : found->second;
}

LineMark WordStyles::mark(std::string_view list, int level) const {
    if (list.empty() || list == "0")
        return LineMark::None;
    const auto abstract = lists_.find(list);
    if (abstract == lists_.end())
        return LineMark::Bullet;
    const auto found = marks_.find({abstract->second, level});
    return found == marks_.end() ? LineMark::Bullet : found->second;
}

}  // namespace vitrina
