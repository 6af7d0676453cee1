#include "fuzz/played_sites.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "base/hash.h"
#include "base/json.h"
#include "base/text.h"
#include "fuzz/target.h"
#include "kinds/sources.h"

namespace vitrina::fuzz {
namespace {

constexpr std::int64_t day = 86'400;
constexpr std::string_view json_head = "Content-Type: application/json\r\n";

// Thirty minutes, two tries of a minute each behind them, and pauses.
constexpr std::chrono::seconds longest_visit{30 * 60 + 2 * 60 + 10};
constexpr std::chrono::milliseconds least_pause{200};

}  // namespace

std::string PlayedRecord::id() const {
    return fmt::format("criteria/r{}", number);
}

std::string PlayedRecord::text() const {
    return fmt::format(R"({{"id":"criteria/r{0}","kind":"criteria","title":"Критерии {0}",)"
                       R"("text":"выпуск {1}"}})",
                       number, edition);
}

void PlayedSites::begin_run(bool is_wild, bool is_slow) {
    visits_.clear();
    is_wild_ = is_wild;
    is_slow_ = is_slow;
}

std::size_t PlayedSites::requests(const std::string& school) const {
    const auto visit = visits_.find(school);
    return visit == visits_.end() ? 0 : visit->second.requests;
}

void PlayedSites::publish(PlayedSite& site) {
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

std::size_t PlayedSites::take_away(PlayedSite& site) {
    const auto at = site.records.begin() + static_cast<std::ptrdiff_t>(below_(site.records.size()));
    const std::size_t number = at->number;
    site.records.erase(at);
    return number;
}

std::string PlayedSites::raw() {
    std::string bytes;
    for (std::size_t size = below_(12); size > 0; --size)
        bytes += static_cast<char>(below_(256));
    return bytes;
}

JsonValue PlayedSites::odd_value() {
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

std::string PlayedSites::portal(const PlayedSite& site, bool is_spoilt) {
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
PlayedSite& PlayedSites::site_of(const std::string& url) {
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
    const auto site = std::ranges::find(all, host, [&](const PlayedSite& one) {
        return host_of(site_of_url(one.url));
    });
    require(site != all.end(), "nobody else is asked", url);
    return *site;
}

void PlayedSites::note_request(const std::string& school) {
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

PlayedAnswer PlayedSites::answer(const PlayedRequest& request) {
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
void PlayedSites::tell(const PlayedSite& site,
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

void PlayedSites::disturb(PlayedSite& site, PlayedAnswer& answer) {
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

void PlayedSites::redirect(const PlayedSite& site, PlayedAnswer& answer) {
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

std::string PlayedSites::head_line() {
    constexpr auto names = std::to_array<std::string_view>(
        {"ETag: ", "Last-Modified: ", "Content-Type: ", "Content-Type: text/html", "Content-Encoding: gzip",
         "Content-Encoding: identity", "HTTP/1.1 100 Continue", "X: "});
    std::string line = std::string(names[below_(names.size())]) + raw();
    std::erase(line, '\n');
    return line + "\r\n";
}

}  // namespace vitrina::fuzz
