"""Writes the files that chapters of the handbook show: examples.py HANDBOOK OUT

A fenced block whose info string names a path (```yaml plans/2026/x.yaml) is that file of an example
site; all of them together must build.
"""
import pathlib
import re
import sys

FENCE = re.compile(r'^(?P<fence>`{3,}|~{3,})[a-z]+ (?P<path>[\w./-]+)\n(?P<text>.*?)^(?P=fence)$', re.M | re.S)

handbook, out = map(pathlib.Path, sys.argv[1:])
written = {}
for chapter in sorted(handbook.rglob('*.md')):
    for block in FENCE.finditer(chapter.read_text(encoding='utf-8')):
        path = block['path']
        if path in written:
            sys.exit(f'{path} stands in {written[path]} and in {chapter}')
        written[path] = chapter
        target = out / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(block['text'], encoding='utf-8')
print(len(written), 'files')
