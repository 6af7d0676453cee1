#include "search/stemmer.h"

#include <memory>
#include <new>

#include <libstemmer.h>

#include "base/per_thread.h"

namespace vitrina {
namespace {

using Stemmer = std::unique_ptr<sb_stemmer, decltype(&sb_stemmer_delete)>;

// Lacks only when memory does.
Stemmer make_stemmer(const char* algorithm) {
    Stemmer made(sb_stemmer_new(algorithm, nullptr), &sb_stemmer_delete);
    if (!made)
        throw std::bad_alloc();
    return made;
}

struct Stemmers {
    Stemmer russian = make_stemmer("russian");
    Stemmer english = make_stemmer("english");
};

sb_stemmer* stemmer_of(SnowballLanguage language) {
    const Stemmers& stemmers = per_thread<Stemmers>();
    return language == SnowballLanguage::Russian ? stemmers.russian.get() : stemmers.english.get();
}

}  // namespace

std::string snowball_stem(SnowballLanguage language, std::string_view word) {
    sb_stemmer* stemmer = stemmer_of(language);
    const auto* bytes = reinterpret_cast<const sb_symbol*>(word.data());
    const sb_symbol* stem = sb_stemmer_stem(stemmer, bytes, static_cast<int>(word.size()));
    if (stem == nullptr)
        throw std::bad_alloc();
    return {reinterpret_cast<const char*>(stem),
            static_cast<std::size_t>(sb_stemmer_length(stemmer))};
}

}  // namespace vitrina
