#include "formats/xml_read.h"

#include <algorithm>

#include <pugixml.hpp>

#include "base/text.h"

namespace vitrina {
namespace {

constexpr std::size_t most_depth = 256;
constexpr std::size_t most_elements = 400'000;
constexpr std::size_t most_attributes = 1'200'000;

pugi::xml_node node_of(void* node) {
    return pugi::xml_node(static_cast<pugi::xml_node_struct*>(node));
}

void* handle(pugi::xml_node node) {
    return node.internal_object();
}

std::string_view local(std::string_view name) {
    const std::size_t colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

bool is_seen(pugi::xml_node node) {
    return node.type() == pugi::node_element || node.type() == pugi::node_pcdata ||
           node.type() == pugi::node_cdata;
}

// The end of a tag that begins at `at`; `>` in an attribute's value is none.
std::size_t end_of_tag(std::string_view text, std::size_t at) {
    char quote = 0;
    for (; at < text.size(); ++at) {
        if (quote != 0)
            quote = text[at] == quote ? '\0' : quote;
        else if (text[at] == '"' || text[at] == '\'')
            quote = text[at];
        else if (text[at] == '>')
            return at;
    }
    return std::string_view::npos;
}

// What the parser must not be given: types and entities, depth and numbers that fill the memory.
bool is_modest(std::string_view text) {
    std::size_t depth = 0;
    std::size_t elements = 0;
    std::size_t attributes = 0;
    for (std::size_t at = text.find('<'); at != std::string_view::npos; at = text.find('<', at)) {
        const std::string_view rest = text.substr(at);
        std::size_t end = 0;
        if (rest.starts_with("<!--")) {
            // Not before its own dashes: the parser does not take `<!-->` for a whole comment.
            end = text.find("-->", at + std::string_view("<!--").size());
        } else if (rest.starts_with("<![CDATA[")) {
            end = text.find("]]>", at);
        } else if (rest.starts_with("<?")) {
            end = text.find("?>", at + std::string_view("<?").size());
        } else if (rest.starts_with("<!")) {
            return false;
        } else {
            end = end_of_tag(text, at);
            if (end == std::string_view::npos)
                return false;
            const bool is_closing = rest.starts_with("</");
            depth += !is_closing && text[end - 1] != '/' ? 1 : 0;
            depth -= is_closing && depth > 0 ? 1 : 0;
            elements += is_closing ? 0 : 1;
            // Only within the tag: a look at all that follows would cost the square of the text.
            attributes +=
                static_cast<std::size_t>(std::ranges::count(text.substr(at, end - at), '='));
        }
        if (end == std::string_view::npos || depth > most_depth || elements > most_elements ||
            attributes > most_attributes)
            return false;
        at = end;
    }
    return true;
}

void add_text(pugi::xml_node node, std::string& to) {
    if (node.type() != pugi::node_element)
        to += node.value();
    for (pugi::xml_node child : node.children())
        add_text(child, to);
}

}  // namespace

struct XmlDocument::Tree {
    std::string bytes;  // parsed in place
    pugi::xml_document document;
};

XmlDocument::XmlDocument() : tree_(std::make_unique<Tree>()) {}
XmlDocument::XmlDocument(XmlDocument&&) noexcept = default;
XmlDocument& XmlDocument::operator=(XmlDocument&&) noexcept = default;
XmlDocument::~XmlDocument() = default;

std::optional<XmlDocument> XmlDocument::parse(std::string bytes) {
    if (!is_utf8(bytes) || bytes.find('\0') != std::string::npos || !is_modest(bytes))
        return std::nullopt;
    XmlDocument document;
    document.tree_->bytes = std::move(bytes);
    constexpr unsigned options =
        pugi::parse_cdata | pugi::parse_escapes | pugi::parse_eol | pugi::parse_ws_pcdata;
    const pugi::xml_parse_result result = document.tree_->document.load_buffer_inplace(
        document.tree_->bytes.data(), document.tree_->bytes.size(), options, pugi::encoding_utf8);
    if (!result || !document.root())
        return std::nullopt;
    return document;
}

XmlElement XmlDocument::root() const {
    return XmlElement(handle(tree_->document.document_element()));
}

std::string_view XmlElement::name() const {
    const pugi::xml_node node = node_of(node_);
    return node.type() == pugi::node_element ? local(node.name()) : std::string_view();
}

std::string_view XmlElement::text() const {
    return node_of(node_).value();
}

std::string_view XmlElement::attribute(std::string_view name) const {
    for (const pugi::xml_attribute attribute : node_of(node_).attributes())
        if (local(attribute.name()) == name)
            return attribute.value();
    return {};
}

bool XmlElement::has_attribute(std::string_view name) const {
    for (const pugi::xml_attribute attribute : node_of(node_).attributes())
        if (local(attribute.name()) == name)
            return true;
    return false;
}

XmlElement XmlElement::first() const {
    pugi::xml_node node = node_of(node_).first_child();
    while (node && !is_seen(node))
        node = node.next_sibling();
    return XmlElement(handle(node));
}

XmlElement XmlElement::next() const {
    pugi::xml_node node = node_of(node_).next_sibling();
    while (node && !is_seen(node))
        node = node.next_sibling();
    return XmlElement(handle(node));
}

XmlElement XmlElement::child(std::string_view name) const {
    for (const pugi::xml_node node : node_of(node_).children())
        if (node.type() == pugi::node_element && local(node.name()) == name)
            return XmlElement(handle(node));
    return {};
}

std::string XmlElement::all_text() const {
    std::string text;
    if (node_ != nullptr)
        add_text(node_of(node_), text);
    return text;
}

}  // namespace vitrina
