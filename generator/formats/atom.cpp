#include "formats/atom.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"

namespace vitrina {
namespace {

class FeedWriter {
public:
    explicit FeedWriter(const Feed& feed) : feed_(feed), updated_(newest(feed)) {}
    std::string write();

private:
    static Date date_of(const FeedEntry& entry);
    static Date newest(const Feed& feed);

    void element(std::string_view indent, std::string_view name, std::string_view text);
    void attribute(std::string_view name, std::string_view value);
    void link(std::string_view indent,
              std::string_view relation,
              std::string_view type,
              std::string_view url);
    void moment(std::string_view indent, std::string_view name, Date date);
    void entry(const FeedEntry& entry);

    const Feed& feed_;
    Date updated_;
    std::string text_;
};

Date FeedWriter::date_of(const FeedEntry& entry) {
    return entry.updated.is_set() ? entry.updated : entry.published;
}

Date FeedWriter::newest(const Feed& feed) {
    Date newest;
    for (const FeedEntry& entry : feed.entries)
        newest = std::max(newest, date_of(entry));
    return newest.is_set() ? newest : feed.updated;
}

void FeedWriter::element(std::string_view indent, std::string_view name, std::string_view text) {
    text_.append(indent).append("<").append(name).append(">");
    append_escaped(text_, clean_text(text));
    text_.append("</").append(name).append(">\n");
}

void FeedWriter::attribute(std::string_view name, std::string_view value) {
    text_.append(" ").append(name).append("=\"");
    append_escaped(text_, clean_text(value));
    text_ += '"';
}

void FeedWriter::link(std::string_view indent,
                      std::string_view relation,
                      std::string_view type,
                      std::string_view url) {
    text_.append(indent).append("<link");
    attribute("rel", relation);
    attribute("type", type);
    attribute("href", url);
    text_ += "/>\n";
}

void FeedWriter::moment(std::string_view indent, std::string_view name, Date date) {
    const DateTime midnight{date, std::nullopt};
    element(indent, name,
            rfc3339(midnight, feed_.time_zone).value_or(iso_date(date) + "T00:00:00Z"));
}

void FeedWriter::entry(const FeedEntry& entry) {
    constexpr std::string_view indent = "    ";
    text_ += "  <entry>\n";
    element(indent, "id", entry.id);
    element(indent, "title", entry.title);
    link(indent, "alternate", "text/html", entry.url);
    if (entry.published.is_set())
        moment(indent, "published", entry.published);
    const Date date = date_of(entry);
    moment(indent, "updated", date.is_set() ? date : updated_);
    if (!entry.summary.empty())
        element(indent, "summary", entry.summary);
    for (const std::string& category : entry.categories) {
        text_.append(indent).append("<category");
        attribute("term", category);
        text_ += "/>\n";
    }
    text_ += "  </entry>\n";
}

std::string FeedWriter::write() {
    constexpr std::string_view indent = "  ";
    text_ =
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\"";
    attribute("xml:lang", feed_.language);
    text_ += ">\n";
    element(indent, "id", feed_.id);
    element(indent, "title", feed_.title);
    if (!feed_.subtitle.empty())
        element(indent, "subtitle", feed_.subtitle);
    link(indent, "self", "application/atom+xml", feed_.self_url);
    link(indent, "alternate", "text/html", feed_.url);
    moment(indent, "updated", updated_);
    text_ += "  <author>\n";
    element("    ", "name", feed_.author);
    text_ += "  </author>\n";
    for (const FeedEntry& item : feed_.entries)
        entry(item);
    return std::move(text_) + "</feed>\n";
}

bool is_tag_character(char byte) {
    const bool is_alphanumeric = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                                 (byte >= '0' && byte <= '9');
    return is_alphanumeric ||
           std::string_view("-._~!$&'()*+,;=:@/?").find(byte) != std::string_view::npos;
}

}  // namespace

std::string atom_text(const Feed& feed) {
    return FeedWriter(feed).write();
}

std::string tag_uri(std::string_view authority, Date date, std::string_view specific) {
    std::string uri = fmt::format("tag:{},{}:", to_lower(authority), iso_date(date));
    for (const char byte : specific) {
        if (is_tag_character(byte))
            uri += byte;
        else
            uri += fmt::format("%{:02X}", static_cast<unsigned char>(byte));
    }
    return uri;
}

}  // namespace vitrina
