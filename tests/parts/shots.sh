# Pictures of every kind of page of the demonstration sites, to be looked at: build/shots.
. "$ROOT/tests/parts/check.sh"

check 'the demonstration builds' build_demo "$WORK/out"
rm -rf "$ROOT/build/shots"
judge 'the pictures' node "$JUDGES/shots.mjs" $(sites_of "$WORK/out") "$ROOT/build/shots"
