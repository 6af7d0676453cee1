#!/usr/bin/python3
"""Calls that fail and kills under `vitrina mirror`: sweeps.py PROGRAM FOLDER POINTS

A committee keeps a first version of a school from its output on the disk (`path:`); the school has
published a second one. Of every call that a run makes on the way, some (POINTS of each kind, evenly
dealt, or all for 0) are made to fail, once and from then on, or kill the run. After each:
  - the run ended by a code that says so: 0, 3 (the machine) or 5 (the last good version is kept);
  - what is kept is whole, the first version or the second, and `mirror verify` proves it;
  - neither the school nor anything else of the committee was touched;
  - a next run, which nothing disturbs, leaves exactly what an undisturbed one leaves, no debris.
"""
import os
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent / "judges"))
from report import report  # noqa: E402

PROGRAM, WORK, POINTS = os.path.abspath(sys.argv[1]), Path(sys.argv[2]).resolve(), int(sys.argv[3])
SWEEPS = [  # the calls, and how they fail
    ("write,writev,pwrite64", "ENOSPC EIO EDQUOT EINTR"),
    ("openat,openat2", "EMFILE EACCES EIO ENOMEM"),
    ("rename,renameat,renameat2", "EIO EROFS EXDEV"),
    ("fsync,fdatasync", "EIO"),
    ("mkdir,mkdirat", "ENOSPC EACCES"),
    ("unlink,unlinkat", "EIO EROFS"),
    ("read,pread64", "EIO EINTR"),
    ("getdents64", "EIO"),
    ("newfstatat,fstat,statx", "EIO"),
    ("flock,fcntl", "ENOLCK"),
]
MUTATING = "openat,openat2,write,pwrite64,rename,renameat,renameat2,fsync,fdatasync,mkdir,mkdirat,unlink,unlinkat,fchmod"
ENVIRONMENT = {**os.environ, "VITRINA_LANG": "en", "SOURCE_DATE_EPOCH": "1780000000",
               "ASAN_OPTIONS": "detect_leaks=0"}  # its look for leaks is impossible under strace


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def tree(folder):
    return {str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
            for path in sorted(folder.rglob("*")) if path.name != ".lock"}


def run(*arguments, before=()):
    return subprocess.run([*before, PROGRAM, *arguments], env=ENVIRONMENT, stdin=subprocess.DEVNULL, capture_output=True,
                          text=True, errors="replace", timeout=120)


def school(version):
    site = WORK / "school"
    write(site / "site.yaml", "title: Школа\norganization: {kind: school, name: Школа № 3}\nschool_year: 2025-2026\n"
          "base_url: https://shkola3.example.org/\n")
    for number in range(3):
        write(site / f"criteria/k{number}.yaml", f"title: Критерии {number}\nupdated: 2026-02-0{version}\nsubject: Математика\nrecords:\n"
              f"  - {{id: c1, classes: [{5 + number}], work: контрольная работа, model: points, max: {20 + version}, scale: {{5: 17, 4: 13, 3: 8}}}}\n")
    told = run("build", str(site), "-o", str(WORK / "published"), "-q")
    if told.returncode != 0:
        sys.exit(f"FAILED mirror sweeps: the school does not build: {told.stderr}")


def mirror(before=()):
    return run("mirror", str(WORK / "committee"), "--offline", "-q", before=before)


def prepare():
    shutil.rmtree(WORK, ignore_errors=True)
    school(1)
    folder = WORK / "committee"
    write(folder / "site.yaml", "title: Комитет\norganization: {kind: committee, name: Комитет}\nschool_year: 2025-2026\n"
          "base_url: https://komitet.example.org/\n")
    write(folder / "schools.yaml", "schools:\n  - {id: shkola-3, name: Школа № 3}\n")
    write(folder / "sources.yaml", "sources:\n  - {school: shkola-3, path: ../published}\n")
    first = mirror()
    shutil.copytree(folder / "mirror", WORK / "first")
    school(2)
    second = mirror()
    shutil.copytree(folder / "mirror", WORK / "second")
    if first.returncode != 0 or second.returncode != 0 or tree(WORK / "first") == tree(WORK / "second"):
        sys.exit(f"FAILED mirror sweeps: no two versions: {first.stderr} {second.stderr}")


def reset():
    shutil.rmtree(WORK / "committee" / "mirror")
    shutil.copytree(WORK / "first", WORK / "committee" / "mirror")


def set_of(folder):
    """The version that holds, as its state names it."""
    state = (folder / "shkola-3" / "state.json").read_text(encoding="utf-8")
    return state.split('"set":', 1)[1][:80]


class Sweeps:
    def __init__(self):
        self.problems = {"ends": [], "kept": [], "others": [], "next": []}
        self.injected = 0
        self.second = tree(WORK / "second")
        self.others = self.tree_of_others()
        self.sets = {set_of(WORK / "first"), set_of(WORK / "second")}

    @staticmethod
    def tree_of_others():
        return {**tree(WORK / "published"), **{name: text for name, text in tree(WORK / "committee").items()
                                              if not name.startswith("mirror")}}

    def points(self, calls):
        """Which of the calls of an undisturbed run are to fail."""
        reset()
        trace = WORK / "trace"
        mirror(before=["strace", "-f", "-qq", "-o", str(trace), "-e", f"trace={calls}"])
        count = sum("(" in line for line in trace.read_text(errors="replace").splitlines())
        if POINTS == 0 or count <= POINTS:
            return range(1, count + 1)
        # The first calls are the loader's, the last ones tell what was done: the points lie between.
        return sorted({1 + int((i + 0.5) * count / POINTS) for i in range(POINTS)})

    def try_out(self, calls, fault, name):
        reset()
        trace = WORK / "trace"
        ended = mirror(before=["strace", "-f", "-qq", "-o", str(trace), "-e", f"trace={calls}", "-e", f"inject={calls}:{fault}"])
        text = trace.read_text(errors="replace")
        was_injected = "(INJECTED)" in text or "killed by SIGKILL" in text
        self.injected += was_injected
        killed = ended.returncode in (-9, 137) and "signal=KILL" in fault
        # The fault may hit the loader of libraries before the program begins.
        is_loader = ended.returncode == 127 and "loading shared libraries" in ended.stderr
        if ended.returncode not in (0, 3, 5) and not killed and not is_loader:
            self.problems["ends"].append(f"{name}: exit {ended.returncode}: {ended.stderr[:300]}")
        proof = run("mirror", "verify", str(WORK / "committee"))
        if proof.returncode != 0 or set_of(WORK / "committee" / "mirror") not in self.sets:
            self.problems["kept"].append(f"{name}: {proof.returncode}: {proof.stderr[:300]}")
        if self.tree_of_others() != self.others:
            self.problems["others"].append(name)
        after = mirror()
        left = tree(WORK / "committee" / "mirror")
        if after.returncode != 0 or left != self.second:
            differ = [path for path in {*left, *self.second} if left.get(path) != self.second.get(path)]
            self.problems["next"].append(f"{name}: exit {after.returncode}, {sorted(differ)[:4]} {after.stderr[:200]}")

    def sweep(self):
        for calls, errors in SWEEPS:
            points = self.points(calls)
            if not points:
                print(f"    no call of {calls}")
            for error in errors.split():
                for number in points:
                    self.try_out(calls, f"error={error}:when={number}", f"{error} at {calls} {number}")
                if points:
                    middle = points[(len(points) - 1) // 2]
                    if error != "EINTR":  # a call that is interrupted for ever is waited for
                        self.try_out(calls, f"error={error}:when={middle}+", f"{error} at {calls} from {middle} on")
        for number in self.points(MUTATING):
            self.try_out(MUTATING, f"signal=KILL:when={number}", f"a kill at call {number}")


def main():
    prepare()
    sweeps = Sweeps()
    sweeps.sweep()
    report(f"mirror sweeps: {sweeps.injected} faults and kills", [] if sweeps.injected >= (15 * POINTS or 300) else ["too few: nothing was tried"])
    report("mirror sweeps: every run ends by the code that says so", sweeps.problems["ends"])
    report("mirror sweeps: what is kept is whole and proven", sweeps.problems["kept"])
    report("mirror sweeps: nothing else is touched", sweeps.problems["others"])
    report("mirror sweeps: the next run leaves what an undisturbed one does", sweeps.problems["next"])


main()
