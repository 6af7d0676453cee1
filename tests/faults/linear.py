#!/usr/bin/python3
"""Texts that are large and odd take time in proportion: linear.py PROGRAM WORK

`vitrina check` reads a file of n and one of 2n bytes; the processor time of the second, without what
the program takes for an empty site, is at most 2.6 times that of the first. Markdown has its own
test (tests/unit/content/markdown_hostile_test.cpp); here stand YAML, fields and whole sites. Of a
site of n files and one of 2n the whole build is measured.
"""
import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "judges"))
sys.path.insert(0, str(Path(__file__).resolve().parent / "hostile"))
from report import report  # noqa: E402
from tree import SITE  # noqa: E402

PROGRAM, WORK = os.path.abspath(sys.argv[1]), Path(sys.argv[2]).resolve()
LIMIT, FLOOR = 2.6, 0.15  # seconds that a busy machine may add
BYTES = 80_000
FILES = 1_500


def repeated(unit, size, head="", tail=""):
    return head + unit * ((size - len(head) - len(tail)) // len(unit.encode())) + tail


def numbered(make, size):
    lines, so_far, number = [], 0, 0
    while so_far < size:
        lines.append(make(number))
        so_far += len(lines[-1].encode())
        number += 1
    return "".join(lines)


PLAN = "title: План\n"
FAMILIES = {
    "opening braces": lambda n: PLAN + repeated("{", n),
    "opening brackets": lambda n: PLAN + "rows: " + repeated("[", n),
    "pairs of brackets": lambda n: PLAN + "goals: [" + repeated("[], ", n) + "]\n",
    "pairs of braces": lambda n: PLAN + "goals: [" + repeated("{a: б}, ", n) + "]\n",
    "one flow list": lambda n: PLAN + "goals: [" + repeated("а, ", n) + "а]\n",
    "one block list": lambda n: PLAN + "goals:\n" + repeated("  - а\n", n),
    "a mapping of many keys": lambda n: PLAN + numbered(lambda i: f"k{i}: x\n", n),
    "many equal keys": lambda n: PLAN + repeated("summary: а\n", n),
    "rows of a plan": lambda n: PLAN + "rows:\n" + numbered(lambda i: f"  - {{id: r{i}, measure: Собрание, deadline: Март 2026 г.}}\n", n),
    "rows with lists": lambda n: PLAN + "rows:\n" + numbered(lambda i: f"  - id: r{i}\n    measure: |\n      Текст\n\n      - а\n      - б\n", n),
    "one quoted text": lambda n: PLAN + "summary: '" + repeated("сло''во ", n) + "'\n",
    "one block text": lambda n: PLAN + "summary: |\n" + repeated("  слово\n", n),
    "one folded text": lambda n: PLAN + "summary: >-\n" + repeated("  слово\n\n", n),
    "an open quote": lambda n: PLAN + "summary: \"" + repeated("слово\n  ", n),
    "comments": lambda n: PLAN + repeated("# слово\n", n),
    "blanks": lambda n: PLAN + repeated(" \n", n),
    "colons": lambda n: PLAN + "summary: " + repeated("а: ", n) + "\n",
    "hashes": lambda n: PLAN + "summary: " + repeated("а #", n) + "\n",
    "dashes in a line": lambda n: PLAN + "goals:\n  " + repeated("- ", n) + "\n",
    "a deadline": lambda n: PLAN + "rows:\n  - {measure: А, deadline: '" + repeated("март, апрель ", n) + "'}\n",
    "hostile marks of the direction": lambda n: PLAN + "summary: " + repeated("а\u202e", n) + "\n",
}


def seconds_of(text):
    site = WORK / "site"
    shutil.rmtree(site, ignore_errors=True)
    (site / "plans").mkdir(parents=True)
    (site / "site.yaml").write_text(SITE, encoding="utf-8")
    (site / "plans/q.yaml").write_text(text, encoding="utf-8")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    told = subprocess.run([PROGRAM, "check", str(site), "-q", "-j", "1"], stdin=subprocess.DEVNULL, capture_output=True, timeout=120)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if told.returncode not in (0, 1):
        raise RuntimeError(f"exit {told.returncode}: {told.stderr[-300:]}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


MEMO = "---\ntitle: Памятка {0}\ndate: 2026-02-01\naudience: parents\n---\nТекст [там](m{1}.md).\n"
SITES = {
    "memos in one folder": lambda number, last: (f"memos/m{number}.md", MEMO.format(number, number % last)),
    "memos in folders of their own": lambda number, last: (f"memos/f{number}/m.md", MEMO.format(number, 0).replace("m0.md", "m.md")),
    "attachments": lambda number, last: (f"files/f{number}.txt", str(number)),
}


def seconds_of_site(make, count):
    site, out = WORK / "site", WORK / "out"
    for folder in (site, out, WORK / ".vitrina"):
        shutil.rmtree(folder, ignore_errors=True)
    site.mkdir(parents=True)
    (site / "site.yaml").write_text(SITE, encoding="utf-8")
    for number in range(count):
        path, text = make(number, count)
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text, encoding="utf-8")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    told = subprocess.run([PROGRAM, "build", str(site), "-o", str(out), "-q", "-j", "1"], stdin=subprocess.DEVNULL, capture_output=True, timeout=300)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if told.returncode != 0:
        raise RuntimeError(f"exit {told.returncode}: {told.stderr[-300:]}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def many_files():
    problems = []
    for name, make in SITES.items():
        empty = min(seconds_of_site(make, 1) for _ in range(2))
        once, twice = (max(seconds_of_site(make, count) - empty, 0) for count in (FILES, 2 * FILES))
        if twice > LIMIT * once + FLOOR:
            once, twice = max(once, seconds_of_site(make, FILES) - empty), min(twice, seconds_of_site(make, 2 * FILES) - empty)
        print(f"    {name}: {once:.2f} s for {FILES}, {twice:.2f} s for twice as many")
        if twice > LIMIT * once + FLOOR:
            problems.append(f"{name}: {once:.2f} s for {FILES} files, {twice:.2f} s for twice as many")
    report("a site of twice as many files takes time in proportion", problems)


def main():
    empty = min(seconds_of(PLAN + "rows: [{measure: А}]\n") for _ in range(3))
    largest, problems = 0.0, []
    for name, make in FAMILIES.items():
        try:
            once, twice = (max(seconds_of(make(size)) - empty, 0) for size in (BYTES, 2 * BYTES))
            if twice > LIMIT * once + FLOOR:  # a busy machine measures too much: once more
                once, twice = max(once, seconds_of(make(BYTES)) - empty), min(twice, seconds_of(make(2 * BYTES)) - empty)
        except (RuntimeError, subprocess.TimeoutExpired) as error:
            problems.append(f"{name}: {error}")
            continue
        if twice > FLOOR:
            largest = max(largest, twice / max(once, 0.001))
        if twice > LIMIT * once + FLOOR:
            problems.append(f"{name}: {once:.2f} s for {BYTES} bytes, {twice:.2f} s for twice as many")
    print(f"    largest t(2n)/t(n): {largest:.2f}")
    report(f"{len(FAMILIES)} families of odd YAML take time in proportion", problems)


main()
many_files()
