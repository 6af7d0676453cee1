#include "pages/duty_view.h"

namespace vitrina {

std::vector<std::string> body_names(const Site& site, const BodyList& bodies) {
    std::vector<std::string> names;
    for (const BodyName& body : bodies.bodies)
        names.push_back(site.body_name(body.name));
    return names;
}

std::string body_text(const Site& site, const BodyList& bodies) {
    if (!bodies.text.empty())
        return bodies.text;
    std::string text;
    for (const std::string& name : body_names(site, bodies))
        text += (text.empty() ? "" : ", ") + name;
    return text;
}

}  // namespace vitrina
