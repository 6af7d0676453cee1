#include "cli/draft_names.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "base/text.h"
#include "cli/yaml_lines.h"
#include "content/edit.h"
#include "site/vocabulary.h"

namespace vitrina {
namespace {

constexpr std::size_t most_names = 40;
constexpr std::size_t longest_part = 400;  // bytes; more is prose

bool is_capital(std::string_view text, std::size_t at) {
    if (at >= text.size())
        return false;
    const CodePoint point = code_point_at(text, at);
    const std::string letter(text.substr(at, point.length));
    return is_letter_or_digit(point.value) && to_lower(letter) != letter;
}

std::string_view trimmed_name(std::string_view text) {
    text = trim(text);
    while (!text.empty() && (text.back() == ',' || text.back() == ';'))
        text = trim(text.substr(0, text.size() - 1));
    return text;
}

// Parts between `;`, `,` and, for participants, full stops; not within brackets or quotes.
std::vector<std::string> parts_of(const std::string& text, bool at_full_stops) {
    std::vector<std::string> parts(1);
    int depth = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const std::string_view rest = std::string_view(text).substr(at);
        if (rest[0] == '(' || rest.starts_with("«"))
            ++depth;
        if ((rest[0] == ')' || rest.starts_with("»")) && depth > 0)
            --depth;
        const bool is_stop = at_full_stops && rest.starts_with(". ") && is_capital(text, at + 2);
        if (depth == 0 && (rest[0] == ',' || rest[0] == ';' || is_stop))
            parts.emplace_back();
        else
            parts.back() += text[at];
    }
    for (std::string& part : parts)
        part = trimmed_name(part);
    std::erase_if(parts, [](const std::string& part) { return part.empty(); });
    return parts;
}

// Where «Иванова А.А.» ends if it begins at `at`: a word with a capital and two initials.
std::size_t end_of_person(std::string_view text, std::size_t at) {
    if (!is_capital(text, at))
        return 0;
    const std::size_t space = text.find(' ', at);
    if (space == std::string_view::npos || space - at < 4)
        return 0;
    std::size_t place = space + 1;
    for (int initial = 0; initial < 2; ++initial) {
        if (!is_capital(text, place))
            return 0;
        place += code_point_at(text, place).length;
        if (place >= text.size() || text[place] != '.')
            return 0;
        ++place;
        if (initial == 0 && place < text.size() && text[place] == ' ')
            ++place;
    }
    return place;
}

class NameReader {
public:
    NameReader(const SiteConfig* config, bool are_participants)
        : config_(config), are_participants_(are_participants) {}

    DraftNames read(const std::vector<ReadLine>& lines) {
        for (const ReadLine& line : lines) {
            const std::string text = collapse_spaces(line.text);
            if (!made_.text.empty())
                made_.text += made_.text.ends_with(',') || made_.text.ends_with(';') ? " " : ", ";
            made_.text += text;
            for (const std::string& part : parts_of(text, are_participants_))
                add_part(part);
        }
        made_.text = trimmed_name(made_.text);
        if (is_guess_)
            made_.guess = fmt::format("«{}»", fmt::join(spoken_, "», «"));
        return std::move(made_);
    }

private:
    void add_part(std::string part) {
        // «Заместитель директора по УВР, ВР»: the same office of another field.
        const std::size_t office =
            spoken_.empty() ? std::string::npos : spoken_.back().rfind(" по ");
        const bool is_abbreviation = count_code_points(part) <= 5 && part == to_upper(part) &&
                                     part != to_lower(part) && part.find(' ') == std::string::npos;
        if (!are_participants_ && is_abbreviation && office != std::string::npos &&
            !is_known(part)) {
            const std::string before = spoken_.back();
            const std::string field = before.substr(office + std::string_view(" по ").size());
            if (field == to_upper(field)) {
                is_guess_ = true;
                add(before.substr(0, office) + " по " + part);
                return;
            }
        }
        split(part);
    }

    // Two who stand side by side without a sign between them.
    void split(const std::string& part) {
        if (part.size() > longest_part) {
            add(part);
            return;
        }
        const std::size_t person = end_of_person(part, 0);
        std::size_t cut = person != 0 && person < part.size() && part[person] == ' ' ? person : 0;
        if (cut == 0 && !is_known(part))
            cut = end_of_known(part);
        if (cut == 0 || cut >= part.size() || !is_capital(part, cut + 1)) {
            add(part);
            return;
        }
        is_guess_ = true;
        add(part.substr(0, cut));
        split(part.substr(cut + 1));
    }

    bool is_known(const std::string& name) const { return body_of(name).has_value(); }

    // The longest name of the site that the text begins with.
    std::size_t end_of_known(const std::string& part) const {
        for (std::size_t at = part.rfind(' '); at != std::string::npos && at > 0;
             at = part.rfind(' ', at - 1))
            if (is_known(part.substr(0, at)))
                return at;
        return 0;
    }

    std::optional<std::string> body_of(const std::string& name) const {
        if (config_ == nullptr)
            return std::nullopt;
        const std::string folded = fold_word(name);
        for (const auto& [id, body] : config_->bodies.items) {
            const bool is_alias = std::ranges::any_of(
                body.aliases, [&](const std::string& alias) { return fold_word(alias) == folded; });
            if (is_alias || fold_word(body.name) == folded)
                return id.value;
        }
        return std::nullopt;
    }

    std::string audience_of(const std::string& name) const {
        struct Beginning {
            std::string_view part;
            std::string_view word;
        };
        constexpr Beginning beginnings[] = {
            {"родител", "parents"},
            {"обучающ", "pupils"},
            {"ученик", "pupils"},
            {"учащ", "pupils"},
            {"педагог", "teachers"},
            {"учител", "teachers"},
            {"администрац", "administration"},
        };
        const std::string folded = fold_word(name);
        for (const Beginning& beginning : beginnings)
            if (folded.starts_with(beginning.part))
                return std::string(beginning.word);
        return folded.find("методическ") != std::string::npos ? "methodists" : std::string();
    }

    void add(const std::string& name) {
        if (made_.names.size() >= most_names)
            return;
        std::string meant = are_participants_ ? audience_of(name) : std::string();
        if (meant.empty())
            meant = body_of(name).value_or(name);
        spoken_.push_back(name);
        if (std::ranges::find(made_.names, meant) == made_.names.end())
            made_.names.push_back(std::move(meant));
    }

    const SiteConfig* config_;
    bool are_participants_;
    DraftNames made_;
    std::vector<std::string> spoken_;
    bool is_guess_ = false;
};

}  // namespace

DraftNames responsible_names(const std::vector<ReadLine>& lines, const SiteConfig* config) {
    return NameReader(config, false).read(lines);
}

DraftNames participant_names(const std::vector<ReadLine>& lines, const SiteConfig* config) {
    return NameReader(config, true).read(lines);
}

std::string names_yaml(const DraftNames& names) {
    if (names.text == fmt::format("{}", fmt::join(names.names, ", ")))
        return yaml_flow_list(names.names);
    return fmt::format("{{text: {}, bodies: {}}}", yaml_scalar(names.text),
                       yaml_flow_list(names.names));
}

}  // namespace vitrina
