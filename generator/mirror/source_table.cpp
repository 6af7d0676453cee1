#include "mirror/source_table.h"

#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

#include "base/decimal.h"
#include "base/hash.h"
#include "base/json.h"
#include "base/text.h"
#include "content/front_matter.h"
#include "content/walk.h"
#include "kinds/criteria.h"

namespace vitrina {
namespace {

constexpr std::uint64_t largest_table = 5 << 20;
constexpr std::string_view criteria_path = "criteria/tablica.json";
constexpr std::string_view weights_path = "weights/tablica.json";

struct ColumnName {
    std::string_view key;
    std::string_view ru;
    std::string_view en;
};
constexpr auto column_names = std::to_array<ColumnName>({
    {"subject", "предмет", "subject"},   {"programme", "программа", "programme"},
    {"class", "класс", "class"},         {"class", "классы", "classes"},
    {"work", "вид работы", "work"},      {"model", "модель", "model"},
    {"max", "максимум", "max"},          {"5", "5 от", "5 from"},
    {"4", "4 от", "4 from"},             {"3", "3 от", "3 from"},
    {"condition", "условие", "condition"}, {"act", "акт", "act"},
    {"weight", "вес", "weight"},         {"subject", "предметы", "subjects"},
});

using Row = std::map<std::string_view, std::string>;  // by the column's key

struct Table {
    std::vector<Row> rows;
    bool has_weights = false;
};

std::string column_key(std::string_view heading) {
    std::string folded;
    for (std::size_t at = 0; at < heading.size();) {
        const std::size_t length = code_point_at(heading, at).length;
        const std::string_view sign = heading.substr(at, length);
        if (sign != "«" && sign != "»" && sign != "\"")
            folded += sign;
        at += length;
    }
    return to_lower(collapse_spaces(folded));
}

const ColumnName* find_column(std::string_view heading) {
    const std::string key = column_key(heading);
    const auto found = std::ranges::find_if(
        column_names, [&](const ColumnName& one) { return one.ru == key || one.en == key; });
    return found == column_names.end() ? nullptr : &*found;
}

class TableReader {
public:
    TableReader(std::string school, std::string file)
        : school_(std::move(school)), file_(std::move(file)) {}

    Result<std::map<std::string, std::string>> files_of(std::string_view text) {
        auto table = read(text);
        if (!table)
            return tl::unexpected(table.error());
        auto record = table->has_weights ? weights_of(*table) : criteria_of(*table);
        if (!record)
            return tl::unexpected(record.error());
        const std::string path(table->has_weights ? weights_path : criteria_path);
        const std::string json = json_text(*record, JsonForm::Indented);
        std::map<std::string, std::string> made;
        made["portal.json"] = portal_of(*record, path, json);
        made[path] = json;
        return made;
    }

private:
    tl::unexpected<Error> wrong(std::size_t line, std::string_view column) const {
        return failure(ids::mirror_portal,
                       {school_, fmt::format("{}:{}", file_, line), std::string(column)});
    }

    Result<Table> read(std::string_view text) const {
        const auto cells = read_csv_cells(text);
        if (cells.empty())
            return wrong(1, "предмет");
        std::vector<const ColumnName*> columns;
        for (const std::string& heading : cells.front())
            columns.push_back(find_column(heading));
        const auto has = [&](std::string_view key) {
            return std::ranges::any_of(
                columns, [key](const ColumnName* one) { return one != nullptr && one->key == key; });
        };
        Table table;
        table.has_weights = has("weight");
        for (const std::string_view needed :
             table.has_weights ? std::vector<std::string_view>{"work", "weight", "class"}
                               : std::vector<std::string_view>{"subject", "class", "work", "model"})
            if (!has(needed))
                return wrong(1, heading_of(needed));
        for (std::size_t i = 1; i < cells.size(); ++i) {
            Row row;
            for (std::size_t k = 0; k < columns.size() && k < cells[i].size(); ++k)
                if (columns[k] != nullptr)
                    row[columns[k]->key] = collapse_spaces(cells[i][k]);
            const bool is_empty = std::ranges::all_of(
                row, [](const auto& cell) { return cell.second.empty(); });
            if (!is_empty)
                table.rows.push_back(std::move(row));
            else
                table.rows.emplace_back();  // keeps the numbers of lines
        }
        return table;
    }

    static std::string_view heading_of(std::string_view key) {
        return std::ranges::find(column_names, key, &ColumnName::key)->ru;
    }

    static std::string cell(const Row& row, std::string_view key) {
        const auto found = row.find(key);
        return found == row.end() ? std::string() : found->second;
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
    Result<JsonArray> classes_of(const Row& row, std::size_t line) const {
        JsonArray classes;
        for (JsonValue& value : list_of(cell(row, "class"))) {
            std::string text = *value.as_string();
            if (const std::size_t dash = text.find("–"); dash != std::string::npos)
                text.replace(dash, std::string_view("–").size(), "-");
            const std::size_t dash = text.find('-');
            const int from = number_in(text.substr(0, dash));
            const int to = dash == std::string::npos ? from : number_in(text.substr(dash + 1));
            if (from < 1 || to > 12 || from > to)
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

    static int number_in(std::string_view text) {
        int number = 0;
        for (const char byte : text) {
            if (byte < '0' || byte > '9')
                break;
            number = std::min(number * 10 + (byte - '0'), 1000);
        }
        return number;
    }

    Result<JsonValue> criteria_of(const Table& table) const {
        JsonArray records;
        for (std::size_t i = 0; i < table.rows.size(); ++i) {
            if (table.rows[i].empty())
                continue;
            auto record = criterion_of(table.rows[i], i + 2);
            if (!record)
                return tl::unexpected(record.error());
            records.emplace_back(std::move(*record));
        }
        if (records.empty())
            return wrong(2, "предмет");
        return whole("criteria", "Критерии оценивания", "records", std::move(records));
    }

    Result<JsonObject> criterion_of(const Row& row, std::size_t line) const {
        JsonObject record;
        record.add("id", fmt::format("stroka-{}", line));
        JsonArray subjects = list_of(cell(row, "subject"));
        if (subjects.empty())
            return wrong(line, "предмет");
        record.add("subjects", std::move(subjects));
        auto classes = classes_of(row, line);
        if (!classes)
            return tl::unexpected(classes.error());
        record.add("classes", std::move(*classes));
        JsonArray works = list_of(cell(row, "work"));
        if (works.empty())
            return wrong(line, "вид работы");
        record.add("work", std::move(works));
        record.add_unless_empty("programme", cell(row, "programme"));
        const std::string model = to_lower(cell(row, "model"));
        const auto& words = word_list<MarkingModel>();
        const auto word = std::ranges::find_if(words, [&](const Word<MarkingModel>& one) {
            return model == one.en || fold_yo(model) == fold_yo(one.ru);
        });
        if (word == words.end() || word->value == MarkingModel::Errors)
            return wrong(line, "модель");
        record.add("model", word->en);
        if (auto done = add_rule(row, line, word->value, record); !done)
            return tl::unexpected(done.error());
        return record;
    }

    Result<void> add_rule(const Row& row,
                          std::size_t line,
                          MarkingModel model,
                          JsonObject& record) const {
        const std::string condition = cell(row, "condition");
        if (model == MarkingModel::Credit)
            record.add_unless_empty("pass", condition);
        if (model == MarkingModel::Descriptor) {
            record.add("no_mark", true);
            record.add_unless_empty("text", condition);
        }
        if (model != MarkingModel::Points)
            return {};
        JsonObject scale;
        for (const std::string_view mark : {"5", "4", "3"}) {
            const auto from = parse_decimal(cell(row, mark));
            if (!from)
                return wrong(line, fmt::format("«{}» от", mark));
            scale.add(std::string(mark), JsonNumber{decimal_text(*from, '.')});
        }
        const auto max = parse_decimal(cell(row, "max"));
        if (!max)
            return wrong(line, "максимум");
        record.add("max", JsonNumber{decimal_text(*max, '.')});
        record.add("scale", std::move(scale));
        if (!condition.empty())
            record.add("conditions", JsonArray{condition});
        return {};
    }

    Result<JsonValue> weights_of(const Table& table) const {
        JsonObject weights;
        JsonObject applies;
        for (std::size_t i = 0; i < table.rows.size(); ++i) {
            const Row& row = table.rows[i];
            if (row.empty())
                continue;
            const std::string work = cell(row, "work");
            const auto weight = parse_decimal(cell(row, "weight"));
            if (work.empty() || weights.find(work) != nullptr)
                return wrong(i + 2, "вид работы");
            if (!weight)
                return wrong(i + 2, "вес");
            weights.add(work, JsonNumber{decimal_text(*weight, '.')});
            if (!applies.members.empty())
                continue;
            auto classes = classes_of(row, i + 2);
            if (!classes)
                return tl::unexpected(classes.error());
            applies.add("classes", std::move(*classes));
            applies.add_unless_empty("subjects", list_of(cell(row, "subject")));
        }
        if (weights.members.empty())
            return wrong(2, "вес");
        JsonValue made = whole("weights", "Вес отметок", "weights", std::move(weights));
        made.as_object()->add("applies", std::move(applies));
        return made;
    }

    static JsonValue whole(const std::string& kind,
                           std::string_view title,
                           std::string key,
                           JsonValue value) {
        JsonObject record;
        record.add("id", kind + "/tablica");
        record.add("kind", kind);
        record.add("title", title);
        record.add(std::move(key), std::move(value));
        return record;
    }

    std::string portal_of(const JsonValue& record,
                          const std::string& path,
                          const std::string& json) const {
        const JsonObject& object = *record.as_object();
        JsonObject listed;
        for (const std::string_view key : {"id", "kind", "title"})
            listed.add(std::string(key), *object.find(key));
        listed.add("url", path.substr(0, path.size() - std::string_view(".json").size()) + "/");
        listed.add("json", path);
        listed.add("sha256", sha256_hex(json));
        listed.add("size", JsonValue::number(static_cast<std::int64_t>(json.size())));
        listed.add("form", "data");
        JsonObject portal;
        portal.add("version", JsonValue::number(1));
        portal.add("site", "table/" + school_);
        portal.add("title", file_);
        portal.add("records", JsonArray{std::move(listed)});
        portal.add("removed", JsonArray());
        return json_text(portal, JsonForm::Indented);
    }

    std::string school_;
    std::string file_;
};

}  // namespace

std::vector<std::vector<std::string>> read_csv_cells(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF"))
        text.remove_prefix(3);
    const std::string_view first = text.substr(0, text.find('\n'));
    char divider = ';';
    for (const char other : {',', '\t'})
        if (std::ranges::count(first, other) > std::ranges::count(first, divider))
            divider = other;
    std::vector<std::vector<std::string>> rows;
    std::vector<std::string> row(1);
    bool is_quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char byte = text[i];
        if (is_quoted && byte == '"' && text.substr(i + 1, 1) == "\"") {
            row.back() += '"';
            ++i;
        } else if (byte == '"' && (is_quoted || row.back().empty())) {
            is_quoted = !is_quoted;
        } else if (!is_quoted && byte == divider) {
            row.emplace_back();
        } else if (!is_quoted && byte == '\n') {
            rows.push_back(std::move(row));
            row.assign(1, "");
        } else if (byte != '\r' || is_quoted) {
            row.back() += byte;
        }
    }
    if (row.size() > 1 || !row.front().empty())
        rows.push_back(std::move(row));
    return rows;
}

Result<ReadSourceFile> read_from_table(const FileReader& files,
                                       const std::string& school,
                                       const std::string& folder,
                                       const std::string& file) {
    const auto refused = [&](std::string why) {
        return failure(ids::mirror_path, {school, join_path(folder, file), std::move(why)});
    };
    if (to_lower(file).ends_with(".xlsx"))
        return refused("XLSX: сохраните таблицу как CSV (save it as CSV)");
    auto bytes = files.read(confined_path(folder, file), largest_table);
    if (!bytes)
        return refused(std::string(message_text(bytes.error().id).name));
    std::string text = std::move(*bytes);
    if (!is_utf8(text)) {
        auto decoded = convert_to_utf8(text);
        if (!decoded)
            return refused("encoding");
        text = std::move(*decoded);
    }
    auto made = TableReader(school, file).files_of(text);
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
