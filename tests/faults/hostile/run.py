#!/usr/bin/python3
"""Hostile trees against `vitrina build`: run.py PROGRAM WORK [GROUP]

Each row of the tables is a small good site with something hostile in it. The site was published
well before; a build of the tree has to end in time by the expected exit code with the expected
messages and no other. After an error what is published is as it was, to the inode; whatever happens,
nothing of the folder outside is published, nothing is written into the sources, and the memory stays
small. Prints `ok NAME` or `FAILED NAME` per tree and the figure N of N.
What was built well is left in WORK/built, for judges of the pages.
"""
import hashlib
import os
import re
import resource
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import files  # noqa: E402
import markup  # noqa: E402
import texts  # noqa: E402
from tree import SECRET, SITE, Tree  # noqa: E402

PROGRAM, WORK = os.path.abspath(sys.argv[1]), Path(sys.argv[2]).resolve()
GROUPS = files.GROUPS | texts.GROUPS | markup.GROUPS
SECONDS = 60  # a build takes less than one; whatever hangs is far beyond
MORE_MEMORY = 160 * 1024  # KiB above what the good site takes


def limited():
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_STACK, (1 << 20, 1 << 20))


def build(tree, out):
    """The exit code, what was said, and the largest memory in KiB; the code is None after too long."""
    said = out.parent / "said"
    command = [PROGRAM, "build", str(tree), "-o", str(out), "-q", "-j", "2", "--all-errors"]
    with open(said, "wb") as stderr:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=stderr, stderr=stderr, preexec_fn=limited,
                                   env={**os.environ, "VITRINA_LANG": "en", "SOURCE_DATE_EPOCH": "1780000000",
                                        # What a sanitizer keeps of freed memory is none of the program's.
                                        "ASAN_OPTIONS": "quarantine_size_mb=4"})
    until = time.monotonic() + SECONDS
    while True:
        pid, status, used = os.wait4(process.pid, os.WNOHANG)
        if pid:
            process.returncode = os.waitstatus_to_exitcode(status)
            return process.returncode, said.read_bytes(), used.ru_maxrss
        if time.monotonic() > until:
            process.kill()
            process.wait()
            return None, said.read_bytes(), 0
        time.sleep(0.01)


def state_of(folder):
    """Every name below the folder with its kind, inode, time and size; no file is opened."""
    found = {}
    for place, folders, names in os.walk(os.fsencode(folder)):
        for name in folders + names:
            stat = os.lstat(os.path.join(place, name))
            found[os.path.join(place, name)] = (stat.st_mode, stat.st_ino, stat.st_mtime_ns, stat.st_size)
    return found


def digest(folder):
    together = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            together.update(str(path.relative_to(folder)).encode() + path.read_bytes())
    return together.hexdigest()


def problems_of(tree, place):
    source, out = place / "site", place / "out"
    place.mkdir(parents=True)
    (place / "outside").mkdir()
    (place / "outside" / "secret.md").write_text(f"---\ntitle: {SECRET}\n---\n{SECRET}\n", encoding="utf-8")
    (place / "outside" / "site.yaml").write_text(SITE.replace("Портал", SECRET), encoding="utf-8")
    shutil.copytree(WORK / "good" / "out", out)
    shutil.copytree(WORK / "good" / ".vitrina", place / ".vitrina")
    tree.make(source)
    published, bytes_before, sources = state_of(out), digest(out), state_of(source)
    code, said, memory = build(source, out)
    if code is None:
        yield f"not ended after {SECONDS} s"
        return
    text = said.decode("utf-8", "replace")
    told = set(re.findall(r"(?:error|warning): .*?\[([a-z0-9-]+)\]$", text, flags=re.M))
    if code != tree.code:
        yield f"exit {code} instead of {tree.code}"
    if tree.ids - told or (told - tree.ids and not tree.any_warning):
        yield f"told {sorted(told)} instead of {sorted(tree.ids)}"
    if re.search(rb"[\x00-\x08\x0b-\x1f\x7f]|\xe2\x80[\xaa-\xae]|\xe2\x81[\xa6-\xa9]", said):
        yield "control characters reach the terminal"
    if code != 0 and (state_of(out) != published or digest(out) != bytes_before):
        yield "what was published has changed"
    if state_of(source) != sources:
        yield "the sources were written to"
    if memory > GOOD_MEMORY + MORE_MEMORY:
        yield f"{memory} KiB of memory, the good site takes {GOOD_MEMORY}"
    for path in out.rglob("*"):
        if path.is_symlink() or (path.is_file() and SECRET.encode() in path.read_bytes()):
            yield f"of the folder outside: {path.relative_to(out)}"
    if text and (code != tree.code or tree.ids - told):
        yield text[:1500]


def tried(numbered):
    number, tree = numbered
    place = WORK / "trees" / str(number)
    try:
        problems = list(problems_of(tree, place))
    except (OSError, UnicodeError) as error:
        problems = [repr(error)]
    if tree.code == 0 and not problems:
        (place / "out").rename(WORK / "built" / str(number))
    if not problems:
        shutil.rmtree(place)
    return tree.name, problems


def main(groups):
    global GOOD_MEMORY
    shutil.rmtree(WORK, ignore_errors=True)
    (WORK / "good").mkdir(parents=True)
    (WORK / "built").mkdir()
    Tree("the good site", "0").make(WORK / "good" / "site")
    code, said, GOOD_MEMORY = build(WORK / "good" / "site", WORK / "good" / "out")
    if code != 0 or said:
        sys.exit(f"FAILED the good site does not build: exit {code}, {said.decode()}")
    trees = [tree for name in groups for tree in GROUPS[name]]
    good = 0
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for name, problems in pool.map(tried, enumerate(trees)):
            shown = name.encode("utf-8", "backslashreplace").decode()
            print(f"{'FAILED' if problems else 'ok'} hostile: {shown}", *problems, sep="\n    ", flush=True)
            good += not problems
    names = {tree.name for tree in trees}
    if len(names) != len(trees):
        print("FAILED two hostile trees have one name")
    print(f"    hostile trees: {good} of {len(trees)} as expected")


main(sys.argv[3:] or GROUPS)
