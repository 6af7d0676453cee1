// What a save makes of the state that is shown, against reading everything anew.
#include "preview/snapshot.h"

#include <map>

#include <doctest/doctest.h>

#include "base/message_text.h"
#include "support/random_author.h"

namespace vitrina {
namespace {

const std::string memo = "content/memos/pered-vpr.md";

class Edited {
public:
    Edited() {
        test::put_theme(files);
        test::put_site(files, "content");
        build.strict = false;
        read({});
    }

    void read(std::vector<std::string> changed) {
        snapshot = read_snapshot(build, files, snapshot, std::move(changed));
    }

    // Whether the site was prepared anew.
    bool is_prepared_by(std::vector<std::string> changed) {
        const SnapshotPtr before = snapshot;
        read(std::move(changed));
        return &snapshot->sites.front().site->prepared() != &before->sites.front().site->prepared();
    }

    void edit(const std::string& path, const std::string& from, const std::string& to) {
        test::edit_file(files, path, from, to);
    }

    MemoryFileSystem files;
    BuildOptions build = test::small_build();
    SnapshotPtr snapshot;
};

std::map<std::string, std::string> tree_of(const Snapshot& snapshot) {
    std::map<std::string, std::string> tree;
    for (const ShownSite& shown : snapshot.sites)
        for (const Output& output : shown.site->prepared().outputs)
            if (const ServedFilePtr file = shown.site->file(*shown.site->find(output.path)))
                tree[shown.mount + output.path] = file->bytes;
    return tree;
}

std::string told(const Snapshot& snapshot) {
    std::string text;
    for (const Diagnostic& message : snapshot.problems.items()) {
        text += message_text(message.id).name;
        if (message.place.source)
            text +=
                " " + message.place.source->path + ":" + std::to_string(message.place.span.begin);
        for (const std::string& argument : message.args)
            text += " " + argument;
        text += "\n";
    }
    return text;
}

}  // namespace

TEST_SUITE("preview/snapshot") {
    TEST_CASE("of a file whose text was edited only the text is read") {
        Edited edited;
        edited.edit(memo, "Выспитесь", "Отдохните");
        CHECK(!edited.is_prepared_by({memo}));
        CHECK(tree_of(*edited.snapshot)["/memos/pered-vpr/index.html"].find("Отдохните") !=
              std::string::npos);
        CHECK(edited.snapshot->number == 2);
        CHECK(edited.snapshot->changed == std::vector<std::string>{memo});
    }

    TEST_CASE("what was shown before an edited text is not shown after it") {
        Edited edited;
        const auto before = tree_of(*edited.snapshot);
        edited.edit(memo, "Выспитесь", "Отдохните");
        CHECK(!edited.is_prepared_by({memo}));
        edited.edit(memo, "Отдохните", "Выспитесь");
        CHECK(!edited.is_prepared_by({memo}));
        CHECK(tree_of(*edited.snapshot) == before);
    }

    TEST_CASE("whatever is more than a text is read with everything") {
        const std::vector<std::pair<std::string, std::function<void(Edited&)>>> changes = {
            {memo, [](Edited& to) { to.edit(memo, "title: ", "title: Новая "); }},
            {"content/plans/plan.yaml",
             [](Edited& to) { to.edit("content/plans/plan.yaml", "title: ", "title: Новый "); }},
            {"content/site.yaml",
             [](Edited& to) { to.edit("content/site.yaml", "title: ", "title: Новый "); }},
            {"content/memos/new.md",
             [](Edited& to) {
                 to.files.put("content/memos/new.md",
                              "---\ntitle: Новая\ndate: 2026-02-01\naudience: parents\n---\nДа.\n");
             }},
            {"content/memos", [](Edited&) {}},
            {"themes/base/templates/memo.html", [](Edited&) {}},
        };
        for (const auto& [path, change] : changes) {
            CAPTURE(path);
            Edited edited;
            change(edited);
            edited.edit("content/memos/pered-vpr.md", "Выспитесь", "Отдохните");
            CHECK(edited.is_prepared_by({memo, path}));
            CHECK(tree_of(*edited.snapshot) ==
                  tree_of(*read_snapshot(edited.build, edited.files, nullptr, {})));
        }
        Edited edited;
        CHECK(edited.is_prepared_by({}));
        edited.build.today = Date{2027, 1, 1};
        CHECK(edited.is_prepared_by({memo}));
    }

    TEST_CASE("a text that is no text any more is told, and so is that it is one again") {
        Edited edited;
        const auto before = tree_of(*edited.snapshot);
        const std::string text = *edited.files.read(memo, 1 << 20);
        edited.files.put(memo, text + "\xff\xfe\xff");
        edited.read({memo});
        CHECK(edited.snapshot->has_errors());
        CHECK(tree_of(*edited.snapshot) == before);
        edited.files.put(memo, text);
        edited.read({memo});
        CHECK(!edited.snapshot->has_errors());
        edited.files.erase(memo);
        edited.read({memo});
        CHECK(told(*edited.snapshot) ==
              told(*read_snapshot(edited.build, edited.files, nullptr, {})));
    }

    TEST_CASE("whatever authors do, what is shown is what reading everything shows") {
        std::size_t reused = 0;
        for (std::uint32_t seed = 1; seed <= 12; ++seed) {
            MemoryFileSystem files;
            test::put_theme(files);
            std::vector<std::string> changed;
            test::RandomAuthor author(test::seeded_chance(seed),
                                      {[&](const std::string& path, const std::string& text) {
                                           files.put(path, text);
                                           changed.push_back(path);
                                       },
                                       [&](const std::string& path, const std::string& text) {
                                           files.rewrite(path, text);
                                           changed.push_back(path);
                                       },
                                       [&](const std::string& path) {
                                           files.erase(path);
                                           changed.push_back(path);
                                       }});
            BuildOptions build = test::small_build();
            build.strict = false;
            SnapshotPtr snapshot = read_snapshot(build, files, nullptr, {});
            std::string history;
            for (int step = 0; step < 12; ++step) {
                changed.clear();
                for (std::size_t acts = 1 + author.below(2); acts > 0; --acts)
                    history += author.act() + "; ";
                CAPTURE(seed);
                CAPTURE(history);
                const ServedSitePtr before = snapshot->sites.front().site;
                snapshot = read_snapshot(build, files, snapshot, changed);
                const SnapshotPtr whole = read_snapshot(build, files, nullptr, {});
                CHECK(told(*snapshot) == told(*whole));
                CHECK(snapshot->problems_tag == whole->problems_tag);
                const ShownSite& shown = snapshot->sites.front();
                REQUIRE(shown.is_current == whole->sites.front().is_current);
                if (!shown.is_current)
                    continue;
                CHECK(tree_of(*snapshot) == tree_of(*whole));
                reused += before && &before->prepared() == &shown.site->prepared() ? 1 : 0;
            }
        }
        CHECK(reused > 10);
    }
}

}  // namespace vitrina
