#include "search/stemmer.h"

#include <memory>

#include <libstemmer.h>

namespace vitrina {
namespace {

using Stemmer = std::unique_ptr<sb_stemmer, decltype(&sb_stemmer_delete)>;

Stemmer make_stemmer(const char* algorithm) {
    return {sb_stemmer_new(algorithm, nullptr), &sb_stemmer_delete};
}

sb_stemmer* stemmer_of(SnowballLanguage language) {
    thread_local const Stemmer russian = make_stemmer("russian");
    thread_local const Stemmer english = make_stemmer("english");
    return language == SnowballLanguage::Russian ? russian.get() : english.get();
}

}  // namespace

std::string snowball_stem(SnowballLanguage language, std::string_view word) {
    sb_stemmer* stemmer = stemmer_of(language);
    // Both lack only when memory does.
    if (stemmer == nullptr)
        return std::string(word);
    const auto* bytes = reinterpret_cast<const sb_symbol*>(word.data());
    const sb_symbol* stem = sb_stemmer_stem(stemmer, bytes, static_cast<int>(word.size()));
    if (stem == nullptr)
        return std::string(word);
    return {reinterpret_cast<const char*>(stem),
            static_cast<std::size_t>(sb_stemmer_length(stemmer))};
}

}  // namespace vitrina
