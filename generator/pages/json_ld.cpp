#include "pages/json_ld.h"

#include "base/hash.h"
#include "base/json.h"
#include "kinds/demo.h"
#include "kinds/event.h"
#include "pages/exchange.h"

namespace vitrina {
namespace {

constexpr std::string_view context = "https://schema.org";

class GraphMaker {
public:
    GraphMaker(const Site& site, const Theme& theme, const PageFrame& frame)
        : site_(site), theme_(theme), frame_(frame) {}

    std::string write() {
        JsonArray graph;
        if (frame_.url == "/") {
            graph.emplace_back(organization());
            graph.emplace_back(whole_site());
        }
        if (!frame_.crumbs.empty())
            graph.emplace_back(breadcrumbs());
        if (const auto id = site_.find_url(frame_.url))
            graph.emplace_back(record(*id));
        if (graph.empty())
            return {};
        JsonObject all;
        all.add("@context", context);
        all.add("@graph", std::move(graph));
        return json_text(all, JsonForm::Embedded);
    }

private:
    std::string absolute(std::string_view url) const {
        return site_.config.base_url.value + std::string(url.substr(1));
    }
    std::string organization_id() const { return absolute("/") + "#organization"; }
    // Who answers for the page, as other pages than the home page name him.
    JsonObject publisher() const {
        JsonObject object;
        object.add("@type", organization_type(site_.config.organization.kind));
        object.add("@id", organization_id());
        object.add("name", site_.config.organization.name);
        return object;
    }

    static std::string_view organization_type(OrganizationKind kind) {
        switch (kind) {
            case OrganizationKind::School:
                return "School";
            case OrganizationKind::Committee:
                return "GovernmentOrganization";
            case OrganizationKind::MethodicalService:
                break;
        }
        return "EducationalOrganization";
    }

    JsonObject organization() const {
        const Organization& from = site_.config.organization;
        JsonObject object;
        object.add("@type", organization_type(from.kind));
        object.add("@id", organization_id());
        object.add("name", from.name);
        if (from.short_name != from.name)
            object.add_unless_empty("alternateName", from.short_name);
        object.add_unless_empty("taxID", from.inn.value);
        object.add_unless_empty("address", from.address);
        JsonArray phones;
        for (const std::string& phone : from.phones)
            phones.emplace_back(phone);
        object.add_unless_empty("telephone", std::move(phones));
        object.add_unless_empty("email", from.email);
        object.add_unless_empty("url", from.website.url);
        return object;
    }

    JsonObject whole_site() const {
        JsonObject object;
        object.add("@type", "WebSite");
        object.add("@id", absolute("/"));
        object.add("name", frame_.title);
        object.add("url", absolute("/"));
        object.add("inLanguage", language());
        object.add("publisher", publisher());
        return object;
    }

    std::string_view language() const {
        return theme_.language() == Language::Russian ? "ru" : "en";
    }

    JsonObject breadcrumbs() const {
        JsonArray items;
        const auto add = [&](const std::string& title, const std::string& url) {
            JsonObject item;
            item.add("@type", "ListItem");
            item.add("position", JsonValue::number(static_cast<std::int64_t>(items.size()) + 1));
            item.add("name", title);
            item.add("item", absolute(url));
            items.emplace_back(std::move(item));
        };
        for (const Crumb& crumb : frame_.crumbs)
            add(crumb.title, crumb.url);
        add(frame_.title, frame_.url);
        JsonObject object;
        object.add("@type", "BreadcrumbList");
        object.add("itemListElement", std::move(items));
        return object;
    }

    static std::string_view type_of(const Record& record) {
        constexpr std::pair<std::string_view, std::string_view> types[] = {
            {"demo", "Quiz"},        {"tasks", "LearningResource"}, {"memo", "Article"},
            {"event", "Event"},      {"act", "DigitalDocument"},    {"plan", "Dataset"},
            {"criteria", "Dataset"}, {"weights", "Dataset"},
            {"schedule", "Dataset"}, {"checklist", "Dataset"}, {"curriculum", "Dataset"}, {"results", "Dataset"}};
        for (const auto& [kind, type] : types)
            if (record.kind->name == kind)
                return type;
        return "WebPage";
    }

    JsonObject record(RecordId id) const {
        const Record& record = site_.at(id);
        const std::string_view type = type_of(record);
        JsonObject object;
        object.add("@type", type);
        object.add("@id", absolute(frame_.url));
        object.add(type == "Article" ? "headline" : "name", frame_.title);
        object.add_unless_empty("description", frame_.description);
        object.add("url", absolute(frame_.url));
        if (type == "Event") {
            add_event(record, object);
            return object;
        }
        object.add("inLanguage", language());
        add_dates(record, object);
        object.add(type == "Article" ? "author" : "publisher", publisher());
        if (type == "Dataset")
            object.add_unless_empty("distribution", distribution());
        if (type == "Quiz" || type == "LearningResource")
            add_learning(id, object);
        return object;
    }

    static void add_dates(const Record& record, JsonObject& object) {
        if (record.common.date.is_set())
            object.add("datePublished", iso_date(record.common.date));
        if (record.common.updated.is_set())
            object.add("dateModified", iso_date(record.common.updated));
    }

    void add_event(const Record& record, JsonObject& object) const {
        const Event& event = as<Event>(record);
        object.add("startDate", iso_date_time(event.start.value));
        if (event.end.value.date.is_set())
            object.add("endDate", iso_date_time(event.end.value));
        JsonObject place;
        if (!event.online.url.empty()) {
            place.add("@type", "VirtualLocation");
            place.add("url", event.online.url);
        } else if (!event.place.empty()) {
            place.add("@type", "Place");
            place.add("name", flatten_markdown(event.place.text.text));
        }
        object.add_unless_empty("location", std::move(place));
        object.add("organizer", publisher());
    }

    JsonArray distribution() const {
        JsonArray files;
        for (const Alternate& other : frame_.alternates) {
            JsonObject file;
            file.add("@type", "DataDownload");
            file.add("name", other.title);
            file.add("encodingFormat", other.type);
            file.add("contentUrl", absolute(other.url));
            files.emplace_back(std::move(file));
        }
        return files;
    }

    void add_learning(RecordId id, JsonObject& object) const {
        const Record& record = site_.at(id);
        JsonArray subjects;
        for (const SubjectName& subject : record.common.subjects)
            subjects.emplace_back(subject.name);
        object.add_unless_empty("about", std::move(subjects));
        JsonArray levels;
        for (const ClassLabel& label : record.common.classes.labels)
            levels.emplace_back(theme_.text("class_one", {label.text()}));
        object.add_unless_empty("educationalLevel", std::move(levels));
        object.add("isAccessibleForFree", true);
        if (record.kind->name != "demo")
            return;
        const Demo& demo = as<Demo>(record);
        if (demo.duration_min.value > 0)
            object.add("timeRequired", "PT" + std::to_string(demo.duration_min.value) + "M");
        object.add("hasPart", questions(id, demo.answers == AnswerMode::After));
    }

    JsonArray questions(RecordId id, bool with_answers) const {
        JsonArray list;
        for (const QuizCategory& category : quiz_of(site_, theme_, id).categories)
            for (const QuizQuestion& question : category.questions)
                if (question.type != QuizType::Passage)
                    list.emplace_back(question_object(question, with_answers));
        return list;
    }

    static JsonObject question_object(const QuizQuestion& question, bool with_answers) {
        const bool is_choice =
            question.type == QuizType::Single || question.type == QuizType::Multi;
        JsonObject object;
        object.add("@type", "Question");
        object.add("name", question.name);
        object.add("text", clean_text(question.text));
        object.add("eduQuestionType", is_choice ? "Multiple choice" : "Open ended");
        JsonArray accepted;
        JsonArray suggested;
        for (const QuizAnswer& answer : question.answers) {
            JsonObject one;
            one.add("@type", "Answer");
            one.add("text", clean_text(answer.text));
            const bool is_right = question.type == QuizType::Multi
                                      ? !answer.share.starts_with('-') && answer.share != "0"
                                      : answer.share == "100";
            if (is_right && with_answers)
                accepted.emplace_back(std::move(one));
            else if (is_choice)
                suggested.emplace_back(std::move(one));
        }
        object.add_unless_empty("acceptedAnswer", std::move(accepted));
        object.add_unless_empty("suggestedAnswer", std::move(suggested));
        return object;
    }

    const Site& site_;
    const Theme& theme_;
    const PageFrame& frame_;
};

std::string bytes_of_hex(std::string_view hex) {
    const auto value = [](char digit) {
        return static_cast<unsigned>(digit <= '9' ? digit - '0' : digit - 'a' + 10);
    };
    std::string bytes;
    for (std::size_t at = 0; at + 1 < hex.size(); at += 2)
        bytes += static_cast<char>(value(hex[at]) << 4U | value(hex[at + 1]));
    return bytes;
}

}  // namespace

std::string policy_hash(std::string_view block) {
    return block.empty() ? std::string() : "sha256-" + base64_text(bytes_of_hex(sha256_hex(block)));
}

std::string json_ld(const Site& site, const Theme& theme, const PageFrame& frame) {
    if (!frame.in_search_engines || frame.url == "/404.html")
        return {};
    return GraphMaker(site, theme, frame).write();
}

}  // namespace vitrina
