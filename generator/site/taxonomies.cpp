#include "site/taxonomies.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "base/text.h"
#include "kinds/validity.h"
#include "site/names.h"

namespace vitrina {
namespace {

struct AudienceTitle {
    Audience audience;
    std::string_view ru;
    std::string_view en;
};

constexpr AudienceTitle audience_titles[] = {
    {Audience::Parents, "Родителям", "For parents"},
    {Audience::Pupils, "Обучающимся", "For pupils"},
    {Audience::Teachers, "Педагогам", "For teachers"},
    {Audience::Administration, "Администрации", "For administrators"},
    {Audience::Methodists, "Методической службе", "For methodists"},
};

std::vector<RecordId> listed(const Site& site) {
    std::vector<RecordId> ids;
    for (std::size_t i = 0; i < site.entries.size(); ++i)
        if (site.entries[i].is_listed())
            ids.push_back(static_cast<RecordId>(i));
    return ids;
}

std::string term_url(std::string_view taxonomy, std::string_view key) {
    return "/" + std::string(taxonomy) + "/" + transliterate_path(key) + "/";
}

void add_term(const Site& site, Taxonomy& taxonomy, Term term) {
    if (term.records.empty())
        return;
    sort_for_list(site, term.records);
    taxonomy.terms.push_back(std::move(term));
}

Taxonomy audience_taxonomy(const Site& site, const std::vector<RecordId>& ids) {
    Taxonomy taxonomy{"audience", {}};
    const bool russian = site.config.language == InterfaceLanguage::Russian;
    for (const AudienceTitle& title : audience_titles) {
        const std::string key(word_of(title.audience, Language::English));
        Term term{key, std::string(russian ? title.ru : title.en), term_url("audience", key), {}};
        for (const RecordId id : ids) {
            const std::vector<Audience>& audience = site.at(id).common.audience;
            if (std::ranges::find(audience, title.audience) != audience.end())
                term.records.push_back(id);
        }
        add_term(site, taxonomy, std::move(term));
    }
    return taxonomy;
}

struct WordTaxonomy {
    std::string_view name;
    WordListKind kind;
    std::vector<std::string> Entry::*words;
};

Taxonomy word_taxonomy(const Site& site,
                       const std::vector<RecordId>& ids,
                       const Vocabulary& vocabulary,
                       const WordTaxonomy& of) {
    std::map<std::string, std::vector<RecordId>> found;
    for (const RecordId id : ids)
        for (const std::string& word : site.entry(id).*of.words)
            found[word].push_back(id);
    Taxonomy taxonomy{std::string(of.name), {}};
    for (auto& [word, records] : found)
        add_term(site, taxonomy, {word, word, term_url(of.name, word), std::move(records)});
    std::ranges::sort(taxonomy.terms, {}, [&](const Term& term) {
        return std::pair(vocabulary.rank(of.kind, term.key), collation_key(term.key));
    });
    return taxonomy;
}

// A word with a record of its own has the record's address, even if nothing else names it.
Taxonomy procedure_taxonomy(const Site& site,
                            const std::vector<RecordId>& ids,
                            const Vocabulary& vocabulary) {
    Taxonomy taxonomy = word_taxonomy(
        site, ids, vocabulary, {"procedures", WordListKind::Procedures, &Entry::procedures});
    for (const RecordId id : ids) {
        if (site.at(id).kind->name != "procedure")
            continue;
        const std::string word = word_of_procedure(site.at(id), vocabulary);
        auto term = std::ranges::find(taxonomy.terms, word, &Term::key);
        if (term == taxonomy.terms.end())
            term = taxonomy.terms.insert(term, {word, word, "", {}});
        term->url = site.entry(id).url;
    }
    std::ranges::stable_sort(taxonomy.terms, {}, [&](const Term& term) {
        return std::pair(vocabulary.rank(WordListKind::Procedures, term.key),
                         collation_key(term.key));
    });
    return taxonomy;
}

// Every class that a record names, and the parallels of its letter classes.
std::set<ClassLabel> classes_in_use(const Site& site, const std::vector<RecordId>& ids) {
    std::set<ClassLabel> labels;
    for (const RecordId id : ids)
        for (const ClassLabel& label : site.at(id).common.classes.labels) {
            labels.insert(label);
            labels.insert({label.number, ""});
        }
    return labels;
}

bool concerns(const ClassList& classes, const ClassLabel& page) {
    return std::ranges::any_of(classes.labels,
                               [&](const ClassLabel& label) { return do_meet(label, page); });
}

Taxonomy class_taxonomy(const Site& site, const std::vector<RecordId>& ids) {
    Taxonomy taxonomy{"classes", {}};
    const bool russian = site.config.language == InterfaceLanguage::Russian;
    for (const ClassLabel& label : classes_in_use(site, ids)) {
        const std::string key = label.text();
        Term term{key, russian ? key + " класс" : "Class " + key, term_url("classes", key), {}};
        for (const RecordId id : ids)
            if (concerns(site.at(id).common.classes, label))
                term.records.push_back(id);
        add_term(site, taxonomy, std::move(term));
    }
    return taxonomy;
}

// Keys are texts of labels: digits, and a letter or none.
ClassLabel label_of_key(std::string_view key) {
    ClassLabel label;
    const auto [end, error] = std::from_chars(key.data(), key.data() + key.size(), label.number);
    label.letter = key.substr(static_cast<std::size_t>(end - key.data()));
    return label;
}

// Two words whose letters make one address.
void report_collisions(const Site& site, const Taxonomy& taxonomy, Diagnostics& out) {
    std::map<std::string, std::string> seen;
    for (const Term& term : taxonomy.terms) {
        if (term.records.empty())
            continue;
        const Record& record = site.at(term.records.front());
        const auto [first, fresh] = seen.emplace(term.url, term.key);
        if (!fresh)
            out.error(ids::term_taken, record.place(record.common.title.text.span), term.url,
                      term.key, first->second);
    }
}

}  // namespace

std::vector<Taxonomy> make_taxonomies(const Site& site,
                                      const Vocabulary& vocabulary,
                                      Diagnostics& out) {
    const std::vector<RecordId> ids = listed(site);
    std::vector<Taxonomy> taxonomies;
    taxonomies.push_back(audience_taxonomy(site, ids));
    taxonomies.push_back(word_taxonomy(site, ids, vocabulary,
                                       {"subjects", WordListKind::Subjects, &Entry::subjects}));
    taxonomies.push_back(class_taxonomy(site, ids));
    taxonomies.push_back(procedure_taxonomy(site, ids, vocabulary));
    for (const Taxonomy& taxonomy : taxonomies)
        report_collisions(site, taxonomy, out);
    return taxonomies;
}

bool is_filed_under(const Site& site, const Taxonomy& taxonomy, const Term& term, RecordId id) {
    const Common& common = site.at(id).common;
    if (taxonomy.name == "audience")
        return std::ranges::find(common.audience, term.key, [](Audience audience) {
                   return word_of(audience, Language::English);
               }) != common.audience.end();
    if (taxonomy.name == "classes")
        return concerns(common.classes, label_of_key(term.key));
    const std::vector<std::string>& subjects = site.entry(id).subjects;
    return std::ranges::find(subjects, term.key) != subjects.end();
}

}  // namespace vitrina
