// Requests against a small workspace in memory.
#include <atomic>
#include <future>
#include <thread>

#include <doctest/doctest.h>

#include "preview/address.h"
#include "preview/page_check.h"
#include "preview/responder.h"
#include "support/small_workspace.h"

namespace vitrina {
namespace {

constexpr int port = 4000;
const std::string memo = "/memos/pered-vpr/";

class Shown {
public:
    explicit Shown(const std::vector<std::string>& sites = {"content"}) {
        test::put_theme(files);
        for (const std::string& site : sites)
            test::put_site(files, site);
        build.strict = false;
        read();
    }

    void read() {
        snapshot = read_snapshot(build, files, snapshot, {});
        responder.show(snapshot);
    }

    PreviewAnswer get(const std::string& target, const std::string& if_none_match = "") {
        return responder.answer({.target = target,
                                 .host = "localhost:4000",
                                 .if_none_match = if_none_match,
                                 .fetch_site = "same-origin"});
    }
    std::string text(const std::string& target) {
        const PreviewAnswer answer = get(target);
        return answer.body ? *answer.body : "";
    }
    bool has(const std::string& target, std::string_view part) {
        return text(target).find(part) != std::string::npos;
    }

    void edit(const std::string& path, const std::string& from, const std::string& to) {
        test::edit_file(files, path, from, to);
    }

    MemoryFileSystem files;
    BuildOptions build = test::small_build();
    SnapshotPtr snapshot;
    Responder responder{files, {.port = port,
                                .longest_wait = std::chrono::seconds(20),
                                .stale_wait = std::chrono::milliseconds(10)}};
};

// What the preview adds stands on its own lines, so they can be taken away again.
std::string without_additions(std::string page) {
    for (const std::string_view begin :
         {"<link rel=\"stylesheet\" href=\"/_vitrina/", "<script src=\"/_vitrina/"}) {
        const std::size_t at = page.find(begin);
        REQUIRE(at != std::string::npos);
        page.erase(at, page.find('\n', at) + 1 - at);
    }
    return page;
}

std::string changes_of(const std::string& page, const std::string& seen) {
    return "/_vitrina/changes?page=" + page + "&seen=" + seen;
}

}  // namespace

TEST_SUITE("preview/responder") {
    TEST_CASE("every file is served as a build publishes it") {
        Shown shown;
        Diagnostics out;
        const BuildReport report = build_workspace(shown.build, shown.files, out);
        REQUIRE(report.exit == ExitCode::Done);
        for (const std::string& path : report.sites.front().written) {
            CAPTURE(path);
            const PreviewAnswer answer = shown.get("/" + encode_path(path));
            REQUIRE(answer.status == 200);
            const std::string published = *shown.files.read("public/" + path, 1 << 24);
            const bool is_page = path.ends_with(".html");
            CHECK((is_page ? without_additions(*answer.body) : *answer.body) == published);
        }
        CHECK(report.sites.front().written.size() > 20);
    }

    TEST_CASE("the same tag again is no news") {
        Shown shown;
        const PreviewAnswer first = shown.get(memo);
        CHECK(first.status == 200);
        CHECK(shown.get(memo, '"' + first.tag + '"').status == 304);
        CHECK(shown.get(memo, "\"other\"").status == 200);
        shown.edit("content/memos/pered-vpr.md", "title: ", "title: Новое. ");
        shown.read();
        CHECK(shown.get(memo, '"' + first.tag + '"').status == 200);
    }

    TEST_CASE("another host is refused whatever it asks for") {
        Shown shown;
        for (const std::string target : {"/", "/_vitrina/changes", "/memos/"})
            CHECK(shown.responder.answer({.target = target, .host = "evil.example:4000"}).status ==
                  421);
        CHECK(shown.responder
                  .answer({.target = changes_of(memo, "1"),
                           .host = "localhost:4000",
                           .fetch_site = "cross-site"})
                  .status == 403);
    }

    TEST_CASE("no address leads out of the site") {
        Shown shown;
        shown.files.put("secret.txt", "SECRET");
        shown.files.put("content/.env", "SECRET");
        shown.files.put_link("content/files/link.txt", "/secret.txt");
        for (const std::string target :
             {"/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/%252e%252e/secret.txt",
              "/memos/../../secret.txt", "/./secret.txt", "//secret.txt", "/\\..\\secret.txt",
              "/%5c..%5csecret.txt", "/secret.txt%00.html", "/%c0%ae%c0%ae/secret.txt", "/.env",
              "/site.yaml", "/content/site.yaml", "/files/link.txt", "/memos/pered-vpr.md",
              "/INDEX.HTML", "/index.html/", "/_vitrina/../secret.txt", "/_vitrina/state.html"}) {
            CAPTURE(target);
            CHECK(shown.get(target).status == 404);
            CHECK(!shown.has(target, "SECRET"));
        }
    }

    TEST_CASE("an unknown address gets the site's own page with those like it") {
        Shown shown;
        CHECK(shown.get("/memos/pered-vrp/").status == 404);
        CHECK(shown.has("/memos/pered-vrp/", "href=\"/memos/pered-vpr/\""));
        CHECK(shown.has("/acts/pered-vpr/", "href=\"/memos/pered-vpr/\""));
        CHECK(!shown.has("/%3Cscript%3E/", "<script>"));
    }

    TEST_CASE("a folder's address without its slash leads to the one with it") {
        Shown shown;
        const PreviewAnswer answer = shown.get("/memos/pered-vpr");
        CHECK(answer.status == 302);
        CHECK(answer.location == memo);
    }

    TEST_CASE("one site stands under the path of its base_url") {
        Shown shown;
        shown.edit("content/site.yaml", "ocenka.example.org/", "ocenka.example.org/a/");
        shown.snapshot = nullptr;
        shown.read();
        CHECK(shown.get("/").location == "/a/");
        CHECK(shown.get("/a").location == "/a/");
        CHECK(shown.get("/a/memos/pered-vpr/").status == 200);
        CHECK(shown.get("/memos/pered-vpr/").status == 404);
        CHECK(shown.has("/a/none/", "href=\"/a/\""));
    }

    TEST_CASE("several sites stand under their folders, with links of their own from 404") {
        Shown shown({"content/one", "content/two"});
        CHECK(shown.get("/").location == "/_vitrina/");
        CHECK(shown.get("/two/memos/pered-vpr/").status == 200);
        CHECK(shown.get("/three/").status == 404);
        CHECK(shown.has("/two/nothing/", "<a href=\"/two/\">"));
        CHECK(shown.has("/_vitrina/", "href=\"/one/memos/pered-vpr/\""));
    }

    TEST_CASE("with mistakes in the sources the last good page stays under them") {
        Shown shown;
        const std::string before = shown.get(memo).tag;
        shown.edit("content/memos/pered-vpr.md", "title: ", "title: Новое. <b>");
        shown.edit("content/plans/plan.yaml", "title:", "titel:");
        shown.read();
        CHECK(shown.get(memo).status == 200);
        CHECK(shown.get(memo).tag != before);
        CHECK(!shown.has(memo, "Новое."));
        CHECK(shown.has(memo, "class=\"vitrina-problems\""));
        CHECK(shown.has(memo, "content/plans/plan.yaml:1:1"));
        CHECK(shown.has("/_vitrina/", "content/plans/plan.yaml:1:1"));
        shown.edit("content/plans/plan.yaml", "titel:", "title:");
        shown.read();
        CHECK(!shown.has(memo, "class=\"vitrina-problems\""));
        CHECK(shown.has(memo, "Новое. &lt;b&gt;"));
    }

    TEST_CASE("sites that were never good are a page of their mistakes") {
        Shown shown;
        shown.edit("content/site.yaml", "title:", "titel:");
        shown.snapshot = nullptr;
        shown.read();
        CHECK(shown.get("/").status == 503);
        CHECK(shown.has("/", "content/site.yaml:"));
        shown.edit("content/site.yaml", "titel:", "title:");
        shown.read();
        CHECK(shown.get("/").status == 200);
    }

    TEST_CASE("a broken link is shown on its page and told by the check of all pages") {
        Shown shown;
        const std::string text = *shown.files.read("content/memos/pered-vpr.md", 1 << 20);
        shown.files.put("content/memos/pered-vpr.md", text + "\n[x](nowhere.md)\n[y](#nothing)\n");
        shown.read();
        CHECK(shown.has(memo, "class=\"vitrina-problems\""));
        CHECK(!shown.has("/", "class=\"vitrina-problems\""));
        CHECK(shown.has("/_vitrina/", "nowhere.md") == false);
        PageCheck check(shown.snapshot);
        while (check.step()) {
        }
        CHECK(check.messages().error_count() == 2);
        shown.responder.tell_checked(shown.snapshot->number, check.messages());
        CHECK(shown.has("/_vitrina/", "nowhere.md"));
    }

    TEST_CASE("drafts and scheduled pages have a ribbon") {
        Shown shown;
        shown.edit("content/memos/pered-vpr.md", "title: ", "draft: true\ntitle: ");
        shown.edit("content/events/sobranie.md", "title: ", "publish_from: 2026-05-01\ntitle: ");
        shown.read();
        CHECK(shown.get(memo).status == 404);
        shown.build.drafts = true;
        shown.build.scheduled = true;
        shown.read();
        CHECK(shown.has(memo, "vitrina-ribbon"));
        CHECK(shown.has("/events/sobranie/", "vitrina-ribbon"));
        CHECK(!shown.has("/acts/polozhenie/", "vitrina-ribbon"));
    }

    TEST_CASE("a question for changes waits until its page is another one") {
        Shown shown;
        const std::string memo_tag = shown.get(memo).tag;
        const std::string act_tag = shown.get("/acts/polozhenie/").tag;
        auto memo_news = std::async(std::launch::async,
                                    [&] { return shown.text(changes_of(memo, memo_tag)); });
        auto act_news = std::async(std::launch::async, [&] {
            return shown.text(changes_of("/acts/polozhenie/", act_tag));
        });
        shown.edit("content/memos/pered-vpr.md", "Выспитесь", "Новый абзац.\n\nВыспитесь");
        shown.read();
        const std::string news = memo_news.get();
        CHECK(news.find(memo_tag) == std::string::npos);
        CHECK(news == "{\"seen\":\"" + shown.get(memo).tag + "\"}");
        shown.responder.stop();
        CHECK(act_news.get() == "{\"seen\":\"" + act_tag + "\"}");
    }

    TEST_CASE("a tab whose page has moved is sent after it") {
        Shown shown;
        const std::string tag = shown.get(memo).tag;
        auto news = std::async(std::launch::async,
                               [&] { return shown.text(changes_of(memo, tag)); });
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        shown.edit("content/memos/pered-vpr.md", "title: ", "slug: drugoj\ntitle: ");
        shown.read();
        CHECK(news.get().find("\"moved\":\"/memos/drugoj/\"") != std::string::npos);
    }

    TEST_CASE("a page whose source is newer waits for the reading of it") {
        Shown shown;
        std::promise<void> asked;
        Responder busy(shown.files, {.port = port,
                                     .stale_wait = std::chrono::seconds(20),
                                     .read_again = [&] { asked.set_value(); }});
        busy.show(shown.snapshot);
        shown.edit("content/memos/pered-vpr.md", "Выспитесь", "Новый абзац.\n\nВыспитесь");
        auto answer = std::async(std::launch::async, [&] {
            return busy.answer({.target = memo, .host = "localhost:4000"});
        });
        asked.get_future().wait();
        busy.show(read_snapshot(shown.build, shown.files, shown.snapshot, {}));
        CHECK(answer.get().body->find("Новый абзац.") != std::string::npos);
    }

    TEST_CASE("a page of a broken source that nobody saw before is shown without reading again") {
        Shown shown;
        int readings = 0;
        Responder busy(shown.files, {.port = port, .read_again = [&] { ++readings; }});
        shown.edit("content/memos/pered-vpr.md", "title:", "titel:");
        shown.read();
        busy.show(shown.snapshot);
        const PreviewAnswer answer = busy.answer({.target = memo, .host = "localhost:4000"});
        CHECK(answer.status == 200);
        CHECK(answer.body->find("vitrina-problems") != std::string::npos);
        CHECK(answer.body->find("file-changed") == std::string::npos);
        CHECK(readings == 0);
    }

    TEST_CASE("a source that never comes to rest does not keep a request for ever") {
        Shown shown;
        int readings = 0;
        Responder* self = nullptr;
        Responder busy(shown.files, {.port = port, .read_again = [&] {
                           // Saved once more behind each reading.
                           ++readings;
                           shown.read();
                           shown.edit("content/memos/pered-vpr.md", "Выспитесь", "Выспитесь!");
                           self->show(shown.snapshot);
                       }});
        self = &busy;
        busy.show(shown.snapshot);
        shown.edit("content/memos/pered-vpr.md", "Выспитесь", "Выспитесь!");
        CHECK(busy.answer({.target = memo, .host = "localhost:4000"}).status == 200);
        CHECK(readings == 3);
    }

    TEST_CASE("requests see whole states while snapshots are replaced") {
        Shown shown;
        std::atomic<bool> is_over = false;
        std::atomic<int> torn = 0;
        std::vector<std::thread> readers;
        for (int i = 0; i < 4; ++i)
            readers.emplace_back([&] {
                while (!is_over) {
                    const PreviewAnswer answer = shown.get(memo);
                    const bool is_whole = answer.status == 200 && answer.body->ends_with("</html>\n");
                    torn += is_whole ? 0 : 1;
                    shown.get("/portal.json");
                }
            });
        const std::vector<std::string> text = {"content/memos/pered-vpr.md"};
        for (int i = 0; i < 20; ++i)
            shown.responder.show(read_snapshot(shown.build, shown.files, shown.snapshot,
                                               i % 2 == 0 ? text : std::vector<std::string>()));
        is_over = true;
        for (std::thread& reader : readers)
            reader.join();
        CHECK(torn == 0);
    }
}

}  // namespace vitrina
