#!/usr/bin/env python3
"""Sites that fail, lie or attack, against `vitrina mirror`: faults.py PROGRAM FOLDER

Every fault is a school on a loopback address of its own. All are good at first and mirrored; then
each turns into its fault, and the run has to end in time, name the reason and keep the last good
set; then all are good again. Prints `ok NAME` or `FAILED NAME` per check and the figure N of N.
"""
import hashlib
import json
import os
import random
import shutil
import socket
import ssl
import subprocess
import sys
import threading
import time

PROGRAM, WORK = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
CLOCK = 1_800_000_000  # 2027-01-15
RECORDS = 8


def ok(name, good, why=""):
    print(f"{'ok' if good else 'FAILED'} {name}" + ("" if good else f"\n    {why}"), flush=True)
    return good


def record(number, revision, **changes):
    fields = {"id": f"criteria/r{number}", "kind": "criteria", "title": f"Критерии {number}",
              "url": f"criteria/r{number}/", "text": f"выпуск {revision}"} | changes
    return json.dumps(fields, ensure_ascii=False).encode()


class Set:
    """A whole site: portal.json and its files; `portal` may be spoilt before it is shown."""

    def __init__(self, site, sequence, revision, numbers=range(RECORDS), bodies=None, size=None):
        self.files, records = {}, []
        for number in numbers:
            body = (bodies or {}).get(number) or record(number, revision)
            path = f"criteria/r{number}.json"
            self.files[path] = body
            records.append({"id": f"criteria/r{number}", "kind": "criteria",
                            "title": f"Критерии {number}", "url": f"criteria/r{number}/",
                            "json": path, "sha256": hashlib.sha256(body).hexdigest(),
                            "size": len(body), "revision": "2027-01-10", "form": "data"})
        self.portal = {"version": 1, "site": site, "base_url": f"http://{site}/",
                       "title": "Школа", "sequence": sequence, "generated": "2027-01-10",
                       "records": records, "removed": []}

    def change(self, **values):
        self.portal |= values
        return self

    def spoil(self, **values):
        self.portal["records"][2] |= values
        return self

    def show(self, path, ask):
        if path == "portal.json":
            return answer(json.dumps(self.portal, ensure_ascii=False).encode())
        return answer(self.files[path]) if path in self.files else answer(b"no", "404 Not Found")


def answer(body, status="200 OK", headers=(), kind="application/json", length=None):
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", "Connection: close",
             f"Content-Length: {len(body) if length is None else length}", *headers]
    return [("\r\n".join(lines) + "\r\n\r\n").encode() + body]


def raw(*pieces):
    return lambda site, path, ask: list(pieces)


def portal_bytes(make):
    def show(site, path, ask):
        good = Set(site, 20270111, 2)
        if path != "portal.json":
            return good.show(path, ask)
        return answer(make(json.dumps(good.portal, ensure_ascii=False).encode()))
    return show


def altered(make):
    return lambda site, path, ask: make(site).show(path, ask)


def redirect(to, status="302 Found"):
    def show(site, path, ask):
        return answer(b"", status, [f"Location: {to.replace('SITE', site)}"])
    return show


def endless(piece):
    while True:
        yield piece


def slowly(head, piece, pause):
    yield head
    while True:
        time.sleep(pause)
        yield piece


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
NEXT = 20270111
S = lambda site, **kw: Set(site, NEXT, 2, **kw)  # the next honest version
UNREACHABLE, STATUS = "[mirror-unreachable]", "[mirror-status]"
JSON, PORTAL = "[mirror-not-json]", "[mirror-portal]"

FAULTS = {
    # The network side (faults.md M)
    "hang-before-head": (UNREACHABLE, lambda s, p, a: slowly(b"", b"", 3)),
    "hang-after-head": (UNREACHABLE, lambda s, p, a: slowly(HEAD + b"Content-Length: 9\r\n\r\n", b"", 3)),
    "drip-head": (UNREACHABLE, lambda s, p, a: slowly(HEAD, b"X: y\r\n", 1)),
    "drip-body": (UNREACHABLE, lambda s, p, a: slowly(HEAD + b"Content-Length: 9999\r\n\r\n", b" ", 1)),
    "continue-for-ever": ("[mirror-too-large]", lambda s, p, a: endless(b"HTTP/1.1 100 Continue\r\n\r\n" * 500)),
    "close-at-once": (UNREACHABLE, raw()),
    "cut-head": (JSON, raw(b"HTTP/1.1 200 OK\r\nContent-Ty")),
    "length-too-long": (UNREACHABLE, lambda s, p, a: answer(b"{}", length=999)),
    "length-negative": (UNREACHABLE, lambda s, p, a: answer(b"{}", length=-1)),
    "length-no-number": (UNREACHABLE, lambda s, p, a: answer(b"{}", length="many")),
    "chunk-garbage": (UNREACHABLE, raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n")),
    "chunk-cut": (UNREACHABLE, raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\n9\r\n{}")),
    "http-09": (UNREACHABLE, raw(b"{}")),
    "status-garbage": (UNREACHABLE, raw(b"HTTP/1.1 abc\r\n\r\n{}")),
    "body-endless": ("[mirror-too-large]", lambda s, p, a: [HEAD + b"\r\n", *([b" " * 65536] * 100)]),
    "chunks-endless": ("[mirror-too-large]", lambda s, p, a: [HEAD + b"Transfer-Encoding: chunked\r\n\r\n",
                                                     *([b"10000\r\n" + b" " * 65536 + b"\r\n"] * 100)]),
    "headers-endless": ("[mirror-too-large]", lambda s, p, a: [HEAD, *([b"X: " + b"y" * 8000 + b"\r\n"] * 40)]),
    "gzip-unasked": (UNREACHABLE, lambda s, p, a: answer(b"\x1f\x8b", headers=["Content-Encoding: gzip"])),
    "e404": (STATUS, lambda s, p, a: answer(b"{}", "404 Not Found")),
    "e403-html": (STATUS, lambda s, p, a: answer(b"<html>", "403 Forbidden", kind="text/html")),
    "e500": (STATUS, lambda s, p, a: answer(b"", "500 Oops")),
    "soft404": (JSON, lambda s, p, a: answer(b"<html>", kind="text/html; charset=utf-8")),
    "captive-portal": (JSON, lambda s, p, a: answer(b"<!DOCTYPE html>")),
    "partial-206": (STATUS, lambda s, p, a: answer(b"{}", "206 Partial Content")),
    "unasked-304": (STATUS, lambda s, p, a: answer(b"", "304 Not Modified")),
    "no-content-204": (STATUS, lambda s, p, a: answer(b"", "204 No Content")),
    "e429-wait": ("[mirror-wait]", lambda s, p, a: answer(b"", "429 Slow", ["Retry-After: 3600"])),
    "e503-wait-huge": ("[mirror-wait]", lambda s, p, a: answer(b"", "503 Busy", ["Retry-After: 99999999"])),
    "e503-wait-negative": (STATUS, lambda s, p, a: answer(b"", "503 Busy", ["Retry-After: -5"])),
    "redirect-loop": ("[mirror-redirect]", redirect("http://SITE/portal.json")),
    "redirect-off-site": ("[mirror-redirect]", redirect("http://127.9.9.9:PORT/portal.json")),
    "redirect-file": ("[mirror-redirect]", redirect("file:///etc/passwd")),
    "redirect-gopher": ("[mirror-redirect]", redirect("gopher://SITE/x")),
    "redirect-metadata": ("[mirror-redirect]", redirect("http://169.254.169.254/latest/")),
    "redirect-user": ("[mirror-redirect]", redirect("http://admin@SITE/portal.json")),
    "redirect-other-port": ("[mirror-redirect]", redirect("http://HOST:1/portal.json")),
    "redirect-nowhere": (STATUS, lambda s, p, a: answer(b"", "302 Found")),
    # Content and trust (faults.md N)
    "json-empty": (JSON, portal_bytes(lambda b: b"")),
    "json-cut": (JSON, portal_bytes(lambda b: b[:-20])),
    "json-tail": (JSON, portal_bytes(lambda b: b + b"x")),
    "json-mark": (JSON, portal_bytes(lambda b: b"\xef\xbb\xbf" + b)),
    "json-cp1251": (JSON, portal_bytes(lambda b: b.decode().encode("cp1251"))),
    "json-nan": (JSON, portal_bytes(lambda b: b.replace(b"20270111", b"NaN"))),
    "json-1e400": (JSON, portal_bytes(lambda b: b.replace(b"20270111", b"1e400"))),
    "json-surrogate": (JSON, portal_bytes(lambda b: b.replace("Школа".encode(), b"\\ud800"))),
    "json-nul": (JSON, portal_bytes(lambda b: b.replace("Школа".encode(), b"\0"))),
    "json-twice": (JSON, portal_bytes(lambda b: b[:-1] + b', "version": 1}')),
    "json-deep": (JSON, portal_bytes(lambda b: b"[" * 200000)),
    "json-wide": (JSON, portal_bytes(lambda b: b"[" + b"1," * 300000 + b"1]")),
    "portal-empty-object": (PORTAL, portal_bytes(lambda b: b"{}")),
    "portal-list": (PORTAL, portal_bytes(lambda b: b"[]")),
    "portal-version": (PORTAL, altered(lambda s: S(s).change(version=2))),
    "portal-items-not-list": (PORTAL, altered(lambda s: S(s).change(records={"a": 1}))),
    "portal-too-many": (PORTAL, altered(lambda s: S(s, numbers=range(60)))),
    "title-number": (PORTAL, altered(lambda s: S(s).spoil(title=5))),
    "title-huge": (PORTAL, altered(lambda s: S(s).spoil(title="x" * 1_000_000))),
    "title-turned": (PORTAL, altered(lambda s: S(s).spoil(title="a\u202eb"))),
    "title-escape": (PORTAL, altered(lambda s: S(s).spoil(title="a\u001b[2Jb"))),
    "href-traversal": (PORTAL, altered(lambda s: S(s).spoil(json="../../etc/passwd"))),
    "href-absolute": (PORTAL, altered(lambda s: S(s).spoil(json="/etc/passwd"))),
    "href-other-host": (PORTAL, altered(lambda s: S(s).spoil(json="//evil.example/x"))),
    "href-file": (PORTAL, altered(lambda s: S(s).spoil(json="file:///etc/passwd"))),
    "href-script": (PORTAL, altered(lambda s: S(s).spoil(url="javascript:alert(1)"))),
    "hash-no-hash": (PORTAL, altered(lambda s: S(s).spoil(sha256="../../x"))),
    "size-negative": (PORTAL, altered(lambda s: S(s).spoil(size=-1))),
    "size-huge": ("[mirror-too-large]", altered(lambda s: S(s).spoil(size=10**9))),
    "size-lie": ("[mirror-hash]", altered(lambda s: S(s).spoil(size=7))),
    "hash-mismatch": ("[mirror-hash]", altered(lambda s: S(s).spoil(sha256="0" * 64))),
    "ids-twice": ("[mirror-ids-twice]", altered(lambda s: S(s).spoil(id="criteria/r1"))),
    "files-twice": ("[mirror-ids-twice]", altered(lambda s: S(s).spoil(json="criteria/r1.json"))),
    "record-other-id": (PORTAL, altered(lambda s: S(s, bodies={2: record(3, 2)}))),
    "record-other-kind": (PORTAL, altered(lambda s: S(s, bodies={2: record(2, 2, kind="plan")}))),
    "record-html": (JSON, altered(lambda s: S(s, bodies={2: b"<script>alert(1)</script>"}))),
    "record-turned": (PORTAL, altered(lambda s: S(s, bodies={2: record(2, 2, text="a\u202eb")}))),
    "record-gone": (STATUS, altered(lambda s: S(s).spoil(json="criteria/none.json"))),
    "sequence-rollback": ("[mirror-rollback]", altered(lambda s: Set(s, 20270101, 2))),
    "sequence-leap": ("[mirror-future]", altered(lambda s: S(s).change(sequence=2**62))),
    "sequence-negative": (PORTAL, altered(lambda s: S(s).change(sequence=-1))),
    "date-future": ("[mirror-future]", altered(lambda s: S(s).change(generated="2027-06-01"))),
    "site-stolen": ("[mirror-identity]", altered(lambda s: S("127.0.1.1:" + s.split(":")[1]))),
    "list-emptied": ("[mirror-vanished]", altered(lambda s: S(s, numbers=[]))),
    "hotlines-no-list": (PORTAL, altered(lambda s: S(s).change(hotlines=5))),
    "hotline-turned": (PORTAL, altered(lambda s: S(s).change(hotlines=[{"title": "a\u202eb"}]))),
    "section-negative": (PORTAL, altered(lambda s: S(s).change(
        sections=[{"kind": "memo", "count": -1, "url": "memos/"}]))),
    "section-script": (PORTAL, altered(lambda s: S(s).change(
        sections=[{"kind": "memo", "count": 1, "url": "javascript:alert(1)"}]))),
    "base-url-elsewhere": ("[mirror-base-url]", altered(lambda s: S(s).change(base_url="https://casino.example/"))),
    "base-url-lines": (PORTAL, altered(lambda s: S(s).change(base_url="https://a\nb/"))),
    "removed-no-list": (PORTAL, altered(lambda s: S(s).change(removed=5))),
    "revision-no-date": (PORTAL, altered(lambda s: S(s).spoil(revision="soon"))),
    "kind-traversal": (PORTAL, altered(lambda s: S(s).spoil(kind="../x"))),
    "record-escape": (PORTAL, altered(lambda s: S(s, bodies={2: record(2, 2, text="a\u001b[2J")}))),
    "record-deep": (JSON, altered(lambda s: S(s, bodies={2: b"[" * 100000}))),
    "half-gone": ("[mirror-vanished]", altered(lambda s: S(s, numbers=range(RECORDS // 2)))),
}
TLS = ["tls-self-signed"]
NAMES = [*FAULTS, *TLS]


class School:
    def __init__(self, number, name, port):
        self.name, self.host, self.faulty, self.version = name, f"127.0.1.{number}", False, 1
        self.listener = socket.create_server((self.host, port), backlog=64)
        self.port = self.listener.getsockname()[1]
        self.site = f"{self.host}:{self.port}"
        self.context, self.asked, self.times, self.open, self.most_open = None, 0, [], 0, 0
        self.lock = threading.Lock()
        threading.Thread(target=self.serve, daemon=True).start()

    def pieces(self, path, ask):
        if self.faulty:
            for piece in FAULTS[self.name][1](self.site, path, ask):
                yield (piece.replace(b"PORT", str(self.port).encode())
                       .replace(b"HOST", self.host.encode()))
        else:
            yield from Set(self.site, 20270109 + self.version, self.version).show(path, ask)

    def serve(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.speak, args=(connection,), daemon=True).start()

    def speak(self, connection):
        with self.lock:
            self.asked += 1
            self.times.append(time.monotonic())
            self.open += 1
            self.most_open = max(self.most_open, self.open)
        try:
            if self.context:
                connection = self.context.wrap_socket(connection, server_side=True)
            ask = b""
            while b"\r\n\r\n" not in ask:
                piece = connection.recv(65536)
                if not piece:
                    return
                ask += piece
            path = ask.split(b" ")[1].decode().lstrip("/")
            for piece in self.pieces(path, ask):
                connection.sendall(piece)
                if not piece and self.has_gone(connection):
                    return
        except (OSError, IndexError, ssl.SSLError):
            pass
        finally:
            with self.lock:
                self.open -= 1
            connection.close()

    @staticmethod
    def has_gone(connection):
        connection.setblocking(False)
        try:
            return connection.recv(1) == b""
        except BlockingIOError:
            return False
        finally:
            connection.setblocking(True)


class Shared(School):
    """Many schools at one host, each in a folder; `busy` asks for its peace."""

    def __init__(self, number):
        super().__init__(number, "shared", 0)
        self.paths, self.busy = [], ""

    def pieces(self, path, ask):
        self.paths.append(path)
        school, _, rest = path.partition("/")
        if school == self.busy:
            return answer(b"", "429 Slow", ["Retry-After: 3600"])
        return Set(f"{self.site}/{school}", 20270110, 1).show(rest, ask)


class Crowd(School):
    """Many schools at one address, each below a folder of its own."""

    def pieces(self, path, ask):
        school, _, rest = path.partition("/")
        yield from Set(f"{self.site}/{school}", 20270110, 1).show(rest, ask)


class Tagged(School):
    """Names its version as it is told to, and keeps what it is asked."""

    tag, asks = "", []

    def pieces(self, path, ask):
        self.asks.append(ask)
        good = Set(self.site, 20270110, 1)
        if path != "portal.json":
            return good.show(path, ask)
        return answer(json.dumps(good.portal, ensure_ascii=False).encode(), headers=[f"ETag: {self.tag}"])


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def committee(folder, sources, schools=None, extra=""):
    write(f"{folder}/site.yaml", "title: Комитет\norganization: {kind: committee, name: Комитет}\n"
          "base_url: https://komitet.example.org/\nschool_year: 2026-2027\n")
    names = schools or [name for name, _ in sources]
    write(f"{folder}/schools.yaml", "schools:\n" + "".join(
        f"  - {{id: '{name}', name: Школа}}\n" for name in names))
    write(f"{folder}/sources.yaml", "sources:\n" + "".join(
        f"  - {{school: '{name}', {source}}}\n" for name, source in sources) + extra)


def run(folder, *options, clock=CLOCK, env=None, **more):
    return subprocess.run([PROGRAM, "mirror", folder, "--all-errors", *options], text=True,
                          capture_output=True, timeout=150,
                          env={**os.environ, "SOURCE_DATE_EPOCH": str(clock), "VITRINA_LANG": "en",
                               **(env or {})}, **more)


def tree(folder):
    found = {}
    for place, _, files in os.walk(folder):
        for name in files:
            if name != ".lock":
                path = os.path.join(place, name)
                with open(path, "rb") as file:
                    found[os.path.relpath(path, folder)] = file.read()
    return found


def state(folder, school):
    with open(f"{folder}/mirror/{school}/state.json", encoding="utf-8") as file:
        return json.loads(file.read().split("\n", 1)[1])


def faults(schools, flags):
    folder = f"{WORK}/faults"
    limits = "limits: {max_bytes: 200000, max_records: 50}\n"
    committee(folder, [(one.name, f'url: "http://{one.site}/"') for one in schools], extra=limits)
    first = run(folder, *flags)
    ok("every site is mirrored while it is good", first.returncode == 0, first.stderr[-2000:])
    good = {one.name: state(folder, one.name)["set"] for one in schools}
    again = run(folder, *flags, clock=CLOCK + 60)
    ok("a second run finds nothing new", again.returncode == 0 and " unchanged" in again.stdout
       and " new" not in again.stdout, again.stdout[-500:])
    before = tree(folder + "/mirror")

    for one in schools:
        one.faulty = True
    by_name = {one.name: one for one in schools}
    tls = by_name["tls-self-signed"]
    tls.context = served_by(certificate("self-signed", tls.host))
    committee(folder, [(one.name, f'url: "http{"s" if one is tls else ""}://{one.site}/"')
                       for one in schools], extra=limits)
    started = time.monotonic()
    second = run(folder, *flags, "--jobs", "32", clock=CLOCK + 120)
    took = time.monotonic() - started
    ok("faults end the run with exit 5", second.returncode == 5, second.stderr[-2000:])
    ok("nobody holds the others up", took < 80, f"{took:.0f} s")
    after = tree(folder + "/mirror")
    survived = 0
    for name in NAMES:
        expected = "[mirror-tls]" if name in TLS else FAULTS[name][0]
        now = state(folder, name)
        kept = {path: text for path, text in before.items()
                if path.startswith(name + "/") and not path.endswith("state.json")}
        intact = all(after.get(path) == text for path, text in kept.items())
        no_more = {path for path in after if path.startswith(name + "/")} == {
            path for path in before if path.startswith(name + "/")}
        survived += ok(f"fault {name}", f"[{now.get('reason')}]" == expected and now["set"] == good[name]
                       and intact and no_more and expected in second.stderr,
                       f"reason {now.get('reason')} {now.get('reason_args')}, expected {expected}")
    print(f"survived {survived} of {len(NAMES)} faults")
    waiting = run(folder, *flags, "--only", "e429-wait", clock=CLOCK + 180)
    ok("a site that asked to wait is not asked", "[mirror-wait]" in waiting.stderr, waiting.stderr)

    tls.context = None
    for one in schools:
        one.faulty, one.version = False, 2
    committee(folder, [(one.name, f'url: "http://{one.site}/"') for one in schools], extra=limits)
    third = run(folder, *flags, "--jobs", "32", clock=CLOCK + 90_000)
    ok("all are taken when they are well again", third.returncode == 0
       and third.stdout.count(" changed") == len(NAMES), third.stderr[-1000:])
    schools[0].version = 1
    old = run(folder, *flags, "--only", schools[0].name, clock=CLOCK + 90_060)
    ok("a superseded set is not taken back", "[mirror-rollback]" in old.stderr, old.stderr)
    schools[0].version = 2
    return folder


def kept_data(folder, schools, flags):
    name = schools[1].name
    for file in ("state.json", "journal.jsonl"):
        path = f"{folder}/mirror/{name}/{file}"
        with open(path, "rb") as opened:
            text = opened.read()
        with open(path, "wb") as opened:
            opened.write(text.replace(b"2027", b"2026", 1))
        schools[1].version += 1
        damaged = run(folder, *flags, "--only", name, clock=CLOCK + 95_000)
        ok(f"a change by hand in {file} is found", damaged.returncode == 5
           and "[mirror-kept-damaged]" in damaged.stderr, damaged.stderr)
        with open(path, "wb") as opened:
            opened.write(text)


def kills(schools, flags):
    some = schools[-12:]
    sources = [(one.name, f'url: "http://{one.site}/"') for one in some]
    quiet, wild = f"{WORK}/quiet", f"{WORK}/killed"
    committee(quiet, sources)
    committee(wild, sources)
    started = time.monotonic()
    undisturbed = run(quiet, *flags)
    took = time.monotonic() - started
    chance = random.Random(7)
    killed = 0
    for _ in range(8):
        process = subprocess.Popen([PROGRAM, "mirror", wild, *flags],
                                   env={**os.environ, "SOURCE_DATE_EPOCH": str(CLOCK)},
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            process.wait(timeout=took * chance.uniform(0.05, 0.95))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            killed += 1
    last = run(wild, *flags)
    clean = {path: text for path, text in tree(wild).items() if not path.endswith(".new")}
    ok(f"after {killed} kills the end is that of an undisturbed run",
       killed > 0 and undisturbed.returncode == 0 and last.returncode == 0 and clean == tree(quiet),
       sorted(set(clean) ^ set(tree(quiet)))[:5])


def two_runs(schools, flags):
    folder = f"{WORK}/two"
    committee(folder, [(schools[0].name, f'url: "http://{schools[0].site}/"')])
    schools[0].faulty = True  # hang-before-head
    first = subprocess.Popen([PROGRAM, "mirror", folder, *flags], stdout=subprocess.DEVNULL,
                             stderr=subprocess.DEVNULL)
    time.sleep(1)
    second = run(folder, *flags)
    first.kill()
    first.wait()
    schools[0].faulty = False
    ok("a second run says that a first is at work", second.returncode == 4
       and "[mirror-locked]" in second.stderr, second.stderr)


def out_of_reach(schools, flags):
    one = schools[NAMES.index("close-at-once")]
    folder = f"{WORK}/silent"
    committee(folder, [("one", f'url: "http://{one.site}/"')])
    one.faulty, tries = True, []
    for number in range(6):
        one.asked = 0
        one.name = NAMES[0] if number == 4 else "close-at-once"  # silent for once
        started = time.monotonic()
        told = run(folder, *flags, clock=CLOCK + 60 * number)
        took = time.monotonic() - started if number == 4 else 0
        ok(f"a site out of reach is told, try {number + 1}", UNREACHABLE in told.stderr and took < 8,
           f"{took:.0f} s {told.stderr}")
        tries.append(one.asked)
    ok("a site that stays out of reach is asked once, every fifth time twice", tries == [2, 2, 1, 1, 1, 2], tries)
    for word in ("--only", "accept"):
        one.asked = 0
        named = subprocess.run([PROGRAM, "mirror", word, "one", folder, *flags], capture_output=True, text=True,
                               timeout=60, env={**os.environ, "SOURCE_DATE_EPOCH": str(CLOCK + 500)})
        ok(f"a site that a person names is asked in full, `mirror {word}`",
           UNREACHABLE in named.stderr and one.asked == 2, f"{one.asked} {named.stderr}")
    one.faulty = False
    ok("it is taken when it is back", " new" in run(folder, *flags, clock=CLOCK + 600).stdout)


def shared_host():
    folder = f"{WORK}/shared"
    host = Shared(250)
    flags = ["--allow-private", "--allow-port", str(host.port)]
    at = lambda name: (name, f'url: "http://{host.site}/{name}/"')
    committee(folder, [at("one"), at("two"), at("three")])
    taken = run(folder, *flags, "--jobs", "8")
    nearest = min(b - a for a, b in zip(host.times, host.times[1:]))
    ok("schools of one host are asked five times a second at most, all together", taken.returncode == 0
       and len(host.times) == 3 * (RECORDS + 1) and nearest > 0.15, f"{len(host.times)} {nearest} {taken.stderr}")
    host.busy, host.paths = "one", []
    waiting = run(folder, *flags, clock=CLOCK + 60)
    ok("a host that asks to wait is not asked for another school", waiting.stderr.count("[mirror-wait]") == 3
       and host.paths == ["one/portal.json"], f"{host.paths} {waiting.stderr}")
    committee(folder, [at("one"), at("four")])
    host.paths = []
    waiting = run(folder, *flags, "--only", "four", clock=CLOCK + 120)
    ok("nor in a later run", "[mirror-wait]" in waiting.stderr and not host.paths, f"{host.paths} {waiting.stderr}")
    host.busy = ""
    ok("it is asked when the time has come", run(folder, *flags, clock=CLOCK + 4000).returncode == 0)


def openssl(*words):
    subprocess.run(["openssl", *words], check=True, capture_output=True, cwd=WORK)


def certificate(name, host, issuer=None, days=2):
    """Key and certificate of a server; without an issuer it vouches for itself."""
    write(f"{WORK}/{name}.ext", f"subjectAltName=IP:{host}\nbasicConstraints=CA:{'FALSE' if issuer else 'TRUE'}\n")
    openssl("req", "-new", "-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={name}", "-keyout", f"{name}.key", "-out", f"{name}.csr")
    signed = ["-CA", f"{issuer}.pem", "-CAkey", f"{issuer}.key", "-CAcreateserial"] if issuer else ["-signkey", f"{name}.key"]
    openssl("x509", "-req", "-in", f"{name}.csr", "-days", str(days), "-extfile", f"{name}.ext", "-out", f"{name}.pem", *signed)
    return name


def served_by(name):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(f"{WORK}/{name}.pem", f"{WORK}/{name}.key")
    return context


def certificates(schools, flags):
    one, folder = schools[0], f"{WORK}/certificates"
    committee(folder, [("one", f'url: "https://{one.site}/"')])
    for issuer in ("authority", "stranger"):
        certificate(issuer, "127.0.0.1")
    for name, host, issuer, days, expected in (
            ("expired", one.host, "authority", -1, "[mirror-tls]"),
            ("of another host", "127.0.9.9", "authority", 2, "[mirror-tls]"),
            ("of an unknown authority", one.host, "stranger", 2, "[mirror-tls]"),
            ("as it should be", one.host, "authority", 2, "")):
        one.context = served_by(certificate(name.replace(" ", "-"), host, issuer, days))
        told = run(folder, *flags, "--ca-file", f"{WORK}/authority.pem")
        ok(f"a certificate {name} is {'refused' if expected else 'taken'}",
           expected in told.stderr and told.returncode == (5 if expected else 0), told.stdout + told.stderr)
    one.context = None


def crowd(host, flags):
    folder, names = f"{WORK}/crowd", [f"s{number}" for number in range(4)]
    committee(folder, [(name, f'url: "http://{host.site}/{name}/"') for name in names])
    told = run(folder, *flags, "--jobs", "32")
    close = [last - first for first, last in zip(host.times, host.times[7:])]
    ok("many schools at one address: one connection at a time, few a second",
       told.returncode == 0 and host.asked == len(names) * (1 + RECORDS) and host.most_open == 1 and min(close) > 1,
       f"{host.asked} requests, {host.most_open} at once, seven within {min(close):.2f} s\n{told.stderr}")


def tags(host, flags):
    folder = f"{WORK}/tags"
    committee(folder, [("one", f'url: "http://{host.site}/"')])
    for tag, comes_back in (('"1"', True), ('"a\rX-Other: b"', False), ('"\x1b[2J"', False), (f'"{"x" * 2000}"', False), ('"2"', True)):
        host.tag = tag
        told = [run(folder, *flags, clock=CLOCK + 60 * len(host.asks)).returncode for _ in range(2)]
        ok(f"a tag {tag[:12]!r} is {'' if comes_back else 'not '}sent back", told == [0, 0]
           and (f"If-None-Match: {tag}\r\n".encode() in host.asks[-1]) == comes_back
           and (b"If-None-Match" in host.asks[-1]) == comes_back, host.asks[-1])


def addresses_and_network(schools, flags):
    folder = f"{WORK}/addresses"
    committee(folder, [("one", f'url: "http://{schools[0].site}/"')])
    refused = run(folder, "--allow-port", str(schools[0].port))
    ok("a loopback address is not asked", refused.returncode == 5
       and "[mirror-address]" in refused.stderr, refused.stderr)
    refused = run(folder, "--allow-private")
    ok("a port that was not let in is not asked", "[mirror-address]" in refused.stderr,
       refused.stderr)
    proxied = run(folder, env={"http_proxy": f"http://{schools[0].site}/"})
    ok("a proxy of the environment does not hide the address",
       "[mirror-address]" in proxied.stderr, proxied.stderr)
    folder = f"{WORK}/down"
    committee(folder, [(f"s{i}", f'url: "http://127.0.2.{i}/"') for i in range(1, 5)])
    down = run(folder, "--allow-private")
    ok("a machine without network blames itself", down.returncode == 3
       and "[mirror-network-down]" in down.stderr and tree(folder + "/mirror") == {}, down.stderr)
    os.makedirs(f"{WORK}/broken", exist_ok=True)
    write(f"{WORK}/broken/libcurl.so.4", "")
    broken = run(folder, "--allow-private", env={"LD_LIBRARY_PATH": f"{WORK}/broken"})
    ok("a missing library is told", broken.returncode == 3 and "[mirror-library]" in broken.stderr,
       broken.stderr)


def on_disk():
    folder = f"{WORK}/disk"
    one = Set("school.example.org", 20270110, 1)
    write(f"{WORK}/out/portal.json", json.dumps(one.portal, ensure_ascii=False))
    for path, body in one.files.items():
        write(f"{WORK}/out/{path}", body.decode())
    committee(folder, [("one", "path: ../out"), ("two", "file: inbox/two.xls")])
    dry = run(folder, "--offline", "--dry-run")
    ok("--dry-run keeps nothing", dry.returncode == 0 and " new" in dry.stdout
       and not os.path.exists(folder + "/mirror"), dry.stderr)
    taken = run(folder, "--offline")
    ok("an output on the disk is a source", taken.returncode == 0 and " new" in taken.stdout
       and "[mirror-source-type]" in taken.stderr, taken.stderr)
    listed = json.loads(run(folder, "--offline", "--format=json").stdout)
    ok("--format=json tells the states", [(s["school"], s["state"], s["records"]) for s in listed]
       == [("one", "unchanged", RECORDS)], listed)
    os.remove(f"{WORK}/out/criteria/r3.json")
    os.symlink("/etc/passwd", f"{WORK}/out/criteria/r3.json")
    for name in os.listdir(folder + "/mirror/one/objects"):
        if name == one.portal["records"][3]["sha256"]:
            os.remove(f"{folder}/mirror/one/objects/{name}")
    link = run(folder, "--offline")
    ok("a link in a source is not followed", "[mirror-path]" in link.stderr, link.stderr)
    committee(folder, [("two", "path: ../copy")], schools=["one", "two"])
    shutil.copytree(f"{WORK}/out", f"{WORK}/copy", ignore=lambda *_: ["r3.json"])
    write(f"{WORK}/copy/criteria/r3.json", one.files["criteria/r3.json"].decode())
    committee(folder, [("one", "path: ../out"), ("two", "path: ../copy")])
    stolen = run(folder, "--offline")
    ok("two schools cannot have one site", "[mirror-site-twice]" in stolen.stderr, stolen.stderr)


def tables():
    folder = f"{WORK}/tables"
    committee(folder, [("one", "file: inbox/one.csv")])
    head = "предмет;класс;вид работы;модель;максимум;«5» от;«4» от;«3» от\r\n"
    os.makedirs(f"{folder}/inbox")
    def send(rows, encoding="utf-8"):
        with open(f"{folder}/inbox/one.csv", "wb") as file:
            file.write((head + rows).encode(encoding))
    send("Математика;5-6;тест;баллы;20;17;13;8\r\n", "cp1251")
    taken = run(folder)
    ok("a table sent by mail is a source", taken.returncode == 0 and " new" in taken.stdout, taken.stderr)
    send("Математика;5-6;тест;баллы;20;много;13;8\r\n")
    wrong = run(folder)
    ok("a mistake in a table is told by line and column", wrong.returncode == 5
       and "one.csv:2" in wrong.stderr and "[mirror-portal]" in wrong.stderr, wrong.stderr)
    rule = "тест;баллы;20;17;13;8\r\n"
    send(f"Математика;5–8;{rule}Математика;5-8;{rule}")
    wrong = run(folder)
    ok("two rows for one work are told by both lines", wrong.returncode == 5 and "[mirror-table-twice]" in wrong.stderr
       and "one.csv:3" in wrong.stderr and "line 2" in wrong.stderr, wrong.stderr)
    send("Математика;5-6;тест;баллы;20;18;13;8\r\n")
    ok("a corrected table is a new version", " changed" in run(folder).stdout)
    log = subprocess.run([PROGRAM, "mirror", "log", "one", folder], capture_output=True, text=True)
    versions = [line.split()[1] for line in log.stdout.splitlines()]
    ok("`mirror log` lists the versions", len(versions) == 2, log.stdout + log.stderr)
    unknown = subprocess.run([PROGRAM, "mirror", "revert", "onne", folder, "--to", versions[0]],
                             env={**os.environ, "VITRINA_LANG": "en"}, capture_output=True, text=True)
    ok("a school that is not listed is named with the nearest", unknown.returncode == 2
       and "[mirror-school-unknown]" in unknown.stderr and "`one`" in unknown.stderr, unknown.stderr)
    committee(f"{WORK}/broken-list", [("one", "file: inbox/one.csv")], ["One"])
    for words in (["log", "one"], ["revert", "one", "--to", versions[0]]):
        told = subprocess.run([PROGRAM, "mirror", *words[:2], f"{WORK}/broken-list", *words[2:]], capture_output=True,
                              text=True, env={**os.environ, "VITRINA_LANG": "en"})
        ok(f"`mirror {words[0]}` tells mistakes in the list of schools", told.returncode == 1
           and "schools.yaml:2" in told.stderr and "[mirror-school-id]" in told.stderr, told.stderr)
    back = subprocess.run([PROGRAM, "mirror", "revert", "one", folder, "--to", versions[0]],
                          capture_output=True, text=True)
    ok("`mirror revert` makes a former version hold", back.returncode == 0
       and back.stdout.startswith(versions[0]), back.stderr)
    refused = run(folder)
    ok("what was reverted from stays refused", "[mirror-rollback]" in refused.stderr, refused.stderr)
    taken = subprocess.run([PROGRAM, "mirror", "accept", "one", folder], capture_output=True, text=True)
    ok("`mirror accept` takes it", taken.returncode == 0, taken.stderr)
    send("Математика;5-6;тест;баллы;20;чудо;13;8\r\n")
    run(folder)
    letter = subprocess.run([PROGRAM, "report", "school", "one", "--site", folder], capture_output=True, text=True,
                            env={**os.environ, "VITRINA_LANG": "ru"})
    ok("a letter says in words what was wrong", letter.returncode == 0 and "one.csv:2" in letter.stdout
       and "отсутствует или записано не так" in letter.stdout and "mirror-portal" not in letter.stdout,
       letter.stdout + letter.stderr)
    with open(f"{folder}/site.yaml", "a", encoding="utf-8") as file:
        file.write("inn: 5\n")
    letter = subprocess.run([PROGRAM, "report", "school", "one", "--site", folder], capture_output=True, text=True,
                            env={**os.environ, "VITRINA_LANG": "ru"})
    ok("no letter is made of a site with mistakes", letter.returncode == 1 and letter.stdout == ""
       and "[key-unknown]" in letter.stderr, letter.stdout + letter.stderr)
    proof = subprocess.run([PROGRAM, "mirror", "verify", folder], capture_output=True, text=True)
    ok("`mirror verify` proves it", proof.returncode == 0, proof.stderr)
    name = os.listdir(f"{folder}/mirror/one/objects")[0]
    with open(f"{folder}/mirror/one/objects/{name}", "ab") as file:
        file.write(b" ")
    proof = subprocess.run([PROGRAM, "mirror", "verify", folder], capture_output=True, text=True)
    ok("`mirror verify` names what was changed", proof.returncode == 3 and name in proof.stderr,
       proof.stderr)


def mistakes():
    folder = f"{WORK}/mistakes"
    good = 'url: "https://a.example.org/"'
    for expected, sources, schools, extra in (
            ("[mirror-school-id]", [("One", good)], None, ""),
            ("[mirror-school-twice]", [("one", good)], ["one", "one"], ""),
            ("[mirror-school-unknown]", [("ones", good)], ["one"], ""),
            ("[mirror-source-form]", [("one", f"{good}, path: x")], None, ""),
            ("[mirror-url]", [("one", 'url: "ftp://a.example.org/"')], None, ""),
            ("[mirror-url]", [("one", 'url: "https://user@a.example.org/"')], None, ""),
            ("[mirror-site-twice]", [("one", good), ("two", 'url: "https://A.example.org:443"')], None, ""),
            ("[mirror-limit]", [("one", good)], None, "limits: {vanish_fraction: 2}\n"),
            ("[mirror-limit]", [("one", good)], None, "limits: {stale_days: 0}\n"),
            ("[key-unknown]", [("one", f"{good}, adress: x")], None, "")):
        committee(folder, sources, schools, extra)
        told = run(folder)
        ok(f"mistake {expected[1:-1]}", told.returncode == 1 and expected in told.stderr
           and ".yaml:" in told.stderr, told.stderr)
    os.remove(f"{folder}/sources.yaml")
    told = run(folder)
    ok("mistake mirror-no-sources", told.returncode == 2 and "[mirror-no-sources]" in told.stderr,
       told.stderr)


def main():
    shutil.rmtree(WORK, ignore_errors=True)
    os.makedirs(WORK)
    schools, port = [], 0
    for number, name in enumerate(NAMES, 1):
        schools.append(School(number, name, port))
        port = schools[0].port
    flags = ["--allow-private", "--allow-port", str(port)]
    mistakes()
    on_disk()
    tables()
    addresses_and_network(schools, flags)
    certificates(schools, flags)
    crowd(Crowd(len(NAMES) + 1, "crowd", port), flags)
    tags(Tagged(len(NAMES) + 2, "tagged", port), flags)
    folder = faults(schools, flags)
    kept_data(folder, schools, flags)
    kills(schools, flags)
    two_runs(schools, flags)
    out_of_reach(schools, flags)
    shared_host()


main()
