// The one file that knows ICU: those functions of text.h and dates.h that need its tables.
//
// Threads  ICU's objects are made once per thread when first needed; a collator takes milliseconds.
#include <algorithm>
#include <cstdlib>
#include <memory>
#include <new>

#include <unicode/brkiter.h>
#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/coll.h>
#include <unicode/normalizer2.h>
#include <unicode/plurrule.h>
#include <unicode/timezone.h>
#include <unicode/uchar.h>
#include <unicode/uclean.h>
#include <unicode/utext.h>

#include "base/dates.h"
#include "base/heap.h"
#include "base/per_thread.h"
#include "base/text.h"

namespace vitrina {
namespace {

void* U_CALLCONV take(const void*, std::size_t size) {
    return allocate_or_end(size);
}

void* U_CALLCONV take_again(const void*, void* old, std::size_t size) {
    return reallocate_or_end(old, size);
}

void U_CALLCONV give_back(const void*, void* taken) {
    std::free(taken);
}

// ICU's own data are part of it: only a lack of memory makes it refuse, and it may call that a resource
// that is missing.
void must(UErrorCode status) {
    if (U_FAILURE(status))
        throw std::bad_alloc();
}

icu::StringPiece piece(std::string_view text) {
    return {text.data(), static_cast<std::int32_t>(text.size())};
}

icu::UnicodeString decoded(std::string_view text) {
    return icu::UnicodeString::fromUTF8(piece(text));
}

bool is_ascii(std::string_view text) {
    return std::ranges::all_of(text,
                               [](char byte) { return static_cast<unsigned char>(byte) < 0x80; });
}

std::string ascii_lower(std::string_view text) {
    std::string lower(text);
    for (char& byte : lower) {
        if (byte >= 'A' && byte <= 'Z')
            byte = static_cast<char>(byte - 'A' + 'a');
    }
    return lower;
}

const icu::Normalizer2& composer() {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* normalizer = icu::Normalizer2::getNFCInstance(status);
    must(status);
    return *normalizer;
}

struct RussianCollator {
    std::unique_ptr<icu::Collator> collator;

    RussianCollator() {
        UErrorCode status = U_ZERO_ERROR;
        collator.reset(icu::Collator::createInstance("ru", status));
        must(status);
        collator->setAttribute(UCOL_NUMERIC_COLLATION, UCOL_ON, status);
        collator->setAttribute(UCOL_NORMALIZATION_MODE, UCOL_ON, status);
        collator->setStrength(icu::Collator::TERTIARY);
        must(status);
    }
};

const icu::Collator& russian_collator() {
    return *per_thread<RussianCollator>().collator;
}

struct Clusters {
    std::unique_ptr<icu::BreakIterator> iterator;

    Clusters() {
        UErrorCode status = U_ZERO_ERROR;
        iterator.reset(icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
        must(status);
    }
};

icu::BreakIterator& clusters() {
    return *per_thread<Clusters>().iterator;
}

std::unique_ptr<const icu::PluralRules> make_plural_rules(const char* locale) {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<const icu::PluralRules> rules(icu::PluralRules::forLocale(locale, status));
    must(status);
    return rules;
}

struct RussianPlurals {
    std::unique_ptr<const icu::PluralRules> rules = make_plural_rules("ru");
};
struct EnglishPlurals {
    std::unique_ptr<const icu::PluralRules> rules = make_plural_rules("en");
};

const icu::PluralRules& plural_rules(Language language) {
    return language == Language::Russian ? *per_thread<RussianPlurals>().rules
                                         : *per_thread<EnglishPlurals>().rules;
}

struct LastZone {
    std::string name;
    std::unique_ptr<icu::TimeZone> zone;
};

// Null for a name that is not in the IANA base. A site has one zone: the last is kept.
const icu::TimeZone* find_zone(std::string_view name) {
    LastZone& last = per_thread<LastZone>();
    if (last.zone && name == last.name)
        return last.zone.get();
    UErrorCode status = U_ZERO_ERROR;
    UBool is_system = 0;
    icu::UnicodeString canonical;
    const icu::UnicodeString id = decoded(name);
    icu::TimeZone::getCanonicalID(id, canonical, is_system, status);
    if (U_FAILURE(status) || is_system == 0 || canonical == UNICODE_STRING_SIMPLE("Etc/Unknown"))
        return nullptr;
    last.zone.reset(icu::TimeZone::createTimeZone(id));
    last.name = name;
    return last.zone.get();
}

// Seconds to add to UTC; `is_local` says that the moment is the wall clock's.
std::int64_t zone_offset(const icu::TimeZone& zone, std::int64_t seconds, bool is_local) {
    UErrorCode status = U_ZERO_ERROR;
    std::int32_t raw = 0;
    std::int32_t summer = 0;
    zone.getOffset(static_cast<double>(seconds) * 1000.0, is_local, raw, summer, status);
    must(status);
    return (raw + summer) / 1000;
}

}  // namespace

void end_when_icu_lacks_memory() {
    UErrorCode status = U_ZERO_ERROR;
    u_setMemoryFunctions(nullptr, take, take_again, give_back, &status);
    must(status);
}

std::string to_lower(std::string_view text) {
    if (is_ascii(text))
        return ascii_lower(text);
    UErrorCode status = U_ZERO_ERROR;
    std::string lower;
    lower.reserve(text.size());
    icu::StringByteSink<std::string> sink(&lower);
    icu::CaseMap::utf8ToLower("", 0, piece(text), sink, nullptr, status);
    must(status);
    return lower;
}

std::string to_upper(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    std::string upper;
    upper.reserve(text.size());
    icu::StringByteSink<std::string> sink(&upper);
    icu::CaseMap::utf8ToUpper("", 0, piece(text), sink, nullptr, status);
    must(status);
    return upper;
}

std::string fold_case(std::string_view text) {
    if (is_ascii(text))
        return ascii_lower(text);
    UErrorCode status = U_ZERO_ERROR;
    std::string folded;
    folded.reserve(text.size());
    icu::StringByteSink<std::string> sink(&folded);
    icu::CaseMap::utf8Fold(0, piece(text), sink, nullptr, status);
    must(status);
    return folded;
}

bool is_lower_ascii(std::string_view text) {
    return is_ascii(text) &&
           std::ranges::none_of(text, [](char byte) { return byte >= 'A' && byte <= 'Z'; });
}

std::string to_nfc(std::string_view text) {
    if (is_ascii(text))
        return std::string(text);
    UErrorCode status = U_ZERO_ERROR;
    std::string composed;
    composed.reserve(text.size());
    icu::StringByteSink<std::string> sink(&composed);
    composer().normalizeUTF8(0, piece(text), sink, nullptr, status);
    must(status);
    return composed;
}

namespace {

// A sign that no other one joins: letters, digits and the punctuation that texts are made of.
bool stands_alone(char32_t value) {
    return (value >= 0x20 && value < 0x300) || value == '\n' || value == '\t' ||
           (value >= 0x370 && value <= 0x482) || (value >= 0x48A && value <= 0x52F) ||
           (value >= 0x2010 && value <= 0x2027) || (value >= 0x2030 && value <= 0x205E) ||
           (value >= 0x20A0 && value <= 0x20BF) || (value >= 0x2100 && value <= 0x214F);
}

// Where `taken` code points end, if every cluster up to there, and the sign behind, is one code point.
std::optional<std::size_t> end_of_plain(std::string_view text, std::size_t taken) {
    std::size_t at = 0;
    for (std::size_t count = 0; at < text.size(); ++count) {
        const CodePoint sign = code_point_at(text, at);
        if (!sign.is_valid || !stands_alone(sign.value))
            return std::nullopt;
        if (count == taken)
            return at;
        at += sign.length;
    }
    return std::nullopt;
}

// Where the clusters end that hold at most so many code points.
std::size_t end_of_clusters(std::string_view text, std::size_t most) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UText, decltype(&utext_close)> units(
        utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &status),
        &utext_close);
    must(status);
    icu::BreakIterator& iterator = clusters();
    iterator.setText(units.get(), status);
    must(status);
    std::size_t end = 0;
    std::size_t taken = 0;
    for (std::int32_t next = iterator.next(); next != icu::BreakIterator::DONE;
         next = iterator.next()) {
        const auto boundary = static_cast<std::size_t>(next);
        taken += count_code_points(text.substr(end, boundary - end));
        if (taken > most)
            break;
        end = boundary;
    }
    // The text under the iterator goes away with this call.
    iterator.setText(icu::UnicodeString());
    return end;
}

}  // namespace

std::string shorten(std::string_view text, std::size_t limit) {
    if (text.size() <= limit)
        return std::string(text);
    if (limit == 0)
        return {};
    const auto plain = end_of_plain(text, limit - 1);
    const bool fits = plain ? *plain + code_point_at(text, *plain).length == text.size()
                            : count_code_points(text) <= limit;
    if (fits)
        return std::string(text);
    const std::string_view kept = text.substr(0, plain ? *plain : end_of_clusters(text, limit - 1));
    return std::string(kept.substr(0, static_cast<std::size_t>(trim(kept).end() - kept.begin()))) +
           "…";
}

std::string collation_key(std::string_view text) {
    const icu::Collator& collator = russian_collator();
    const icu::UnicodeString units = decoded(text);
    std::string key(static_cast<std::size_t>(units.length()) * 4 + 16, '\0');
    const auto fill = [&] {
        return static_cast<std::size_t>(
            collator.getSortKey(units, reinterpret_cast<std::uint8_t*>(key.data()),
                                static_cast<std::int32_t>(key.size())));
    };
    std::size_t size = fill();
    if (size > key.size()) {
        key.resize(size);
        size = fill();
    }
    // ICU's key ends in its only zero byte; the text behind it parts what the collation holds
    // equal.
    key.resize(size);
    return key.append(text);
}

std::size_t plural_form(Language language, std::uint64_t count) {
    // Categories depend on the last digits only; ICU takes 32 bits.
    constexpr std::uint64_t million = 1'000'000;
    const std::uint64_t reduced = count < million ? count : million + count % million;
    const icu::UnicodeString category =
        plural_rules(language).select(static_cast<std::int32_t>(reduced));
    if (category == UNICODE_STRING_SIMPLE("one"))
        return 0;
    if (category == UNICODE_STRING_SIMPLE("few"))
        return 1;
    return category == UNICODE_STRING_SIMPLE("many") ? 2 : 3;
}

bool is_letter_or_digit(char32_t value) {
    return u_isalnum(static_cast<UChar32>(value)) != 0;
}

bool is_visible(char32_t value) {
    constexpr char32_t blank_braille = 0x2800;
    const auto code = static_cast<UChar32>(value);
    return u_isgraph(code) != 0 && u_charType(code) != U_PRIVATE_USE_CHAR &&
           u_hasBinaryProperty(code, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) == 0 &&
           value != blank_braille;
}

int column_width(char32_t value) {
    const auto code = static_cast<UChar32>(value);
    const auto mask = U_GET_GC_MASK(code);
    if ((mask & (U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK)) != 0)
        return 0;
    const std::int32_t width = u_getIntPropertyValue(code, UCHAR_EAST_ASIAN_WIDTH);
    return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

bool is_time_zone(std::string_view name) {
    return find_zone(name) != nullptr;
}

std::optional<std::int64_t> unix_seconds(const DateTime& moment, std::string_view time_zone) {
    const icu::TimeZone* zone = find_zone(time_zone);
    if (zone == nullptr)
        return std::nullopt;
    const std::int64_t local = std::int64_t{days_between({1970, 1, 1}, moment.date)} * 86'400 +
                               std::int64_t{moment.minutes.value_or(0)} * 60;
    return local - zone_offset(*zone, local, true);
}

Date date_in_zone(std::int64_t unix_seconds, std::string_view time_zone) {
    const icu::TimeZone* zone = find_zone(time_zone);
    const std::int64_t offset = zone != nullptr ? zone_offset(*zone, unix_seconds, false) : 0;
    return utc_date_time(unix_seconds + offset).date;
}

}  // namespace vitrina
