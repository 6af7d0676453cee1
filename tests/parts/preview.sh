# The preview: a browser that watches edits, other clients that mean harm, and what is left behind.
. "$ROOT/tests/parts/check.sh"

judge 'the preview' node "$JUDGES/preview.mjs" "$VITRINA" "$ROOT/content" "$WORK"
judge 'the preview under faults' node "$JUDGES/preview_faults.mjs" "$VITRINA" "$ROOT/content" "$WORK"
judge 'the look of the preview' node "$JUDGES/preview_look.mjs" "$VITRINA" "$ROOT/content" "$WORK"
[ "${ROUNDS:-}" = long ] || exit 0
judge 'the preview of a large site' node "$JUDGES/preview_large.mjs" "$VITRINA" "$ROOT/content" "$WORK"
judge 'the preview for a long time' node "$JUDGES/preview_soak.mjs" "$VITRINA" "$ROOT/content" "$WORK" 300
