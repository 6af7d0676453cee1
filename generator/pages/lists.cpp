#include "pages/lists.h"

#include <algorithm>
#include <memory>

#include "base/text.h"
#include "kinds/act.h"
#include "pages/section_print.h"

namespace vitrina {
namespace {

using stache::Object;
using stache::Presence;
using stache::Shape;
using stache::Value;
using stache::Values;

constexpr std::size_t longest_single_list = 200;
constexpr std::size_t records_per_page = 100;
constexpr std::size_t summary_length = 180;

std::string by_audience(const PageWorld& world, RecordId id) {
    const auto& audiences = world.site.at(id).common.audience;
    if (audiences.empty())
        return std::string(world.theme.text("audience_everyone"));
    return std::string(world.theme.text(
        "audience_" + std::string(word_of(audiences.front(), Language::English))));
}

std::string by_type(const PageWorld& world, RecordId id) {
    const Act& act = as<Act>(world.site.at(id));
    return std::string(
        world.theme.text("acts_" + std::string(word_of(act.type, Language::English))));
}

std::string by_subject(const PageWorld& world, RecordId id) {
    const auto& subjects = world.site.entry(id).subjects;
    return subjects.empty() ? std::string(world.theme.text("subject_none")) : subjects.front();
}

struct KindGrouping {
    std::string_view kind;
    std::string (*group)(const PageWorld&, RecordId);
};
constexpr KindGrouping groupings[] = {
    {"memo", by_audience}, {"act", by_type}, {"demo", by_subject}, {"tasks", by_subject}};

Value item_view(const PageMaker& page, RecordId id) {
    const Record& record = page.site().at(id);
    const Entry& entry = page.site().entry(id);
    return Object{
        {"link", page.record_link(id)},
        {"summary", shorten(flatten_markdown(record.common.summary.text.text), summary_length)},
        {"date", page.date(entry.changed)}};
}

// Records under their headings, headings in the order in which the list first meets them.
Value groups_view(const PageMaker& page,
                  const PageWorld& world,
                  const Grouping& group,
                  const std::vector<RecordId>& records) {
    std::vector<std::pair<std::string, Values>> groups;
    for (const RecordId id : records) {
        const std::string title = group ? group(world, id) : std::string();
        auto found = std::ranges::find(groups, title, &std::pair<std::string, Values>::first);
        if (found == groups.end())
            found = groups.insert(groups.end(), {title, {}});
        found->second.push_back(item_view(page, id));
    }
    Values list;
    for (auto& [title, items] : groups)
        list.push_back(Object{{"title", groups.size() > 1 ? title : std::string()},
                              {"items", std::move(items)}});
    return list;
}

std::string page_url(const PageFrame& frame, std::size_t number) {
    return frame.url + "p/" + std::to_string(number) + "/";
}

Value pager_link(const PageMaker& page, std::string_view title_key, const std::string& url) {
    return Object{{"title", page.theme().text(title_key)}, {"href", page.href(url)}, {"note", ""}};
}

struct Slice {
    std::size_t number = 0;  // 0: the list's own address
    std::size_t last = 0;    // number of the newest numbered page
    std::vector<RecordId> records;
};

Rendered render_list(const PageWorld& world, const ListPlan& plan, const Slice& slice) {
    PageFrame frame = plan.frame;
    if (slice.number > 0) {
        frame.crumbs.push_back({frame.title, frame.url});
        frame.url = page_url(plan.frame, slice.number);
        frame.title += world.theme.text("list_page_title", {std::to_string(slice.number)});
        frame.alternates.clear();
        frame.description.clear();
    }
    PageMaker page(world, std::move(frame), nullptr);
    Object view;
    view.add("intro", slice.number == 0 ? plan.intro : std::string());
    view.add("groups", groups_view(page, world, slice.last > 0 ? Grouping() : plan.group,
                                   slice.records));
    if (slice.number == 0 && !plan.print_url.empty())
        view.add("print", pager_link(page, "section_print", plan.print_url));
    if (slice.number > 0)
        view.add("newer", pager_link(page, "list_newer",
                                     slice.number < slice.last
                                         ? page_url(plan.frame, slice.number + 1)
                                         : plan.frame.url));
    const std::size_t older = slice.number == 0 ? slice.last : slice.number - 1;
    if (older > 0)
        view.add("older", pager_link(page, "list_older", page_url(plan.frame, older)));
    return page.finish(plan.template_name, std::move(view));
}

void add_slice(const PageWorld& world,
               const std::shared_ptr<const ListPlan>& plan,
               Slice slice,
               Outputs& outputs) {
    Output output;
    output.path = output_path(slice.number == 0 ? plan->frame.url
                                                : page_url(plan->frame, slice.number));
    output.in_sitemap = plan->frame.in_search_engines;
    output.render = [&world, plan, slice = std::move(slice)](const PublishedFiles&) {
        return render_list(world, *plan, slice);
    };
    outputs.push_back(std::move(output));
}

PageFrame simple_frame(const PageWorld& world, std::string url, std::string title) {
    PageFrame frame;
    frame.url = std::move(url);
    frame.title = std::move(title);
    frame.crumbs = {{std::string(world.theme.text("home")), "/"}};
    return frame;
}

Rendered render_news(const PageWorld& world) {
    const Site& site = world.site;
    constexpr std::size_t most_news = 100;
    std::vector<RecordId> changed;
    for (std::size_t i = 0; i < site.entries.size(); ++i)
        if (site.entries[i].changed.is_set() && !site.entries[i].expired &&
            !site.entries[i].archived)
            changed.push_back(static_cast<RecordId>(i));
    std::ranges::sort(changed, [&](RecordId a, RecordId b) {
        const Date first = site.entry(a).changed;
        const Date second = site.entry(b).changed;
        return first != second ? first > second : a < b;
    });
    changed.resize(std::min(changed.size(), most_news));
    PageFrame frame = simple_frame(world, "/news/", std::string(world.theme.text("section_news")));
    frame.section = "news";
    frame.alternates = {{"application/atom+xml", std::string(world.theme.text("feed_all")),
                         "/atom.xml"}};
    PageMaker page(world, std::move(frame), nullptr);
    Values days;
    Values items;
    for (std::size_t i = 0; i < changed.size(); ++i) {
        const Record& record = site.at(changed[i]);
        const Date day = site.entry(changed[i]).changed;
        std::string what;
        for (const Revision& revision : record.common.revisions)
            if (revision.date == day)
                what = flatten_markdown(revision.what.text.text);
        items.push_back(Object{{"link", page.record_link(changed[i])},
                               {"section", world.theme.text("section_" + std::string(record.kind->folder))},
                               {"what", what}});
        if (i + 1 == changed.size() || site.entry(changed[i + 1]).changed != day) {
            days.push_back(Object{{"date", page.date(day)}, {"items", std::move(items)}});
            items = {};
        }
    }
    return page.finish("news", Object{{"days", std::move(days)}});
}

// The letter under which a title stands; digits and signs together.
std::string initial_of(const std::string& title) {
    static constexpr std::string_view opening[] = {"«", "\"", "(", "„"};
    std::string_view text = title;
    for (const std::string_view mark : opening)
        if (text.starts_with(mark))
            text.remove_prefix(mark.size());
    std::size_t size = 1;
    while (size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U)
        ++size;
    const std::string letter = to_upper(text.substr(0, size));
    const bool is_letter = !letter.empty() && (static_cast<unsigned char>(letter[0]) >= 0x80U ||
                                               (letter[0] >= 'A' && letter[0] <= 'Z'));
    if (!is_letter)
        return "0–9";
    return letter == "Ё" ? "Е" : letter;
}

Rendered render_index(const PageWorld& world) {
    PageFrame frame =
        simple_frame(world, "/search/all/", std::string(world.theme.text("section_all")));
    frame.section = "search";
    frame.crumbs.push_back({std::string(world.theme.text("section_search")), "/search/"});
    PageMaker page(world, std::move(frame), nullptr);
    Values letters = letters_view(page, world);
    return page.finish("index", Object{{"letters", std::move(letters)}});
}

bool has_own_section_page(const Kind& kind) {
    // The matrix of criteria, the list of procedures, the one page of the curriculum.
    return kind.name == "criteria" || kind.name == "procedure" || kind.name == "curriculum";
}

}  // namespace

Values letters_view(PageMaker& page, const PageWorld& world) {
    const Site& site = world.site;
    std::vector<RecordId> all;
    for (std::size_t i = 0; i < site.entries.size(); ++i)
        if (!site.entries[i].expired)
            all.push_back(static_cast<RecordId>(i));
    std::ranges::stable_sort(all, {}, [&](RecordId id) -> const std::string& {
        return site.entry(id).sort_title;
    });
    Values letters;
    Values items;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const std::string letter = initial_of(site.entry(all[i]).title);
        items.push_back(page.record_link(all[i]));
        if (i + 1 == all.size() || initial_of(site.entry(all[i + 1]).title) != letter) {
            const std::string id = "letter-" + std::to_string(letters.size() + 1);
            letters.push_back(Object{{"letter", letter},
                                     {"id", id},
                                     {"href", "#" + id},
                                     {"items", std::move(items)}});
            items = {};
        }
    }
    return letters;
}

void plan_list(const PageWorld& world, ListPlan plan, Outputs& outputs) {
    if (plan.records.size() <= longest_single_list) {
        auto shared = std::make_shared<const ListPlan>(std::move(plan));
        add_slice(world, shared, {0, 0, shared->records}, outputs);
        return;
    }
    std::vector<RecordId> oldest_first = plan.records;
    std::ranges::sort(oldest_first, [&](RecordId a, RecordId b) {
        const Date first = world.site.entry(a).changed;
        const Date second = world.site.entry(b).changed;
        return first != second ? first < second : a < b;
    });
    plan.records.clear();
    const auto shared = std::make_shared<const ListPlan>(std::move(plan));
    const std::size_t full = oldest_first.size() / records_per_page;
    const auto slice_of = [&](std::size_t begin) {
        const auto first = oldest_first.begin() + static_cast<std::ptrdiff_t>(begin);
        std::vector<RecordId> part(first, first + static_cast<std::ptrdiff_t>(records_per_page));
        std::ranges::reverse(part);
        return part;
    };
    for (std::size_t number = 1; number <= full; ++number)
        add_slice(world, shared, {number, full, slice_of((number - 1) * records_per_page)}, outputs);
    add_slice(world, shared, {0, full, slice_of(oldest_first.size() - records_per_page)}, outputs);
}

std::vector<RecordId> section_records(const Site& site, const Kind& kind) {
    std::vector<RecordId> records = listed_records(site, kind.name);
    if (kind.name == "memo")
        std::ranges::stable_sort(records, {}, [&](RecordId id) {
            const auto& audiences = site.at(id).common.audience;
            return audiences.empty() ? -1 : static_cast<int>(audiences.front());
        });
    return records;
}

void plan_section_pages(const PageWorld& world, Outputs& outputs) {
    for (const Kind& kind : all_kinds()) {
        const bool any = std::ranges::any_of(world.site.records, [&](const Record& record) {
            return record.kind == &kind;
        });
        if (!any || has_own_section_page(kind))
            continue;
        const std::string folder(kind.folder);
        ListPlan plan;
        plan.frame = simple_frame(world, "/" + folder + "/",
                                  std::string(world.theme.text("section_" + folder)));
        plan.frame.section = folder;
        plan.intro = world.theme.text("section_intro_" + folder);
        plan.frame.description = plan.intro;
        plan.records = section_records(world.site, kind);
        plan.print_url = section_print_url(world.site, kind);
        const auto group = std::ranges::find(groupings, kind.name, &KindGrouping::kind);
        if (group != std::end(groupings))
            plan.group = group->group;
        plan_list(world, std::move(plan), outputs);
    }
}

void plan_archive_pages(const PageWorld& world, Outputs& outputs) {
    ListPlan plan;
    plan.frame = simple_frame(world, "/archive/", std::string(world.theme.text("section_archive")));
    plan.frame.section = "archive";
    plan.frame.in_search_engines = false;
    for (std::size_t i = 0; i < world.site.entries.size(); ++i)
        if (world.site.entries[i].archived)
            plan.records.push_back(static_cast<RecordId>(i));
    plan.intro = world.theme.text(plan.records.empty() ? "archive_empty" : "archive_intro");
    sort_for_list(world.site, plan.records);
    plan.group = [](const PageWorld& all, RecordId id) {
        return std::string(
            all.theme.text("section_" + std::string(all.site.at(id).kind->folder)));
    };
    plan_list(world, std::move(plan), outputs);
}

void plan_news_pages(const PageWorld& world, Outputs& outputs) {
    Output output;
    output.path = "news/index.html";
    output.render = [&world](const PublishedFiles&) { return render_news(world); };
    outputs.push_back(std::move(output));
}

void plan_index_pages(const PageWorld& world, Outputs& outputs) {
    Output output;
    output.path = "search/all/index.html";
    output.render = [&world](const PublishedFiles&) { return render_index(world); };
    outputs.push_back(std::move(output));
}

Shape list_page_shape(const Theme& theme) {
    const Shape item = Shape::object("list item", {
        {"link", link_shape(), "The page.", ""},
        {"summary", Shape::text(), "What it is about; may be empty.", ""},
        {"date", date_shape(), "When it changed.", "", Presence::Optional},
    });
    const Shape group = Shape::object("group", {
        {"title", Shape::text(), "Heading; empty when there is one group only.", "Родителям"},
        {"items", Shape::list(item), "Pages in order.", ""},
    });
    return page_shape(theme, Shape::object("list page", {
        {"intro", Shape::text(), "What the list is; may be empty.", ""},
        {"groups", Shape::list(group), "The list.", ""},
        {"print", link_shape(), "All texts of the section in one document.", "",
         Presence::Optional},
        {"newer", link_shape(), "Newer pages of a long list.", "", Presence::Optional},
        {"older", link_shape(), "Older pages of a long list.", "", Presence::Optional},
    }));
}

Shape news_page_shape(const Theme& theme) {
    const Shape item = Shape::object("news item", {
        {"link", link_shape(), "The page.", ""},
        {"section", Shape::text(), "Its section.", "Памятки"},
        {"what", Shape::text(), "What changed; may be empty.", ""},
    });
    const Shape day = Shape::object("day", {
        {"date", date_shape(), "The day.", "", Presence::Optional},
        {"items", Shape::list(item), "What changed on it.", ""},
    });
    return page_shape(theme, Shape::object("news page", {
        {"days", Shape::list(day), "Days, newest first.", ""},
    }));
}

Shape letters_shape() {
    return Shape::list(Shape::object("letter", {
        {"letter", Shape::text(), "The letter.", "К"},
        {"id", Shape::text(), "Id of its heading.", "letter-3"},
        {"href", Shape::text(), "Link to it.", "#letter-3"},
        {"items", Shape::list(link_shape()), "Pages in alphabetical order.", ""},
    }));
}

Shape index_page_shape(const Theme& theme) {
    return page_shape(theme, Shape::object("index page", {
        {"letters", letters_shape(), "Letters in alphabetical order.", ""},
    }));
}

}  // namespace vitrina
