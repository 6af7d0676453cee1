// Verdicts: each model of marking against its reference, table by table.
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "kinds/comparison.h"
#include "kinds/published.h"

namespace vitrina {
namespace {

const std::vector<int> marks = {5, 4, 3, 2};

// A record of criteria as a school publishes it; `rule` are its fields from the model on.
MarkingRule rule_of(const std::string& rule) {
    const auto criteria = read_published_criteria(
        R"({"title":"К","records":[{"id":"r","subjects":["Математика"],"classes":["6"],"work":["тест"],)" +
            rule + "}]}",
        marks);
    REQUIRE_MESSAGE(criteria.has_value(), rule);
    return criteria->records.front().rule;
}

Weights weights_of(const std::string& fields) {
    const auto weights =
        read_published_weights(R"({"title":"В","applies":{"classes":["5"]},)" + fields + "}", marks);
    REQUIRE_MESSAGE(weights.has_value(), fields);
    return *weights;
}

struct Case {
    std::string ours;
    std::string theirs;
    Verdict verdict;
    std::string why;  // what differs, with marks and values
};

std::string told(const Comparison& comparison) {
    std::string text;
    for (const Difference& one : comparison.why)
        text += fmt::format("{}{} {}{} {}→{}", text.empty() ? "" : "; ", differing_word(one.what),
                            one.mark == 0 ? "" : std::to_string(one.mark), one.name, one.ours,
                            one.theirs);
    return text;
}

void check_rules(const std::vector<Case>& cases) {
    for (const Case& one : cases) {
        CAPTURE(one.theirs);
        const Comparison comparison = compare_rules(rule_of(one.ours), rule_of(one.theirs));
        CHECK(verdict_word(comparison.verdict) == verdict_word(one.verdict));
        CHECK(told(comparison) == one.why);
    }
}

std::string points(int max, int five, int four, int three, const std::string& more = "") {
    return fmt::format(R"("model":"points","max":{},"scale":{{"5":{},"4":{},"3":{}}}{})", max, five,
                       four, three, more);
}

std::string errors(const std::string& five, const std::string& four, const std::string& three) {
    return fmt::format(R"("model":"errors","error_kinds":["orthographic","punctuation"],"marks":)"
                       R"({{"5":{{"any_of":[{}]}},"4":{{"any_of":[{}]}},"3":{{"any_of":[{}]}},)"
                       R"("2":{{"otherwise":true}}}})",
                       five, four, three);
}

std::string limits(int orthographic, int punctuation) {
    return fmt::format(R"({{"orthographic":{},"punctuation":{}}})", orthographic, punctuation);
}

}  // namespace

TEST_SUITE("kinds/comparison") {
    TEST_CASE("points: shares of the maximum are compared") {
        const std::string ours = points(20, 17, 13, 8);
        check_rules({
            {ours, ours, Verdict::Same, ""},
            {ours, points(20, 18, 13, 8), Verdict::Stricter, "threshold 5 17→18"},
            {ours, points(20, 17, 12, 8), Verdict::Softer, "threshold 4 13→12"},
            {ours, points(20, 18, 12, 8), Verdict::Different, "threshold 5 17→18; threshold 4 13→12"},
            // 17 of 20 is 85 %: of 12 the lowest point that reaches it is 11.
            {ours, points(12, 11, 8, 5), Verdict::Same, "max  20→12"},
            {ours, points(12, 12, 8, 5), Verdict::Stricter, "max  20→12; threshold 5 11→12"},
            {ours, points(40, 33, 26, 16), Verdict::Softer, "max  20→40; threshold 5 34→33"},
        });
    }

    TEST_CASE("points: a scale in percent says itself what another maximum gives") {
        MarkingRule ours = rule_of(points(24, 21, 16, 12));
        for (const auto& [mark, percent] : {std::pair(5, 85), std::pair(4, 65), std::pair(3, 50)})
            ours.scale_percent.items.push_back({{mark, {}}, Decimal::of(percent)});
        CHECK(compare_rules(ours, rule_of(points(30, 26, 20, 15))).verdict == Verdict::Same);
        CHECK(compare_rules(ours, rule_of(points(24, 21, 16, 12))).verdict == Verdict::Same);
        CHECK(told(compare_rules(ours, rule_of(points(30, 25, 20, 15)))) ==
              "max  24→30; threshold 5 26→25");
    }

    TEST_CASE("points: conditions and parts") {
        const std::string ours = points(20, 17, 13, 8, R"(,"conditions":["«4» и «5» — не менее одного задания"])");
        check_rules({
            {ours, points(20, 17, 13, 8, R"(,"conditions":["4 и 5 – не менее одного задания!"])"),
             Verdict::Same, ""},
            {ours, points(20, 17, 13, 8), Verdict::Softer,
             "condition  «4» и «5» — не менее одного задания→"},
            {points(20, 17, 13, 8), points(20, 17, 13, 8, R"(,"conditions":["оформлено решение"])"),
             Verdict::Stricter, "condition  →оформлено решение"},
        });
    }

    TEST_CASE("errors: which works get at least each mark") {
        const std::string four = limits(2, 2) + "," + limits(1, 3) + "," + limits(0, 4);
        const std::string ours = errors(limits(0, 1), four, limits(4, 4));
        check_rules({
            {ours, ours, Verdict::Same, ""},
            // The order of alternatives, and one inside another, change nothing.
            {ours, errors(limits(0, 1), limits(0, 4) + "," + limits(1, 3) + "," + limits(2, 2) + "," + limits(1, 1), limits(4, 4)),
             Verdict::Same, ""},
            {ours, errors(limits(0, 0), four, limits(4, 4)), Verdict::Stricter, "errors 5 0/1→0/0"},
            {ours, errors(limits(0, 1), limits(2, 2), limits(4, 4)), Verdict::Stricter,
             "errors 4 2/2 | 1/3 | 0/4→2/2"},
            {ours, errors(limits(0, 1), four, limits(5, 4)), Verdict::Softer, "errors 3 4/4→5/4"},
            {ours, errors(limits(1, 0), four, limits(4, 4)), Verdict::Different, "errors 5 0/1→1/0"},
        });
    }

    TEST_CASE("texts: the same words say the same") {
        const auto text = [](const std::string& five) {
            return R"("model":"descriptor","marks":{"5":")" + five +
                   R"(","4":"с недочётом","3":"неполно","2":"не раскрыто"})";
        };
        check_rules({
            {text("Полно и без ошибок"), text("полно, и без  ошибок."), Verdict::Same, ""},
            {text("объём ещё полный"), text("Объем еще «полный»"), Verdict::Same, ""},
            {text("полно"), text("полно и с примером"), Verdict::Different,
             "text 5 полно→полно и с примером"},
            {text("полно"), R"("model":"descriptor","no_mark":true)", Verdict::Different,
             "no_mark  →1; text 5 полно→; text 4 с недочётом→; text 3 неполно→; text 2 не раскрыто→"},
        });
    }

    TEST_CASE("credit: a percentage is compared") {
        const auto pass = [](const std::string& what) {
            return R"("model":"credit","pass":")" + what + "\"";
        };
        check_rules({
            {pass("выполнено не менее 60 % заданий"), pass("Выполнено не менее 60% заданий"),
             Verdict::Same, ""},
            {pass("выполнено не менее 60 % заданий"), pass("выполнено не менее 70 % заданий"),
             Verdict::Stricter, "pass  выполнено не менее 60 % заданий→выполнено не менее 70 % заданий"},
            {pass("выполнено не менее 60 % заданий"), pass("выполнено не менее 50 % заданий"),
             Verdict::Softer, "pass  выполнено не менее 60 % заданий→выполнено не менее 50 % заданий"},
            {pass("не менее 60 %"), pass("сданы все работы"), Verdict::Different,
             "pass  не менее 60 %→сданы все работы"},
        });
    }

    TEST_CASE("another model is another way, not a harder one") {
        check_rules({{points(20, 17, 13, 8), R"("model":"credit","pass":"сдано")", Verdict::Different,
                      "model  points→credit"}});
    }

    TEST_CASE("weights: their ratios; a term: its thresholds") {
        const std::string ours = R"("weights":{"контрольная работа":5,"устный ответ":3,"домашняя работа":1},)"
                                 R"("term_mark":{"5":4.65,"4":3.65,"3":2.65},"min_marks":3)";
        const auto weights = [](const std::string& three, const std::string& term) {
            return weights_of(R"("weights":{)" + three + R"(},"term_mark":{)" + term + R"(},"min_marks":3)");
        };
        const Weights reference = weights_of(ours);
        const std::string same_term = R"("5":4.65,"4":3.65,"3":2.65)";
        const Weights doubled = weights(
            R"("контрольная работа":10,"устный ответ":6,"домашняя работа":2)", same_term);
        CHECK(compare_weights(reference, doubled).verdict == Verdict::Same);
        const Weights other = weights(
            R"("контрольная работа":5,"устный ответ":3,"домашняя работа":2)", same_term);
        CHECK(told(compare_weights(reference, other)) == "weight домашняя работа 1→2");
        CHECK(compare_weights(reference, other).verdict == Verdict::Different);
        CHECK(told(compare_weights(reference, weights(R"("контрольная работа":5)", same_term))) ==
              "weight устный ответ 3→—; weight домашняя работа 1→—");
        CHECK(compare_terms(reference, doubled).verdict == Verdict::Same);
        const std::string works = R"("контрольная работа":5)";
        CHECK(told(compare_terms(reference, weights(works, R"("5":4.7,"4":3.7,"3":2.65)"))) ==
              "term 5 4,65→4,7; term 4 3,65→3,7");
        CHECK(compare_terms(reference, weights(works, R"("5":4.7,"4":3.7,"3":2.65)")).verdict ==
              Verdict::Stricter);
        CHECK(compare_terms(reference, weights(works, R"("5":4.5,"4":3.5,"3":2.5)")).verdict ==
              Verdict::Softer);
    }

    TEST_CASE("what our tables do not know is no record") {
        CHECK_FALSE(read_published_criteria("{}", marks));
        CHECK_FALSE(read_published_criteria("[]", marks));
        CHECK_FALSE(read_published_criteria(R"({"title":"К","records":[{"model":"magic"}]})", marks));
        CHECK_FALSE(read_published_criteria(
            R"({"title":"К","subjects":["М"],"classes":["6"],"records":[{"work":["т"],"model":"points","max":10,"scale":{"5":5,"4":7,"3":3}}]})",
            marks));
        // A field of a later version does no harm.
        CHECK(read_published_criteria(
            R"({"title":"К","colour":"red","subjects":["М"],"classes":["6"],"records":[{"work":["т"],"model":"credit","pass":"п","shape":1}]})",
            marks));
    }

    TEST_CASE("answers to measures come with addresses that may be shown") {
        const auto answers = read_published_answers(
            R"({"sections":[{"rows":[{"url":"https://s.example/plans/p/#r1","status":"done","done":"2026-10-20",)"
            R"j("evidence":[{"url":"javascript:alert(1)"},{"url":"https://s.example/o/"}],)j"
            R"("implements":[{"url":"https://k.example/plans/p/#m01","extent":"full"},)"
            R"({"url":"https://k.example/plans/p/#m02","extent":"boundless"}]}]}],)"
            R"("not_adopted":[{"url":"https://k.example/plans/p/#m03","extent":"absent","why":"нет"}]})");
        REQUIRE(answers);
        REQUIRE(answers->size() == 2);
        CHECK((*answers)[0].measure == "https://k.example/plans/p/#m01");
        CHECK((*answers)[0].evidence == "https://s.example/o/");
        CHECK((*answers)[0].status == "done");
        CHECK((*answers)[1].extent == "absent");
        CHECK((*answers)[1].row.empty());
    }
}

}  // namespace vitrina
