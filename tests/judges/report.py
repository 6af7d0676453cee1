"""How a judge in Python tells a check: one line `ok NAME` or `FAILED NAME`, then what is wrong."""


def report(name, problems):
    problems = list(problems)
    if not problems:
        print(f"ok {name}")
        return
    print(f"FAILED {name}: {len(problems)}")
    for problem in problems[:30]:
        print(f"    {str(problem)[:400]}")
