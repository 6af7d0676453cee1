#include "pages/committee_texts.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "pages/classes_text.h"

namespace vitrina {
namespace {

std::string with_capital(const std::string& text) {
    if (text.empty())
        return text;
    const std::size_t first = code_point_at(text, 0).length;
    return to_upper(text.substr(0, first)) + text.substr(first);
}

std::string model_name(const Theme& theme, const std::string& english) {
    for (const Word<MarkingModel>& word : word_list<MarkingModel>())
        if (word.en == english)
            return std::string(theme.language() == Language::Russian ? word.ru : word.en);
    return english;
}

constexpr std::size_t shown_text = 160;

// Why a source was not taken, in words for the readers of the site.
struct Reason {
    std::string_view id;  // of the message
    std::string_view key;
};
constexpr Reason reasons[] = {
    {"mirror-unreachable", "reason_unreachable"},
    {"mirror-tls", "reason_tls"},
    {"mirror-address", "reason_address"},
    {"mirror-redirect", "reason_redirect"},
    {"mirror-status", "reason_status"},
    {"mirror-wait", "reason_wait"},
    {"mirror-too-large", "reason_too_large"},
    {"mirror-not-json", "reason_not_json"},
    {"mirror-portal", "reason_portal"},
    {"mirror-hash", "reason_hash"},
    {"mirror-ids-twice", "reason_ids_twice"},
    {"mirror-identity", "reason_identity"},
    {"mirror-site-twice", "reason_site_twice"},
    {"mirror-rollback", "reason_rollback"},
    {"mirror-future", "reason_future"},
    {"mirror-vanished", "reason_vanished"},
    {"mirror-path", "reason_path"},
    {"mirror-base-url", "reason_base_url"},
    {"mirror-table-twice", "reason_table_twice"},
};

// `2 half_up` in words.
std::string rounding_name(const Theme& theme, const std::string& written) {
    const std::size_t space = written.find(' ');
    std::string mode = written.substr(space + 1);
    for (const Word<Rounding>& word : word_list<Rounding>())
        if (word.en == mode && theme.language() == Language::Russian)
            mode = word.ru;
    return theme.text("rounding_name", {written.substr(0, space), mode});
}

// What one side may not have at all: then it is told as added or left out.
bool is_one_sided(const Difference& one) {
    constexpr Differing kinds[] = {Differing::Condition, Differing::NoMark,   Differing::Parts,
                                   Differing::Weight,    Differing::Volume,   Differing::Deadline,
                                   Differing::Responsible};
    return std::ranges::find(kinds, one.what) != std::end(kinds) &&
           (one.ours.empty() || one.theirs.empty());
}

std::string status_name(const Theme& theme, const std::string& status) {
    return status.empty() ? std::string() : std::string(theme.text("status_" + status));
}

enum class ToldAs : std::uint8_t { Difference, Change };

std::string differing_text(const Theme& theme, ToldAs as, const Difference& one) {
    std::string key(as == ToldAs::Difference ? "diff_" : "change_");
    key += differing_word(one.what);
    std::string ours = shorten(one.ours, shown_text);
    std::string theirs = shorten(one.theirs, shown_text);
    if (one.what == Differing::Model) {
        ours = model_name(theme, one.ours);
        theirs = model_name(theme, one.theirs);
    } else if (one.what == Differing::Rounding) {
        ours = rounding_name(theme, one.ours);
        theirs = rounding_name(theme, one.theirs);
    } else if (one.what == Differing::Status) {
        ours = status_name(theme, one.ours);
        theirs = status_name(theme, one.theirs);
        key += ours.empty() ? "_more" : theirs.empty() ? "_less" : "";
    } else if (one.what == Differing::Done || one.what == Differing::Moved) {
        const auto before = parse_date(one.ours);
        const auto now = parse_date(one.theirs);
        key += now ? "" : before ? "_less" : "_undated";
        ours = before ? display_date(theme.language(), *before) : std::string();
        theirs = now ? display_date(theme.language(), *now) : std::string();
    } else if (one.what == Differing::Subjects && as == ToldAs::Difference) {
        key += "_" + one.name;
    } else if (one.what == Differing::Subjects || one.what == Differing::Classes) {
        ours = ours.empty() ? theme.text("change_all") : ours;
        theirs = theirs.empty() ? theme.text("change_all") : theirs;
    } else if (is_one_sided(one)) {
        key += one.theirs.empty() ? "_less" : "_more";
    } else if (!one.expected.empty()) {
        key += "_scaled";
    }
    return theme.text(
        key, {one.mark != 0 ? std::to_string(one.mark) : one.name, ours, theirs, one.expected});
}

// Works that one side alone has a weight for, in one sentence; nothing when it is one.
std::string works_text(const Theme& theme, const std::vector<Difference>& why, bool is_more) {
    std::string works;
    std::size_t count = 0;
    for (const Difference& one : why) {
        if (one.what != Differing::Weight || !is_one_sided(one) || one.ours.empty() != is_more)
            continue;
        works += (count++ == 0 ? "" : ", ") +
                 theme.text("work_with_weight", {one.name, is_more ? one.theirs : one.ours});
    }
    if (count < 2)
        return {};
    return theme.text(is_more ? "diff_works_more" : "diff_works_less", {works});
}

}  // namespace

std::vector<SchoolSlice> slices_of(const Committee& committee) {
    std::vector<SchoolSlice> slices;
    for (std::size_t first = 0; first == 0 || first < committee.schools.size();
         first += schools_per_page)
        slices.push_back({slices.size() + 1, first,
                          std::min(schools_per_page, committee.schools.size() - first)});
    return slices;
}

std::string slice_url(const std::string& base, std::size_t number) {
    return number <= 1 ? base : base + "p/" + std::to_string(number) + "/";
}

std::string school_url(const SchoolFacts& facts) {
    return "/schools/" + facts.school->id.value + "/";
}

std::string school_name(const SchoolFacts& facts) {
    return facts.school->name;
}

std::string official_name(const SchoolFacts& facts) {
    const School& school = *facts.school;
    if (school.legal_form.empty())
        return school.name;
    // A name that has quotes of its own gets no second ones.
    const bool is_quoted =
        school.name.find("«") != std::string::npos || school.name.find('"') != std::string::npos;
    return school.legal_form + (is_quoted ? " " + school.name : " «" + school.name + "»");
}

std::string subject_url(const ReferenceItem& item) {
    return "/comparison/" +
           (item.kind == ItemKind::Rule ? transliterate_path(item.subject) : "vesa") + "/";
}

std::string subject_title(const Theme& theme, const ReferenceItem& item) {
    return item.kind == ItemKind::Rule ? item.subject
                                       : std::string(theme.text("comparison_weights"));
}

std::string work_title(const Theme& theme, const std::string& work) {
    return with_capital(work == "*" ? std::string(theme.text("criteria_any_work")) : work);
}

std::string item_title(const Theme& theme, const ReferenceItem& item) {
    if (item.kind != ItemKind::Rule)
        return std::string(theme.text(item.kind == ItemKind::Weights ? "comparison_work_weights"
                                                                     : "comparison_work_term"));
    std::string title = work_title(theme, item.work);
    for (const std::string& word : {item.group, item.programme})
        if (!word.empty())
            title += ", " + word;
    return title;
}

std::string classes_name(const Theme& theme, const std::vector<ClassLabel>& classes) {
    return classes_text(theme, ClassList{classes, {}});
}

std::string verdict_text(const Theme& theme, Verdict verdict) {
    return std::string(theme.text("verdict_" + std::string(verdict_word(verdict))));
}

std::string difference_text(const Theme& theme, const Difference& difference) {
    return differing_text(theme, ToldAs::Difference, difference);
}

std::string change_text(const Theme& theme, const Difference& difference) {
    return differing_text(theme, ToldAs::Change, difference);
}

std::string change_title(const Theme& theme, const SchoolChange& change) {
    constexpr std::string_view keys[] = {"change_kind_first", "change_kind_added",
                                         "change_kind_removed", "change_kind_changed"};
    return theme.text(keys[static_cast<std::size_t>(change.kind)], {change.title});
}

std::string why_text(const Theme& theme,
                     const SchoolFacts& facts,
                     const ReferenceItem& item,
                     const CellFact& cell) {
    if (cell.found == CellFact::no_rule) {
        std::string key = "why_" + std::string(no_rule_word(cell.why));
        if (cell.why == NoRule::Document)
            key += item.kind == ItemKind::Rule ? "_criteria" : "_weights";
        return std::string(theme.text(key));
    }
    const std::vector<Difference>& why = facts.found[cell.found].why;
    std::string text;
    std::set<bool> told;  // works that the school has more, or less
    for (const Difference& difference : why) {
        std::string one = difference_text(theme, difference);
        if (difference.what == Differing::Weight && is_one_sided(difference)) {
            const bool is_more = difference.ours.empty();
            if (!told.insert(is_more).second)
                continue;
            if (std::string works = works_text(theme, why, is_more); !works.empty())
                one = std::move(works);
        }
        text += (text.empty() ? "" : "; ") + one;
    }
    return text.empty() ? std::string(theme.text("why_same")) : text;
}

std::string element_title(const Theme& theme, std::size_t element) {
    const auto& words = word_list<CoverageElement>();
    return std::string(theme.text("element_" + std::string(words[element].en)));
}

ReportCell element_cell(const Theme& theme, const ElementFact& fact) {
    ReportCell cell;
    cell.state = coverage_state_word(fact.state);
    cell.text = theme.text("coverage_" + cell.state);
    cell.url = fact.url;
    cell.date = fact.date;
    if (fact.count > 1)
        cell.hint = theme.text("coverage_count", {std::to_string(fact.count)});
    if (fact.gone_since != 0)
        cell.hint =
            theme.text("coverage_gone", {display_date(theme.language(), day_of(fact.gone_since))});
    return cell;
}

ReportCell state_cell(const Theme& theme, const SchoolFacts& facts) {
    ReportCell cell;
    cell.state = school_state_word(facts.state);
    cell.text = theme.text("school_state_" + cell.state);
    if (facts.state == SchoolState::Stale)
        cell.hint = theme.text("school_stale_since",
                               {display_date(theme.language(), facts.unchanged_since())});
    return cell;
}

Date day_of(std::int64_t seconds) {
    return seconds == 0 ? Date{} : utc_date_time(seconds).date;
}

std::string source_url(const SchoolFacts& facts, std::size_t file, const std::string& anchor) {
    const std::string& url = facts.files[file].url;
    return url.empty() || anchor.empty() ? url : url + "#" + anchor;
}

std::vector<ClassRun> runs_of(const SchoolFacts& facts, const ReferenceItem& item) {
    std::vector<ClassRun> runs;
    if (facts.cells.empty())
        return runs;
    for (std::size_t i = 0; i < item.classes.size(); ++i) {
        const CellFact& cell = facts.cells[item.first_cell + i];
        if (runs.empty() || runs.back().cell.verdict != cell.verdict ||
            runs.back().cell.found != cell.found)
            runs.push_back({{}, cell});
        runs.back().classes.push_back(item.classes[i]);
    }
    return runs;
}

std::vector<ReportBar> verdict_bars(const Theme& theme, const CommitteeTotals::Verdicts& counts) {
    std::vector<ReportBar> bars;
    for (const Verdict verdict : cell_verdicts)
        bars.push_back({verdict_text(theme, verdict), std::string(verdict_word(verdict)),
                        counts.at(static_cast<std::size_t>(verdict))});
    return bars;
}

ReportCell rule_cell(const Theme& theme, const SchoolFacts& facts, const CellFact& cell) {
    if (cell.found == CellFact::no_rule)
        return {"—", "", "", "", {}};
    const FoundRule& found = facts.found[cell.found];
    return {found.brief.empty() ? std::string(theme.text("rule_in_words")) : found.brief,
            source_url(facts, found.file, found.anchor),
            "",
            found.act,
            {}};
}

std::string reason_text(const Theme& theme, const SchoolFacts& facts) {
    // A mistake in a table is the school's, not that of any site.
    if (facts.form == SourceForm::Table && facts.kept.reason == "mirror-portal")
        return std::string(theme.text("reason_table"));
    const auto known = std::ranges::find(reasons, facts.kept.reason, &Reason::id);
    return std::string(theme.text(known == std::end(reasons) ? "reason_other" : known->key));
}

PageFrame committee_frame(const PageWorld& world, std::string url, std::string title) {
    PageFrame frame;
    frame.url = std::move(url);
    frame.title = std::move(title);
    frame.crumbs = {{std::string(world.theme.text("home")), "/"}};
    return frame;
}

void add_report(const PageWorld& world,
                std::string url,
                std::function<Rendered()> render,
                Outputs& outputs) {
    Output output;
    output.path = output_path(url);
    const auto id = world.site.find(schools_record_id);
    output.origin = id ? world.site.at(*id).place({}) : Place{};
    output.render = [render = std::move(render)](const PublishedFiles&) { return render(); };
    outputs.push_back(std::move(output));
}

void add_catalogue(std::string path,
                   std::function<std::string(const PublishedFiles&)> make,
                   Outputs& outputs) {
    Output output;
    output.path = std::move(path);
    output.wave = Wave::Catalogues;
    output.render = [make = std::move(make)](const PublishedFiles& published) {
        Rendered rendered;
        rendered.bytes = make(published);
        return rendered;
    };
    outputs.push_back(std::move(output));
}

void add_file(std::string path, std::function<std::string()> make, Outputs& outputs) {
    Output output;
    output.path = std::move(path);
    output.catalogued = true;
    output.render = [make = std::move(make)](const PublishedFiles&) {
        Rendered rendered;
        rendered.bytes = make();
        return rendered;
    };
    outputs.push_back(std::move(output));
}

}  // namespace vitrina
