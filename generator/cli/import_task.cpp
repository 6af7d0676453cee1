#include "cli/import_task.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "base/text.h"
#include "content/edit.h"
#include "content/yaml.h"
#include "formats/quiz.h"

namespace vitrina {
namespace {

constexpr std::string_view indent = "    ";

bool is_table_rule(std::string_view line) {
    return line.find("---") != std::string_view::npos &&
           line.find_first_not_of("| -") == std::string_view::npos;
}

// The text's first lines that a reader sees, and the others.
struct Halves {
    std::string first;
    std::string rest;
};

Halves split_lines(const std::string& text, std::size_t count) {
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string_view line = std::string_view(text).substr(at, end - at);
        const bool is_seen = !trim(line).empty() && !is_table_rule(line);
        if (is_seen && count == 0)
            break;
        count -= is_seen ? 1 : 0;
        at = std::min(end + 1, text.size());
    }
    return {std::string(trim(text.substr(0, at))), std::string(trim(text.substr(at)))};
}

std::size_t count_seen_lines(const std::string& text) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string_view line = std::string_view(text).substr(at, end - at);
        count += !trim(line).empty() && !is_table_rule(line) ? 1 : 0;
        at = end + 1;
    }
    return count;
}

std::string one_line(const std::string& text) {
    return yaml_scalar(quiz_line(text));
}

bool is_right(const ReadAnswer& answer) {
    return answer.share && *answer.share > Decimal::of(0);
}

bool is_whole(const ReadAnswer& answer) {
    return answer.share && *answer.share == Decimal::of(100);
}

class TaskWriter {
public:
    TaskWriter(const ReadQuestion& question, const TaskPlace& place, Diagnostics& out)
        : question_(question),
          place_(place),
          out_(out),
          text_(question.text),
          passage_(place.passage),
          solution_(question.feedback),
          is_multi_(question.is_multi || std::ranges::count_if(question.answers, is_whole) > 1) {}

    std::string write() {
        for (const std::string& comment : question_.comments)
            yaml_ += fmt::format("  # {}\n", comment);
        read_fields();
        yaml_ += fmt::format("  - id: {}\n", place_.id);
        if (!place_.topic.empty())
            put("topic", one_line(place_.topic));
        put("type", type());
        add_tags();
        yaml_ += fields_;
        if (!passage_.empty())
            put_text("passage", passage_);
        put_text("stem", text_);
        yaml_ += own_;
        add_own();
        if (!feedback_.empty())
            put_text("feedback", feedback_);
        if (!solution_.empty())
            put_text("solution", solution_);
        return yaml_;
    }

private:
    void put(std::string_view key, const std::string& value) {
        yaml_ += fmt::format("{}{}: {}\n", indent, key, value);
    }

    void put_text(std::string_view key, const std::string& text) {
        if (text.find('\n') == std::string::npos)
            return put(key, one_line(text));
        yaml_ += fmt::format("{}{}: |\n", indent, key);
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t end = std::min(text.find('\n', at), text.size());
            if (end > at)
                yaml_ += fmt::format("{}  {}", indent, text.substr(at, end - at));
            yaml_ += "\n";
            at = end + 1;
        }
    }

    Place place() const { return {place_.source, question_.span}; }

    bool has_field(std::string_view key) const {
        return std::ranges::any_of(question_.fields,
                                   [&](const ReadField& field) { return field.key == key; });
    }

    // --- what our own files say in comments ---

    void read_fields() {
        for (const ReadField& field : question_.fields) {
            const bool taken = field.key.ends_with("_lines") ? split(field) : copy(field);
            if (!taken)
                out_.warning(ids::import_line, {place_.source, field.span},
                             shorten(field.key + ": " + field.value, 60));
        }
    }

    // How many lines of a text are another field's.
    bool split(const ReadField& field) {
        std::size_t count = 0;
        const char* end = field.value.data() + field.value.size();
        if (std::from_chars(field.value.data(), end, count).ptr != end || count > 10'000)
            return false;
        if (field.key == "feedback_lines") {
            Halves halves = split_lines(question_.feedback, count);
            feedback_ = std::move(halves.first);
            solution_ = std::move(halves.rest);
        } else if (field.key == "passage_lines") {
            Halves halves = split_lines(text_, count);
            passage_ += (passage_.empty() ? "" : "\n\n") + halves.first;
            text_ = std::move(halves.rest);
        } else if (field.key == "choice_lines") {
            const std::size_t all = count_seen_lines(text_);
            text_ = split_lines(text_, all - std::min(count, all)).first;
        } else {
            return false;
        }
        return true;
    }

    // A line of the bank as it stood there, if it is one.
    bool copy(const ReadField& field) {
        constexpr std::string_view known[] = {"type",     "max",   "partial", "shuffle",
                                              "sequence", "parts", "unit"};
        if (std::ranges::find(known, field.key) == std::end(known))
            return false;
        if (field.key == "type")
            return field.value == "order";
        if (field.key == "unit")
            return true;  // the text behind the blank is it
        const std::string line = fmt::format("{}: {}\n", field.key, field.value);
        const auto source = std::make_shared<const Source>(Source{"", line});
        Diagnostics messages;
        const auto root = read_yaml(source, {0, static_cast<std::uint32_t>(line.size())}, messages);
        if (!root || messages.has_errors() || root->keys.size() != 1)
            return false;
        const bool is_short = field.key != "sequence" && field.key != "parts";
        (is_short ? fields_ : own_) += std::string(indent) + line;
        return true;
    }

    bool is_order() const { return has_field("sequence"); }

    std::string type() const {
        switch (question_.type) {
            case ReadType::Choice:
                return is_multi_ ? "multi" : "single";
            case ReadType::Text:
                return is_order() ? "order" : "text";
            case ReadType::Number:
                return "number";
            case ReadType::Match:
                return "match";
            case ReadType::Essay:
            case ReadType::Passage:
                break;
        }
        return "task";
    }

    // --- tags: level and codes as our own files name them; others stay as a comment ---

    void add_tags() {
        std::string kes;
        std::string kt;
        std::string others;
        const auto append = [](std::string& to, const std::string& one) {
            to += (to.empty() ? "" : ", ") + one;
        };
        for (const std::string& tag : question_.tags) {
            if (tag == "Б" || tag == "П" || tag == "В")
                put("level", tag);
            else if (tag.starts_with("КЭС "))
                append(kes, one_line(tag.substr(std::string_view("КЭС ").size())));
            else if (tag.starts_with("КТ "))
                append(kt, one_line(tag.substr(std::string_view("КТ ").size())));
            else
                append(others, collapse_spaces(tag));
        }
        if (!kes.empty())
            put("kes", "[" + kes + "]");
        if (!kt.empty())
            put("kt", "[" + kt + "]");
        if (!others.empty())
            yaml_ += fmt::format("{}# {}\n", indent, others);
    }

    // --- answers ---

    void add_own() {
        switch (question_.type) {
            case ReadType::Choice:
                return add_choice();
            case ReadType::Text:
                return is_order() ? void() : add_text();
            case ReadType::Number:
                return add_number();
            case ReadType::Match:
                return add_match();
            case ReadType::Essay:
            case ReadType::Passage:
                break;
        }
        if (has_field("parts"))
            return;
        put("parts", "[{id: К1, max: 1}]");
        out_.warning(ids::import_essay, place());
    }

    void add_choice() {
        add_partial();
        yaml_ += fmt::format("{}options:\n", indent);
        for (const ReadAnswer& answer : question_.answers) {
            yaml_ += fmt::format("{}  - {{text: {}", indent, one_line(answer.text));
            if (is_multi_ ? is_right(answer) : is_whole(answer))
                yaml_ += ", right: true";
            if (!answer.feedback.empty())
                yaml_ += fmt::format(", feedback: {}", one_line(answer.feedback));
            yaml_ += "}\n";
        }
    }

    void warn_of_weights(const std::vector<const ReadAnswer*>& answers) {
        std::string names;
        for (const ReadAnswer* answer : answers)
            names += (names.empty() ? "" : ", ") + answer->text;
        if (!answers.empty())
            out_.warning(ids::import_weights, {place_.source, answers.front()->span},
                         shorten(names, 100));
    }

    // The rule that weights of options come down to: a point for each right one, or all or nothing.
    void add_partial() {
        std::vector<const ReadAnswer*> right;
        std::vector<const ReadAnswer*> partly;
        bool forgives = false;
        bool has_wrong = false;
        for (const ReadAnswer& answer : question_.answers) {
            if (is_right(answer))
                right.push_back(&answer);
            if (is_right(answer) && !is_whole(answer))
                partly.push_back(&answer);
            has_wrong = has_wrong || !is_right(answer);
            forgives = forgives || (answer.share && *answer.share <= Decimal::of(0) &&
                                    *answer.share > Decimal::of(-100));
        }
        if (!is_multi_)
            return warn_of_weights(partly);
        const bool equal = std::ranges::all_of(right, [&](const ReadAnswer* answer) {
            return *answer->share == *right.front()->share;
        });
        if (!equal)
            return warn_of_weights(partly);
        if (right.size() < 2 || !has_wrong || !forgives || has_field("partial"))
            return;
        put("partial", "per_right");
        if (!has_field("max"))
            put("max", std::to_string(right.size()));
    }

    void add_text() {
        std::vector<std::string> keys;
        std::vector<const ReadAnswer*> partly;
        std::string list;
        for (const ReadAnswer& answer : question_.answers) {
            if (!answer.feedback.empty())
                feedback_ +=
                    (feedback_.empty() ? "" : "\n\n") + answer.text + " — " + answer.feedback;
            if (!is_whole(answer)) {
                partly.push_back(&answer);
                continue;
            }
            const auto text = without_wildcards(answer);
            if (!text)
                continue;
            const std::string key = fold_yo(to_lower(*text));
            if (std::ranges::find(keys, key) != keys.end())
                continue;
            keys.push_back(key);
            list += (list.empty() ? "" : ", ") + one_line(*text);
        }
        warn_of_weights(partly);
        put("answer", "[" + list + "]");
    }

    // Nothing for an answer that stands for many.
    std::optional<std::string> without_wildcards(const ReadAnswer& answer) {
        std::string text;
        for (std::size_t at = 0; at < answer.text.size(); ++at) {
            if (answer.text[at] == '*') {
                out_.warning(ids::import_wildcard, {place_.source, answer.span},
                             shorten(answer.text, 40));
                return std::nullopt;
            }
            if (answer.text[at] == '\\' && at + 1 < answer.text.size() &&
                answer.text[at + 1] == '*')
                ++at;
            text += answer.text[at];
        }
        return text;
    }

    void add_number() {
        put("answer", yaml_scalar(decimal_text(question_.number, '.')));
        if (question_.tolerance > Decimal::of(0))
            put("tolerance", decimal_text(question_.tolerance, '.'));
        if (!question_.unit.empty())
            put("unit", one_line(question_.unit));
    }

    void add_match() {
        std::string extra;
        yaml_ += fmt::format("{}pairs:\n", indent);
        for (const ReadPair& pair : question_.pairs) {
            if (pair.left.empty())
                extra += (extra.empty() ? "" : ", ") + one_line(pair.right);
            else
                yaml_ += fmt::format("{}  - {{left: {}, right: {}}}\n", indent, one_line(pair.left),
                                     one_line(pair.right));
        }
        if (!extra.empty())
            put("extra", "[" + extra + "]");
    }

    const ReadQuestion& question_;
    const TaskPlace& place_;
    Diagnostics& out_;
    std::string text_;
    std::string passage_;
    std::string feedback_;
    std::string solution_;
    bool is_multi_;       // of a choice: several options may be right
    std::string fields_;  // lines before the text
    std::string own_;     // and behind it
    std::string yaml_;
};

}  // namespace

std::string task_yaml(const ReadQuestion& question, const TaskPlace& place, Diagnostics& out) {
    return TaskWriter(question, place, out).write();
}

}  // namespace vitrina
