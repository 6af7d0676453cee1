// One record read from YAML and, if that went well, checked by its kind, as when a site is read.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "base/message_text.h"
#include "kinds/kind.h"
#include "support/marked.h"

namespace vitrina::test {

struct CheckedRecord {
    Diagnostics out;
    Record record;

    // The ids of its messages, in the order of the file.
    std::vector<std::string> messages() const {
        std::vector<std::string> names;
        for (const Diagnostic& item : out.sorted())
            names.emplace_back(message_text(item.id).name);
        return names;
    }
};

inline CheckContext check_context(Diagnostics& out) {
    return {{2025}, {5, 4, 3, 2}, out};
}

inline CheckedRecord check_record(std::string_view kind, std::string text) {
    CheckedRecord checked;
    const auto source = std::make_shared<const Source>(Source{"x.yaml", std::move(text)});
    const auto root =
        read_yaml(source, {0, static_cast<std::uint32_t>(source->text.size())}, checked.out);
    REQUIRE(root);
    checked.record.id = std::string(kind) + "/x";
    checked.record.kind = find_kind(kind);
    REQUIRE(checked.record.kind != nullptr);
    checked.record.source = source;
    DecodeContext decoding{source, checked.out};
    checked.record.kind->decode(*root, decoding, checked.record);
    CheckContext checking = check_context(checked.out);
    if (!checked.out.has_errors())
        checked.record.kind->check(checked.record, checking);
    return checked;
}

// A file with one mistake: the message it gives, at the place marked ⟦so⟧.
struct Mistake {
    const char* id;
    std::string text;
};

inline void check_mistakes(std::string_view kind, const std::vector<Mistake>& mistakes) {
    for (const Mistake& mistake : mistakes) {
        const Marked text = marked(mistake.text);
        const CheckedRecord checked = check_record(kind, text.text);
        CAPTURE(mistake.id);
        CAPTURE(text.text);
        const std::vector<Diagnostic> found = checked.out.sorted();
        CAPTURE(render_diagnostics(checked.out, {}, {}));
        REQUIRE(found.size() == 1);
        CHECK(message_text(found[0].id).name == mistake.id);
        CHECK(found[0].place.span.begin == text.span.begin);
    }
}

class NoSite : public EncodeContext {
public:
    std::string reference_url(const Reference&) const override { return {}; }
    std::string reference_title(const Reference&) const override { return {}; }
    std::string file_url(std::string_view) const override { return {}; }
    std::string body_name(std::string_view) const override { return {}; }
};

// The record's published JSON, one line.
inline std::string published(const Record& record) {
    JsonObject object;
    record.kind->encode(record, NoSite(), object);
    return json_text(object, JsonForm::Compact);
}

}  // namespace vitrina::test
