#include "cli/progress.h"

#include <algorithm>
#include <cstdio>

namespace vitrina {
namespace {

constexpr std::int64_t quiet_time = 500;  // ms
constexpr std::int64_t redraw_time = 100;

BilingualText pass_name(std::string_view pass) {
    if (pass == "read")
        return {"reading", "чтение"};
    if (pass == "render")
        return {"pages", "страницы"};
    if (pass == "publish")
        return {"publishing", "публикация"};
    return {"putting together", "сборка"};
}

}  // namespace

ProgressLine::ProgressLine(const CommonOptions& common)
    : common_(common),
      is_shown_(common.terminal && !common.quiet && common.format == MessageFormat::Text),
      next_(quiet_time) {}

std::string ProgressLine::line_of(const BuildProgress& progress, std::int64_t now) const {
    const std::string name(choose(common_.language, pass_name(progress.pass)));
    if (progress.total == 0 || progress.done == 0)
        return name + " …";
    const auto done = static_cast<std::int64_t>(progress.done);
    const auto left = static_cast<std::int64_t>(progress.total - progress.done);
    const std::int64_t spent = std::max<std::int64_t>(1, now - began_);
    return sentence(common_,
                    {"{0}: {1} of {2}, {3} a second, {4} s left",
                     "{0}: {1} из {2}, {3} в секунду, осталось {4} с"},
                    name, progress.done, progress.total, done * 1000 / spent,
                    (left * spent / done + 999) / 1000);
}

void ProgressLine::show(const BuildProgress& progress) {
    if (!is_shown_)
        return;
    const std::int64_t now =
        std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start_).count();
    if (progress.done <= 1)
        began_ = now;
    std::int64_t due = next_;
    if (now < due || !next_.compare_exchange_strong(due, now + redraw_time))
        return;
    std::fprintf(stderr, "\r\033[K%s", line_of(progress, now).c_str());
    std::fflush(stderr);
    is_drawn_ = true;
}

void ProgressLine::clear() {
    if (is_drawn_.exchange(false))
        std::fputs("\r\033[K", stderr);
}

}  // namespace vitrina
