// Whatever authors and others do between builds, one that remembers is one that knows nothing.
#include <string>

#include "fuzz/target.h"
#include "support/two_outputs.h"

namespace vitrina::fuzz {

void fuzz_edits(std::string_view bytes) {
    static const MemoryFileSystem theme = [] {
        MemoryFileSystem files;
        test::put_theme(files);
        return files;
    }();
    MemoryFileSystem files(theme);
    test::RandomAuthor author(test::chance_of(bytes), test::memory_disk(files));
    test::TwoOutputs outputs(files);
    std::string history;
    for (std::size_t builds = 2 + author.below(3); builds > 0; --builds) {
        const std::string difference = outputs.build_both(author);
        require(difference.empty(), "a remembering build is a clean build", history + difference);
        outputs.meddle(author);
        for (std::size_t acts = author.below(4); acts > 0; --acts)
            history += author.act() + ", ";
        history += "built; ";
    }
}

}  // namespace vitrina::fuzz
