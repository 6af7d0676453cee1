// Text in Russian and English: what ICU knows and what only we decide (urls).
//
// Units    UTF-8 in and out; counts are code points unless a name says bytes.
// Locale   never the machine's: every function says its language or is the same for all.
// Threads  safe; ICU's objects are made once per thread when first needed.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vitrina {

bool is_utf8(std::string_view text);
// Offset of the first byte that is not part of well-formed UTF-8.
std::optional<std::size_t> find_bad_utf8(std::string_view text);
// Offset of the first ASCII control that is no line end or tab.
std::optional<std::size_t> find_control(std::string_view text);
std::size_t count_code_points(std::string_view text);

struct CodePoint {
    char32_t value = 0;      // U+FFFD when the bytes are not UTF-8
    std::size_t length = 0;  // in bytes; 1 when they are not UTF-8
    bool is_valid = false;
};
CodePoint code_point_at(std::string_view text, std::size_t offset);  // offset < text.size()
void append_code_point(std::string& to, char32_t value);
// Columns of a terminal: 0 for combining marks, 2 for wide characters, else 1.
int column_width(char32_t value);
bool is_letter_or_digit(char32_t value);  // of any script
// Neither space, nor control, nor a sign that has no shape of its own: U+200B, U+FEFF, U+3164.
bool is_visible(char32_t value);

// At most `limit` code points, cut between grapheme clusters, `…` when cut.
std::string shorten(std::string_view text, std::size_t limit);

std::string to_lower(std::string_view text);
std::string to_upper(std::string_view text);   // the same for every locale
std::string fold_case(std::string_view text);  // full case folding, for comparing names
std::string to_nfc(std::string_view text);
bool is_lower_ascii(std::string_view text);  // ASCII without capitals: neither of them changes it
std::string fold_yo(std::string_view lower_text);    // ё → е, never й → и
std::string_view trim(std::string_view text);        // ASCII white space and no-break spaces
std::string collapse_spaces(std::string_view text);  // trimmed, each run of spaces one plain space

// `[a-z0-9-/]` by the fixed table of formats §1; a run of anything else, with the hyphens in it,
// becomes one `-`. The same for composed and decomposed letters, large and small.
std::string transliterate_path(std::string_view id);

// Sort key of the Russian collation with numeric order: «5 класс» before «11 класс», «№ 2» before
// «№ 10», ё beside е. Compare keys as bytes.
std::string collation_key(std::string_view text);

enum class Language : std::uint8_t { Russian, English };

// CLDR plural category of a count: index into one, few, many, other.
std::size_t plural_form(Language language, std::uint64_t count);
// Of the forms «класс|класса|классов» (English: «class|classes») the one for the count.
std::string_view choose_plural(Language language, std::uint64_t count, std::string_view forms);

// Levenshtein distance in code points with transposition, `limit + 1` when larger.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);
// The nearest candidate within distance 2 (1 for words of up to 3 letters), letter case aside;
// empty when there is none or several are equally near.
std::string nearest_name(std::string_view name, std::span<const std::string_view> candidates);

// For readers of other formats: CR LF and CR become LF, control characters but tab and LF (and what
// else XML forbids) are dropped, bytes that are not UTF-8 become U+FFFD.
std::string clean_text(std::string_view text);

// Printable for a terminal: control and escape characters as `\x1b`, bidi and line separators as
// `\u202e`, bytes that are not UTF-8 as `\xNN`.
std::string escape_controls(std::string_view text);

// A path as part of an address.
std::string percent_encoded(std::string_view path);

// Bytes as text; RFC 4648 §4.
std::string base64_text(std::string_view bytes);

// `& < > " '` as entities. The program's one HTML escaper (XML too).
void append_escaped(std::string& to, std::string_view text);
std::string escape_html(std::string_view text);

}  // namespace vitrina
