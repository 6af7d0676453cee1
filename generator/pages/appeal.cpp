#include "pages/appeal.h"

namespace vitrina {

using stache::Object;
using stache::Presence;
using stache::Shape;
using stache::Value;

Value appeal_view(PageMaker& page) {
    const Appeal& appeal = page.site().config.appeal;
    if (appeal.text.empty() && appeal.title.empty())
        return {};
    const SourcePtr& source = page.site().config.source;
    Object view;
    view.add("title", appeal.title.empty() ? std::string(page.theme().text("appeal_title"))
                                           : flatten_markdown(appeal.title.text.text));
    view.add("text", page.block_of(source, appeal.text));
    view.add("contact", appeal.contact);
    view.add("contact_href", appeal.contact.find('@') == std::string::npos
                                 ? std::string()
                                 : "mailto:" + appeal.contact);
    if (appeal.act.is_set()) {
        const Target target = page.site().resolve(appeal.act);
        page.link_to(target, page.site().config.place(appeal.act.span));
        view.add("act", page.target_link(target));
    }
    return view;
}

stache::ShapeField appeal_shape() {
    return {"appeal",
            Shape::object("appeal", {
                {"title", Shape::text(), "Heading.", "Если вы не согласны с отметкой"},
                {"text", Shape::html(), "What to do; may be empty.", ""},
                {"contact", Shape::text(), "Whom to write; may be empty.", "school@example.org"},
                {"contact_href", Shape::text(), "Link to write a letter; may be empty.", ""},
                {"act", link_shape(), "The act with the rules.", "", Presence::Optional},
            }),
            "If one disagrees with a mark.", "", Presence::Optional};
}

}  // namespace vitrina
