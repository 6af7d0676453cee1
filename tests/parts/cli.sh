# The commands as their users type them.
. "$ROOT/tests/parts/check.sh"
judge 'commands' sh "$ROOT/tests/cli/commands.sh" "$VITRINA"
