// XML parts of documents, as a tree to walk through.
//
// Names    are told without their prefix: `w:p` is `p`. Text of elements keeps its spaces.
// Limits   no declaration of types or entities, depth 256, 400,000 elements, UTF-8 alone.
// Lifetime an element lives as long as its document.
// Source   XML 1.0 by pugixml, which lives in xml_read.cpp alone.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace vitrina {

// A place in the tree; may be none.
class XmlElement {
public:
    XmlElement() = default;
    explicit XmlElement(void* node) : node_(node) {}
    explicit operator bool() const { return node_ != nullptr; }

    std::string_view name() const;                            // empty: a text
    std::string_view text() const;                            // of a text
    std::string_view attribute(std::string_view name) const;  // empty if there is none
    bool has_attribute(std::string_view name) const;
    XmlElement first() const;                       // child, text included
    XmlElement next() const;                        // sibling
    XmlElement child(std::string_view name) const;  // the first of this name
    // All texts in it, one after another.
    std::string all_text() const;

private:
    void* node_ = nullptr;
};

class XmlDocument {
public:
    // Nothing if it is no XML that is read here.
    static std::optional<XmlDocument> parse(std::string bytes);
    XmlDocument(XmlDocument&&) noexcept;
    XmlDocument& operator=(XmlDocument&&) noexcept;
    ~XmlDocument();

    XmlElement root() const;

private:
    struct Tree;
    XmlDocument();
    std::unique_ptr<Tree> tree_;
};

}  // namespace vitrina
