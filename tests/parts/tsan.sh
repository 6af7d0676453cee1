# What runs in threads, under the thread sanitizer.
. "$ROOT/tests/parts/check.sh"
export TSAN_OPTIONS=halt_on_error=1
compile tsan vitrina vitrina_tests
doctest_twice "$ROOT/build/tsan/vitrina_tests" 'publish/*'
VITRINA=$ROOT/build/tsan/vitrina
check 'the demonstration builds with four threads' build_demo "$WORK/out" -j 4
check 'it builds again with nothing changed' build_demo "$WORK/out" -j 4

cp -r "$ROOT/content" "$WORK/content"
edited() {
    "$VITRINA" build "$WORK/content" -o "$WORK/edited" --profile "$@" >"$WORK/profile.txt"
    grep -qw texts "$WORK/profile.txt" && ! grep -qw read "$WORK/profile.txt"
}
edited -j 4 || :
sleep 1  # what was written just now may still change unseen, and is not remembered
edited -j 4 || :
event=$(find "$WORK/content/school/events" -name '*.md' | sort | head -n 1)
printf '\nПриходите.\n' >>"$event"
sleep 1
check 'a text is edited in its page with four threads' edited -j 4
