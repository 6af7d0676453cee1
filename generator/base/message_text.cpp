#include "base/message_text.h"

#include <algorithm>
#include <charconv>

#include "base/message_place.h"
#include "base/message_report.h"

namespace vitrina {
namespace {

constexpr std::size_t max_shown = 100;
constexpr std::size_t max_characters = 1000;  // of a line of a message: authors' texts may be long

struct Words {
    std::string_view error;
    std::string_view warning;
    std::string_view note;
    std::string_view help;
    std::string_view repeated;  // {0}: how often besides
    std::string_view total;     // {0} shown, {1} of all, {2} errors, {3} warnings
};

constexpr Words russian = {
    "ошибка",
    "предупреждение",
    "примечание",
    "подсказка",
    "(ещё {0} {0|раз|раза|раз})",
    "показано сообщений: {0} из {1} (ошибок: {2}, предупреждений: {3}); все — с ключом "
    "--all-errors",
};
constexpr Words english = {
    "error",
    "warning",
    "note",
    "help",
    "({0} more {0|time|times})",
    "{0} of {1} messages shown (errors: {2}, warnings: {3}); --all-errors shows them all",
};

const Words& words_of(Language language) {
    return language == Language::Russian ? russian : english;
}

namespace colours {
constexpr std::string_view bold = "\x1b[1m";
constexpr std::string_view red = "\x1b[1;31m";
constexpr std::string_view yellow = "\x1b[1;33m";
constexpr std::string_view cyan = "\x1b[1;36m";
constexpr std::string_view off = "\x1b[0m";
}  // namespace colours

std::string painted(std::string_view text, std::string_view colour, const MessageStyle& style) {
    return style.colour ? fmt::format("{}{}{}", colour, text, colours::off) : std::string(text);
}

std::string_view colour_of(Severity severity) {
    if (severity == Severity::Error)
        return colours::red;
    return severity == Severity::Warning ? colours::yellow : colours::cyan;
}

std::string_view severity_word(Severity severity, Language language) {
    const Words& words = words_of(language);
    if (severity == Severity::Error)
        return words.error;
    return severity == Severity::Warning ? words.warning : words.note;
}

std::string printable(std::string_view text) {
    return escape_controls(shorten(text, max_characters));
}

// `{12}` or `{12|forms}` at the beginning of `text`.
struct Placeholder {
    std::size_t argument = 0;
    std::string_view forms;
    std::size_t length = 0;
};

std::optional<Placeholder> parse_placeholder(std::string_view text) {
    const std::size_t close = text.find('}');
    if (close == std::string_view::npos)
        return std::nullopt;
    Placeholder found;
    found.length = close + 1;
    const char* const end = text.data() + close;
    const auto [rest, error] = std::from_chars(text.data() + 1, end, found.argument);
    if (error != std::errc() || (rest != end && *rest != '|'))
        return std::nullopt;
    if (rest != end)
        found.forms = {rest + 1, static_cast<std::size_t>(end - rest - 1)};
    return found;
}

std::string_view argument_at(const std::vector<std::string>& args, std::size_t index) {
    return index < args.size() ? std::string_view(args[index]) : std::string_view();
}

std::string_view plural_of(std::string_view argument, std::string_view forms, Language language) {
    std::uint64_t count = 0;
    const char* const end = argument.data() + argument.size();
    if (std::from_chars(argument.data(), end, count).ptr != end)
        return forms.substr(forms.rfind('|') + 1);
    return choose_plural(language, count, forms);
}

// Calls `plain(text)` and `filled(placeholder)` for the parts of a template in turn.
template <class Plain, class Filled>
void walk_template(std::string_view text, const Plain& plain, const Filled& filled) {
    while (!text.empty()) {
        const std::size_t brace = text.find('{');
        plain(text.substr(0, brace));
        if (brace == std::string_view::npos)
            return;
        text.remove_prefix(brace);
        if (const auto found = parse_placeholder(text)) {
            filled(*found);
            text.remove_prefix(found->length);
        } else {
            plain(text.substr(0, 1));
            text.remove_prefix(1);
        }
    }
}

std::string place_prefix(const LocatedPlace& place, const MessageStyle& style) {
    if (place.path.empty())
        return {};
    std::string prefix = escape_controls(place.path) + ":";
    if (place.has_position)
        prefix += fmt::format("{}:{}:", place.begin.line, place.begin.column);
    return painted(prefix, colours::bold, style) + " ";
}

std::string render_help(const std::string& help, const MessageStyle& style) {
    const std::string head = fmt::format("  {}: ", words_of(style.language).help);
    std::string rendered;
    std::string_view rest = help;
    while (true) {
        const std::size_t line_end = rest.find('\n');
        rendered += rendered.empty() ? head : std::string(count_code_points(head), ' ');
        rendered += printable(rest.substr(0, line_end)) + "\n";
        if (line_end == std::string_view::npos)
            return rendered;
        rest.remove_prefix(line_end + 1);
    }
}

std::string render_one(const Diagnostic& message,
                       const MessageStyle& style,
                       PlaceReader& places,
                       PlaceReader& note_places) {
    const MessageWords words = words_of(message.id, message.args, style.language);
    const LocatedPlace place = places.locate(message.place);
    std::string text = fmt::format("{}{}: {} [{}]", place_prefix(place, style),
                                   painted(severity_word(message.severity, style.language),
                                           colour_of(message.severity), style),
                                   printable(words.text), message_text(message.id).name);
    if (message.count > 1)
        text += " " + expand_text(words_of(style.language).repeated,
                                  {std::to_string(message.count - 1)}, style.language);
    text += '\n';
    if (style.excerpt && place.has_position)
        text +=
            render_excerpt(place, style.colour ? colour_of(message.severity) : std::string_view());
    if (!words.help.empty())
        text += render_help(words.help, style);
    for (const Note& note : message.notes) {
        const LocatedPlace note_place = note_places.locate(note.place);
        text += fmt::format("{}{}: {}\n", place_prefix(note_place, style),
                            painted(words_of(style.language).note, colours::cyan, style),
                            printable(words_of(note.id, note.args, style.language).text));
    }
    return text;
}

// Errors are never hidden behind warnings: when there are too many, warnings go first.
std::vector<Diagnostic> first_of(std::vector<Diagnostic> sorted) {
    const auto is_error = [](const Diagnostic& item) { return item.severity == Severity::Error; };
    std::size_t errors = static_cast<std::size_t>(std::ranges::count_if(sorted, is_error));
    errors = std::min(errors, max_shown);
    std::size_t others = max_shown - errors;
    std::vector<Diagnostic> shown;
    for (Diagnostic& item : sorted) {
        std::size_t& left = is_error(item) ? errors : others;
        if (left == 0)
            continue;
        --left;
        shown.push_back(std::move(item));
    }
    return shown;
}

std::string render_text(std::vector<Diagnostic> sorted,
                        const ReportOptions& options,
                        const TextLoader& load) {
    const std::size_t all = sorted.size();
    const auto errors = static_cast<std::size_t>(std::ranges::count(
        sorted, Severity::Error, [](const Diagnostic& item) { return item.severity; }));
    const bool is_cut = all > max_shown && !options.all_errors;
    if (is_cut)
        sorted = first_of(std::move(sorted));
    PlaceReader places(load);
    PlaceReader note_places(load);
    std::string text;
    for (const Diagnostic& message : sorted)
        text += render_one(message, options.style, places, note_places);
    if (is_cut) {
        const std::vector<std::string> numbers = {std::to_string(sorted.size()),
                                                  std::to_string(all), std::to_string(errors),
                                                  std::to_string(all - errors)};
        text +=
            expand_text(words_of(options.style.language).total, numbers, options.style.language) +
            "\n";
    }
    return text;
}

}  // namespace

std::string expand_text(std::string_view text,
                        const std::vector<std::string>& args,
                        Language language) {
    std::string expanded;
    walk_template(
        text, [&](std::string_view plain) { expanded += plain; },
        [&](const Placeholder& found) {
            const std::string_view argument = argument_at(args, found.argument);
            expanded += found.forms.empty() ? argument : plural_of(argument, found.forms, language);
        });
    return expanded;
}

std::string expand_help(std::string_view text,
                        const std::vector<std::string>& args,
                        Language language) {
    bool is_complete = true;
    walk_template(
        text, [](std::string_view) {},
        [&](const Placeholder& found) {
            is_complete = is_complete && !argument_at(args, found.argument).empty();
        });
    return is_complete ? expand_text(text, args, language) : std::string();
}

MessageWords words_of(MessageId id, const std::vector<std::string>& args, Language language) {
    const MessageText& message = message_text(id);
    const bool is_russian = language == Language::Russian;
    return {expand_text(is_russian ? message.text.ru : message.text.en, args, language),
            expand_help(is_russian ? message.help.ru : message.help.en, args, language)};
}

Diagnostic diagnostic_of(const Error& error, Place place) {
    return {error.id, Severity::Error, std::move(place), error.args, {}, 1};
}

std::string render_message(const Diagnostic& message,
                           const MessageStyle& style,
                           const TextLoader& load) {
    PlaceReader places(load);
    PlaceReader note_places(load);
    return render_one(message, style, places, note_places);
}

std::string render_diagnostics(const Diagnostics& messages,
                               const ReportOptions& options,
                               const TextLoader& load) {
    if (options.format == MessageFormat::Json)
        return render_json_report(messages.sorted(), options, load);
    if (options.format == MessageFormat::Sarif)
        return render_sarif_report(messages.sorted(), options, load);
    return render_text(messages.sorted(), options, load);
}

}  // namespace vitrina
