#!/usr/bin/python3
"""The corpus anew: as few inputs of FOLDER/TARGET/… and of the corpus itself as reach what all reach.

    merge.py [FOLDER…]     no fuzzer may be writing to the folders

libFuzzer notes what each input reaches (`-set_cover_merge=1`); of that the edges of the program count
here: how deep the stack was would keep several times as many."""
import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

FUZZ = Path(__file__).resolve().parent
ENVIRONMENT = {**os.environ, "LLVM_PROFILE_FILE": os.devnull, "ASAN_OPTIONS": "detect_leaks=0:malloc_context_size=0"}


def reached(program, target, folders, work):
    """Each input with the edges that it reaches."""
    notes = work / "notes"
    for old in (notes, work / "merged"):
        shutil.rmtree(old, ignore_errors=True) if old.is_dir() else old.unlink(missing_ok=True)
    (work / "merged").mkdir()
    ended = subprocess.run(
        [program, "-set_cover_merge=1", "-use_counters=0", f"-merge_control_file={notes}", "-timeout=20", "-rss_limit_mb=2048",
         work / "merged", *folders], env={**ENVIRONMENT, "VITRINA_FUZZ": target}, capture_output=True, text=True, errors="replace")
    if ended.returncode != 0:
        sys.exit(ended.stderr[-2000:])
    # A page of edges is numbered from eight times its beginning; behind all of them come the depths.
    edges = 8 * int(re.search(r"\((\d+) inline 8-bit counters\)", ended.stderr)[1])
    lines = notes.read_text(errors="replace").splitlines()
    names = lines[2:2 + int(lines[0])]
    found = {}
    for line in lines[2 + len(names):]:
        kind, number, *features = line.split()
        if kind == "FT":
            found[names[int(number)]] = {edge for edge in map(int, features) if edge < edges}
    return found


def fewest(inputs):
    """One by one the input that reaches most of what is missing; of equal ones the shortest."""
    missing = set().union(*inputs.values())
    while missing:
        best = max(inputs, key=lambda name: (len(inputs[name] & missing), -os.path.getsize(name)))
        missing -= inputs[best]
        yield Path(best).read_bytes()


def pack(path, inputs):
    """The same bytes for the same inputs."""
    path.parent.mkdir(exist_ok=True)
    with tarfile.open(path, "w:xz", format=tarfile.USTAR_FORMAT) as packed:
        for name, data in sorted((hashlib.sha1(data).hexdigest(), data) for data in inputs):
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            packed.addfile(entry, io.BytesIO(data))


def main():
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        program = work / "vitrina_fuzz"
        shutil.copy(FUZZ.parent.parent / "build/fuzz/vitrina_fuzz", program)
        listed = subprocess.run([program], env=ENVIRONMENT, capture_output=True, text=True)
        for target in listed.stderr.split("\n", 1)[1].split():
            corpus = FUZZ / "corpus" / f"{target}.tar.xz"
            old = work / "corpus" / target
            if corpus.exists():
                with tarfile.open(corpus) as packed:
                    packed.extractall(old)
            given = [path for path in (old, *(Path(name) / target for name in sys.argv[1:])) if path.is_dir()]
            kept = list(fewest(reached(program, target, given, work)))
            pack(corpus, kept)
            print(f"{target}: {len(kept)} inputs, {sum(map(len, kept))} bytes", flush=True)


main()
