#!/usr/bin/python3
"""Two programs at one place: at_once.py PROGRAM CONTENT WORK ROUNDS

Two builds into one output; builds beside a preview of the same content; a mirror beside builds of
the committee that it mirrors for. Each ends by the code that says so, nothing is published by
halves, a killed holder of the lock holds nobody up, and the end is that of one after the other.
"""
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "judges"))
from report import report  # noqa: E402

PROGRAM, CONTENT, WORK, ROUNDS = os.path.abspath(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]).resolve(), int(sys.argv[4])
ENVIRONMENT = {**os.environ, "VITRINA_LANG": "en", "SOURCE_DATE_EPOCH": "1800000000"}


def tree(folder, without=()):
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*"))
            if path.is_file() and path.name not in without}


def start(*arguments):
    return subprocess.Popen([PROGRAM, *map(str, arguments)], env=ENVIRONMENT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE, text=True, errors="replace")


def run(*arguments):
    process = start(*arguments)
    _, said = process.communicate(timeout=120)
    return process.returncode, said


def content_of(name, version):
    folder = WORK / name
    shutil.copytree(CONTENT / "school", folder)
    site = folder / "site.yaml"
    site.write_text(re.sub("^title: .*", f"title: Выпуск {version}", site.read_text(encoding="utf-8"), flags=re.M), encoding="utf-8")
    return folder


def two_builds():
    """Both or one of them; an output is always one version, whole."""
    versions = [content_of("one", 1), content_of("two", 2)]
    clean = []
    for number, content in enumerate(versions):
        run("build", content, "-o", WORK / f"clean{number}", "-q")
        clean.append(tree(WORK / f"clean{number}"))
    out, problems, refused = WORK / "both", [], 0
    for number in range(ROUNDS):
        if number % 3 == 0:  # the first build into an empty place, too
            shutil.rmtree(out, ignore_errors=True)
        builds = [start("build", content, "-o", out, "-q") for content in versions]
        for process in builds:
            said = process.communicate(timeout=120)[1]
            refused += process.returncode == 4
            if process.returncode not in (0, 4) or (process.returncode == 4 and "[output-locked]" not in said):
                problems.append(f"round {number}: exit {process.returncode}: {said[:300]}")
        if all(process.returncode == 4 for process in builds):
            problems.append(f"round {number}: both were refused")
        if tree(out) not in clean:
            problems.append(f"round {number}: the output is no version")
    report(f"at once: {ROUNDS} times two builds into one output, {refused} refused", problems)


def killed_holder():
    """The lock goes with its holder: nobody waits for one who is dead."""
    content, out, problems, killed = WORK / "one", WORK / "both", [], 0
    began = time.monotonic()
    run("build", content, "-o", out, "-q", "--no-cache")
    usual = time.monotonic() - began
    for number in range(ROUNDS):
        process = start("build", content, "-o", out, "-q", "--no-cache")
        time.sleep(usual * (number + 1) / (ROUNDS + 1))
        process.kill()
        process.communicate()
        killed += process.returncode == -signal.SIGKILL
        code, said = run("build", content, "-o", out, "-q")
        if code != 0 or "output-locked" in said:
            problems.append(f"round {number}: exit {code}: {said[:300]}")
    if tree(out) != tree(WORK / "clean0"):
        problems.append("the output is no version")
    report(f"at once: {killed} killed builds hold nobody up", problems if killed else ["none was killed"])


def builds_beside_a_preview():
    content, out, problems = WORK / "two", WORK / "beside", []
    preview = start("serve", content, "--port", "0")
    address = ""
    until = time.monotonic() + 60
    while not address and time.monotonic() < until:
        address = "".join(re.findall(r"http://[\w.:\[\]]+/", preview.stdout.readline()))
    for number in range(ROUNDS):
        process = start("build", content, "-o", out, "-q", "--no-cache")
        while process.poll() is None:
            try:
                with urllib.request.urlopen(address, timeout=30) as answer:
                    if "Выпуск 2" not in answer.read().decode():
                        problems.append(f"round {number}: another home page")
            except (urllib.error.URLError, OSError, ValueError) as error:
                problems.append(f"round {number}: {error}")
                break
        said = process.communicate()[1]
        if process.returncode != 0:
            problems.append(f"round {number}: exit {process.returncode}: {said[:300]}")
    preview.terminate()
    preview.communicate(timeout=30)
    if tree(out) != tree(WORK / "clean1"):
        problems.append("the output is no version")
    report(f"at once: {ROUNDS} builds beside a preview", problems)


def mirror_beside_builds():
    """Either set of the school is in the committee's site, never a mixture; nobody stands in the way."""
    committee, school, problems = WORK / "committee", WORK / "school-out", []
    committee.mkdir()
    (committee / "site.yaml").write_text("title: Комитет\norganization: {kind: committee, name: Комитет}\nschool_year: 2025-2026\n"
                                         "base_url: https://komitet.example.org/\n", encoding="utf-8")
    (committee / "schools.yaml").write_text("schools:\n  - {id: shkola, name: Школа}\n", encoding="utf-8")
    (committee / "sources.yaml").write_text("sources:\n  - {school: shkola, path: ../school-out}\n", encoding="utf-8")
    code, said = run("build", WORK / "one", "-o", school, "-q")
    began = time.monotonic()
    if code != 0 or run("mirror", committee, "--offline", "-q")[0] != 0:
        problems.append(f"no first version: {said[:300]}")
    usual = time.monotonic() - began
    def clean():
        """The committee's site as a build that nobody disturbs and that remembers nothing makes it."""
        shutil.rmtree(WORK / "committee-clean", ignore_errors=True)
        ended, words = run("build", committee, "-o", WORK / "committee-clean", "-q", "--no-cache")
        if ended != 0:
            problems.append(f"no clean site: exit {ended}: {words[:300]}")
        return tree(WORK / "committee-clean")

    record = next((WORK / "one" / "criteria").glob("*.yaml"))
    before, newer = clean(), 0
    for number in range(ROUNDS):
        text = record.read_text(encoding="utf-8")
        day = f"updated: 2026-12-{number + 1:02}\n"
        record.write_text(re.sub(r"^updated: .*\n", "", text, flags=re.M) + day, encoding="utf-8")
        run("build", WORK / "one", "-o", school, "-q")
        mirror = start("mirror", committee, "--offline", "-q")
        time.sleep(usual * number / ROUNDS)
        both = [mirror, start("build", committee, "-o", WORK / "committee-out", "-q")]
        for process in both:
            said = process.communicate(timeout=120)[1]
            if process.returncode != 0:
                problems.append(f"round {number}: exit {process.returncode}: {said[:300]}")
        made, after = tree(WORK / "committee-out"), clean()
        newer += made == after
        if before == after:
            problems.append(f"round {number}: nothing new was taken")
        if made not in (before, after):
            problems.append(f"round {number}: the committee's site is neither that of the set before nor of the set after")
        before = after
    code, said = run("build", committee, "-o", WORK / "committee-out", "-q")
    if code != 0 or tree(WORK / "committee-out") != before:
        problems.append(f"the committee's site is no clean one: {said[:300]}")
    if run("mirror", "verify", committee)[0] != 0:
        problems.append("what is kept is not proven")
    report(f"at once: {ROUNDS} times a mirror beside a build of the committee, {newer} showed the newer set", problems)


def main():
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    two_builds()
    killed_holder()
    builds_beside_a_preview()
    mirror_beside_builds()


main()
