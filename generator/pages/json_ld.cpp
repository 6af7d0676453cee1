#include "pages/json_ld.h"

#include <functional>

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
        const auto id = site_.find_url(frame_.url);
        if (frame_.url != "/" && frame_.crumbs.empty() && !id)
            return {};
        out_.open_object();
        out_.member("@context", context);
        out_.key("@graph");
        out_.open_array();
        if (frame_.url == "/") {
            put_organization();
            put_whole_site();
        }
        if (!frame_.crumbs.empty())
            put_breadcrumbs();
        if (id)
            put_record(*id);
        out_.close_array();
        out_.close_object();
        return out_.take();
    }

private:
    std::string absolute(std::string_view url) const {
        return site_.config.base_url.value + std::string(url.substr(1));
    }
    std::string organization_id() const { return absolute("/") + "#organization"; }
    // Who answers for the page, as other pages than the home page name him.
    void put_publisher(std::string_view as) {
        out_.key(as);
        out_.open_object();
        out_.member("@type", organization_type(site_.config.organization.kind));
        out_.member("@id", organization_id());
        out_.member("name", site_.config.organization.name);
        out_.close_object();
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

    void put_organization() {
        const Organization& from = site_.config.organization;
        out_.open_object();
        out_.member("@type", organization_type(from.kind));
        out_.member("@id", organization_id());
        out_.member("name", from.name);
        if (from.short_name != from.name)
            out_.member_unless_empty("alternateName", from.short_name);
        out_.member_unless_empty("taxID", from.inn.value);
        out_.member_unless_empty("address", from.address);
        put_texts("telephone", from.phones, std::identity());
        out_.member_unless_empty("email", from.email);
        out_.member_unless_empty("url", from.website.url);
        out_.close_object();
    }

    void put_whole_site() {
        out_.open_object();
        out_.member("@type", "WebSite");
        out_.member("@id", absolute("/"));
        out_.member("name", frame_.title);
        out_.member("url", absolute("/"));
        out_.member("inLanguage", language());
        put_publisher("publisher");
        out_.close_object();
    }

    std::string_view language() const {
        return theme_.language() == Language::Russian ? "ru" : "en";
    }

    void put_breadcrumbs() {
        out_.open_object();
        out_.member("@type", "BreadcrumbList");
        out_.key("itemListElement");
        out_.open_array();
        std::size_t position = 0;
        const auto put = [&](const std::string& title, const std::string& url) {
            out_.open_object();
            out_.member("@type", "ListItem");
            out_.key("position");
            out_.literal(std::to_string(++position));
            out_.member("name", title);
            out_.member("item", absolute(url));
            out_.close_object();
        };
        for (const Crumb& crumb : frame_.crumbs)
            put(crumb.title, crumb.url);
        put(frame_.title, frame_.url);
        out_.close_array();
        out_.close_object();
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

    void put_record(RecordId id) {
        const Record& record = site_.at(id);
        const std::string_view type = type_of(record);
        const std::string address = absolute(frame_.url);
        out_.open_object();
        out_.member("@type", type);
        out_.member("@id", address);
        out_.member(type == "Article" ? "headline" : "name", frame_.title);
        out_.member_unless_empty("description", frame_.description);
        out_.member("url", address);
        if (type == "Event") {
            put_event(record);
        } else {
            out_.member("inLanguage", language());
            put_dates(record);
            put_publisher(type == "Article" ? "author" : "publisher");
        }
        if (type == "Dataset")
            put_distribution();
        if (type == "Quiz" || type == "LearningResource")
            put_learning(id);
        out_.close_object();
    }

    void put_dates(const Record& record) {
        if (record.common.date.is_set())
            out_.member("datePublished", iso_date(record.common.date));
        if (record.common.updated.is_set())
            out_.member("dateModified", iso_date(record.common.updated));
    }

    void put_event(const Record& record) {
        const Event& event = as<Event>(record);
        out_.member("startDate", iso_date_time(event.start.value));
        if (event.end.value.date.is_set())
            out_.member("endDate", iso_date_time(event.end.value));
        const bool is_online = !event.online.url.empty();
        if (is_online || !event.place.empty()) {
            out_.key("location");
            out_.open_object();
            out_.member("@type", is_online ? "VirtualLocation" : "Place");
            if (is_online)
                out_.member("url", event.online.url);
            else
                out_.member("name", flatten_markdown(event.place.text.text));
            out_.close_object();
        }
        put_publisher("organizer");
    }

    void put_distribution() {
        if (frame_.alternates.empty())
            return;
        out_.key("distribution");
        out_.open_array();
        for (const Alternate& other : frame_.alternates) {
            out_.open_object();
            out_.member("@type", "DataDownload");
            out_.member("name", other.title);
            out_.member("encodingFormat", other.type);
            out_.member("contentUrl", absolute(other.url));
            out_.close_object();
        }
        out_.close_array();
    }

    void put_learning(RecordId id) {
        const Record& record = site_.at(id);
        put_texts("about", record.common.subjects, &SubjectName::name);
        put_texts("educationalLevel", record.common.classes.labels,
                  [this](const ClassLabel& label) {
                      return theme_.text("class_one", {label.text()});
                  });
        out_.key("isAccessibleForFree");
        out_.literal("true");
        if (record.kind->name != "demo")
            return;
        const Demo& demo = as<Demo>(record);
        if (demo.duration_min.value > 0)
            out_.member("timeRequired", "PT" + std::to_string(demo.duration_min.value) + "M");
        put_questions(id, demo.answers == AnswerMode::After);
    }

    void put_questions(RecordId id, bool with_answers) {
        out_.key("hasPart");
        out_.open_array();
        for (const QuizCategory& category : quiz_of(site_, theme_, id).categories)
            for (const QuizQuestion& question : category.questions)
                if (question.type != QuizType::Passage)
                    put_question(question, with_answers);
        out_.close_array();
    }

    void put_question(const QuizQuestion& question, bool with_answers) {
        const bool is_choice =
            question.type == QuizType::Single || question.type == QuizType::Multi;
        out_.open_object();
        out_.member("@type", "Question");
        out_.member("name", question.name);
        out_.member("text", clean_text(question.text));
        out_.member("eduQuestionType", is_choice ? "Multiple choice" : "Open ended");
        std::vector<std::string_view> accepted;
        std::vector<std::string_view> suggested;
        for (const QuizAnswer& answer : question.answers) {
            const bool is_right = question.type == QuizType::Multi
                                      ? !answer.share.starts_with('-') && answer.share != "0"
                                      : answer.share == "100";
            if (is_right && with_answers)
                accepted.push_back(answer.text);
            else if (is_choice)
                suggested.push_back(answer.text);
        }
        put_answers("acceptedAnswer", accepted);
        put_answers("suggestedAnswer", suggested);
        out_.close_object();
    }

    void put_answers(std::string_view as, const std::vector<std::string_view>& answers) {
        if (answers.empty())
            return;
        out_.key(as);
        out_.open_array();
        for (const std::string_view answer : answers) {
            out_.open_object();
            out_.member("@type", "Answer");
            out_.member("text", clean_text(answer));
            out_.close_object();
        }
        out_.close_array();
    }

    // Nothing for an empty list.
    template <class List, class TextOf>
    void put_texts(std::string_view as, const List& list, TextOf text_of) {
        if (list.empty())
            return;
        out_.key(as);
        out_.open_array();
        for (const auto& one : list)
            out_.text(std::invoke(text_of, one));
        out_.close_array();
    }

    const Site& site_;
    const Theme& theme_;
    const PageFrame& frame_;
    JsonWriter out_{JsonForm::Embedded};
};

}  // namespace

std::string policy_hash(std::string_view block) {
    return block.empty() ? std::string() : "sha256-" + base64_text(sha256(block));
}

std::string json_ld(const Site& site, const Theme& theme, const PageFrame& frame) {
    if (!frame.in_search_engines || frame.url == "/404.html")
        return {};
    return GraphMaker(site, theme, frame).write();
}

}  // namespace vitrina
