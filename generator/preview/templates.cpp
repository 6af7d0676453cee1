#include "preview/templates.h"

#include <cassert>
#include <memory>
#include <utility>

#include "base/message_text.h"
#include "preview/files.h"
#include "preview/message_view.h"
#include "preview/state_page.h"
#include "preview/words.h"

namespace vitrina {
namespace {

using stache::Object;
using stache::Shape;
using stache::Template;
using stache::TemplateSet;
using stache::Value;

// What every template of the preview sees beside its own names.
Shape whole_shape(Shape::Fields fields) {
    Shape::Fields words;
    for (const PreviewWord& word : preview_words())
        words.push_back({std::string(word.key), Shape::text(), "Words of the preview.", ""});
    fields.push_back({"t", Shape::object("words", std::move(words)), "Words.", ""});
    fields.push_back({"language", Shape::text(), "Of the preview's own words.", "ru"});
    return Shape::object("preview", std::move(fields));
}

Shape::Fields messages_fields() {
    return {{"messages", Shape::list(message_shape()), "The messages.", ""},
            {"more", Shape::text(), "How many are not shown; empty: all are.", ""}};
}

Shape problems_shape() {
    Shape::Fields fields = messages_fields();
    fields.push_back({"title", Shape::text(), "How many there are.", ""});
    fields.push_back({"note", Shape::text(), "What stands behind the list; may be empty.", ""});
    return whole_shape(std::move(fields));
}

Shape plain_shape() {
    Shape::Fields fields = messages_fields();
    fields.push_back({"title", Shape::text(), "What is the matter.", ""});
    fields.push_back({"lead", Shape::text(), "What will be; may be empty.", ""});
    return whole_shape(std::move(fields));
}

Shape nearest_shape() {
    const Shape link = Shape::object("address", {{"title", Shape::text(), "The page.", ""},
                                                 {"href", Shape::text(), "Link to it.", ""},
                                                 {"url", Shape::text(), "Its address.", ""}});
    return whole_shape({{"links", Shape::list(link), "Nearest first.", ""}});
}

}  // namespace

PreviewTemplates::PreviewTemplates(Language language) : language_(language) {
    Object words;
    for (const PreviewWord& word : preview_words())
        words.add(word.key, preview_word(word.key, language == Language::Russian));
    words_ = Value::share(std::make_shared<const Value>(std::move(words)));
    TemplateSet set;
    Diagnostics out;
    for (const std::string_view name : {"messages", "nearest", "plain", "problems", "state"})
        set.add(std::string(name),
                std::make_shared<const Source>(
                    Source{std::string(name),
                           std::string(preview_file(std::string(name) + ".html"))}),
                out);
    const Shape own = state_shape();
    Shape::Fields state = messages_fields();
    state.insert(state.end(), own.fields().begin(), own.fields().end());
    problems_ = set.compile("problems", problems_shape(), out);
    state_ = set.compile("state", whole_shape(std::move(state)), out);
    nearest_ = set.compile("nearest", nearest_shape(), out);
    plain_ = set.compile("plain", plain_shape(), out);
    assert(out.items().empty() && "a template of the preview does not compile");
}

std::string PreviewTemplates::expand(std::string_view key,
                                     const std::vector<std::string>& args) const {
    return expand_text(preview_word(key, language_ == Language::Russian), args, language_);
}

std::string PreviewTemplates::render(const Template& page, Object view) const {
    view.add("t", words_);
    view.add("language", language_ == Language::Russian ? "ru" : "en");
    std::string text;
    page.render(view, text);
    return text;
}

std::string PreviewTemplates::problems(Object view) const {
    return render(problems_, std::move(view));
}

std::string PreviewTemplates::state(Object view) const {
    return render(state_, std::move(view));
}

std::string PreviewTemplates::nearest(Object view) const {
    return render(nearest_, std::move(view));
}

std::string PreviewTemplates::plain(Object view) const {
    return render(plain_, std::move(view));
}

}  // namespace vitrina
