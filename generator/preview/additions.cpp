#include "preview/additions.h"

#include "base/hash.h"
#include "base/text.h"

namespace vitrina {
namespace {

void insert_before(std::string& html, std::size_t at, std::string_view text) {
    if (at != std::string::npos)
        html.insert(at, text);
}

}  // namespace

std::string tag_of_page(std::string_view file_tag, const Additions& additions) {
    std::string all(file_tag);
    for (const std::string* part : {&additions.ribbon, &additions.problems, &additions.nearest})
        all += '\n' + *part;
    return hash_text(content_hash(all));
}

std::string put_in(std::string_view html, const Additions& additions, std::string_view tag) {
    std::string page;
    page.reserve(html.size() + additions.problems.size() + additions.nearest.size() + 1024);
    page += html;
    // From the end, so that nothing that was put in is searched.
    insert_before(page, page.rfind("</body>"), additions.problems);
    insert_before(page, page.rfind("</main>"), additions.nearest);
    const std::size_t body = page.find("<body");
    const std::size_t body_end = body == std::string::npos ? body : page.find('>', body);
    if (!additions.ribbon.empty() && body_end != std::string::npos)
        page.insert(body_end + 1, "\n<aside class=\"vitrina-ribbon\">" +
                                      escape_html(additions.ribbon) + "</aside>");
    insert_before(page, page.find("</head>"),
                  "<link rel=\"stylesheet\" href=\"/_vitrina/preview.css\" data-seen>\n"
                  "<script src=\"/_vitrina/reload.js\" data-seen=\"" +
                      std::string(tag) + "\"></script>\n");
    return page;
}

std::string move_root(std::string html, std::string_view published, std::string_view here) {
    if (published == here)
        return html;
    const std::string from = "=\"" + escape_html(published);
    const std::string to = "=\"" + escape_html(here);
    for (std::size_t at = html.find(from); at != std::string::npos;
         at = html.find(from, at + to.size()))
        html.replace(at, from.size(), to);
    return html;
}

}  // namespace vitrina
