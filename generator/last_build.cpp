#include "last_build.h"

#include <algorithm>
#include <atomic>
#include <utility>

#include "base/packed.h"
#include "base/packed_messages.h"
#include "base/parallel.h"
#include "base/program_identity.h"
#include "state_file.h"

namespace vitrina {
namespace {

void pack_date(const std::optional<Date>& date, PackWriter& to) {
    const Date set = date.value_or(Date{});
    to.number(static_cast<std::uint64_t>(set.year));
    to.number(set.month);
    to.number(set.day);
}

std::optional<Date> unpack_date(PackReader& from) {
    Date date;
    date.year = static_cast<std::int16_t>(from.number());
    date.month = static_cast<std::uint8_t>(from.number());
    date.day = static_cast<std::uint8_t>(from.number());
    return date.is_set() ? std::optional(date) : std::nullopt;
}

// The program, the folder it stands in, and every option that a build answers to.
std::string name_of(const BuildOptions& options, const FileReader& files) {
    PackWriter key;
    const auto here = files.real_path(".");
    key.text(here && *here ? **here : std::string());
    for (const std::string* text : {&options.folder, &options.out, &options.state})
        key.text(*text);
    for (const auto* folders : {&options.theme_folders, &options.forbidden}) {
        key.number(folders->size());
        for (const std::string& folder : *folders)
            key.text(folder);
    }
    pack_date(options.today, key);
    for (const bool flag : {options.strict, options.drafts, options.scheduled, options.keep_going,
                            options.adopt, options.allow_shrink})
        key.number(flag ? 1 : 0);
    return "vitrina build " + program_identity() + " " + hash_text(content_hash(key.bytes()));
}

void pack_site(const BuiltSite& site, const ContentHash& output, PackWriter& to) {
    for (const std::string* text :
         {&site.report.folder, &site.report.out, &site.state, &site.timezone})
        to.text(*text);
    pack_date(site.today, to);
    to.number(site.report.pages);
    to.number(site.report.outputs);
    to.number(site.report.unchanged + site.report.written.size());
    pack_date(site.report.next_change, to);
    to.hash(site.digest);
    to.hash(output);
}

// Nothing if its day is over. Of the output the hash of its record alone.
std::optional<RecalledSite> recall_site(const BuildOptions& options, PackReader& from) {
    RecalledSite site;
    BuiltSite& built = site.built;
    SiteReport& report = built.report;
    report.folder = from.text();
    report.out = from.text();
    built.state = from.text();
    built.timezone = from.text();
    const auto today = unpack_date(from);
    report.published = true;
    report.pages = static_cast<std::size_t>(from.number());
    report.outputs = static_cast<std::size_t>(from.number());
    report.unchanged = static_cast<std::size_t>(from.number());
    report.next_change = unpack_date(from);
    built.digest = from.hash();
    site.output.hash = from.hash();
    if (from.failed() ||
        today != options.today.value_or(date_in_zone(options.now, built.timezone)))
        return std::nullopt;
    built.today = today.value_or(Date{});
    return site;
}

// Everything but the trace, and whether there is something to keep it by.
bool pack_build(const std::vector<const BuiltSite*>& sites,
                const Diagnostics& messages,
                const FileReader& files,
                PackWriter& to) {
    if (program_identity().empty())
        return false;
    to.number(sites.size());
    for (const BuiltSite* site : sites) {
        const auto output = published_record(files, site->state);
        if (!output)
            return false;
        pack_site(*site, *output, to);
    }
    pack_messages(messages, to);
    return true;
}

void save(const BuildOptions& options, const std::string& file, PackWriter& packed, FileSystem& files) {
    static_cast<void>(
        save_state_file(files, file, "", seal_bytes(name_of(options, files), packed.take())));
}

}  // namespace

bool RecalledBuild::has_edited_texts() const {
    return std::ranges::any_of(edits, [](const TracedFile& edit) {
        return edit.stat && edit.stat->type == FileType::Regular;
    });
}

std::optional<RecalledBuild> recall_build(const BuildOptions& options,
                                          const std::string& file,
                                          const FileReader& files) {
    if (program_identity().empty())
        return std::nullopt;
    RecalledBuild build;
    build.bytes = std::make_shared<const std::string>(read_state_file(files, file));
    PackReader reader(unseal_bytes(name_of(options, files), *build.bytes));
    std::size_t left = reader.count();
    if (left == 0)
        return std::nullopt;
    for (; left > 0; --left) {
        auto site = recall_site(options, reader);
        if (!site)
            return std::nullopt;
        build.sites.push_back(std::move(*site));
    }
    build.messages = unpack_messages(reader);
    build.trace = KnownTrace::unpack(reader);
    if (reader.failed())
        return std::nullopt;
    std::vector<std::optional<LeftOutput>> outputs(build.sites.size());
    auto edits = build.trace.find_edits(files, options.threads, [&] {
        for (std::size_t i = 0; i < outputs.size(); ++i)
            outputs[i] = read_left_output(files, build.sites[i].built.report.out,
                                          build.sites[i].built.state);
    });
    if (!edits)
        return std::nullopt;
    build.edits = std::move(*edits);
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        if (!outputs[i] || outputs[i]->hash != build.sites[i].output.hash)
            return std::nullopt;
        build.sites[i].output = std::move(*outputs[i]);
    }
    return build;
}

bool is_output_untouched(const RecalledBuild& build,
                         const FileReader& files,
                         std::size_t threads,
                         const std::function<void()>& pass) {
    std::vector<OutputCheck> checks;
    std::vector<std::pair<const OutputCheck*, std::size_t>> pieces;
    checks.reserve(build.sites.size());
    for (const RecalledSite& site : build.sites) {
        checks.emplace_back(files, site.built.report.out, site.output.record);
        for (std::size_t piece = 0; piece < checks.back().pieces(); ++piece)
            pieces.emplace_back(&checks.back(), piece);
    }
    std::atomic<bool> is_untouched = true;
    run_beside_loop(threads, pass, pieces.size(), [&](std::size_t i) {
        if (is_untouched && !pieces[i].first->is_untouched(pieces[i].second))
            is_untouched = false;
    });
    return is_untouched;
}

void remember_build(const BuildOptions& options,
                    const std::string& file,
                    const WholeBuild& build,
                    FileSystem& files) {
    std::vector<const BuiltSite*> sites;
    for (const BuiltSite& site : build.sites)
        sites.push_back(&site);
    PackWriter writer;
    if (!build.trace.is_settled || !pack_build(sites, build.messages, files, writer))
        return;
    KnownTrace::pack(build.trace, writer);
    save(options, file, writer, files);
}

void remember_edits(const BuildOptions& options,
                    const std::string& file,
                    const RecalledBuild& build,
                    FileSystem& files) {
    std::vector<const BuiltSite*> sites;
    for (const RecalledSite& site : build.sites)
        sites.push_back(&site.built);
    PackWriter writer;
    if (!pack_build(sites, build.messages, files, writer))
        return;
    build.trace.pack_with(build.edits, writer);
    save(options, file, writer, files);
}

}  // namespace vitrina
