#include "site/names.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/text.h"
#include "base/year_ids.h"
#include "content/markdown.h"
#include "kinds/procedure.h"

namespace vitrina {
namespace {

// A word that looks like an id of site.yaml's `bodies`: a typo in it would be printed as a name.
bool looks_like_id(std::string_view name) {
    return !name.empty() && std::ranges::all_of(name, [](char byte) {
        return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
               (byte >= '0' && byte <= '9') || byte == '-' || byte == '_';
    });
}

// Whoever may be responsible: bodies of site.yaml by id, name and alias.
class Bodies {
public:
    Bodies(const SiteConfig& config, Diagnostics& out) {
        for (const auto& [id, body] : config.bodies.items)
            ids_.insert(id.value);
        for (const auto& [id, body] : config.bodies.items) {
            claim(id, body.name, config, out);
            for (const std::string& alias : body.aliases)
                claim(id, alias, config, out);
        }
        for (const Word<Audience>& word : word_list<Audience>())
            for (const std::string_view spelling : {word.en, word.ru, word.alias})
                audience_.emplace(fold_word(spelling), &word);
    }

    bool is_id(const std::string& name) const { return ids_.contains(name); }
    const std::string* find(std::string_view name) const {
        const auto found = names_.find(fold_word(name));
        return found == names_.end() ? nullptr : &found->second;
    }
    const Word<Audience>* find_audience(std::string_view name) const {
        const auto found = audience_.find(fold_word(name));
        return found == audience_.end() ? nullptr : found->second;
    }
    std::string nearest_id(std::string_view name) const {
        std::vector<std::string_view> known(ids_.begin(), ids_.end());
        for (const Word<Audience>& word : word_list<Audience>())
            known.push_back(word.en);
        return nearest_name(name, known);
    }
    std::string nearest_spelling(std::string_view name) const {
        return nearest_name(name,
                            std::vector<std::string_view>(spellings_.begin(), spellings_.end()));
    }

private:
    void claim(const Located<std::string>& id,
               const std::string& spelling,
               const SiteConfig& config,
               Diagnostics& out) {
        const auto [taken, fresh] = names_.emplace(fold_word(spelling), id.value);
        if (!fresh && taken->second != id.value)
            out.error(ids::body_twice, config.place(id.span), spelling, taken->second);
        spellings_.push_back(spelling);
    }

    std::set<std::string> ids_;
    std::map<std::string, std::string> names_;  // folded name or alias → id
    std::vector<std::string> spellings_;
    std::map<std::string, const Word<Audience>*> audience_;
};

class NameVisitor : public FieldVisitor {
public:
    NameVisitor(const Site& site, const Vocabulary& vocabulary, Diagnostics& out)
        : site_(site), vocabulary_(vocabulary), bodies_(site.config, out), out_(out) {
        for (std::size_t i = 0; i < site.records.size(); ++i)
            if (site.records[i].kind->name == "procedure")
                learn_procedure(site.records[i], site.entries[i].is_listed());
    }

    void visit(Record& record) {
        record_ = &record;
        reported_.clear();
        record.kind->visit(record, *this);
    }

    void subject(SubjectName& value) override {
        settle(WordListKind::Subjects, ids::subject_unknown, value.name, value.span);
    }
    void work(WorkName& value) override {
        if (value.name != "*")
            settle(WordListKind::Works, ids::work_unknown, value.name, value.span);
    }
    void procedure(ProcedureName& value) override {
        if (value.name.find('/') != std::string::npos)
            settle_procedure_record(value);
        else if (const auto known = procedures_.find(fold_word(value.name));
                 known != procedures_.end())
            value.name = known->second;
        else
            settle(WordListKind::Procedures, ids::procedure_unknown, value.name, value.span);
    }
    void body(BodyName& value) override {
        if (bodies_.is_id(value.name))
            return;
        if (const std::string* id = bodies_.find(value.name)) {
            value.name = *id;
        } else if (const Word<Audience>* word = bodies_.find_audience(value.name)) {
            // Another spelling is kept, because it is what the document prints.
            if (value.name == word->ru)
                value.name = word->en;
        } else if (is_new(value.span)) {
            report_body(value);
        }
    }

private:
    // A file's defaults are copied into its records: the same words at the same place.
    bool is_new(Span span) { return reported_.insert(span.begin).second; }

    // A procedure is known by its word and by its title.
    void learn_procedure(const Record& record, bool is_listed) {
        const std::string word = word_of_procedure(record, vocabulary_);
        procedures_.emplace(fold_word(word), word);
        procedures_.emplace(fold_word(flatten_markdown(record.common.title.text.text)), word);
        if (!is_listed)
            return;
        const auto [first, fresh] = owners_.emplace(word, &record);
        const Span code = as<Procedure>(record).code.span;
        if (!fresh)
            out_.error(ids::procedure_twice,
                       record.place(code.end == 0 ? record.common.title.text.span : code), word,
                       first->second->id);
    }

    void settle_procedure_record(ProcedureName& value) {
        const Reference reference = parse_reference(value.name, value.span);
        const auto id = reference.site.empty() ? site_.find(reference.id) : std::nullopt;
        if (id && site_.at(*id).kind->name == "procedure")
            value.name = word_of_procedure(site_.at(*id), vocabulary_);
        else if (is_new(value.span))
            out_.error(ids::procedure_other, record_->place(value.span), shorten(value.name, 60));
    }

    void settle(WordListKind kind, MessageId id, std::string& name, Span span) {
        if (const auto canonical = vocabulary_.canonical(kind, name)) {
            name = *canonical;
            return;
        }
        if (is_new(span))
            out_.warning(id, record_->place(span), shorten(name, 60),
                         vocabulary_.nearest(kind, name));
        name =
            unknown_[static_cast<std::size_t>(kind)].emplace(fold_word(name), name).first->second;
    }

    void report_body(const BodyName& value) {
        const Place place = record_->place(value.span);
        if (looks_like_id(value.name))
            out_.error(ids::body_id_unknown, place, shorten(value.name, 60),
                       bodies_.nearest_id(value.name));
        else
            out_.warning(ids::body_unknown, place, shorten(value.name, 80),
                         bodies_.nearest_spelling(value.name));
    }

    const Site& site_;
    const Vocabulary& vocabulary_;
    std::map<std::string, std::string> procedures_;  // folded word or title → word
    std::map<std::string, const Record*> owners_;    // of words in this school year
    Bodies bodies_;
    Diagnostics& out_;
    Record* record_ = nullptr;
    std::set<std::uint32_t> reported_;
    std::array<std::map<std::string, std::string>, 3> unknown_;  // folded → as first written
};

template <class Name>
std::vector<std::string> distinct_names(const std::vector<Name>& names) {
    std::vector<std::string> distinct;
    for (const Name& one : names)
        if (std::ranges::find(distinct, one.name) == distinct.end())
            distinct.push_back(one.name);
    return distinct;
}

}  // namespace

std::string word_of_procedure(const Record& record, const Vocabulary& vocabulary) {
    const std::string word = procedure_word(record);
    return vocabulary.canonical(WordListKind::Procedures, word).value_or(word);
}

void settle_names(Site& site, const Vocabulary& vocabulary, Diagnostics& out) {
    NameVisitor visitor(site, vocabulary, out);
    for (std::size_t i = 0; i < site.records.size(); ++i) {
        visitor.visit(site.records[i]);
        const Common& common = site.records[i].common;
        site.entries[i].subjects = distinct_names(common.subjects);
        site.entries[i].procedures = distinct_names(common.procedures);
    }
}

}  // namespace vitrina
