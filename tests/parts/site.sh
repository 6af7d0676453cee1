# The demonstration sites as a newcomer gets them: no message, fast, every link leads somewhere.
. "$ROOT/tests/parts/check.sh"

quiet_build() {
    build_demo "$WORK/out" >"$WORK/result" 2>"$WORK/messages" && is_empty "$WORK/messages"
}

# The best of five cold builds, in milliseconds: other work on the machine only makes it slower.
is_fast() {
    local best=999999 i began took
    for i in 1 2 3 4 5; do
        rm -rf "$WORK/fast" "$WORK/.vitrina/fast"
        began=$(date +%s%N)
        build_demo "$WORK/fast" -q || return 1
        took=$((($(date +%s%N) - began) / 1000000))
        [ "$took" -lt "$best" ] && best=$took
    done
    echo "$best ms"
    [ "$best" -le 300 ]
}

# In the letters of a picture any short name may stand by chance.
names_no_machine() {
    local names=(-e "$ROOT" -e "$WORK" -e "$(hostname)")
    ! (cd "$WORK/out" && grep -IrF "${names[@]}" .) |
        sed -E 's|(encoding="base64">)[^<]*|\1|g' | grep -F "${names[@]}"
}

launcher_is_instant() {
    local began took
    began=$(date +%s%N)
    "$ROOT/vitrina" --version >/dev/null || return 1
    took=$((($(date +%s%N) - began) / 1000000))
    echo "$took ms"
    [ "$took" -le 200 ]
}

checks_and_writes_nothing() {
    (cd "$WORK" && mkdir -p checked && cd checked && "$VITRINA" check "$ROOT/content" --strict &&
        [ -z "$(ls -A)" ])
}

check 'the demonstration builds strictly without a message' quiet_build
check 'check says the same and writes nothing' checks_and_writes_nothing
check 'a cold build takes at most 0.3 s' is_fast
check 'the launcher is quick when nothing is to be done' launcher_is_instant
check 'no page names a folder or a host of this machine' names_no_machine
for site in $(sites_of "$WORK/out"); do
    judge 'links' "$PYTHON" "$JUDGES/links.py" "$site"
done
