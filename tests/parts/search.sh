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

check 'the demonstration builds' build_demo "$WORK/out"
judge 'words' node "$JUDGES/search_words.mjs" "$ROOT/themes/base/assets/search.js"
judge 'queries' node "$JUDGES/search_queries.mjs" "$WORK/out/school" "$ROOT/tests/search/queries.yaml"
judge 'the search page' node "$JUDGES/search_page.mjs" "$WORK/out/school"
[ "${ROUNDS:-}" = long ] || exit 0
check 'a large site builds' large_site
judge 'a large site' node "$JUDGES/search_large.mjs" "$WORK/before/out" "$WORK/after/out"
