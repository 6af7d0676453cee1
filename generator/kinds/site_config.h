// site.yaml: who publishes, for which school year, and what is common to all pages (formats §2).
#pragma once

#include <string>
#include <vector>

#include "kinds/common.h"

namespace vitrina {

enum class OrganizationKind : std::uint8_t { School, Committee, MethodicalService };
template <> const WordList<OrganizationKind>& word_list<OrganizationKind>();
template <> struct Codec<OrganizationKind> : WordCodec<OrganizationKind> {};

enum class InterfaceLanguage : std::uint8_t { Russian, English };
template <> const WordList<InterfaceLanguage>& word_list<InterfaceLanguage>();
template <> struct Codec<InterfaceLanguage> : WordCodec<InterfaceLanguage> {};

struct Organization {
    OrganizationKind kind = OrganizationKind::School;
    std::string name;
    std::string short_name;  // the name when left out
    Located<std::string> inn;
    std::string address;
    std::vector<std::string> phones;
    std::string email;
    WebAddress website;
};

struct Hotline {
    InlineText title;
    std::string phone;
    std::string email;
    std::string hours;
    Date from;
    Date to;
};

struct Appeal {
    InlineText title;
    BlockText text;
    Reference act;
    std::string contact;
};

struct OuterLink {
    InlineText title;
    WebAddress url;
    std::string group;
};

// Whoever may stand under `responsible` and `participants`.
struct Body {
    std::string name;
    std::vector<std::string> aliases;
};

struct VocabularyConfig {
    Pairs<std::string, std::vector<std::string>> works;
    Pairs<std::string, std::vector<std::string>> subjects;
    Pairs<std::string, std::vector<std::string>> procedures;
};

struct SearchConfig {
    // Spellings that mean the same to whoever searches: `оценка: [отметка, балл]`.
    Pairs<std::string, std::vector<std::string>> synonyms;
};

struct Privacy {
    int min_cell = 5;
    int min_schools = 3;
};

// A section's name, an id of a record, or a link out.
struct MenuItem {
    Located<std::string> section;
    InlineText title;
    WebAddress url;
};

struct RemovedRecord {
    std::string id;
    Date date;
};

struct SiteConfig {
    InlineText title;
    Organization organization;
    Located<std::string> base_url;  // ends with `/`
    SchoolYear school_year;
    Located<std::string> timezone = {"Europe/Moscow", {}};
    InterfaceLanguage language = InterfaceLanguage::Russian;
    Located<std::string> theme = {"base", {}};
    std::vector<int> marks;  // highest first; 5 4 3 2 when left out
    Pairs<std::string, std::string> neighbours;
    std::vector<Hotline> hotlines;
    Appeal appeal;
    std::vector<OuterLink> links;
    Pairs<std::string, std::string> glossary;
    Pairs<std::string, Body> bodies;
    VocabularyConfig vocabulary;
    SearchConfig search;
    Privacy privacy;
    std::vector<MenuItem> menu;
    std::vector<RemovedRecord> removed;
    SourcePtr source;

    Place place(Span span) const { return {source, span}; }
    Language interface_language() const {
        return language == InterfaceLanguage::Russian ? Language::Russian : Language::English;
    }
};

template <> const FieldTable<Organization>& field_table<Organization>();
template <> const FieldTable<Hotline>& field_table<Hotline>();
template <> const FieldTable<Appeal>& field_table<Appeal>();
template <> const FieldTable<OuterLink>& field_table<OuterLink>();
template <> const FieldTable<Body>& field_table<Body>();
template <> const FieldTable<VocabularyConfig>& field_table<VocabularyConfig>();
template <> const FieldTable<SearchConfig>& field_table<SearchConfig>();
template <> const FieldTable<Privacy>& field_table<Privacy>();
template <> const FieldTable<MenuItem>& field_table<MenuItem>();
template <> const FieldTable<RemovedRecord>& field_table<RemovedRecord>();
template <> const FieldTable<SiteConfig>& field_table<SiteConfig>();

// Decodes and checks site.yaml. Nothing when it is so broken that no site can be made of it.
std::optional<SiteConfig> read_site_config(const SourcePtr& source, Diagnostics& out);

// Whether the control digits of a taxpayer number of 10 or 12 digits are right.
bool is_valid_inn(std::string_view digits);

}  // namespace vitrina
