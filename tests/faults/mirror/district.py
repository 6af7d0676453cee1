#!/usr/bin/env python3
"""The district of the demonstration: district.py PROGRAM WORK [SCHOOLS]

Without a number it makes content/committee/mirror anew: invented schools publish, change, fall
silent and lie, day by day, and `vitrina mirror` keeps what it should. With a number it makes
WORK/committee, a committee of so many schools with kept sets, for measuring.
"""
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time

PROGRAM, WORK = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
COUNT = int(sys.argv[3]) if len(sys.argv) > 3 else 0
CONTENT = os.path.abspath(f"{os.path.dirname(__file__)}/../../../content")
KOMITET = "https://ocenka.svetlobor.example.org/"
ENV = {**os.environ, "VITRINA_LANG": "en"}


def day(date):
    text = subprocess.run(["date", "-u", "-d", f"{date} 06:00", "+%s"], capture_output=True, text=True)
    return text.stdout.strip()


def vitrina(*words, date, may_fail=False, cwd=None):
    done = subprocess.run([PROGRAM, *words], env=ENV | {"SOURCE_DATE_EPOCH": day(date)},
                          capture_output=True, text=True, cwd=cwd)
    if done.returncode and not may_fail:
        sys.exit(f"{words}: {done.returncode}\n{done.stdout}{done.stderr}")
    return done


class School:
    """A small site; what it publishes is a dictionary of files."""

    def __init__(self, name, title, **more):
        self.name, self.title, self.files = name, title, {}
        self.host = f"ocenka.{name.replace('-', '')}.example.org"
        self.hotline = more.get("hotline", False)
        self.date = more.get("date", "2026-09-01")
        self.put("acts/prikaz-41.md", "---\ntype: приказ\nnumber: \"41\"\n"
                 "date: 2026-08-29\nsubject: Об утверждении критериев оценивания\n---\n\n"
                 "Утвердить критерии оценивания на 2026–2027 учебный год.\n")

    def put(self, path, text):
        self.files[path] = text
        return self

    def criteria(self, subject, records, name=None, act="acts/prikaz-41"):
        name = name or {"Математика": "matematika", "Русский язык": "russkij-yazyk"}.get(subject, "drugoe")
        lines = [f"title: {subject}. Критерии оценивания", f"date: {self.date}", "audience: [parents, pupils]",
                 f"subject: {subject}", f"approved_by: {act}", "records:"]
        for record in records:
            lines.append("  - " + json.dumps(record, ensure_ascii=False)[1:-1].join("{}")
                         .replace('": ', "\": "))
        return self.put(f"criteria/{name}.yaml", "\n".join(lines) + "\n")

    def weights(self, weights, term, least=3):
        body = ", ".join(f"{work}: {weight}" for work, weight in weights.items())
        marks = ", ".join(f"{mark}: {start}" for mark, start in term.items())
        return self.put("weights/vesa.yaml",
                        f"title: Вес отметок\ndate: {self.date}\naudience: [parents]\nweights: {{{body}}}\n"
                        f"applies: {{classes: 5-9}}\nperiod: четверть\nterm_mark: {{{marks}}}\n"
                        f"min_marks: {least}\nrounding: {{digits: 2, mode: half_up}}\n"
                        "approved_by: acts/prikaz-41\n")

    def memo(self):
        return self.put("memos/roditelyam.md", f"---\ntitle: Как мы ставим отметки\ndate: {self.date}\n"
                        "audience: [parents]\n---\n\nОтметку ставят по критериям, их можно прочитать заранее.\n")

    def demo(self):
        return self.put("demos/vhodnaya-5.yaml",
                        f"title: Входная работа по математике, 5 класс\ndate: {self.date}\nsubject: Математика\n"
                        "classes: [5]\nduration_min: 20\nscale: {5: 3, 4: 2, 3: 1}\nitems:\n"
                        "  - {no: 1, type: number, level: Б, stem: \"Вычислите 12 + 30\", answer: 42}\n"
                        "  - {no: 2, type: number, level: Б, stem: \"Вычислите 7 · 8\", answer: 56}\n"
                        "  - {no: 3, type: number, level: П, stem: \"Найдите половину числа 90\", answer: 45}\n")

    def plan(self, answers, absent=()):
        rows = []
        for number, (measure, extent, status) in enumerate(answers, 1):
            note = ", note: проводим на педсовете" if extent == "partial" else ""
            rows.append(f"  - id: r{number:02}\n    measure: Мероприятие школы по рекомендации {measure}\n"
                        f"    deadline: октябрь 2026 г.\n    responsible: [administration]\n    status: {status}\n"
                        + ("    done: 2026-10-20\n" if status == "done" else "")
                        + f"    implements: [{{ref: \"komitet:plans/perechen#{measure}\", extent: {extent}{note}}}]\n")
        gone = "".join(f"  - {{ref: \"komitet:plans/perechen#{measure}\", extent: {extent}, why: {why}}}\n"
                       for measure, extent, why in absent)
        return self.put("plans/obektivnost.yaml",
                        f"title: План мероприятий школы\nschool_year: 2026-2027\ndate: {self.date}\n"
                        "columns: [measure, deadline, responsible, status]\nprogress: public\nrows:\n" + "".join(rows)
                        + (f"not_adopted:\n{gone}" if gone else ""))

    def build(self, updated, out):
        """Publishes the site as it is; `updated` is what its files say of themselves."""
        folder = f"{WORK}/sites/{self.name}"
        shutil.rmtree(folder, ignore_errors=True)
        hotline = "hotlines: [{title: Горячая линия школы, phone: \"+7 (81300) 2-00-01\"}]\n" if self.hotline else ""
        self.write(folder, "site.yaml",
                   f"title: Открытое оценивание\norganization: {{kind: school, name: \"{self.title}\"}}\n"
                   f"base_url: https://{self.host}/\nschool_year: 2026-2027\n{hotline}"
                   f"neighbours: {{komitet: \"{KOMITET}\"}}\n")
        for path, text in self.files.items():
            self.write(folder, path, text.replace(f"date: {self.date}\n", f"date: {self.date}\nupdated: {updated}\n"))
        shutil.rmtree(out, ignore_errors=True)
        vitrina("build", folder, "-o", out, "--no-cache", date=updated)

    @staticmethod
    def write(folder, path, text):
        os.makedirs(os.path.dirname(f"{folder}/{path}"), exist_ok=True)
        with open(f"{folder}/{path}", "w", encoding="utf-8") as file:
            file.write(text)


def errors(ident, classes, work, limits, **more):
    marks = {5: limits[0], 4: {"any_of": limits[1]}, 3: {"any_of": limits[2]}, 2: "otherwise"}
    return {"id": ident, "classes": classes, "work": work, "model": "errors", **more,
            "marks": {str(mark): rule for mark, rule in marks.items()}}


def points(ident, classes, work, top, scale, **more):
    return {"id": ident, "classes": classes, "work": work, "model": "points", "max": top,
            "scale": dict(zip(("5", "4", "3"), scale)), **more}


def pairs(first, second, rows):
    return [{first: a, second: b} for a, b in rows]


SECOND = {"conditions": ["«4» и «5» — не менее одного задания второй части"]}
GM = lambda *rows: pairs("gross", "minor", rows)
OP = lambda *rows: pairs("orthographic", "punctuation", rows)
NORM_2_4 = errors("2-4-kontrolnaya", "2-4", "контрольная работа", [GM((0, 0))[0], GM((1, 1), (0, 2)), GM((3, 0), (2, 2), (0, 5))],
                  error_kinds=["gross", "minor"])
DIKTANT = errors("5-diktant", [5], "диктант", [OP((0, 1))[0], OP((2, 2), (1, 3), (0, 4)), OP((4, 4), (3, 5), (0, 7))],
                 volume="90–100 слов", error_kinds=["orthographic", "punctuation"])
ORAL = {"id": "5-9-ustnyj", "classes": "5-9", "work": "устный ответ", "model": "descriptor", "marks": {
    "5": "рассуждает верно, объясняет каждый шаг, отвечает на вопросы",
    "4": "рассуждает верно, допускает одну-две неточности",
    "3": "знает основное, ошибается в объяснениях", "2": "не может объяснить главное"}}
ZACHET = {"id": "8-zachet", "classes": [8], "work": "зачёт", "model": "credit", "pass": "выполнено не менее 60 % заданий"}
M56 = points("5-6-kontrolnaya", "5-6", "контрольная работа", 20, (17, 13, 8), **SECOND)
M79 = points("7-9-kontrolnaya", "7-9", "контрольная работа", 24, (21, 16, 12))
TEST = points("6-9-test", "6-9", "тест", 30, (26, 20, 14))
MATH, RUSSIAN = [NORM_2_4, M56, M79, ORAL, ZACHET], [DIKTANT, TEST]
WEIGHTS = {"контрольная работа": 5, "диктант": 5, "зачёт": 4, "тест": 3, "самостоятельная работа": 3,
           "устный ответ": 3, "домашняя работа": 1}
TERM = {5: 4.65, 4: 3.65, 3: 2.65}


def all_schools():
    one = School("svetlobor-1", "МБОУ «Светлоборская СОШ № 1»", hotline=True)
    one.criteria("Математика", MATH).criteria("Русский язык", RUSSIAN).weights(WEIGHTS, TERM).memo().demo()
    one.plan([(f"m{n:02}", "full" if n % 3 else "partial", ("done", "in_progress", "planned")[n % 3]) for n in range(1, 12)],
             [("m12", "absent", "собрания ведёт методическая служба"), ("m13", "not_applicable", "школа без старших классов")])
    two = School("svetlobor-2", "МБОУ «Светлоборская СОШ № 2»")
    two.criteria("Математика", [
        errors("2-4-kontrolnaya", "2-4", "контрольная работа", [GM((0, 0))[0], GM((1, 0), (0, 2)), GM((2, 0), (1, 2), (0, 4))],
               error_kinds=["gross", "minor"]),
        points("5-6-kontrolnaya", "5-6", "контрольная работа", 20, (18, 14, 9), **SECOND),
        points("7-9-kontrolnaya", "7-9", "контрольная работа", 30, (26, 20, 15)), ORAL,
        ZACHET | {"pass": "выполнено не менее 70 % заданий"}])
    two.criteria("Русский язык", [DIKTANT, points("6-9-test", "6-9", "тест", 30, (27, 21, 15))])
    two.weights({work: weight * 2 for work, weight in WEIGHTS.items()}, {5: 4.7, 4: 3.7, 3: 2.7}, 5)
    two.plan([("m01", "full", "done"), ("m03", "partial", "in_progress"), ("m09", "full", "planned")])
    ten = School("svetlobor-10", "МБОУ «Светлоборская СОШ № 10»", hotline=True)
    ten.criteria("Математика", [NORM_2_4, points("5-6-kontrolnaya", "5-6", "контрольная работа", 20, (17, 12, 8), **SECOND),
                                points("7-9-kontrolnaya", "7-9", "контрольная работа", 24, (20, 15, 11)), ORAL, ZACHET])
    ten.criteria("Русский язык", [errors("5-diktant", [5], "диктант", [OP((1, 1))[0], OP((2, 3), (1, 4)), OP((4, 5), (3, 6), (0, 8))],
                                         volume="100–110 слов", error_kinds=["orthographic", "punctuation"]), TEST])
    ten.weights(WEIGHTS | {"домашняя работа": 2}, {5: 4.5, 4: 3.5, 3: 2.5}).memo()
    gym = School("gimnaziya", "МБОУ «Светлоборская гимназия»", hotline=True)
    gym.criteria("Математика", [
        M56 | {"model": "points", "scale": {"5": 18, "4": 12, "3": 8}},
        {"id": "7-9", "classes": "7-9", "work": "контрольная работа", "model": "descriptor", "marks": {
            "5": "решены все задачи", "4": "решены все задачи, кроме одной", "3": "решена половина", "2": "решено меньше"}},
        ORAL | {"marks": ORAL["marks"] | {"5": "рассуждает верно и приводит собственный пример"}},
        points("10-11", "10-11", "контрольная работа", 32, (27, 20, 14)),
        points("5-6-proekt", "5-6", "проект", 12, (10, 8, 6))])
    gym.criteria("Русский язык", RUSSIAN).weights(WEIGHTS | {"проект": 4}, TERM).memo().demo()
    zar = School("zareche", "МКОУ «Зареченская ООШ»")
    zar.criteria("Математика", [M56, ORAL])
    pok = School("pokrovka", "МКОУ «Покровская СОШ»")
    pok.criteria("Математика", [M56, M79]).criteria("Русский язык", [TEST]).memo()
    kam = School("kamenka", "МКОУ «Каменская ООШ»")
    kam.criteria("Русский язык", [DIKTANT, TEST]).weights(WEIGHTS, TERM)
    dub = School("dubrava", "МКОУ «Дубравская СОШ»")
    dub.criteria("Математика", MATH).plan([("m01", "full", "done"), ("m02", "full", "done")])
    return {school.name: school for school in (one, two, ten, gym, zar, pok, kam, dub)}


def committee(folder, sources):
    os.makedirs(folder, exist_ok=True)
    for name in ("site.yaml", "schools.yaml"):
        shutil.copy(f"{CONTENT}/committee/{name}", folder)
    shutil.copytree(f"{CONTENT}/committee/inbox", f"{folder}/inbox", dirs_exist_ok=True)
    with open(f"{folder}/sources.yaml", "w", encoding="utf-8") as file:
        file.write("sources:\n" + "".join(f"  - {{school: {name}, {form}: {where}}}\n" for name, form, where in sources))


def demonstration():
    schools, out, folder = all_schools(), f"{WORK}/out", f"{WORK}/committee"
    shutil.rmtree(WORK, ignore_errors=True)
    first = ([(name, "path", f"../out/{name}") for name in schools]
              + [("sosnovka", "file", "inbox/sosnovka.csv"), ("vechernyaya", "file", "inbox/vechernyaya.csv")])
    committee(folder, first)
    def mirror(date):
        done = vitrina("mirror", "committee", "--offline", date=date, may_fail=True, cwd=WORK)
        print(date, done.stdout, done.stderr, sep="\n")

    vitrina("build", f"{CONTENT}/school", "-o", f"{out}/olhovka-2", "--no-cache", date="2026-11-21")
    for school in schools.values():
        school.build("2026-09-02", f"{out}/{school.name}")
    mirror("2026-09-05")
    ten = schools["svetlobor-10"]
    ten.put("acts/prikaz-56.md", "---\ntype: приказ\nnumber: \"56\"\ndate: 2026-10-12\n"
            "subject: Об изменении критериев оценивания по математике\n---\n\nИзменить шкалу с 15 октября.\n")
    ten.criteria("Математика", [NORM_2_4, points("5-6-kontrolnaya", "5-6", "контрольная работа", 20, (18, 12, 8), **SECOND),
                                points("7-9-kontrolnaya", "7-9", "контрольная работа", 24, (20, 15, 11)), ORAL, ZACHET],
                 act="acts/prikaz-56")
    ten.build("2026-10-14", f"{out}/svetlobor-10")
    schools["zareche"].criteria("Математика", [M56, ORAL, NORM_2_4]).build("2026-10-10", f"{out}/zareche")
    mirror("2026-10-16")
    schools["svetlobor-1"].put("memos/vpr.md", "---\ntitle: Перед ВПР\ndate: 2026-11-01\naudience: [parents]\n---\n\n"
                               "Выспаться важнее, чем повторять до ночи.\n").build("2026-11-10", f"{out}/svetlobor-1")
    schools["zareche"].criteria("Математика", [M56, ORAL]).build("2026-09-02", f"{out}/zareche")  # an old copy came back
    shutil.rmtree(f"{out}/pokrovka")  # nobody answers
    with open(f"{out}/kamenka/criteria/russkij-yazyk.json", "a", encoding="utf-8") as file:
        file.write("{")  # cut and pasted by somebody
    committee(folder, [("olhovka-2", "path", "../out/olhovka-2")] + first)
    mirror("2026-11-20")
    target = f"{CONTENT}/committee/mirror"
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(f"{folder}/mirror", target, ignore=shutil.ignore_patterns(".lock"))


def measured(name, *words, date):
    """Runs a command; prints what it took."""
    started = time.monotonic()
    child = subprocess.Popen([PROGRAM, *words], env=ENV | {"SOURCE_DATE_EPOCH": day(date)},
                             stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    told = child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    print(f"{name:28} {time.monotonic() - started:8.2f} s"
          f" {usage.ru_utime + usage.ru_stime:8.2f} s cpu {usage.ru_maxrss / 1024:8.0f} MiB"
          f"  exit {os.waitstatus_to_exitcode(status)}", flush=True)
    if status:
        print(told[:2000])


def many():
    """A committee of COUNT schools, whose sites are copies of the eight under names of their own."""
    out, folder = f"{WORK}/out", f"{WORK}/committee"
    shutil.rmtree(WORK, ignore_errors=True)
    models = []
    for school in all_schools().values():
        school.build("2026-09-02", f"{WORK}/models/{school.name}")
        with open(f"{WORK}/models/{school.name}/portal.json", encoding="utf-8") as file:
            models.append((f"{WORK}/models/{school.name}", json.load(file)))
    os.makedirs(folder)
    for name in ("reference", "plans", "acts", "memos", "events", "pages"):
        shutil.copytree(f"{CONTENT}/committee/{name}", f"{folder}/{name}")
    shutil.copy(f"{CONTENT}/committee/site.yaml", folder)
    schools, sources = ["schools:"], ["sources:"]
    for number in range(COUNT):
        model, portal = models[number % len(models)]
        name = f"s{number:05}"
        portal |= {"site": f"{name}.example.org", "base_url": f"https://{name}.example.org/"}
        for record in portal["records"]:
            os.makedirs(os.path.dirname(f"{out}/{name}/{record['json']}"), exist_ok=True)
            os.link(f"{model}/{record['json']}", f"{out}/{name}/{record['json']}")
        School.write(f"{out}/{name}", "portal.json", json.dumps(portal, ensure_ascii=False))
        schools.append(f"  - {{id: {name}, name: Школа № {number}, legal_form: МБОУ}}")
        sources.append(f"  - {{school: {name}, path: ../out/{name}}}")
    School.write(folder, "schools.yaml", "\n".join(schools) + "\n")
    School.write(folder, "sources.yaml", "\n".join(sources) + "\n")
    measured("mirror, first", "mirror", folder, "--offline", date="2026-09-05")
    measured("mirror, nothing new", "mirror", folder, "--offline", date="2026-09-06")
    public = f"{WORK}/public"
    measured("build, cold", "build", folder, "-o", public, date="2026-09-06")
    measured("build, nothing changed", "build", folder, "-o", public, date="2026-09-06")
    School.write(folder, "acts/pismo.md", "---\ntype: письмо\nnumber: \"1\"\ndate: 2026-09-06\nsubject: О сборе данных\n---\n\nТекст.\n")
    measured("build, one act added", "build", folder, "-o", public, date="2026-09-06")
    files = [os.path.join(base, file) for base, _, names in os.walk(public) for file in names]
    sizes = sorted((os.path.getsize(file), file[len(public) + 1:]) for file in files)
    print(f"{len(files)} files, {sum(size for size, _ in sizes) / 2**20:.0f} MiB; the largest:")
    for size, name in sizes[-5:]:
        print(f"  {size / 1024:8.0f} KiB {name}")


demonstration() if COUNT == 0 else many()
