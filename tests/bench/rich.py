"""A rich corpus: the demonstration school grown to a region's size.

Beside the memos of the plain corpus stand as many plans, criteria and demo tests as the
demonstration school would have with many years and many classes. Their texts are the
school's own, told apart by number.
"""
import re
import shutil

from pathlib import Path

PLANS = 500
ROWS = 40
CRITERIA_RECORDS = 2000
DEMOS = 300
MONTHS = ["сентябрь", "октябрь", "ноябрь", "декабрь", "январь", "февраль", "март", "апрель", "май"]


def numbered(text, number):
    """The same data file under a title of its own; criteria are those of a programme of its own."""
    text = re.sub(r"^title: (.*)$", rf"title: \1 ({number})", text, count=1, flags=re.M)
    return re.sub(r"^(approved_by: .*)$", rf"\1\nprogramme: Программа {number}", text, count=1, flags=re.M)


def plan(number):
    rows = "".join(f"""  - id: m{row:02}
    measure: Проверочная работа и её разбор с учениками, неделя {row} плана {number}
    participants: [pupils, teachers]
    deadline: {MONTHS[row % len(MONTHS)]}
    responsible: [zam-uvr]
    result: Ученики знают свои ошибки и то, что повторить перед следующей работой
""" for row in range(1, ROWS + 1))
    return f"""title: План открытого оценивания, часть {number}
summary: Что делает школа, чтобы отметки были понятны, и когда.
school_year: 2026-2027
updated: 2026-11-20
audience: [parents, teachers]
columns: [measure, participants, deadline, responsible, result]
rows:
{rows}"""


def grow(source, target, count, count_of):
    """Copies of the files of a folder, until there is `count` of what `count_of` counts in them."""
    texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted(source.glob("*.yaml"))}
    made = sum(count_of(text) for text in texts.values())
    number = 1
    while made < count:
        number += 1
        for stem, text in texts.items():
            if made >= count:
                return
            (target / f"{stem}-{number}.yaml").write_text(numbered(text, number), encoding="utf-8")
            made += count_of(text)


def make(school, memos, target):
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(school, target)
    shutil.copytree(memos, target / "memos", dirs_exist_ok=True)
    for number in range(1, PLANS + 1):
        (target / "plans" / "2026" / f"chast-{number:03}.yaml").write_text(plan(number), encoding="utf-8")
    grow(school / "criteria", target / "criteria", CRITERIA_RECORDS, lambda text: text.count("\n  - id: "))
    grow(school / "demos", target / "demos", DEMOS, lambda text: 1)

