# What the handbook says of servers and of publishing is tried on loopback, as it is printed.
. "$ROOT/tests/parts/check.sh"

chapters=$ROOT/generator/handbook/pages/publikatsiya
recipes=$ROOT/tests/recipes
MEMO=memos/pedagogam/kommentarij-k-otmetke.md
ALIAS=prezhniy-adres

# Servers give up root and must still reach what they serve.
SERVED=$(mktemp -d /tmp/recipes.XXXXXX)
chmod 755 "$SERVED"
trap 'rm -rf "$SERVED"' EXIT

# Two versions of one site: the second has another style, so that every page changes, new and other texts.
build_first() {
    cp -r "$ROOT/content" "$WORK/content" &&
        sed -i "2i aliases: [/$ALIAS/]" "$WORK/content/school/$MEMO" &&
        "$VITRINA" build "$WORK/content/school" -o "$SERVED/first" --strict -q
}
build_second() {
    sleep 2  # rsync tells files apart by size and second; a person does not publish twice in one
    local theme=$WORK/content/themes/shkola memo
    mkdir -p "$theme/assets/site"
    printf 'name: shkola\nversion: "1"\nextends: base\n' >"$theme/theme.yaml"
    sed 's/#[0-9a-f]\{6\}/#123456/' "$ROOT/themes/base/assets/site/colours.css" >"$theme/assets/site/colours.css"
    sed -i 's/^theme: .*/theme: shkola/' "$WORK/content/school/site.yaml"
    for memo in "$WORK"/content/school/memos/*/*.md; do printf '\nСтрока второго выпуска.\n' >>"$memo"; done
    printf -- '---\ntitle: Новая памятка\ndate: 2026-01-01\naudience: [parents]\n---\n\nНововведение.\n' >"$WORK/content/school/memos/novaya.md"
    "$VITRINA" build "$WORK/content/school" -o "$SERVED/second" --strict -q
}

check 'the first version of the site builds' build_first
check 'the second version of the site builds' build_second
judge 'answers' "$PYTHON" "$recipes/answers.py" "$chapters/server.md" "$SERVED/first" "$ALIAS" "$SERVED/answers"
judge 'visits' "$PYTHON" "$recipes/visits.py" "$chapters" "$SERVED" "$SERVED/visits"
