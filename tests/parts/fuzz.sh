# Hostile bytes for whatever reads them: the corpus of every target replayed, then new inputs, under the
# address and undefined-behaviour sanitizers. tests/fuzz/README.md.
. "$ROOT/tests/parts/check.sh"
fuzz=$ROOT/tests/fuzz
program=$ROOT/build/fuzz/vitrina_fuzz
parsers_percent=90
# New inputs of a run: the same ones every time for the same program, so that whoever changed nothing
# breaks nothing; some quarter of a minute each. The long run takes others.
declare -A executions=([answers]=800000 [catalogues]=35000 [deadlines]=75000 [docx]=2500 [edits]=20 [fmt]=9000
    [front_matter]=10000 [markdown]=20000 [math]=50000 [mirror]=300 [mustache]=50000 [pictures]=900000
    [questions]=12000 [state]=60000 [tables]=2500 [templates]=2500 [xlsx]=2300 [yaml]=15000)
long_seconds=1800
# The fuzzer takes compared addresses for hints: at other addresses it goes other ways.
fixed_addresses=()
! setarch -R true 2>/dev/null || fixed_addresses=(setarch -R)
export ASAN_OPTIONS=detect_leaks=1:detect_stack_use_after_return=1:malloc_context_size=3 UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1
export LLVM_PROFILE_FILE=/dev/null
ulimit -c 0

# run_target NAME PROFILE ARGUMENTS…: what libFuzzer says goes to $WORK/NAME.log, inputs that fail to
# build/fuzz/found, where the next run leaves them.
run_target() {
    local name=$1 profile=$2
    shift 2
    VITRINA_FUZZ=$name LLVM_PROFILE_FILE=$profile "${fixed_addresses[@]}" "$program" -timeout=60 -rss_limit_mb=2048 \
        -artifact_prefix="$ROOT/build/fuzz/found/$name-" -print_final_stats=1 "$@" >"$WORK/$name.log" 2>&1
}

# told NAME CODE MORE: one line, with what broke if something did.
told() {
    if [ "$2" -eq 0 ]; then
        echo "ok $1${3:+: $3}"
    else
        echo "FAILED $1, exit $2"
        grep -a -m 1 -A 12 -E 'broken promise|runtime error|ERROR: |SUMMARY' "$WORK/${1%% *}.log" | cut -c 1-400
        grep -a -E 'Test unit written|^Base64' "$WORK/${1%% *}.log" | cut -c 1-2000
    fi
}

figure() { grep -a "^stat::$2" "$WORK/$1.log" | grep -oE '[0-9]+$'; }

replay() {
    local code=0
    mkdir -p "$WORK/corpus/$1"
    tar -xJf "$fuzz/corpus/$1.tar.xz" -C "$WORK/corpus/$1" &&
        run_target "$1" "$WORK/$1.profraw" -runs=0 "$WORK/corpus/$1" || code=$?
    told "$1 replays its corpus" $code "$(find "$WORK/corpus/$1" -type f | wc -l) inputs"
}

search() {
    local code=0 dictionary=$fuzz/dictionaries/$1.dict
    local until=(-seed=1 -runs="${executions[$1]}")
    [ "${ROUNDS:-}" != long ] || until=(-max_total_time="$long_seconds")
    mkdir -p "$WORK/new/$1"
    # A folder has no order that is the same everywhere.
    find "$WORK/corpus/$1" -type f | sort | paste -s -d , >"$WORK/$1.seeds"
    run_target "$1" "$LLVM_PROFILE_FILE" "${until[@]}" -reload=0 -seed_inputs="@$WORK/$1.seeds" \
        $([ ! -f "$dictionary" ] || echo "-dict=$dictionary") "$WORK/new/$1" || code=$?
    told "$1 meets new inputs" $code "$(figure "$1" number_of_executed_units) executions"
}

# Half of the targets; the other half takes the second core.
lane() {
    local target
    for target in $(awk "NR % 2 == $1" "$WORK/targets"); do
        replay "$target"
        search "$target"
    done
}
lane_a() { lane 0; }
lane_b() { lane 1; }

check 'the preset asan compiles the library' compile_quietly asan vitrina_core
check 'the preset fuzz compiles' compile_quietly fuzz vitrina_fuzz
"$program" 2>&1 | tail -n +2 >"$WORK/targets"
check 'every target has a corpus' diff "$WORK/targets" <(ls "$fuzz/corpus" | sed 's/\.tar\.xz$//')
mkdir -p "$ROOT/build/fuzz/found"
together lane_a lane_b

# Of the lines that read bytes of others, how many the corpus reaches.
coverage() {
    llvm-profdata merge -sparse -o "$WORK/all.profdata" "$WORK"/*.profraw &&
        llvm-cov export -summary-only -instr-profile="$WORK/all.profdata" "$program" >"$WORK/coverage.json" &&
        "$PYTHON" "$fuzz/coverage.py" "$WORK/coverage.json" "$parsers_percent"
}
coverage || echo 'FAILED coverage of lines cannot be told'
