#include "site/references.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "kinds/tasks.h"
#include "site/file_paths.h"
#include "site/windows.h"

namespace vitrina {
namespace {

std::string_view last_part(std::string_view id) {
    return id.substr(id.rfind('/') + 1);
}

// The nearest of many ids, found at most once for each wrong one.
class Suggestions {
public:
    // Beyond so many wrong ids nobody reads suggestions, and each costs a look at every record.
    static constexpr std::size_t most = 200;

    void add(std::string id) { ids_.push_back(std::move(id)); }

    const std::string& nearest(const std::string& wrong) {
        const auto [known, fresh] = found_.emplace(wrong, "");
        if (fresh && found_.size() <= most)
            known->second = find(wrong);
        return known->second;
    }

private:
    // Also the one record of the same name in another folder.
    std::string find(std::string_view wrong) const {
        std::string near =
            nearest_name(wrong, std::vector<std::string_view>(ids_.begin(), ids_.end()));
        if (!near.empty())
            return near;
        std::string same;
        for (const std::string& id : ids_) {
            if (last_part(id) != last_part(wrong))
                continue;
            if (!same.empty())
                return {};
            same = id;
        }
        return same;
    }

    std::vector<std::string> ids_;
    std::map<std::string, std::string> found_;
};

// What a reference may name inside a record.
struct PartsOfTarget {
    std::string id;     // with the neighbour's name
    std::string path;   // of its file
    bool open = false;  // its text has anchors that are not known yet
    std::set<std::string, std::less<>> ids;
};

class ReferenceVisitor : public FieldVisitor {
public:
    ReferenceVisitor(Site& site,
                     const std::vector<Neighbour>& others,
                     const AssembleOptions& options,
                     Diagnostics& out)
        : site_(site), options_(options), out_(out), files_(site, out) {
        for (const Record& record : site.records)
            ids_of_site_.add(record.id);
        for (const auto& [name, base_url] : site.config.neighbours.items) {
            Neighbour& kept = site_.neighbours[name.value];
            kept.base_url = base_url;
            const auto at_hand = std::ranges::find(others, base_url, &Neighbour::base_url);
            if (at_hand == others.end())
                continue;
            kept.title = at_hand->title;
            at_hand_[name.value] = &*at_hand;
            for (const auto& [id, record] : at_hand->records)
                ids_of_neighbours_[name.value].add(id);
        }
    }

    void visit_record(RecordId id) {
        Record& record = site_.records[static_cast<std::size_t>(id)];
        from_ = id;
        source_ = record.source;
        const std::size_t slash = record.id.rfind('/');
        folder_ = slash == std::string::npos ? "" : record.id.substr(0, slash);
        seen_.clear();
        record.kind->visit(record, *this);
    }

    void visit_config() {
        from_.reset();
        source_ = site_.config.source;
        folder_.clear();
        seen_.clear();
        visit_fields(site_.config, field_table<SiteConfig>(), *this);
    }

    void reference(Reference& value) override {
        value.id = to_nfc(value.id);
        // A kind may keep one written reference in two fields: `act` of a plan is `approved_by`.
        if (!seen_.insert(value.span.begin).second)
            return;
        if (value.site.empty())
            check_here(value);
        else
            check_elsewhere(value);
    }

    void file(FilePath& value) override { files_.settle(value, folder_, place(value.span)); }

private:
    Place place(Span span) const { return {source_, span}; }

    void check_here(const Reference& reference) {
        const auto target = site_.find(reference.id);
        if (!target) {
            report_unknown(reference);
            return;
        }
        if (!reference.anchor.empty() && !is_withheld(reference, site_.at(*target)))
            check_part(reference, parts_here(*target));
        if (from_ && *from_ != *target)
            site_.entries[static_cast<std::size_t>(*target)].back.push_back(
                {*from_, std::string(part), std::string(field), reference.anchor});
    }

    // A task that is kept out of every output. A demo test that takes it tells so itself.
    bool is_withheld(const Reference& reference, const Record& record) {
        const BankTask* task = find_task(record, reference.anchor);
        if (task == nullptr || task->is_published())
            return false;
        if (field != "use")
            out_.error(ids::reference_unpublished, place(reference.span), reference.text());
        return true;
    }

    // Only what is referred to needs names for its parts.
    const PartsOfTarget& parts_here(RecordId id) {
        const Record& record = site_.at(id);
        const auto [parts, fresh] = parts_.try_emplace(record.id);
        if (!fresh)
            return parts->second;
        parts->second = {record.id,
                         record.source->path,
                         record.kind->form == FileForm::Markdown,
                         {record.anchors.begin(), record.anchors.end()}};
        if (record.kind->parts)
            site_.entries[static_cast<std::size_t>(id)].parts = record.kind->parts(record);
        return parts->second;
    }

    const PartsOfTarget& parts_elsewhere(const Reference& reference,
                                         const NeighbourRecord& record) {
        const std::string id = reference.site + ":" + reference.id;
        const auto [parts, fresh] = parts_.try_emplace(id);
        if (!fresh)
            return parts->second;
        parts->second = {id, record.path, record.open_anchors, {}};
        for (const PartName& one : record.parts)
            parts->second.ids.insert(one.id);
        return parts->second;
    }

    void report_unknown(const Reference& reference) {
        const std::string& id = reference.id;
        const std::string anchor = reference.anchor.empty() ? "" : "#" + reference.anchor;
        for (const std::string_view extension : {".md", ".yaml"}) {
            const std::string stem =
                id.substr(0, id.size() - std::min(id.size(), extension.size()));
            if (id.ends_with(extension) && site_.find(stem)) {
                out_.error(ids::reference_extension, place(reference.span), id, stem + anchor);
                return;
            }
        }
        if (std::ranges::binary_search(site_.unpublished, id))
            out_.error(ids::reference_unpublished, place(reference.span), id);
        else
            report_unknown(reference, "", ids_of_site_);
    }

    void report_unknown(const Reference& reference,
                        const std::string& prefix,
                        Suggestions& suggestions) {
        const std::string& near = suggestions.nearest(reference.id);
        const std::string anchor = reference.anchor.empty() ? "" : "#" + reference.anchor;
        out_.error(ids::reference_unknown, place(reference.span),
                   shorten(prefix + reference.id, 80), near.empty() ? "" : prefix + near + anchor);
    }

    void check_elsewhere(const Reference& reference) {
        const std::string& name = reference.site;
        if (!site_.neighbours.contains(name)) {
            report_neighbour(reference);
            return;
        }
        const auto at_hand = at_hand_.find(name);
        if (at_hand == at_hand_.end())
            return;  // a link with a note: nobody here can know
        const auto found = at_hand->second->records.find(reference.id);
        if (found == at_hand->second->records.end()) {
            report_unknown(reference, name + ":", ids_of_neighbours_[name]);
            return;
        }
        const NeighbourRecord& record = found->second;
        if (!is_published(record.window, options_)) {
            out_.error(ids::reference_unpublished, place(reference.span), reference.text());
            return;
        }
        if (!reference.anchor.empty())
            check_part(reference, parts_elsewhere(reference, record));
        site_.neighbours[name].records.emplace(reference.id, record);
    }

    void report_neighbour(const Reference& reference) {
        if (reference.site == "http" || reference.site == "https") {
            out_.error(ids::reference_address, place(reference.span),
                       shorten(reference.site + "://" + reference.id, 80));
            return;
        }
        std::vector<std::string_view> names;
        for (const auto& [name, neighbour] : site_.neighbours)
            names.emplace_back(name);
        out_.error(ids::reference_neighbour, place(reference.span), shorten(reference.site, 40),
                   nearest_name(reference.site, names));
    }

    void check_part(const Reference& reference, const PartsOfTarget& target) {
        const std::string& anchor = reference.anchor;
        if (target.open || target.ids.contains(anchor))
            return;
        if (target.ids.empty())
            out_.error(ids::reference_part_nameless, place(reference.span), target.id, target.path);
        else
            out_.error(ids::reference_part, place(reference.span), target.id, shorten(anchor, 60),
                       nearest_name(anchor, std::vector<std::string_view>(target.ids.begin(),
                                                                          target.ids.end())));
    }

    Site& site_;
    const AssembleOptions& options_;
    Diagnostics& out_;
    FilePaths files_;
    Suggestions ids_of_site_;
    std::map<std::string, Suggestions> ids_of_neighbours_;
    std::map<std::string, const Neighbour*> at_hand_;
    std::map<std::string, PartsOfTarget> parts_;  // by id, with the neighbour's name
    std::optional<RecordId> from_;
    SourcePtr source_;
    std::string folder_;
    std::set<std::uint32_t> seen_;
};

}  // namespace

void resolve_references(Site& site,
                        const std::vector<Neighbour>& others,
                        const AssembleOptions& options,
                        Diagnostics& out) {
    ReferenceVisitor visitor(site, others, options, out);
    for (std::size_t i = 0; i < site.records.size(); ++i)
        visitor.visit_record(static_cast<RecordId>(i));
    visitor.visit_config();
}

}  // namespace vitrina
