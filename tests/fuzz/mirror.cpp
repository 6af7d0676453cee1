// A committee's mirror and the sites that it asks: whatever they answer, run after run, it comes to an
// end, and the last good set of every school stays whole.
//
// Inputs   the bytes are the choices of the sites (support/chance.h): what they publish between the
//          runs, and what becomes of every request. Sites are played below libcurl's functions.
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/committee_ids.h"
#include "base/hash.h"
#include "base/memory_file_system.h"
#include "base/message_text.h"
#include "fuzz/played_network.h"
#include "fuzz/played_sites.h"
#include "fuzz/target.h"
#include "kinds/mirrored.h"
#include "mirror/history.h"
#include "mirror/mirror.h"
#include "support/chance.h"

namespace vitrina::fuzz {
namespace {

constexpr std::int64_t first_day = 1'800'000'000;  // 2027-01-15
constexpr std::int64_t day = 86'400;
constexpr std::size_t most_records = 6;
constexpr std::size_t most_bytes = 100'000;
constexpr std::size_t largest_portal = 5 << 20;

// Catalogue and files twice, five redirects, a second try.
constexpr std::size_t most_requests = 2 * (1 + most_records) * 6 * 2;

class District {
public:
    explicit District(std::string_view bytes) : sites_(test::chance_of(bytes)) {
        std::string schools = "schools:\n";
        std::string sources = fmt::format("limits: {{max_bytes: {}, max_records: {}}}\nsources:\n",
                                          most_bytes, most_records);
        for (const PlayedSite& site : sites_.all) {
            schools += fmt::format("  - {{id: {}, name: Школа}}\n", site.school);
            sources += fmt::format("  - {{school: {}, url: \"{}\"}}\n", site.school, site.url);
        }
        files_.put("komitet/schools.yaml", schools);
        files_.put("komitet/sources.yaml", sources);
        lists_ = source_of("komitet/sources.yaml", sources);
    }

    void live() {
        for (std::size_t runs = 2 + sites_.below(4); runs > 0; --runs) {
            for (PlayedSite& site : sites_.all)
                sites_.publish(site);
            const bool is_wild = sites_.below(4) != 0;
            const bool is_slow = sites_.below(16) == 1;
            sites_.begin_run(is_wild, is_slow);
            run_all();
            now_ += static_cast<std::int64_t>(sites_.below(3) * day / 2 + sites_.below(256));
        }
        recover();
    }

private:
    struct Kept {
        std::map<std::string, std::string> tree;
        std::map<std::string, KeptState> states;
    };

    Kept kept() {
        Kept kept{files_.tree("komitet/mirror"), {}};
        for (const PlayedSite& site : sites_.all) {
            const auto state = KeptReader("komitet/mirror", site.school).read_state(files_);
            require(state.has_value(), "what was kept is read", site.school);
            kept.states.emplace(site.school, *state);
        }
        return kept;
    }

    MirrorOptions options() const {
        MirrorOptions options;
        options.folder = "komitet";
        options.jobs = 1;
        options.now = now_;
        return options;
    }

    void run_all() {
        const Kept before = kept();
        Diagnostics out;
        const auto run = run_mirror(files_, options(), out);
        require(out.items().empty(), "the lists are good");
        if (!run) {
            require(run.error().id == ids::mirror_network_down, "what a site does is no fault here",
                    message_text(run.error().id).name);
            require(told_of(files_.tree("komitet/mirror")) == told_of(before.tree),
                    "without a network nothing is taken and nobody is blamed");
            return;
        }
        check_run(*run, before);
    }

    // States and journals; an object that none of them names is nothing yet.
    static std::map<std::string, std::string> told_of(std::map<std::string, std::string> tree) {
        std::erase_if(tree, [](const auto& file) {
            return file.first.find("/objects/") != std::string::npos || file.first == ".lock";
        });
        return tree;
    }

    void check_run(const MirrorRun& run, const Kept& before) {
        const Kept after = kept();
        require(run.sources.size() == sites_.all.size(), "every school is told of");
        for (const MirroredSource& told : run.sources)
            check_school(told, before.states.at(told.school), after.states.at(told.school));
        check_tree(before.tree, after.tree);
        const auto count = verify_mirror(files_, "komitet");
        require(count && count->damages.empty(), "what is kept is whole");
    }

    void check_school(const MirroredSource& told, const KeptState& before, const KeptState& after) {
        const std::size_t asked = sites_.requests(told.school);
        require(asked <= most_requests, "requests have an end", std::to_string(asked));
        require(before.not_before <= now_ || asked == 0, "who asks to wait is not asked");
        require(after.sequence >= before.sequence, "no older set is taken");
        require(before.site.empty() || after.site == before.site, "a school keeps its site");
        require(after.not_before <= now_ + day, "nobody is waited for longer than a day");
        if (told.state == SourceState::Failed) {
            require(after.set == before.set && after.sequence == before.sequence &&
                        after.succeeded == before.succeeded,
                    "the last good set is kept");
            require(after.failures == before.failures + 1, "a failure is counted");
            Diagnostics problems;
            problems.add(told.problem);
            check_messages(problems, lists_);
            return;
        }
        require(!after.set.empty() && after.set == told.set, "a set that is taken holds");
        check_set(told.school, after);
    }

    // Every file of the set, by size and hash.
    void check_set(const std::string& school, const KeptState& state) {
        const KeptReader reader("komitet/mirror", school);
        const auto portal = reader.read_object(files_, state.set);
        require(portal && *portal, "the set that holds is kept", school);
        const auto set = read_mirrored_set(**portal, {most_records, most_bytes});
        require(set.has_value(), "the set that holds keeps to its rules", **portal);
        for (const MirroredRecord& record : set->records) {
            if (record.json.empty())
                continue;
            const auto file = reader.read_object(files_, record.sha256);
            require(file && *file && (*file)->size() == record.size &&
                        check_mirrored_record(**file, record).has_value(),
                    "every file of the set that holds is kept", record.json);
        }
    }

    // Objects stay, journals grow, nothing half written is left, and there is a limit to all.
    void check_tree(const std::map<std::string, std::string>& before,
                    const std::map<std::string, std::string>& after) {
        std::map<std::string, std::size_t> fresh;
        for (const auto& [path, bytes] : after) {
            require(!path.ends_with(".new"), "nothing half written is left", path);
            if (path.find("/objects/") != std::string::npos && !before.contains(path))
                fresh[path.substr(0, path.find('/'))] += bytes.size();
        }
        for (const auto& [school, bytes] : fresh)
            require(bytes <= most_bytes + largest_portal, "a run keeps no more than its limits",
                    school);
        for (const auto& [path, bytes] : before) {
            if (path.ends_with("state.json") || path == ".lock")
                continue;
            const auto same = after.find(path);
            require(same != after.end(), "what was kept stays", path);
            require(path.ends_with("journal.jsonl") ? same->second.starts_with(bytes)
                                                    : same->second == bytes,
                    "what was kept stays as it was", path);
        }
    }

    // Sites that are good again are taken, if a person has looked at them.
    void recover() {
        now_ += 40 * day;
        for (PlayedSite& site : sites_.all) {
            site.title = "Школа снова на связи";
            site.sequence = 20270220;
            site.records.resize(std::min(site.records.size(), most_records));
            sites_.begin_run(false, false);
            MirrorOptions accept = options();
            accept.only = site.school;
            Diagnostics out;
            const auto run = accept_school(files_, accept, out);
            require(run && !run->has_failures() && run->sources.size() == 1,
                    "a site that is well again is taken", site.school);
            const auto state = kept().states.at(site.school);
            require(state.set == sha256_hex(sites_.portal(site, false)), "its set holds", site.school);
            check_set(site.school, state);
        }
        const auto count = verify_mirror(files_, "komitet");
        require(count && count->damages.empty(), "what is kept is whole");
    }

    MemoryFileSystem files_;
    SourcePtr lists_;
    PlayedSites sites_;
    std::int64_t now_ = first_day;
    PlayedNetwork network_{[this](const PlayedRequest& request) { return sites_.answer(request); }};
};

}  // namespace

void fuzz_mirror(std::string_view bytes) {
    District(bytes).live();
}

}  // namespace vitrina::fuzz
