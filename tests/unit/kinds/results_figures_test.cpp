// Figures by the golden example of domain §2.9.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "kinds/results_figures.h"

using namespace vitrina;

namespace {

constexpr MarkMatrix golden_marks = {{{2, 1, 0, 0}, {4, 12, 2, 0}, {1, 7, 11, 2}, {0, 1, 4, 5}}};
const std::vector<std::int64_t> golden_scores = {0, 0, 1, 2, 3, 1, 11, 4, 3, 3, 8,
                                                 3, 2, 2, 2, 4, 1, 1, 1, 0, 0};

}  // namespace

TEST_SUITE("kinds/results_figures") {
    TEST_CASE("the golden changes give shares to the last digit") {
        CHECK(percent(17, 52) == 3269);
        CHECK(percent(30, 52) == 5769);
        CHECK(percent(5, 52) == 962);
        CHECK(percent(2, 52) == 385);
    }

    TEST_CASE("the golden scores tell the same marks as the golden table") {
        CHECK(marks_of_table(golden_marks) == MarkCounts{7, 21, 17, 7});
        CHECK(marks_of_scores(golden_scores, std::vector<int>{6, 10, 15}) ==
              MarkCounts{7, 21, 17, 7});
        CHECK(marks_of_scores(golden_scores, {}) == MarkCounts{52, 0, 0, 0});
    }

    TEST_CASE("the golden marks give shares means and mastery") {
        const auto work = mark_figures({7, 21, 17, 7});
        REQUIRE(work);
        CHECK(work->success == 8654);
        CHECK(work->quality == 4615);
        CHECK(work->mastery == 5108);
        CHECK(work->mean == 346);
        CHECK(mark_figures({3, 18, 21, 10})->mean == 373);
        CHECK(percent(7, 52) + percent(21, 52) + percent(17, 52) + percent(7, 52) == 9999);
        CHECK(!mark_figures({0, 0, 0, 0}));
    }

    TEST_CASE("the golden scores have one possible marker") {
        const auto shown = [](std::size_t score) {
            const Peak peak = peak_at(golden_scores, score);
            return fmt::format("{:.2f}/{:.2f}", peak.ratio, peak.z);
        };
        CHECK(shown(6) == "4.00/2.89");
        CHECK(shown(10) == "2.91/1.51");
        CHECK(shown(15) == "2.67/0.82");
        CHECK(peak_state(golden_scores, 6) == PeakState::Possible);
        CHECK(peak_state(golden_scores, 10) == PeakState::None);
        CHECK(peak_state(golden_scores, 15) == PeakState::None);
        CHECK(peak_state(std::vector<std::int64_t>{0, 1, 40, 8}, 2) == PeakState::SmallSample);
    }

    TEST_CASE("zones of tasks follow the level") {
        CHECK(task_zone(Level::Basic, 6000) == TaskZone::Enough);
        CHECK(task_zone(Level::Basic, 5999) == TaskZone::Border);
        CHECK(task_zone(Level::Basic, 5700) == TaskZone::Border);
        CHECK(task_zone(Level::Basic, 5699) == TaskZone::Low);
        CHECK(task_zone(Level::High, 3000) == TaskZone::Enough);
        CHECK(task_zone(Level::Advanced, 2850) == TaskZone::Border);
        CHECK(task_zone(Level::Advanced, 2849) == TaskZone::Low);
        CHECK(task_zone(Level::None, 4500) == TaskZone::Unknown);
    }

    TEST_CASE("scores are joined to bins that never cross a bound") {
        const auto text = [](const std::vector<CountedBin>& bins) {
            std::string all;
            for (const CountedBin& bin : bins)
                all += fmt::format("{}-{}:{} ", bin.from, bin.to, bin.count);
            return all;
        };
        CHECK(text(join_scores(golden_scores, std::vector<int>{6, 10, 15}, 5)) ==
              "0-5:7 6-6:11 7-9:10 10-10:8 11-14:9 15-20:7 ");
        CHECK(text(join_scores(golden_scores, std::vector<int>{2, 10, 15}, 5)) ==
              "0-1:0 2-4:6 5-6:12 7-9:10 10-10:8 11-14:9 15-20:7 ");
        CHECK(join_scores(golden_scores, std::vector<int>{4, 10, 15}, 5).empty());
    }
}
