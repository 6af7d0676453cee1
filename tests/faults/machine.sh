# Sourced by the part `publish`: full disks, closed outputs, limits of the machine. Whatever happens,
# what is published stays as it was, and the exit code says 3.

as_before() {   # as_before COMMAND…: the published tree is the same bytes and times afterwards
    local before after code=0
    before=$(cd "$WORK/place/steady" && find . -printf '%p %m %T@ %i\n' | sort && tree_hashes .)
    "$@" || code=$?
    after=$(cd "$WORK/place/steady" && find . -printf '%p %m %T@ %i\n' | sort && tree_hashes .)
    [ "$before" = "$after" ] || { diff <(echo "$before") <(echo "$after") | head -n 20; return 1; }
    return $code
}

rebuild() {   # the other version of the content, into the steady output
    "$VITRINA" build "$WORK/other" -o "$WORK/place/steady" "$@"
}

full_stdout() { exits 3 rebuild_check >/dev/full; }
rebuild_check() { "$VITRINA" check "$WORK/other" -v; }

closed_outputs() {
    "$VITRINA" build "$WORK/other" -o "$WORK/closed" >&- 2>&-
    local code=$?
    [ -f "$WORK/closed/school/index.html" ] && { [ $code -eq 0 ] || [ $code -eq 3 ]; }
}

reader_went_away() {
    "$VITRINA" build "$WORK/other" -o "$WORK/piped" -v | true
    local code=${PIPESTATUS[0]}
    echo "exit $code"
    [ -f "$WORK/piped/school/index.html" ] && { [ "$code" -eq 0 ] || [ "$code" -eq 3 ]; }
}

few_descriptors() { (ulimit -n 40 && "$VITRINA" build "$WORK/other" -o "$WORK/few" -q); }
file_size_limit() { exits 3 prlimit --fsize=8192 "$VITRINA" build "$WORK/other" -o "$WORK/place/steady" -q; }
fails_safely() { "$@"; local code=$?; echo "exit $code"; [ $code -eq 0 ] || [ $code -eq 3 ]; }
little_memory() { fails_safely prlimit --as=$1 "$VITRINA" build "$WORK/other" -o "$WORK/place/steady" -q; }

# The least address space in which the loader can start the program, in steps of half a megabyte; the
# bound is a guard against libraries that nobody meant to load.
start_memory() {
    local bytes=40000000
    until prlimit --as=$bytes "$VITRINA" --version >/dev/null 2>&1; do
        bytes=$((bytes + 500000))
        [ $bytes -le 66000000 ] || return 1
    done
    echo $bytes
}
starts_small() { [ -n "$START" ] && echo "$START bytes"; }

in_namespace() {   # the mounts below vanish with the shell that makes them
    if [ "$(id -u)" -eq 0 ]; then unshare -m sh -eu -c "$@"; else unshare -rm sh -eu -c "$@"; fi
}

read_only_output() {
    in_namespace 'mount --bind "$1/place" "$1/place" && mount -o remount,ro,bind "$1/place"
        code=0; "$2" build "$1/other" -o "$1/place/steady" -q || code=$?; echo "exit $code"; [ $code -eq 3 ]' sh "$WORK" "$VITRINA"
}

read_only_sources() {
    in_namespace 'mount --bind "$1/other" "$1/other" && mount -o remount,ro,bind "$1/other"
        "$2" build "$1/other" -o "$1/from-ro" -q' sh "$WORK" "$VITRINA"
}

# A disk too small for the site: exit 3, and what stood there stands there still.
small_disk() {   # small_disk SIZE
    mkdir -p "$WORK/tiny"
    in_namespace 'mount -t tmpfs -o size=$3 none "$1/tiny" && mkdir -p "$1/tiny/out" && echo mine >"$1/tiny/note"
        code=0; "$2" build "$1/other" -o "$1/tiny/out" -q || code=$?; echo "exit $code"
        [ $code -eq 3 ] && [ "$(cat "$1/tiny/note")" = mine ] && [ -z "$(find "$1/tiny/out" -name "*.html")" ]' \
        sh "$WORK" "$VITRINA" "$1"
}

# The disk fills up between two versions of a site that is published on it.
disk_fills_up() {
    mkdir -p "$WORK/tiny"
    in_namespace 'mount -t tmpfs -o size=64m none "$1/tiny"
        "$2" build "$1/content-now" -o "$1/tiny/out" -q
        before=$(cd "$1/tiny/out" && find . -type f -exec sha256sum {} + | sort)
        head -c 64m /dev/zero >"$1/tiny/full" 2>/dev/null || true
        code=0; "$2" build "$1/other" -o "$1/tiny/out" -q || code=$?
        after=$(cd "$1/tiny/out" && find . -type f -exec sha256sum {} + | sort)
        [ $code -eq 3 ] && [ "$before" = "$after" ]
        rm "$1/tiny/full"
        "$2" build "$1/other" -o "$1/tiny/out" -q' sh "$WORK" "$VITRINA"
}

# The Nth call of a kind fails as the kernel would let it fail; every N up to the given one.
injected() {   # injected CALL ERROR STEP LAST
    local n code
    for ((n = 1; n <= $4; n += $3)); do
        code=0
        ASAN_OPTIONS=detect_leaks=0 strace -f -qq -o "$WORK/trace" -e trace="$1" -e inject="$1:error=$2:when=$n" \
            "$VITRINA" build "$WORK/other" -o "$WORK/place/steady" -q -j 2 2>"$WORK/stderr" || code=$?
        grep -q 'INJECTED' "$WORK/trace" && hits=$((hits + 1))
        # What was injected may have hit nothing that matters; or the loader, before the program began.
        case $code in
            0 | 3) ;;
            127) grep -q 'loading shared libraries' "$WORK/stderr" || { echo "$1:$2 at call $n: exit 127"; return 1; } ;;
            *) echo "$1:$2 at call $n: exit $code"; head -n 3 "$WORK/stderr"; return 1 ;;
        esac
        "$VITRINA" build "$WORK/content-now" -o "$WORK/place/steady" -q || return 1
        [ "$(tree_hashes "$WORK/place/steady")" = "$STEADY_HASHES" ] || { echo "$1:$2 at call $n: not healed"; return 1; }
    done
}

# What is to be published is on the disk before the first file of it gets its name.
synced_first() {
    ASAN_OPTIONS=detect_leaks=0 strace -f -qq -o "$WORK/trace" -e trace=syncfs,fsync,fdatasync,rename,renameat,renameat2 \
        "$VITRINA" build "$WORK/other" -o "$WORK/place/steady" -q || return 1
    awk '/(syncfs|fsync|fdatasync)\(/ && / = 0$/ {synced = 1} /rename/ && /\.html"/ {renames++; if (!synced) early++}
        END {print renames + 0 " renames, " early + 0 " before anything was synced"; exit !(renames && !early)}' "$WORK/trace"
}

unreadable_source() {   # root reads everything: somebody else has to
    cp -r "$WORK/other" "$WORK/shut" && chmod 000 "$WORK/shut/school/memos/roditelyam/vpr-2026.md"
    if [ "$(id -u)" -ne 0 ]; then
        exits 3 "$VITRINA" build "$WORK/shut" -o "$WORK/shut-out" -q 2>"$WORK/stderr" && grep -q 'vpr-2026.md' "$WORK/stderr"
        return
    fi
    in_namespace 'mount -t tmpfs none /mnt && cp -r "$1/shut" /mnt/content && cp "$2" /mnt/vitrina && cp -r "$3" /mnt/themes
        chmod 000 /mnt/content/school/memos/roditelyam/vpr-2026.md && mkdir -m 777 /mnt/place && chmod 755 /mnt
        code=0; setpriv --reuid=65534 --regid=65534 --clear-groups /mnt/vitrina build /mnt/content -o /mnt/place/out -q 2>"$1/stderr" || code=$?
        cat "$1/stderr"; [ $code -eq 3 ] && grep -q "vpr-2026.md" "$1/stderr" && [ -z "$(ls -A /mnt/place/out)" ]' sh "$WORK" "$VITRINA" "$ROOT/themes"
}

# Libraries that fail in ways that no call of the kernel shows: odd_libc.c.
odd() { LD_PRELOAD=$WORK/odd_libc.so "$@"; }
short_writes() {
    ODD_WRITES=1 odd "$VITRINA" build "$WORK/other" -o "$WORK/halves" -q &&
        [ "$(tree_hashes "$WORK/halves")" = "$OTHER_HASHES" ]
}

# The Nth request for memory fails, alone or (N+) with all that follow: the version before, whole, by
# exit 3, or the new one by exit 0.
no_memory() {
    local n code want
    [ $# -gt 9 ] || return 1
    for n in "$@"; do
        code=0
        ODD_MEMORY=$n odd "$VITRINA" build "$WORK/other" -o "$WORK/place/steady" -q -j 1 2>"$WORK/stderr" || code=$?
        case $code in
            0) want=$OTHER_HASHES ;;
            3) want=$STEADY_HASHES ;;
            *) echo "request $n: exit $code"; head -n 3 "$WORK/stderr"; return 1 ;;
        esac
        [ "$(tree_hashes "$WORK/place/steady")" = "$want" ] || { echo "request $n: exit $code, and not that version"; return 1; }
        "$VITRINA" build "$WORK/content-now" -o "$WORK/place/steady" -q || return 1
    done
}

# Of as many as a build asks for: the first ones, each some per cent behind the one before, and so many
# evenly from end to end.
requests() {   # requests PER_CENT EVENLY ENDING
    ODD_COUNT=$WORK/asked odd "$VITRINA" build "$WORK/other" -o "$WORK/place/steady" -q -j 1
    "$VITRINA" build "$WORK/content-now" -o "$WORK/place/steady" -q
    awk -v step="$1" -v evenly="$2" -v end="$3" '{
        for (n = 1; n <= $1; n += int(n * step / 100) + 1) printf "%d%s\n", n, end
        for (i = 1; i <= evenly; ++i) printf "%d%s\n", $1 * i / (evenly + 1), end}' "$WORK/asked"
}

mkdir -p "$WORK/place"
cp -r "$ROOT/content" "$WORK/content-now"
cp -r "$ROOT/content" "$WORK/other"
sed -i 's/^title: .*/title: Другой заголовок сайта/' "$WORK/other/school/site.yaml"
"$VITRINA" build "$WORK/content-now" -o "$WORK/place/steady" -q
STEADY_HASHES=$(tree_hashes "$WORK/place/steady")
"$VITRINA" build "$WORK/other" -o "$WORK/wholes" -q
OTHER_HASHES=$(tree_hashes "$WORK/wholes")

check 'a full standard output is exit 3' full_stdout
check 'closed outputs do not hinder publishing' closed_outputs
check 'a reader that goes away does not hinder publishing' reader_went_away
check 'forty descriptors are enough' few_descriptors
check 'sources that cannot be written are built' read_only_sources
check 'a limit of file sizes is exit 3, all as before' as_before file_size_limit
check 'an output that cannot be written is exit 3, all as before' as_before read_only_output
for size in 64k 512k 2m; do
    check "a disk of $size is exit 3, nothing published" small_disk $size
done
check 'a disk that fills up is exit 3, all as before; the next build goes on' disk_fills_up
START=$(start_memory)
check 'the program starts in 66 MB of addresses' starts_small
for more in 0 500000 1000000 2000000 4000000 8000000 16000000 32000000 64000000; do
    check "a limit of memory $more bytes above what a start takes ends well" little_memory $((START + more))
done
"$VITRINA" build "$WORK/content-now" -o "$WORK/place/steady" -q
check 'the odd library compiles' cc -O1 -shared -fPIC "$ROOT/tests/faults/odd_libc.c" -o "$WORK/odd_libc.so"
check 'writes that take half of what they are asked to are gone on with' short_writes
per_cent=$([ "${ROUNDS:-}" = long ] && echo 2 || echo 80)
evenly=$([ "${ROUNDS:-}" = long ] && echo 1000 || echo 120)
check 'a request for memory that fails is exit 3, all as before' no_memory $(requests $per_cent $evenly '')
check 'no memory from some request on is exit 3, all as before' no_memory $(requests $per_cent $evenly +)
of_libraries() { local -x ODD_FOREIGN=1; "$@"; }   # of those in C: theirs are few among ours
check 'a request of a library in C that fails is exit 3, all as before' \
    of_libraries no_memory $(of_libraries requests $per_cent $evenly '')
check 'no memory for libraries in C from some request on is exit 3, all as before' \
    of_libraries no_memory $(of_libraries requests $per_cent $evenly +)
step=$([ "${ROUNDS:-}" = long ] && echo 1 || echo 97)
last=$([ "${ROUNDS:-}" = long ] && echo 400 || echo 300)
hits=0
while read -r calls errors; do
    for error in $errors; do
        check "a failing call is survived: $calls $error" injected "$calls" "$error" "$step" "$last"
    done
done <<'CALLS'
write,writev,pwrite64 ENOSPC EIO EDQUOT EINTR
rename,renameat,renameat2 EIO EXDEV ENOSYS
openat,openat2 EMFILE EACCES EINTR
read,pread64 EIO EINTR
getdents64 EIO
syncfs,fsync,fdatasync EIO
close EIO
mkdir,mkdirat ENOSPC
unlink,unlinkat EIO
flock ENOLCK
clone,clone3 EAGAIN
CALLS
check "faults were injected: $hits" [ "$hits" -ge 30 ]
check 'what is published is on the disk before it gets its name' synced_first
check 'a source that may not be read is exit 3 and nothing vanishes' unreadable_source
