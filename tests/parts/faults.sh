# What must never go wrong: hostile trees, naughty strings, random texts, specifications,
# calls that fail under `mirror`, two programs at one place. tests/faults/README.md says which test shows which promise.
. "$ROOT/tests/parts/check.sh"
faults=$ROOT/tests/faults
choose() { [ "${ROUNDS:-}" = long ] && echo "$1" || echo "$2"; }

judge 'the table of faults' "$PYTHON" "$faults/table.py"
judge 'hostile trees' "$PYTHON" "$faults/hostile/run.py" "$VITRINA" "$WORK/hostile"
judge 'pages of hostile trees' node "$JUDGES/safe_pages.mjs" 'hostile trees' "$WORK"/hostile/built/*
judge 'links of hostile trees' "$PYTHON" "$JUDGES/links.py" 'hostile trees' "$WORK"/hostile/built/*

# One string at a time, or many in a row.
judge 'naughty strings' node "$JUDGES/naughty.mjs" "$VITRINA" "$faults/naughty/records.yaml" "$WORK/naughty" "$(choose 450 4)"
judge 'pages of naughty strings' node "$JUDGES/safe_pages.mjs" 'naughty strings' "$WORK"/naughty/content-out/*

judge 'random texts' "$PYTHON" "$faults/random_site.py" "$VITRINA" "$WORK/random" "$(choose 20000 600)"
judge 'pages of random texts' node "$JUDGES/safe_pages.mjs" 'random texts' "$WORK/random/out"

# Every example of CommonMark's and GitHub's specifications, but for the listed exceptions.
judge 'specifications' node "$JUDGES/specifications.mjs" "$VITRINA" "$JUDGES/specification_exceptions.yaml" "$WORK/specifications"
judge 'pages of specifications' node "$JUDGES/safe_pages.mjs" 'specifications' "$WORK"/specifications/*-out

judge 'mirror sweeps' "$PYTHON" "$faults/mirror/sweeps.py" "$VITRINA" "$WORK/sweeps" "$(choose 0 2)"
judge 'two at once' "$PYTHON" "$faults/at_once.py" "$VITRINA" "$ROOT/content" "$WORK/at-once" "$(choose 27 3)"
judge 'odd YAML' "$PYTHON" "$faults/linear.py" "$VITRINA" "$WORK/linear"
