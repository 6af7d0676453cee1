# Every page of the demonstration sites, judged by the Nu HTML checker and in a browser by axe.
. "$ROOT/tests/parts/check.sh"

all_pages() {
    judge 'the Nu HTML checker' node "$JUDGES/nu.mjs" $(sites_of "$WORK/out")
    judge 'the browser' node "$JUDGES/pages.mjs" $(sites_of "$WORK/out")
    judge 'the budgets' node "$JUDGES/budgets.mjs" $(sites_of "$WORK/out")
    judge 'pages on paper' node "$JUDGES/paper.mjs" "$WORK/out/school"
}

kinds_of_pages() {
    judge 'the low-vision panel' node "$JUDGES/panel.mjs" $(sites_of "$WORK/out")
    judge 'pages by keyboard and in forced colours' node "$JUDGES/keyboard.mjs" $(sites_of "$WORK/out")
}

pages_that_do_something() {
    judge 'the filters of plans' node "$JUDGES/plans.mjs" $(sites_of "$WORK/out")
    judge 'the calculators and cards' node "$JUDGES/calculators.mjs" $(sites_of "$WORK/out")
    judge 'demo tests' node "$JUDGES/test.mjs" "$WORK/test" "$ROOT/tests/sites/browser_test"
    judge 'what demo tests keep' node "$JUDGES/kept.mjs" "$WORK/test"
    judge 'pages by ear' node "$JUDGES/ear.mjs" "$WORK/test"
}

check 'the demonstration builds' build_demo "$WORK/out"
check 'the fixture for the browser builds' "$VITRINA" build "$ROOT/tests/sites/browser_test" -o "$WORK/test" --strict
together all_pages kinds_of_pages pages_that_do_something
