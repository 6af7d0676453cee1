#include "page_cache.h"

#include <utility>

#include "base/packed_messages.h"
#include "base/packed_stat.h"
#include "base/program_identity.h"
#include "content/walk.h"

namespace vitrina {
namespace {

std::string cache_name() {
    return "vitrina pages " + program_identity();
}

void pack_page(const PageFacts& facts, PackWriter& to) {
    to.texts(facts.anchors);
    to.number(facts.links.size());
    for (const AnchorLink& link : facts.links) {
        to.text(link.url);
        to.text(link.anchor);
        pack_place(link.place, to);
    }
}

PageFacts unpack_page(PackReader& from) {
    PageFacts facts;
    facts.anchors = from.texts();
    facts.links.resize(from.count());
    for (AnchorLink& link : facts.links) {
        link.url = from.text();
        link.anchor = from.text();
        link.place = unpack_place(from);
    }
    return facts;
}

void pack_neighbour(const Neighbour& neighbour, PackWriter& to) {
    to.text(neighbour.base_url);
    to.text(neighbour.title);
    to.number(neighbour.records.size());
    for (const auto& [id, record] : neighbour.records) {
        to.text(id);
        to.text(record.url);
        to.text(record.title);
        to.number(record.parts.size());
        for (const PartName& part : record.parts) {
            to.text(part.id);
            to.text(part.title);
        }
    }
}

}  // namespace

PageCache PageCache::unpack(std::string bytes) {
    PageCache cache;
    cache.bytes_ = std::make_shared<const std::string>(std::move(bytes));
    PackReader reader(unseal_bytes(cache_name(), *cache.bytes_));
    cache.site_ = {reader.hash(), reader.text(), reader.text()};
    const std::size_t count = reader.count();
    cache.outputs_.reserve(count);
    for (std::size_t i = 0; i < count && !reader.failed(); ++i) {
        KnownOutput output;
        output.path = reader.text();
        output.digest.hash = reader.hash();
        output.digest.size = reader.number();
        output.inputs = reader.text();
        output.facts = reader.text();
        output.has_much_to_tell = reader.number() != 0;
        output.words = reader.text();
        output.beginning = reader.text();
        cache.outputs_.push_back(output);
    }
    cache.words_.resize(reader.count());
    for (std::string_view& word : cache.words_)
        word = reader.text();
    if (reader.failed() || program_identity().empty())
        return {};
    return cache;
}

PageCachePacker::PageCachePacker(const KnownSite& site, std::size_t outputs, std::size_t size) {
    writer_.reserve(size + site.texts.size() + site.index.size() + seal_room);
    writer_.hash(site.digest);
    writer_.text(site.texts);
    writer_.text(site.index);
    writer_.number(outputs);
}

void PageCachePacker::add(const KnownOutput& output) {
    writer_.text(output.path);
    writer_.hash(output.digest.hash);
    writer_.number(output.digest.size);
    writer_.text(output.inputs);
    writer_.text(output.facts);
    writer_.number(output.has_much_to_tell ? 1 : 0);
    writer_.text(output.words);
    writer_.text(output.beginning);
}

std::string PageCachePacker::finish(const std::vector<std::string_view>& words) {
    writer_.number(words.size());
    for (const std::string_view word : words)
        writer_.text(word);
    return seal_bytes(cache_name(), writer_.take());
}

std::string PageCache::pack_inputs(const OutputInputs& inputs) {
    PackWriter writer;
    writer.number(inputs.bodies.size());
    for (const BodyRead& body : inputs.bodies) {
        writer.number(static_cast<std::uint64_t>(body.record));
        writer.hash(body.hash);
    }
    writer.hash(inputs.catalogue);
    pack_stat(inputs.copied, writer);
    return writer.take();
}

std::optional<OutputInputs> PageCache::unpack_inputs(std::string_view packed) {
    PackReader reader(packed);
    OutputInputs inputs;
    for (std::size_t left = reader.count(); left > 0; --left) {
        const auto record = static_cast<RecordId>(reader.number());
        inputs.bodies.push_back({record, reader.hash()});
    }
    inputs.catalogue = reader.hash();
    inputs.copied = unpack_stat(reader);
    if (reader.failed() || !reader.at_end())
        return std::nullopt;
    return inputs;
}

bool PageCache::reads_body(std::string_view packed_inputs, RecordId record) {
    PackReader reader(packed_inputs);
    bool reads = false;
    for (std::size_t left = reader.count(); left > 0 && !reader.failed(); --left) {
        reads = reads || static_cast<RecordId>(reader.number()) == record;
        reader.hash();
    }
    return reads;
}

std::string PageCache::pack_facts(const OutputFacts& facts) {
    PackWriter writer;
    writer.text(facts.page.text_page);
    writer.text(facts.sha256);
    pack_page(facts.page, writer);
    writer.number(facts.beside.size());
    for (const BesideDigest& file : facts.beside) {
        writer.text(file.path);
        writer.hash(file.digest.hash);
        writer.number(file.digest.size);
    }
    pack_messages(facts.messages, writer);
    return writer.take();
}

std::optional<OutputFacts> PageCache::unpack_facts(std::string_view packed) {
    PackReader reader(packed);
    OutputFacts facts;
    const std::string_view text_page = reader.text();
    facts.sha256 = reader.text();
    facts.page = unpack_page(reader);
    facts.page.text_page = text_page;
    facts.beside.resize(reader.count());
    for (BesideDigest& file : facts.beside) {
        file.path = reader.text();
        file.digest.hash = reader.hash();
        file.digest.size = reader.number();
    }
    facts.messages = unpack_messages(reader);
    if (reader.failed() || !reader.at_end())
        return std::nullopt;
    return facts;
}

std::string_view PageCache::text_page_of(std::string_view packed_facts) {
    return PackReader(packed_facts).text();
}

std::vector<const KnownOutput*> PageCache::match(const std::vector<Output>& sorted_by_path) const {
    std::vector<const KnownOutput*> known(sorted_by_path.size());
    std::size_t at = 0;
    for (std::size_t i = 0; i < sorted_by_path.size(); ++i) {
        while (at < outputs_.size() && outputs_[at].path < sorted_by_path[i].path)
            ++at;
        if (at < outputs_.size() && outputs_[at].path == sorted_by_path[i].path)
            known[i] = &outputs_[at];
    }
    return known;
}

ContentHash site_digest(const PreparedSite& prepared, const FileReader& files) {
    const Site& site = prepared.site;
    PackWriter inputs;
    inputs.text(site.folder);
    inputs.text(site.config.source->text);
    inputs.hash(prepared.theme->digest());
    inputs.number(site.records.size());
    for (std::size_t i = 0; i < site.records.size(); ++i) {
        const Record& record = site.records[i];
        const Entry& entry = site.entries[i];
        inputs.text(record.source->path);
        inputs.hash(record.head_hash);
        inputs.number((entry.archived ? 1U : 0U) | (entry.expired ? 2U : 0U));
    }
    inputs.number(site.removed.size());
    for (const RemovedRecord& removed : site.removed) {
        inputs.text(removed.id);
        inputs.text(iso_date(removed.date));
    }
    for (const auto& [name, neighbour] : site.neighbours) {
        inputs.text(name);
        pack_neighbour(neighbour, inputs);
    }
    // Their sizes stand beside the links to them.
    const auto stats = files.stats_below(site.folder.empty() ? "." : site.folder);
    for (const std::string& path : site.attachments) {
        const auto stat = stats->stat(path);
        inputs.text(path);
        inputs.number(stat && *stat ? (*stat)->size + 1 : 0);
    }
    return content_hash(inputs.bytes());
}

}  // namespace vitrina
