#!/usr/bin/env python3
"""First inputs for fuzzing, made of what the other tests and the demonstration have already.

    seeds.py PROGRAM WORK OUT     PROGRAM builds the demonstration in WORK; OUT gets a folder a target

The corpus is what libFuzzer keeps of them and of what it found itself (tests/fuzz/README.md)."""
import hashlib
import pathlib
import random
import re
import subprocess
import sys

tests = pathlib.Path(__file__).resolve().parent.parent
content = tests.parent / "content"
largest = 6000
program, work, out = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])


def add(target, data):
    data = data.encode() if isinstance(data, str) else data
    if 0 < len(data) <= largest:
        folder = out / target
        folder.mkdir(parents=True, exist_ok=True)
        (folder / hashlib.sha1(data).hexdigest()).write_bytes(data)


def sections(path):
    """The parts of a text archive: `-- path --` and what stands below."""
    parts = re.split(r"(?m)^-- (.+) --\n", path.read_text())
    return list(zip(parts[1::2], parts[2::2]))


def raw(text):
    return re.sub(rb"\\x([0-9a-fA-F]{2})", lambda m: bytes([int(m[1], 16)]), text.encode())


def texts():
    for path in sorted(content.rglob("*")):
        if path.suffix in (".md", ".yaml"):
            yield path.name, path.read_text()
    for path in sorted((tests / "mistakes").glob("*.txt")):
        yield from sections(path)
    for path in sorted((tests / "formats").glob("*.yaml")):
        yield path.name, path.read_text()


def add_texts():
    for name, text in texts():
        if name.endswith(".md"):
            add("front_matter", text)
            add("markdown", re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.S))
        elif name.endswith(".yaml"):
            add("yaml", text)
            add("front_matter", "---\n" + text + "---\n")
            add("fmt", without_ids(text))
    for path in (tests / "unit/content").glob("*_test.cpp"):
        target = "markdown" if "markdown" in path.name else "math" if "math" in path.name else "yaml"
        for text in strings_of(path):
            add(target, text)
    specification = tests / "judges/node_modules/commonmark-spec/spec.txt"
    if specification.exists():
        for example in re.findall(r"(?ms)^`{32} example.*?\n(.*?)^\.\n", specification.read_text()):
            add("markdown", example.replace("→", "\t"))
    for line in (tests / "formulas/school.txt").read_text().splitlines()[::2]:
        add("math", line)


def without_ids(text):
    """Every second id goes: in braces, or with the line that it stands in."""
    count = iter(range(10 ** 6))
    gone = lambda match: match[0] if next(count) % 2 else match[1]
    text = re.sub(r"(\{)id: [^,}]+, ", gone, text)
    return re.sub(r"(?m)^( *- )id: .*\n +(?=\w)", gone, text)


def strings_of(path):
    for literal in re.findall(r'(?:"(?:[^"\\\n]|\\.)*"\s*)+', path.read_text()):
        joined = "".join(re.findall(r'"((?:[^"\\\n]|\\.)*)"', literal))
        yield joined.replace("\\n", "\n").replace('\\"', '"').replace("\\t", "\t").replace("\\\\", "\\")
    for literal in re.findall(r'(?s)R"\((.*?)\)"', path.read_text()):
        yield literal


def add_deadlines():
    for path in (tests / "unit/kinds").glob("deadline*_test.cpp"):
        for number, text in enumerate(strings_of(path)):
            if re.search("[а-яё]", text):
                add("deadlines", bytes([number % 4]) + text.encode())
    for path in content.rglob("*.yaml"):
        for text in re.findall(r"deadline: *(.+)", path.read_text()):
            add("deadlines", b"\0" + text.strip("'\"").encode())


def add_documents():
    for path in sorted((tests / "documents").iterdir()):
        if path.suffix in (".docx", ".xlsx"):
            add(path.suffix[1:], path.read_bytes())
        elif path.suffix == ".txt":
            for name, text in sections(path):
                kind = name.rpartition(".")[2]
                if kind in ("docx", "xlsx"):
                    add(kind, text)
                elif kind in ("csv", "tsv", "txt"):
                    add("tables", raw(text))
    for path in (tests / "unit/formats").glob("*read_test.cpp"):
        for text in strings_of(path):
            if "<" in text or "|" in text:
                add("xlsx" if "xlsx" in path.name else "docx", text)
    for path in (tests / "unit/mirror").glob("*table*_test.cpp"):
        for text in strings_of(path):
            add("tables", text)
    for path in (tests / "import").glob("*.txt"):
        for name, text in sections(path):
            if name not in ("bank", "messages"):
                add("questions", raw(text))
    for path in content.rglob("*"):
        if path.suffix in (".png", ".jpg"):
            add("pictures", path.read_bytes())
    chunk = lambda kind, data: len(data).to_bytes(4, "big") + kind + data + b"crc!"
    add("pictures", b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", b"x") + chunk(b"tEXt", b"A") + chunk(b"eXIf", b"N") + chunk(b"IEND", b""))
    add("pictures", b"\xff\xd8\xff\xe1\0\6GPS!\xff\xdb\0\4qq\xff\xda\0\2scan\xff\0\xff\xd0scan\xff\xd9film")
    add("pictures", b"GIF89a\1")
    add("pictures", b"RIFF\1\1\1\1WEBPVP8 ")


def add_templates():
    for path in sorted((tests / "stache").glob("*.txt")):
        for case in re.split(r"(?m)^=== .*\n", path.read_text())[1:]:
            parts = re.split(r"(?m)^--- (.+)\n", case)
            named = dict(zip(parts[1::2], parts[2::2]))
            text = named.get("template", "")
            for name, partial in named.items():
                if name.startswith(("template ", "partial ")):
                    text += f"-- {name.split(' ', 1)[1]} --\n{partial}"
            add("templates", text)
    for path in (tests.parent / "themes").rglob("*.html"):
        for line in path.read_text().split("\n\n"):
            line = re.sub(r"\{\{\{[^}]*\}\}\}", "{{{body}}}", line)
            add("templates", re.sub(r"\{\{(\^|#|/|)[\w.]+\}\}", r"{{\1title}}", line))
    chance = random.Random(7)
    for text in strings_of(tests / "unit/cli/missing_ids_test.cpp"):
        for encoding in ("utf-8", "cp1251", "utf-16"):
            add("fmt", text.encode(encoding, "ignore"))
    for target, size, count in (("mustache", 120, 120), ("edits", 60, 8), ("mirror", 400, 60)):
        for _ in range(count):
            add(target, chance.randbytes(size))


def add_requests():
    host = "Host: localhost:4000\r\n"
    targets = ["/", "/memos/pered-vpr/", "/memos/pered-vpr", "/memos/pered-vrp/", "/files/link.txt", "/.env",
               "/%2e%2e/secret.txt", "/_vitrina/", "/_vitrina/changes?page=/memos/pered-vpr/&seen=1", "/site.css",
               "/_vitrina/preview.css", "/_vitrina/reload.js", "/%3Czq%3E/", "/search.json", "/portal.json", "/atom.xml"]
    for target in targets:
        add("answers", f"GET {target} HTTP/1.1\r\n{host}\r\n")
        add("answers", target)
    for fields in ["If-None-Match: \"x\"\r\n", "Sec-Fetch-Site: cross-site\r\n", "Content-Length: 1\r\n",
                   "Transfer-Encoding: chunked\r\n", "Connection: close\r\n", "Host: x\r\n", ": x\r\n"]:
        add("answers", f"HEAD / HTTP/1.0\r\n{host}{fields}\r\n")
    for name in ("127.0.0.1:4000", "[::1]:4000", "evil.example:4000", "LOCALHOST:4000"):
        add("answers", f"GET / HTTP/1.1\nhost: {name}\n\n")
    add("answers", "POST / HTTP/1.1\r\n" + host + "\r\n")


def add_built():
    """Catalogues and records that the demonstration publishes, and the state that it leaves."""
    subprocess.run([program, "build", content, "-o", work / "out", "--quiet"], check=True)
    for path in sorted((work / "out").rglob("*.json")):
        add("catalogues", path.read_bytes())
    for path in (tests / "unit").rglob("*_test.cpp"):
        if path.parent.name in ("kinds", "mirror", "site", "content"):
            for text in strings_of(path):
                if text.lstrip().startswith(("{", "[")):
                    add("catalogues", text)
    small = work / "small"
    for name, text in sections(tests / "mistakes/good-site.txt"):
        (small / name).parent.mkdir(parents=True, exist_ok=True)
        (small / name).write_text(text)
    for _ in range(2):
        subprocess.run([program, "build", small, "-o", work / "small-out", "--quiet"], check=True)
    # In the order of the readers in state.cpp.
    for path in sorted((work / ".vitrina").rglob("*")):
        number = {"outputs": 0, "sources": 5, "pages": 6, "_build": 9}.get(path.name)
        if path.is_file() and number is not None:
            add("state", bytes([number]) + path.read_bytes().partition(b"\n")[2][:largest - 1])
    standing = b"5\t17\t-5\t77\tmemos/x/index.html\n"
    written = b"file\t" + b"0a" * 16 + b"\t5\tb\n"
    add("state", b"\0019\t\naside\ta\nway\t" + standing + b"new\tb\nchanged\td\ngone\t" + standing + written)
    add("state", b"\2" + (work / "small-out/.vitrina-files").read_bytes())
    for path in sorted((content / "committee/mirror").rglob("*")):
        if path.name == "state.json":
            add("state", b"\3" + path.read_bytes().partition(b"\n")[2])
        elif path.name == "journal.jsonl":
            add("state", b"\4" + path.read_bytes())
        elif path.is_file():
            add("catalogues", path.read_bytes())
    for number in range(11):
        for size in (1, 8, 40):
            add("state", bytes([number]) + bytes(size))


for made in (add_texts, add_deadlines, add_documents, add_templates, add_requests, add_built):
    made()
for folder in sorted(out.iterdir()):
    print(folder.name, len(list(folder.iterdir())))
