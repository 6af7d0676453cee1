#!/usr/bin/python3
"""Every test that the table of faults names is there: table.py"""
import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "judges"))
from report import report  # noqa: E402


def flat(path):
    """A text without the seams of strings that go on in the next line."""
    return re.sub(r'"\s*\n\s*"', "", path.read_text(encoding="utf-8"))


def problems(rows):
    for row in rows:
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", row)[1:-1]]
        tests = re.findall(r"(?:`([\w./-]+)` )?«(.*?)»(?:;|$)", cells[3])
        if len(cells) != 5 or not tests:
            yield f"{cells[0]}: no test is named"
        file = ""
        for path, name in tests:
            file = path or file
            if not (HERE.parent / file).is_file():
                yield f"{cells[0]}: no file {file}"
            elif name not in flat(HERE.parent / file):
                yield f"{cells[0]}: {file} has no «{name}»"


ROWS = re.findall(r"^\| [A-P]\d+ \|.*$", (HERE / "README.md").read_text(encoding="utf-8"), flags=re.M)
report(f"the table of faults has {len(ROWS)} rows, and every test it names is there",
       [*problems(ROWS), *([] if len(ROWS) == 204 else ["there are 204 faults"])])
