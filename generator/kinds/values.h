// What a field may hold beside text, numbers and dates: references, files, names, classes. Each
// keeps its place in the source, so that checks of the whole site can point at it.
//
// Source   formats §1.
#pragma once

#include <compare>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/source.h"
#include "content/yaml.h"

namespace vitrina {

// A reference as written: `plans/objectivity#r04`, `komitet:plans/perechen#m03`.
struct Reference {
    std::string site;    // a neighbour's name; empty: this site
    std::string id;      // of the record's file, without extension
    std::string anchor;  // of a record or clause inside it; may be empty
    Span span;

    bool is_set() const { return !id.empty(); }
    std::string text() const;
};

Reference parse_reference(std::string_view text, Span span);

// A value and where it stands, for checks that come later.
template <class T>
struct Located {
    T value{};
    Span span;
};

// One line of Markdown (inline), and Markdown with blocks.
struct InlineText {
    MappedText text;
    bool empty() const { return text.empty(); }
};
struct BlockText {
    MappedText text;
    bool empty() const { return text.empty(); }
};

// A path of a file as written, relative to the record or from the site's root with a leading `/`.
struct FilePath {
    std::string path;
    Span span;
    bool is_set() const { return !path.empty(); }
};

// A link out of the site: `http`, `https`, `mailto`, `tel`.
struct WebAddress {
    std::string url;
    Span span;
    bool is_set() const { return !url.empty(); }
};

// A mapping whose keys are values too, in the order of the file.
template <class K, class V>
struct Pairs {
    std::vector<std::pair<Located<K>, V>> items;
    bool empty() const { return items.empty(); }
};

// Names of open vocabularies: the site replaces an alias by the canonical name and warns about
// unknown ones.
struct SubjectName {
    std::string name;  // Математика
    Span span;
};
struct WorkName {
    std::string name;  // контрольная работа; `*` where a kind allows «any work»
    Span span;
};
struct ProcedureName {
    std::string name;  // ВПР, or a reference to a record
    Span span;
};

// Names one who is responsible: an id of site.yaml's `bodies`, a word of `audience`, or a name.
struct BodyName {
    std::string name;
    Span span;
};

// A class (parallel or letter class): 5, 5А.
struct ClassLabel {
    int number = 0;      // 1–12
    std::string letter;  // upper-case Cyrillic, or empty for the whole parallel

    auto operator<=>(const ClassLabel&) const = default;
    std::string text() const { return std::to_string(number) + letter; }
};

// `classes: [4, 5-9, 5А]`: ascending, without repeats.
struct ClassList {
    std::vector<ClassLabel> labels;
    Span span;
    bool empty() const { return labels.empty(); }
};

// Walks over everything in a record that the site must resolve, whatever the kind: the field tables
// lead the way. `part` is the id of the innermost row, task or criterion, or empty.
class FieldVisitor {
public:
    FieldVisitor() = default;
    FieldVisitor(const FieldVisitor&) = delete;
    FieldVisitor& operator=(const FieldVisitor&) = delete;
    virtual ~FieldVisitor() = default;

    virtual void reference(Reference&) {}
    virtual void file(FilePath&) {}
    virtual void subject(SubjectName&) {}
    virtual void work(WorkName&) {}
    virtual void procedure(ProcedureName&) {}
    virtual void body(BodyName&) {}

    std::string_view field;  // the name of the field that is being visited
    std::string_view part;
};

}  // namespace vitrina
