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
using stache::Value;
using stache::Values;

constexpr std::uint64_t body_limit = 2 * 1024 * 1024;
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
    text_page_.reset();
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
    text_page_.reset();
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
    std::optional<MarkdownLabels> labels;
    if (!frame.title.empty()) {
        labels.emplace();
        labels->table += " (" + frame.title + ")";
        labels->footnotes += " (" + frame.title + ")";
        options.labels = &*labels;
    }
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
    begin_text_page();
    stache::Html html = read_body(*record_, {body_heading_level, {}, {}}, headings);
    is_in_text_ = false;
    text_page_->anchors = hash_of(headings);
    text_size_ = html.text.size();
    html.places = &text_places_;
    return html;
}

void PageMaker::begin_text_page() {
    text_page_.emplace();
    text_page_->id = id_hash(record_->id);
    text_page_->head = record_->head_hash;
    text_page_->clauses = record_->kind->name == "act";
    for (std::size_t i = 0; i < abbreviations_used_.size(); ++i)
        if (abbreviations_used_[i])
            text_page_->abbreviations.push_back(static_cast<std::uint32_t>(i));
    text_page_->links_before = rendered_.facts.links.size();
    is_in_text_ = true;
}

void PageMaker::finish_text_page() {
    if (!text_page_ || text_size_ == 0 || text_places_.size() != 1 ||
        !rendered_.messages.items().empty())
        return;
    text_page_->begin = text_places_.front();
    text_page_->behind = rendered_.bytes.size() - text_page_->begin - text_size_;
    std::vector<TextPage::Link>& links = text_page_->links;
    std::ranges::sort(links);
    links.erase(std::unique(links.begin(), links.end()), links.end());
    rendered_.facts.text_page = pack_text_page(*text_page_);
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
    if (is_in_text_ && !resolved.is_text && needs_site(link.url))
        text_page_->links.push_back({link.url, link.image, resolved.href,
                                     resolved.anchor.empty() ? std::string() : resolved.page,
                                     resolved.anchor});
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
    text_page_.reset();
    rendered_.facts.anchors.push_back(std::move(id));
}

void PageMaker::link_to(const Target& target, const Place& place) {
    // Parts of YAML records are known, and were checked, when the site was assembled.
    const bool is_text =
        target.record && site().at(*target.record).kind->form == FileForm::Markdown;
    if (!is_text || target.anchor.empty())
        return;
    text_page_.reset();
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
    PageText text{rendered_.bytes, filed_under(site(), theme(), id), longest_beginning(site())};
    PageWords read = world_.search.read(text);
    if (text_page_) {
        text_page_->is_searched = true;
        text_page_->filed_under = std::move(text.filed_under);
    }
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
    std::string address = base + frame_.url.substr(1);
    if (frame_.repeats)
        forget_repeated_mistakes();
    std::string block = json_ld(site(), theme(), frame_);
    Object view;
    view.reserve(20);
    view.add("t", theme().strings());
    view.add("assets", theme().assets());
    view.add("site", world_.site_view);
    view.add("root", root);
    view.add("title", std::move(frame_.title));
    view.add("description", std::move(frame_.description));
    view.add("dated_title", std::move(frame_.dated_title));
    view.add("menu", menu_view(world_.site_view, root, frame_.url));
    Value qr_code = qr_code_view(frame_, address);
    view.add("canonical", address);
    view.add("printed_address", is_missing_page ? std::string() : std::move(address));
    view.add("qr_code", std::move(qr_code));
    view.add("indexed", frame_.in_search_engines);
    view.add("is_home", frame_.url == "/");
    view.add("crumbs", crumbs_view(*this, frame_.crumbs));
    view.add("has_alternates", !frame_.alternates.empty());
    view.add("alternates", alternates_view(*this, frame_.alternates));
    view.add("json_ld_hash", policy_hash(block));
    view.add("json_ld", stache::Html{std::move(block)});
    view.add("page", std::move(page));
    rendered_.bytes.reserve(16 * 1024);
    layout->render(Value(std::move(view)), rendered_.bytes);
    add_words();
    finish_text_page();
    return std::move(rendered_);
}

}  // namespace vitrina
