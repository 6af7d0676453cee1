#include "cli/import_sheets.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/decimal.h"
#include "base/import_ids.h"
#include "base/text.h"
#include "cli/sheet_columns.h"
#include "cli/yaml_lines.h"
#include "content/edit.h"
#include "formats/quiz_lines.h"
#include "site/vocabulary.h"

namespace vitrina {
namespace {

constexpr std::size_t longest_id = 40;
constexpr std::string_view usual_thresholds = "{5: 4.5, 4: 3.5, 3: 2.5}";

namespace criteria_key {
enum : std::size_t {
    subject,
    programme,
    classes,
    work,
    model,
    max,
    five,
    four,
    three,
    condition,
    act
};
}
constexpr SheetWord criteria_words[] = {
    {"subject", "предмет|=subject"},
    {"programme", "программа|=programme"},
    {"classes", "класс|=class|=classes"},
    {"work", "вид работы|вид контроля|форма работы|=работа|=work"},
    {"model", "модель|=model"},
    {"max", "максим|всего баллов|=баллы|=балл|=max"},
    {"5", "«5»|\"5\"|=5|отметка 5|=5 от"},
    {"4", "«4»|\"4\"|=4|отметка 4|=4 от"},
    {"3", "«3»|\"3\"|=3|отметка 3|=3 от"},
    {"condition", "услови|примечани|=conditions"},
    {"act", "=акт|документ|=act"},
};
constexpr std::size_t criteria_needs[] = {criteria_key::classes, criteria_key::work,
                                          criteria_key::max};

namespace weights_key {
enum : std::size_t { work, weight, classes, subjects, act };
}
constexpr SheetWord weights_words[] = {
    {"work", "вид работы|вид контроля|вид деятельности|форма работы|=работа|=work"},
    {"weight", "вес|коэффициент|=weight"},
    {"classes", "класс|=class|=classes"},
    {"subjects", "предмет|=subject|=subjects"},
    {"act", "=акт|документ|=act"},
};
constexpr std::size_t weights_needs[] = {weights_key::work, weights_key::weight};

std::string id_of(const std::string& words, const std::set<std::string>& taken) {
    std::string id = transliterate_path(words);
    std::ranges::replace(id, '/', '-');
    while (id.size() > longest_id && id.rfind('-') != std::string::npos && id.rfind('-') > 0)
        id.resize(id.rfind('-'));
    const std::size_t begin = id.find_first_not_of('-');
    id = begin == std::string::npos ? "zapis"
                                    : id.substr(begin, id.find_last_not_of('-') - begin + 1);
    std::string free = id;
    for (int number = 2; taken.contains(free); ++number)
        free = fmt::format("{}-{}", id, number);
    return free;
}

// `acts/x` is a reference; other words about an act stay as a comment beside the record.
std::string act_yaml(std::size_t indent, const std::string& act) {
    if (act.empty())
        return {};
    return act.starts_with("acts/") ? yaml_pair(indent, "approved_by", act)
                                    : fmt::format("{}# акт: {}\n", std::string(indent, ' '), act);
}

class CriteriaWriter {
public:
    CriteriaWriter(const ReadDocument& document, Diagnostics& out)
        : document_(document), out_(out) {}

    void add(const SheetRow& row) {
        using namespace criteria_key;
        const auto label = classes_yaml(row.text(classes));
        const auto points = plain_number(row.text(max));
        const std::string model_word = fold_word(row.text(model));
        if (!label)
            return refuse(row, classes, {"class", "класс"});
        if (!points)
            return refuse(row, max, {"highest score", "максимум"});
        if (!model_word.empty() && model_word != "points" && !model_word.starts_with("балл"))
            return refuse(row, model, {"model", "модель"});
        hold(row, subject, {"subject", "предмет"});
        hold(row, work, {"kind of work", "вид работы"});
        const std::string id =
            id_of(fmt::format("{} {} {}", held_[subject], row.text(classes), held_[work]), ids_);
        ids_.insert(id);
        text_ += fmt::format("  - id: {}\n", id);
        put("subject", held_[subject]);
        put("programme", row.text(programme));
        text_ += fmt::format("    classes: {}\n", *label);
        put("work", held_[work]);
        text_ += fmt::format("    model: points\n    max: {}\n", *points);
        add_scale(row);
        if (const std::string condition_text = row.text(condition); !condition_text.empty())
            text_ +=
                fmt::format("    conditions: [{}]\n", yaml_scalar(escape_markdown(condition_text)));
        text_ += act_yaml(4, row.text(act));
        ++count_;
    }

    ImportedRecord finish(const ImportHints& hints) {
        ImportedRecord record{.kind = "criteria"};
        write_sheet_title(record, document_, hints, out_);
        record.text += "records:\n" + text_;
        record.count = count_;
        return record;
    }

private:
    // An empty cell means what stands above it, as a rule: that is told.
    void hold(const SheetRow& row, std::size_t key, BilingualText column) {
        if (!row.text(key).empty())
            held_[key] = row.text(key);
        else if (!held_[key].empty())
            out_.warning(ids::import_value_held, {document_.source, row.row->span}, row.row->number,
                         column.ru, shorten(held_[key], 40), column.en);
    }

    void put(std::string_view key, const std::string& text) {
        if (!text.empty())
            text_ += yaml_pair(4, key, text);
    }

    void add_scale(const SheetRow& row) {
        using namespace criteria_key;
        std::string scale;
        bool is_percent = false;
        for (const std::size_t key : {five, four, three}) {
            std::string text = row.text(key);
            if (text.empty())
                continue;
            is_percent = is_percent || text.find('%') != std::string::npos;
            std::erase(text, '%');
            // «17–20»: the lower end counts.
            for (const std::string_view dash : {"–", "—", "-"})
                if (const std::size_t at = text.find(dash); at != std::string::npos && at > 0)
                    text = text.substr(0, at);
            for (const std::string_view word : {"от ", "≥", ">="})
                if (text.starts_with(word))
                    text = text.substr(word.size());
            const auto number = plain_number(std::string(trim(text)));
            if (!number) {
                out_.error(ids::import_value, {document_.source, row.span(key)}, row.row->number,
                           shorten(row.text(key), 40), criteria_words[key].key,
                           criteria_words[key].key);
                continue;
            }
            scale += fmt::format("{}{}: {}", scale.empty() ? "" : ", ", criteria_words[key].key,
                                 *number);
        }
        if (!scale.empty())
            text_ += fmt::format("    {}: {{{}}}\n", is_percent ? "scale_percent" : "scale", scale);
    }

    void refuse(const SheetRow& row, std::size_t key, BilingualText column) {
        out_.error(ids::import_value, {document_.source, row.span(key)}, row.row->number,
                   shorten(row.text(key), 40), column.ru, column.en);
    }

    const ReadDocument& document_;
    Diagnostics& out_;
    std::map<std::size_t, std::string> held_;
    std::set<std::string> ids_;
    std::string text_;
    std::size_t count_ = 0;
};

std::optional<ImportedRecord> refuse(const ReadDocument& document,
                                     std::string_view needed,
                                     Diagnostics& out) {
    out.error(document.tables.empty() ? ids::import_no_table : ids::import_no_heading,
              {document.source, {}}, needed);
    return std::nullopt;
}

// What the weights of a file hold for. One file is one rule: other classes and subjects need a file
// of their own.
struct WeightScope {
    std::string classes;  // as YAML
    std::string subjects;
    std::string act;

    // An empty cell says nothing of its own.
    bool holds(const std::string& of_classes,
               const std::string& of_subjects,
               const std::string& of_act) const {
        return (of_classes.empty() || of_classes == classes) &&
               (of_subjects.empty() || fold_word(of_subjects) == fold_word(subjects)) &&
               (of_act.empty() || of_act == act);
    }

    std::string yaml() const {
        std::string text;
        if (!classes.empty() || !subjects.empty())
            text += "applies:\n";
        if (!classes.empty())
            text += fmt::format("  classes: {}\n", classes);
        std::vector<std::string> names(subjects.empty() ? 0 : 1);
        for (const char one : subjects) {
            if (one == ',' || one == ';')
                names.emplace_back();
            else
                names.back() += one;
        }
        for (std::string& name : names)
            name = trim(name);
        std::erase_if(names, [](const std::string& name) { return name.empty(); });
        if (!names.empty())
            text += fmt::format("  subjects: {}\n", yaml_flow_list(names));
        return text + act_yaml(0, act);
    }
};

std::optional<ImportedRecord> if_fit(ImportedRecord record,
                                     const ReadDocument& document,
                                     Diagnostics& out) {
    if (record.count == 0) {
        out.error(ids::import_nothing, {document.source, {}});
        return std::nullopt;
    }
    if (!is_fit(record, document.source, out))
        return std::nullopt;
    return record;
}

}  // namespace

bool holds_criteria(const ReadDocument& document) {
    return find_sheet_table(document, criteria_words, criteria_needs).has_value();
}

bool holds_weights(const ReadDocument& document) {
    return find_sheet_table(document, weights_words, weights_needs).has_value();
}

void write_sheet_title(ImportedRecord& record,
                       const ReadDocument& document,
                       const ImportHints& hints,
                       Diagnostics& out) {
    std::string title = hints.title;
    const ReadBlock* above = title_block(document);
    if (title.empty() && above != nullptr)
        title = above->line.text;
    else if (above != nullptr && title != above->line.text)
        out.warning(ids::import_text_left, {document.source, above->span},
                    shorten(above->line.text, 60));
    if (title.empty()) {
        title = hints.name;
        out.warning(ids::import_title_guess, {document.source, {}}, title);
    }
    record.text += yaml_pair(0, "title", escape_markdown(title));
}

std::optional<std::string> plain_number(const std::string& text) {
    std::string digits = text;
    std::ranges::replace(digits, ',', '.');
    const auto number = parse_decimal(digits);
    return number ? std::optional(decimal_text(*number, '.')) : std::nullopt;
}

std::optional<std::string> classes_yaml(const std::string& text) {
    std::string plain;
    const std::string upper = to_upper(text);
    for (std::size_t at = 0; at < upper.size();) {
        const CodePoint point = code_point_at(upper, at);
        const std::string_view one = std::string_view(upper).substr(at, point.length);
        if (one == "–" || one == "—")
            plain += '-';
        else if (one != "«" && one != "»" && one != "\"")
            plain += one;
        at += point.length;
    }
    for (const std::string_view word : {"КЛАССЫ", "КЛАСС", "КЛ."})
        if (const std::size_t at = plain.find(word); at != std::string::npos)
            plain.replace(at, word.size(), " ");
    std::vector<std::string> labels(1);
    for (const char one : plain) {
        if (one == ',' || one == ';' || one == '/' || one == ' ' || one == '\n')
            labels.emplace_back();
        else
            labels.back() += one;
    }
    std::erase_if(labels, [](const std::string& label) { return label.empty(); });
    const bool are_classes =
        !labels.empty() && std::ranges::all_of(labels, [](const std::string& label) {
            const std::size_t digits = label.find_first_not_of("0123456789");
            return label[0] >= '1' && label[0] <= '9' && digits != 0 &&
                   (digits == std::string::npos || digits <= 2) && count_code_points(label) <= 5;
        });
    return are_classes ? std::optional(yaml_flow_list(labels)) : std::nullopt;
}

std::optional<ImportedRecord> import_criteria(const ReadDocument& document,
                                              const ImportHints& hints,
                                              Diagnostics& out) {
    const auto table = find_sheet_table(document, criteria_words, criteria_needs);
    if (!table)
        return refuse(document, "предмет, класс, вид работы, максимум, «5» от, «4» от, «3» от",
                      out);
    report_left(*table, document, out);
    CriteriaWriter writer(document, out);
    for (const SheetRow& row : table->rows)
        writer.add(row);
    return if_fit(writer.finish(hints), document, out);
}

std::optional<ImportedRecord> import_weights(const ReadDocument& document,
                                             const ImportHints& hints,
                                             Diagnostics& out) {
    using namespace weights_key;
    const auto table = find_sheet_table(document, weights_words, weights_needs);
    if (!table)
        return refuse(document, "вид работы, вес", out);
    report_left(*table, document, out);
    ImportedRecord record{.kind = "weights"};
    write_sheet_title(record, document, hints, out);
    std::string pairs;
    WeightScope scope;
    for (const SheetRow& row : table->rows) {
        const auto weight_text = plain_number(row.text(weight));
        const auto label = row.text(classes).empty() ? std::optional<std::string>("")
                                                     : classes_yaml(row.text(classes));
        const auto refused = [&](std::size_t key, BilingualText column) {
            out.error(ids::import_value, {document.source, row.span(key)}, row.row->number,
                      shorten(row.text(key), 40), column.ru, column.en);
        };
        if (!weight_text) {
            refused(weight, {"weight", "вес"});
        } else if (row.text(work).empty()) {
            refused(work, {"kind of work", "вид работы"});
        } else if (!label) {
            refused(classes, {"classes", "классы"});
        } else if (record.count > 0 && !scope.holds(*label, row.text(subjects), row.text(act))) {
            out.error(ids::import_scope_other, {document.source, row.row->span}, row.row->number,
                      shorten(row.text(classes) + " " + row.text(subjects), 40));
        } else {
            if (record.count == 0)
                scope = {*label, row.text(subjects), row.text(act)};
            pairs += fmt::format("  {}: {}\n", yaml_scalar(row.text(work)), *weight_text);
            ++record.count;
        }
    }
    record.text += "weights:\n" + pairs;
    record.text += fmt::format("term_mark: {}\n", usual_thresholds);
    out.warning(ids::import_term_mark, {document.source, {}}, usual_thresholds);
    record.text += scope.yaml();
    return if_fit(std::move(record), document, out);
}

}  // namespace vitrina
