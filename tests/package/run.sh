#!/bin/sh
# What `cmake --install` and the Debian package put on a machine: sh tests/package/run.sh PROGRAM
# PROGRAM is the compiled one in its build folder. Nothing is installed; all is left as it was.
set -u

build=$(cd "$(dirname "$1")" && pwd)
source=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export LC_ALL=C.UTF-8 VITRINA_LANG=en
failed=0

check() {
    name=$1
    shift
    if "$@" >"$work/said" 2>&1; then
        echo "ok $name"
    else
        echo "FAILED $name"
        head -n 20 "$work/said" | cut -c 1-300 | sed 's/^/    /'
        failed=1
    fi
}

field() { dpkg-deb -f "$package" "$1"; }

# A copy of the content in a folder of its own: nothing of the source tree is near.
builds_demo() {   # builds_demo PREFIX
    site=$(mktemp -d "$work/site.XXXXXX") && cp -r "$source/content" "$site/" && cd "$site" &&
        "$1/bin/vitrina" build --strict && [ -f public/school/index.html ] &&
        "$1/bin/vitrina" doctor | grep -qF "$1/share/vitrina/themes"
}

installs() { cmake --install "$build" --prefix "$work/installed"; }
check 'cmake installs' installs
check 'what cmake installed builds the demonstration' builds_demo "$work/installed"

packs() { cd "$work" && cpack --config "$build/CPackConfig.cmake" -B "$work/packed" && ls "$work"/packed/vitrina_*.deb; }
check 'cpack makes a package' packs
package=$(ls "$work"/packed/vitrina_*.deb 2>/dev/null | head -n 1)
[ -n "$package" ] || exit 1

unpacks() { dpkg-deb -x "$package" "$work/root"; }
check 'the package unpacks' unpacks
check 'what the package holds builds the demonstration' builds_demo "$work/root/usr"

names() {
    [ "$(field Package)" = vitrina ] && [ "vitrina $(field Version)" = "$("$work/root/usr/bin/vitrina" --version)" ] &&
        [ "$(field Architecture)" = "$(dpkg --print-architecture)" ]
}
check 'the package says what it is' names
depends() {
    for library in libc6 libcmark-gfm libicu libyaml-cpp libxxhash libssl libfmt libcurl4; do
        field Depends | grep -q "$library" || { echo "no $library in: $(field Depends)"; return 1; }
    done
}
check 'the package depends on its libraries' depends
if command -v apt-get >/dev/null; then
    check 'apt would install the package' apt-get -s install "$package"
fi

plain_modes() {
    odd=$(dpkg-deb -c "$package" | awk '$1 !~ /^(drwxr-xr-x|-rw-r--r--|-rwxr-xr-x)$/ || $2 != "root/root"')
    [ -z "$odd" ] || { echo "$odd"; return 1; }
}
check 'modes and owners are plain' plain_modes
only_ours() {
    odd=$(cd "$work/root" && find . -type f ! -path './usr/bin/vitrina' ! -path './usr/share/vitrina/themes/*' \
        ! -path './usr/share/vitrina/handbook/*' ! -path './usr/share/man/*' ! -path './usr/share/doc/vitrina/copyright' \
        ! -path './usr/share/bash-completion/completions/vitrina' ! -path './usr/share/zsh/site-functions/_vitrina' \
        ! -path './usr/share/fish/vendor_completions.d/vitrina.fish')
    [ -z "$odd" ] || { echo "$odd"; return 1; }
}
check 'the package holds the program, its themes, texts and licence' only_ours
has_texts() {
    for file in man/man1/vitrina.1 man/ru/man1/vitrina.1 bash-completion/completions/vitrina \
        zsh/site-functions/_vitrina fish/vendor_completions.d/vitrina.fish vitrina/handbook/index.html \
        vitrina/handbook/pages/pervyy-vecher/index.html; do
        [ -s "$work/root/usr/share/$file" ] || { echo "no $file"; return 1; }
    done
    [ -z "$(find "$work/root/usr/share" -name '.*')" ] || { find "$work/root/usr/share" -name '.*'; return 1; }
}
check 'the package holds the handbook, manual pages and completions' has_texts

hardened() {
    program=$work/root/usr/bin/vitrina
    readelf -h "$program" | grep -q 'DYN' || { echo 'not position independent'; return 1; }
    readelf -ld "$program" >"$work/elf"
    grep -q GNU_RELRO "$work/elf" && grep -q 'BIND_NOW\|FLAGS.*NOW' "$work/elf" || { echo 'no full RELRO'; return 1; }
    ! grep -q 'R.*PATH' "$work/elf" || { echo 'has an RPATH'; return 1; }
    readelf -Ws "$program" | grep -q __stack_chk_fail || { echo 'no stack protector'; return 1; }
    readelf -Ws "$program" | grep -q '_chk@' || { echo 'not fortified'; return 1; }
    ! strings "$program" | grep -qF "$source" || { echo 'knows the source folder'; return 1; }
}
check 'the program is hardened and knows no build path' hardened

exit $failed
