# What the demonstration sites publish for machines, read by programs that are not ours.
. "$ROOT/tests/parts/check.sh"

read_alike() {   # read_alike JUDGE SITE DUMP
    node "$JUDGES/$1.mjs" "$2" "$3.js.json" || return 1
    "$PYTHON" -c 'import json, sys; a, b = (json.load(open(p, encoding="utf-8")) for p in sys.argv[1:])
for path in sorted(a.keys() | b.keys()):
    one, other = a.get(path) or [], b.get(path) or []
    if len(one) != len(other): print(path, len(one), len(other))
    for x, y in zip(one, other):
        if x != y: print(path, x, y, sep="\n  ")
sys.exit(a != b or not a)' "$3.py.json" "$3.js.json"
}

well_formed() {
    find "$1" \( -name '*.xml' -o -name '*.svg' \) -not -path '*/files/*' -print0 | xargs -0 xmllint --noout --nonet
}

# Sites without questions have none of these files.
moodle_is_valid() {
    find "$1/demos" "$1/tasks" -name '*.xml' -print0 2>/dev/null | xargs -0 -r jing -c "$JUDGES/moodle.rnc"
}

judge_site() {
    local site=$1 name
    name=$(basename "$site")
    judge 'schemas' node "$JUDGES/schemas.mjs" "$VITRINA" "$site" "$ROOT/content/$name"
    judge 'catalogues' "$PYTHON" "$JUDGES/catalogues.py" "$site"
    judge 'calendars' "$PYTHON" "$JUDGES/calendars.py" "$site" "$WORK/$name-ics.py.json"
    check "$name: two programs read the calendars alike" read_alike calendars "$site" "$WORK/$name-ics"
    judge 'tables' "$PYTHON" "$JUDGES/tables.py" "$site" "$WORK/$name-csv.py.json"
    check "$name: two programs read the tables alike" read_alike tables "$site" "$WORK/$name-csv"
    check "$name: XML is well formed" well_formed "$site"
    check "$name: the feeds keep to RFC 4287" jing -c "$JUDGES/atom.rnc" $(find "$site" -name atom.xml)
    judge 'JSON-LD' node "$JUDGES/json_ld.mjs" "$site"
    judge 'exchange' node "$JUDGES/exchange.mjs" "$site"
    check "$name: Moodle XML keeps to its schema" moodle_is_valid "$site"
    check "$name: the sitemap keeps to its schema" xmllint --noout --nonet \
        --schema "$JUDGES/node_modules/sitemap/schema/sitemap.xsd" "$site/sitemap.xml"
}

judge 'formulas' node "$JUDGES/formulas.mjs" "$ROOT/tests/formulas/school.txt"
check 'forms for schools are made' "$VITRINA" new forms "$WORK/forms"
judge 'forms' "$PYTHON" "$JUDGES/forms.py" "$WORK/forms"
check 'the demonstration builds' build_demo "$WORK/out"
for site in $(sites_of "$WORK/out"); do judge_site "$site"; done
