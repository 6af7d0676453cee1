# The demonstration sites as a newcomer gets them: no message, no waiting, every link leads somewhere.
. "$ROOT/tests/parts/check.sh"

quiet_build() {
    build_demo "$WORK/out" >"$WORK/result" 2>"$WORK/messages" && is_empty "$WORK/messages"
}

# How fast a build is, tests/bench tells. Here it is only held against what cannot be saved: `check`
# reads and renders as much and writes nothing.
cold_build() {
    rm -rf "$WORK/cold" "$WORK/.vitrina/cold"
    build_demo "$WORK/cold" -q
}
check_alone() {
    "$VITRINA" check "$ROOT/content" --strict -q
}

# The launcher looks whether a source is newer than the program, then becomes the program.
launcher() {
    "$ROOT/vitrina" --version
}
look_and_program() {
    find "$ROOT/generator" -newer "$ROOT/generator" -print -quit
    "$VITRINA" --version
}

# In the letters of a picture any short name may stand by chance.
names_no_machine() {
    local names=(-e "$ROOT" -e "$WORK" -e "$(hostname)")
    ! (cd "$WORK/out" && grep -IrF "${names[@]}" .) |
        sed -E 's|(encoding="base64">)[^<]*|\1|g' | grep -F "${names[@]}"
}

checks_and_writes_nothing() {
    (cd "$WORK" && mkdir -p checked && cd checked && "$VITRINA" check "$ROOT/content" --strict &&
        [ -z "$(ls -A)" ])
}

check 'the demonstration builds strictly without a message' quiet_build
check 'check says the same and writes nothing' checks_and_writes_nothing
check 'a cold build takes at most six times as long as a check' at_most 6 cold_build check_alone
check 'the launcher adds little to the program when nothing is to be done' at_most 4 launcher look_and_program
cat "$WORK/figures"
check 'no page names a folder or a host of this machine' names_no_machine
for site in $(sites_of "$WORK/out"); do
    judge 'links' "$PYTHON" "$JUDGES/links.py" "$site"
done
