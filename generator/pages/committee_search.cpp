#include "pages/committee_search.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/parallel.h"
#include "base/text.h"
#include "kinds/validity.h"
#include "pages/committee_texts.h"
#include "site/vocabulary.h"

namespace vitrina {
namespace {

using Numbers = std::vector<std::uint32_t>;

// Beyond so many pages a file of cards holds more of them: the files of a country would be too many.
constexpr std::size_t many_pages = 5000;
constexpr std::size_t many_cards = 16;
constexpr std::size_t large_site = 1000;
constexpr std::size_t usual_beginning = 300;
constexpr std::size_t short_beginning = 90;

// The section of a page of a school; that of the schools when this program knows no such kind.
std::string section_of(const Theme& theme, std::string_view kind) {
    const Kind* known = find_kind(kind);
    return std::string(theme.text("section_" + std::string(known != nullptr ? known->folder : "schools")));
}

std::string class_title(const Theme& theme, const ClassLabel& label) {
    return theme.text("class_one", {label.text()});
}

std::string audience_title(const Theme& theme, Audience audience) {
    return std::string(theme.text("audience_" + std::string(word_of(audience, Language::English))));
}

// Numbers of schools come before those of the site.
void add_values(Facet& facet, const std::string& title, const Numbers& pages) {
    if (pages.empty())
        return;
    const auto found =
        std::ranges::find(facet.values, title, [](const auto& value) { return value.first; });
    if (found == facet.values.end())
        facet.values.emplace_back(title, pages);
    else
        found->second.insert(found->second.begin(), pages.begin(), pages.end());
}

// By where the titles stand in a list.
void sort_values(Facet& facet, const std::vector<std::string>& order) {
    std::ranges::stable_sort(facet.values, {}, [&](const auto& value) {
        return std::ranges::find(order, value.first) - order.begin();
    });
}

}  // namespace

// What a thread makes of one school.
struct SchoolSearch::School {
    std::vector<IndexedPage> pages;
    std::vector<PageWords> words;
    std::vector<const KeptFile*> files;
};

SchoolSearch::SchoolSearch(const PageWorld& world)
    : world_(world), committee_(committee_of(world.site)) {
    if (committee_ == nullptr)
        return;
    for (const SchoolFacts& facts : committee_->schools) {
        std::string url = school_url(facts).substr(1);
        names_.push_back({school_name(facts), url, url + "#files"});
    }
}

SchoolSearch::School SchoolSearch::read(std::size_t number, const IndexSources& sections) const {
    const SchoolFacts& facts = committee_->schools[number];
    const Names& names = names_[number];
    const Theme& theme = world_.theme;
    const std::size_t longest =
        committee_->schools.size() > large_site ? short_beginning : usual_beginning;
    School school;
    const auto add = [&](const IndexedPage& page, const PageText& text, const KeptFile* file) {
        school.words.push_back(world_.search.read(text));
        school.pages.push_back(page);
        school.files.push_back(file);
    };
    const auto section = [&](const std::string& title) {
        return static_cast<std::uint32_t>(std::ranges::find(sections.sections, title) -
                                          sections.sections.begin());
    };
    const std::string schools = section_of(theme, "");
    const std::string own = "<main><h1>" + escape_html(names.name) + "</h1><h2>" +
                            escape_html(official_name(facts)) + "</h2></main>";
    add({.url = names.url, .title = names.name, .beginning = {}, .section = section(schools)},
        {own, {schools}, longest}, nullptr);
    for (auto file = facts.files.rbegin(); file != facts.files.rend(); ++file) {
        const std::string kind = section_of(theme, file->kind);
        // A heading, no title: where the committee itself has a page of the name, it comes first.
        const std::string html = "<main><h2>" + escape_html(file->title) + "</h2><p>" +
                                 escape_html(file->filing.summary) + "</p></main>";
        std::vector<std::string> filed = {names.name, kind};
        filed.insert(filed.end(), file->filing.subjects.begin(), file->filing.subjects.end());
        for (const ClassLabel& label : file->filing.classes)
            filed.push_back(class_title(theme, label));
        for (const Audience audience : file->filing.audiences)
            filed.push_back(audience_title(theme, audience));
        // What came in a table stands nowhere but on the committee's page.
        const std::string_view url = file->url.empty() ? names.files_url : file->url;
        add({.url = url, .title = file->title, .beginning = {}, .section = section(kind), .school = names.name},
            {html, std::move(filed), longest}, &*file);
    }
    return school;
}

void SchoolSearch::add_pages(IndexSources& to) {
    if (committee_ == nullptr)
        return;
    // Before the threads: sections are numbered as they come.
    to.section(section_of(world_.theme, ""));
    std::set<std::string_view> kinds;
    for (const SchoolFacts& facts : committee_->schools)
        for (const KeptFile& file : facts.files)
            if (kinds.insert(file.kind).second)
                to.section(section_of(world_.theme, file.kind));
    const std::size_t count = committee_->schools.size();
    std::vector<School> schools(count);
    parallel_for(count, to.threads, [&](std::size_t i) {
        schools[i] = read(count - 1 - i, to);
    });
    for (School& school : schools) {
        starts_.push_back(static_cast<std::uint32_t>(to.pages.size()));
        std::ranges::move(school.pages, std::back_inserter(to.pages));
        std::ranges::move(school.words, std::back_inserter(words_));
        std::ranges::move(school.files, std::back_inserter(files_));
        school = {};
    }
    starts_.push_back(static_cast<std::uint32_t>(to.pages.size()));
    for (std::size_t i = 0; i < words_.size(); ++i) {
        to.pages[i].words = words_[i].words;
        to.pages[i].beginning = words_[i].beginning;
    }
    if (to.pages.size() > many_pages)
        to.cards_per_file = many_cards;
    if (count > most_school_boxes)
        to.schools = starts_;
}

void SchoolSearch::add_facets(IndexSources& to) const {
    if (committee_ == nullptr)
        return;
    for (Facet& facet : to.facets) {
        if (facet.name == "kind")
            add_kinds(facet);
        else if (facet.name == "audience")
            add_audiences(facet);
        else if (facet.name == "subjects")
            add_subjects(facet);
        else if (facet.name == "classes")
            add_classes(facet);
    }
    const std::size_t count = committee_->schools.size();
    if (count > most_school_boxes)
        return;
    Facet schools{"schools", {}};
    for (std::size_t i = 0; i < count; ++i) {
        Numbers pages;
        for (std::uint32_t page = starts_[count - 1 - i]; page < starts_[count - i]; ++page)
            pages.push_back(page);
        schools.values.emplace_back(school_name(committee_->schools[i]), std::move(pages));
    }
    to.facets.push_back(std::move(schools));
}

void SchoolSearch::add_kinds(Facet& facet) const {
    std::vector<std::string> order;
    for (const Kind& kind : all_kinds()) {
        Numbers pages;
        for (std::uint32_t page = 0; page < files_.size(); ++page)
            if (files_[page] != nullptr && files_[page]->kind == kind.name)
                pages.push_back(page);
        order.push_back(section_of(world_.theme, kind.name));
        add_values(facet, order.back(), pages);
    }
    sort_values(facet, order);
}

void SchoolSearch::add_audiences(Facet& facet) const {
    std::vector<std::string> order;
    for (const Word<Audience>& word : word_list<Audience>()) {
        Numbers pages;
        for (std::uint32_t page = 0; page < files_.size(); ++page)
            if (files_[page] != nullptr &&
                std::ranges::find(files_[page]->filing.audiences, word.value) !=
                    files_[page]->filing.audiences.end())
                pages.push_back(page);
        order.push_back(audience_title(world_.theme, word.value));
        add_values(facet, order.back(), pages);
    }
    sort_values(facet, order);
}

// As curricula order them, those of schools among the site's own.
void SchoolSearch::add_subjects(Facet& facet) const {
    std::map<std::string_view, Numbers> subjects;
    for (const std::string& subject : committee_->subjects)
        subjects[subject];
    for (std::uint32_t page = 0; page < files_.size(); ++page)
        if (files_[page] != nullptr)
            for (const std::string& subject : files_[page]->filing.subjects)
                if (const auto found = subjects.find(subject);
                    found != subjects.end() &&
                    (found->second.empty() || found->second.back() != page))
                    found->second.push_back(page);
    for (const auto& [subject, pages] : subjects)
        add_values(facet, std::string(subject), pages);
    Diagnostics told_elsewhere;
    const Vocabulary vocabulary(world_.site.config, told_elsewhere);
    std::ranges::stable_sort(facet.values, {}, [&](const auto& value) {
        return std::pair(vocabulary.rank(WordListKind::Subjects, value.first),
                         collation_key(value.first));
    });
}

// A parallel gathers its letters, and a letter class shows what is for the parallel.
void SchoolSearch::add_classes(Facet& facet) const {
    std::map<ClassLabel, Numbers> classes;
    for (const KeptFile* file : files_)
        if (file != nullptr)
            for (const ClassLabel& label : file->filing.classes)
                classes[{label.number, ""}];
    for (const Record& record : world_.site.records)
        for (const ClassLabel& label : record.common.classes.labels)
            classes[label];
    for (std::uint32_t page = 0; page < files_.size(); ++page)
        if (files_[page] != nullptr)
            for (auto& [label, pages] : classes)
                if (std::ranges::any_of(
                        files_[page]->filing.classes,
                        [&own = label](const ClassLabel& one) { return do_meet(one, own); }))
                    pages.push_back(page);
    for (const auto& [label, pages] : classes)
        add_values(facet, class_title(world_.theme, label), pages);
    std::ranges::stable_sort(facet.values, {}, [](const auto& value) {
        return natural_key(value.first);
    });
}

}  // namespace vitrina
