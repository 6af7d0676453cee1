# Lighthouse, as on a slow phone, on eight kinds of page of the demonstration school.
. "$ROOT/tests/parts/check.sh"

install_lighthouse() {
    local folder=$ROOT/tests/lighthouse
    [ "$folder/node_modules/.package-lock.json" -nt "$folder/package-lock.json" ] && return 0
    (cd "$folder" && PUPPETEER_SKIP_DOWNLOAD=1 npm ci --silent)
}

check 'Lighthouse can be installed' install_lighthouse
check 'the demonstration builds' build_demo "$WORK/out"
judge 'Lighthouse' node "$ROOT/tests/lighthouse/lighthouse.mjs" "$WORK/out/school"
