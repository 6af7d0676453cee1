// The whole files of the format's description are read without a message.
#include <doctest/doctest.h>

#include "kinds/kind.h"
#include "kinds/plan.h"
#include "kinds/site_config.h"
#include "support/archive.h"

namespace vitrina {
namespace {

SourcePtr source_of(const std::string& name) {
    return std::make_shared<const Source>(Source{name, test::format_example(name)});
}

Record read_record(const std::string& name, std::string_view kind, Diagnostics& out) {
    const SourcePtr source = source_of(name);
    const auto root = read_yaml(source, {0, static_cast<std::uint32_t>(source->text.size())}, out);
    REQUIRE(root);
    Record record;
    record.id = "x/" + name;
    record.kind = find_kind(kind);
    record.source = source;
    DecodeContext decoding{source, out};
    record.kind->decode(*root, decoding, record);
    CheckContext checking{{2025}, {5, 4, 3, 2}, out};
    record.kind->check(record, checking);
    return record;
}

}  // namespace

TEST_SUITE("kinds/formats") {
    TEST_CASE("site.yaml of the format's description is read whole") {
        Diagnostics out;
        const auto config = read_site_config(source_of("site.yaml"), out);
        CHECK(out.items().empty());
        REQUIRE(config);
        CHECK(config->organization.kind == OrganizationKind::School);
        CHECK(config->base_url.value == "https://ocenka.school3.example.org/");
        CHECK(config->school_year.first == 2025);
        CHECK(config->marks == std::vector<int>{5, 4, 3, 2});
        CHECK(config->neighbours.items.size() == 1);
        CHECK(config->hotlines.size() == 1);
        CHECK(config->bodies.items.front().second.aliases.size() == 1);
        CHECK(config->menu.size() == 5);
        CHECK(config->removed.size() == 1);
    }

    TEST_CASE("the plan of the format's description is read whole") {
        Diagnostics out;
        const Record record = read_record("plan.yaml", "plan", out);
        CHECK(out.items().empty());
        const Plan& plan = as<Plan>(record);
        CHECK(plan.columns.size() == 7);
        REQUIRE(plan.sections.size() == 1);
        REQUIRE(plan.sections.front().rows.size() == 1);
        const PlanRow& row = plan.sections.front().rows.front();
        CHECK(row.id.value == "r01");
        CHECK(row.status == RowStatus::None);  // `progress: evidence` keeps the rest back
        CHECK(row.responsible.bodies.size() == 2);
        CHECK(row.implements.front().extent == Extent::Partial);
        CHECK(row.implements.front().ref.site == "komitet");
        CHECK(plan.not_adopted.front().extent == NotAdoptedExtent::NotApplicable);
        CHECK(record.anchors == std::vector<std::string>{"r01"});
    }

    TEST_CASE("schedule checklist and curriculum of the format's description are read whole") {
        for (const auto& [name, kind] : {std::pair{"schedule.yaml", "schedule"},
                                         std::pair{"checklist.yaml", "checklist"},
                                         std::pair{"curriculum.yaml", "curriculum"}}) {
            CAPTURE(name);
            Diagnostics out;
            read_record(name, kind, out);
            CHECK(out.items().empty());
        }
    }

    TEST_CASE("an INN is checked by its control digits") {
        CHECK(is_valid_inn("4700000010"));
        CHECK(!is_valid_inn("4700000011"));
        CHECK(!is_valid_inn("47000000"));
        CHECK(is_valid_inn("500100732259"));
        CHECK(!is_valid_inn("500100732258"));
    }

    TEST_CASE("every kind has a schema of what is written and of what is published") {
        for (const Kind& kind : all_kinds()) {
            CAPTURE(kind.name);
            for (const SchemaForm form : {SchemaForm::Input, SchemaForm::Published}) {
                const JsonValue schema = kind.schema(form);
                REQUIRE(schema.as_object() != nullptr);
                CHECK(schema.as_object()->find("properties") != nullptr);
            }
        }
    }
}

}  // namespace vitrina
