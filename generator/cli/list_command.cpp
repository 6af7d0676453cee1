// `list`: every record of a site or workspace with its state, published or not.
#include <map>

#include "cli/author_file.h"
#include "cli/columns.h"
#include "cli/command.h"
#include "cli/due_records.h"
#include "read.h"
#include "site/windows.h"

namespace vitrina {
namespace {

enum class RecordState : std::uint8_t { Published, Draft, Unpublished, Removed, Expired, Archived };

struct ListedRecord {
    std::string id;
    std::string_view kind;
    std::string title;
    std::string url;
    Date date;
    Date updated;
    RecordState state = RecordState::Published;
};

BilingualText state_name(RecordState state) {
    switch (state) {
        case RecordState::Published:
            break;
        case RecordState::Draft:
            return {"draft", "черновик"};
        case RecordState::Unpublished:
            return {"unpublished", "не опубликовано"};
        case RecordState::Removed:
            return {"removed", "снято"};
        case RecordState::Expired:
            return {"expired", "срок истёк"};
        case RecordState::Archived:
            return {"archived", "архив"};
    }
    return {"published", "на сайте"};
}

// Of a record that is not let in: why.
RecordState hidden_state(const Common& common, Date today) {
    if (common.draft)
        return RecordState::Draft;
    return common.publish_from.is_set() && today < common.publish_from ? RecordState::Unpublished
                                                                       : RecordState::Removed;
}

std::vector<ListedRecord> list_records(SiteSources sources, Date today) {
    std::map<std::string, ListedRecord> all;
    for (const Record& record : sources.records) {
        const Common& common = record.common;
        ListedRecord one{record.id,   record.kind->name, part_title(common.title.text.text), "",
                         common.date, common.updated,    hidden_state(common, today)};
        all.emplace(record.id, std::move(one));
    }
    // The site knows what is let in, the titles that are composed, and what is past.
    Diagnostics told_by_check;
    const Site site = assemble_site(std::move(sources), {}, {today, false}, told_by_check);
    for (std::size_t i = 0; i < site.records.size(); ++i) {
        ListedRecord& one = all.at(site.records[i].id);
        const Entry& entry = site.entries[i];
        one.title = entry.title;
        one.url = entry.url;
        one.state = entry.expired    ? RecordState::Expired
                    : entry.archived ? RecordState::Archived
                                     : RecordState::Published;
    }
    std::vector<ListedRecord> listed;
    for (auto& [id, one] : all)
        listed.push_back(std::move(one));
    return listed;
}

std::string date_text(Date date) {
    return date.is_set() ? iso_date(date) : std::string();
}

JsonObject as_json(const std::string& folder, const ListedRecord& record) {
    JsonObject one;
    one.add("site", folder);
    one.add("kind", record.kind);
    one.add("id", record.id);
    one.add("title", record.title);
    one.add_unless_empty("url", record.url);
    one.add_unless_empty("date", date_text(record.date));
    one.add_unless_empty("updated", date_text(record.updated));
    one.add("state", state_name(record.state).en);
    return one;
}

BilingualText reason_name(DueReason reason) {
    switch (reason) {
        case DueReason::Overdue:
            return {"overdue", "срок прошёл"};
        case DueReason::Unreviewed:
            return {"unreviewed", "пора перечитать"};
        case DueReason::Expiring:
            break;
    }
    return {"expiring", "скоро кончается"};
}

bool is_asked(const RecordOptions& options, DueReason reason) {
    return reason == DueReason::Overdue      ? options.overdue
           : reason == DueReason::Unreviewed ? options.unreviewed
                                             : options.expiring;
}

// Only what asks for attention; the days are those it is about.
ExitCode list_due(const CommonOptions& common,
                  const RecordOptions& options,
                  const std::vector<std::string>& sites,
                  FileSystem& files) {
    Diagnostics messages;
    JsonArray array;
    for (const std::string& folder : sites) {
        auto sources = read_site(files, {folder, "", 0, ""}, {}, messages);
        if (!sources)
            continue;
        Diagnostics told_by_check;
        const Site site =
            assemble_site(std::move(sources->sources), {}, {options.today, false}, told_by_check);
        std::vector<std::vector<std::string>> rows;
        for (const DueRecord& record : due_records(files, site, options.today)) {
            if (!is_asked(options, record.reason))
                continue;
            const BilingualText reason = reason_name(record.reason);
            JsonObject one;
            one.add("site", folder);
            one.add("kind", record.kind);
            one.add("id", record.id);
            one.add("title", record.title);
            one.add("day", iso_date(record.day));
            one.add("reason", reason.en);
            array.push_back(std::move(one));
            rows.push_back({std::string(record.kind), escape_controls(record.id),
                            iso_date(record.day), std::string(choose(common.language, reason)),
                            escape_controls(record.title)});
        }
        if (common.format != MessageFormat::Text)
            continue;
        if (sites.size() > 1)
            print_line(folder + ":");
        print_text(align_columns(rows));
    }
    if (common.format != MessageFormat::Text)
        print_json(array);
    else if (array.empty() && !messages.has_errors())
        print_note(common, sentence(common, {"nothing to see to", "ничего не требует внимания"}));
    print_messages(common, files, messages, {});
    return messages.has_errors() ? ExitCode::ContentErrors : ExitCode::Done;
}

}  // namespace

ExitCode run_list(const CommonOptions& common, const RecordOptions& options, FileSystem& files) {
    const auto sites = sites_of(files, options.site);
    if (!sites)
        return print_error(common, files, sites.error());
    if (options.overdue || options.unreviewed || options.expiring)
        return list_due(common, options, *sites, files);
    Diagnostics messages;
    JsonArray array;
    for (const std::string& folder : *sites) {
        auto sources = read_site(files, {folder, "", 0, ""}, {}, messages);
        if (!sources)
            continue;
        std::vector<std::vector<std::string>> rows;
        for (const ListedRecord& record :
             list_records(std::move(sources->sources), options.today)) {
            array.push_back(as_json(folder, record));
            rows.push_back({std::string(record.kind), escape_controls(record.id),
                            date_text(record.updated.is_set() ? record.updated : record.date),
                            std::string(choose(common.language, state_name(record.state))),
                            escape_controls(record.title)});
        }
        if (common.format != MessageFormat::Text)
            continue;
        if (sites->size() > 1)
            print_line(folder + ":");
        print_text(align_columns(rows));
    }
    if (common.format != MessageFormat::Text)
        print_json(array);
    print_messages(common, files, messages, {});
    return messages.has_errors() ? ExitCode::ContentErrors : ExitCode::Done;
}

}  // namespace vitrina
