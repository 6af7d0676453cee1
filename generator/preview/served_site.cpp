#include "preview/served_site.h"

#include <algorithm>
#include <deque>
#include <utility>

#include "base/hash.h"

namespace vitrina {
namespace {

constexpr std::size_t kept_limit = 64U * 1024 * 1024;
constexpr std::size_t kept_file_limit = 2U * 1024 * 1024;

std::string tag_of_stat(const FileStat& stat) {
    std::string text;
    for (const auto number : {stat.size, static_cast<std::uint64_t>(stat.mtime_ns),
                              static_cast<std::uint64_t>(stat.ctime_ns), stat.inode})
        text += std::to_string(number) + ' ';
    return hash_text(content_hash(text));
}

bool has_changed_source(const Diagnostics& messages) {
    return std::ranges::find(messages.items(), ids::file_changed, &Diagnostic::id) !=
           messages.items().end();
}

}  // namespace

ServedSite::ServedSite(std::unique_ptr<PreparedSite> site,
                       std::string mount,
                       const FileReader& files)
    : ServedSite(std::make_shared<Shared>(std::move(site)), std::move(mount), files) {}

ServedSite::ServedSite(std::shared_ptr<Shared> shared, std::string mount, const FileReader& files)
    : shared_(std::move(shared)),
      mount_(std::move(mount)),
      files_(files),
      seen_(shared_->site.outputs.size()) {}

std::shared_ptr<const ServedSite> ServedSite::with_texts(
    const std::vector<EditedRecord>& edited) const {
    {
        const std::unique_lock lock(shared_->texts);
        for (const EditedRecord& now : edited) {
            Record& record = shared_->site.site.records[static_cast<std::size_t>(now.record)];
            record.body = now.text.body;
            record.source_hash = now.text.hash;
        }
    }
    return std::shared_ptr<const ServedSite>(new ServedSite(shared_, mount_, files_));
}

ContentHash ServedSite::source_hash(const Record& record) const {
    const std::shared_lock lock(shared_->texts);
    return record.source_hash;
}

const Record* ServedSite::find_source(const ContentHash& hash) const {
    const std::shared_lock lock(shared_->texts);
    const std::vector<Record>& records = site().records;
    const auto found = std::ranges::find(records, hash, &Record::source_hash);
    return found == records.end() ? nullptr : &*found;
}

std::optional<std::size_t> ServedSite::find(std::string_view path) const {
    const Outputs& outputs = prepared().outputs;
    const auto found = std::ranges::lower_bound(
        outputs, path, {}, [](const Output& output) { return std::string_view(output.path); });
    if (found == outputs.end() || found->path != path)
        return std::nullopt;
    return static_cast<std::size_t>(found - outputs.begin());
}

// Catalogues tell hashes and sizes of other outputs.
const PublishedFiles& ServedSite::published() const {
    std::call_once(published_once_, [this] {
        const Outputs& outputs = prepared().outputs;
        for (std::size_t i = 0; i < outputs.size(); ++i)
            if (outputs[i].catalogued && outputs[i].wave != Wave::Catalogues)
                if (const ServedFilePtr made = file(i))
                    published_.emplace(outputs[i].path, PublishedFile{sha256_hex(made->bytes),
                                                                      made->bytes.size()});
    });
    return published_;
}

ServedFilePtr ServedSite::copy(const std::string& path) const {
    auto opened = files_.open(path);
    if (!opened)
        return nullptr;
    auto made = std::make_shared<ServedFile>();
    const FileStat& stat = (*opened)->stat();
    if (stat.size > kept_file_limit) {
        made->tag = tag_of_stat(stat);
        made->content = std::move(*opened);
        return made;
    }
    made->bytes.resize(stat.size);
    const auto size = (*opened)->read_at(0, made->bytes);
    if (!size)
        return nullptr;
    made->bytes.resize(*size);
    made->tag = hash_text(content_hash(made->bytes));
    return made;
}

// Pages that nobody looks at are not kept for it: their words are enough.
Rendered ServedSite::make_of_pages(const Output& output) const {
    std::deque<std::pair<std::string, std::string>> texts;
    const auto text = [&](const std::string& path) {
        const auto index = find(path);
        if (!index)
            return SearchedText{};
        ServedFilePtr page = kept(*index);
        if (!page)
            page = render(*index);
        if (!page)
            return SearchedText{};
        texts.emplace_back(page->facts.facts.words, page->facts.facts.beginning);
        return SearchedText{texts.back().first, texts.back().second};
    };
    return output.render_of_pages({text, 1});
}

Rendered ServedSite::make(const Output& output) const {
    if (output.render_of_pages)
        return make_of_pages(output);
    static const PublishedFiles none;
    const PublishedFiles& catalogue = output.wave == Wave::Catalogues ? published() : none;
    const std::shared_lock lock(shared_->texts);
    return output.render(catalogue);
}

ServedFilePtr ServedSite::render(std::size_t index) const {
    const Output& output = prepared().outputs[index];
    if (!output.copy_from.empty())
        return copy(output.copy_from);
    auto made = std::make_shared<ServedFile>();
    made->facts = make(output);
    made->bytes = std::exchange(made->facts.bytes, {});
    made->is_stale = has_changed_source(made->facts.messages);
    made->tag = hash_text(content_hash(made->bytes));
    return made;
}

ServedFilePtr ServedSite::kept(std::size_t index) const {
    const std::scoped_lock lock(mutex_);
    return seen_[index].lock();
}

void ServedSite::keep(std::size_t index, const ServedFilePtr& file) const {
    // An open file is read by those who asked for it, and the next ones get what is there then.
    if (file->content)
        return;
    const std::scoped_lock lock(mutex_);
    seen_[index] = file;
    if (file->bytes.size() > kept_file_limit)
        return;
    if (kept_bytes_ + file->bytes.size() > kept_limit) {
        kept_.clear();
        kept_bytes_ = 0;
    }
    kept_.push_back(file);
    kept_bytes_ += file->bytes.size();
}

ServedFilePtr ServedSite::file_of_pages(std::size_t index) const {
    const std::scoped_lock lock(of_pages_mutex_);
    ServedFilePtr& before = of_pages_[index];
    if (before)
        return before;
    ServedFilePtr made = render(index);
    if (made && !made->is_stale)
        before = made;
    return made;
}

ServedFilePtr ServedSite::file(std::size_t index) const {
    if (prepared().outputs[index].render_of_pages)
        return file_of_pages(index);
    if (ServedFilePtr before = kept(index))
        return before;
    ServedFilePtr made = render(index);
    if (made && !made->is_stale)
        keep(index, made);
    return made;
}

}  // namespace vitrina
