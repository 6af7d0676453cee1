// A committee's mirror and the sites that it asks: whatever they answer, run after run, it comes to an
// end, and the last good set of every school stays whole.
//
// Inputs   the bytes are the choices of the sites (support/chance.h): what they publish between the
//          runs, and what becomes of every request. Sites are played below libcurl's functions.
#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/committee_ids.h"
#include "base/dates.h"
#include "base/hash.h"
#include "base/json.h"
#include "base/memory_file_system.h"
#include "base/message_text.h"
#include "base/text.h"
#include "fuzz/played_network.h"
#include "fuzz/target.h"
#include "kinds/mirrored.h"
#include "kinds/sources.h"
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
constexpr std::string_view json_head = "Content-Type: application/json\r\n";

// Catalogue and files twice, five redirects, a second try.
constexpr std::size_t most_requests = 2 * (1 + most_records) * 6 * 2;
constexpr std::chrono::seconds longest_visit{30 * 60 + 2 * 60 + 10};
constexpr std::chrono::milliseconds least_pause{200};

struct PlayedRecord {
    std::size_t number = 0;
    std::size_t edition = 0;

    std::string id() const { return fmt::format("criteria/r{}", number); }
    std::string text() const {
        return fmt::format(R"({{"id":"criteria/r{0}","kind":"criteria","title":"Критерии {0}",)"
                           R"("text":"выпуск {1}"}})",
                           number, edition);
    }
};

// What a school has published: whole and true, if older or less than before.
struct PlayedSite {
    std::string school;
    std::string url;
    std::string title = "Школа";
    std::int64_t sequence = 20270101;
    std::vector<PlayedRecord> records = {{1, 0}, {2, 0}, {3, 0}};
    std::vector<std::size_t> removed;
};

std::vector<PlayedSite> played_sites() {
    return {{.school = "one", .url = "https://one.example.org/"},
            {.school = "two", .url = "https://two.example.org/ocenka/"},
            {.school = "three", .url = "http://www.three.example.org:80/"}};
}

class District {
public:
    explicit District(std::string_view bytes) : below_(test::chance_of(bytes)) {
        std::string schools = "schools:\n";
        std::string sources = fmt::format("limits: {{max_bytes: {}, max_records: {}}}\nsources:\n",
                                          most_bytes, most_records);
        for (const PlayedSite& site : sites_) {
            schools += fmt::format("  - {{id: {}, name: Школа}}\n", site.school);
            sources += fmt::format("  - {{school: {}, url: \"{}\"}}\n", site.school, site.url);
        }
        files_.put("komitet/schools.yaml", schools);
        files_.put("komitet/sources.yaml", sources);
        lists_ = source_of("komitet/sources.yaml", sources);
    }

    void live() {
        for (std::size_t runs = 2 + below_(4); runs > 0; --runs) {
            for (PlayedSite& site : sites_)
                publish(site);
            is_wild_ = below_(4) != 0;
            is_slow_ = below_(16) == 1;
            run_all();
            now_ += static_cast<std::int64_t>(below_(3) * day / 2 + below_(256));
        }
        recover();
    }

private:
    struct Visit {
        std::size_t requests = 0;
        std::chrono::steady_clock::time_point begin;
        std::chrono::steady_clock::time_point last;
    };

    struct Kept {
        std::map<std::string, std::string> tree;
        std::map<std::string, KeptState> states;
    };

    Kept kept() {
        Kept kept{files_.tree("komitet/mirror"), {}};
        for (const PlayedSite& site : sites_) {
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
        visits_.clear();
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
        require(run.sources.size() == sites_.size(), "every school is told of");
        for (const MirroredSource& told : run.sources)
            check_school(told, before.states.at(told.school), after.states.at(told.school));
        check_tree(before.tree, after.tree);
        const auto count = verify_mirror(files_, "komitet");
        require(count && count->damages.empty(), "what is kept is whole");
    }

    void check_school(const MirroredSource& told, const KeptState& before, const KeptState& after) {
        const std::size_t asked = visits_[told.school].requests;
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
        is_wild_ = is_slow_ = false;
        for (PlayedSite& site : sites_) {
            site.title = "Школа снова на связи";
            site.sequence = 20270220;
            site.records.resize(std::min(site.records.size(), most_records));
            visits_.clear();
            MirrorOptions accept = options();
            accept.only = site.school;
            Diagnostics out;
            const auto run = accept_school(files_, accept, out);
            require(run && !run->has_failures() && run->sources.size() == 1,
                    "a site that is well again is taken", site.school);
            const auto state = kept().states.at(site.school);
            require(state.set == sha256_hex(portal(site, false)), "its set holds", site.school);
            check_set(site.school, state);
        }
        const auto count = verify_mirror(files_, "komitet");
        require(count && count->damages.empty(), "what is kept is whole");
    }

    void publish(PlayedSite& site) {
        switch (below_(8)) {
            case 0:
                return;
            case 1:
                site.sequence -= static_cast<std::int64_t>(below_(3));
                break;
            case 2:
                site.sequence += static_cast<std::int64_t>(below_(256));
                break;
            case 3:
                if (!site.records.empty())
                    site.removed.push_back(take_away(site));
                ++site.sequence;
                break;
            case 4:
                if (!site.records.empty())
                    take_away(site);
                ++site.sequence;
                break;
            case 5:
                if (const std::size_t number = below_(16);
                    std::ranges::find(site.records, number, &PlayedRecord::number) ==
                    site.records.end())
                    site.records.push_back({number, below_(256)});
                ++site.sequence;
                break;
            default:
                for (PlayedRecord& record : site.records)
                    record.edition = below_(256);
                ++site.sequence;
                break;
        }
    }

    std::size_t take_away(PlayedSite& site) {
        const auto at = site.records.begin() + static_cast<std::ptrdiff_t>(below_(site.records.size()));
        const std::size_t number = at->number;
        site.records.erase(at);
        return number;
    }

    std::string raw() {
        std::string bytes;
        for (std::size_t size = below_(12); size > 0; --size)
            bytes += static_cast<char>(below_(256));
        return bytes;
    }

    JsonValue odd_value() {
        switch (below_(5)) {
            case 0:
                return JsonValue::number(static_cast<std::int64_t>(below_(65'536)) - 99);
            case 1:
                return JsonValue::number(std::int64_t{1} << below_(63));
            case 2:
                return JsonArray{JsonValue(raw())};
            case 3:
                return std::string(std::array{"../x", "criteria/r1", "criteria/r1.json", "2030-01-01",
                                              "https://two.example.org/"}[below_(5)]);
            default:
                return raw();
        }
    }

    // A catalogue; `is_spoilt`: one field of it says something else.
    std::string portal(const PlayedSite& site, bool is_spoilt) {
        constexpr auto keys = std::to_array<std::string_view>(
            {"version", "site", "base_url", "title", "sequence", "generated", "records", "removed",
             "sections", "hotlines", "id", "kind", "title", "url", "json", "sha256", "size",
             "revision", "form"});
        const std::size_t spoilt = is_spoilt ? below_(keys.size()) : keys.size();
        std::size_t at = 0;
        const auto add = [&](JsonObject& to, JsonValue value) {
            to.add(std::string(keys[at]), at == spoilt ? odd_value() : std::move(value));
            ++at;
        };
        JsonArray records;
        for (const PlayedRecord& record : site.records) {
            at = 10;
            const std::string text = record.text();
            JsonObject one;
            add(one, record.id());
            add(one, "criteria");
            add(one, fmt::format("Критерии {}", record.number));
            add(one, record.id() + "/");
            add(one, record.id() + ".json");
            add(one, sha256_hex(text));
            add(one, JsonValue::number(static_cast<std::int64_t>(text.size())));
            add(one, "2027-01-10");
            add(one, "data");
            records.push_back(std::move(one));
        }
        JsonArray removed;
        for (const std::size_t number : site.removed) {
            JsonObject one;
            one.add("id", fmt::format("criteria/r{}", number));
            removed.push_back(std::move(one));
        }
        at = 0;
        JsonObject object;
        add(object, JsonValue::number(1));
        add(object, site_of_url(site.url));
        add(object, site.url);
        add(object, site.title);
        add(object, JsonValue::number(site.sequence));
        add(object, "2027-01-10");
        add(object, std::move(records));
        add(object, std::move(removed));
        add(object, JsonArray());
        add(object, JsonArray());
        return json_text(object, JsonForm::Compact);
    }

    // The site that is asked: on its host, with or without www and the usual port.
    PlayedSite& site_of(const std::string& url) {
        const std::string low = to_lower(url);
        require(low.starts_with("https://") || low.starts_with("http://"), "only the web is asked",
                url);
        const auto host_of = [](std::string_view address) {
            address = address.substr(0, address.find('/'));
            return std::string(address.starts_with("www.") ? address.substr(4) : address);
        };
        std::string host = host_of(std::string_view(low).substr(low.find("://") + 3));
        for (const std::string_view end : {low.starts_with("https") ? ":443" : ":80", "."})
            if (host.ends_with(end))
                host.resize(host.size() - end.size());
        const auto site = std::ranges::find(sites_, host, [&](const PlayedSite& one) {
            return host_of(site_of_url(one.url));
        });
        require(site != sites_.end(), "nobody else is asked", url);
        return *site;
    }

    void note_request(const std::string& school) {
        const auto now = std::chrono::steady_clock::now();
        Visit& visit = visits_[school];
        if (visit.requests == 0)
            visit.begin = now;
        else
            require(now - visit.last >= least_pause, "a site is given time", school);
        require(now - visit.begin <= longest_visit, "a visit has an end", school);
        visit.last = now;
        ++visit.requests;
    }

    PlayedAnswer answer(const PlayedRequest& request) {
        for (const std::string& field : request.fields)
            require(std::ranges::all_of(field, [](unsigned char c) { return c >= 0x20 && c != 0x7F; }),
                    "a field that is sent is one line", field);
        PlayedSite& site = site_of(request.url);
        note_request(site.school);
        PlayedAnswer answer;
        answer.address = std::string("\x5d\xb8\xd8\x22", 4);
        answer.port = to_lower(request.url).starts_with("http:") ? 80 : 443;
        answer.seconds = is_slow_ ? 55 : 0;
        tell(site, request, is_wild_ && below_(8) == 1, answer);
        answer.head.insert(answer.head.begin(), fmt::format("HTTP/1.1 {} X\r\n", answer.status));
        answer.head.emplace_back("\r\n");
        if (is_wild_ && below_(4) == 1)
            disturb(site, answer);
        return answer;
    }

    // What an honest site says, but for a catalogue that may be spoilt.
    void tell(const PlayedSite& site,
              const PlayedRequest& request,
              bool is_spoilt,
              PlayedAnswer& answer) {
        answer.head = {std::string(json_head)};
        if (request.url.ends_with("/portal.json")) {
            answer.body = portal(site, is_spoilt);
            const std::string tag = "\"" + sha256_hex(answer.body) + "\"";
            answer.head.push_back("ETag: " + tag + "\r\n");
            if (std::ranges::find(request.fields, "If-None-Match: " + tag) != request.fields.end()) {
                answer.status = 304;
                answer.body.clear();
            }
            return;
        }
        for (const PlayedRecord& record : site.records)
            if (request.url.ends_with("/" + record.id() + ".json")) {
                answer.body = record.text();
                return;
            }
        answer.status = 404;
    }

    void disturb(PlayedSite& site, PlayedAnswer& answer) {
        switch (below_(14)) {
            case 0:
                answer.status = std::array{0, 200, 204, 206, 301, 304, 307, 403, 429, 500, 503, 999}[below_(12)];
                answer.retry_after = std::array<std::int64_t, 6>{
                    0, -5, 30, 3600, day, std::int64_t{1} << 62}[below_(6)];
                break;
            case 1:
            case 2:
                redirect(site, answer);
                break;
            case 3:
                answer.head.insert(answer.head.end() - 1, head_line());
                break;
            case 4:
                answer.head.pop_back();
                break;
            case 5:
                answer.is_endless = true;
                answer.body.resize(65'536, ' ');
                break;
            case 6:
                answer.is_endless = true;
                answer.head.back() = head_line();
                break;
            case 7:
                answer.body.resize(below_(answer.body.size() + 1));
                break;
            case 8:
                answer.body += raw();
                break;
            case 9:
                if (!answer.body.empty())
                    answer.body[below_(answer.body.size())] = static_cast<char>(below_(256));
                break;
            case 10:
                // Couldn't resolve, partial file, timed out, certificate, nothing came …
                answer.code = std::array{1, 3, 6, 7, 18, 28, 35, 52, 56, 60, 61, 77, 83, 91}[below_(14)];
                break;
            case 11:
                answer.address = std::array<std::string, 4>{
                    std::string("\x7f\0\0\1", 4), std::string("\x0a\1\2\3", 4),
                    std::string("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1", 16),
                    std::string("\0\0\0\0\0\0\0\0\0\0\xff\xff\xa9\xfe\xa9\xfe", 16)}[below_(4)];
                answer.is_public = false;
                break;
            case 12:
                answer.seconds = static_cast<int>(below_(90));
                break;
            default:
                publish(site);  // between two requests
                break;
        }
    }

    void redirect(const PlayedSite& site, PlayedAnswer& answer) {
        answer.status = 302;
        switch (below_(8)) {
            case 0:
                answer.redirect = "https://" + site_of_url(site.url) + "/portal.json";
                break;
            case 1:
                answer.redirect = site.url + "criteria/r1.json";
                break;
            case 2:
                answer.redirect = "http://" + site_of_url(site.url) + "/portal.json";
                break;
            case 3:
                answer.redirect = "https://www.one.example.org/portal.json";
                break;
            case 4:
                answer.redirect = "https://user@" + site_of_url(site.url) + "/portal.json";
                break;
            case 5:
                answer.redirect = "file:///etc/passwd";
                break;
            case 6:
                answer.redirect = "https://casino.example/?https://one.example.org/";
                break;
            default:
                // The library gives no control characters.
                for (const char c : raw() + "://one.example.org/" + raw())
                    answer.redirect += c > ' ' && c < 0x7F ? c : 'x';
                break;
        }
    }

    std::string head_line() {
        constexpr auto names = std::to_array<std::string_view>(
            {"ETag: ", "Last-Modified: ", "Content-Type: ", "Content-Type: text/html", "Content-Encoding: gzip",
             "Content-Encoding: identity", "HTTP/1.1 100 Continue", "X: "});
        std::string line = std::string(names[below_(names.size())]) + raw();
        std::erase(line, '\n');
        return line + "\r\n";
    }

    test::Chance below_;
    MemoryFileSystem files_;
    SourcePtr lists_;
    std::vector<PlayedSite> sites_ = played_sites();
    std::int64_t now_ = first_day;
    bool is_wild_ = false;
    bool is_slow_ = false;
    std::map<std::string, Visit> visits_;  // of the run
    PlayedNetwork network_{[this](const PlayedRequest& request) { return answer(request); }};
};

}  // namespace

void fuzz_mirror(std::string_view bytes) {
    District(bytes).live();
}

}  // namespace vitrina::fuzz
