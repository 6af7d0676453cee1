// Which of a school's rules answers to which item of the reference; and when nothing can be said.
#include "site/committee_compare.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

namespace vitrina {
namespace {

const std::vector<int> marks = {5, 4, 3, 2};

std::string criterion(const std::string& classes, const std::string& work, int five) {
    return fmt::format(
        R"({{"subjects":["Математика"],"classes":[{}],"work":["{}"],"model":"points",)"
        R"("max":20,"scale":{{"5":{},"4":13,"3":8}}}})",
        classes, work, five);
}

Weights weights_of(const std::string& applies, int test) {
    const auto file = read_published_weights(
        fmt::format(R"({{"title":"В","applies":{{{}}},"weights":{{"тест":{},"зачёт":2}},)"
                    R"("term_mark":{{"5":4.65,"4":3.65,"3":2.65}}}})",
                    applies, test),
        marks);
    REQUIRE(file);
    return file->weights;
}

// A committee with criteria for the tests of classes 5 to 7 and weights for 5 and 6.
class District {
public:
    explicit District(const std::string& weights_for = R"("classes":["5","6"])")
        : vocabulary_(config_, told_), basis_{vocabulary_, marks, Language::Russian, {}, {}, {}, {},
                                              0,           {}} {
        reference_ = *read_published_criteria(
            R"({"title":"О","records":[)" + criterion(R"("5","6","7")", "тест", 17) + "]}", marks);
        const CriteriaRecord& record = reference_.records.front();
        ReferenceItem item;
        item.subject = "Математика";
        item.work = "тест";
        add(item, record.classes.labels, {&record.rule, nullptr});
        Weights& weights = basis_.weights.emplace_back(weights_of(weights_for, 1));
        item = {};
        item.kind = ItemKind::Weights;
        add(item, weights.applies.classes.labels, {nullptr, &weights});
        school_.id.value = "one";
        facts_.school = &school_;
        facts_.form = SourceForm::Site;
    }

    void publish(const std::string& records) {
        const auto criteria =
            read_published_criteria(R"({"title":"К","records":[)" + records + "]}", marks);
        REQUIRE(criteria);
        for (const CriteriaRecord& record : criteria->records)
            set_.rules.push_back({0,
                                  "",
                                  "",
                                  {"Математика"},
                                  {record.rule.works.front().name},
                                  record.classes.labels,
                                  record.rule});
        facts_.files.resize(1);
    }

    void publish_weights(const std::string& applies, int test) {
        set_.weights.push_back({0, "", weights_of(applies, test), true});
        facts_.files.resize(1);
    }

    // Of each cell what is said of it.
    std::string told() {
        compare_school(basis_, set_, facts_);
        std::string text;
        for (const CellFact& cell : facts_.cells) {
            text += (text.empty() ? "" : " ") + std::string(verdict_word(cell.verdict));
            if (cell.verdict == Verdict::Unchecked)
                text += ":" + std::string(no_rule_word(cell.why));
        }
        return text;
    }

    School school_;
    MirrorSource source_;
    SchoolFacts facts_;

private:
    void add(ReferenceItem item,
             const std::vector<ClassLabel>& classes,
             CommitteeBasis::Item rule) {
        item.classes = classes;
        item.first_cell = basis_.cell_count;
        basis_.cell_count += classes.size();
        basis_.items.push_back(std::move(item));
        basis_.rules.push_back(rule);
    }

    SiteConfig config_;
    Diagnostics told_;
    Vocabulary vocabulary_;
    CommitteeBasis basis_;
    Criteria reference_;
    PublishedSet set_;
};

}  // namespace

TEST_SUITE("site/committee_compare") {
    TEST_CASE("nothing is said of classes that a school publishes nothing for") {
        District district;
        district.publish(criterion(R"("5")", "тест", 17));
        district.publish(criterion(R"("6")", "проект", 17));
        CHECK(district.told() == "same missing unchecked:unseen missing missing");
    }

    TEST_CASE("what schools.yaml says of the classes of a school holds") {
        District district;
        district.publish(criterion(R"("5")", "тест", 17));
        district.school_.classes.labels = {{5, ""}, {7, ""}};
        CHECK(district.told() == "same unchecked:no_class missing missing unchecked:no_class");
    }

    TEST_CASE("a document is no proof that a rule is not there") {
        District district;
        district.publish(criterion(R"("5","6","7")", "проект", 17));
        SourceLink link;
        link.element = CoverageElement::Criteria;
        link.classes.labels = {{6, ""}};
        district.source_.links.push_back(link);
        district.facts_.source = &district.source_;
        CHECK(district.told() == "missing unchecked:document missing missing missing");

        District weights;
        weights.publish(criterion(R"("5","6","7")", "тест", 17));
        weights.facts_.files.front().kind = "weights";
        weights.facts_.files.front().is_document = true;
        CHECK(weights.told() == "same same same unchecked:document unchecked:document");
    }

    TEST_CASE("a table of criteria says nothing of weights") {
        District district;
        district.publish(criterion(R"("5","6","7")", "тест", 17));
        district.facts_.form = SourceForm::Table;
        CHECK(district.told() == "same same same unchecked:not_sent unchecked:not_sent");
    }

    TEST_CASE("weights for some subjects are no missing weights, and not those of all") {
        District district;
        district.publish_weights(R"("classes":["5","6"],"subjects":["Математика"])", 1);
        CHECK(district.told() == "missing missing unchecked:unseen different different");
        REQUIRE(district.facts_.found.size() == 1);
        CHECK(district.facts_.found[0].why ==
              std::vector<Difference>{
                  {Differing::Subjects, Verdict::Different, 0, "only", "", "Математика"}});
    }

    TEST_CASE("weights of several files are held together") {
        District district;
        district.publish_weights(R"("classes":["5","6"],"except_subjects":["Музыка"])", 1);
        district.publish_weights(R"("classes":["5"],"subjects":["Музыка"])", 1);
        CHECK(district.told() == "missing missing unchecked:unseen same different");

        District one(R"("classes":["5","6"],"subjects":["Музыка"])");
        one.publish_weights(R"("classes":["5","6"])", 1);
        one.publish_weights(R"("classes":["6"],"subjects":["Математика"])", 9);
        CHECK(one.told() == "missing missing unchecked:unseen same same");
    }

    TEST_CASE("what the reference has not is counted by class and work") {
        District district;
        district.publish(criterion(R"("5","6","7","8","9")", "тест", 17) + "," +
                         criterion(R"("5","6")", "проект", 17));
        district.told();
        REQUIRE(district.facts_.extras.size() == 2);
        CHECK(district.facts_.extras[0].classes == std::vector<ClassLabel>{{8, ""}, {9, ""}});
        CHECK(district.facts_.extras[1].work == "проект");
        CHECK(district.facts_.count(Verdict::Extra) == 4);
        CHECK(district.facts_.checked() == 5);
    }

    TEST_CASE("rules of one school have a bound") {
        RuleBudget budget;
        CHECK(budget.take(1, 100, 100));
        CHECK(budget.take(100, 10, 10));
        CHECK_FALSE(budget.take(1, 1, 1));
        CHECK_FALSE(RuleBudget().take(1'000'000, 1'000'000, 1'000'000));
    }
}

}  // namespace vitrina
