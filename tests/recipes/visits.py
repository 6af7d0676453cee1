#!/usr/bin/python3
"""What visitors meet while a site is published, by each way of the handbook: visits.py CHAPTERS FOLDER WORK

FOLDER holds two versions of a site, `first` and `second`. Readers open pages and then all files that
these name, again and again, while the versions take turns on a server. A read is broken if the answer
is no 200, comes short, or is of neither version. The commands are those of the chapter rsync; `ssh`
stands for a program that runs the command here, and rsync sends as slowly as over a network.
"""
import http.client
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.parse import urljoin

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "judges"))
from report import report  # noqa: E402
from servers import FOLDER, blocks, placed, serving  # noqa: E402

KIB_A_SECOND = 6144  # a version of all pages takes about a second then
READERS = 3
NAMED = re.compile(rb'(?:href|src)="((?:\.\./)*(?:assets/|favicon)[^"]+)"')
TARGET = "user@server:/var/www/ocenka/"


def contents(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


class Readers:
    """Threads that read until they are ended, and what they met."""

    def __init__(self, port, versions):
        self.port, self.versions = port, versions
        self.pages = sorted(name for name in versions[0] if name.endswith("index.html") and name in versions[1])
        self.asked, self.broken, self.ended = [], [], threading.Event()
        self.seen = set()  # versions of pages that were met
        self.threads = [threading.Thread(target=self.run, args=(number,)) for number in range(READERS)]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    @property
    def reads(self):
        return len(self.asked)

    def __exit__(self, *_):
        self.ended.set()
        for thread in self.threads:
            thread.join()

    def run(self, number):
        choice = random.Random(number)
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        while not self.ended.is_set():
            page = choice.choice(self.pages)
            text = self.read(connection, page)
            # The browser has the page now; its files are asked for when it has read so far.
            time.sleep(choice.random() * 0.02)
            named = [urljoin(page, address.decode()) for address in NAMED.findall(text)]
            for file in dict.fromkeys(named):
                self.read(connection, file)
            self.search(connection)

    def search(self, connection):
        index = self.read(connection, "search/index.js").decode(errors="replace")
        chunks = [f"search/{name}.js" for name in re.findall(r'"ends":"(\w+)"', index)]
        for facets in re.findall(r'"facets":\{([^}]*)\}', index):
            chunks += [f"search/facets/{name}.js" for name in re.findall(r':"(\w+)"', facets)]
        for words in re.findall(r'"words":"([^"]*)"', index):
            chunks += [f"search/words/{name}.js" for name in re.findall(r" (\w{5})", words)]
        if index and len(chunks) < 8:
            self.broken.append(f"search/index.js names {len(chunks)} files")
        for chunk in chunks:
            self.read(connection, chunk)

    def read(self, connection, file):
        self.asked.append(file)
        try:
            connection.request("GET", "/" + file.removesuffix("index.html"))
            answer = connection.getresponse()
            body = answer.read()
        except (OSError, http.client.HTTPException) as problem:
            connection.close()
            self.broken.append(f"{file}: {problem!r}")
            return b""
        of = [number for number, version in enumerate(self.versions) if version.get(file) == body]
        if answer.status != 200 or not of:
            self.broken.append(f"{file}: {answer.status}, {len(body)} bytes")
            return b""
        if len(of) == 1:
            self.seen.update(of)
        return body


class Ways:
    """The ways of the chapter, as functions that publish a version."""

    def __init__(self, chapters, folder, work):
        self.folder, self.work, self.site = folder, work, work / "www" / "ocenka"
        self.releases = work / "www" / "ocenka-vypuski"
        script = blocks(chapters / "rsync.md", "Выпусками: посетители не заметят ничего")[0]
        line = re.search(r"&& (rsync .*)", (chapters / "rsync.md").read_text(encoding="utf-8")).group(1)
        self.delayed = placed(line, **{TARGET: f"server:{self.site}/", "public/school/": "sent/"})
        self.plain = placed(self.delayed, **{"--delete-after --delay-updates": "--delete"})
        self.script = placed(script, **{FOLDER: str(self.site), "public/school/": "sent/", "vitrina build\n": ":\n"})
        self.bin = work / "bin"
        self.bin.mkdir(parents=True)
        self.site.parent.mkdir()
        self.send_at(KIB_A_SECOND)
        # Here the other machine is this one, and its rsync is the real one.
        self.tool("ssh", '[ "$1" != -l ] || shift 2\nshift\nPATH=/usr/bin:/bin exec sh -c "$*"')

    def send_at(self, kib_a_second):
        self.tool("rsync", f'exec /usr/bin/rsync --bwlimit={kib_a_second} "$@"')

    def tool(self, name, text):
        (self.bin / name).write_text(f"#!/bin/sh\n{text}\n")
        (self.bin / name).chmod(0o755)

    def choose(self, version):
        """The folder `sent/` is what a build would have left in `public/school/`."""
        link = self.work / "sent"
        link.unlink(missing_ok=True)
        link.symlink_to(self.folder / version)

    def start(self, command):
        environment = {**os.environ, "PATH": f"{self.bin}:{os.environ['PATH']}"}
        return subprocess.Popen(["sh", "-c", command], cwd=self.work, env=environment, stderr=subprocess.PIPE, text=True,
                                start_new_session=True)

    def publish(self, command, version):
        self.choose(version)
        process = self.start(command)
        said = process.communicate()[1]
        if process.returncode != 0:
            raise SystemExit(f"publishing ends with {process.returncode}: {said}")

    def clear(self):
        if self.site.is_symlink():
            self.site.unlink()
        for folder in (self.site, self.releases):
            shutil.rmtree(folder, ignore_errors=True)


def measure(ways, versions, port, command, rounds):
    ways.clear()
    ways.publish(command, "first")
    with Readers(port, versions) as readers:
        for turn in range(rounds):
            # A release is named by its second: publishing may take less than one.
            time.sleep(1.1)
            ways.publish(command, ("second", "first")[turn % 2])
        time.sleep(0.4)
    return readers


def report_reads(name, readers, allowed):
    """Never half a file or a mixture; `allowed` says whether files may be missing for a moment."""
    wrong = readers.broken if not allowed else [one for one in readers.broken if ": 404, " not in one]
    if readers.seen != {0, 1} or readers.reads < 500:
        wrong = [*wrong, f"{readers.reads} reads saw {len(readers.seen)} versions"]
    report(f"{name}: {len(readers.broken)} of {readers.reads} reads were broken while versions took turns", wrong)


def files_below(folder):
    return sum(len(files) for _, _, files in os.walk(folder))


def visible(version):
    """What servers give to visitors: rsync keeps what is not whole under names with a dot before them."""
    return {name: body for name, body in version.items() if "/." not in f"/{name}"}


def published(folder):
    return visible(contents(folder))


def report_cut(ways, versions, name, command):
    """The sender dies in the middle: visitors have the old version, and the next sending heals."""
    ways.clear()
    ways.publish(command, "first")
    ways.choose("second")
    time.sleep(1.1)  # the name of a release tells seconds
    ways.send_at(KIB_A_SECOND // 16)
    before = files_below(ways.site.parent)
    process = ways.start(command)
    arrived_by = time.monotonic() + 30
    while time.monotonic() < arrived_by and process.poll() is None and files_below(ways.site.parent) <= before:
        time.sleep(0.02)
    problems = [] if process.poll() is None else ["it had ended before"]
    problems += [] if files_below(ways.site.parent) > before else ["nothing had arrived"]
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    ways.send_at(KIB_A_SECOND)
    problems += [] if published(ways.site) == visible(versions[0]) else ["the site has changed"]
    time.sleep(1.1)
    ways.publish(command, "second")
    now = published(ways.site)
    problems += [f"{file} is wrong after the next one" for file, body in visible(versions[1]).items() if now.get(file) != body]
    report(f"{name}: cut off in the middle, the site stays as it was and the next one heals it", problems)


def report_full(ways, folder, name, command):
    """A disk of the server that holds the first version and a little more."""
    ways.clear()
    used = int(subprocess.check_output(["du", "-sk", folder / "first"], text=True).split()[0])
    ways.choose("first")
    script = f"""
        mount -t tmpfs -o size={used + 1024}k none "{ways.site.parent}" || exit 9
        PATH="{ways.bin}:$PATH"
        sh -c "$1" || exit 8
        ln -sfn "{folder}/second" sent
        sleep 1.1
        ! sh -c "$1" || exit 7
        sums() {{ (cd "$1/" && find . -type f -not -path "*/.*" -exec sha256sum {{}} + | sort); }}
        [ "$(sums "{folder}/first")" = "$(sums "{ways.site}")" ] || exit 6
    """
    result = subprocess.run(["unshare", "--mount", *([] if os.getuid() == 0 else ["--map-root-user"]), "sh", "-c", script, "sh", command],
                            cwd=ways.work, capture_output=True, text=True)
    full = [] if "No space left" in result.stderr else ["the disk did not fill up"]
    report(f"{name}: no space at the server, the site stays as it was",
           full if result.returncode == 0 else [f"exit {result.returncode}", result.stdout[-300:], result.stderr[-300:]])


def release_problems(ways, versions):
    """Pages that were opened before the last switch find their files; five releases are kept."""
    before, last = versions
    of_before = {name for name in before if re.match(r"assets/|search/", name)}
    yield from (f"{name} of the version before is gone" for name in of_before if not (ways.site / name).is_file())
    kept = len(list(ways.releases.iterdir()))
    if kept != 5:
        yield f"{kept} releases are kept"
    yield from (f"{name} is not of the version" for name, body in last.items() if (ways.site / name).read_bytes() != body)


def main():
    chapters, folder, work = map(Path, sys.argv[1:])
    work.mkdir()
    versions = [contents(folder / "first"), contents(folder / "second")]
    ways = Ways(chapters, folder, work)
    with serving("nginx", chapters / "server.md", ways.site, work / "nginx") as port:
        report_reads("nginx, rsync --delete", measure(ways, versions, port, ways.plain, 2), True)
        report_reads("nginx, rsync --delete-after --delay-updates", measure(ways, versions, port, ways.delayed, 2), True)
        report_reads("nginx, releases", measure(ways, versions, port, ways.script, 5), False)
        report("releases: files of the version before stay, five releases are kept", release_problems(ways, versions))
    for name in ("Apache", "Caddy"):
        with serving(name, chapters / "server.md", ways.site, work / name.lower()) as port:
            report_reads(f"{name}, releases", measure(ways, versions, port, ways.script, 2), False)
    for name, command in (("rsync", ways.delayed), ("releases", ways.script)):
        report_cut(ways, versions, name, command)
        report_full(ways, folder, name, command)


main()
