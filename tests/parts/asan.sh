# Every unit test, and the demonstration sites, under the address and undefined-behaviour sanitizers.
. "$ROOT/tests/parts/check.sh"
export ASAN_OPTIONS=detect_leaks=1:abort_on_error=0 UBSAN_OPTIONS=print_stacktrace=1
compile asan vitrina vitrina_tests
doctest_twice "$ROOT/build/asan/vitrina_tests" 'sites/mistakes,preview/*,publish/*'
released=$VITRINA
VITRINA=$ROOT/build/asan/vitrina
check 'the demonstration builds' build_demo "$WORK/out"
check 'it builds again with nothing changed' build_demo "$WORK/out"
VITRINA=$released
check 'the released program builds the demonstration' build_demo "$WORK/released"
check 'another level of optimisation gives the same bytes' diff -r "$WORK/out" "$WORK/released"

# What no sanitizer here sees: bytes that nobody wrote.
reads_what_was_written() {
    valgrind --quiet --error-exitcode=9 "$VITRINA" build "$ROOT/content/school" -o "$WORK/valgrind" -q -j 2
}
check 'no memory is read that nobody wrote' reads_what_was_written
