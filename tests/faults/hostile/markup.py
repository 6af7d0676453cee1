"""Markup where text belongs: in every field of records, in Markdown, in numbers beyond reason.

The pages that are made here are judged once more: safe_pages.mjs reads them with a parser of HTML
and lets only elements, attributes and addresses through that the theme and Markdown may use.
"""
from tree import Tree, memo, plan, put, site

SCRIPT = "</title></style></script><script>alert(1)</script><img src=x onerror=alert(1)>\" onload='x' {{title}} ]]> --> &lt;b&gt;"
QUOTED = "'" + SCRIPT.replace("'", "''") + "'"
TASK = "{no: 1, type: single, stem: Q, options: [{text: Q, right: true, feedback: Q}, {text: А}], solution: Q, feedback: Q}"


def everywhere(name, path, text):
    """Markup in a field of a record: built with warnings at most, and the page is judged."""
    return Tree(f"markup in {name}", "0 ?", put(path, text.replace("Q", QUOTED)))


FIELDS = [
    *[Tree(f"markup in a memo's {field}", "0 ?", memo(**{field: value.replace("Q", QUOTED)}))
      for field, value in (("title", "Q"), ("summary", "Q"), ("intro", "Q"), ("notes", "Q"), ("status", "Q"), ("topics", "[Q]"),
                           ("key_points", "[Q, Q, Q]"), ("revisions", "[{date: 2026-02-01, what: Q}]"),
                           ("attachments", "[{file: /files/blank.txt, title: Q}]"))],
    Tree("markup in a memo's text", "0 ?", memo(SCRIPT + "\n\n# " + SCRIPT + "\n\n- " + SCRIPT + "\n")),
    everywhere("an act", "acts/b.md", "---\ntype: приказ\ndate: 2026-02-01\ntitle: Q\nnumber: Q\nplace: Q\nsubject: Q\naddressee: Q\n"
               "salutation: Q\npreamble: Q\nissuer: Q\nitems: [{no: Q, text: Q}]\nsignatory: {position: Q, name: Q}\ncontrol: Q\n"
               "approvals: [{what: принято, by: Q, date: 2026-02-01, number: Q}]\n"
               "refs: [{type: Q, issuer: Q, date: 2026-02-01, number: Q, note: Q}]\n---\n"),
    everywhere("an event", "events/b.md", "---\ntitle: Q\nstart: 2026-02-01\nplace: Q\ngroup: Q\nprogramme: [{time: '10:00', text: Q}]\n"
               "decisions: [{text: Q}]\nmaterials: [{file: /files/blank.txt, title: Q}]\n---\n"),
    everywhere("a procedure", "procedures/b.md", "---\ntitle: Q\ncode: ВПР\naids: [Q]\nofficial: [{title: Q, url: 'https://a.example.org/'}]\n---\n"),
    everywhere("a plan", "plans/q.yaml", "title: Q\nsummary: Q\ngoals: [Q]\nlabels: {measure: Q}\nsections:\n  - title: Q\n    rows:\n"
               "      - {id: r1, no: Q, task: Q, measure: Q, deadline: Q, result: Q, report: Q}\n"),
    everywhere("criteria", "criteria/b.yaml", "title: Q\nsubject: Математика\nrecords:\n  - {id: r1, classes: [6], work: контрольная работа, "
               "model: descriptor, conditions: [Q], text: Q, volume: Q, marks: {5: Q, 4: Q, 3: Q, 2: Q}}\n"),
    everywhere("weights", "weights/b.yaml", "title: Q\nweights: {контрольная работа: 5, Q: 3}\napplies: {classes: [5]}\nperiod: Q\n"
               "term_mark: {5: 4.65, 4: 3.65, 3: 2.65}\nyear: {from: Q, rule: Q}\nnotes: Q\n"),
    everywhere("a test", "demos/b.yaml", "title: Q\nsubject: Математика\nclasses: [4]\ninstructions: Q\naids: [Q]\nitems:\n  - "
               + TASK + "\n"),
    everywhere("a bank of tasks", "tasks/b.yaml", "title: Q\nsubject: Математика\nclasses: [4]\ntasks:\n  - {id: a, topic: Q, type: match, "
               "max: 2, stem: Q, pairs: [{left: Q, right: А}, {left: Б, right: В}], extra: [Q]}\n"),
    everywhere("a schedule", "schedule/b.yaml", "title: Q\nschool_year: 2025-2026\nentries:\n  - {date: 2025-09-18, classes: [6А], "
               "subject: Математика, form: Q, note: Q, level: школа, lesson: 3}\n"),
    everywhere("a checklist", "checklists/b.yaml", "title: Q\nitems:\n  - {no: Q, text: Q, answer: нет, note: Q}\n"),
    Tree("markup in the fields of the site", "0 ?", put("site.yaml", f"""title: {QUOTED}
organization: {{kind: school, name: {QUOTED}, short_name: {QUOTED}, address: {QUOTED}, phones: [{QUOTED}]}}
base_url: https://ocenka.school3.example.org/
school_year: 2025-2026
hotlines: [{{title: {QUOTED}, phone: {QUOTED}, hours: {QUOTED}}}]
appeal: {{title: {QUOTED}, text: {QUOTED}}}
links: [{{title: {QUOTED}, url: "https://a.example.org/", group: {QUOTED}}}]
glossary: {{ВПР: {QUOTED}}}
bodies: {{zavuch: {{name: {QUOTED}}}}}
menu: [parents, {{title: {QUOTED}, url: "https://a.example.org/"}}]
"""), memo("ВПР\n")),
]
ADDRESSES = [
    *[Tree(f"a link that runs: {url!r}", "1 link-scheme", memo(f"[слово]({url})\n"))
      for url in ("javascript:alert(1)", "JaVaScRiPt:alert(1)", "&#106;avascript:x", "javascript&colon;x", "javascript&#58;x",
                  "<java\tscript:x>", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "blob:x", "about:blank",
                  "intent:x", "view-source:x", "jar:x!/", "ws:x", "ftp:a")],
    *[Tree(f"a picture that runs: {url!r}", "1 link-scheme", memo(f"![слово]({url})\n"))
      for url in ("javascript:alert(1)", "data:image/svg+xml,x", "file:///etc/passwd")],
    Tree("an address in angle brackets that runs", "1 link-scheme", memo("<javascript:alert(1)>\n")),
    Tree("a definition that runs", "1 link-scheme", memo("[слово][a]\n\n[a]: javascript:alert(1)\n")),
    *[Tree(f"an address in a field that runs: {url}", "1 web-address", memo(attachments=f"[{{url: \"{url}\", title: А}}]"))
      for url in ("javascript:alert(1)", "data:text/html,x", "//evil.example/", "https:", "https://", "ftp://a.example/")],
    Tree("a link of the menu that runs", "1 web-address", site("menu: [{title: А, url: \"javascript:alert(1)\"}]\n")),
]


def body(name, expected, text):
    return Tree(name, expected, memo(text))


SIZES = [
    body("fifty thousand quotes", "1 markdown-nesting ?", ">" * 50_000 + "x\n"),
    body("fifty thousand lists", "1 markdown-nesting ?", "- " * 50_000 + "x\n"),
    body("fifty thousand brackets", "1 markdown-run", "[" * 50_000 + "\n"),
    body("fifty thousand stars", "1 markdown-run", "*" * 50_000 + "a\n"),
    body("fifty thousand backquotes", "1 markdown-run", "`" * 50_000 + "a\n"),
    body("a table of ten thousand columns", "1 markdown-table-columns ?",
         "|" + "a|" * 10_000 + "\n|" + "-|" * 10_000 + "\n"),
    body("a table of seventy thousand columns", "1 markdown-table-columns ?",
         "|" + "a|" * 70_000 + "\n|" + "-|" * 70_000 + "\n"),
    body("a table of fifty thousand rows", "1 markdown-table-size ?", "|a|b|c|d|e|\n|-|-|-|-|-|\n" + "|a\n" * 50_000),
    body("three thousand headings of one text", "0 ?", "## А\n\n" * 3_000),
    body("two thousand links of one definition", "0 ?", "[a]: https://a.example.org/" + "x" * 300 + "\n\n" + "[a]\n\n" * 2_000),
    body("a definition of fifty thousand letters used often", "1 markdown-tangled",
         "[a]: https://a.example.org/" + "x" * 50_000 + "\n\n" + "[a] " * 50_000),
    body("a formula of fifty thousand letters", "1 math-size", "$$\n" + "x+" * 25_000 + "x\n$$\n"),
    body("a formula with ten thousand braces", "1 math-size ?", "$" + "{" * 10_000 + "x" + "}" * 10_000 + "$\n"),
    body("a formula of markup", "0 ?", "$\\text{<script>alert(1)</script>}$ и $a<b>c$\n"),
    body("a thousand footnotes", "0 ?", "".join(f"[^{i}]\n\n[^{i}]: а\n\n" for i in range(1_000))),
    body("a picture without words", "1 image-alt-missing", "![](../files/p.png)\n"),
    body("three thousand broken links", "1 link-unknown", "[а](none.md)\n\n" * 3_000),
    Tree("a row of a hundred thousand letters", "0 ?", plan("rows:\n  - {id: r1, measure: '" + "слово " * 20_000 + "'}\n")),
    Tree("a cell of fifty thousand quotes", "1 markdown-nesting ?", plan("rows:\n  - {id: r1, measure: '" + ">" * 50_000 + "x'}\n")),
    Tree("a title of fifty thousand stars", "0 ?", memo(title="'" + "*" * 50_000 + "a'")),
]
GROUPS = {"markup in fields": FIELDS, "addresses": ADDRESSES, "Markdown beyond reason": SIZES}
