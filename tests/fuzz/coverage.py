"""How many lines of the parsers the fuzzed inputs reach.

    coverage.py COVERAGE PERCENT    COVERAGE: what `llvm-cov export -summary-only` says"""
import json
import sys

data = json.load(open(sys.argv[1]))["data"][0]
files = []
for file in data["files"]:
    name = file["filename"].partition("/generator/")[2]
    lines = file["summary"]["lines"]
    if name.endswith(".cpp") and lines["count"]:
        files.append((100 * lines["covered"] / lines["count"], lines["covered"], lines["count"], name))
covered = sum(file[1] for file in files)
count = sum(file[2] for file in files)
for percent, _, lines, name in sorted(files):
    if percent < float(sys.argv[2]):
        print(f"    {percent:5.1f} % of {lines:4} lines  {name}")
reached = 100 * covered / max(count, 1)
name = f"{reached:.1f} % of {count} lines of {len(files)} files are reached, {sys.argv[2]} % are asked for"
print(("ok " if reached >= float(sys.argv[2]) else "FAILED ") + name)
