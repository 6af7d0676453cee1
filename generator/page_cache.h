// What a build remembers of its outputs: of each the digest of its bytes, the bodies it showed, and
// what it told the checks that come after. The next build neither renders nor writes an output
// whose inputs are the same.
//
// Inputs   a page is a function of the site without the bodies of its Markdown files, of the theme,
//          and of the bodies it reads. The first two are one digest for all pages (`site_digest`);
//          a catalogue depends on the hashes of what came before it as well.
// Kept     in one block of bytes, valid for one digest of the site and one program; anything else,
//          and what is damaged, is no cache and costs time only.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/file_system.h"
#include "base/hash.h"
#include "base/packed.h"
#include "pages/output.h"
#include "prepare.h"

namespace vitrina {

// What all outputs share.
struct KnownSite {
    ContentHash digest;           // see `site_digest`
    std::string_view texts;       // packed TextSite
    std::string_view index;       // see Index::memory
};

struct KnownOutput {
    std::string_view path;
    FileDigest digest;
    std::string_view inputs;        // packed OutputInputs
    std::string_view facts;         // packed OutputFacts
    bool has_much_to_tell = false;  // facts beyond anchors: links, messages, files beside it
    std::string_view words;         // of PageFacts, for the search index
    std::string_view beginning;
};

// What an output was made from, besides what is in the digest of the site.
struct OutputInputs {
    std::vector<BodyRead> bodies;
    ContentHash catalogue;  // of the hashes, or the words, that a catalogue was made from
    FileStat copied;        // of the source of an output that is a copy
};

struct BesideDigest {
    std::string path;
    FileDigest digest;
};

// What it told whoever comes after; words and beginning stand in KnownOutput.
struct OutputFacts {
    std::string sha256;  // of an output whose hash catalogues ask for
    PageFacts page;
    std::vector<BesideDigest> beside;  // files that it made beside its own
    Diagnostics messages;
};

class PageCache {
public:
    PageCache() = default;
    // Takes what a PageCachePacker gave; empty if it cannot be used.
    static PageCache unpack(std::string bytes);
    // Nothing is known of bytes that the packing function did not write.
    static std::string pack_inputs(const OutputInputs& inputs);
    static std::optional<OutputInputs> unpack_inputs(std::string_view packed);
    // Whether the body of that record is among them.
    static bool reads_body(std::string_view packed_inputs, RecordId record);
    static std::string pack_facts(const OutputFacts& facts);
    static std::optional<OutputFacts> unpack_facts(std::string_view packed);
    static std::string_view text_page_of(std::string_view packed_facts);  // packed, or empty

    // What is known of these outputs, sorted by path; null: nothing.
    std::vector<const KnownOutput*> match(const std::vector<Output>& sorted_by_path) const;
    const std::vector<std::string_view>& words() const { return words_; }
    const std::vector<KnownOutput>& outputs() const { return outputs_; }  // sorted by path
    const KnownSite& site() const { return site_; }
    const std::string& bytes() const { return *bytes_; }

private:
    std::shared_ptr<const std::string> bytes_ = std::make_shared<std::string>();
    KnownSite site_;
    std::vector<KnownOutput> outputs_;
    std::vector<std::string_view> words_;
};

// What is known of the pages of sites, by their names.
using PageCaches = std::map<std::string, PageCache>;

// Packs a cache output by output, so that nothing but its bytes stands in memory.
class PageCachePacker {
public:
    // `size`: of all bytes, roughly; too much costs nothing, too little a copy of them.
    PageCachePacker(const KnownSite& site, std::size_t outputs, std::size_t size);
    // So many as were said, sorted by path.
    void add(const KnownOutput& output);
    // `words`: what the numbers in packed words stand for.
    std::string finish(const std::vector<std::string_view>& words);

private:
    PackWriter writer_;
};

// The hash of everything that pages see besides the bodies of Markdown files.
ContentHash site_digest(const PreparedSite& site, const FileReader& files);

}  // namespace vitrina
