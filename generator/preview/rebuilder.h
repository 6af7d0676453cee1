// The one thread that reads the sources again: at most one reading goes on and one waits, whatever
// is asked for. Between readings it does other work, piece by piece.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

namespace vitrina {

class Rebuilder {
public:
    using Rebuild = std::function<void(std::vector<std::string> changed)>;
    using Piece = std::function<bool()>;  // false: nothing is left to do

    Rebuilder(Rebuild rebuild, Piece piece);

    // From any thread. `changed` joins what waits already; empty: anything may have changed.
    void ask(std::vector<std::string> changed);
    // Ends after `stop` and what was going on then.
    void run();
    void stop();

private:
    bool take(std::vector<std::string>& changed, bool is_idle);

    Rebuild rebuild_;
    Piece piece_;
    std::mutex mutex_;
    std::condition_variable asked_;
    std::vector<std::string> waiting_;
    bool is_asked_ = false;
    bool is_anything_ = false;
    bool is_ending_ = false;
};

}  // namespace vitrina
