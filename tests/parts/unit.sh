# The unit tests and the authors' mistakes, as developers run them.
. "$ROOT/tests/parts/check.sh"
compile dev vitrina_tests
doctest "$ROOT/build/dev/vitrina_tests"
