#include "pages/act.h"

#include "base/text.h"
#include "kinds/act.h"
#include "pages/duty_view.h"
#include "pages/memo.h"

namespace vitrina {
namespace {

using stache::Object;
using stache::Presence;
using stache::Shape;
using stache::Value;
using stache::Values;

std::string person_text(const Person& person) {
    std::string text = person.position;
    if (!person.name.empty())
        text += (text.empty() ? "" : ", ") + person.name;
    if (!person.phone.empty())
        text += (text.empty() ? "" : ", ") + person.phone;
    return text;
}

// A list under its heading, or nothing at all.
Value wrapped(Values items) {
    if (items.empty())
        return {};
    return Object{{"items", std::move(items)}};
}

Values reference_links(PageMaker& page, const Record& record,
                       const std::vector<Reference>& references) {
    Values links;
    for (const Reference& reference : references) {
        const Target target = page.site().resolve(reference);
        page.link_to(target, record.place(reference.span));
        links.push_back(page.target_link(target));
    }
    return links;
}

Value items_view(PageMaker& page, const Record& record, const Act& act) {
    Values list;
    for (std::size_t i = 0; i < act.items.size(); ++i) {
        const ActItem& item = act.items[i];
        const std::string no = item.no.empty() ? std::to_string(i + 1) : item.no;
        std::string anchor = "p" + no;
        while (anchor.ends_with('.') || anchor.ends_with(')'))
            anchor.pop_back();
        page.add_anchor(anchor);
        Object view;
        view.add("anchor", anchor);
        view.add("no", no);
        view.add("text", page.block(item.text));
        view.add("approves", wrapped(reference_links(page, record, item.approves)));
        view.add("responsible", body_text(page.site(), item.responsible));
        view.add("deadline", flatten_markdown(item.deadline.text.text.text));
        view.add("control", person_text(item.control));
        view.add("plan", item.plan.is_set() ? page.target_link(page.site().resolve(item.plan))
                                            : Value());
        list.push_back(std::move(view));
    }
    return wrapped(std::move(list));
}

Value approvals_view(PageMaker& page, const Record& record, const Act& act) {
    Values list;
    for (const Approval& approval : act.approvals) {
        Object view;
        view.add("what", word_of(approval.what, page.theme().language()));
        view.add("by", approval.by);
        view.add("date", page.date(approval.date));
        view.add("number", approval.number);
        view.add("act", approval.act.is_set()
                            ? reference_links(page, record, {approval.act}).front()
                            : Value());
        list.push_back(std::move(view));
    }
    return wrapped(std::move(list));
}

Value refs_view(PageMaker& page, const Record& record, const Act& act) {
    Values list;
    for (const ActReference& ref : act.refs) {
        std::string title = ref.type;
        const auto append = [&](std::string_view before, const std::string& part) {
            if (!part.empty())
                title += (title.empty() ? "" : " ") + std::string(before) + part;
        };
        append("", ref.issuer);
        append(page.theme().language() == Language::Russian ? "от " : "of ", ref.date);
        append(std::string(page.theme().text("act_number_prefix")) + " ", ref.number);
        std::string href = ref.url.url;
        if (ref.act.is_set()) {
            const Target target = page.site().resolve(ref.act);
            page.link_to(target, record.place(ref.act.span));
            const Value link = page.target_link(target);
            href = *link.as_object()->find("href")->as_text();
            if (title.empty())
                title = target.title;
        }
        list.push_back(Object{{"title", title.empty() ? href : title},
                              {"href", href},
                              {"note", page.inline_html(ref.note)}});
    }
    return wrapped(std::move(list));
}

Value period_view(const PageMaker& page, const Validity& period) {
    if (!period.from.is_set() && !period.to.is_set())
        return {};
    return Object{{"from", page.date(period.from)}, {"to", page.date(period.to)}};
}

std::string joined(const std::vector<std::string>& parts) {
    std::string text;
    for (const std::string& part : parts)
        text += (text.empty() ? "" : ", ") + part;
    return text;
}

std::string issuer_name(const Site& site, const Act& act) {
    return act.issuer.empty() ? site.config.organization.name : site.body_name(act.issuer);
}

Rendered render_act(const PageWorld& world, RecordId id) {
    const Record& record = world.site.at(id);
    const Act& act = as<Act>(record);
    PageMaker page(world, record_frame(world.site, world.theme, id), &record);
    Object view;
    view.add("record", record_view(page, id));
    view.add("type", word_of(act.type, world.theme.language()));
    view.add("status", word_of(act.status, world.theme.language()));
    view.add("is_repealed", act.status == ActStatus::Repealed);
    view.add("issuer", issuer_name(world.site, act));
    view.add("number", act.number);
    view.add("date", page.date(record.common.date));
    view.add("place", act.place);
    view.add("subject", page.inline_html(act.subject));
    view.add("addressee", page.inline_html(act.addressee));
    view.add("salutation", page.inline_html(act.salutation));
    view.add("preamble", page.block(act.preamble));
    view.add("approvals", approvals_view(page, record, act));
    view.add("items", items_view(page, record, act));
    view.add("signatory", person_text(act.signatory));
    view.add("control", person_text(act.control));
    view.add("executor", act.publish_executor ? person_text(act.executor) : std::string());
    view.add("distribution", joined(act.distribution));
    view.add("in_force", period_view(page, act.in_force));
    view.add("replaces", wrapped(reference_links(page, record, act.replaces)));
    view.add("refs", refs_view(page, record, act));
    std::vector<MarkdownAnchor> headings;
    stache::Html body = page.body(headings);
    view.add("text_later", body.text.empty() && act.items.empty() && act.preamble.empty() &&
                               !record.common.file->is_set());
    view.add("body", std::move(body));
    view.add("contents", contents_view(headings));
    return page.finish("act", std::move(view));
}

}  // namespace

Shape act_page_shape(const Theme& theme) {
    const Shape links = Shape::object("links", {{"items", Shape::list(link_shape()), "The links.", ""}});
    const Shape approval = Shape::object("approval", {
        {"what", Shape::text(), "Adopted, agreed, approved …", "утверждено"},
        {"by", Shape::text(), "By whom.", "Педагогический совет"},
        {"date", date_shape(), "When.", "", Presence::Optional},
        {"number", Shape::text(), "Number of the protocol or order; may be empty.", "15"},
        {"act", link_shape(), "That act.", "", Presence::Optional},
    });
    const Shape item = Shape::object("act item", {
        {"anchor", Shape::text(), "Its id on the page.", "p2"},
        {"no", Shape::text(), "Number as printed.", "2"},
        {"text", Shape::html(), "Text.", ""},
        {"approves", links, "What it approves.", "", Presence::Optional},
        {"responsible", Shape::text(), "Who is responsible; may be empty.", "Заместитель директора"},
        {"deadline", Shape::text(), "By when; may be empty.", "до 15 сентября"},
        {"control", Shape::text(), "Who controls; may be empty.", ""},
        {"plan", link_shape(), "The plan's row.", "", Presence::Optional},
    });
    const Shape ref = Shape::object("act reference", {
        {"title", Shape::text(), "Type, issuer, date and number.", "приказ от 18.10.2013 № 544н"},
        {"href", Shape::text(), "Address; may be empty.", ""},
        {"note", Shape::html(), "The webmaster's note; may be empty.", ""},
    });
    const Shape period = Shape::object("period", {
        {"from", date_shape(), "First day.", "", Presence::Optional},
        {"to", date_shape(), "Last day.", "", Presence::Optional},
    });
    const auto list_of = [](const char* name, Shape element) {
        return Shape::object(name, {{"items", Shape::list(std::move(element)), "In order.", ""}});
    };
    return page_shape(theme, Shape::object("act page", {
        record_shape(),
        {"type", Shape::text(), "Type of the document.", "приказ"},
        {"status", Shape::text(), "Status.", "действует"},
        {"is_repealed", Shape::flag(), "Whether it is no longer in force.", ""},
        {"issuer", Shape::text(), "Who issued it.", "МБОУ «Приозёрная СОШ № 3»"},
        {"number", Shape::text(), "Number; empty: not given.", "72"},
        {"date", date_shape(), "Date.", "", Presence::Optional},
        {"place", Shape::text(), "Place; may be empty.", ""},
        {"subject", Shape::html(), "The matter; may be empty.", ""},
        {"addressee", Shape::html(), "To whom; may be empty.", ""},
        {"salutation", Shape::html(), "Salutation; may be empty.", ""},
        {"preamble", Shape::html(), "Preamble; may be empty.", ""},
        {"approvals", list_of("approvals", approval), "Who adopted and approved it.", "", Presence::Optional},
        {"items", list_of("act items", item), "Operative items.", "", Presence::Optional},
        {"signatory", Shape::text(), "Who signed; may be empty.", "директор, Е.А. Сидорова"},
        {"control", Shape::text(), "Who controls; may be empty.", ""},
        {"executor", Shape::text(), "Executor, only if it may be published.", ""},
        {"distribution", Shape::text(), "To whom it was sent; may be empty.", ""},
        {"in_force", period, "When it is in force.", "", Presence::Optional},
        {"replaces", links, "Which acts it replaces.", "", Presence::Optional},
        {"refs", list_of("act references", ref), "Documents referred to.", "", Presence::Optional},
        {"text_later", Shape::flag(), "Whether there is no text yet.", ""},
        {"body", Shape::html(), "The text; may be empty.", ""},
        contents_shape(),
    }));
}

void plan_act_pages(const PageWorld& world, Outputs& outputs) {
    for (std::size_t i = 0; i < world.site.records.size(); ++i) {
        const Record& record = world.site.records[i];
        if (record.kind->name != "act")
            continue;
        const auto id = static_cast<RecordId>(i);
        Output output;
        output.path = output_path(world.site.entry(id).url);
        output.origin = record.place({});
        output.render = [&world, id](const PublishedFiles&) { return render_act(world, id); };
        outputs.push_back(std::move(output));
    }
}

}  // namespace vitrina
