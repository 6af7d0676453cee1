#include "search/page_words.h"

#include <algorithm>
#include <array>
#include <limits>

#include "base/packed.h"
#include "base/per_thread.h"
#include "base/text.h"
#include "search/language.h"
#include "search/number_set.h"
#include "search/page_tags.h"
#include "search/spelling.h"
#include "search/word_table.h"

namespace vitrina {
namespace {

constexpr std::uint32_t no_word = std::numeric_limits<std::uint32_t>::max();

enum class Field : std::uint8_t { Text, Summary, Heading, Filed, Title };
constexpr std::uint32_t weights[] = {1, 2, 3, 3, 6};

// A word of a short title tells more of the page than one of a long title.
constexpr std::uint32_t title_weight = 40;  // of all its words
constexpr std::uint32_t most_in_title = 14;

// What one thread remembers between pages: numbers of words it has met, and a scale for weights.
struct Scratch {
    std::uint64_t serial = 0;
    WordTable numbers;
    std::vector<std::uint32_t> weights;  // by number; 0 between pages
    NumberSet met;                       // those that are not 0

    static Scratch& of(const WordNumbers& table) {
        Scratch& scratch = per_thread<Scratch>();
        if (scratch.serial != table.serial()) {
            scratch = {};
            scratch.serial = table.serial();
        }
        return scratch;
    }
};

// In steps of the length: a sentence more or less leaves the levels of all other words as they are.
constexpr std::size_t length_step = 100;  // words; three of them are a usual page
constexpr std::size_t length_steps = 19;
constexpr std::uint32_t usual_weights = 64;

constexpr std::uint32_t level_of(std::uint32_t weight, std::size_t length_class) {
    constexpr double slowness = 5;  // of many mentions; chosen by the judged set of queries
    const double longer = static_cast<double>(length_class) / 3;
    const double w = weight;
    const double share = w / (w + slowness * (0.6 + 0.4 * longer));
    return std::min(static_cast<std::uint32_t>(share * search_levels), search_levels - 1);
}

bool is_blank(char byte) {
    return byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r';
}

using Levels = std::array<std::uint8_t, usual_weights>;

constexpr std::array<Levels, length_steps> usual_levels = [] {
    std::array<Levels, length_steps> levels{};
    for (std::size_t step = 0; step < length_steps; ++step)
        for (std::uint32_t weight = 0; weight < usual_weights; ++weight)
            levels[step][weight] = static_cast<std::uint8_t>(level_of(weight, step));
    return levels;
}();

}  // namespace

class PageReader {
public:
    PageReader(const SearchWords& search, const PageText& page)
        : search_(search), page_(page), scratch_(Scratch::of(search.numbers_)) {}

    PageWords read() {
        const std::size_t begin = page_.html.find("<main");
        const std::size_t end = page_.html.rfind("</main>");
        if (begin != std::string_view::npos && end != std::string_view::npos && begin < end) {
            const std::string_view html = page_.html.substr(begin, end - begin);
            is_composed_ = !has_combining_marks(html);
            read_html(html);
        }
        field_ = Field::Filed;
        is_composed_ = false;
        for (const std::string& text : page_.filed_under) {
            add_words(text);
            end_block();
        }
        return {packed(), shorten(beginning_, page_.longest_beginning)};
    }

private:
    // An element that changes how its text is read, until its end.
    struct Open {
        std::string_view name;
        std::size_t depth;  // elements of the same name inside that are still open
        Field field;        // of the text around it
        bool quiet;
        bool passed_over;
    };

    void read_html(std::string_view html) {
        for (std::size_t at = 0; at < html.size();) {
            if (html[at] != '<') {
                const std::size_t end = std::min(html.find('<', at), html.size());
                if (!is_passed_over_)
                    add_text(html.substr(at, end - at));
                at = end;
                continue;
            }
            const std::size_t end = std::min(html.find('>', at), html.size() - 1);
            pass_tag(read_tag(html.substr(at + 1, end - at - 1)));
            at = end + 1;
        }
    }

    void pass_tag(const Tag& tag) {
        if (!tag.is_inline())
            end_block();
        if (!open_.empty() && open_.back().name == tag.name) {
            if (!tag.is_end)
                ++open_.back().depth;
            else if (open_.back().depth-- == 0)
                close();
            return;
        }
        if (tag.is_end || is_passed_over_ || tag.is_void())
            return;
        const TagNotes notes = notes_of(tag);
        if (notes.is_passed_over)
            open(tag.name, field_, true, true);
        else if (tag.name == "h1")
            open(tag.name, Field::Title, true, false);
        else if (tag.name.size() == 2 && tag.name[0] == 'h' && tag.name[1] > '1' && tag.name[1] < '7')
            open(tag.name, std::max(field_, Field::Heading), true, false);
        else if (notes.is_summary)
            open(tag.name, Field::Summary, is_quiet_, false);
        else if (notes.is_quiet)
            open(tag.name, field_, true, false);
    }

    void open(std::string_view name, Field field, bool quiet, bool passed) {
        open_.push_back({name, 0, field_, is_quiet_, is_passed_over_});
        field_ = field;
        is_quiet_ = quiet;
        is_passed_over_ = passed;
    }

    void close() {
        if (open_.back().name == "h1")
            weigh_title();
        field_ = open_.back().field;
        is_quiet_ = open_.back().quiet;
        is_passed_over_ = open_.back().passed_over;
        open_.pop_back();
    }

    void add_text(std::string_view text) {
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t sign = std::min(text.find('&', at), text.size());
            add_words(text.substr(at, sign - at));
            add_beginning(text.substr(at, sign - at));
            if (sign == text.size())
                return;
            const std::size_t end = std::min(text.find(';', sign), text.size() - 1);
            end_word();
            add_beginning(decoded_entity(text.substr(sign + 1, end - sign - 1)));
            at = end + 1;
        }
    }

    void add_words(std::string_view text) {
        const auto take = [this](std::string_view word) { add_word(word); };
        if (!is_composed_ && has_combining_marks(text))
            scanner_.feed(composed(text), take);
        else
            scanner_.feed(text, take);
    }

    void end_word() {
        scanner_.end([this](std::string_view word) { add_word(word); });
    }

    void end_block() {
        end_word();
        last_count_ = 0;
        needs_space_ = true;
    }

    void add_beginning(std::string_view text) {
        // It is cut between clusters: some signs more show where the last one ends.
        if (is_quiet_ || beginning_signs_ > page_.longest_beginning + 32)
            return;
        for (std::size_t at = 0; at < text.size();) {
            std::size_t end = at;
            while (end < text.size() && !is_blank(text[end]))
                ++end;
            if (end == at) {
                needs_space_ = true;
                ++at;
                continue;
            }
            if (needs_space_ && !beginning_.empty())
                beginning_ += ' ';
            needs_space_ = false;
            beginning_ += text.substr(at, end - at);
            beginning_signs_ += 1 + count_code_points(text.substr(at, end - at));
            at = end;
        }
    }

    std::uint32_t number_of(std::string_view word) {
        if (const auto found = scratch_.numbers.find(word))
            return *found;
        const std::uint32_t number =
            is_stop_word(word) ? no_word : search_.numbers_.number_of(stem_of(word));
        scratch_.numbers.add(word, number);
        return number;
    }

    void add_word(std::string_view word) {
        ++length_;
        const std::uint32_t number = number_of(word);
        if (number == no_word)
            return;
        weigh(number);
        if (last_count_ == last_.size()) {
            std::copy(last_.end() - longest_phrase, last_.end(), last_.begin());
            last_count_ = longest_phrase;
        }
        last_[last_count_++] = number;
        if (number < search_.phrases_.size())
            for (const SearchWords::Phrase& phrase : search_.phrases_[number])
                if (phrase.words.size() <= last_count_ &&
                    std::equal(phrase.words.begin(), phrase.words.end(),
                               last_.begin() + static_cast<std::ptrdiff_t>(last_count_ -
                                                                           phrase.words.size())))
                    weigh(phrase.group);
    }

    void weigh_title() {
        const auto words = std::max(static_cast<std::uint32_t>(title_.size()), 1U);
        const std::uint32_t least = weights[static_cast<std::size_t>(Field::Title)];
        for (const std::uint32_t number : title_)
            scratch_.weights[number] += std::clamp(title_weight / words, least, most_in_title) - least;
        title_.clear();
    }

    void weigh(std::uint32_t number) {
        if (number >= scratch_.weights.size()) {
            const std::size_t count = std::max<std::size_t>(number + 1, 2 * scratch_.weights.size());
            scratch_.met.reserve(count);
            scratch_.weights.resize(count);
        }
        if (scratch_.weights[number] == 0)
            scratch_.met.add(number);
        scratch_.weights[number] += weights[static_cast<std::size_t>(field_)];
        if (field_ == Field::Title)
            title_.push_back(number);
    }

    std::string packed() {
        PackWriter writer;
        const std::size_t length_class =
            std::min((length_ + length_step / 2) / length_step, length_steps - 1);
        const Levels& levels = usual_levels[length_class];
        std::uint32_t before = 0;
        scratch_.met.take([&](std::uint32_t number) {
            const std::uint32_t weight = scratch_.weights[number];
            const std::uint32_t level =
                weight < usual_weights ? levels[weight] : level_of(weight, length_class);
            writer.number(static_cast<std::uint64_t>(number - before) * search_levels + level);
            scratch_.weights[number] = 0;
            before = number;
        });
        return writer.take();
    }

    const SearchWords& search_;
    const PageText& page_;
    Scratch& scratch_;
    WordScanner scanner_;
    std::vector<Open> open_;
    Field field_ = Field::Text;
    bool is_quiet_ = false;  // not for the beginning
    bool is_passed_over_ = false;
    bool needs_space_ = false;
    bool is_composed_ = false;  // the whole page holds no combining mark
    std::string beginning_;
    std::size_t beginning_signs_ = 0;  // at least as many
    std::vector<std::uint32_t> title_;  // words and phrases of the h1 that is open
    std::array<std::uint32_t, 8 * longest_phrase> last_ = {};  // words just read, for phrases
    std::size_t last_count_ = 0;
    std::size_t length_ = 0;  // words, stop words too
};

SearchWords::SearchWords(const std::vector<SynonymGroup>& groups) {
    for (const SynonymGroup& group : groups) {
        std::vector<std::vector<std::string>> spellings;
        for (const std::string& text : group) {
            Spelling spelling = read_spelling(text);
            if (spelling.fault == SpellingFault::None &&
                std::ranges::find(spellings, spelling.stems) == spellings.end())
                spellings.push_back(std::move(spelling.stems));
        }
        if (spellings.size() < 2)
            continue;
        std::string name = "=";
        for (const std::string& stem : spellings.front())
            name += stem;
        const std::uint32_t own = numbers_.number_of(name);
        groups_ += (groups_.empty() ? "" : "\n") + name;
        for (const auto& spelling : spellings) {
            Phrase phrase{{}, own};
            for (std::size_t i = 0; i < spelling.size(); ++i) {
                phrase.words.push_back(numbers_.number_of(spelling[i]));
                groups_ += (i == 0 ? "|" : " ") + spelling[i];
            }
            const std::uint32_t last = phrase.words.back();
            if (last >= phrases_.size())
                phrases_.resize(last + 1);
            phrases_[last].push_back(std::move(phrase));
        }
    }
}

PageWords SearchWords::read(const PageText& page) const {
    return PageReader(*this, page).read();
}

void SearchWords::adopt(const std::vector<std::string_view>& words) const {
    for (const std::string_view word : words)
        numbers_.number_of(word);
}

std::vector<std::string> stems_of(std::string_view text) {
    std::vector<std::string> stems;
    WordScanner scanner;
    const auto take = [&](std::string_view word) {
        if (!is_stop_word(word))
            stems.push_back(stem_of(word));
    };
    scanner.feed(composed(text), take);
    scanner.end(take);
    return stems;
}

}  // namespace vitrina
