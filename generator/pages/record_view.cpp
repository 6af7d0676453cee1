// What every record's page shows around its own content: for whom, since when, approved by what,
// documents, history, who refers to it.
#include <algorithm>
#include <map>

#include "base/text.h"
#include "pages/links.h"
#include "pages/page.h"

namespace vitrina {
namespace {

using stache::Object;
using stache::Presence;
using stache::Shape;
using stache::Value;
using stache::Values;

// Links to the pages that gather what belongs to a word: only words whose page exists.
Value term_links(const PageMaker& page, std::string_view taxonomy,
                 const std::vector<std::string>& keys) {
    Values list;
    for (const std::string& key : keys) {
        const Term* term = page.site().taxonomy(taxonomy).find(key);
        list.push_back(Object{{"title", term != nullptr ? term->title : key},
                              {"href", term != nullptr ? page.href(term->url) : std::string()},
                              {"note", ""}});
    }
    return list;
}

Value audience_links(const PageMaker& page, const std::vector<Audience>& audiences) {
    std::vector<std::string> keys;
    for (const Audience audience : audiences)
        keys.emplace_back(word_of(audience, Language::English));
    return term_links(page, "audience", keys);
}

Value class_links(const PageMaker& page, const ClassList& classes) {
    std::vector<std::string> keys;
    for (const ClassLabel& label : classes.labels)
        keys.push_back(label.text());
    return term_links(page, "classes", keys);
}

Value reference_links(PageMaker& page, const Record& record,
                      const std::vector<Reference>& references) {
    Values list;
    for (const Reference& reference : references) {
        const Target target = page.site().resolve(reference);
        page.link_to(target, record.place(reference.span));
        list.push_back(page.target_link(target));
    }
    return list;
}

Value revisions_view(PageMaker& page, const Record& record) {
    std::vector<Revision> revisions = record.common.revisions;
    std::ranges::stable_sort(revisions, std::greater<>(), &Revision::date);
    Values list;
    for (const Revision& revision : revisions) {
        Object view;
        view.add("date", page.date(revision.date));
        view.add("what", page.inline_html(revision.what));
        view.add("by", revision.by.is_set() ? page.target_link(page.site().resolve(revision.by))
                                            : Value());
        list.push_back(std::move(view));
    }
    return list;
}

// Grouped by the field that refers: «утверждено», «опираются», «исполняют» … Each record once.
Value back_view(const PageMaker& page, const Entry& entry) {
    std::map<std::string, std::vector<RecordId>> groups;
    for (const BackReference& back : entry.back) {
        auto& group = groups[back.field];
        if (std::ranges::find(group, back.from) == group.end())
            group.push_back(back.from);
    }
    Values list;
    for (auto& [field, records] : groups) {
        std::string_view title = page.theme().text("back_" + field);
        if (title.empty())
            title = page.theme().text("back_other");
        sort_for_list(page.site(), records);
        Values links;
        for (const RecordId from : records)
            links.push_back(page.record_link(from));
        list.push_back(Object{{"title", title}, {"links", std::move(links)}});
    }
    return list;
}

Value feedback_view(const PageMaker& page, const Feedback& feedback) {
    if (!feedback.until.is_set())
        return {};
    return Object{{"until", page.date(feedback.until)},
                  {"email", feedback.email},
                  {"mail_href", feedback.email.empty() ? "" : "mailto:" + feedback.email},
                  {"url", feedback.url.url}};
}

// The box of facts: a label and links or a day, only for what the record says.
class Facts {
public:
    explicit Facts(const PageMaker& page) : page_(page) {}

    void add_links(std::string_view label_key, Value links) {
        if (links.is_truthy())
            add(label_key, std::move(links), {});
    }
    void add_date(std::string_view label_key, Date date) {
        if (date.is_set())
            add(label_key, Values{}, page_.date(date));
    }
    void add_text(std::string_view label_key, const std::string& text) {
        if (!text.empty())
            add_links(label_key, Values{Object{{"title", text}, {"href", ""}, {"note", ""}}});
    }
    // Null without facts, so that a template can leave the whole box out.
    Value take() {
        if (rows_.empty())
            return {};
        return Object{{"rows", std::move(rows_)}};
    }

private:
    void add(std::string_view label_key, Value links, Value date) {
        rows_.push_back(Object{{"label", page_.theme().text(label_key)},
                               {"links", std::move(links)},
                               {"date", std::move(date)}});
    }

    const PageMaker& page_;
    Values rows_;
};

Value facts_view(PageMaker& page, RecordId id) {
    const Record& record = page.site().at(id);
    const Entry& entry = page.site().entry(id);
    const Common& common = record.common;
    Facts facts(page);
    facts.add_links("fact_audiences", audience_links(page, common.audience));
    facts.add_links("fact_subjects", term_links(page, "subjects", entry.subjects));
    facts.add_links("fact_classes", class_links(page, common.classes));
    facts.add_links("fact_procedures", term_links(page, "procedures", entry.procedures));
    if (common.school_year.is_set())
        facts.add_text("fact_school_year", display_school_year(common.school_year));
    if (common.approved_by->is_set())
        facts.add_links("fact_approved_by", reference_links(page, record, {*common.approved_by}));
    facts.add_links("fact_acts", reference_links(page, record, common.acts));
    facts.add_date("fact_date", common.date);
    facts.add_date("fact_updated", common.updated);
    facts.add_date("fact_valid_from", common.valid.from);
    facts.add_date("fact_valid_to", common.valid.to);
    facts.add_date("fact_reviewed", common.reviewed);
    facts.add_date("fact_review_by", common.review_by);
    return facts.take();
}

Value documents_view(const PageMaker& page, const Record& record) {
    Values list;
    const Common& common = record.common;
    if (common.file->is_set())
        list.push_back(page.document_link({*common.file, {}, common.title, *common.signature}));
    if (common.signature->is_set())
        list.push_back(page.document_link(
            {*common.signature, {}, {MappedText{std::string(page.theme().text("signature")), {}, {}}}, {}}));
    for (const Attachment& attachment : common.attachments) {
        list.push_back(page.document_link(attachment));
        if (attachment.signature.is_set())
            list.push_back(page.document_link(
                {attachment.signature, {},
                 {MappedText{std::string(page.theme().text("signature")), {}, {}}}, {}}));
    }
    return list;
}

// A printed sheet may be all that somebody has.
std::string dated_title(const Site& site, const Theme& theme, RecordId id) {
    const Common& common = site.at(id).common;
    const std::string& title = site.entry(id).title;
    const Date day = common.updated.is_set() ? common.updated : common.date;
    return day.is_set() ? theme.text("table_dated", {title, display_date(theme.language(), day)})
                        : title;
}

}  // namespace

stache::ShapeField record_shape() {
    const Shape revision = Shape::object("revision", {
        {"date", date_shape(), "Day of the change.", "", Presence::Optional},
        {"what", Shape::html(), "What changed.", ""},
        {"by", link_shape(), "The act that changed it.", "", Presence::Optional},
    });
    const Shape back = Shape::object("back references", {
        {"title", Shape::text(), "How they refer to this record.", "На этот акт опираются"},
        {"links", Shape::list(link_shape()), "The records.", ""},
    });
    const Shape feedback = Shape::object("feedback", {
        {"until", date_shape(), "Last day for comments.", "", Presence::Optional},
        {"email", Shape::text(), "Mail address; may be empty.", "school@example.org"},
        {"mail_href", Shape::text(), "Link to write a letter; may be empty.", "mailto:school@example.org"},
        {"url", Shape::text(), "Page for comments; may be empty.", ""},
    });
    const Shape fact = Shape::object("fact", {
        {"label", Shape::text(), "What the fact is about.", "Классы"},
        {"links", Shape::list(link_shape()), "Words or records; href may be empty.", ""},
        {"date", date_shape(), "A day instead of links.", "", Presence::Optional},
    });
    const Shape box = Shape::object("facts", {{"rows", Shape::list(fact), "The facts.", ""}});
    const Shape group = Shape::object("list", {
        {"items", Shape::list(link_shape()), "Files and documents elsewhere.", ""}});
    const Shape history = Shape::object("history", {
        {"items", Shape::list(revision), "Changes, newest first.", ""}});
    const Shape backs = Shape::object("back reference groups", {
        {"groups", Shape::list(back), "Grouped by how they refer.", ""}});
    return {"record",
            Shape::object("record", {
                {"summary", Shape::html(), "What the page is about; may be empty.", ""},
                {"intro", Shape::html(), "Introduction; may be empty.", ""},
                {"notes", Shape::html(), "Notes below the content; may be empty.", ""},
                {"status", Shape::text(), "Status as the author put it; may be empty.", "проект"},
                {"archived", Shape::flag(), "Whether its time has passed.", ""},
                {"expired", Shape::flag(), "Whether it is shown for the record only.", ""},
                {"facts", box, "The box of facts.", "", Presence::Optional},
                {"documents", group, "Attached documents.", "", Presence::Optional},
                {"revisions", history, "History.", "", Presence::Optional},
                {"back", backs, "Who refers to this record.", "", Presence::Optional},
                {"feedback", feedback, "A call for comments.", "", Presence::Optional},
            }),
            "What every record's page shows around its own content.", ""};
}

Object record_view(PageMaker& page, RecordId id) {
    const Record& record = page.site().at(id);
    const Entry& entry = page.site().entry(id);
    const Common& common = record.common;
    const auto wrapped = [](std::string_view key, Value list) {
        return list.is_truthy() ? Value(Object{{key, std::move(list)}}) : Value();
    };
    Object view;
    view.reserve(11);
    view.add("summary", page.block(common.summary));
    view.add("intro", page.block(*common.intro));
    view.add("notes", page.block(*common.notes));
    view.add("status", common.status.value);
    view.add("archived", entry.archived);
    view.add("expired", entry.expired);
    view.add("facts", facts_view(page, id));
    view.add("documents", wrapped("items", documents_view(page, record)));
    view.add("revisions", wrapped("items", revisions_view(page, record)));
    view.add("back", wrapped("groups", back_view(page, entry)));
    view.add("feedback", feedback_view(page, *common.feedback));
    return view;
}

PageFrame record_frame(const Site& site, const Theme& theme, RecordId id) {
    const Record& record = site.at(id);
    const Entry& entry = site.entry(id);
    PageFrame frame;
    frame.url = entry.url;
    frame.title = entry.title;
    frame.dated_title = dated_title(site, theme, id);
    frame.description = shorten(flatten_markdown(record.common.summary.text.text), 200);
    frame.section = record.kind->folder;
    frame.crumbs = {{std::string(theme.text("home")), "/"},
                    {std::string(theme.text("section_" + std::string(record.kind->folder))),
                     "/" + std::string(record.kind->folder) + "/"}};
    // A code takes a tenth of a millisecond and 2 KB: what is data is printed as a sheet of its own
    // and has one; texts, of which there may be thousands, have their address alone.
    frame.has_qr_code = record.kind->has_json;
    frame.in_search_engines = !entry.archived && !entry.expired;
    if (record.kind->has_json)
        frame.alternates.push_back(
            {"application/json", "JSON", entry.url.substr(0, entry.url.size() - 1) + ".json"});
    return frame;
}

}  // namespace vitrina
