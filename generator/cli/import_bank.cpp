#include "cli/import_bank.h"

#include <algorithm>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "base/text.h"
#include "cli/import_task.h"
#include "content/edit.h"
#include "content/front_matter.h"
#include "formats/aiken.h"
#include "formats/gift_read.h"
#include "formats/quiz_lines.h"
#include "kinds/kind.h"

namespace vitrina {
namespace {

constexpr std::size_t most_questions = 2000;
constexpr std::size_t longest_id = 40;
constexpr std::size_t most_reasons = 3;  // that are told of one question

bool is_part_id(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char one) {
        return (one >= 'a' && one <= 'z') || (one >= 'A' && one <= 'Z') ||
               (one >= '0' && one <= '9') || one == '-' || one == '.' || one == '_';
    });
}

std::string id_from(std::string_view words) {
    std::string id = transliterate_path(words);
    std::ranges::replace(id, '/', '-');
    while (id.size() > longest_id) {
        const std::size_t hyphen = id.rfind('-');
        id.resize(hyphen == std::string::npos || hyphen == 0 ? longest_id : hyphen);
    }
    const std::size_t begin = id.find_first_not_of('-');
    return begin == std::string::npos ? std::string()
                                      : id.substr(begin, id.find_last_not_of('-') - begin + 1);
}

// The parts of `$course$/top/Математика/Дроби`; two slashes stand for one.
std::vector<std::string> category_parts(std::string_view path) {
    std::vector<std::string> parts(1);
    for (std::size_t at = 0; at < path.size(); ++at) {
        if (path[at] != '/') {
            parts.back() += path[at];
        } else if (at + 1 < path.size() && path[at + 1] == '/') {
            parts.back() += '/';
            ++at;
        } else {
            parts.emplace_back();
        }
    }
    std::erase_if(parts, [](std::string& part) {
        part = collapse_spaces(part);
        return part.empty() || part == "top" || (part.front() == '$' && part.back() == '$');
    });
    return parts;
}

std::string file_name(std::string_view path) {
    path = path.substr(path.rfind('/') == std::string_view::npos ? 0 : path.rfind('/') + 1);
    return std::string(path.substr(0, path.rfind('.') == 0 ? path.size() : path.rfind('.')));
}

class BankMaker {
public:
    BankMaker(std::string title, Diagnostics& out) : title_(std::move(title)), out_(out) {}

    void add(const SourcePtr& source) {
        if (!check_encoding(source, out_))
            return;
        const std::size_t told = out_.items().size();
        ReadQuiz quiz;
        if (looks_like_gift(source->text))
            quiz = read_gift(source, out_);
        else if (looks_like_aiken(source->text))
            quiz = read_aiken(source, out_);
        // A file of categories or comments alone is as good as one of another format.
        if (quiz.questions.empty() && out_.items().size() == told)
            out_.error(ids::import_format, {source, {0, source->text.empty() ? 0U : 1U}});
        if (quiz.questions.empty())
            return;
        if (title_.empty())
            title_ = quiz.title.empty() ? file_name(source->path) : quiz.title;
        add_questions(quiz, source);
    }

    std::optional<ImportedBank> finish() const {
        if (tasks_ == 0)
            return std::nullopt;
        return ImportedBank{head() + yaml_, tasks_};
    }

private:
    std::string head() const {
        return fmt::format("title: {}\ntasks:\n", yaml_scalar(escape_markdown(title_)));
    }

    void add_questions(const ReadQuiz& quiz, const SourcePtr& source) {
        std::string passage;
        std::optional<Span> passage_span;
        for (const ReadQuestion& question : quiz.questions) {
            if (tasks_ == most_questions) {
                out_.error(ids::import_too_many, {source, question.span}, most_questions);
                return;
            }
            if (question.type == ReadType::Passage) {
                passage += (passage.empty() ? "" : "\n\n") + question.text;
                passage_span = question.span;
                continue;
            }
            add_question(question, {"", topic_of(question, quiz), std::move(passage), source});
            passage.clear();
            passage_span.reset();
        }
        if (passage_span)
            out_.warning(ids::import_text_alone, {source, *passage_span});
    }

    // The narrowest category; the bank's own name is none.
    static std::string topic_of(const ReadQuestion& question, const ReadQuiz& quiz) {
        std::vector<std::string> parts = category_parts(question.category);
        if (!parts.empty() && parts.front() == collapse_spaces(quiz.title))
            parts.erase(parts.begin());
        return parts.empty() ? std::string() : escape_markdown(parts.back());
    }

    std::string free_id(const ReadQuestion& question) const {
        std::string id = question.id;
        if (!is_part_id(id))
            id = id_from(question.name);
        if (id.empty())
            id = fmt::format("z{:02}", tasks_ + 1);
        const std::string base = id;
        for (int number = 2; ids_.contains(id); ++number)
            id = fmt::format("{}-{}", base, number);
        return id;
    }

    void add_question(const ReadQuestion& question, TaskPlace place) {
        place.id = free_id(question);
        Diagnostics messages;
        const std::string entry = task_yaml(question, place, messages);
        const Diagnostics problems = judge(entry);
        if (problems.has_errors()) {
            refuse({place.source, question.span}, problems);
            return;
        }
        out_.append(std::move(messages));
        yaml_ += entry;
        ids_.insert(place.id);
        ++tasks_;
    }

    // What the rules of the bank say of a file that holds this task alone.
    static Diagnostics judge(const std::string& entry) {
        Diagnostics messages;
        const auto source =
            std::make_shared<const Source>(Source{"", "title: Банк\ntasks:\n" + entry});
        const auto end = static_cast<std::uint32_t>(source->text.size());
        const auto root = read_yaml(source, {0, end}, messages);
        if (!root || messages.has_errors())
            return messages;
        Record record;
        record.id = "tasks/import";
        record.kind = find_kind("tasks");
        record.source = source;
        DecodeContext decoding{source, messages};
        record.kind->decode(*root, decoding, record);
        if (messages.has_errors())
            return messages;
        CheckContext checking{{}, {}, messages};
        record.kind->check(record, checking);
        return messages;
    }

    void refuse(const Place& place, const Diagnostics& problems) {
        Diagnostic& refusal = out_.error(ids::import_refused, place);
        for (const Diagnostic& problem : problems.sorted())
            if (problem.severity == Severity::Error && refusal.notes.size() < most_reasons)
                refusal.notes.push_back({problem.id, place, problem.args});
    }

    std::string title_;
    Diagnostics& out_;
    std::string yaml_;
    std::set<std::string> ids_;
    std::size_t tasks_ = 0;
};

}  // namespace

std::optional<ImportedBank> import_bank(const std::vector<SourcePtr>& sources,
                                        const std::string& title,
                                        Diagnostics& out) {
    BankMaker maker(title, out);
    for (const SourcePtr& source : sources)
        maker.add(source);
    return maker.finish();
}

}  // namespace vitrina
