# The handbook says what is true: its generated pages are what the program writes, its examples build,
# and it builds itself; the manual page and completions are sound.
# VITRINA_UPDATE=1 tests/run handbook writes the generated pages anew.
. "$ROOT/tests/parts/check.sh"

handbook=$ROOT/generator/handbook
pages=$handbook/pages/spravochnik

# page_is_current NAME: fields, theme …
page_is_current() {
    "$VITRINA" reference "$1" --lang=ru >"$WORK/$1.md" || return 1
    [ -z "${VITRINA_UPDATE:-}" ] || cp "$WORK/$1.md" "$pages/$1.md"
    diff -u "$pages/$1.md" "$WORK/$1.md"
}

builds_strictly() {   # builds_strictly SITE OUT
    "$VITRINA" build "$1" -o "$2" --strict >"$WORK/result" 2>"$WORK/messages" && is_empty "$WORK/messages"
}

examples_build() {
    "$PYTHON" "$ROOT/tests/handbook/examples.py" "$handbook" "$WORK/examples/site" &&
        builds_strictly "$WORK/examples/site" "$WORK/examples/out"
}

man_page_is_sound() {
    "$VITRINA" reference man --lang="$1" >"$WORK/vitrina.$1.1" &&
        man --warnings -E UTF-8 -l "$WORK/vitrina.$1.1" >"$WORK/vitrina.$1.txt" 2>"$WORK/warnings" &&
        is_empty "$WORK/warnings" && grep -q -- '--allow-shrink' "$WORK/vitrina.$1.txt"
}

# completes WORD… WANTED: bash offers WANTED for the last of the words.
completes() {
    local wanted=${!#}
    set -- "${@:1:$#-1}"
    bash -c '
        compopt() { :; }
        . "$1" && shift
        COMP_WORDS=(vitrina "$@") COMP_CWORD=$#
        _vitrina && printf "%s\n" "${COMPREPLY[@]}"' bash "$WORK/vitrina.bash" "$@" >"$WORK/offered" &&
        grep -qxF -e "$wanted" "$WORK/offered" || { echo "not offered: $wanted"; cat "$WORK/offered"; return 1; }
}

bash_completion_parses() {
    "$VITRINA" reference bash >"$WORK/vitrina.bash" && bash -n "$WORK/vitrina.bash"
}

for page in fields theme messages commands; do
    check "the page $page is what the program writes (VITRINA_UPDATE=1 tests/run handbook)" page_is_current "$page"
done
check 'the handbook builds strictly without a message' builds_strictly "$handbook" "$WORK/out"
check 'what the chapters show builds strictly without a message' examples_build
check 'the manual page has no warning' man_page_is_sound en
check 'the Russian manual page has no warning' man_page_is_sound ru
check 'the completion for bash parses' bash_completion_parses
check 'bash completes commands' completes bu build
check 'bash completes options of a command' completes build --al --allow-shrink
check 'bash completes values of an option' completes check --format = sa sarif
check 'bash completes kinds' completes new pl plan
check 'bash completes messages' completes explain deadline-u deadline-unknown
for shell in zsh fish; do
    command -v "$shell" >/dev/null || continue
    "$VITRINA" reference "$shell" >"$WORK/vitrina.$shell"
    check "the completion for $shell parses" "$shell" -n "$WORK/vitrina.$shell"
done
check 'an unknown reference is refused' exits 2 "$VITRINA" reference nothing
judge 'links' "$PYTHON" "$JUDGES/links.py" "$WORK/out"
judge 'links' "$PYTHON" "$JUDGES/links.py" "$WORK/examples/out"
