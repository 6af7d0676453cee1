#include "formats/gift_read.h"

#include <algorithm>

#include "base/text.h"
#include "formats/gift_question.h"

namespace vitrina {
namespace {

using gift::Block;
using gift::Body;
using gift::find_mark;
using gift::Line;

constexpr auto npos = std::string_view::npos;
constexpr std::string_view field_mark = "vitrina:";

class GiftReader {
public:
    GiftReader(const SourcePtr& source, Diagnostics& out) : source_(source), out_(out) {}

    ReadQuiz read() {
        for (const Block& block : gift::blocks_of(source_->text))
            read_block(block);
        return std::move(quiz_);
    }

private:
    void read_block(const Block& block) {
        Body body;
        for (const Line& line : block) {
            if (line.text.starts_with("//"))
                read_comment(line);
            else if (line.text.starts_with("$") && body.text().empty() && is_command(line.text))
                read_command(line);
            else
                body.add(line);
        }
        if (body.text().empty())
            return;
        next_.category = category_;
        if (gift::read_question(source_, body, next_, out_))
            quiz_.questions.push_back(std::move(next_));
        next_ = {};
    }

    // `$CATEGORY: …`, not the formula `$x$`.
    static bool is_command(std::string_view line) {
        const std::size_t colon = line.find(':');
        if (colon == npos || colon < 2)
            return false;
        const std::string_view word = line.substr(1, colon - 1);
        return std::ranges::all_of(word, [](char one) {
            return (one >= 'A' && one <= 'Z') || (one >= 'a' && one <= 'z') || one == '_';
        });
    }

    void read_command(const Line& line) {
        const std::size_t colon = line.text.find(':');
        const std::string word = to_upper(line.text.substr(0, colon));
        if (word == "$CATEGORY") {
            category_ = collapse_spaces(line.text.substr(colon + 1));
            return;
        }
        const Span span{line.begin, line.begin + static_cast<std::uint32_t>(colon)};
        out_.warning(ids::gift_command, {source_, span}, line.text.substr(0, colon));
    }

    void read_comment(const Line& line) {
        const std::string_view text = trim(line.text.substr(2));
        const Span span{line.begin, line.begin + static_cast<std::uint32_t>(line.text.size())};
        if (text.starts_with(field_mark)) {
            const std::string_view pair = trim(text.substr(field_mark.size()));
            const std::size_t colon = std::min(pair.find(':'), pair.size());
            const std::string value(trim(pair.substr(std::min(colon + 1, pair.size()))));
            const std::string key(trim(pair.substr(0, colon)));
            if (key == "title")
                quiz_.title = value;
            else
                next_.fields.push_back({key, value, span});
        } else if (text.starts_with("[id:") || text.starts_with("[tag:")) {
            read_marks(text);
        } else if (!text.empty() && text.front() != '!' && !text.starts_with("question:")) {
            next_.comments.push_back(collapse_spaces(text));
        }
    }

    // `[id:om-1] [tag:Б]`
    void read_marks(std::string_view text) {
        while (!text.empty()) {
            const std::size_t end = find_mark(text, "]");
            const std::size_t colon = text.find(':');
            if (end == npos || colon == npos || colon > end)
                return;
            std::string value;
            for (const char one : text.substr(colon + 1, end - colon - 1))
                value += one == '\\' ? "" : std::string(1, one);
            if (text.starts_with("[id:"))
                next_.id = std::move(value);
            else if (text.starts_with("[tag:"))
                next_.tags.push_back(std::move(value));
            text = trim(text.substr(end + 1));
        }
    }

    SourcePtr source_;
    Diagnostics& out_;
    ReadQuiz quiz_;
    ReadQuestion next_;
    std::string category_;
};

}  // namespace

bool looks_like_gift(std::string_view text) {
    return find_mark(text, "{") != npos || text.find("$CATEGORY") != npos;
}

ReadQuiz read_gift(const SourcePtr& source, Diagnostics& out) {
    return GiftReader(source, out).read();
}

}  // namespace vitrina
