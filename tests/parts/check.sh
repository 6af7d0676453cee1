# Sourced by every part: how a check is told. tests/run counts the lines.

# check NAME COMMAND…   the command says yes by its exit code; what it said is shown if it says no.
check() {
    local name=$1 said
    shift
    said=$(mktemp "$WORK/said.XXXXXX")
    if "$@" >"$said" 2>&1; then
        echo "ok $name"
    else
        echo "FAILED $name"
        head -n 40 "$said" | cut -c 1-400 | sed 's/^/    /'
    fi
    rm -f "$said"
}

judge_seconds=1200
[ "${ROUNDS:-}" != long ] || judge_seconds=7200

# judge NAME COMMAND…   the command prints `ok` and `FAILED` lines itself; NAME is for one that dies.
judge() {
    local name=$1 said code
    shift
    said=$(mktemp "$WORK/said.XXXXXX")
    timeout --kill-after=10 "$judge_seconds" "$@" 2>&1 | tee "$said"
    code=${PIPESTATUS[0]}
    case $code in
        0) ;;
        124 | 137) echo "FAILED $name: the judge had not ended after $judge_seconds s" ;;
        *) grep -q '^FAILED ' "$said" || echo "FAILED $name: the judge died with exit $code" ;;
    esac
    rm -f "$said"
}

# together LANE…   functions that check; they run at the same time and are told one after another.
together() {
    local lane
    for lane in "$@"; do "$lane" >"$WORK/$lane.lane" 2>&1 & done
    wait
    for lane in "$@"; do cat "$WORK/$lane.lane"; done
}

exits() {   # exits CODE COMMAND…
    local want=$1 got=0
    shift
    "$@" || got=$?
    [ "$got" -eq "$want" ] || { echo "exit $got instead of $want: $*"; return 1; }
}

is_empty() {
    [ ! -s "$1" ] || { cat "$1"; return 1; }
}

# at_most TIMES FIRST SECOND: the best of five runs of the function FIRST takes at most so many times
# that of SECOND. They take turns: other work on the machine slows both. The figures go to $WORK/figures.
at_most() {
    local times=$1 turn name began took
    local -A best=()
    shift
    for turn in 1 2 3 4 5; do
        for name in "$@"; do
            began=$(date +%s%N)
            "$name" >/dev/null || return 1
            took=$((($(date +%s%N) - began) / 1000))
            [ "${best[$name]:-$took}" -lt "$took" ] || best[$name]=$took
        done
    done
    echo "    $1: ${best[$1]} µs, $2: ${best[$2]} µs" | tee -a "$WORK/figures"
    [ "${best[$1]}" -le $((times * best[$2])) ]
}

# compile PRESET TARGET…: what is compiled counts as a check too.
compile() {
    local preset=$1
    shift
    check "$preset compiles" compile_quietly "$preset" "$@"
}

compile_quietly() {
    local preset=$1 log=$WORK/compile.log
    shift
    { cmake -S "$ROOT" --preset "$preset" && cmake --build "$ROOT/build/$preset" --target "$@" -j 2; } >"$log" 2>&1 ||
        { grep -m 20 -A 5 -E 'error|FAILED' "$log" || tail -n 20 "$log"; return 1; }
}

# doctest PROGRAM ARGUMENTS…: its own count of cases joins ours.
doctest() {
    local log code=0 line
    log=$(mktemp "$WORK/doctest.XXXXXX.log")
    "$@" --no-colors=true >"$log" 2>&1 || code=$?
    line=$(grep -E '^\[doctest\] test cases:' "$log" | tail -n 1)
    if [ -z "$line" ]; then
        echo "FAILED $(basename "$1") died with exit $code"
        tail -n 60 "$log" | sed 's/^/    /'
        return
    fi
    set -- $(echo "$line" | grep -oE '[0-9]+')
    echo "cases $2 $3"
    if [ "$code" -ne 0 ] || [ "$3" -ne 0 ] || [ "$2" -eq 0 ]; then
        echo "FAILED unit tests, exit $code: $line"
        grep -vE '^\[doctest\]' "$log" | head -n 100 | sed 's/^/    /'
    fi
}

# doctest_twice PROGRAM SUITES: these suites in one process, all others in another beside it.
doctest_twice() {
    local others=$WORK/others.txt
    doctest "$1" "-tse=$2" >"$others" &
    doctest "$1" "-ts=$2"
    wait $!
    cat "$others"
}

# The sites of a published workspace: folders with a portal.json.
sites_of() {
    local portal
    for portal in "$1"/*/portal.json; do dirname "$portal"; done
}

# The demonstration content, and what is published from it.
build_demo() {   # build_demo OUT [OPTION…]
    local out=$1
    shift
    "$VITRINA" build "$ROOT/content" -o "$out" --strict "$@"
}

# One line per file or folder of a tree: mode, path, and the hash of the bytes.
tree_hashes() {
    (cd "$1" && {
        find . -type d -printf '%m %p/\n'
        paste -d ' ' <(find . -type f -printf '%p %m\n' | sort | awk '{print $2, $1}') \
            <(find . -type f -exec sha256sum {} + | sort -k 2 | awk '{print $1}')
    } | sort -k 2)
}
