"""Texts that are none, YAML that wants more than data, front matter in every state of damage."""
from tree import SITE, Tree, link, memo, plan, put, site

HEAD = "---\ntitle: Вторая\n---\n"
ROW = "rows:\n  - {id: r01, no: \"1\", measure: Собрание, deadline: Март 2026 г.}\n"
RUSSIAN = "Памятка для родителей о том, как ставят отметки в четверти.\n"


def raw(name, expected, data, path="memos/b.md"):
    return Tree(name, expected, put(path, data))


def in_yaml(name, expected, rows):
    return Tree(name, expected, plan(rows))


ENCODINGS = [
    raw("Windows-1251", "1 encoding-windows-1251", (HEAD + RUSSIAN).encode("cp1251")),
    raw("Windows-1251 in YAML", "1 encoding-windows-1251", ("title: " + RUSSIAN).encode("cp1251"), "plans/q.yaml"),
    raw("Windows-1251 in the site's own file", "1 encoding-windows-1251", (SITE + "# " + RUSSIAN).encode("cp1251"), "site.yaml"),
    raw("KOI8-R", "1 encoding-koi8-r", (HEAD + RUSSIAN * 4).encode("koi8-r")),
    raw("UTF-16 with a mark", "1 encoding-utf-16", (HEAD + RUSSIAN).encode("utf-16")),
    raw("UTF-16 of the other order", "1 encoding-utf-16", b"\xfe\xff" + (HEAD + RUSSIAN).encode("utf-16-be")),
    raw("UTF-16 without a mark", "1 encoding-utf-16", (HEAD + RUSSIAN).encode("utf-16-le")),
    raw("UTF-32", "1 encoding-utf-16", (HEAD + RUSSIAN).encode("utf-32")),
    raw("a mark of UTF-8", "0 ?", b"\xef\xbb\xbf" + (HEAD + RUSSIAN).encode()),
    raw("two marks of UTF-8", "1 front-matter-missing", b"\xef\xbb\xbf\xef\xbb\xbf" + (HEAD + RUSSIAN).encode()),
    *[raw(f"bytes that are no UTF-8: {data!r}", "1 encoding-not-utf8", HEAD.encode() + b"a" + data + b"b\n")
      for data in (b"\xff", b"\xc3", b"\xc0\xaf", b"\xe0\x80\xaf", b"\xed\xa0\x80", b"\xed\xa0\xbd\xed\xb8\x80",
                   b"\xf4\x90\x80\x80", b"\xf8\x88\x80\x80\x80", b"\x80", b"\xe2\x82")],
    raw("half a letter at the end", "1 encoding-not-utf8", HEAD.encode() + b"\xd0"),
    raw("half a letter in a field", "1 encoding-not-utf8", b"---\ntitle: \xd0\n---\n"),
    raw("a NUL in the text", "1 encoding-nul", HEAD.encode() + b"a\0b\n"),
    raw("a NUL in a field", "1 encoding-nul", b"---\ntitle: a\0b\n---\n"),
    raw("nothing but NUL", "1 encoding-nul", b"\0" * 4096),
    *[raw(f"a control character: {data!r}", "1 encoding-control", HEAD + "a" + data + "b\n")
      for data in ("\x01", "\x08", "\x1b]0;pwn\x07", "\x1b[2J", "\x7f")],
    raw("an escape sequence in a key", "1 encoding-control", "---\ntitle: А\n\x1b]0;pwn\x07: x\n---\n"),
    raw("a sign that turns the line in a key", "1 encoding-control", "---\ntitle: А\n\u202etitle: x\n---\n"),
    raw("CRLF", "0 ?", (HEAD + RUSSIAN).replace("\n", "\r\n")),
    raw("CR alone", "0 ?", (HEAD + RUSSIAN).replace("\n", "\r")),
    raw("all kinds of line ends", "0 ?", "---\r\ntitle: Вторая\n---\r" + RUSSIAN),
    raw("no end of the last line", "0 ?", (HEAD + RUSSIAN).rstrip()),
    raw("one line of two million bytes", "0 ?", HEAD + "я " * 600_000),
    raw("one word of a million letters", "0 ?", HEAD + "я" * 500_000),
    raw("ten thousand marks on one letter", "0 ?", "---\ntitle: а" + "\u0301" * 10_000 + "\n---\nа" + "\u0301" * 10_000 + "\n"),
    *[raw(f"a sign that turns the line: {sign!a}", "1 encoding-control", f"---\ntitle: А\n---\nа{sign}б\n")
      for sign in "\u061c\u200e\u200f\u202a\u202e\u2066\u2069"],
    raw("a sign that turns the line in a field", "1 encoding-control", "---\ntitle: а\u202eб\n---\n"),
    *[raw(f"a sign that is none: {sign!a}", "1 encoding-control", f"---\ntitle: А\n---\nа{sign}б\n")
      for sign in "\u0080\u0085\u009f\ufdd0\ufffe\uffff\U0001fffe\U0010ffff"],
    raw("letters without width", "0 ?", "---\ntitle: а\u200bб\ufeffв\n---\nа\u200bб\u2060в\n"),
    raw("letters of no script", "0 ?", "---\ntitle: \ue000\ufffd\U000f0000\n---\n\ue000\n"),
    raw("a separator of lines", "0 ?", "---\ntitle: А\u2028Б\u2029В\n---\nА\u2028Б\n"),
    raw("families and flags", "0 ?", "---\ntitle: 👩‍👩‍👧‍👦🏳️‍🌈🇷🇺\n---\n## 👩‍👩‍👧‍👦\n"),
    raw("a picture", "1 encoding-not-utf8", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
    raw("a zip archive", "1 encoding-utf-16", b"PK\x03\x04\x14\x00\x06\x00\x08\x00\xff\xff"),
]
FRONTS = [
    raw("no fields", "1 front-matter-missing", RUSSIAN),
    raw("no end of the fields", "1 front-matter-unclosed", "---\ntitle: А\n"),
    raw("a longer fence", "1 front-matter-fence", "----\ntitle: А\n---\n"),
    raw("a fence of long dashes", "1 front-matter-fence", "———\ntitle: А\n---\n"),
    raw("fields of TOML", "1 front-matter-fence", "+++\ntitle = 'А'\n+++\n"),
    raw("a list for fields", "1 front-matter-not-fields", "---\n- title\n---\n"),
    raw("a text for fields", "1 front-matter-not-fields", "---\ntitle\n---\n"),
    raw("no title", "1 field-required", "---\ndate: 2026-02-01\n---\n"),
    raw("an empty title", "1 value-missing", "---\ntitle:\n---\n"),
    raw("a misspelt field", "1 key-unknown", "---\ntitle: А\nsumary: Б\n---\n"),
    *[raw(f"a date that is none: {date}", "1 date-format", f"---\ntitle: А\ndate: {date}\n---\n")
      for date in ("2024-02-30", "2026-13-01", "0000-00-00", "99999-01-01", "2026-1-1", "01/02/2026", "вчера", "-1",
                   "2026-02-01T00:00:00Z", "1e9", "'2026-02-01 25:00'")],
    *[raw(f"an address that leads out: {slug}", "1 slug-grammar", f"---\ntitle: А\nslug: \"{slug}\"\n---\n")
      for slug in ("../../x", "/etc/passwd", "..", "a/b", "%2e%2e", "a b", "а", "-", "a\\\\b", "javascript:x", "<b>", "A")],
    *[raw(f"an alias that leads out: {alias}", "1 alias-grammar", f"---\ntitle: А\naliases: [\"{alias}\"]\n---\n")
      for alias in ("../../x", "/../x/", "/a/../../x/", "/.git/", "//evil.example/", "https://evil.example/", "/a b/",
                    "/<script>/", "/a\\\\b/", "/", "x", "/a?b/", "/a#b/")],
    raw("an alias that is the page itself", "1 alias-taken", "---\ntitle: А\naliases: [/memos/b/]\n---\n"),
    raw("an alias that is the home page", "1 output-duplicate", "---\ntitle: А\naliases: [/index.html]\n---\n"),
    raw("an alias that is another page", "1 alias-taken", "---\ntitle: А\naliases: [/memos/a/]\n---\n"),
    raw("a thousand aliases", "0 ?", "---\ntitle: А\naliases: [" + ", ".join(f"/old/{i}/" for i in range(1000)) + "]\n---\n"),
    *[raw(f"a file outside: {path}", f"1 {said}", f"---\ntitle: А\nattachments: [\"{path}\"]\n---\n")
      for path, said in (("../../outside/secret.md", "file-outside"), ("/../outside/secret.md", "file-outside"),
                         ("/etc/passwd", "file-unknown"), ("../site.yaml", "file-unknown"))],
    raw("a picture from outside", "1 image-missing", HEAD + "![Угол](../../outside/secret.png)\n"),
    raw("a link to the file outside", "1 link-unknown", HEAD + "[Угол](../../outside/secret.md)\n"),
    raw("a reference out of the site", "1 reference-unknown ?", "---\ntitle: А\nacts: [\"../../outside/secret\"]\n---\n"),
]
BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{chr(98 + i)}: &{chr(98 + i)} [{','.join(['*' + chr(97 + i)] * 9)}]\n" for i in range(8))
YAML = [
    in_yaml("a billion laughs", "1 yaml-anchor yaml-alias ?", BOMB),
    in_yaml("a circle", "1 yaml-anchor ?", "rows: &x [*x]\n"),
    in_yaml("an anchor", "1 yaml-anchor", ROW + "goals: [&a А]\n"),
    in_yaml("an alias", "1 yaml-alias", ROW + "goals: [*a]\n"),
    in_yaml("a merge key", "1 yaml-merge-key ?", ROW + "<<: {summary: А}\n"),
    in_yaml("a tag without a name", "1 yaml-needs-quotes", ROW + "summary: ! x\n"),
    *[in_yaml(f"a tag: {tag}", "1 yaml-tag ?", ROW + f"summary: {tag} x\n")
      for tag in ("!!python/object/apply:os.system", "!include", "!!binary", "!<tag:yaml.org,2002:str>")],
    in_yaml("a second document", "1 yaml-second-document", ROW + "---\ntitle: Б\n"),
    raw("a directive", "1 yaml-directive ?", "%YAML 1.2\n---\ntitle: А\n" + ROW, "plans/q.yaml"),
    in_yaml("a mark of UTF-8 in the middle", "1 yaml-odd-space", ROW + "\ufeffsummary: А\n"),
    in_yaml("a key that stands twice", "1 yaml-duplicate-key", ROW + "summary: А\nsummary: Б\n"),
    in_yaml("a title that stands twice", "1 yaml-duplicate-key", ROW + "title: Б\n"),
    in_yaml("a field in two spellings", "1 key-twice", ROW + "goals: [А]\ngoal: Б\n"),
    in_yaml("a tab", "1 yaml-tab", "rows:\n\t- {measure: А}\n"),
    in_yaml("an open quote", "1 yaml-unclosed-quote ?", ROW + "summary: \"А\n"),
    in_yaml("an open bracket", "1 yaml-unclosed-bracket ?", "rows: [{measure: А}\n"),
    in_yaml("escapes", "1 yaml-escape", ROW + "summary: \"\\x1b[2J\\u202e\\0\"\n"),
    in_yaml("a hundred thousand brackets", "1 yaml-too-deep", "rows: " + "[" * 100_000 + "\n"),
    in_yaml("a hundred thousand braces", "1 yaml-key-not-text", "rows: " + "{" * 100_000 + "\n"),
    in_yaml("a hundred thousand dashes", "1 yaml-too-deep ?", "rows:\n  " + "- " * 100_000 + "x\n"),
    in_yaml("a thousand levels by indent", "1 yaml-too-deep ?", "rows:\n" + "".join(" " * (i + 1) + "a:\n" for i in range(1000))),
    in_yaml("a key of a million letters", "1 yaml-expected-key", ROW + "k" * 1_000_000 + ": x\n"),
    in_yaml("ten thousand unknown keys", "1 key-unknown", ROW + "".join(f"kq{i}x: x\n" for i in range(10_000))),
    in_yaml("three thousand rows", "0 ?", "rows:\n" + "".join(
        f"  - {{id: r{i}, measure: Собрание, deadline: Март 2026 г.}}\n" for i in range(3_000))),
    in_yaml("a field of a million letters", "0 ?", ROW + "summary: " + "я" * 400_000 + "\n"),
    in_yaml("a deadline of a million letters", "0 ?", ROW.replace("Март 2026 г.", "Март " * 20_000)),
    *[in_yaml(f"a text that looks like data: {text}", "0", ROW.replace("Собрание", text))
      for text in ("no", "010", "0x1F", "1e400", ".nan", ".inf", "~", "12:30:45", "1_000", "-0", "99999999999999999999",
                   "2026-02-30")],
    *[raw(f"a number that is none: {number}", f"1 {said}", f"title: Тест\nsubject: Математика\nclasses: [4]\nduration_min: "
          f"{number}\nitems:\n  - {{no: 1, type: number, stem: Сколько, answer: 1}}\n", "demos/d.yaml")
      for number, said in (("-1", "demo-duration"), ("1e400", "value-type"), ("99999999999999999999", "value-type"),
                           ("0x10", "value-type"), (".nan", "value-type"), ("много", "value-type"))],
    Tree("a site without a title", "1 field-required", put("site.yaml", SITE.replace("title: Портал\n", ""))),
    Tree("an address of the site that is a script", "1 base-url",
         put("site.yaml", SITE.replace("https://ocenka.school3.example.org/", "\"javascript:alert(1)\""))),
    Tree("an address of the site with markup", "1 base-url",
         put("site.yaml", SITE.replace("https://ocenka.school3.example.org/", "'https://a/\"><script>'"))),
    Tree("a theme from outside", "1 theme-unknown", site("theme: ../../outside\n")),
    Tree("a theme by its whole path", "1 theme-unknown", site("theme: /etc\n")),
    Tree("a time zone that is a path", "1 time-zone", site("timezone: ../../../etc/passwd\n")),
    Tree("five thousand words", "0 ?", site("glossary:\n" + "".join(f"  СЛОВО{i}: смысл\n" for i in range(5_000))), memo()),
]
THEME = put("themes/nasha/theme.yaml", "name: nasha\nversion: 1\nextends: base\n")


def theme(name, expected, text):
    return Tree(f"a theme whose page {name}", expected, site("theme: nasha\n"), THEME, put("themes/nasha/templates/memo.html", text + "\n"))


THEMES = [
    theme("takes in a file outside", "1 template-unknown-partial", "{{> ../../../../outside/secret}}"),
    theme("takes in the passwords", "1 template-unknown-partial", "{{> /etc/passwd}}"),
    theme("takes itself in", "1 template-endless", "{{> memo}}"),
    theme("prints into a script", "1 template-unsafe-context", "<script>{{site.title}}</script>"),
    theme("prints into a style", "1 template-unsafe-context", "<p style=\"{{site.title}}\">x</p>"),
    theme("prints into an event", "1 template-unsafe-context", "<p onclick=\"{{site.title}}\">x</p>"),
    theme("prints without quotes", "1 template-unquoted-attribute", "<p title={{site.title}}>x</p>"),
    theme("prints text as markup", "1 template-text-unescaped", "{{{site.title}}}"),
    theme("prints what is not there", "1 template-unknown-name", "{{<base}}{{$main}}{{titel}}{{/main}}{{/base}}"),
    theme("leaves a section open", "1 template-unclosed-section", "{{<base}}{{$main}}{{#page}}{{/main}}{{/base}}"),
    Tree("a theme whose page is a link out", "1 path-link", site("theme: nasha\n"), THEME,
         link("themes/nasha/templates/memo.html", "OUTSIDE/secret.md")),
    Tree("a theme whose picture is a link out", "1 path-link", site("theme: nasha\n"), THEME,
         link("themes/nasha/static/a.txt", "OUTSIDE/secret.md")),
    Tree("a theme that extends itself", "1 theme-chain", site("theme: nasha\n"),
         put("themes/nasha/theme.yaml", "name: nasha\nversion: 1\nextends: nasha\n")),
]
GROUPS = {"encodings": ENCODINGS, "front matter": FRONTS, "YAML": YAML, "themes": THEMES}
