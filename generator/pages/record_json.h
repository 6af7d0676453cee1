// The JSON neighbours of records (`/plans/x.json`) and the schemas they keep to.
#pragma once

#include "kinds/kind.h"
#include "pages/page.h"

namespace vitrina {

void plan_record_json(const PageWorld& world, Outputs& outputs);
void plan_schemas(const PageWorld& world, Outputs& outputs);

// `/plans/x/` → `/plans/x.json`
std::string json_url(const Entry& entry);

// Absolute urls for the published JSON of a record.
class SiteEncodeContext : public EncodeContext {
public:
    SiteEncodeContext(const Site& site, const Record& record) : site_(site), record_(record) {}
    std::string reference_url(const Reference& reference) const override;
    std::string reference_title(const Reference& reference) const override;
    std::string file_url(std::string_view path) const override;
    std::string body_name(std::string_view id) const override;

private:
    const Site& site_;
    const Record& record_;
};

// `{id, kind, title, url, …}` as the field tables say.
JsonObject encode_record(const Site& site, RecordId id);

// The schema of portal.json (formats §9).
JsonValue portal_schema();

}  // namespace vitrina
