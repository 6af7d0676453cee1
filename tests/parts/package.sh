# What `cmake --install` and the Debian package put on a machine.
. "$ROOT/tests/parts/check.sh"
judge 'package' sh "$ROOT/tests/package/run.sh" "$VITRINA"
