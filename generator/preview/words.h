// The preview's words in both languages, by key: for its templates, ribbons and the terminal.
#pragma once

#include <span>
#include <string_view>

#include "base/diagnostic_ids.h"

namespace vitrina {

struct PreviewWord {
    std::string_view key;
    BilingualText text;
};

std::span<const PreviewWord> preview_words();
// Asserts that the key is known.
std::string_view preview_word(std::string_view key, bool is_russian);

}  // namespace vitrina
