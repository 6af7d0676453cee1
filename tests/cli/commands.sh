#!/bin/sh
# The commands as their users type them: sh tests/cli/commands.sh PROGRAM
# Prints `ok NAME` or `FAILED NAME` for each check; leaves nothing behind.
set -u

program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
export LC_ALL=C.UTF-8 VITRINA_LANG=en
unset SOURCE_DATE_EPOCH NO_COLOR
failed=0

vitrina() { timeout 60 "$program" "$@"; }

# check NAME COMMAND…   the command says yes by its exit code.
check() {
    name=$1
    shift
    if "$@" >"$work/.said" 2>&1; then
        echo "ok $name"
    else
        echo "FAILED $name"
        head -n 20 "$work/.said" | cut -c 1-300 | sed 's/^/    /'
        failed=1
    fi
}

# gives CODE ARGUMENTS…   the program ends with this code; what it said stands in .out and .err.
gives() {
    want=$1
    shift
    got=0
    vitrina "$@" >"$work/.out" 2>"$work/.err" || got=$?
    [ "$got" -eq "$want" ] || { echo "exit $got instead of $want: vitrina $*"; cat "$work/.err"; return 1; }
}
says() { grep -qF -- "$1" "$work/.out" || { cat "$work/.out"; return 1; }; }
complains() { grep -qF -- "$1" "$work/.err" || { cat "$work/.err"; return 1; }; }
is_silent() { [ ! -s "$work/.err" ] || { cat "$work/.err"; return 1; }; }
is_json() { python3 -c 'import json, sys; json.load(open(sys.argv[1]))' "$1"; }

# --- the command line ----------------------------------------------------------------------------
usage() { gives 2 "$@" && [ ! -s "$work/.out" ]; }
suggests() { word=$1; shift; usage "$@" && complains "$word"; }
check 'no command is a usage error' usage
check 'a misspelt command is answered with the right one' suggests '`build`' biuld
check 'a misspelt option is answered with the right one' suggests '`--strict`' build --stric
check 'an option without its value is refused' suggests '`--out` needs a value' build --out
check 'a flag with a value is refused' suggests '`--strict` takes no value' build --strict=yes
check 'an option of another command is refused' suggests '`--title`' build --title x
check 'a word too many is refused' suggests '`b` is one word too many' build a b
check 'an empty argument is refused' usage build ''
check 'a day that is none is refused' suggests '2026-02-30' build --today 2026-02-30
check 'no threads are refused' suggests '`0`' build -j 0
check 'an unknown format is refused' suggests 'sarif' build --format xml
check 'an unknown language is refused' suggests '`--lang`' build --lang de
bad_epoch() { SOURCE_DATE_EPOCH=soon gives 2 build && complains SOURCE_DATE_EPOCH; }
check 'an epoch that is no number is refused' bad_epoch
russian() { gives 2 --lang=ru biuld && complains 'нет команды'; }
check 'a language given anywhere counts even for mistakes' russian
by_locale() { VITRINA_LANG='' LC_ALL=ru_RU.UTF-8 gives 2 biuld && complains 'нет команды'; }
check 'the locale chooses the language' by_locale
version() { gives 0 --version && says 'vitrina ' && is_silent; }
check 'the version is one line on stdout' version
helps() {
    for command in '' build check new list remove touch fmt explain schema doctor; do
        gives 0 $command --help && says 'vitrina' && is_silent || return 1
        gives 0 --lang ru --help $command && says 'Примеры' || return 1
    done
}
check 'every command has help with examples in both languages' helps

# --- new -----------------------------------------------------------------------------------------
new_site() {
    gives 0 new site content && [ -f content/site.yaml ] && [ -d content/plans ] &&
        gives 0 build --strict && is_silent && [ -f public/index.html ]
}
check 'a new site builds strictly without a word' new_site
never_twice() {
    cp content/site.yaml before.yaml
    gives 4 new site content && cmp -s before.yaml content/site.yaml && rm before.yaml
}
check 'a new site never overwrites one' never_twice
kinds='memo page act event plan criteria weights demo tasks'
new_records() {
    for kind in $kinds; do
        gives 0 new "$kind" "$kind-1" --title "It's «new»: 100 % #1" && says content/ && is_silent || return 1
    done
    gives 0 build --strict && is_silent
}
check 'a record of every kind builds strictly without a word' new_records
more_records() {
    for kind in $kinds; do
        gives 0 new "$kind" "sub/$kind-2" && gives 0 new "$kind" "$kind-3" || return 1
    done
    gives 0 build --strict && is_silent
}
check 'further records of every kind do not collide' more_records
no_overwrite() { gives 4 new memo memo-1 && complains 'there already'; }
check 'a new record never overwrites one' no_overwrite
bad_names() { for bad in ../x .x a/_b a//b; do gives 2 new memo "$bad" || return 1; done; }
check 'names that could not be published are refused' bad_names
hosted() {
    mkdir -p host/komitet
    printf 'title: Оценивание\norganization: {kind: committee, name: Комитет, inn: "0042000718"}\n' >host/komitet/site.yaml
    printf 'base_url: https://o.rayon.example.org/komitet/\nschool_year: 2026-2027\n' >>host/komitet/site.yaml
    printf 'schools:\n  - {id: two, name: "Школа: № 2", legal_form: МБОУ}\n' >host/komitet/schools.yaml
    gives 0 new site host --from host/komitet/schools.yaml && says host/two/site.yaml &&
        grep -q 'o.rayon.example.org/two/' host/two/site.yaml && grep -q 'МБОУ «Школа: № 2»' host/two/site.yaml &&
        gives 0 build host -o hosted --strict && is_silent && [ -f hosted/two/index.html ] || return 1
    printf '  - {id: ten, name: Школа № 10}\n' >>host/komitet/schools.yaml
    gives 0 new site host --from host/komitet/schools.yaml && says host/ten/site.yaml &&
        ! grep -q host/two "$work/.out" && gives 0 build host -o hosted --strict && is_silent || return 1
    gives 1 new site host --from host/komitet/site.yaml || return 1
    # The addresses of schools follow from the committee's: with a mistake there nothing is made.
    sed -i 's/^base_url: .*/base_url: o.rayon/' host/komitet/site.yaml
    printf '  - {id: six, name: Школа № 6}\n' >>host/komitet/schools.yaml
    gives 1 new site host --from host/komitet/schools.yaml && complains 'base_url' && [ ! -e host/six ] && rm -r host hosted
}
check 'a committee makes the sites of its schools, each of them once' hosted
unknown_kind() { gives 2 new mem x && complains '`memo`'; }
check 'a misspelt kind is answered with the right one' unknown_kind

# --- list ----------------------------------------------------------------------------------------
listed() {
    printf -- '---\ntitle: Hidden\ndraft: true\n---\n' >content/memos/hidden.md
    printf -- '---\ntitle: Later\npublish_from: 2199-01-01\n---\n' >content/memos/later.md
    printf -- '---\ntitle: Gone by\npublish_until: 2001-01-01\n---\n' >content/memos/gone.md
    printf -- '---\ntitle: Old\nschool_year: 2001-2002\n---\n' >content/memos/old.md
    gives 0 list && says memos/memo-1 && grep -q 'memos/hidden .*draft' .out &&
        grep -q 'memos/later .*unpublished' .out && grep -q 'memos/gone .*expired' .out &&
        grep -q 'memos/old .*archived' .out
}
check 'the list tells the state of every record' listed
listed_json() { gives 0 list content --format=json && is_json .out; }
check 'the list is JSON for programs' listed_json

# --- touch ---------------------------------------------------------------------------------------
touched() {
    cp content/memos/memo-1.md before.md
    gives 0 touch content/memos/memo-1.md --today 2026-01-31 || return 1
    diff before.md content/memos/memo-1.md >difference
    [ "$(grep -c '^[<>]' difference)" -eq 1 ] && grep -q '^> updated: 2026-01-31$' difference &&
        gives 0 touch content/memos/memo-1.md --today 2026-02-01 &&
        grep -q '^updated: 2026-02-01$' content/memos/memo-1.md &&
        [ "$(grep -c updated content/memos/memo-1.md)" -eq 1 ]
}
check 'touch writes one line and changes no other' touched
touched_yaml() { gives 0 touch content/plans/plan-1.yaml content/demos/demo-1.yaml && gives 0 check --strict; }
check 'touch knows files of YAML' touched_yaml
not_touched() { gives 2 touch content/site.yaml && gives 2 touch before.md; }
check 'touch refuses what is no record' not_touched
missing_file() { gives 3 touch content/memos/nowhere.md && complains nowhere; }
check 'touch names a file that is not there' missing_file

# --- fmt -----------------------------------------------------------------------------------------
ids() {
    printf 'title: Plan\r\nrows:\r\n  - no: 1  # one\r\n    measure: A\r\n  - {no: 2, measure: B}\r\n  - id: own\r\n    no: 3\r\n    measure: C\r\n' \
        >content/plans/raw.yaml
    gives 0 fmt --ids content/plans/raw.yaml || return 1
    printf 'title: Plan\r\nrows:\r\n  - id: r01\r\n    no: 1  # one\r\n    measure: A\r\n  - {id: r02, no: 2, measure: B}\r\n  - id: own\r\n    no: 3\r\n    measure: C\r\n' \
        >want.yaml
    cmp content/plans/raw.yaml want.yaml && gives 0 fmt --ids content/plans/raw.yaml &&
        cmp content/plans/raw.yaml want.yaml
}
check 'ids are written where they are missing and nowhere else' ids
utf8() {
    printf -- '---\ntitle: \317\340\354\377\362\352\340\n---\n\322\345\352\361\362 \357\340\354\377\362\352\350.\n' \
        >content/memos/old-editor.md
    gives 1 check && gives 0 fmt --to-utf8 content/memos/old-editor.md &&
        grep -q 'Памятка' content/memos/old-editor.md && gives 0 check
}
check 'a file of an old editor becomes UTF-8' utf8
fmt_what() { gives 2 fmt content/plans/raw.yaml && complains 'to-utf8'; }
check 'fmt asks what to do' fmt_what

# --- remove --------------------------------------------------------------------------------------
removed() {
    cp content/site.yaml before.yaml
    gives 0 remove memos/memo-1 --today 2026-02-01 && [ ! -e content/memos/memo-1.md ] || return 1
    printf 'removed:\n  - {id: memos/memo-1, date: 2026-02-01}\n' >>before.yaml
    cmp before.yaml content/site.yaml && gives 0 build --strict && is_silent
}
check 'remove deletes the file and remembers it' removed
removed_again() {
    gives 0 remove pages/page-1 --today 2026-02-02 &&
        grep -qxF -e '  - {id: pages/page-1, date: 2026-02-02}' content/site.yaml && gives 0 build --strict
}
check 'remove adds to what was removed' removed_again
refused() {
    printf -- '---\ntitle: Linking\n---\n[the memo](/memos/memo-3.md)\n' >content/memos/linking.md
    cp content/site.yaml before.yaml
    gives 1 remove memos/memo-3 && complains memos/linking.md:4: && [ -f content/memos/memo-3.md ] &&
        cmp before.yaml content/site.yaml
}
check 'remove refuses what is referred to and tells where' refused
not_there() { gives 2 remove memos/nothing && gives 2 remove ../x && gives 2 remove site; }
check 'remove knows only records' not_there

# --- explain, schema, doctor ---------------------------------------------------------------------
explained() { gives 0 explain file-missing && says file-missing && gives 0 explain --lang ru file-missing && says ошибка; }
check 'explain tells what a message means' explained
all_messages() { gives 0 explain && says usage-command-unknown && gives 0 explain --format json && is_json .out; }
check 'explain lists all messages' all_messages
wrong_id() { gives 2 explain file-missin && complains '`file-missing`'; }
check 'a misspelt message is answered with the right one' wrong_id
schemas() {
    for kind in site $kinds; do
        gives 0 schema "$kind" && is_json .out && says 'draft/2020-12' || return 1
    done
    gives 0 schema && says 'plans/**.yaml'
}
check 'every kind has a schema' schemas
well() { gives 0 doctor && says base && says 'content'; }
check 'doctor finds the site and its theme' well
ill() { mkdir -p empty && (cd empty && gives 3 doctor && says '! ' && says 'vitrina new site'); }
check 'doctor says what to do' ill

# --- documents of strangers ------------------------------------------------------------------------
# A bomb in a document is refused, and its memory stays below 200 MB.
bomb() {
    python3 - <<'PYTHON' && python3 - "$program" <<'MEASURE'
import zipfile
def archive(name, parts, packing=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(name, 'w', packing) as out:
        for part, text in parts.items():
            out.writestr(part, text)
body = '<w:document xmlns:w="w"><w:body>%s</w:body></w:document>'
archive('ratio.docx', {'word/document.xml': 'a' * 100_000_000})
archive('stored.docx', {'word/document.xml': 'a' * 40_000_000}, zipfile.ZIP_STORED)
archive('elements.docx', {'word/document.xml': body % ('<w:p/>' * 5_000_000)}, zipfile.ZIP_STORED)
archive('attributes.docx', {'word/document.xml': body % ('<w:p a="b" c="d" e="f"/>' * 390_000)})
archive('deep.docx', {'word/document.xml': '<a>' * 100_000})
archive('laughs.docx', {'word/document.xml': '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'})
archive('many.docx', {'x%d' % i: '' for i in range(30_000)})
wide = '<w:tc><w:tcPr><w:gridSpan w:val="200"/></w:tcPr><w:p/></w:tc>'
archive('grid.docx', {'word/document.xml': body % (
    '<w:tbl><w:tr>' + wide * 190 + '</w:tr>' + '<w:tr/>' * 300_000 + '</w:tbl>')}, zipfile.ZIP_STORED)
archive('notes.docx', {'word/document.xml': body % ''.join(
    '<w:p><w:r><w:footnoteReference w:id="%d"/></w:r></w:p>' % (39_999 - i) for i in range(40_000)),
    'word/_rels/document.xml.rels': '<Relationships><Relationship Id="f" Type="x/footnotes" Target="f.xml"/></Relationships>',
    'word/f.xml': '<w:footnotes>%s</w:footnotes>' % ''.join(
        '<w:footnote w:id="%d"><w:p/></w:footnote>' % i for i in range(40_000))}, zipfile.ZIP_STORED)
def book(name, sheets, sheet):
    archive(name, {'xl/workbook.xml': '<workbook><sheets>%s</sheets></workbook>' % ('<sheet name="a" id="r"/>' * sheets),
        'xl/_rels/workbook.xml.rels': '<Relationships><Relationship Id="r" Type="x/worksheet" Target="s.xml"/></Relationships>',
        'xl/s.xml': '<worksheet><sheetData>%s</sheetData></worksheet>' % sheet}, zipfile.ZIP_STORED)
book('cells.xlsx', 1, '<row><c><v>1</v></c></row>' * 130_000)
book('far.xlsx', 1, ''.join('<row r="%d"><c r="GR%d"><v>1</v></c></row>' % (i, i) for i in range(1, 20_000)))
book('sheets.xlsx', 100_000, '<row><c t="inlineStr"><is><t>%s</t></is></c></row>' % ('a' * 600))
PYTHON
import resource, subprocess, sys
for name in ('ratio.docx', 'stored.docx', 'elements.docx', 'attributes.docx', 'deep.docx', 'laughs.docx', 'many.docx',
             'grid.docx', 'notes.docx', 'cells.xlsx', 'far.xlsx', 'sheets.xlsx'):
    code = subprocess.run([sys.argv[1], 'import', name, '--as', 'plan'], capture_output=True, timeout=60).returncode
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    if code not in (1, 2, 3) or peak > 200:
        sys.exit(f'{name}: exit {code}, {peak} MB')
MEASURE
}
check 'a bomb in a document is refused within 200 MB' bomb

# --- mistakes as an author reads them --------------------------------------------------------------
# Every file of tests/cli/mistakes is a transcript: a line that begins with `$ ` is typed, what
# follows is printed, first on stdout, then on stderr; an exit other than 0 is told at the end.
# VITRINA_UPDATE=1 writes the transcripts anew: read the difference.
transcript() {
    rm -rf "$work/transcript" && mkdir "$work/transcript" || return 1
    while IFS= read -r line; do
        case $line in
            '$ '*) ;;
            '#'*) printf '%s\n' "$line"; continue ;;
            *) continue ;;
        esac
        printf '\n%s\n' "$line"
        code=0
        (cd "$work/transcript" && export VITRINA_LANG=ru SOURCE_DATE_EPOCH=1772323200 &&
            eval "${line#??}") >"$work/.out" 2>"$work/.err" </dev/null || code=$?
        head -c 20000 "$work/.out"
        head -c 20000 "$work/.err"
        [ $code -eq 0 ] || echo "(exit $code)"
    done <"$1"
}
as_written() {
    transcript "$1" >"$work/.transcript" || return 1
    [ -z "${VITRINA_UPDATE-}" ] || cp "$work/.transcript" "$1"
    diff "$1" "$work/.transcript"
}
for written in "$here"/mistakes/*.txt; do
    check "mistakes: $(basename "$written" .txt)" as_written "$written"
done

# --- what is printed, and where ------------------------------------------------------------------
machine() { gives 0 build --format=json && is_json .out && is_json .err; }
check 'a build for programs is JSON on both sides' machine
sarif() {
    gives 0 check --format=sarif &&
        python3 -c 'import json, sys; assert json.load(open(sys.argv[1]))["version"] == "2.1.0"' .err
}
check 'messages come as SARIF' sarif
quiet() { gives 0 build -q && is_silent && [ ! -s .out ]; }
check 'quiet says nothing when all is well' quiet
no_escapes() { gives 0 build && ! grep -q "$(printf '\033')" .out .err; }
check 'no colour and no progress line but on a terminal' no_escapes
full_disk() { vitrina build >/dev/full 2>.err; [ $? -eq 3 ]; }
check 'a result that cannot be written is exit 3' full_disk
closed() { vitrina build 2>&- >&-; }
check 'closed outputs do no harm' closed
reader_gone() { { vitrina explain; echo $? >.code; } | head -n 1 >/dev/null; [ "$(cat .code)" -eq 0 ]; }
check 'a reader that has gone does no harm' reader_gone
elsewhere() { mkdir -p deep && (cd deep && gives 0 build ../content -o ./out/// --strict && [ -f out/index.html ]); }
check 'folders are taken however they are spelt' elsewhere
inside() { (cd content && gives 0 check --strict); }
check 'the folder of a site is the usual one' inside

# --- interruption --------------------------------------------------------------------------------
tree() { (cd public && find . -type f -exec cksum {} + | sort); }
interrupted() {
    i=0
    while [ $i -lt 300 ]; do
        i=$((i + 1))
        printf -- '---\ntitle: Memo %d\n---\nText %d.\n' $i $i >content/memos/many-$i.md
    done
    tree >before.tree
    for signal in INT TERM HUP; do
        for delay in 0.01 0.03 0.06 0.1; do
            timeout --preserve-status --signal=$signal $delay "$program" build -q --allow-shrink
            code=$?
            tree >after.tree
            case $code in
                0) mv after.tree before.tree ;;   # it was done before the signal came
                129 | 130 | 143)
                    cmp -s before.tree after.tree || { gives 0 check && says ' 0 would be written'; } ||
                        { echo "SIG$signal after $delay s: a mixture"; return 1; } ;;
                *) echo "SIG$signal: exit $code"; return 1 ;;
            esac
        done
    done
    gives 0 build && gives 0 build && says '0 written'
}
check 'an interruption leaves the old site or the new one' interrupted

exit $failed
