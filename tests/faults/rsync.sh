# Sourced by the part `publish`: what rsync would send after a build.

MEMO=memos/pedagogam/kommentarij-k-otmetke
PLAN=plans/2026/obektivnaya-otsenka

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

# sends_only PATTERN: an extended expression for whole lines; at least one line is sent. The index of
# search goes with every edit, and with the names of its files the list of our files.
sends_only() {
    build_copy || return 1
    to_send >"$WORK/listed"
    cat "$WORK/listed"
    [ -s "$WORK/listed" ] &&
        ! grep -qvE "^($1|sent school/\.vitrina-files|(sent|deleted) school/search/[a-z0-9/]+\.js)$" "$WORK/listed"
}

edit_of_a_memo() {
    printf '\nЕщё одна строка в конце памятки.\n' >>"$WORK/content/school/$MEMO.md"
    sends_only "sent school/($MEMO|memos/print)/index\.html" || return 1
    # Seven words that the page gains or weighs more: chunks of the index for each, and hardly more.
    [ "$(grep -c '^sent school/search/words/' "$WORK/listed")" -le 10 ]
}

edit_of_a_plan() {
    sed -i '0,/^    result: .*/s//&, и это проверено/' "$WORK/content/school/$PLAN.yaml"
    sends_only "sent school/$PLAN(/index\.html|\.json|\.csv|\.ics)|sent school/portal\.json"
}

# A new record is named by the lists that show it; its removal deletes its page and no other file but
# those of the index that its words stood in.
removal_of_a_record() {
    printf -- '---\ntitle: Временная памятка\ndate: 2020-01-01\n---\n\nТекст.\n' >"$WORK/content/school/memos/vremennaya.md"
    build_copy || return 1
    send
    rm "$WORK/content/school/memos/vremennaya.md"
    build_copy || return 1
    to_send | grep '^deleted' | grep -vE ' school/search/[a-z0-9/]+\.js$' >"$WORK/listed"
    cat "$WORK/listed"
    [ "$(cat "$WORK/listed")" = "$(printf 'deleted school/memos/vremennaya/index.html\ndeleted school/memos/vremennaya/')" ]
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
check 'a line in a memo sends its page and the printed section' edit_of_a_memo
send
check 'a cell of a plan sends the plan and the portal alone' edit_of_a_plan
send
send
check 'a removed memo is deleted there, and nothing else is' removal_of_a_record
for mask in 000 022 077; do
    check "files are 644 and folders 755 under umask $mask" modes_are_public $mask
done
