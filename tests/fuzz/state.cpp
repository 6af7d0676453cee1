// What builds and mirrors keep for themselves: read back as it was written, or dropped.
//
// Inputs   the first byte chooses the file, the rest is what stands behind its seal: damage that a
//          seal does not show.
#include <array>
#include <cstdint>
#include <string>

#include "base/memory_file_system.h"
#include "base/packed_messages.h"
#include "base/sealed_text.h"
#include "fuzz/target.h"
#include "kinds/kept.h"
#include "last_build.h"
#include "page_cache.h"
#include "pages/text_page.h"
#include "publish/file_list.h"
#include "publish/journal.h"
#include "publish/record.h"
#include "search/index_memory.h"
#include "source_cache.h"

namespace vitrina::fuzz {
namespace {

constexpr ContentHash some_site{1, 2};

// The bytes behind the seal that `sample` has.
std::string resealed(const std::string& sample, std::string_view bytes) {
    const std::string heading = sample.substr(0, sample.find('\n'));
    return heading.substr(0, heading.rfind(' ')) + " " + hash_text(content_hash(bytes)) + "\n" +
           std::string(bytes);
}

void check_path(const std::string& path) {
    require(is_output_path(path), "no path leads out of the output", path);
}

void read_record(std::string_view bytes) {
    static_cast<void>(parse_record(bytes));
    const auto record = parse_record(resealed(format_record({}), bytes));
    if (!record)
        return;
    for (const RecordedFile& file : record->files) {
        check_path(file.path);
        require(record->find(file.path) != nullptr, "a recorded file is found", file.path);
    }
    const auto again = parse_record(format_record(*record));
    require(again && again->files == record->files && again->list == record->list,
            "a record is read back");
}

void read_journal(std::string_view bytes) {
    static_cast<void>(parse_journal(bytes));
    const auto journal = parse_journal(resealed(format_journal({}), bytes));
    if (!journal)
        return;
    for (const auto* paths : {&journal->set_aside, &journal->new_paths, &journal->changed})
        for (const std::string& path : *paths)
            check_path(path);
    for (const auto* files : {&journal->make_way, &journal->removals})
        for (const RecordedFile& file : *files)
            check_path(file.path);
    for (const WrittenFile& file : journal->written)
        check_path(file.path);
    const std::string text = format_journal(*journal);
    const auto again = parse_journal(text);
    require(again && format_journal(*again) == text, "a journal is read back", text);
}

void read_list(std::string_view bytes) {
    const auto list = parse_file_list(bytes);
    if (!list)
        return;
    for (const std::string& path : *list)
        check_path(path);
    require(parse_file_list(format_file_list(*list)) == list, "a list is read back");
}

void read_mirror_state(std::string_view bytes) {
    MemoryFileSystem files;
    files.put("mirror/s/state.json", resealed(seal_text(kept_seal, ""), bytes));
    const auto state = KeptReader("mirror", "s").read_state(files);
    require(!state || state->set.empty() || state->set.size() == 64, "a set is named by its hash");
}

void read_mirror_journal(std::string_view bytes) {
    MemoryFileSystem files;
    files.put("mirror/s/journal.jsonl", bytes);
    const auto journal = KeptReader("mirror", "s").read_journal(files);
    if (!journal)
        return;
    std::string text;
    std::string before = kept_chain_hash({});
    for (std::size_t i = 0; i < journal->versions.size(); ++i) {
        text += kept_version_line(journal->versions[i], i, before) + "\n";
        before = kept_chain_hash(text);
    }
    require(text == bytes, "a journal is what it says, byte for byte", text);
}

void read_sources(std::string_view bytes) {
    const SourceCache cache = SourceCache::unpack(resealed(SourceCache::pack({}), bytes));
    static_cast<void>(cache.match({"memos/a.md", "site.yaml"}));
}

// What can be read is read back as it is written.
template <class Unpack, class Pack>
void require_read_back(std::string_view bytes, Unpack unpack, Pack pack) {
    if (const auto value = unpack(bytes)) {
        const std::string packed = pack(*value);
        const auto again = unpack(packed);
        require(again && pack(*again) == packed, "what is packed is read back", packed);
    }
}

void read_outputs(std::string_view bytes) {
    const PageCache cache =
        PageCache::unpack(resealed(PageCachePacker({}, 0, 0).finish({}), bytes));
    require_read_back(cache.site().texts, unpack_text_site, pack_text_site);
    require_read_back(cache.site().index, unpack_memory, pack_memory);
    std::vector<Output> outputs(2);
    outputs[0].path = "index.html";
    outputs[1].path = "memos/a/index.html";
    for (const KnownOutput* known : cache.match(outputs))
        if (known != nullptr) {
            static_cast<void>(PageCache::unpack_inputs(known->inputs));
            static_cast<void>(PageCache::unpack_facts(known->facts));
        }
}

void read_inputs(std::string_view bytes) {
    require_read_back(bytes, PageCache::unpack_inputs, PageCache::pack_inputs);
}

void read_facts(std::string_view bytes) {
    require_read_back(bytes, PageCache::unpack_facts, PageCache::pack_facts);
    if (const auto facts = PageCache::unpack_facts(bytes)) {
        check_messages(facts->messages, source_of("memos/a.md", ""));
        require_read_back(facts->page.text_page, unpack_text_page, pack_text_page);
    }
}

void read_build(std::string_view bytes) {
    BuildOptions options;
    options.folder = "content";
    options.today = Date{2026, 3, 1};
    options.threads = 1;
    static const std::string sample = [&] {
        MemoryFileSystem files;
        remember_build(options, "_build", {}, files);
        return files.read("_build", 1 << 20).value();
    }();
    MemoryFileSystem files;
    files.put("_build", resealed(sample, bytes));
    if (const auto build = recall_build(options, "_build", files))
        static_cast<void>(is_output_untouched(*build, files, 1, [] {}));
}

void read_messages(std::string_view bytes) {
    PackReader reader(bytes);
    const Diagnostics messages = unpack_messages(reader);
    if (!reader.failed())
        check_messages(messages, source_of("x", ""));
}

constexpr auto readers = std::to_array<void (*)(std::string_view)>(
    {read_record, read_journal, read_list, read_mirror_state, read_mirror_journal, read_sources,
     read_outputs, read_inputs, read_facts, read_build, read_messages});

}  // namespace

void fuzz_state(std::string_view bytes) {
    if (!bytes.empty())
        readers[static_cast<unsigned char>(bytes.front()) % readers.size()](bytes.substr(1));
}

}  // namespace vitrina::fuzz
