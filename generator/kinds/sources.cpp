#include "kinds/sources.h"

#include <algorithm>
#include <array>
#include <map>

#include "base/text.h"

namespace vitrina {
namespace {

constexpr std::size_t longest_id = 64;
constexpr std::size_t most_suggestions = 20;
constexpr auto table_extensions =
    std::to_array<std::string_view>({".csv", ".tsv", ".txt", ".xlsx"});
constexpr int least_bytes = 1024;
constexpr int most_bytes = 104'857'600;
constexpr int most_records = 20'000;
constexpr int most_stale_days = 3660;

bool has_unknown_school(const Located<std::string>& id,
                        const SchoolList& schools,
                        const SourcePtr& source,
                        Diagnostics& out) {
    if (schools.find(id.value) != nullptr)
        return false;
    // A list that is wrong all through is not searched for each of its lines.
    std::vector<std::string_view> names;
    if (out.error_count() < most_suggestions)
        for (const School& school : schools.schools)
            names.push_back(school.id.value);
    out.error(ids::mirror_school_unknown, {source, id.span}, shorten(id.value, 80),
              nearest_name(id.value, names));
    return true;
}

void check_schools(SchoolList& list, Diagnostics& out) {
    for (std::size_t i = 0; i < list.schools.size(); ++i) {
        const School& school = list.schools[i];
        const Place place{list.source, school.id.span};
        if (!is_school_id(school.id.value))
            out.error(ids::mirror_school_id, place, shorten(school.id.value, 80));
        else if (!list.by_id.emplace(school.id.value, i).second)
            out.error(ids::mirror_school_twice, place, school.id.value);
    }
    for (const SchoolGroup& group : list.groups)
        for (const Located<std::string>& member : group.members)
            has_unknown_school(member, list, list.source, out);
}

bool is_site_url(std::string_view url) {
    const std::string low = to_lower(url);
    if (!low.starts_with("https://") && !low.starts_with("http://"))
        return false;
    const bool clean = std::ranges::none_of(url, [](char byte) {
        return static_cast<unsigned char>(byte) <= ' ' || byte == '\x7f' ||
               std::string_view("?#<>\"'@\\^`{|}%").find(byte) != std::string_view::npos;
    });
    const std::size_t host = url.find("//") + 2;
    return clean && host < url.size() && url[host] != '/' && url[host] != ':' &&
           url.find("/..") == std::string_view::npos && url.find("/./") == std::string_view::npos;
}

void check_form(MirrorSource& one, const SourceList& list, Diagnostics& out) {
    const int forms = static_cast<int>(!one.url.value.empty()) +
                      static_cast<int>(!one.path.value.empty()) +
                      static_cast<int>(!one.file.value.empty());
    if (forms > 1 || (forms == 0 && one.links.empty()))
        out.error(ids::mirror_source_form, list.place(one.span), one.school.value);
    else if (!one.file.value.empty() && !is_table_file(one.file.value))
        out.warning(ids::mirror_source_type, list.place(one.file.span), one.file.value,
                    one.school.value);
    if (one.url.value.empty())
        return;
    if (!is_site_url(one.url.value))
        out.error(ids::mirror_url, list.place(one.url.span), shorten(one.url.value, 80));
    else if (!one.url.value.ends_with('/'))
        one.url.value += '/';
}

void check_limit(const Located<int>& value,
                 std::string_view name,
                 int least,
                 int most,
                 const SourceList& list,
                 Diagnostics& out) {
    if (value.value < least || value.value > most)
        out.error(ids::mirror_limit, list.place(value.span), name, least, most);
}

void check_sources(SourceList& list, const SchoolList& schools, Diagnostics& out) {
    std::map<std::string, std::string> schools_seen;
    std::map<std::string, std::string> places_seen;
    for (MirrorSource& one : list.sources) {
        if (has_unknown_school(one.school, schools, list.source, out))
            continue;
        check_form(one, list, out);
        if (!schools_seen.emplace(one.school.value, "").second)
            out.error(ids::mirror_school_twice, list.place(one.school.span), one.school.value);
        const Located<std::string>& where = !one.url.value.empty()    ? one.url
                                            : !one.path.value.empty() ? one.path
                                                                      : one.file;
        if (where.value.empty())
            continue;
        const std::string key = one.url.value.empty() ? where.value : site_of_url(where.value);
        const auto [first, fresh] = places_seen.emplace(key, one.school.value);
        if (!fresh)
            out.error(ids::mirror_site_twice, list.place(where.span), shorten(where.value, 80),
                      first->second);
    }
    const MirrorLimits& limits = list.limits;
    check_limit(limits.max_bytes, "max_bytes", least_bytes, most_bytes, list, out);
    check_limit(limits.max_records, "max_records", 1, most_records, list, out);
    check_limit(limits.stale_days, "stale_days", 1, most_stale_days, list, out);
    if (limits.vanish_fraction.value < Decimal::of(0) ||
        limits.vanish_fraction.value > Decimal::of(1))
        out.error(ids::mirror_limit, list.place(limits.vanish_fraction.span), "vanish_fraction", 0,
                  1);
}

template <class List>
std::optional<List> decode_list(const SourcePtr& source, Diagnostics& out) {
    const auto root = read_yaml(source, {0, static_cast<std::uint32_t>(source->text.size())}, out);
    if (!root)
        return std::nullopt;
    DecodeContext context{source, out};
    List list;
    list.source = source;
    Codec<List>::decode(*root, context, list);
    return list;
}

}  // namespace

const School* SchoolList::find(std::string_view id) const {
    const auto found = by_id.find(id);
    return found == by_id.end() ? nullptr : &schools[found->second];
}

bool is_table_file(std::string_view path) {
    const std::string low = to_lower(path);
    return std::ranges::any_of(table_extensions,
                               [&](std::string_view one) { return low.ends_with(one); });
}

bool is_school_id(std::string_view text) {
    return !text.empty() && text.size() <= longest_id && text.front() != '-' &&
           std::ranges::all_of(text, [](char byte) {
               return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte == '-';
           });
}

std::string site_of_url(std::string_view url) {
    const std::size_t scheme = url.find("://");
    std::string_view rest = scheme == std::string_view::npos ? url : url.substr(scheme + 3);
    while (rest.ends_with('/'))
        rest.remove_suffix(1);
    const std::size_t slash = std::min(rest.find('/'), rest.size());
    std::string host = to_lower(rest.substr(0, slash));
    const std::string port = ":" + std::string(url.starts_with("https") ? "443" : "80");
    if (host.ends_with(port))
        host.resize(host.size() - port.size());
    if (host.ends_with('.'))
        host.pop_back();
    return host + std::string(rest.substr(slash));
}

std::optional<SchoolList> read_schools(const SourcePtr& source, Diagnostics& out) {
    const std::size_t errors = out.error_count();
    auto list = decode_list<SchoolList>(source, out);
    if (list && out.error_count() == errors)
        check_schools(*list, out);
    if (out.error_count() > errors)
        return std::nullopt;
    return list;
}

std::optional<SourceList> read_sources(const SourcePtr& source,
                                       const SchoolList& schools,
                                       Diagnostics& out) {
    const std::size_t errors = out.error_count();
    auto list = decode_list<SourceList>(source, out);
    if (list && out.error_count() == errors)
        check_sources(*list, schools, out);
    if (out.error_count() > errors)
        return std::nullopt;
    return list;
}

template <>
const WordList<CoverageElement>& word_list<CoverageElement>() {
    static const WordList<CoverageElement> words = {
        {CoverageElement::Criteria, "criteria", "критерии", "критерии оценивания"},
        {CoverageElement::Weights, "weights", "веса", "вес отметок"},
        {CoverageElement::Demos, "demos", "демоверсии", "демоверсия"},
        {CoverageElement::Schedule, "schedule", "график", "график оценочных процедур"},
        {CoverageElement::Plan, "plan", "план", "план мероприятий"},
        {CoverageElement::Memos, "memos", "памятки", "памятки родителям"},
        {CoverageElement::Hotline, "hotline", "горячая линия", ""},
        {CoverageElement::Checklist, "checklist", "самопроверка", "чек-лист"},
        {CoverageElement::Results, "results", "результаты", "результаты процедур"},
    };
    return words;
}

template <>
const FieldTable<School>& field_table<School>() {
    static const FieldTable<School> table = {
        {field("id", &School::id, {"ид: имя папки и часть адреса", "id"}).required(),
         field("name", &School::name, {"название", "name"}).required(),
         field("legal_form", &School::legal_form, {"МБОУ, МКОУ …", "legal form"}),
         field("website", &School::website, {"сайт школы", "website"}),
         field("classes", &School::classes,
               {"какие классы есть в школе: с образцом сравниваются только они",
                "the classes that the school has: only they are compared"})
             .with_alias("class")},
        "",
    };
    return table;
}

template <>
const FieldTable<SchoolGroup>& field_table<SchoolGroup>() {
    static const FieldTable<SchoolGroup> table = {
        {field("title", &SchoolGroup::title, {"название группы", "title"}).required(),
         field("members", &SchoolGroup::members, {"ид школ", "ids of schools"})
             .with_alias("member")
             .required(),
         field("roles", &SchoolGroup::roles, {"ид школы: её роль", "id of a school: its role"})
             .with_alias("role")},
        "",
    };
    return table;
}

template <>
const FieldTable<SchoolList>& field_table<SchoolList>() {
    static const FieldTable<SchoolList> table = {
        {field("schools", &SchoolList::schools, {"школы", "schools"})
             .with_alias("school")
             .required(),
         field("groups", &SchoolList::groups, {"партнёрские группы", "partner groups"})
             .with_alias("group")},
        "",
    };
    return table;
}

template <>
const FieldTable<SourceLink>& field_table<SourceLink>() {
    static const FieldTable<SourceLink> table = {
        {field("element", &SourceLink::element, {"что это", "what it is"}).required(),
         field("classes", &SourceLink::classes, {"классы", "classes"}).with_alias("class"),
         field("url", &SourceLink::url, {"адрес документа", "address"}).required(),
         field("seen", &SourceLink::seen, {"когда проверено", "when it was seen"}),
         field("by", &SourceLink::by, {"кем", "by whom"})},
        "",
    };
    return table;
}

template <>
const FieldTable<MirrorSource>& field_table<MirrorSource>() {
    static const FieldTable<MirrorSource> table = {
        {field("school", &MirrorSource::school, {"ид школы из schools.yaml", "id of the school"})
             .required(),
         field("url", &MirrorSource::url, {"адрес сайта на vitrina", "address of a vitrina site"}),
         field("path", &MirrorSource::path,
               {"выход сайта на этом диске, от папки сайта комитета",
                "a site's output on this disk, from the committee's folder"}),
         field("file", &MirrorSource::file, {"присланная таблица", "a table sent by mail"}),
         field("links", &MirrorSource::links, {"документы на сайте школы", "documents"})
             .with_alias("link"),
         field("site", &MirrorSource::site,
               {"как сайт называет себя в portal.json, если не по адресу",
                "what the site calls itself in portal.json, if not by its address"})},
        "",
    };
    return table;
}

template <>
const FieldTable<MirrorLimits>& field_table<MirrorLimits>() {
    static const FieldTable<MirrorLimits> table = {
        {field("max_bytes", &MirrorLimits::max_bytes, {"байт на школу", "bytes of a school"}),
         field("max_records", &MirrorLimits::max_records,
               {"записей на школу", "records of a school"}),
         field("vanish_fraction", &MirrorLimits::vanish_fraction,
               {"какая доля записей может исчезнуть за раз", "share that may vanish at once"}),
         field("stale_days", &MirrorLimits::stale_days,
               {"сколько дней сайт может не меняться, прежде чем он назван давно не обновлявшимся",
                "days without a change after which a site is said to be old"})},
        "",
    };
    return table;
}

template <>
const FieldTable<SourceList>& field_table<SourceList>() {
    static const FieldTable<SourceList> table = {
        {field("sources", &SourceList::sources, {"откуда данные школ", "sources"})
             .with_alias("source")
             .required(),
         field("limits", &SourceList::limits, {"ограничения", "limits"})},
        "",
    };
    return table;
}

}  // namespace vitrina
