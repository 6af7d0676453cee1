"""A small good site, and what a hostile author, archive or disk may do to it: the words of the tables.

A row of a table is Tree(name, expected, step, …). `expected` is the exit code and the ids of the
messages that must be told, as «1 encoding-nul»; no other message may be. «0» alone is a build
without a word, and a «?» behind it lets any warnings be.
"""
import os
import socket
from pathlib import Path

SITE = """title: Портал
organization: {kind: school, name: Школа № 3}
base_url: https://ocenka.school3.example.org/
school_year: 2025-2026
"""
GOOD = {
    "site.yaml": SITE,
    "memos/a.md": "---\ntitle: Памятка\ndate: 2026-02-01\naudience: parents\n---\nТекст.\n",
    "plans/p.yaml": "title: План\nrows:\n  - {id: r01, no: \"1\", measure: Собрание, deadline: Март 2026 г.}\n",
    "files/blank.txt": "бланк\n",
}
SECRET = "secret-outside-of-the-site"


class Tree:
    def __init__(self, name, expected, *steps):
        self.name, self.steps = name, steps
        code, *ids = expected.split()
        self.code, self.any_warning = int(code), "?" in ids
        self.ids = {one for one in ids if one != "?"}

    def make(self, folder):
        for path, text in GOOD.items():
            put(path, text)(folder)
        for step in self.steps:
            step(folder)


def at(folder, path):
    """A path below the folder; bytes that are no UTF-8 are written as `\\udcXX`."""
    where = Path(folder) / path
    where.parent.mkdir(parents=True, exist_ok=True)
    return where


def put(path, text):
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    return lambda folder: at(folder, path).write_bytes(data)


def memo(body="Текст.\n", path="memos/b.md", **fields):
    """A memo; a value of a field stands in the file as it is given here."""
    head = {"title": "Вторая", "date": "2026-02-01", "audience": "parents"} | fields
    lines = "".join(f"{key}: {value}\n" for key, value in head.items() if value is not None)
    front = ("---\n" + lines + "---\n").encode("utf-8", "surrogatepass")
    return put(path, front + (body if isinstance(body, bytes) else body.encode("utf-8", "surrogatepass")))


def plan(rows, path="plans/q.yaml"):
    return put(path, "title: Другой план\n" + rows)


def site(line):
    return put("site.yaml", SITE + line)


def link(path, target):
    return lambda folder: at(folder, path).symlink_to(target.replace("OUTSIDE", str(Path(folder).parent / "outside")))


def hard_link(path, target):
    return lambda folder: os.link(Path(folder) / target, at(folder, path))


def fifo(path):
    return lambda folder: os.mkfifo(at(folder, path))


def unix_socket(path):
    def make(folder):
        where = at(folder, path)
        one = socket.socket(socket.AF_UNIX)
        here = os.open(where.parent, os.O_RDONLY)  # the path of a socket must be short
        try:
            one.bind(f"/proc/self/fd/{here}/{where.name}")
        finally:
            os.close(here)
            one.close()
    return make


def folder(path):
    return lambda root: at(root, path + "/x").parent


def sparse(path, size, head=b""):
    def make(root):
        with open(at(root, path), "wb") as file:
            file.write(head)
            file.truncate(size)
    return make


def remove(path):
    return lambda root: (Path(root) / path).unlink()
