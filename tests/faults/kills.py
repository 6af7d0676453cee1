#!/usr/bin/python3
"""Kills builds at random moments; what is published must stay whole and be healed by the next build.

    kills.py VITRINA CONTENT WORK COUNT [SEED]

Two versions of the content alternate, so that every build has work: titles, removed and added
records. After each kill
  - every published file is, byte for byte, one of the two versions' files, and none of ours is
    missing that both have;
  - foreign files are untouched.
A next build, killed by nobody, must then leave exactly its version, nothing more and no debris.
Some builds are the first into an empty place: there the whole site stands afterwards, or nothing.
Some are asked to stop (SIGINT, SIGTERM): they end by that signal's code within a second, or done.
"""
import hashlib
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time

from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "judges"))
from report import report  # noqa: E402

FOREIGN = {"foreign.txt": "чужой файл", "notes/deep/keep.html": "<p>чужая страница", "school/extra.pdf": "%PDF"}


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def tree(folder):
    """Relative path → hash of the bytes; folders end in a slash and have no hash."""
    found = {}
    for path in sorted(folder.rglob("*")) if folder.exists() else []:
        name = str(path.relative_to(folder))
        if path.is_dir() and not path.is_symlink():
            found[name + "/"] = ""
        else:
            found[name] = digest(path)
    return found


def is_list(name):
    """Our list of files is rewritten by a commit that adds or removes: it may name both versions."""
    return Path(name).name == ".vitrina-files"


class Trial:
    def __init__(self, program, content, work, seed):
        self.program, self.work, self.random = program, work, random.Random(seed)
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(parents=True)
        self.contents = [work / "a", work / "b"]
        for copy in self.contents:
            shutil.copytree(content, copy)
        self.change(self.contents[1])
        self.trees = [self.clean(0), self.clean(1)]
        self.problems = {"kills": [], "next": [], "first": [], "stops": [], "debris": []}

    @staticmethod
    def change(content):
        for site in content.glob("*/site.yaml"):
            text = site.read_text(encoding="utf-8")
            site.write_text(re.sub("^title: ", "title: Иначе — ", text, count=1, flags=re.M), encoding="utf-8")
            memos = site.parent / "memos"
            for number in range(8):  # few enough for the brake on shrinking sites
                (memos / f"novaya-{number}.md").write_text(
                    f"---\ntitle: Новая памятка {number}\ndate: 2026-09-01\naudience: parents\n---\n\nТекст.\n",
                    encoding="utf-8")
        for memo in sorted(content.glob("*/memos/**/*.md"))[::2]:
            if not memo.name.startswith("novaya-"):
                memo.write_text(memo.read_text(encoding="utf-8") + "\nДобавлено.\n", encoding="utf-8")

    def command(self, version, out):
        return [self.program, "build", str(self.contents[version]), "-o", str(out), "-q", "-j", "2"]

    def build(self, version, out):
        done = subprocess.run(self.command(version, out), stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60)
        return "" if done.returncode == 0 else f"exit {done.returncode}: {done.stderr[:300]}"

    def clean(self, version):
        out = self.work / "clean" / "out"
        shutil.rmtree(out.parent, ignore_errors=True)
        out.parent.mkdir()
        began = time.monotonic()
        wrong = self.build(version, out)
        self.seconds = time.monotonic() - began
        if wrong:
            sys.exit(f"version {version} does not build: {wrong}")
        found = tree(out)
        # What a state folder holds after a build that nobody disturbed.
        self.state_names = set(tree(out.parent / ".vitrina"))
        return found

    def interrupt(self, version, out, how):
        """Starts a build and sends a signal at a random moment; gives its exit code and the delay until it ended."""
        process = subprocess.Popen(self.command(version, out), stdin=subprocess.DEVNULL,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(self.random.random() ** 1.5 * self.seconds * 1.2)
        process.send_signal(how)
        sent = time.monotonic()
        code = process.wait(timeout=60)
        return code, time.monotonic() - sent

    def add_foreign(self, out):
        for name, text in FOREIGN.items():
            (out / name).parent.mkdir(parents=True, exist_ok=True)
            (out / name).write_text(text, encoding="utf-8")

    def mixed_problems(self, out):
        found = tree(out)
        for name, text in FOREIGN.items():
            if found.pop(name, "") != hashlib.sha256(text.encode()).hexdigest():
                yield f"foreign file changed: {name}"
        for name, value in found.items():
            if not name.endswith("/") and not is_list(name) and value not in [t.get(name) for t in self.trees]:
                yield f"neither version's file: {name}"
        for name in self.trees[0].keys() & self.trees[1].keys() - found.keys():
            yield f"missing, though both versions have it: {name}"

    def whole_problems(self, version, out):
        found, want = tree(out), dict(self.trees[version])
        for name, text in FOREIGN.items():
            want[name] = hashlib.sha256(text.encode()).hexdigest()
        want |= {"notes/": "", "notes/deep/": ""}
        for name in sorted(found.keys() ^ want.keys()):
            yield f"{'left over' if name in found else 'missing'}: {name}"
        for name in sorted(found.keys() & want.keys()):
            if found[name] != want[name]:
                yield f"not this version: {name}"

    def debris(self, out):
        names = set(tree(out.parent / ".vitrina"))
        yield from sorted(names - self.state_names)
        yield from sorted(str(path) for path in out.parent.iterdir() if path.name not in (out.name, ".vitrina"))

    def note(self, what, number, problems):
        self.problems[what] += [f"round {number}: {problem}" for problem in list(problems)[:5]]

    def steady_rounds(self, count):
        out = self.work / "steady" / "out"
        out.parent.mkdir()
        self.note("next", 0, filter(None, [self.build(0, out)]))
        self.add_foreign(out)
        killed = 0
        for number in range(1, count + 1):
            stop = number % 10 == 0
            how = self.random.choice([signal.SIGINT, signal.SIGTERM]) if stop else signal.SIGKILL
            code, delay = self.interrupt(number % 2, out, how)
            killed += code != 0
            if stop and (code not in (0, 128 + how, -how) or delay > 5):
                self.note("stops", number, [f"{how.name}: exit {code} after {delay:.2f} s"])
            self.note("kills", number, self.mixed_problems(out))
            # Often the next build is killed as well, so that journals meet journals.
            if number % 3 == 0:
                version = self.random.randrange(2)
                self.note("next", number, filter(None, [self.build(version, out)]))
                self.note("next", number, self.whole_problems(version, out))
                self.note("debris", number, self.debris(out))
        self.note("next", count, filter(None, [self.build(0, out)]))
        self.note("next", count, self.whole_problems(0, out))
        self.note("debris", count, self.debris(out))
        return killed

    def first_rounds(self, count):
        for number in range(1, count + 1):
            place = self.work / "first"
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir()
            out = place / "out"
            self.interrupt(0, out, signal.SIGKILL)
            for site in {name.split("/")[0] for name in self.trees[0] if "/" in name}:
                found = {n: v for n, v in tree(out).items() if n.startswith(site + "/") and n != site + "/"}
                want = {n: v for n, v in self.trees[0].items() if n.startswith(site + "/") and n != site + "/"}
                if found and found != want:
                    self.note("first", number, [f"{site} is there in part: {len(found)} of {len(want)}"])
            self.note("first", number, filter(None, [self.build(0, out)]))
            if tree(out) != self.trees[0]:
                self.note("first", number, ["not whole after the next build"])
            self.note("debris", number, self.debris(out))


def main(program, content, work, count, seed):
    print(f"seed {seed}")
    trial = Trial(program, Path(content), Path(work), seed)
    killed = trial.steady_rounds(count)
    trial.first_rounds(max(10, count // 10))
    report(f"kills: {killed} of {count} builds were stopped midway", [] if killed * 3 >= count else ["too few: nothing was tried"])
    report("kills: published files are whole, foreign ones untouched", trial.problems["kills"])
    report("kills: the next build leaves exactly its version", trial.problems["next"])
    report("kills: a first build is published whole or not at all", trial.problems["first"])
    report("kills: a build that is asked to stop does so within a second", trial.problems["stops"])
    report("kills: no debris", trial.problems["debris"])


main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]),
     int(sys.argv[5]) if len(sys.argv) > 5 else random.SystemRandom().randrange(10**6))
