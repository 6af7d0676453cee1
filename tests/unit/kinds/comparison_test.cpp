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
    return weights->weights;
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
        text += fmt::format("{}{} {}{} {}→{}{}", text.empty() ? "" : "; ", differing_word(one.what),
                            one.mark == 0 ? "" : std::to_string(one.mark), one.name, one.ours,
                            one.theirs, one.expected.empty() ? "" : " (" + one.expected + ")");
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
            {ours, points(20, 18, 12, 8), Verdict::Different,
             "threshold 5 17→18; threshold 4 13→12"},
            // 17 of 20 is 85 %: of 12 the lowest point that reaches it is 11.
            {ours, points(12, 11, 8, 5), Verdict::Same, "max  20→12"},
            {ours, points(12, 12, 8, 5), Verdict::Stricter, "max  20→12; threshold 5 17→12 (11)"},
            {ours, points(40, 33, 26, 16), Verdict::Softer, "max  20→40; threshold 5 17→33 (34)"},
        });
    }

    TEST_CASE("points: a scale in percent says itself what another maximum gives") {
        MarkingRule ours = rule_of(points(24, 21, 16, 12));
        for (const auto& [mark, percent] : {std::pair(5, 85), std::pair(4, 65), std::pair(3, 50)})
            ours.scale_percent.items.push_back({{mark, {}}, Decimal::of(percent)});
        CHECK(compare_rules(ours, rule_of(points(30, 26, 20, 15))).verdict == Verdict::Same);
        CHECK(compare_rules(ours, rule_of(points(24, 21, 16, 12))).verdict == Verdict::Same);
        CHECK(told(compare_rules(ours, rule_of(points(30, 25, 20, 15)))) ==
              "max  24→30; threshold 5 85 %→25 (26)");
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
              "weight устный ответ 3→; weight домашняя работа 1→");
        CHECK(compare_terms(reference, doubled).verdict == Verdict::Same);
        const std::string works = R"("контрольная работа":5)";
        CHECK(told(compare_terms(reference, weights(works, R"("5":4.7,"4":3.7,"3":2.65)"))) ==
              "term 5 4,65→4,7; term 4 3,65→3,7");
        CHECK(compare_terms(reference, weights(works, R"("5":4.7,"4":3.7,"3":2.65)")).verdict ==
              Verdict::Stricter);
        CHECK(compare_terms(reference, weights(works, R"("5":4.5,"4":3.5,"3":2.5)")).verdict ==
              Verdict::Softer);
    }

    TEST_CASE("weights: no work is left out, and their order changes nothing") {
        const auto of = [](const std::string& works) {
            return weights_of(R"("weights":{)" + works +
                              R"(},"term_mark":{"5":4.65,"4":3.65,"3":2.65})");
        };
        const Weights ours = of(R"("контрольная работа":5,"устный ответ":3,"домашняя работа":1)");
        const Weights more =
            of(R"("контрольная работа":5,"устный ответ":3,"домашняя работа":1,"проект":4)");
        CHECK(compare_weights(ours, more).verdict == Verdict::Different);
        CHECK(told(compare_weights(ours, more)) == "weight проект →4");
        // The first work alone differs: the others show what the weights are multiplied by.
        const Weights first = of(R"("контрольная работа":6,"устный ответ":3,"домашняя работа":1)");
        CHECK(told(compare_weights(ours, first)) == "weight контрольная работа 5→6");
        const Weights half =
            of(R"("домашняя работа":1,"контрольная работа":2.5,"устный ответ":1.5)");
        CHECK(told(compare_weights(ours, half)) ==
              "ratio  1→0,5; weight домашняя работа 1→1 (0,5)");
    }

    TEST_CASE("a term: how the mean is rounded") {
        const std::string same = R"("weights":{"тест":1},"term_mark":{"5":4.65,"4":3.65,"3":2.65})";
        const Weights ours = weights_of(same);
        const Weights down = weights_of(same + R"(,"rounding":{"digits":2,"mode":"down"})");
        CHECK(compare_terms(ours, down).verdict == Verdict::Different);
        CHECK(told(compare_terms(ours, down)) == "rounding  2 half_up→2 down");
    }

    TEST_CASE("two versions of one text are compared as they are written") {
        const MarkingRule before = rule_of(points(20, 17, 13, 8));
        const MarkingRule after = rule_of(points(40, 34, 26, 16));
        CHECK(told(compare_rules(before, after, ComparedAs::Written)) ==
              "max  20→40; threshold 5 17→34; threshold 4 13→26; threshold 3 8→16");
        const std::string term = R"("term_mark":{"5":4.65,"4":3.65,"3":2.65})";
        const Weights old = weights_of(R"("weights":{"тест":1,"зачёт":2},)" + term);
        const Weights now = weights_of(R"("weights":{"тест":2,"зачёт":4},)" + term);
        CHECK(compare_weights(old, now).verdict == Verdict::Same);
        CHECK(told(compare_weights(old, now, ComparedAs::Written)) ==
              "weight тест 1→2; weight зачёт 2→4");
    }

    TEST_CASE("signs that change a number stay in what is compared") {
        CHECK(comparable_text("ошибок ≤ 3") != comparable_text("ошибок ≥ 3"));
        CHECK(comparable_text("ошибок <= 3") == comparable_text("Ошибок ≤3"));
        CHECK(comparable_text("3–5 ошибок") != comparable_text("3,5 ошибок"));
        CHECK(comparable_text("3–5 ошибок") == comparable_text("3 - 5 ошибок"));
        CHECK(comparable_text("3–5 ошибок") != comparable_text("3 5 ошибок"));
        CHECK(comparable_text("0,5 балла") == comparable_text("0.5 балла"));
        CHECK(comparable_text("−1 балл") != comparable_text("1 балл"));
        CHECK(comparable_text("−1 балл") == comparable_text("-1 балл"));
        CHECK(comparable_text("60 %") == comparable_text("60%"));
        CHECK(comparable_text("полно, без ошибок - и вовремя") ==
              comparable_text("Полно; без ошибок и вовремя."));
        CHECK(comparable_text("1/2 работы") != comparable_text("1 2 работы"));
    }

    TEST_CASE("credit: which percentage is the harder one is read from the words") {
        const auto verdict = [](const std::string& ours, const std::string& theirs) {
            return compare_rules(rule_of(R"("model":"credit","pass":")" + ours + "\""),
                                 rule_of(R"("model":"credit","pass":")" + theirs + "\""))
                .verdict;
        };
        CHECK(verdict("ошибок не более 40 %", "ошибок не более 30 %") == Verdict::Stricter);
        CHECK(verdict("ошибок не более 40 %", "ошибок не более 50 %") == Verdict::Softer);
        CHECK(verdict("верно 60 %", "верно 70 %") == Verdict::Different);
        CHECK(verdict("не менее 60,5 %", "не менее 60,7 %") == Verdict::Stricter);
        CHECK(verdict("не менее 60 %", "не более 70 %") == Verdict::Different);
    }

    TEST_CASE("what only the dates of a record say is nothing new") {
        const std::string_view before =
            R"({"id":"criteria/x","updated":"2026-01-01","records":[{"max":20,"id":"a"}]})";
        CHECK(published_substance(before) ==
              published_substance(
                  R"({"id":"criteria/x","records":[{"id":"a","max":20}],"updated":"2026-02-01"})"));
        CHECK(published_substance(before) !=
              published_substance(
                  R"({"id":"criteria/x","records":[{"id":"a","max":21}],"updated":"2026-01-01"})"));
        CHECK(published_substance("no json").empty());
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
