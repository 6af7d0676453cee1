#include "content/json_read.h"

#include <set>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/text.h"

namespace vitrina {
namespace {

// What is being filled: a container, the key that waits for its value, the keys so far.
struct OpenValue {
    bool is_object = false;
    JsonObject object;
    JsonArray array;
    std::string key;
    std::set<std::string, std::less<>> keys;
};

class Reader : public nlohmann::json_sax<nlohmann::json> {
public:
    explicit Reader(const JsonLimits& limits) : limits_(limits) {}

    bool null() override { return add(JsonValue()); }
    bool boolean(bool value) override { return add(JsonValue(value)); }
    bool number_integer(number_integer_t value) override {
        return add(JsonNumber{fmt::to_string(value)});
    }
    bool number_unsigned(number_unsigned_t value) override {
        return add(JsonNumber{fmt::to_string(value)});
    }
    bool number_float(number_float_t value, const string_t&) override {
        return add(JsonNumber{fmt::to_string(value)});
    }
    bool string(string_t& value) override { return add(JsonValue(std::move(value))); }
    bool binary(binary_t&) override { return refuse("binary data"); }
    bool start_object(std::size_t) override { return open(true); }
    bool start_array(std::size_t) override { return open(false); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }

    bool key(string_t& name) override {
        OpenValue& object = open_.back();
        if (!object.keys.insert(name).second)
            return refuse("a key stands twice");
        object.key = std::move(name);
        return true;
    }

    bool parse_error(std::size_t position,
                     const std::string&,
                     const nlohmann::detail::exception&) override {
        return refuse(fmt::format("byte {}", position));
    }

    JsonValue result;
    std::string problem;

private:
    bool refuse(std::string why) {
        problem = std::move(why);
        return false;
    }

    bool add(JsonValue&& value) {
        if (++count_ > limits_.values)
            return refuse(fmt::format("more than {} values", limits_.values));
        if (open_.empty()) {
            result = std::move(value);
            return true;
        }
        OpenValue& holder = open_.back();
        if (holder.is_object)
            holder.object.members.emplace_back(std::move(holder.key), std::move(value));
        else
            holder.array.push_back(std::move(value));
        return true;
    }

    bool open(bool is_object) {
        if (open_.size() >= limits_.depth)
            return refuse(fmt::format("deeper than {} levels", limits_.depth));
        open_.push_back({.is_object = is_object, .object = {}, .array = {}, .key = {}, .keys = {}});
        return true;
    }

    bool close() {
        OpenValue done = std::move(open_.back());
        open_.pop_back();
        return done.is_object ? add(std::move(done.object)) : add(std::move(done.array));
    }

    const JsonLimits& limits_;
    std::size_t count_ = 0;
    std::vector<OpenValue> open_;
};

}  // namespace

JsonRead read_json(std::string_view text, const JsonLimits& limits) {
    if (text.starts_with("\xEF\xBB\xBF"))
        return tl::unexpected<std::string>("it begins with a byte order mark");
    if (const auto bad = find_bad_utf8(text))
        return tl::unexpected<std::string>(fmt::format("byte {}: not UTF-8", *bad + 1));
    Reader reader(limits);
    if (!nlohmann::json::sax_parse(text, &reader))
        return tl::unexpected<std::string>(reader.problem.empty() ? std::string("byte 1")
                                                                  : reader.problem);
    return std::move(reader.result);
}

}  // namespace vitrina
