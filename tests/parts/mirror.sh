# What schools publish, kept by a committee: against sites that fail, lie and attack.
. "$ROOT/tests/parts/check.sh"
judge 'mirror' python3 "$ROOT/tests/faults/mirror/faults.py" "$VITRINA" "$WORK/mirror"
