#include <future>
#include <thread>

#include <doctest/doctest.h>

#include "preview/rebuilder.h"

namespace vitrina {

TEST_SUITE("preview/rebuilder") {
    TEST_CASE("what is asked for during a reading waits for one more") {
        std::promise<void> began;
        std::promise<void> may_end;
        std::vector<std::vector<std::string>> readings;
        std::promise<void> second;
        Rebuilder rebuilder(
            [&](std::vector<std::string> changed) {
                readings.push_back(std::move(changed));
                if (readings.size() == 1) {
                    began.set_value();
                    may_end.get_future().wait();
                } else {
                    second.set_value();
                }
            },
            [] { return false; });
        std::thread thread([&] { rebuilder.run(); });
        rebuilder.ask({"a"});
        began.get_future().wait();
        for (int i = 0; i < 1000; ++i)
            rebuilder.ask({"b", i % 2 == 0 ? "c" : "d"});
        may_end.set_value();
        second.get_future().wait();
        rebuilder.stop();
        thread.join();
        CHECK(readings == std::vector<std::vector<std::string>>{{"a"}, {"b", "c", "d"}});
    }

    TEST_CASE("when anything may have changed, nobody is told it was these files only") {
        std::promise<std::vector<std::string>> told;
        Rebuilder rebuilder(
            [&](std::vector<std::string> changed) { told.set_value(std::move(changed)); },
            [] { return false; });
        rebuilder.ask({"a"});
        rebuilder.ask({});
        rebuilder.ask({"b"});
        std::thread thread([&] { rebuilder.run(); });
        CHECK(told.get_future().get().empty());
        rebuilder.stop();
        thread.join();
    }

    TEST_CASE("other work is done between readings and gives way to them") {
        std::promise<void> done;
        int pieces = 0;
        int readings = 0;
        Rebuilder* self = nullptr;
        Rebuilder rebuilder(
            [&](const std::vector<std::string>&) { ++readings; },
            [&] {
                if (++pieces == 3)
                    self->ask({"a"});
                if (pieces == 10)
                    done.set_value();

                CHECK(readings == (pieces > 3 ? 1 : 0));
                return pieces < 10;
            });
        self = &rebuilder;
        std::thread thread([&] { rebuilder.run(); });
        done.get_future().wait();
        rebuilder.stop();
        thread.join();
        CHECK(readings == 1);
    }
}

}  // namespace vitrina
