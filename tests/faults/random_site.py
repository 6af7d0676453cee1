#!/usr/bin/python3
"""Sites of random texts for judges of pages: random_site.py PROGRAM WORK COUNT [SEED]

Writes COUNT records of random Markdown and random fields; those that the program finds a mistake in
are taken out, the rest is published to WORK/out. What a refused record holds cannot do harm; of
what is let in, safe_pages.mjs says whether it does.
"""
import os
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "judges"))
from report import report  # noqa: E402

SITE = """title: Портал
organization: {kind: school, name: Школа № 3}
base_url: https://ocenka.school3.example.org/
school_year: 2025-2026
glossary: {ВПР: 'работы"><script>alert(1)</script>'}
"""
# Pieces that mean something to Markdown, to HTML, to YAML or to our templates.
PIECES = """* ** _ ~~ ` `` ``` ```do ```dont ```steps [ ] ( ) ]( ![ < > <b </b> <script> </script> <img/src=x/onerror=a> <svg/onload=a>
<!-- --> <? ?> <![CDATA[ ]]> & &lt; &#60; &#x3c; &amp;lt; &quot; " ' \\ \\" \\< {{ }} {{title}} {{{body}}} {#a} {#"} javascript: data:text/html,
JaVaScRiPt&colon; vbscript: http://a.ru https://a.ru/?a=1&b=2 www.a.ru a@b.ru mailto: //evil /\\evil # ## ### - + 1. 7) > | |-| |:-:|
[^1] [^1]: [r] [r]: [x] [ ] ВПР ВПР. 3.2. – • слово я --- === $ $$ $a<b>$ \\frac{1}{x} \\text{<b>} \\ce{H<b>} \\left( a:b 5<6 on=a style=a
=" ='a' /> <a/href=javascript:a> <form> <iframe> <base> <meta> <style> <textarea> <title> </title> <plaintext> <noscript> <template>
<math><mtext><table><mglyph><style><!--</style> <svg><style><img/src=x/onerror=a> [a](b"c) [a](<b>c) ![d](e'f') <http://a.ru/"onload=a>
<a@b.ru"onload> [а](https://a.ru/"><script>) ![a](../files/p.png"onload=a") 😀 \u00a0 \u200b \u2028 \ufffd и\u0306""".split()
BREAKS = [" ", " ", " ", "", "", "\n", "\n\n", "\n    ", "\t", "\r\n", "\n> ", "\n- "]


class Author:
    def __init__(self, seed):
        self.random = random.Random(seed)

    def text(self, most):
        parts = []
        for _ in range(self.random.randint(1, most)):
            parts += [self.random.choice(PIECES), self.random.choice(BREAKS)]
        return "".join(parts)

    def line(self, most=8):
        return re.sub(r"\s+", " ", self.text(most)).strip() or "А"

    def quoted(self):
        return "'" + self.line().replace("'", "''") + "'"

    def memo(self):
        q = self.quoted
        return (f"---\ntitle: {q()}\ndate: 2026-02-01\naudience: {self.random.choice(['parents', 'pupils', 'teachers'])}\n"
                f"summary: {q()}\nintro: {q()}\nnotes: {q()}\nkey_points: [{q()}, {q()}, {q()}]\nstatus: {q()}\n"
                f"revisions: [{{date: 2026-02-01, what: {q()}}}]\n---\n{self.text(14)}\n")

    def plan(self):
        q = self.quoted
        rows = "".join(f"  - {{id: r{i}, no: {q()}, task: {q()}, measure: {q()}, deadline: {q()}, result: {q()}, status: done, "
                       f"done: 2026-04-20, report: {q()}}}\n" for i in range(4))
        return f"title: {q()}\ngoals: [{q()}]\nlabels: {{measure: {q()}}}\nrows:\n{rows}"

    def demo(self):
        q = self.quoted
        return (f"title: {q()}\nsubject: Математика\nclasses: [4]\ninstructions: {q()}\nitems:\n"
                f"  - {{no: 1, type: single, stem: {q()}, options: [{{text: {q()}, right: true}}, {q()}], solution: {q()}}}\n"
                f"  - {{no: 2, type: match, stem: {q()}, pairs: [{{left: {q()}, right: {q()}}}, {{left: {q()}, right: {q()}}}]}}\n")

    def act(self):
        q = self.quoted
        return (f"---\ntype: приказ\ntitle: {q()}\ndate: 2026-02-01\nnumber: {q()}\nsubject: {q()}\npreamble: {q()}\n"
                f"items: [{{no: {q()}, text: {q()}}}]\nsignatory: {{position: {q()}, name: {q()}}}\n---\n3.2. {self.text(8)}\n")


def run(program, *arguments):
    return subprocess.run([program, *arguments, "--all-errors", "-q", "--lang=en"], stdin=subprocess.DEVNULL,
                          capture_output=True, text=True, errors="replace", timeout=300)


def main(program, work, count, seed):
    print(f"    seed {seed}")
    work = Path(work)
    shutil.rmtree(work, ignore_errors=True)
    site, author = work / "site", Author(seed)
    makers = [("memos", "md", author.memo)] * 5 + [("plans", "yaml", author.plan), ("demos", "yaml", author.demo), ("acts", "md", author.act)]
    for number in range(count):
        folder, ending, make = makers[number % len(makers)]
        path = site / folder / f"t{number}.{ending}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(make(), encoding="utf-8", newline="")
    (site / "site.yaml").write_text(SITE, encoding="utf-8")
    problems, refused = [], 0
    for _ in range(8):  # a mistake of one record may hide behind another
        told = run(program, "check", str(site))
        if told.returncode not in (0, 1):
            problems.append(f"exit {told.returncode}: {told.stderr[-800:]}")
        broken = set(re.findall(rf"^{re.escape(str(site))}/((?:memos|plans|demos|acts)/t\d+\.\w+):[\d:]* error", told.stderr, flags=re.M))
        for path in broken:
            (site / path).unlink()
        refused += len(broken)
        if not broken:
            break
    built = run(program, "build", str(site), "-o", str(work / "out"))
    if built.returncode != 0:
        problems.append(f"exit {built.returncode} of the build: {built.stderr[-800:]}")
    left = count - refused
    if left * 6 < count:
        problems.append("hardly anything is left: nothing was tried")
    report(f"random texts: {count} records, {refused} refused, {left} published", problems)


main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]) if len(sys.argv) > 4 else random.SystemRandom().randrange(10**6))
