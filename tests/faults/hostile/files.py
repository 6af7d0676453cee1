"""Files that are none: links, pipes, sockets, folders, sizes, types, names."""
from urllib.parse import quote

from tree import Tree, fifo, folder, hard_link, link, memo, plan, put, remove, site, sparse, unix_socket

RECORD = "---\ntitle: Вторая\n---\nТекст.\n"
LONG = "я" * 100  # 200 bytes


def in_every_folder(name, expected, make):
    """The same at a record, in a folder below, at YAML, at an attachment, at the curriculum."""
    for path in ("memos/b.md", "memos/deep/er/b.md", "plans/2026/b.yaml", "acts/b.md", "files/b.pdf", "curriculum.yaml"):
        yield Tree(f"{name}: {path}", expected, make(path))


LINKS = [
    *in_every_folder("a link out of the site", "1 path-link", lambda path: link(path, "OUTSIDE/secret.md")),
    *in_every_folder("a link to the passwords", "1 path-link", lambda path: link(path, "/etc/passwd")),
    *in_every_folder("a link inside the site", "1 path-link", lambda path: link(path, "../memos/a.md")),
    *in_every_folder("a link that leads nowhere", "1 path-link", lambda path: link(path, "none")),
    Tree("a link to itself", "1 path-link", link("memos/b.md", "b.md")),
    Tree("two links to each other", "1 path-link", link("memos/b.md", "c.md"), link("memos/c.md", "b.md")),
    Tree("a folder that is a link out", "1 path-link", link("memos/b", "OUTSIDE")),
    Tree("a folder of records that is a link out", "1 path-link", link("acts", "OUTSIDE")),
    Tree("a folder of attachments that is a link out", "1 path-link",
         remove("files/blank.txt"), lambda root: (root / "files").rmdir(), link("files", "OUTSIDE")),
    Tree("a folder that is a link to its parent", "1 path-link", link("memos/b", ".")),
    Tree("a folder that is a link to the root", "1 path-link", link("memos/b", "/")),
    Tree("the site's own file as a link", "1 path-link", remove("site.yaml"), link("site.yaml", "OUTSIDE/site.yaml")),
    Tree("a link to a device without end", "1 path-link", link("memos/b.md", "/dev/zero")),
    Tree("an attachment that is a link to a device", "1 path-link", link("files/b.txt", "/dev/random")),
    Tree("a hard link is a file like any other", "0 ?", hard_link("files/c.txt", "files/blank.txt")),
]
SPECIAL = [
    *in_every_folder("a pipe", "1 path-special", fifo),
    *in_every_folder("a socket", "1 path-special", unix_socket),
    Tree("the site's own file as a pipe", "1 path-special", remove("site.yaml"), fifo("site.yaml")),
    *[Tree(f"a folder named like a record: {path}", "1 path-folder", folder(path))
      for path in ("memos/b.md", "plans/b.yaml", "acts/deep/b.md")],
    Tree("a folder named like the curriculum", "1 path-folder", folder("curriculum.yaml")),
    Tree("the site's own file as a folder", "1 path-folder", remove("site.yaml"), folder("site.yaml")),
    Tree("a folder named like an attachment", "0", folder("files/b.pdf")),
    Tree("a picture that leads to a pipe", "1 path-special image-missing", fifo("files/p.png"), memo("![Угол](../files/p.png)\n")),
]
SIZES = [
    Tree("a gibibyte of nothing as a record", "1 file-too-large", sparse("memos/b.md", 1 << 30)),
    Tree("a gibibyte of nothing as YAML", "1 file-too-large", sparse("plans/b.yaml", 1 << 30)),
    Tree("a tebibyte of nothing as a record", "1 file-too-large", sparse("memos/b.md", 1 << 40)),
    Tree("a gibibyte as the site's own file", "1 file-too-large", remove("site.yaml"), sparse("site.yaml", 1 << 30)),
    Tree("a gibibyte as an attachment", "1 file-too-large", sparse("files/b.mp4", 1 << 30)),
    Tree("fifty mebibytes as an attachment", "0 ?", sparse("files/b.mp4", 50 * 1024 * 1024)),
    Tree("one byte more than an attachment may have", "1 file-too-large", sparse("files/b.mp4", 50 * 1024 * 1024 + 1)),
    Tree("one byte more than a text may have", "1 file-too-large",
         put("memos/b.md", RECORD.encode() + b"a" * (2 * 1024 * 1024 + 1 - len(RECORD.encode())))),
    Tree("an empty record", "1 front-matter-empty-file", put("memos/b.md", "")),
    Tree("a record of blanks", "1 front-matter-empty-file", put("memos/b.md", " \n\t\n\n")),
    Tree("a record of its fields alone", "0 ?", put("memos/b.md", "---\ntitle: Вторая\n---\n")),
    Tree("empty YAML", "1 front-matter-empty-file", put("plans/b.yaml", "")),
    Tree("an empty file of the site", "1 front-matter-empty-file", put("site.yaml", "")),
    Tree("an empty attachment", "0 ?", put("files/b.txt", "")),
    Tree("three hundred memos of one letter", "0 ?",
         *[put(f"memos/m{i}.md", "---\ntitle: Ж\n---\nж\n") for i in range(300)]),
    Tree("three hundred broken memos", "1 front-matter-missing",
         *[put(f"memos/m{i}.md", "ж\n") for i in range(300)]),
]
TYPES = [
    *[Tree(f"an attachment that runs in a browser: {name}", "1 file-type", put(f"files/{name}", "<script>alert(1)</script>"))
      for name in ("a.html", "a.htm", "a.xhtml", "a.xml", "a.mht", "a.js", "a.mjs", "a.swf", "a.php", "a.svg", "a.SVG",
                   "a.Html", "a.pdf.html", "a.css", "a.wasm", "a.exe", "a.sh", "a")],
    *[Tree(f"a secret: {name}", "1 file-secret", put(f"files/{name}", "x"))
      for name in (".env", ".htaccess", ".htpasswd", ".git/config", "id_rsa", "id_ed25519", "ID_RSA", "dump.sql",
                   "site.bak", "prod.env", "server.key", "server.PEM", "base.sqlite", "passwords.kdbx", "passwd")],
    *[Tree(f"skipped among records: {name}", "0", put(f"memos/{name}", "---\nсломано: [\n"))
      for name in (".git/config", ".b.md.swp", "~$b.docx", "b.md~", "_черновик.md", "Thumbs.db", "desktop.ini",
                   ".DS_Store", "_old/b.md")],
    *[Tree(f"no record: {name}", "1 file-extension", put(f"memos/{name}", RECORD))
      for name in ("b.html", "b.yaml", "b.MD", "b.markdown", "b.md.txt", "b", "b.docx", "b.php", "b.md.bak")],
    Tree("Markdown among plans", "1 file-extension", put("plans/b.md", RECORD)),
    Tree("a misspelt folder", "1 folder-misspelt", put("memo/b.md", RECORD)),
]
NAMES = [
    *[Tree(f"a name of Windows: {name}", "1 file-name-reserved", put(f"memos/{name}", RECORD))
      for name in ("con.md", "CON.md", "aux.md", "nul.md", "prn.md", "com1.md", "com7.md", "lpt9.md", "con.a.md",
                   "a:b.md", "a?b.md", "a*b.md", "a|b.md", "a<b>.md", "a\"b.md")],
    *[Tree(f"an attachment with a name of Windows: {name!r}", "1 file-name-reserved", put(f"files/{name}", "x"))
      for name in ("con.pdf", "a.pdf ", "a.pdf.", "a:b.pdf", "COM9.pdf")],
    Tree("a folder with a name of Windows", "1 file-name-reserved", put("memos/nul/b.md", RECORD)),
    *[Tree(f"bytes that are no letters in a name: {name!a}", "1 file-name-bytes", put(f"memos/{name}", RECORD))
      for name in ("a\nb.md", "a\tb.md", "a\x1b[2Jb.md", "a\\b.md", "a\x7fb.md", "\udcff\udcfe.md", "\udcd0.md")],
    Tree("a folder whose name is no UTF-8", "1 file-name-bytes", put("memos/\udcffb/b.md", RECORD)),
    Tree("an attachment whose name is no UTF-8", "1 file-name-bytes", put("files/\udccf\udcf0.pdf", "x")),
    Tree("a name of two hundred bytes and three", "1 file-name-long", put(f"memos/{LONG}.md", RECORD)),
    Tree("a folder with a very long name", "1 file-name-long", put(f"memos/{LONG}яя/b.md", RECORD)),
    Tree("folders deeper than sixteen", "1 folder-depth", put("memos/" + "a/" * 17 + "b.md", RECORD)),
    Tree("a very long path", "1 file-name-long", put("memos/" + ("я" * 60 + "/") * 9 + "b.md", RECORD)),
    *[Tree(f"a name that is markup stays text: {name!r}", "0 ?", put(f"files/{name}", "x"),
           memo(attachments=f"['/files/{name}']") if "'" not in name else memo())
      for name in ("a&amp;b.pdf", "a&b.pdf", "a'onload=b.pdf", "{{title}}.pdf", "a`b`.pdf", "a%3Cscript%3E.pdf",
                   "-rf.pdf", "$(touch x).pdf", "a b.pdf", "a\u00a0b.pdf", "a#b.pdf", "а.pdf")] ,
    *[Tree(f"a name that addresses encode: {name!r}", "0 ?", put(f"files/{name}", "x"),
           memo(f"Вот [он](<../files/{quote(name)}>).\n", attachments=f'["/files/{name}"]'))
      for name in ("a b.pdf", "a#b.pdf", "a%20b.pdf", "a&b=c;d.pdf", "a+b,c.pdf", "(a)[b].pdf", "№ 1.pdf", "a~b!c@d$.pdf")],
    *[Tree(f"a record whose name gives no letters: {name!r}", "0 ?", put(f"memos/{name}", RECORD))
      for name in ("....md", "😀.md", "！.md", "-.md", "%2e%2e.md")],
    Tree("two names in one address", "1 url-taken", put("memos/съезд.md", RECORD), put("memos/сьезд.md", RECORD)),
    Tree("two names that differ in case", "1 name-twin", put("memos/Урок.md", RECORD), put("memos/урок.md", RECORD)),
    Tree("two names that differ in Unicode form", "1 name-twin",
         put("memos/\u0439од.md", RECORD), put("memos/\u0438\u0306од.md", RECORD)),
    Tree("attachments that differ in case", "1 name-twin output-twins", put("files/A.pdf", "x"), put("files/a.pdf", "x")),
    Tree("a record and a folder of one name", "0 ?", put("memos/b.md", RECORD), put("memos/b/c.md", RECORD)),
    Tree("ё and е", "1 url-taken", put("memos/ёлка.md", RECORD), put("memos/елка.md", RECORD)),
]
GROUPS = {"links": LINKS, "special files": SPECIAL, "sizes": SIZES, "types": TYPES, "names": NAMES}
