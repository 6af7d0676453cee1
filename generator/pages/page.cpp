#include "pages/page.h"

#include <algorithm>
#include <cassert>

#include "base/hash.h"
#include "base/message_text.h"
#include "base/text.h"
#include "content/walk.h"
#include "formats/qr.h"
#include "pages/json_ld.h"
#include "pages/links.h"
#include "pages/search.h"

namespace vitrina {
namespace {

using stache::Object;
using stache::Shape;
using stache::ShapeField;
using stache::Value;
using stache::Values;

constexpr std::uint64_t body_limit = 2 * 1024 * 1024;
constexpr int body_heading_level = 2;
constexpr int text_heading_level = 3;

Value crumbs_view(const PageMaker& page, const std::vector<Crumb>& crumbs) {
    Values list;
    for (const Crumb& crumb : crumbs)
        list.push_back(Object{{"title", crumb.title}, {"href", page.href(crumb.url)}});
    return list;
}

Value alternates_view(const PageMaker& page, const std::vector<Alternate>& alternates) {
    Values list;
    for (const Alternate& other : alternates)
        list.push_back(
            Object{{"type", other.type}, {"title", other.title}, {"href", page.href(other.url)}});
    return list;
}

Value qr_code_view(const PageFrame& frame, const std::string& address) {
    const auto code = frame.has_qr_code ? make_qr_code(address) : std::nullopt;
    if (!code)
        return {};
    return Object{{"side", std::to_string(code->side)}, {"path", code->path}};
}

// The main navigation as a page sees it: the entry that leads to it, or to what it belongs to, is
// marked.
Value menu_view(const Value& site_view, const std::string& root, std::string_view url) {
    const std::string_view path = url.substr(1);
    const auto text = [](const Value& entry, std::string_view key) {
        return std::string_view(*entry.as_object()->find(key)->as_text());
    };
    Values list;
    for (const Value& entry : *site_view.as_object()->find("menu")->as_list()) {
        const std::string_view target = text(entry, "path");
        const bool inside = !target.empty() && path.starts_with(target);
        list.push_back(Object{
            {"title", text(entry, "title")},
            {"href", target.empty() ? std::string(text(entry, "url")) : root + std::string(target)},
            {"is_page", inside && path == target},
            {"is_section", inside && path != target}});
    }
    return list;
}

std::string prefix_to_root(std::string_view url) {
    std::string prefix;
    for (std::size_t i = 1; i < url.size(); ++i)
        prefix += url[i] == '/' ? "../" : "";
    return prefix.empty() ? "./" : prefix;
}

}  // namespace

PageMaker::PageMaker(const PageWorld& world, PageFrame frame, const Record* record)
    : world_(world),
      frame_(std::move(frame)),
      record_(record),
      abbreviations_used_(world.abbreviations.size()) {}

MarkdownOptions PageMaker::markdown_options(const SourcePtr& source) {
    MarkdownOptions options;
    options.source = source;
    options.first_heading_level = text_heading_level;
    options.abbreviations = &world_.abbreviations;
    options.abbreviations_used = &abbreviations_used_;
    options.resolve = [this, source](const MarkdownLink& link) {
        return resolve_link(link, source);
    };
    // The first text of a page has plain ids; every further one keeps its footnotes apart.
    if (texts_ > 0)
        options.id_prefix = "t" + std::to_string(texts_) + "-";
    return options;
}

stache::Html PageMaker::block_of(const SourcePtr& source, const BlockText& text) {
    if (text.empty())
        return {};
    ++texts_;
    MarkdownFacts facts;
    std::string html =
        render_markdown(text.text, markdown_options(source), facts, rendered_.messages);
    for (MarkdownAnchor& anchor : facts.anchors)
        rendered_.facts.anchors.push_back(std::move(anchor.id));
    return {std::move(html)};
}

stache::Html PageMaker::inline_of(const SourcePtr& source, const InlineText& text) {
    if (text.empty())
        return {};
    return {render_inline(text.text, markdown_options(source), rendered_.messages)};
}

stache::Html PageMaker::block(const BlockText& text) {
    return block_of(record_ != nullptr ? record_->source : site().config.source, text);
}

stache::Html PageMaker::inline_html(const InlineText& text) {
    return inline_of(record_ != nullptr ? record_->source : site().config.source, text);
}

stache::Html PageMaker::read_body(const Record& record,
                                  const BodyFrame& frame,
                                  std::vector<MarkdownAnchor>& headings) {
    const std::string file =
        record.source->path.substr(site().folder.empty() ? 0 : site().folder.size() + 1);
    auto bytes = world_.files.read(confined_path(site().folder, file), body_limit);
    if (!bytes) {
        rendered_.messages.add(diagnostic_of(bytes.error(), record.place({})));
        return {};
    }
    // What was checked and what every place of a message refers to is the text that was read first.
    if (content_hash(*bytes) != record.source_hash) {
        rendered_.messages.error(ids::file_changed, record.place({}), record.source->path);
        return {};
    }
    rendered_.bodies.push_back(
        {static_cast<RecordId>(&record - site().records.data()), record.source_hash});
    const Span span = record.body;
    MappedText text;
    text.text = bytes->substr(span.begin, span.end - span.begin);
    text.span = span;
    MarkdownOptions options = markdown_options(record.source);
    options.first_heading_level = frame.first_heading_level;
    options.clauses = record.kind->name == "act";
    options.id_prefix = frame.id_prefix;
    MarkdownLabels labels;
    if (!frame.title.empty()) {
        labels.table += " (" + frame.title + ")";
        labels.footnotes += " (" + frame.title + ")";
    }
    options.labels = &labels;
    // A link to a place in the text itself leads to where that place is here.
    options.resolve = [this, &record, &frame](const MarkdownLink& link) {
        MarkdownTarget target = resolve_link(link, record.source);
        if (target.href.starts_with('#') && target.href.size() > 1)
            target.href.insert(1, frame.id_prefix);
        return target;
    };
    ++texts_;
    MarkdownFacts facts;
    std::string html = render_markdown(text, options, facts, rendered_.messages);
    for (const MarkdownAnchor& anchor : facts.anchors)
        rendered_.facts.anchors.push_back(anchor.id);
    headings = std::move(facts.anchors);
    return {std::move(html)};
}

stache::Html PageMaker::body(std::vector<MarkdownAnchor>& headings) {
    assert(record_ != nullptr && record_->kind->form == FileForm::Markdown);
    return read_body(*record_, {body_heading_level, {}, {}}, headings);
}

stache::Html PageMaker::body_of(RecordId id,
                                int first_heading_level,
                                const std::string& id_prefix) {
    std::vector<MarkdownAnchor> headings;
    return read_body(site().at(id), {first_heading_level, id_prefix, site().entry(id).title}, headings);
}

// What the machine did to this page stays said.
void PageMaker::forget_repeated_mistakes() {
    Diagnostics kept;
    for (const Diagnostic& message : rendered_.messages.items())
        if (message.id == ids::file_read || message.id == ids::file_changed)
            kept.add(message);
    rendered_.messages = std::move(kept);
    rendered_.facts.links.clear();
}

MarkdownTarget PageMaker::resolve_link(const MarkdownLink& link, const SourcePtr& source) {
    const ResolvedLink resolved =
        resolve_markdown_link(world_.site, source->path, frame_.url, link, rendered_.messages);
    if (!resolved.page.empty() && !resolved.anchor.empty())
        rendered_.facts.links.push_back({resolved.page, resolved.anchor, link.place});
    return {resolved.href, 0, 0};
}

std::string PageMaker::href(std::string_view site_url) const {
    return relative_url(frame_.url, site_url);
}

Value PageMaker::record_link(RecordId id) const {
    const Entry& entry = site().entry(id);
    return Object{{"title", entry.title}, {"href", href(entry.url)}, {"note", ""}};
}

Value PageMaker::target_link(const Target& target) const {
    std::string url = target.url;
    if (!target.anchor.empty())
        url += "#" + target.anchor;
    const bool outside = !target.record;
    return Object{{"title", target.title.empty() ? url : target.title},
                  {"href", outside ? url : href(url)},
                  {"note", target.verified ? std::string_view() : theme().text("neighbour_note")}};
}

Value PageMaker::document_link(const Attachment& attachment) const {
    const SourcePtr& source = record_ != nullptr ? record_->source : site().config.source;
    return attachment_view(world_, frame_.url, source->path, attachment);
}

Value PageMaker::evidence_link(const Evidence& evidence) const {
    if (!evidence.ref.is_set()) {
        const Attachment document{evidence.file, evidence.url, evidence.title, {}};
        return document_link(document);
    }
    Target target = site().resolve(evidence.ref);
    if (!evidence.title.empty())
        target.title = flatten_markdown(evidence.title.text.text);
    return target_link(target);
}

Value PageMaker::date(Date day) const {
    if (!day.is_set())
        return {};
    return Object{{"iso", iso_date(day)}, {"text", display_date(theme().language(), day)}};
}

Value PageMaker::range(DateRange days) const {
    return Object{{"from", iso_date(days.from)},
                  {"to", iso_date(days.to)},
                  {"text", display_range(theme().language(), days)}};
}

void PageMaker::add_anchor(std::string id) {
    rendered_.facts.anchors.push_back(std::move(id));
}

void PageMaker::link_to(const Target& target, const Place& place) {
    // Parts of YAML records are known, and were checked, when the site was assembled.
    const bool is_text =
        target.record && site().at(*target.record).kind->form == FileForm::Markdown;
    if (is_text && !target.anchor.empty())
        rendered_.facts.links.push_back({target.url, target.anchor, place});
}

// Only a record's own page is found: its print and its answers show the same again.
void PageMaker::add_words() {
    if (record_ == nullptr)
        return;
    const auto id = static_cast<RecordId>(record_ - site().records.data());
    const Entry& entry = site().entry(id);
    if (entry.url != frame_.url || entry.expired)
        return;
    PageWords read = world_.search.read(
        {rendered_.bytes, filed_under(site(), theme(), id), longest_beginning(site())});
    rendered_.facts.words = std::move(read.words);
    rendered_.facts.beginning = std::move(read.beginning);
}

Rendered PageMaker::finish(std::string_view template_name, Object page) {
    const stache::Template* layout = theme().find_template(template_name);
    assert(layout != nullptr);
    const std::string& base = site().config.base_url.value;
    // 404.html is served at any address: its links begin at the path of base_url.
    const bool is_missing_page = frame_.url == "/404.html";
    const std::string root = is_missing_page ? site().base_path() : prefix_to_root(frame_.url);
    const std::string address = base + frame_.url.substr(1);
    if (frame_.repeats)
        forget_repeated_mistakes();
    Object view;
    view.add("t", theme().strings());
    view.add("assets", theme().assets());
    view.add("site", world_.site_view);
    view.add("root", root);
    view.add("title", frame_.title);
    view.add("description", frame_.description);
    view.add("dated_title", frame_.dated_title);
    view.add("menu", menu_view(world_.site_view, root, frame_.url));
    view.add("canonical", address);
    view.add("printed_address", is_missing_page ? std::string() : address);
    view.add("qr_code", qr_code_view(frame_, address));
    view.add("indexed", frame_.in_search_engines);
    view.add("is_home", frame_.url == "/");
    view.add("crumbs", crumbs_view(*this, frame_.crumbs));
    view.add("has_alternates", !frame_.alternates.empty());
    view.add("alternates", alternates_view(*this, frame_.alternates));
    std::string block = json_ld(site(), theme(), frame_);
    view.add("json_ld_hash", policy_hash(block));
    view.add("json_ld", stache::Html{std::move(block)});
    view.add("page", std::move(page));
    rendered_.bytes.reserve(16 * 1024);
    layout->render(Value(std::move(view)), rendered_.bytes);
    add_words();
    return std::move(rendered_);
}

Shape link_shape() {
    return Shape::object(
        "link",
        {
            {"title", Shape::text(), "Text of the link.", "Положение об оценке"},
            {"href", Shape::text(), "Address, relative to the page or absolute.", "../../acts/x/"},
            {"note", Shape::text(), "What else to say: format and size, or that it is elsewhere.",
             "PDF, 120 КБ"},
        });
}

Shape date_shape() {
    return Shape::object("date",
                         {
                             {"iso", Shape::text(), "The day for machines.", "2026-03-19"},
                             {"text", Shape::text(), "The day for people.", "19 марта 2026 г."},
                         });
}

Shape range_shape() {
    return Shape::object(
        "interval", {
                        {"from", Shape::text(), "First day.", "2026-03-01"},
                        {"to", Shape::text(), "Last day.", "2026-03-31"},
                        {"text", Shape::text(), "The interval for people.", "1–31 марта 2026 г."},
                    });
}

Shape page_shape(const Theme& theme, Shape page) {
    const Shape crumb =
        Shape::object("crumb", {
                                   {"title", Shape::text(), "Name of the level above.", "Памятки"},
                                   {"href", Shape::text(), "Its address.", "../"},
                               });
    const Shape alternate =
        Shape::object("alternate", {
                                       {"type", Shape::text(), "Media type.", "application/json"},
                                       {"title", Shape::text(), "Name of the form.", "JSON"},
                                       {"href", Shape::text(), "Address.", "../plan.json"},
                                   });
    const Shape qr_code = Shape::object(
        "QR code",
        {
            {"side", Shape::text(), "Side of the square drawing.", "37"},
            {"path", Shape::text(), "Lines of width 1 through the dark modules.", "M4 4.5h7m1 0h2"},
        });
    const Shape entry = Shape::object(
        "navigation entry",
        {
            {"title", Shape::text(), "Text of the link.", "Планы"},
            {"href", Shape::text(), "Address, relative to the page or absolute.", "../../plans/"},
            {"is_page", Shape::flag(), "Whether it leads to this very page.", ""},
            {"is_section", Shape::flag(), "Whether the page stands below what it leads to.", ""},
        });
    return Shape::object(
        "view",
        {
            {"t", theme.strings_shape(), "Strings of the interface.", ""},
            {"assets", theme.assets_shape(), "Paths of hashed assets, behind `root`.", ""},
            {"site", site_shape(), "What all pages share.", ""},
            {"root", Shape::text(),
             "Way from the page to the site's root, with a slash at its end.", "../../"},
            {"title", Shape::text(), "Title of the page.", "Как поддержать ребёнка перед ВПР"},
            {"description", Shape::text(), "One sentence for search engines; may be empty.", ""},
            {"dated_title", Shape::text(),
             "What the page's tables come from, and of which day; may be empty.",
             "План мероприятий. Обновлено: 3 ноября 2026 г."},
            {"menu", Shape::list(entry), "Main navigation as this page sees it.", ""},
            {"canonical", Shape::text(), "Absolute address of the page.",
             "https://ocenka.example.org/memos/x/"},
            {"printed_address", Shape::text(),
             "The same for paper; empty on the page of what is not found.", ""},
            {"qr_code", qr_code, "The address as a code, on pages that are much printed.", "",
             stache::Presence::Optional},
            {"indexed", Shape::flag(), "Whether search engines may list the page.", ""},
            {"is_home", Shape::flag(), "Whether this is the home page.", ""},
            {"crumbs", Shape::list(crumb), "Levels above the page, the home page first.", ""},
            {"has_alternates", Shape::flag(), "Whether the page has other forms.", ""},
            {"alternates", Shape::list(alternate), "Other forms of the page.", ""},
            {"json_ld_hash", Shape::text(), "Lets that block in; may be empty.", "sha256-…"},
            {"json_ld", Shape::html(), "JSON-LD for search engines; may be empty.", ""},
            {"page", std::move(page), "What this kind of page shows.", ""},
        });
}

}  // namespace vitrina
