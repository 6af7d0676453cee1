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
#include "mirror/table_scopes.h"

namespace vitrina {
namespace {

constexpr std::uint64_t largest_table = 5 << 20;
constexpr std::size_t longest_cell = 2000;  // of those that say what a row is for
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> scope_columns = {{
    {"subject", "предмет"}, {"class", "класс"}, {"work", "вид работы"}, {"programme", "программа"}}};
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

    static FoldedNames folded(const JsonArray& list) {
        FoldedNames names;
        for (const JsonValue& one : list)
            names.insert(fold_case(*one.as_string()));
        return names;
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

    Result<void> check_cells(const TableRow& row) const {
        for (const auto& [key, column] : scope_columns)
            if (row.cell(key).size() > longest_cell)
                return wrong(row.line, column);
        return {};
    }

    // By the rules of records; a class that is none stops the table.
    Result<ClassList> classes_of(const std::string& written, std::size_t line) const {
        const auto source = std::make_shared<const Source>();
        std::set<ClassLabel> labels;
        for (const JsonValue& one : list_of(written)) {
            YamlNode node;
            node.kind = YamlKind::Scalar;
            node.scalar.text = *one.as_string();
            Diagnostics told;
            DecodeContext context{source, told};
            ClassList classes;
            if (!Codec<ClassList>::decode(node, context, classes))
                return wrong(line, "класс");
            labels.insert(classes.labels.begin(), classes.labels.end());
        }
        if (labels.empty())
            return wrong(line, "класс");
        return ClassList{{labels.begin(), labels.end()}, {}};
    }

    static JsonArray labels_of(const ClassList& classes) {
        JsonArray labels;
        for (const ClassLabel& label : classes.labels)
            labels.push_back(label.text());
        return labels;
    }

    static void add_ids(Records& records, const std::vector<ScopeName>& names) {
        std::vector<std::string> ids = distinct_ids(names);
        for (std::size_t i = 0; i < records.size(); ++i)
            records[i].members.insert(records[i].members.begin(), {"id", std::move(ids[i])});
    }

    Result<void> claim(const RuleScope& scope, ScopeClaims& claims) const {
        if (!claims.has_room_for(scope))
            return wrong(scope.line, "вид работы");
        if (const auto clash = claims.add(scope))
            return failure(ids::mirror_table_twice,
                           {school_, fmt::format("{}:{}", file_, scope.line),
                            fmt::to_string(clash->line), clash->label.text()});
        return {};
    }

    Result<Records> criteria_of(const TableRows& table) const {
        Records records;
        std::vector<ScopeName> names;
        ScopeClaims claims;
        for (const TableRow& row : table.rows) {
            if (auto checked = check_cells(row); !checked)
                return tl::unexpected(checked.error());
            auto classes = classes_of(row.cell("class"), row.line);
            if (!classes)
                return tl::unexpected(classes.error());
            auto record = criterion_of(row, *classes);
            if (!record)
                return tl::unexpected(record.error());
            const RuleScope scope{folded(*record->find("subjects")->as_array()),
                                  folded(*record->find("work")->as_array()), std::move(*classes),
                                  fold_case(row.cell("programme")), row.line};
            if (auto claimed = claim(scope, claims); !claimed)
                return tl::unexpected(claimed.error());
            names.push_back(criterion_name(scope));
            records.push_back(std::move(*record));
        }
        add_ids(records, names);
        JsonObject whole = head_of("criteria", "Критерии оценивания");
        whole.members.insert(whole.members.begin(), {"id", "criteria/tablica"});
        JsonArray listed;
        std::ranges::move(records, std::back_inserter(listed));
        whole.add("records", std::move(listed));
        return Records{std::move(whole)};
    }

    Result<JsonObject> criterion_of(const TableRow& row, const ClassList& classes) const {
        JsonObject record;
        JsonArray subjects = list_of(row.cell("subject"));
        if (subjects.empty())
            return wrong(row.line, "предмет");
        record.add("subjects", std::move(subjects));
        record.add("classes", labels_of(classes));
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
        std::vector<ScopeName> names;
        Records weights;  // of each record, by work
        std::map<std::string, std::size_t> known;
        ScopeClaims claims;
        JsonArray applied;
        RuleScope above;
        for (const TableRow& row : table.rows) {
            if (auto checked = check_cells(row); !checked)
                return tl::unexpected(checked.error());
            const bool has_classes = !row.cell("class").empty();
            if (has_classes || above.classes.empty()) {
                auto classes = classes_of(row.cell("class"), row.line);
                if (!classes)
                    return tl::unexpected(classes.error());
                above.classes = std::move(*classes);
            }
            if (has_classes || !row.cell("subject").empty()) {
                applied = list_of(row.cell("subject"));
                above.subjects = folded(applied);
            }
            RuleScope scope = above;
            scope.line = row.line;
            ScopeName name = weights_name(scope);
            const auto [at, fresh] = known.emplace(name.key, records.size());
            if (fresh) {
                names.push_back(std::move(name));
                JsonObject applies;
                applies.add("classes", labels_of(scope.classes));
                applies.add_unless_empty("subjects", applied);
                records.push_back(head_of("weights", "Вес отметок"));
                records.back().add_unless_empty("act", row.cell("act"));
                records.back().add("applies", std::move(applies));
                weights.emplace_back();
            }
            if (auto added = add_weight(row, std::move(scope), claims, weights[at->second]); !added)
                return tl::unexpected(added.error());
        }
        for (std::size_t i = 0; i < records.size(); ++i)
            records[i].add("weights", std::move(weights[i]));
        add_ids(records, names);
        return records;
    }

    Result<void> add_weight(const TableRow& row,
                            RuleScope scope,
                            ScopeClaims& claims,
                            JsonObject& weights) const {
        const std::string work = row.cell("work");
        const auto weight = parse_decimal(row.cell("weight"));
        if (work.empty())
            return wrong(row.line, "вид работы");
        scope.works = {fold_case(work)};
        if (auto claimed = claim(scope, claims); !claimed)
            return claimed;
        if (!weight)
            return wrong(row.line, "вес");
        weights.add(work, JsonNumber{decimal_text(*weight, '.')});
        return {};
    }

    static JsonObject head_of(std::string_view kind, std::string_view title) {
        JsonObject record;
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
