// Every message that an author may read is expected by a test, which shows how it reads.
#include <filesystem>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include "base/diagnostic_ids.h"
#include "support/archive.h"
#include "support/tests_folder.h"

namespace vitrina {
namespace {

namespace fs = std::filesystem;

const fs::path tests = test::tests_folder();

bool is_foreign(const fs::path& folder) {
    return folder == tests / "judges" / "node_modules" || folder == tests / "bench" / "work";
}

// The texts of all tests: what they expect stands in them.
struct Expectations {
    std::string transcripts;  // names as printed: `[file-missing]`
    std::string code;         // `ids::file_missing`, `MessageId::file_missing`, `"file-missing"`

    Expectations() {
        fs::recursive_directory_iterator entry(tests);
        for (const auto end = fs::end(entry); entry != end; ++entry) {
            if (entry->is_directory() && is_foreign(entry->path()))
                entry.disable_recursion_pending();
            if (!entry->is_regular_file())
                continue;
            const std::string extension = entry->path().extension().string();
            std::string& texts = extension == ".cpp" || extension == ".h" ? code : transcripts;
            texts += test::read_test_file(entry->path().string()) + "\n";
        }
    }

    bool hold(std::string_view name) const {
        const std::string printed = "[" + std::string(name) + "]";
        if (transcripts.find(printed) != std::string::npos ||
            code.find(printed) != std::string::npos ||
            code.find("\"" + std::string(name) + "\"") != std::string::npos ||
            has_place_before(transcripts, name) || has_place_before(code, name))
            return true;
        std::string ident(name);
        for (char& one : ident)
            one = one == '-' ? '_' : one;
        return names_ident("ids::" + ident) || names_ident("MessageId::" + ident);
    }

private:
    // `2:1 file-missing …`, `file-missing(…)`: how tests of one room write what they expect.
    static bool has_place_before(const std::string& text, std::string_view name) {
        for (std::size_t at = text.find(name); at != std::string::npos;
             at = text.find(name, at + 1)) {
            const char before = at == 0 ? '\n' : text[at - 1];
            const char after = at + name.size() < text.size() ? text[at + name.size()] : '\n';
            if (after == '(' && (before == '"' || before == ' '))
                return true;
            const bool has_place =
                at >= 2 && before == ' ' && text[at - 2] >= '0' && text[at - 2] <= '9';
            if (has_place && (after == ' ' || after == '"' || after == '\n'))
                return true;
        }
        return false;
    }

    // As a whole word: `ids::file_read` is not `ids::file_reader`.
    bool names_ident(const std::string& word) const {
        constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz0123456789_";
        for (std::size_t at = code.find(word); at != std::string::npos;
             at = code.find(word, at + 1))
            if (letters.find(code[at + word.size()]) == std::string_view::npos)
                return true;
        return false;
    }
};

}  // namespace

TEST_SUITE("messages") {
    TEST_CASE("every error and every warning is expected by a test") {
        const Expectations expected;
        for (std::size_t i = 0; i < message_count(); ++i) {
            const MessageText& message = message_text(static_cast<MessageId>(i));
            if (message.severity != Severity::Note)
                CHECK_MESSAGE(expected.hold(message.name), message.name, " is expected nowhere");
        }
    }
}

}  // namespace vitrina
