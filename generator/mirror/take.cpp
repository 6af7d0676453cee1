#include "mirror/take.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/committee_ids.h"
#include "base/dates.h"
#include "kinds/sources.h"

namespace vitrina {
namespace {

constexpr std::uint64_t largest_portal = 5 << 20;
constexpr std::int64_t largest_leap = 1'000'000;
constexpr std::string_view portal_name = "portal.json";

// The readers of sets do not know the school.
tl::unexpected<Error> of_school(const std::string& school, Error error) {
    error.args.insert(error.args.begin(), school);
    return tl::unexpected<Error>(std::move(error));
}

class Taking {
public:
    Taking(FileSystem& files,
           const KeptSchool& school,
           const KeptState& state,
           const TakeOptions& options,
           const ReadSourceFile& read)
        : files_(files), school_(school), state_(state), options_(options), read_(read) {}

    Result<TakenSet> take() {
        TakenSet taken;
        auto portal =
            read_({std::string(portal_name), largest_portal, state_.etag, state_.last_modified});
        if (!portal)
            return tl::unexpected(portal.error());
        if (portal->is_unchanged)
            return unchanged();
        taken.hash = sha256_hex(portal->bytes);
        taken.etag = portal->etag;
        taken.last_modified = portal->last_modified;
        auto set = read_mirrored_set(portal->bytes, options_.limits);
        if (!set)
            return of_school(options_.school, set.error());
        take_in(std::move(*set), taken);
        auto judged = judge(taken).and_then([&] { return take_records(taken); }).and_then([&] {
            return keep(taken.hash, portal->bytes);
        });
        if (!judged)
            return tl::unexpected(judged.error());
        taken.is_unchanged = taken.hash == state_.set;
        return taken;
    }

private:
    // Of thousands of sets that wait to be written down only this stays in memory.
    void take_in(MirroredSet set, TakenSet& taken) {
        set_ = std::move(set);
        taken.site = set_.site;
        taken.sequence = set_.sequence;
        taken.records = set_.records.size();
    }

    Result<TakenSet> unchanged() {
        TakenSet taken;
        taken.is_unchanged = true;
        taken.hash = state_.set;
        taken.etag = state_.etag;
        taken.last_modified = state_.last_modified;
        taken.missing = state_.missing;
        auto set = kept_set();
        if (!set)
            return tl::unexpected(set.error());
        take_in(std::move(*set), taken);
        return taken;
    }

    // The set that holds now; empty if there is none.
    Result<MirroredSet> kept_set() const {
        if (state_.set.empty())
            return MirroredSet{};
        const auto portal = school_.read_object(files_, state_.set);
        if (!portal)
            return tl::unexpected(portal.error());
        const MirroredLimits none{SIZE_MAX, UINT64_MAX};
        auto set =
            *portal ? read_mirrored_set(**portal, none) : failure(ids::mirror_kept_damaged, {});
        if (!set)
            return failure(ids::mirror_kept_damaged,
                           {options_.school, school_.folder() + "/objects/" + state_.set});
        return set;
    }

    Result<void> judge(TakenSet& taken) const {
        const MirroredSet& set = set_;
        const std::string site = site_of_url(set.site);
        for (const std::string& expected : {options_.site, state_.site})
            if (!expected.empty() && site_of_url(expected) != site)
                return failure(ids::mirror_identity, {options_.school, set.site, expected});
        // Links to the school lead there: they must not lead to somebody else.
        if (!set.base_url.empty() && site_of_url(set.base_url) != site)
            return failure(ids::mirror_base_url, {options_.school, set.base_url, set.site});
        if (options_.accepts)
            return {};
        const Date tomorrow = add_days(utc_date_time(options_.now).date, 1);
        const std::int64_t day_limit = tomorrow.year * 10'000 + tomorrow.month * 100 + tomorrow.day;
        if (set.sequence > day_limit || set.sequence - state_.sequence > day_limit + largest_leap ||
            (set.generated.is_set() && set.generated > tomorrow))
            return failure(ids::mirror_future, {options_.school, fmt::to_string(set.sequence)});
        if (taken.hash == state_.set) {
            taken.missing = state_.missing;
            return {};
        }
        return judge_history(taken).and_then([&] { return judge_loss(taken); });
    }

    Result<void> judge_history(const TakenSet& taken) const {
        const auto journal = school_.read_journal(files_);
        if (!journal)
            return tl::unexpected(journal.error());
        const auto& versions = journal->versions;
        const bool is_unfinished = !versions.empty() && versions.back().set == taken.hash;
        const bool was_seen = std::ranges::any_of(
            versions, [&](const TakenVersion& one) { return one.set == taken.hash; });
        if (set_.sequence < state_.sequence || (was_seen && !is_unfinished))
            return failure(ids::mirror_rollback,
                           {options_.school, fmt::to_string(set_.sequence),
                            fmt::to_string(state_.sequence)});
        return {};
    }

    // Whatever is gone without a word stays, and too much of it refuses the set.
    Result<void> judge_loss(TakenSet& taken) const {
        const auto before = kept_set();
        if (!before)
            return tl::unexpected(before.error());
        std::set<std::string, std::less<>> present;
        for (const MirroredRecord& record : set_.records)
            present.insert(record.id);
        present.insert(set_.removed.begin(), set_.removed.end());
        for (const MissingRecord& record : state_.missing)
            if (!present.contains(record.id))
                taken.missing.push_back(record);
        for (const MirroredRecord& record : before->records)
            if (!present.contains(record.id))
                taken.missing.push_back({record.id, record.sha256, options_.now});
        const std::size_t total = before->records.size() + state_.missing.size();
        const auto allowed = std::max<std::size_t>(
            1, static_cast<std::size_t>(options_.vanish_fraction * static_cast<double>(total)));
        const bool is_emptied = set_.records.empty() && !taken.missing.empty();
        if (taken.missing.size() > allowed || is_emptied)
            return failure(
                ids::mirror_vanished,
                {options_.school, fmt::to_string(taken.missing.size()), fmt::to_string(total)});
        return {};
    }

    Result<void> take_records(TakenSet& taken) {
        // Everything is judged before anything is kept.
        std::map<std::string, std::string> fresh;
        for (const MirroredRecord& record : set_.records) {
            if (record.json.empty())
                continue;
            auto kept = options_.reads_all ? Result<std::optional<std::string>>(std::nullopt)
                                           : school_.read_object(files_, record.sha256);
            if (!kept)
                return tl::unexpected(kept.error());
            const bool is_kept = kept->has_value();
            auto bytes = is_kept ? Result<std::string>(std::move(**kept)) : fetch(record);
            if (!bytes)
                return tl::unexpected(bytes.error());
            taken.fetched += is_kept ? 0 : 1;
            if (bytes->size() != record.size)
                return failure(ids::mirror_hash, {options_.school, record.json});
            if (auto good = check_mirrored_record(*bytes, record); !good)
                return of_school(options_.school, good.error());
            if (!is_kept)
                fresh.emplace(record.sha256, std::move(*bytes));
        }
        for (const auto& [hash, bytes] : fresh)
            if (auto done = keep(hash, bytes); !done)
                return done;
        return {};
    }

    Result<std::string> fetch(const MirroredRecord& record) const {
        auto file = read_({record.json, record.size, "", ""});
        if (!file && file.error().id == ids::mirror_too_large)
            return failure(ids::mirror_hash, {options_.school, record.json});
        if (!file)
            return tl::unexpected(file.error());
        if (sha256_hex(file->bytes) != record.sha256)
            return failure(ids::mirror_hash, {options_.school, record.json});
        return std::move(file->bytes);
    }

    Result<void> keep(const std::string& hash, const std::string& bytes) const {
        return options_.keep ? school_.add_object(files_, hash, bytes) : Result<void>();
    }

    FileSystem& files_;
    const KeptSchool& school_;
    const KeptState& state_;
    const TakeOptions& options_;
    const ReadSourceFile& read_;
    MirroredSet set_;
};

}  // namespace

Result<TakenSet> take_set(FileSystem& files,
                          const KeptSchool& school,
                          const KeptState& state,
                          const TakeOptions& options,
                          const ReadSourceFile& read) {
    auto taken = Taking(files, school, state, options, read).take();
    // The site may have been published between its catalogue and its files.
    if (!taken && taken.error().id == ids::mirror_hash)
        taken = Taking(files, school, state, options, read).take();
    return taken;
}

}  // namespace vitrina
