# Same input, same bytes: whatever the threads, the locale, the time zone, the umask, the folder,
# the order and the times of the sources.
. "$ROOT/tests/parts/check.sh"

# Locales are made here, for these runs alone: a fresh machine has none but C.
make_locales() {
    mkdir -p "$WORK/locales"
    localedef -i ru_RU -f UTF-8 "$WORK/locales/ru_RU.UTF-8" && localedef -i tr_TR -f UTF-8 "$WORK/locales/tr_TR.UTF-8"
}

# same_bytes COMMAND…: with the output as its last argument. The state is lost before each.
same_bytes() {
    rm -rf "$WORK/again" "$WORK/.vitrina/again"
    "$@" "$WORK/again" || return 1
    tree_hashes "$WORK/again" >"$WORK/again.txt"
    diff "$WORK/first.txt" "$WORK/again.txt" | head -n 20
    cmp -s "$WORK/first.txt" "$WORK/again.txt"
}

build_of() { "$VITRINA" build "$1" --strict -q "${@:2:$#-2}" -o "${@: -1}"; }
build_with() { env "${@:1:$#-1}" "$VITRINA" build "$ROOT/content" --strict -q -o "${@: -1}"; }
build_under_umask() { (umask "$1" && build_of "$ROOT/content" "$2"); }
build_from_inside() { (cd "$WORK/elsewhere/content" && "$VITRINA" build . --strict -q -o "$1"); }

build_in_other_order() {   # the folder's entries were made in another order, with other times
    mkdir -p "$WORK/reversed"
    (cd "$ROOT" && find content themes -type f | sort -r) | while read -r path; do
        mkdir -p "$WORK/reversed/$(dirname "$path")"
        cp "$ROOT/$path" "$WORK/reversed/$path"
        touch -d '2001-02-03' "$WORK/reversed/$path"
    done
    build_of "$WORK/reversed/content" "$1"
}

rebuilt_over_another() {   # what is there already decides nothing
    cp -r "$ROOT/content" "$WORK/other"
    sed -i 's/^title: .*/title: Другой заголовок/' "$WORK"/other/*/site.yaml
    build_of "$WORK/other" "$1" && build_of "$ROOT/content" "$1"
}

check 'locales can be made' make_locales
check 'the first build' build_of "$ROOT/content" -j 1 "$WORK/first"
tree_hashes "$WORK/first" >"$WORK/first.txt"
mkdir -p "$WORK/elsewhere"
cp -r "$ROOT/content" "$ROOT/themes" "$WORK/elsewhere"

for threads in 1 2 3 8 16; do
    check "$threads threads" same_bytes build_of "$ROOT/content" -j $threads
done
for locale in C C.UTF-8 ru_RU.UTF-8 tr_TR.UTF-8 no_SUCH; do
    check "locale $locale" same_bytes build_with LOCPATH="$WORK/locales" LC_ALL=$locale LANG=$locale VITRINA_LANG=
done
for zone in UTC Pacific/Kiritimati America/St_Johns; do
    check "time zone $zone" same_bytes build_with TZ=$zone
done
check 'an empty environment' same_bytes build_with -i PATH=/usr/bin:/bin
check 'another home and user' same_bytes build_with HOME=/nonexistent USER=nobody LOGNAME=nobody
for mask in 000 077; do
    check "umask $mask" same_bytes build_under_umask $mask
done
check 'the content in another folder' same_bytes build_of "$WORK/elsewhere/content"
check 'from inside the content' same_bytes build_from_inside
check 'sources in another order, with other times' same_bytes build_in_other_order
check 'over another version' same_bytes rebuilt_over_another
check 'the next day' same_bytes build_with SOURCE_DATE_EPOCH=$(($(date +%s) + 86400))
for epoch in 86400 2208988800; do   # 1970 and 2040
    check "a clock that says second $epoch" same_bytes build_with SOURCE_DATE_EPOCH=$epoch
done
check 'without randomised addresses' same_bytes setarch -R "$VITRINA" build "$ROOT/content" --strict -q -o
for ((round = 0; round < $([ "${ROUNDS:-}" = long ] && echo 500 || echo 15); round++)); do
    same_bytes build_of "$ROOT/content" -j 4 || break
done >"$WORK/rounds.txt"
check 'again and again with four threads' is_empty "$WORK/rounds.txt"

# Every page, table and figure, of a program that another compiler made.
build_by_clang() { "$ROOT/build/clang/vitrina" build "$ROOT/content" --strict -q -o "$1"; }
if [ "${ROUNDS:-}" = long ]; then
    compile clang vitrina
    check 'another compiler gives the same bytes' same_bytes build_by_clang
fi
