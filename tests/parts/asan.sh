# Every unit test, and the demonstration sites, under the address and undefined-behaviour sanitizers.
. "$ROOT/tests/parts/check.sh"
export ASAN_OPTIONS=detect_leaks=1:abort_on_error=0 UBSAN_OPTIONS=print_stacktrace=1
compile asan vitrina vitrina_tests
doctest_twice "$ROOT/build/asan/vitrina_tests" 'sites/mistakes,preview/*,publish/*'
VITRINA=$ROOT/build/asan/vitrina
check 'the demonstration builds' build_demo "$WORK/out"
check 'it builds again with nothing changed' build_demo "$WORK/out"
