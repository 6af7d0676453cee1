# What runs in threads, under the thread sanitizer.
. "$ROOT/tests/parts/check.sh"
export TSAN_OPTIONS=halt_on_error=1
compile tsan vitrina vitrina_tests
doctest_twice "$ROOT/build/tsan/vitrina_tests" 'publish/*'
VITRINA=$ROOT/build/tsan/vitrina
check 'the demonstration builds with four threads' build_demo "$WORK/out" -j 4
check 'it builds again with nothing changed' build_demo "$WORK/out" -j 4
