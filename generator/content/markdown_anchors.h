// The ids of one text: every one only once, headings in an outline without gaps.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace vitrina::markdown {

class Anchors {
public:
    // An id that an author chose: automatic ones keep away from it. False if it is taken already.
    bool reserve(std::string_view id);

    // The id itself; if it is taken, with the parent's before it; if that is taken too, numbered.
    std::string unique(std::string_view id, std::string_view parent);

private:
    std::unordered_map<std::string, std::uint32_t> taken_;  // id → how often it was asked for
};

// The headings above the one that is being written.
class Outline {
public:
    explicit Outline(int first_level) : first_level_(first_level) {}

    // Leaves what the heading of this level, as written, ends; gives the level to print, 1–6.
    int enter(int written_level);
    void set_id(std::string id) { open_.back().id = std::move(id); }
    std::string_view parent_id() const;   // of the heading that was entered last
    std::string_view current_id() const;  // its own; empty before the first heading

private:
    struct Level {
        int written;
        std::string id;
    };
    int first_level_;
    std::vector<Level> open_;
};

}  // namespace vitrina::markdown
