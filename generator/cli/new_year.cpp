// `new year 2027-2028`: moves a site to the next school year. What belongs to the year that ends is
// marked with it and so goes to the archive at the same address; its plans are copied as drafts for
// the year to come, without what was done, with the years in their deadlines moved on.
#include <algorithm>

#include <fmt/format.h>

#include "base/import_ids.h"
#include "cli/author_file.h"
#include "cli/columns.h"
#include "cli/command.h"
#include "cli/plan_rows.h"
#include "cli/site_check.h"
#include "content/edit.h"
#include "content/walk.h"
#include "read.h"
#include "site/assemble.h"

namespace vitrina {
namespace {

constexpr std::string_view past_keys[] = {"status", "done", "report", "evidence", "moved"};
constexpr std::string_view dated_keys[] = {
    "date", "updated",      "act",           "approved_by",  "revisions", "aliases",
    "slug", "publish_from", "publish_until", "remove_after", "reviewed",  "review_by"};

// `2026` → `2027`, `2027` → `2028` within the year that ends and the next: once each.
std::string next_years(std::string_view text, SchoolYear year) {
    std::string moved;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at;
        while (end < text.size() && text[end] >= '0' && text[end] <= '9')
            ++end;
        if (end == at) {
            moved += text[at++];
            continue;
        }
        const std::string_view number = text.substr(at, end - at);
        if (number == fmt::to_string(year.first))
            moved += fmt::to_string(year.first + 1);
        else if (number == fmt::to_string(year.first + 1))
            moved += fmt::to_string(year.first + 2);
        else
            moved += number;
        at = end;
    }
    return moved;
}

// Takes keys out of a mapping; the value's lines go with them.
class KeyRemoval {
public:
    explicit KeyRemoval(std::string_view text) : text_(text) {}

    void remove(const YamlNode& mapping, std::string_view key, std::vector<TextEdit>& edits) const {
        for (std::size_t i = 0; i < mapping.keys.size(); ++i)
            if (mapping.keys[i].text() == key)
                edits.push_back(
                    {mapping.style == YamlStyle::Flow ? in_flow(mapping, i) : in_block(mapping, i),
                     ""});
    }

private:
    // With the comma before it, or behind it when it is the first.
    static Span in_flow(const YamlNode& mapping, std::size_t i) {
        if (i > 0)
            return {mapping.children[i - 1].span.end, mapping.children[i].span.end};
        if (mapping.keys.size() > 1)
            return {mapping.keys[0].span.begin, mapping.keys[1].span.begin};
        return {mapping.keys[0].span.begin, mapping.children[0].span.end};
    }

    // The first key stands behind the dash: what follows moves up to it.
    Span in_block(const YamlNode& mapping, std::size_t i) const {
        if (i == 0 && mapping.keys.size() > 1)
            return {mapping.keys[0].span.begin, mapping.keys[1].span.begin};
        const std::uint32_t begin = line_begin(mapping.keys[i].span.begin);
        if (i + 1 < mapping.keys.size())
            return {begin, line_begin(mapping.keys[i + 1].span.begin)};
        const std::size_t end =
            text_.find('\n', std::max(mapping.children[i].span.end, mapping.keys[i].span.end) - 1);
        return {begin, end == std::string_view::npos ? static_cast<std::uint32_t>(text_.size())
                                                     : static_cast<std::uint32_t>(end + 1)};
    }

    std::uint32_t line_begin(std::uint32_t at) const {
        const std::size_t before = at == 0 ? std::string_view::npos : text_.rfind('\n', at - 1);
        return before == std::string_view::npos ? 0 : static_cast<std::uint32_t>(before + 1);
    }

    std::string_view text_;
};

bool is_one_of(std::string_view key, std::span<const std::string_view> keys) {
    return std::ranges::find(keys, key) != keys.end();
}

// The plan as a draft of the next year.
std::string next_plan(std::string_view text, const YamlNode& root, SchoolYear year) {
    std::vector<TextEdit> edits;
    const KeyRemoval removal(text);
    const auto shift = [&](const YamlNode* value) {
        if (value == nullptr || value->is_null())
            return;
        const std::string_view old =
            text.substr(value->span.begin, value->span.end - value->span.begin);
        if (std::string moved = next_years(old, year); moved != old)
            edits.push_back({value->span, std::move(moved)});
    };
    for (const YamlNode& key : root.keys)
        if (is_one_of(key.text(), dated_keys))
            removal.remove(root, key.text(), edits);
    for (const std::string_view key : {"title", "summary"})
        shift(root.find(key));
    for (const PlanRowNode& row : find_plan_rows(root)) {
        for (const YamlNode& key : row.node->keys)
            if (is_one_of(key.text(), past_keys))
                removal.remove(*row.node, key.text(), edits);
        shift(row.node->find("deadline"));
    }
    edits.push_back(
        set_value(text, root, "school_year", school_year_name({year.first + 1}), "title"));
    if (root.find("draft") == nullptr)
        edits.push_back(set_value(text, root, "draft", "true", "title"));
    // Two neighbours that go share the blanks between them.
    std::ranges::stable_sort(edits, {}, [](const TextEdit& edit) { return edit.span.begin; });
    std::uint32_t from = 0;
    for (TextEdit& edit : edits) {
        edit.span.begin = std::max(edit.span.begin, from);
        edit.span.end = std::max(edit.span.end, edit.span.begin);
        from = edit.span.end;
    }
    return apply_edits(text, std::move(edits));
}

// `plans/2026/x` → `plans/2027/x`; a name without the year gets it.
std::string next_id(const std::string& id, SchoolYear year) {
    std::string moved = next_years(id, year);
    return moved == id ? fmt::format("{}-{}", id, year.first + 1) : moved;
}

class YearMove {
public:
    YearMove(const CommonOptions& common,
             std::string site,
             SchoolYear from,
             FileSystem& files,
             Diagnostics& out)
        : common_(common), folder_(std::move(site)), from_(from), files_(files), out_(out) {}

    Result<void> run(const Site& site, const SourcePtr& config) {
        for (std::size_t i = 0; i < site.records.size(); ++i) {
            const Record& record = site.records[i];
            if (site.entries[i].archived)
                continue;
            // A plan that goes on as a copy is archive: what is left to do waits in the copy.
            if (record.kind->name == "plan") {
                const auto is_moved = move_plan(record);
                if (!is_moved)
                    return tl::unexpected(is_moved.error());
                if (*is_moved) {
                    // One that was there already may be past a draft.
                    const auto next = site.find(next_id(record.id, from_));
                    if (!next || site.at(*next).common.draft)
                        list(next_id(record.id, from_),
                             sentence(common_,
                                      {"a draft: see to its deadlines, then take `draft` out",
                                       "черновик: проверьте сроки и уберите `draft`"}),
                             site.entries[i].title);
                    continue;
                }
            }
            if (!record.common.draft)
                list_record(site, i);
        }
        for (const Hotline& hotline : site.config.hotlines)
            if (hotline.to.is_set() && hotline.to <= from_.end())
                list("site.yaml",
                     sentence(common_, {"the hot line is open until {0}", "горячая линия до {0}"},
                              iso_date(hotline.to)),
                     hotline.title.text.text);
        Diagnostics told_by_build;
        const auto root =
            read_yaml(config, {0, static_cast<std::uint32_t>(config->text.size())}, told_by_build);
        if (!root)
            return failure(ids::new_refused, {config->path}, ExitCode::ContentErrors);
        return change(
            config->path, config->text,
            apply_edits(config->text, {set_value(config->text, *root, "school_year",
                                                 school_year_name({from_.first + 1}), "title")}));
    }

    void undo() {
        for (auto one = written_.rbegin(); one != written_.rend(); ++one)
            put_back_author_file(files_, *one, out_);
    }

    const std::vector<RewrittenFile>& written() const { return written_; }
    const std::vector<std::vector<std::string>>& renew() const { return renew_; }

private:
    Result<void> change(const std::string& path,
                        const std::string& before,
                        const std::string& text) {
        if (before == text)
            return {};
        if (auto done = change_author_file(files_, path, before, text); !done)
            return done;
        written_.push_back({path, before, text});
        return {};
    }

    void list(const std::string& id, const std::string& why, const std::string& title) {
        renew_.push_back({id, why + " — " + title});
    }

    // Whether the next year has it now, as a copy or as it was there already.
    Result<bool> move_plan(const Record& record) {
        const auto source = read_author_file(files_, record.source->path);
        if (!source)
            return tl::unexpected(source.error());
        const std::string& text = (*source)->text;
        Diagnostics told_by_build;
        const auto root =
            read_yaml(*source, {0, static_cast<std::uint32_t>(text.size())}, told_by_build);
        const SchoolYear own = record.common.school_year;
        const bool is_of_year = !own.is_set() || own == from_;
        if (!root || !is_of_year)
            return false;
        if (record.common.draft) {
            out_.warning(ids::new_year_draft, {}, record.id, school_year_name({from_.first + 1}));
            return false;
        }
        const std::string path = join_path(folder_, next_id(record.id, from_) + ".yaml");
        const auto there = files_.stat(path);
        if (!there)
            return tl::unexpected(there.error());
        if (!*there) {
            if (auto made = create_author_file(files_, path, next_plan(text, *root, from_)); !made)
                return tl::unexpected(made.error());
            written_.push_back({path, "", ""});
        } else {
            out_.warning(ids::new_year_there, {}, next_id(record.id, from_), record.id);
        }
        // Without a year of its own it would be taken for one of the year to come.
        if (!own.is_set())
            if (auto changed = change(record.source->path, text,
                                      apply_edits(text, {set_value(text, *root, "school_year",
                                                                   school_year_name(from_),
                                                                   "title")}));
                !changed)
                return tl::unexpected(changed.error());
        return true;
    }

    // What ends with the year, or has not been read through since it began.
    void list_record(const Site& site, std::size_t i) {
        const Record& record = site.records[i];
        const Common& common = record.common;
        std::string why;
        if (common.school_year == from_)
            why = sentence(common_, {"of the school year {0}", "на {0} учебный год"},
                           school_year_name(from_));
        else if (common.valid.to.is_set() && common.valid.to <= from_.end())
            why = sentence(common_, {"valid until {0}", "действует до {0}"},
                           iso_date(common.valid.to));
        else if (common.publish_until.is_set() && common.publish_until <= from_.end())
            why = sentence(common_, {"published until {0}", "на сайте до {0}"},
                           iso_date(common.publish_until));
        else if (common.review_by.is_set() && common.review_by <= from_.end())
            why = sentence(common_, {"to be read through by {0}", "перечитать до {0}"},
                           iso_date(common.review_by));
        if (!why.empty())
            list(record.id, why, site.entries[i].title);
    }

    const CommonOptions& common_;
    std::string folder_;
    SchoolYear from_;
    FileSystem& files_;
    Diagnostics& out_;
    std::vector<RewrittenFile> written_;
    std::vector<std::vector<std::string>> renew_;
};

bool is_worse(const Diagnostics& before, const Diagnostics& after, Diagnostics& told) {
    bool worse = false;
    for (const Diagnostic& message : added_messages(before, after)) {
        worse = worse || message.severity == Severity::Error;
        told.add(message);
    }
    return worse;
}

}  // namespace

ExitCode run_new_year(const CommonOptions& common, const NewOptions& options, FileSystem& files) {
    const auto year = parse_school_year(options.name);
    if (!year)
        return print_error(
            common, files,
            {ids::usage_option_wrong, {"new year", options.name, "2027-2028"}, ExitCode::Usage});
    const auto folder = only_site_of(files, options.site);
    if (!folder)
        return print_error(common, files, folder.error());
    const std::string config_path = join_path(*folder, "site.yaml");
    const auto config = read_author_file(files, config_path);
    if (!config)
        return print_error(common, files, config.error());
    Diagnostics messages;
    auto sources = read_site(files, {*folder, "", 0, ""}, {}, messages);
    if (!sources || messages.has_errors()) {
        print_messages(common, files, std::move(messages), {});
        return ExitCode::ContentErrors;
    }
    const SchoolYear now = sources->sources.config.school_year;
    if (year->first != now.first + 1)
        return print_error(
            common, files,
            {ids::new_year_order,
             {school_year_name(now), school_year_name(*year), school_year_name({now.first + 1})},
             ExitCode::Usage});
    const SiteCheck check{.folder = *folder, .today = options.today};
    const Diagnostics before = check_sites(check, files);
    Diagnostics told_by_build;
    const Site site =
        assemble_site(std::move(sources->sources), {}, {options.today, true, true}, told_by_build);
    Diagnostics told;
    YearMove move(common, *folder, now, files, told);
    const auto moved = move.run(site, *config);
    if (!moved || is_worse(before, check_sites(check, files), told)) {
        move.undo();
        print_messages(common, files, std::move(told),
                       {moved ? Error{ids::new_refused, {config_path}, ExitCode::ContentErrors}
                              : moved.error()});
        return moved ? ExitCode::ContentErrors : moved.error().exit;
    }
    for (const RewrittenFile& one : move.written())
        print_line(one.path);
    if (!move.renew().empty()) {
        print_line("");
        print_line(sentence(common, {"To renew:", "Что обновить:"}));
        print_text(align_columns(move.renew()));
    }
    print_messages(common, files, std::move(told), {});
    return ExitCode::Done;
}

}  // namespace vitrina
