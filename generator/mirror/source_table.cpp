#include "mirror/source_table.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/committee_ids.h"
#include "base/decimal.h"
#include "base/hash.h"
#include "base/json.h"
#include "base/message_text.h"
#include "base/text.h"
#include "content/walk.h"
#include "kinds/codec.h"
#include "kinds/criteria.h"
#include "mirror/table_rows.h"

namespace vitrina {
namespace {

constexpr std::uint64_t largest_table = 5 << 20;
constexpr std::size_t longest_id = 100;
constexpr std::array<std::string_view, 4> mark_columns = {"5", "4", "3", "2"};

class TableReader {
public:
    TableReader(std::string school, std::string file)
        : school_(std::move(school)), file_(std::move(file)) {}

    Result<std::map<std::string, std::string>> files_of(const std::vector<ReadDocument>& sheets) {
        const auto table = read_table_rows(sheets);
        if (!table)
            return wrong(table.error().line, table.error().column);
        auto records = table->has_weights ? weights_of(*table) : criteria_of(*table);
        if (!records)
            return tl::unexpected(records.error());
        std::map<std::string, std::string> made;
        JsonArray listed;
        for (const JsonObject& record : *records) {
            const std::string path = *record.find("id")->as_string() + ".json";
            made[path] = json_text(record, JsonForm::Indented);
            listed.push_back(listed_record(record, path, made[path]));
        }
        made["portal.json"] = portal_of(std::move(listed));
        return made;
    }

private:
    using Records = std::vector<JsonObject>;

    tl::unexpected<Error> wrong(std::size_t line, std::string_view column) const {
        return failure(ids::mirror_portal,
                       {school_, fmt::format("{}:{}", file_, line), std::string(column)});
    }

    tl::unexpected<Error> twice(std::size_t line, std::size_t before) const {
        return failure(ids::mirror_table_twice,
                       {school_, fmt::format("{}:{}", file_, line), fmt::to_string(before)});
    }

    // Lists that mean the same are the same, however they are written.
    static std::string key_of(const std::vector<const JsonArray*>& lists, const std::string& more) {
        std::string key;
        for (const JsonArray* list : lists) {
            std::set<std::string> names;
            for (const JsonValue& one : *list)
                names.insert(fold_case(*one.as_string()));
            for (const std::string& name : names)
                key += name + "\t";
            key += "\n";
        }
        return key + fold_case(more);
    }

    static JsonArray list_of(std::string_view text) {
        JsonArray list;
        while (!text.empty()) {
            const std::size_t comma = std::min(text.find(','), text.size());
            if (const std::string part = collapse_spaces(text.substr(0, comma)); !part.empty())
                list.emplace_back(part);
            text.remove_prefix(std::min(comma + 1, text.size()));
        }
        return list;
    }

    // `2–4` and `2-4` are one range; a class that is none stops the table.
    Result<JsonArray> classes_of(const std::string& written, std::size_t line) const {
        JsonArray classes;
        for (JsonValue& value : list_of(written)) {
            std::string text = *value.as_string();
            if (const std::size_t dash = text.find("–"); dash != std::string::npos)
                text.replace(dash, std::string_view("–").size(), "-");
            const std::size_t dash = text.find('-');
            const int from = number_in(text.substr(0, dash));
            const int to = dash == std::string::npos ? from : number_in(text.substr(dash + 1));
            if (from < 1 || to > 12 || from > to)
                return wrong(line, "класс");
            if (dash == std::string::npos && !is_class(text))
                return wrong(line, "класс");
            if (dash == std::string::npos)
                classes.emplace_back(text);
            for (int one = from; dash != std::string::npos && one <= to; ++one)
                classes.emplace_back(std::to_string(one));
        }
        if (classes.empty())
            return wrong(line, "класс");
        return classes;
    }

    // By the rules of records: what they do not take would never be compared.
    static bool is_class(std::string_view text) {
        Diagnostics told;
        DecodeContext context{std::make_shared<const Source>(), told};
        return parse_class(text, context, {}).has_value();
    }

    static int number_in(std::string_view text) {
        int number = 0;
        for (const char byte : text) {
            if (byte < '0' || byte > '9')
                break;
            number = std::min(number * 10 + (byte - '0'), 1000);
        }
        return number;
    }

    // Made of what the row is for, not of where it stands: rows may move.
    static std::string id_of(const std::vector<std::string>& words) {
        std::string text;
        for (const std::string& word : words)
            text += word.empty() ? std::string() : (text.empty() ? "" : "-") + word;
        std::ranges::replace(text, '/', '-');
        std::string id = transliterate_path(text).substr(0, longest_id);
        while (id.ends_with('-'))
            id.pop_back();
        return id;
    }

    // «5,8» and «5-8» have one spelling in Latin letters.
    static std::string own_id(std::string id, const std::string& key, std::set<std::string>& ids) {
        if (!ids.insert(id).second) {
            id += "-" + hash_text(content_hash(key)).substr(0, 8);
            ids.insert(id);
        }
        return id;
    }

    Result<Records> criteria_of(const TableRows& table) const {
        JsonArray records;
        std::map<std::string, std::size_t> seen;  // → line
        std::set<std::string> ids;
        for (const TableRow& row : table.rows) {
            auto record = criterion_of(row);
            if (!record)
                return tl::unexpected(record.error());
            const auto list = [&](std::string_view name) { return record->find(name)->as_array(); };
            const std::string key = key_of({list("subjects"), list("classes"), list("work")},
                                           row.cell("programme"));
            const auto [before, fresh] = seen.emplace(key, row.line);
            if (!fresh)
                return twice(row.line, before->second);
            JsonObject named;
            named.add("id", own_id(id_of({row.cell("subject"), row.cell("class"), row.cell("work"),
                                          row.cell("programme")}),
                                   key, ids));
            std::ranges::move(record->members, std::back_inserter(named.members));
            records.emplace_back(std::move(named));
        }
        JsonObject whole = head_of("criteria/tablica", "criteria", "Критерии оценивания");
        whole.add("records", std::move(records));
        return Records{std::move(whole)};
    }

    Result<JsonObject> criterion_of(const TableRow& row) const {
        JsonObject record;
        JsonArray subjects = list_of(row.cell("subject"));
        if (subjects.empty())
            return wrong(row.line, "предмет");
        record.add("subjects", std::move(subjects));
        auto classes = classes_of(row.cell("class"), row.line);
        if (!classes)
            return tl::unexpected(classes.error());
        record.add("classes", std::move(*classes));
        JsonArray works = list_of(row.cell("work"));
        if (works.empty())
            return wrong(row.line, "вид работы");
        record.add("work", std::move(works));
        record.add_unless_empty("programme", row.cell("programme"));
        record.add_unless_empty("act", row.cell("act"));
        const std::string model = to_lower(row.cell("model"));
        const auto& words = word_list<MarkingModel>();
        const auto word = std::ranges::find_if(words, [&](const Word<MarkingModel>& one) {
            return model == one.en || fold_yo(model) == fold_yo(one.ru);
        });
        if (word == words.end() || word->value == MarkingModel::Errors)
            return wrong(row.line, "модель");
        record.add("model", word->en);
        if (auto done = add_rule(row, word->value, record); !done)
            return tl::unexpected(done.error());
        return record;
    }

    Result<void> add_rule(const TableRow& row, MarkingModel model, JsonObject& record) const {
        const std::string condition = row.cell("condition");
        if (model == MarkingModel::Credit)
            record.add_unless_empty("pass", condition);
        if (model == MarkingModel::Descriptor)
            return add_texts(row, record);
        if (model != MarkingModel::Points)
            return {};
        JsonObject scale;
        for (const std::string_view mark : {"5", "4", "3"}) {
            const auto from = parse_decimal(row.cell(mark));
            if (!from)
                return wrong(row.line, fmt::format("«{}» от", mark));
            scale.add(std::string(mark), JsonNumber{decimal_text(*from, '.')});
        }
        const auto max = parse_decimal(row.cell("max"));
        if (!max)
            return wrong(row.line, "максимум");
        record.add("max", JsonNumber{decimal_text(*max, '.')});
        record.add("scale", std::move(scale));
        if (!condition.empty())
            record.add("conditions", JsonArray{condition});
        return {};
    }

    // What each mark is given for stands in its column, or behind «5»: in the condition, as our own
    // tables have it. A school that gives no marks says so.
    Result<void> add_texts(const TableRow& row, JsonObject& record) const {
        const std::string condition = row.cell("condition");
        const std::string words = fold_case(condition);
        if (words.find("не став") != std::string::npos ||
            words.find("без отмет") != std::string::npos ||
            words.find("no mark") != std::string::npos) {
            record.add("no_mark", true);
            record.add("text", condition);
            return {};
        }
        JsonObject marks;
        for (const std::string_view mark : mark_columns) {
            std::string text = row.cell(mark);
            if (text.empty())
                text = mark_text(condition, mark);
            if (text.empty())
                return wrong(row.line, fmt::format("«{}» от", mark));
            marks.add(std::string(mark), std::move(text));
        }
        record.add("marks", std::move(marks));
        return {};
    }

    // «5»: решено всё; «4»: есть недочёты
    static std::string mark_text(const std::string& condition, std::string_view mark) {
        const std::string head = fmt::format("«{}»:", mark);
        const std::size_t at = condition.find(head);
        if (at == std::string::npos)
            return {};
        const std::size_t begin = at + head.size();
        std::size_t end = condition.size();
        for (const std::string_view other : mark_columns)
            end = std::min(end, condition.find(fmt::format("«{}»:", other), begin));
        std::string text = collapse_spaces(condition.substr(begin, end - begin));
        while (text.ends_with(';') || text.ends_with(' '))
            text.pop_back();
        return text;
    }

    // A record for every group of rows with the same classes and subjects. An empty cell means what
    // stands above it.
    Result<Records> weights_of(const TableRows& table) const {
        Records records;
        Records weights;  // of each, by work
        std::vector<std::map<std::string, std::size_t>> lines;  // the same: where a work stands
        std::map<std::string, std::size_t> known;
        std::set<std::string> ids;
        std::string classes;
        std::string subjects;
        for (const TableRow& row : table.rows) {
            if (!row.cell("class").empty()) {
                classes = row.cell("class");
                subjects = row.cell("subject");
            } else if (!row.cell("subject").empty()) {
                subjects = row.cell("subject");
            }
            auto listed = classes_of(classes, row.line);
            if (!listed)
                return tl::unexpected(listed.error());
            JsonArray names = list_of(subjects);
            const std::string key = key_of({&*listed, &names}, "");
            const auto [at, fresh] = known.emplace(key, records.size());
            if (fresh) {
                JsonObject applies;
                applies.add("classes", std::move(*listed));
                applies.add_unless_empty("subjects", std::move(names));
                records.push_back(
                    head_of(own_id("weights/" + id_of({"klassy", classes, subjects}), key, ids),
                            "weights", "Вес отметок"));
                records.back().add_unless_empty("act", row.cell("act"));
                records.back().add("applies", std::move(applies));
                weights.emplace_back();
                lines.emplace_back();
            }
            if (auto added = add_weight(row, weights[at->second], lines[at->second]); !added)
                return tl::unexpected(added.error());
        }
        for (std::size_t i = 0; i < records.size(); ++i)
            records[i].add("weights", std::move(weights[i]));
        return records;
    }

    Result<void> add_weight(const TableRow& row,
                            JsonObject& weights,
                            std::map<std::string, std::size_t>& lines) const {
        const std::string work = row.cell("work");
        const auto weight = parse_decimal(row.cell("weight"));
        if (work.empty())
            return wrong(row.line, "вид работы");
        const auto [before, fresh] = lines.emplace(fold_case(work), row.line);
        if (!fresh)
            return twice(row.line, before->second);
        if (!weight)
            return wrong(row.line, "вес");
        weights.add(work, JsonNumber{decimal_text(*weight, '.')});
        return {};
    }

    static JsonObject head_of(std::string id, std::string_view kind, std::string_view title) {
        JsonObject record;
        record.add("id", std::move(id));
        record.add("kind", kind);
        record.add("title", title);
        return record;
    }

    static JsonObject listed_record(const JsonObject& record,
                                    const std::string& path,
                                    const std::string& json) {
        JsonObject listed;
        for (const std::string_view key : {"id", "kind", "title"})
            listed.add(std::string(key), *record.find(key));
        listed.add("url", path.substr(0, path.size() - std::string_view(".json").size()) + "/");
        listed.add("json", path);
        listed.add("sha256", sha256_hex(json));
        listed.add("size", JsonValue::number(static_cast<std::int64_t>(json.size())));
        listed.add("form", "data");
        return listed;
    }

    std::string portal_of(JsonArray listed) const {
        JsonObject portal;
        portal.add("version", JsonValue::number(1));
        portal.add("site", "table/" + school_);
        portal.add("title", file_);
        portal.add("records", std::move(listed));
        portal.add("removed", JsonArray());
        return json_text(portal, JsonForm::Indented);
    }

    std::string school_;
    std::string file_;
};

}  // namespace

Result<ReadSourceFile> read_from_table(const FileReader& files,
                                       const std::string& school,
                                       const std::string& folder,
                                       const std::string& file) {
    const auto refused = [&](std::string why) {
        return failure(ids::mirror_path, {school, join_path(folder, file), std::move(why)});
    };
    auto bytes = files.read(confined_path(folder, file), largest_table);
    if (!bytes)
        return refused(std::string(message_text(bytes.error().id).name));
    const auto sheets = read_table_sheets(file, std::move(*bytes));
    if (!sheets)
        return refused(sheets.error());
    auto made = TableReader(school, file).files_of(*sheets);
    if (!made)
        return tl::unexpected(made.error());
    return ReadSourceFile([made = std::move(*made), school](
                              const FileWanted& wanted) -> Result<SourceFile> {
        const auto found = made.find(wanted.path);
        if (found == made.end())
            return failure(ids::mirror_path, {school, wanted.path, "file-missing"});
        return SourceFile{
            .is_unchanged = false, .bytes = found->second, .etag = {}, .last_modified = {}};
    });
}

}  // namespace vitrina
