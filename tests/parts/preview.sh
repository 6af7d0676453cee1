# The preview: a browser that watches edits, other clients that mean harm, and what is left behind.
. "$ROOT/tests/parts/check.sh"

judge 'the preview' node "$JUDGES/preview.mjs" "$VITRINA" "$ROOT/content" "$WORK"
