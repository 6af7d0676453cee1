#include "unit/stache/cases.h"

#include <fstream>
#include <iterator>
#include <memory>
#include <set>
#include <sstream>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "base/diagnostics.h"
#include "base/source.h"
#include "stache/template.h"
#include "support/tests_folder.h"

namespace vitrina::stache::test {
namespace {

using Json = nlohmann::ordered_json;

// Keys of objects live as long as the tests.
std::string_view kept(const std::string& key) {
    static std::set<std::string> keys;
    return *keys.insert(key).first;
}

std::string unescaped(std::string_view text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\n')
            continue;
        if (text[i] != '\\' || i + 1 == text.size()) {
            result += text[i];
            continue;
        }
        const char c = text[++i];
        result += c == 'n' ? '\n' : c == 'r' ? '\r' : c == 't' ? '\t' : c;
    }
    return result;
}

void store(Case& one, std::string mark, std::string text) {
    constexpr std::string_view escaped = " (escaped)";
    if (!text.empty())
        text.pop_back();  // the line end before the next mark
    if (mark.ends_with(escaped)) {
        mark.resize(mark.size() - escaped.size());
        text = unescaped(text);
    }
    if (mark == "data")
        one.data = text;
    else if (mark == "shape")
        one.shape = text;
    else if (mark == "output")
        one.output = text;
    else if (mark == "messages")
        one.messages = text;
    else if (mark == "template")
        one.templates["page"] = text;
    else if (mark.starts_with("template "))
        one.templates[mark.substr(9)] = text;
    else
        FAIL("unknown mark: " << mark);
}

Value value_of(const Json& json, const Shape* shape);

Value object_of(const Json& json, const Shape* shape) {
    Object object;
    for (const auto& [key, inner] : json.items()) {
        const ShapeField* field =
            shape != nullptr && shape->kind() == ShapeKind::Object ? shape->find(key) : nullptr;
        object.add(kept(key), value_of(inner, field == nullptr ? nullptr : &field->shape));
    }
    return object;
}

Value value_of(const Json& json, const Shape* shape) {
    if (json.is_object())
        return object_of(json, shape);
    if (json.is_array()) {
        Values list;
        for (const Json& element : json)
            list.push_back(value_of(element, shape == nullptr ? nullptr : &shape->element()));
        return list;
    }
    if (json.is_boolean())
        return json.get<bool>();
    if (json.is_null())
        return {};
    std::string text = json.is_string() ? json.get<std::string>() : json.dump();
    if (shape != nullptr && shape->kind() == ShapeKind::Html)
        return Html{std::move(text)};
    return text;
}

Shape shape_of(const Json& json) {
    if (json.is_array())
        return Shape::list(shape_of(json.at(0)));
    if (json == "text")
        return Shape::text();
    if (json == "html")
        return Shape::html();
    if (json == "flag")
        return Shape::flag();
    REQUIRE(json.is_object());
    Shape::Fields fields;
    for (const auto& [key, inner] : json.items()) {
        const bool is_optional = key.ends_with('?');
        fields.push_back({is_optional ? key.substr(0, key.size() - 1) : key, shape_of(inner), "",
                          "", is_optional ? Presence::Optional : Presence::Always});
    }
    return Shape::object("view", std::move(fields));
}

std::string placed(MessageId id, const Place& place, const std::vector<std::string>& args) {
    std::ostringstream line;
    if (place.source != nullptr) {
        const LineColumn at = line_column(place.source->text, place.span.begin);
        line << place.source->path << ':' << at.line << ':' << at.column << ' ';
    }
    line << message_text(id).name;
    for (const std::string& argument : args)
        line << " | " << argument;
    return line.str();
}

std::string listed(const Diagnostics& messages) {
    std::string text;
    for (const Diagnostic& message : messages.sorted()) {
        text += placed(message.id, message.place, message.args) + "\n";
        for (const Note& note : message.notes)
            text += "  " + placed(note.id, note.place, note.args) + "\n";
    }
    if (!text.empty())
        text.pop_back();
    return text;
}

}  // namespace

std::vector<Case> read_cases(std::string_view topic) {
    std::ifstream file(vitrina::test::tests_folder() + "/stache/" + std::string(topic) + ".txt");
    REQUIRE(file.is_open());
    std::vector<Case> cases;
    std::string mark;
    std::string text;
    const auto finish = [&] {
        if (!mark.empty())
            store(cases.back(), mark, std::move(text));
        mark.clear();
        text.clear();
    };
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("=== ")) {
            if (text.ends_with("\n\n"))
                text.pop_back();
            finish();
            cases.push_back({line.substr(4)});
        } else if (line.starts_with("--- ")) {
            finish();
            mark = line.substr(4);
        } else {
            text += line + "\n";
        }
    }
    if (text.ends_with("\n\n"))
        text.pop_back();
    finish();
    return cases;
}

Value value_from_json(std::string_view json, const Shape* shape) {
    return value_of(Json::parse(json), shape);
}

Shape shape_from_json(std::string_view json) {
    return shape_of(Json::parse(json));
}

Outcome run_case(const Case& one) {
    Diagnostics messages;
    TemplateSet set;
    for (const auto& [name, text] : one.templates)
        set.add(name, std::make_shared<const Source>(Source{name, text}), messages);
    std::optional<Shape> shape;
    if (!one.shape.empty())
        shape = shape_from_json(one.shape);
    const Template page =
        shape ? set.compile("page", *shape, messages) : set.compile_lenient("page", messages);
    Outcome outcome;
    outcome.messages = listed(messages);
    const Value data = value_from_json(one.data, shape ? &*shape : nullptr);
    if (!messages.has_errors())
        page.render(data, outcome.output);
    return outcome;
}

void check_topic(std::string_view topic, std::size_t at_least) {
    const std::vector<Case> cases = read_cases(topic);
    for (const Case& one : cases) {
        CAPTURE(one.name);
        const Outcome outcome = run_case(one);
        CHECK(outcome.messages == one.messages);
        CHECK(outcome.output == one.output.value_or(""));
    }
    CHECK(cases.size() >= at_least);
}

}  // namespace vitrina::stache::test
