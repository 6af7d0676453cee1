#!/usr/bin/python3
"""CSV files of a published site as Python reads them, and their form.

    tables.py SITE DUMP        writes to DUMP what tables.mjs writes by another reader
"""
import csv
import json
import os
import sys

from report import report


def is_open_data(path):
    """Open data go by a convention of their own: commas, no mark."""
    return path.startswith("opendata/")


def problems_of(path, data, rows):
    if data.startswith(b"\xef\xbb\xbf") == is_open_data(path):
        yield f"{path}: a BOM belongs in tables for spreadsheets alone"
    if not data.endswith(b"\r\n"):
        yield f"{path}: does not end with CRLF"
    if len(rows) < 2:
        yield f"{path}: no rows"
    if any(len(row) != len(rows[0]) for row in rows):
        yield f"{path}: rows of different lengths"
    if len(set(rows[0])) != len(rows[0]) or "" in rows[0]:
        yield f"{path}: headings are empty or repeated: {rows[0]}"
    for row in rows:
        for cell in row:
            if cell[:1] in ("=", "+", "-", "@", "\t", "\r") and not cell[1:2].isdigit():
                yield f"{path}: a spreadsheet would run this cell: {cell}"


def main(site, dump):
    problems, tables = [], {}
    for folder, _, names in os.walk(site):
        for name in names:
            path = os.path.relpath(os.path.join(folder, name), site)
            if not name.endswith(".csv") or path.startswith("files/"):
                continue
            with open(os.path.join(folder, name), "rb") as file:
                data = file.read()
            with open(os.path.join(folder, name), encoding="utf-8-sig", newline="") as file:
                tables[path] = list(csv.reader(file, delimiter="," if is_open_data(path) else ";", strict=True))
            problems += problems_of(path, data, tables[path])
    with open(dump, "w", encoding="utf-8") as file:
        json.dump(tables, file, ensure_ascii=False, indent=1, sort_keys=True)
    report(f"{os.path.basename(site)}: CSV files are whole ({len(tables)} files)", problems)


main(sys.argv[1].rstrip("/"), sys.argv[2])
