# Publishing with the real program on a real disk: what rsync sees, faults of the machine, kills.
. "$ROOT/tests/parts/check.sh"

cp -r "$ROOT/content" "$WORK/content"
. "$ROOT/tests/faults/rsync.sh"
. "$ROOT/tests/faults/machine.sh"
judge 'kills' "$PYTHON" "$ROOT/tests/faults/kills.py" "$VITRINA" "$ROOT/content" "$WORK/kills" \
    "$([ "${ROUNDS:-}" = long ] && echo 2500 || echo 150)"
