# Sourced by the part `publish`: what rsync would send after a build.

MEMO=school/memos/$(cd "$WORK/content/school/memos" && find . -name '*.md' | sort | head -n 1 | cut -c 3-)
PLAN=school/plans/$(cd "$WORK/content/school/plans" && find . -name '*.yaml' | sort | head -n 1 | cut -c 3-)

build_copy() {
    "$VITRINA" build "$WORK/content" -o "$WORK/out" -q "$@"
}

send() {
    rsync -a --delete "$WORK/out/" "$WORK/sent/"
}

# Files that rsync would send or delete: `>f` and `*deleting` lines of a dry run.
to_send() {
    rsync -ain --delete "$WORK/out/" "$WORK/sent/" | grep -E '^(>f|\*deleting|cL)' | awk '{print $1 == "*deleting" ? "deleted" : "sent", $2}'
}

nothing_to_send() {
    build_copy || return 1
    rsync -ain --delete "$WORK/out/" "$WORK/sent/" >"$WORK/listed"
    is_empty "$WORK/listed"
}

# The files behind a page's address without its ending: the page itself and its neighbours.
sends_only() {   # sends_only PATTERN: an extended expression for the whole path
    build_copy || return 1
    to_send >"$WORK/listed"
    cat "$WORK/listed"
    [ -s "$WORK/listed" ] && ! grep -vE "^sent ($1)$" "$WORK/listed"
}

page_of() {   # the published address of a source, as the portal or the list of files tells it
    local id=${1%.*}
    "$VITRINA" list "$WORK/content/school" --format json |
        "$PYTHON" -c 'import json, sys; print(next(r["url"] for r in json.load(sys.stdin) if r["id"] == sys.argv[1]).strip("/"))' "${id#school/}"
}

edit_of_a_memo() {
    printf '\nЕщё одна строка в конце памятки.\n' >>"$WORK/content/$MEMO"
    sends_only "school/$(page_of "$MEMO")/index.html"
}

edit_of_a_plan() {
    local page
    page=school/$(page_of "$PLAN")
    sed -i '0,/^\( *responsible: \).*/s//\1[Учителя начальных классов]/' "$WORK/content/$PLAN"
    sends_only "$page/index\.html|$page\.(json|csv|ics)|school/portal\.json"
}

removal_of_a_record() {
    rm "$WORK/content/$MEMO"
    build_copy || return 1
    to_send >"$WORK/listed"
    grep -q "^deleted school/$MEMO_PAGE/" "$WORK/listed" || { cat "$WORK/listed"; return 1; }
    ! grep '^deleted' "$WORK/listed" | grep -v "$MEMO_PAGE"
}

modes_are_public() {   # modes_are_public UMASK
    rm -rf "$WORK/masked"
    (umask "$1" && build_demo "$WORK/masked" -q) || return 1
    find "$WORK/masked" \( -type f -not -perm 644 \) -o \( -type d -not -perm 755 \) -o -type l >"$WORK/listed"
    is_empty "$WORK/listed"
}

check 'the copy of the demonstration builds' build_copy
send
check 'after a second build rsync has nothing to send' nothing_to_send
find "$WORK/content" -exec touch -d '2031-01-01' {} +
check 'touched sources send nothing either' nothing_to_send
rm -rf "$WORK/.vitrina"
check 'a lost cache sends nothing either' nothing_to_send
MEMO_PAGE=$(page_of "$MEMO")
check 'a line in a memo sends its page alone' edit_of_a_memo
send
check 'a cell of a plan sends the plan and the portal alone' edit_of_a_plan
send
check 'a removed memo is deleted there, and nothing else is' removal_of_a_record
for mask in 000 022 077; do
    check "files are 644 and folders 755 under umask $mask" modes_are_public $mask
done
