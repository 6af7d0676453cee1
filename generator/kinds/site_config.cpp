#include "kinds/site_config.h"

#include <algorithm>
#include <array>
#include <span>

#include "base/text.h"
#include "base/year_ids.h"

namespace vitrina {
namespace {

int control_digit(std::string_view digits, std::span<const int> weights) {
    int sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i)
        sum += weights[i] * (digits[i] - '0');
    return sum % 11 % 10;
}

void check_base_url(SiteConfig& config, Diagnostics& out) {
    std::string& url = config.base_url.value;
    const std::string low = to_lower(url);
    const bool http = low.starts_with("https://") || low.starts_with("http://");
    const std::size_t host = url.find("//") == std::string::npos ? 0 : url.find("//") + 2;
    const bool clean = std::ranges::none_of(url, [](char byte) {
        return static_cast<unsigned char>(byte) <= ' ' || byte == '?' || byte == '#' ||
               byte == '<' || byte == '>' || byte == '"' || byte == '\'' || byte == '@';
    });
    if (!http || !clean || host >= url.size() || url[host] == '/' ||
        url.find("/../") != std::string::npos) {
        out.error(ids::base_url, config.place(config.base_url.span), shorten(url, 80));
        return;
    }
    if (!url.ends_with('/'))
        url += '/';
}

void check_config(SiteConfig& config, Diagnostics& out) {
    check_base_url(config, out);
    const Located<std::string>& inn = config.organization.inn;
    if (!inn.value.empty() && !is_valid_inn(inn.value))
        out.error(ids::inn_control, config.place(inn.span), shorten(inn.value, 20));
    if (!is_time_zone(config.timezone.value))
        out.error(ids::time_zone, config.place(config.timezone.span), shorten(config.timezone.value, 40));
    if (config.organization.short_name.empty())
        config.organization.short_name = config.organization.name;
    if (config.marks.empty())
        config.marks = {5, 4, 3, 2};
    std::ranges::sort(config.marks, std::greater<>());
    for (const Hotline& line : config.hotlines)
        if (line.from.is_set() && line.to.is_set() && line.to < line.from)
            out.error(ids::interval_reversed, config.place(line.title.text.span),
                      iso_date(line.from), iso_date(line.to));
    for (auto& [name, url] : config.neighbours.items)
        if (!url.ends_with('/'))
            url += '/';
}

// Fewer pupils than this are never a group.
void check_privacy(const YamlNode& root, SiteConfig& config, Diagnostics& out) {
    constexpr int least_cell = 3;
    if (config.privacy.min_cell >= least_cell)
        return;
    const YamlNode* privacy = root.find("privacy");
    const YamlNode* cell = privacy == nullptr ? nullptr : privacy->find("min_cell");
    out.error(ids::privacy_cell, config.place(cell == nullptr ? Span{} : cell->span),
              config.privacy.min_cell);
    config.privacy.min_cell = least_cell;
}

}  // namespace

bool is_valid_inn(std::string_view digits) {
    static constexpr std::array<int, 9> ten = {2, 4, 10, 3, 5, 9, 4, 6, 8};
    static constexpr std::array<int, 10> eleven = {7, 2, 4, 10, 3, 5, 9, 4, 6, 8};
    static constexpr std::array<int, 11> twelve = {3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8};
    const bool numeric = std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
    if (!numeric)
        return false;
    if (digits.size() == 10)
        return control_digit(digits, ten) == digits[9] - '0';
    return digits.size() == 12 && control_digit(digits, eleven) == digits[10] - '0' &&
           control_digit(digits, twelve) == digits[11] - '0';
}

std::optional<SiteConfig> read_site_config(const SourcePtr& source, Diagnostics& out) {
    const std::size_t errors = out.error_count();
    const auto root =
        read_yaml(source, {0, static_cast<std::uint32_t>(source->text.size())}, out);
    if (!root)
        return std::nullopt;
    DecodeContext context{source, out};
    SiteConfig config;
    config.source = source;
    Codec<SiteConfig>::decode(*root, context, config);
    if (out.error_count() == errors)
        check_config(config, out);
    if (out.error_count() > errors)
        return std::nullopt;
    // Told beside the mistakes of the records: a site can be made of it.
    check_privacy(*root, config, out);
    return config;
}

template <>
const WordList<OrganizationKind>& word_list<OrganizationKind>() {
    static const WordList<OrganizationKind> words = {
        {OrganizationKind::School, "school", "школа", ""},
        {OrganizationKind::Committee, "committee", "комитет", ""},
        {OrganizationKind::MethodicalService, "methodical-service", "методическая служба", ""},
    };
    return words;
}

template <>
const WordList<InterfaceLanguage>& word_list<InterfaceLanguage>() {
    static const WordList<InterfaceLanguage> words = {
        {InterfaceLanguage::Russian, "ru", "русский", ""},
        {InterfaceLanguage::English, "en", "английский", ""},
    };
    return words;
}

template <>
const FieldTable<Organization>& field_table<Organization>() {
    static const FieldTable<Organization> table = {
        {field("kind", &Organization::kind, {"школа, комитет или методическая служба", "kind"})
             .required(),
         field("name", &Organization::name, {"полное название", "full name"}).required(),
         field("short_name", &Organization::short_name, {"короткое название", "short name"}),
         field("inn", &Organization::inn, {"ИНН", "taxpayer number"}),
         field("address", &Organization::address, {"почтовый адрес", "postal address"}),
         field("phones", &Organization::phones, {"телефоны", "phones"}).with_alias("phone"),
         field("email", &Organization::email, {"электронная почта", "mail address"}),
         field("website", &Organization::website, {"сайт организации", "website"})},
        "",
    };
    return table;
}

template <>
const FieldTable<Hotline>& field_table<Hotline>() {
    static const FieldTable<Hotline> table = {
        {field("title", &Hotline::title, {"название", "title"}).required(),
         field("phone", &Hotline::phone, {"телефон", "phone"}),
         field("email", &Hotline::email, {"почта", "mail address"}),
         field("hours", &Hotline::hours, {"часы работы", "hours"}),
         field("from", &Hotline::from, {"с какого дня", "first day"}),
         field("to", &Hotline::to, {"по какой день", "last day"})},
        "",
    };
    return table;
}

template <>
const FieldTable<Appeal>& field_table<Appeal>() {
    static const FieldTable<Appeal> table = {
        {field("title", &Appeal::title, {"заголовок", "title"}),
         field("text", &Appeal::text, {"что делать", "what to do"}),
         field("act", &Appeal::act, {"акт о порядке апелляции", "the act"}),
         field("contact", &Appeal::contact, {"куда обращаться", "contact"})},
        "",
    };
    return table;
}

template <>
const FieldTable<OuterLink>& field_table<OuterLink>() {
    static const FieldTable<OuterLink> table = {
        {field("title", &OuterLink::title, {"текст ссылки", "text"}).required(),
         field("url", &OuterLink::url, {"адрес", "address"}).required(),
         field("group", &OuterLink::group, {"группа", "group"})},
        "",
    };
    return table;
}

template <>
const FieldTable<Body>& field_table<Body>() {
    static const FieldTable<Body> table = {
        {field("name", &Body::name, {"название или должность", "name"}).required(),
         field("aliases", &Body::aliases, {"другие написания", "other spellings"})
             .with_alias("alias")},
        "name",
    };
    return table;
}

template <>
const FieldTable<VocabularyConfig>& field_table<VocabularyConfig>() {
    static const FieldTable<VocabularyConfig> table = {
        {field("works", &VocabularyConfig::works, {"виды работ", "kinds of work"})
             .with_alias("work"),
         field("subjects", &VocabularyConfig::subjects, {"предметы", "subjects"})
             .with_alias("subject"),
         field("procedures", &VocabularyConfig::procedures, {"процедуры", "procedures"})
             .with_alias("procedure")},
        "",
    };
    return table;
}

template <>
const FieldTable<SearchConfig>& field_table<SearchConfig>() {
    static const FieldTable<SearchConfig> table = {
        {field("synonyms", &SearchConfig::synonyms,
               {"слова, которые значат одно и то же", "words that mean the same"})
             .with_alias("synonym")},
        "",
    };
    return table;
}

template <>
const FieldTable<Privacy>& field_table<Privacy>() {
    static const FieldTable<Privacy> table = {
        {field("min_cell", &Privacy::min_cell, {"наименьшая публикуемая группа", "least cell"}),
         field("min_schools", &Privacy::min_schools, {"наименьшее число школ", "least schools"})},
        "",
    };
    return table;
}

template <>
const FieldTable<MenuItem>& field_table<MenuItem>() {
    static const FieldTable<MenuItem> table = {
        {field("section", &MenuItem::section, {"раздел сайта", "section"}),
         field("title", &MenuItem::title, {"текст", "text"}),
         field("url", &MenuItem::url, {"адрес", "address"})},
        "section",
    };
    return table;
}

template <>
const FieldTable<RemovedRecord>& field_table<RemovedRecord>() {
    static const FieldTable<RemovedRecord> table = {
        {field("id", &RemovedRecord::id, {"ид снятой записи", "id"}).required(),
         field("date", &RemovedRecord::date, {"когда снята", "date"}).required()},
        "",
    };
    return table;
}

template <>
const FieldTable<SiteConfig>& field_table<SiteConfig>() {
    static const FieldTable<SiteConfig> table = {
        {field("title", &SiteConfig::title, {"название портала", "title"}).required(),
         field("organization", &SiteConfig::organization, {"кто публикует", "publisher"}).required(),
         field("base_url", &SiteConfig::base_url, {"адрес портала", "address"}).required(),
         field("school_year", &SiteConfig::school_year, {"учебный год", "school year"}).required(),
         field("timezone", &SiteConfig::timezone, {"часовой пояс", "time zone"}),
         field("language", &SiteConfig::language, {"язык подписей", "interface language"}),
         field("theme", &SiteConfig::theme, {"тема оформления", "theme"}),
         field("marks", &SiteConfig::marks, {"отметки", "marks"}).with_alias("mark"),
         field("neighbours", &SiteConfig::neighbours, {"соседние порталы", "neighbours"})
             .with_alias("neighbour"),
         field("hotlines", &SiteConfig::hotlines, {"горячие линии", "hot lines"})
             .with_alias("hotline"),
         field("appeal", &SiteConfig::appeal, {"если не согласны с отметкой", "appeal"}),
         field("links", &SiteConfig::links, {"полезные ссылки", "links"}).with_alias("link"),
         field("glossary", &SiteConfig::glossary, {"сокращения", "abbreviations"}),
         field("bodies", &SiteConfig::bodies, {"ответственные", "bodies"}).with_alias("body"),
         field("vocabulary", &SiteConfig::vocabulary, {"словари", "vocabularies"}),
         field("search", &SiteConfig::search, {"поиск", "search"}),
         field("privacy", &SiteConfig::privacy, {"пороги публикации", "privacy"}),
         field("menu", &SiteConfig::menu, {"меню", "menu"}),
         field("removed", &SiteConfig::removed, {"снятые записи", "removed records"})},
        "",
    };
    return table;
}

}  // namespace vitrina
