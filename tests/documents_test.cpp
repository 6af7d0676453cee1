// Every file of tests/documents holds a document of Word or Excel or a table as text (see
// support/office_file.h), the record that is made of it, and what is told about joins, guesses and
// doubts.
//
// VITRINA_UPDATE=1 rewrites the expectations: read the diff.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>

#include "base/message_text.h"
#include "cli/import_document.h"
#include "support/archive.h"
#include "support/office_file.h"
#include "support/tests_folder.h"

namespace vitrina {
namespace {

namespace fs = std::filesystem;

constexpr const char* record_section = "record";
constexpr const char* messages_section = "messages";
constexpr const char* options_section = "options";

// An empty section stands for a file beside it that another program has written.
std::string file_bytes(const std::string& name, const std::string& text) {
    if (text.empty())
        return test::read_test_file(test::tests_folder() + "/documents/" + name);
    if (name.ends_with(".docx"))
        return test::word_file(text);
    if (name.ends_with(".xlsx"))
        return test::excel_file(text);
    return test::with_raw_bytes(text);
}

constexpr std::string_view site_text =
    "title: Сайт\n"
    "organization: {kind: school, name: Школа}\n"
    "base_url: https://school.example.org/\n"
    "school_year: 2026-2027\n"
    "bodies:\n"
    "  zam-uvr: {name: Заместитель директора по УВР, aliases: [зам. директора по УВР]}\n"
    "  zam-vr: {name: Заместитель директора по ВР}\n"
    "  ruk-shmo: {name: Руководители ШМО, aliases: [руководитель ШМО]}\n"
    "  komitet: {name: Комитет образования}\n";

struct Made {
    std::string record;
    std::string messages;
};

Made import_section(const std::string& name, const std::string& text, const std::string& options) {
    Diagnostics out;
    Diagnostics told;
    const auto site = std::make_shared<const Source>(Source{"site.yaml", std::string(site_text)});
    const bool has_site = options.find("site") != std::string::npos;
    const auto config = has_site ? read_site_config(site, told) : std::nullopt;
    std::string kind;
    if (const std::size_t at = options.find("as "); at != std::string::npos)
        kind = options.substr(at + 3, options.find('\n', at) - at - 3);
    const auto file = std::make_shared<const Source>(Source{name, file_bytes(name, text)});
    ImportHints hints;
    hints.config = config ? &*config : nullptr;
    hints.picture_folder = "/files/x/";
    const auto record = import_document(file, kind, std::move(hints), out);
    return {record ? record->text : "", out.items().empty() ? "" : render_diagnostics(out, {}, {})};
}

void check_document(const std::string& path) {
    CAPTURE(path);
    test::Archive archive = test::parse_archive(test::read_test_file(path));
    REQUIRE(!archive.sections.empty());
    const std::string* options = archive.find(options_section);
    const auto input = std::ranges::find_if(archive.sections, [](const auto& section) {
        return section.first.find('.') != std::string::npos;
    });
    REQUIRE(input != archive.sections.end());
    const Made made =
        import_section(input->first, input->second, options == nullptr ? "" : *options);
    if (std::getenv("VITRINA_UPDATE") != nullptr) {
        std::erase_if(archive.sections, [](const auto& section) {
            return section.first == record_section || section.first == messages_section;
        });
        archive.sections.emplace_back(record_section, made.record);
        archive.sections.emplace_back(messages_section, made.messages);
        std::ofstream(path, std::ios::binary) << test::archive_text(archive);
        return;
    }
    REQUIRE(archive.find(record_section) != nullptr);
    REQUIRE(archive.find(messages_section) != nullptr);
    CHECK(made.record == *archive.find(record_section));
    CHECK(made.messages == *archive.find(messages_section));
}

}  // namespace

TEST_SUITE("documents") {
    TEST_CASE("tables and texts of other programs become records, and every guess is told") {
        std::vector<std::string> paths;
        for (const auto& entry : fs::directory_iterator(fs::path(test::tests_folder()) / "documents"))
            if (entry.path().extension() == ".txt")
                paths.push_back(entry.path().string());
        std::ranges::sort(paths);
        CHECK(paths.size() >= 40);
        for (const std::string& path : paths)
            check_document(path);
    }
}

}  // namespace vitrina
