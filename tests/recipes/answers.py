#!/usr/bin/python3
"""The snippets of the handbook do what it says of them: answers.py CHAPTER SITE ALIAS WORK

Each server of the chapter serves the published folder SITE, which must hold the page of a former
address ALIAS. Every file of the site is asked for.
"""
import gzip
import http.client
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "judges"))
from report import report  # noqa: E402
from servers import serving  # noqa: E402

YEAR = "public, max-age=31536000, immutable"
SCRIPT = ("text/javascript", "application/javascript")
TYPES = {".html": ("text/html",), ".css": ("text/css",), ".js": SCRIPT, ".json": ("application/json",), ".csv": ("text/csv",),
         ".ics": ("text/calendar",), ".xml": ("text/xml", "application/xml"), ".gift": ("text/plain",), ".txt": ("text/plain",),
         ".svg": ("image/svg+xml",), ".png": ("image/png",)}
COMPRESSED = {".html", ".css", ".js", ".json", ".csv", ".ics", ".xml", ".svg"}
NAMES_CHARSET = COMPRESSED - {".xml", ".svg", ".json"} | {".gift", ".txt"}  # the others say it themselves or have one only


class Visitor:
    def __init__(self, port):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)

    def ask(self, path, **headers):
        self.connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = self.connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()


def address(file):
    return "/" + file.removesuffix("index.html")


def standing_headers(fields, cache):
    wanted = {"cache-control": cache, "x-content-type-options": "nosniff", "content-security-policy": "frame-ancestors 'self'"}
    return [f"{name}: {fields.get(name)}, not {value}" for name, value in wanted.items() if fields.get(name) != value]


def file_problems(visitor, site, file):
    status, fields, body = visitor.ask(address(file))
    ending = Path(file).suffix
    kind, _, rest = fields.get("content-type", "").partition(";")
    yield from standing_headers(fields, YEAR if file.startswith("assets/") else "no-cache")
    if status != 200 or body != (site / file).read_bytes():
        yield f"status {status}, {len(body)} bytes"
    if kind not in TYPES.get(ending, (kind,)):
        yield f"the type {kind}"
    if ending in NAMES_CHARSET and rest.strip().lower() != "charset=utf-8":
        yield f"the charset {rest!r} of {kind}"
    if "set-cookie" in fields:
        yield "a cookie"


def compression_problems(visitor, site, files):
    sizes = [0, 0]  # of all pages, plain and as they are sent
    for file in files:
        plain = (site / file).read_bytes()
        if Path(file).suffix not in COMPRESSED or len(plain) < 1024:
            continue
        _, fields, body = visitor.ask(address(file), Accept_Encoding="gzip")
        if fields.get("content-encoding") != "gzip" or gzip.decompress(body) != plain:
            yield f"{file}: sent as {fields.get('content-encoding')}"
        elif "accept-encoding" not in fields.get("vary", "").lower():
            yield f"{file}: Vary is {fields.get('vary')}"
        elif file.endswith(".html"):
            sizes[0] += len(plain)
            sizes[1] += len(body)
    if sizes[1] * 3 > sizes[0]:
        yield f"pages: {sizes[1]} bytes of {sizes[0]}"


def freshness_problems(visitor, files):
    """What a browser has kept is asked about, and not sent again."""
    for file in files:
        for encoding in ("identity", "gzip"):
            _, fields, _ = visitor.ask(address(file), Accept_Encoding=encoding)
            status, again, body = visitor.ask(address(file), Accept_Encoding=encoding, If_None_Match=fields.get("etag", ""))
            if status != 304 or body:
                yield f"{file}, {encoding}: {fields.get('etag')} is {status}"
            yield from (f"{file}: 304 with {problem}" for problem in standing_headers(again, "no-cache")[:1])


def missing_problems(visitor, site):
    page = (site / "404.html").read_bytes()
    for path in ("/net/takoj/", "/net.css", "/assets/site.0000000000.css", "/search/zzzzz.js", "/.vitrina-files", "/acts/.git/config",
                 "/memos/index.html/x", "/%D0%BD%D0%B5%D1%82"):
        status, fields, body = visitor.ask(path)
        if status != 404 or body != page or not fields.get("content-type", "").startswith("text/html"):
            yield f"{path}: {status}, {fields.get('content-type')}, {len(body)} bytes"
        yield from (f"{path}: {problem}" for problem in standing_headers(fields, "no-cache"))
    status, _, body = visitor.ask("/assets/")
    if status not in (403, 404) or body != page:
        yield f"/assets/ is listed: {status}"
    if visitor.ask("/../etc/passwd")[0] not in (400, 403, 404):
        yield "a path leads out"


def redirect_problems(visitor, site, alias):
    status, _, body = visitor.ask(f"/{alias}/")
    if status != 200 or b'http-equiv="refresh"' not in body or body != (site / alias / "index.html").read_bytes():
        yield f"/{alias}/: {status}"
    for path in (f"/{alias}", "/memos"):
        status, fields, _ = visitor.ask(path)
        if status not in (301, 308) or not fields.get("location", "").endswith(path + "/"):
            yield f"{path}: {status} {fields.get('location')}"


def main():
    chapter, site, alias, work = sys.argv[1:]
    site, work = Path(site), Path(work)
    files = sorted(str(path.relative_to(site)) for path in site.rglob("*") if path.is_file() and path.name != ".vitrina-files")
    if not files:
        raise SystemExit(f"{site} holds no files")
    for name in ("nginx", "Apache", "Caddy"):
        with serving(name, chapter, site, work / name.lower()) as port:
            visitor = Visitor(port)
            report(f"{name}: {len(files)} files are served with their type and headers",
                   [f"{file}: {problem}" for file in files for problem in file_problems(visitor, site, file)])
            report(f"{name}: texts are sent compressed, pages to a third", compression_problems(visitor, site, files))
            report(f"{name}: what has not changed is not sent again",
                   freshness_problems(visitor, ["index.html", "search/index.js", "memos/index.html"]))
            report(f"{name}: what is not there is 404 with the site's page", missing_problems(visitor, site))
            report(f"{name}: former addresses and folders without a slash lead on", redirect_problems(visitor, site, alias))


main()
