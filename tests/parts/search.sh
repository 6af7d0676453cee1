# Search: words and stems, what is found, the page in a browser, and what it costs on a large site.
. "$ROOT/tests/parts/check.sh"

memos=10000

# One memo's text loses a sentence and gains a word that no page has.
edit_memo() {
    local memo=$WORK/large/memos/memo-001000.md
    sed -i '$ s/^[^.]*\./Невиданнословие,/' "$memo"
}

large_site() {
    node "$JUDGES/search_site.mjs" "$WORK/large" "$memos" &&
        "$VITRINA" build "$WORK/large" -o "$WORK/before/out" --quiet &&
        cp -a "$WORK/before" "$WORK/after" && edit_memo &&
        "$VITRINA" build "$WORK/large" -o "$WORK/after/out" --quiet
}

# More schools than can be ticked, each with a table that came by mail.
many_schools() {
    mkdir -p "$WORK/rayon/inbox" &&
        printf '%s\n' 'title: Район' 'organization: {kind: committee, name: Комитет, inn: "0042000718"}' \
            'base_url: https://rayon.example.org/' 'school_year: 2026-2027' 'theme: committee' >"$WORK/rayon/site.yaml" &&
        printf '%s\n' 'предмет;класс;вид работы;модель;условие' 'Математика;5-6;тест;зачёт;сдано' >"$WORK/rayon/inbox/z1.csv" &&
        for number in $(seq 2 40); do cp "$WORK/rayon/inbox/z1.csv" "$WORK/rayon/inbox/z$number.csv" || return 1; done &&
        cp "$WORK/rayon/inbox/z1.csv" "$WORK/rayon/inbox/odar.csv" &&
        { echo 'schools:' && seq 40 | sed 's|.*|  - {id: z&, name: Заречье &}|' && echo '  - {id: odar, name: Школа для одарённых детей}'; } >"$WORK/rayon/schools.yaml" &&
        { echo 'sources:' && seq 40 | sed 's|.*|  - {school: z&, file: inbox/z&.csv}|' && echo '  - {school: odar, file: inbox/odar.csv}'; } >"$WORK/rayon/sources.yaml" &&
        "$VITRINA" mirror "$WORK/rayon" --offline --quiet &&
        "$VITRINA" build "$WORK/rayon" -o "$WORK/many" --quiet
}

# As it is taken to a meeting without a network.
unpack_portable() {
    "$VITRINA" pack "$ROOT/content/school" -o "$WORK/out/school" --portable --archive "$WORK/portable.zip" &&
        "$PYTHON" -m zipfile -e "$WORK/portable.zip" "$WORK/portable"
}

check 'the demonstration builds' build_demo "$WORK/out"
judge 'words' node "$JUDGES/search_words.mjs" "$ROOT/themes/base/assets/search_words.js"
judge 'queries' node "$JUDGES/search_queries.mjs" "$WORK/out/school" "$ROOT/tests/search/queries.yaml"
judge 'forms of a large index' node "$JUDGES/search_forms.mjs" "$WORK/out/school" "$ROOT/tests/search/queries.yaml"
check 'a committee of many schools builds' many_schools
judge 'schools' node "$JUDGES/search_schools.mjs" "$WORK/out/committee" "$WORK/many"
judge 'the field of schools' node "$JUDGES/search_schools_page.mjs" "$WORK/out/committee" "$WORK/many"
judge 'the search page' node "$JUDGES/search_page.mjs" "$WORK/out/school"
check 'the demonstration is packed to open from a folder' unpack_portable
judge 'the packed site' node "$JUDGES/portable.mjs" "$WORK/portable"
[ "${ROUNDS:-}" = long ] || exit 0
check 'a large site builds' large_site
judge 'a large site' node "$JUDGES/search_large.mjs" "$WORK/before/out" "$WORK/after/out"
