// Schools whose sites publish and answer as chance has it: honest ones, and those that fail, lie or
// attack. What a mirror asks of them is judged on the way: whom, how often, for how long.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/json.h"
#include "fuzz/played_network.h"
#include "support/chance.h"

namespace vitrina::fuzz {

struct PlayedRecord {
    std::size_t number = 0;
    std::size_t edition = 0;

    std::string id() const;
    std::string text() const;
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

class PlayedSites {
public:
    explicit PlayedSites(test::Chance below) : below_(std::move(below)) {}

    std::size_t below(std::size_t count) { return below_(count); }

    // A wild run has answers that are disturbed, in a slow one each takes nearly a minute.
    void begin_run(bool is_wild, bool is_slow);
    // Of the run.
    std::size_t requests(const std::string& school) const;

    // Something new, something less, or nothing.
    void publish(PlayedSite& site);
    // The catalogue; `is_spoilt`: one field of it says something else.
    std::string portal(const PlayedSite& site, bool is_spoilt);
    PlayedAnswer answer(const PlayedRequest& request);

    std::vector<PlayedSite> all = {{.school = "one", .url = "https://one.example.org/"},
                                   {.school = "two", .url = "https://two.example.org/ocenka/"},
                                   {.school = "three", .url = "http://www.three.example.org:80/"}};

private:
    struct Visit {
        std::size_t requests = 0;
        std::chrono::steady_clock::time_point begin;
        std::chrono::steady_clock::time_point last;
    };

    std::size_t take_away(PlayedSite& site);
    std::string raw();
    JsonValue odd_value();
    PlayedSite& site_of(const std::string& url);
    void note_request(const std::string& school);
    void tell(const PlayedSite& site,
              const PlayedRequest& request,
              bool is_spoilt,
              PlayedAnswer& answer);
    void disturb(PlayedSite& site, PlayedAnswer& answer);
    void redirect(const PlayedSite& site, PlayedAnswer& answer);
    std::string head_line();

    test::Chance below_;
    bool is_wild_ = false;
    bool is_slow_ = false;
    std::map<std::string, Visit> visits_;  // of the run, by school
};

}  // namespace vitrina::fuzz
