// JSON of other sites: catalogues and records, read strictly or not at all.
#include <set>
#include <string>
#include <vector>

#include "base/text.h"
#include "content/json_read.h"
#include "fuzz/target.h"
#include "kinds/mirrored.h"
#include "kinds/published.h"

namespace vitrina::fuzz {
namespace {

void check_json(std::string_view text) {
    const JsonRead value = read_json(text, {});
    if (!value) {
        require(is_utf8(value.error()), "why it is none is UTF-8");
        return;
    }
    require(is_utf8(text), "JSON is UTF-8");
    for (const JsonForm form : {JsonForm::Compact, JsonForm::Indented, JsonForm::Embedded}) {
        const std::string written = json_text(*value, form);
        const JsonRead again = read_json(written, {});
        require(again && json_text(*again, form) == written, "JSON is written as it is read",
                written);
        require(form != JsonForm::Embedded || written.find_first_of("<>&") == std::string::npos,
                "JSON in a page holds no markup", written);
    }
}

bool is_plain_text(std::string_view text) {
    return is_utf8(text) && !find_control(text) &&
           text.find_first_of("\r\n\t") == std::string_view::npos;
}

// A path below the site, whatever it is joined to.
bool stays_inside(std::string_view path) {
    return !path.starts_with('/') && path.find(':') == std::string_view::npos &&
           path.find("..") == std::string_view::npos && path.find('\\') == std::string_view::npos;
}

void check_set(const MirroredSet& set, std::string_view text) {
    require(set.records.size() <= MirroredLimits{}.records, "limits hold");
    require(is_plain_text(set.title) && is_plain_text(set.site), "titles are plain text");
    std::set<std::string> ids;
    for (const MirroredRecord& record : set.records) {
        require(ids.insert(record.id).second, "an id stands once", record.id);
        require(is_plain_text(record.id) && is_plain_text(record.title), "titles are plain text");
        require(record.json.empty() || stays_inside(record.json), "files stand below the site",
                record.json);
        require(record.json.empty() || is_sha256(record.sha256), "files have their hash");
        static_cast<void>(check_mirrored_record(text, record));
    }
}

}  // namespace

void fuzz_catalogues(std::string_view bytes) {
    check_json(bytes);
    if (const auto set = read_mirrored_set(bytes, {}))
        check_set(*set, bytes);

    const MirroredName name = mirrored_name(bytes);
    MirroredRecord record{.id = "criteria/x", .kind = name.kind, .title = name.title};
    static_cast<void>(check_mirrored_record(bytes, record));
    const std::vector<int> marks = {5, 4, 3, 2};
    static_cast<void>(read_published_criteria(bytes, marks));
    static_cast<void>(read_published_weights(bytes, marks));
    for (const PublishedAct& act : read_published_acts(bytes))
        require(is_utf8(act.ref) && is_utf8(act.title), "acts are UTF-8");
    if (const auto answers = read_published_answers(bytes))
        for (const PublishedAnswer& answer : *answers)
            require(answer.evidence.empty() || is_web_address(answer.evidence),
                    "a document has its address", answer.evidence);
    const std::string substance = published_substance(bytes);
    require(substance.empty() || published_substance(substance) == substance,
            "what a record says is the same without its dates");
}

}  // namespace vitrina::fuzz
