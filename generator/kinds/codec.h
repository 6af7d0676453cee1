// Field types: how a value of each C++ type is read from YAML, written to JSON, and described by a
// JSON Schema. One Codec per type; structs get theirs from their field table (fields.h).
//
// Errors   a wrong value is reported at its place and the field keeps its default, so that one run
//          tells everything. `decode` gives false then.
// Source   formats §1: scalars are read by the field's type, never by YAML's guess.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/dates.h"
#include "base/decimal.h"
#include "base/diagnostics.h"
#include "base/json.h"
#include "content/yaml.h"
#include "kinds/values.h"

namespace vitrina {

struct DecodeContext {
    SourcePtr source;
    Diagnostics& out;

    Place place(Span span) const { return {source, span}; }
};

// What the published JSON of a record needs to know of the site.
class EncodeContext {
public:
    EncodeContext() = default;
    EncodeContext(const EncodeContext&) = delete;
    EncodeContext& operator=(const EncodeContext&) = delete;
    virtual ~EncodeContext() = default;
    // The absolute url that a reference or a file leads to; empty when there is none.
    virtual std::string reference_url(const Reference& reference) const = 0;
    // The title of what it leads to; empty when unknown.
    virtual std::string reference_title(const Reference& reference) const = 0;
    virtual std::string file_url(std::string_view path) const = 0;
    // The name of a body of site.yaml by its id; empty when unknown.
    virtual std::string body_name(std::string_view id) const = 0;
};

// A schema for what authors write, or for the JSON that is published.
enum class SchemaForm : std::uint8_t { Input, Published };

template <class T>
struct Codec;  // of structs with a field table: fields.h

// Members of every codec:
//   static bool decode(const YamlNode& node, DecodeContext& context, T& value);
//   static JsonValue encode(const T& value, const EncodeContext& context);
//   static JsonValue schema(SchemaForm form);
//   static void visit(T& value, FieldVisitor& visitor);      only where something is inside
#define VITRINA_CODEC(Type)                                                          \
    template <>                                                                      \
    struct Codec<Type> {                                                             \
        static bool decode(const YamlNode& node, DecodeContext& context, Type& value); \
        static JsonValue encode(const Type& value, const EncodeContext& context);    \
        static JsonValue schema(SchemaForm form);                                    \
    }

VITRINA_CODEC(std::string);
VITRINA_CODEC(bool);
VITRINA_CODEC(int);
VITRINA_CODEC(Decimal);
VITRINA_CODEC(Date);
VITRINA_CODEC(DateTime);
VITRINA_CODEC(SchoolYear);
VITRINA_CODEC(Reference);
VITRINA_CODEC(InlineText);
VITRINA_CODEC(BlockText);
VITRINA_CODEC(FilePath);
VITRINA_CODEC(WebAddress);
VITRINA_CODEC(ClassList);
VITRINA_CODEC(SubjectName);
VITRINA_CODEC(WorkName);
VITRINA_CODEC(ProcedureName);
VITRINA_CODEC(BodyName);

inline void visit_value(Reference& value, FieldVisitor& visitor) {
    if (value.is_set())
        visitor.reference(value);
}
inline void visit_value(FilePath& value, FieldVisitor& visitor) {
    if (value.is_set())
        visitor.file(value);
}
inline void visit_value(SubjectName& value, FieldVisitor& visitor) {
    visitor.subject(value);
}
inline void visit_value(WorkName& value, FieldVisitor& visitor) {
    visitor.work(value);
}
inline void visit_value(ProcedureName& value, FieldVisitor& visitor) {
    visitor.procedure(value);
}
inline void visit_value(BodyName& value, FieldVisitor& visitor) {
    visitor.body(value);
}
// Every other type: structs with a table are walked (fields.h), plain values have nothing to resolve.
template <class T>
void visit_value(T& value, FieldVisitor& visitor);

// Helpers for codecs. Reports `value-type` and gives false unless the node is a scalar with text.
bool expect_scalar(const YamlNode& node, DecodeContext& context, std::string_view expected_en,
                   std::string_view expected_ru);
JsonObject typed_schema(std::string_view type);  // {"type": …}
JsonValue string_schema();
JsonValue pattern_schema(std::string_view pattern);
std::optional<int> parse_whole(std::string_view text);  // digits with nothing around them

// Latin letters that look like Cyrillic ones, folded: `5A` → `5А`; true if something was folded.
bool fold_latin_lookalikes(std::string& text);
std::optional<ClassLabel> parse_class(std::string_view text, DecodeContext& context, Span span);

template <class T>
struct Codec<Located<T>> {
    static void visit(Located<T>& value, FieldVisitor& visitor) { visit_value(value.value, visitor); }
    static bool decode(const YamlNode& node, DecodeContext& context, Located<T>& value) {
        value.span = node.span;
        return Codec<T>::decode(node, context, value.value);
    }
    static JsonValue encode(const Located<T>& value, const EncodeContext& context) {
        return Codec<T>::encode(value.value, context);
    }
    static JsonValue schema(SchemaForm form) { return Codec<T>::schema(form); }
};

template <class T>
struct Codec<std::optional<T>> {
    static void visit(std::optional<T>& value, FieldVisitor& visitor) {
        if (value)
            visit_value(*value, visitor);
    }
    static bool decode(const YamlNode& node, DecodeContext& context, std::optional<T>& value) {
        T decoded{};
        if (!Codec<T>::decode(node, context, decoded))
            return false;
        value = std::move(decoded);
        return true;
    }
    static JsonValue encode(const std::optional<T>& value, const EncodeContext& context) {
        return value ? Codec<T>::encode(*value, context) : JsonValue();
    }
    static JsonValue schema(SchemaForm form) { return Codec<T>::schema(form); }
};

template <class T>
struct Codec<Seldom<T>> {
    static void visit(Seldom<T>& value, FieldVisitor& visitor) {
        if (T* set = value.get())
            visit_value(*set, visitor);
    }
    static bool decode(const YamlNode& node, DecodeContext& context, Seldom<T>& value) {
        return Codec<T>::decode(node, context, value.edit());
    }
    static JsonValue encode(const Seldom<T>& value, const EncodeContext& context) {
        return Codec<T>::encode(*value, context);
    }
    static JsonValue schema(SchemaForm form) { return Codec<T>::schema(form); }
};

// A list; one value may stand for a list of one.
template <class T>
struct Codec<std::vector<T>> {
    static void visit(std::vector<T>& value, FieldVisitor& visitor) {
        for (T& item : value)
            visit_value(item, visitor);
    }
    static bool decode(const YamlNode& node, DecodeContext& context, std::vector<T>& value) {
        if (!node.is_sequence())
            return decode_one(node, context, value);
        bool good = true;
        value.reserve(node.children.size());
        for (const YamlNode& child : node.children)
            good = decode_one(child, context, value) && good;
        return good;
    }
    static JsonValue encode(const std::vector<T>& value, const EncodeContext& context) {
        JsonArray items;
        for (const T& item : value)
            items.push_back(Codec<T>::encode(item, context));
        return items;
    }
    static JsonValue schema(SchemaForm form) {
        JsonObject array;
        array.add("type", "array");
        array.add("items", Codec<T>::schema(form));
        if (form == SchemaForm::Published)
            return array;
        JsonObject either;
        either.add("anyOf", JsonArray{array, Codec<T>::schema(form)});
        return either;
    }

private:
    static bool decode_one(const YamlNode& node, DecodeContext& context, std::vector<T>& value) {
        T item{};
        if (!Codec<T>::decode(node, context, item))
            return false;
        value.push_back(std::move(item));
        return true;
    }
};

bool expect_mapping(const YamlNode& node, DecodeContext& context);
std::string json_key(const JsonValue& value);

template <class K, class V>
struct Codec<Pairs<K, V>> {
    static void visit(Pairs<K, V>& value, FieldVisitor& visitor) {
        for (auto& [key, item] : value.items) {
            visit_value(key, visitor);
            visit_value(item, visitor);
        }
    }
    static bool decode(const YamlNode& node, DecodeContext& context, Pairs<K, V>& value) {
        if (!expect_mapping(node, context))
            return false;
        bool good = true;
        for (std::size_t i = 0; i < node.keys.size(); ++i) {
            std::pair<Located<K>, V> item;
            const bool read = Codec<Located<K>>::decode(node.keys[i], context, item.first) &&
                              Codec<V>::decode(node.children[i], context, item.second);
            good = good && read;
            if (read)
                value.items.push_back(std::move(item));
        }
        return good;
    }
    static JsonValue encode(const Pairs<K, V>& value, const EncodeContext& context) {
        JsonObject object;
        for (const auto& [key, item] : value.items)
            object.add(json_key(Codec<K>::encode(key.value, context)), Codec<V>::encode(item, context));
        return object;
    }
    static JsonValue schema(SchemaForm form) {
        JsonObject object;
        object.add("type", "object");
        object.add("additionalProperties", Codec<V>::schema(form));
        return object;
    }
};

// Closed lists of words, Russian or English; the first English word is the one that JSON gets.
template <class E>
struct Word {
    E value;
    std::string_view en;
    std::string_view ru;
    std::string_view alias;  // one more accepted spelling, or empty
};

template <class E>
using WordList = std::vector<Word<E>>;

// Specialised beside the enum.
template <class E>
const WordList<E>& word_list();

struct WordSpelling {
    std::string_view en;
    std::string_view ru;
    std::string_view alias;
};

// The index of the spelling that the scalar names, without regard to case and ё; reports otherwise.
std::optional<std::size_t> decode_word(const YamlNode& node,
                                       DecodeContext& context,
                                       const std::vector<WordSpelling>& words);
JsonValue word_schema(const std::vector<WordSpelling>& words, SchemaForm form);

// Base of the codecs of enums: `template <> struct Codec<Status> : WordCodec<Status> {};`
template <class E>
struct WordCodec {
    static const std::vector<WordSpelling>& spellings() {
        static const std::vector<WordSpelling> all = [] {
            std::vector<WordSpelling> list;
            for (const Word<E>& word : word_list<E>())
                list.push_back({word.en, word.ru, word.alias});
            return list;
        }();
        return all;
    }
    static bool decode(const YamlNode& node, DecodeContext& context, E& value) {
        const auto index = decode_word(node, context, spellings());
        if (index)
            value = word_list<E>()[*index].value;
        return index.has_value();
    }
    static JsonValue encode(const E& value, const EncodeContext&) {
        for (const Word<E>& word : word_list<E>())
            if (word.value == value)
                return word.en;
        return {};
    }
    static JsonValue schema(SchemaForm form) { return word_schema(spellings(), form); }
};

template <class T>
void visit_value(T& value, FieldVisitor& visitor) {
    if constexpr (requires { Codec<T>::visit(value, visitor); })
        Codec<T>::visit(value, visitor);
}

// The Russian (or English) word of a value, for pages.
template <class E>
std::string_view word_of(E value, Language language) {
    for (const Word<E>& word : word_list<E>())
        if (word.value == value)
            return language == Language::Russian ? word.ru : word.en;
    return {};
}

}  // namespace vitrina
