#!/usr/bin/python3
"""Forms that are sent to schools, as another program than ours reads their workbooks: forms.py FOLDER"""
import csv
import sys
import warnings
from pathlib import Path

import openpyxl

from report import report

warnings.simplefilter("error")  # what openpyxl mends by itself is wrong all the same


def problems_of(table, book):
    with open(table, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    sheets = openpyxl.load_workbook(book).worksheets
    if len(rows) != 1 or len(sheets) != 1:
        yield f"{book.name}: one row of headings and one sheet were expected"
        return
    sheet = sheets[0]
    if [[cell.value for cell in row] for row in sheet.iter_rows()] != rows:
        yield f"{book.name}: other headings than {table.name}"
    for cell in sheet[1]:
        # An empty column that holds text: «5-9» does not become a day.
        if cell.number_format != "@" or sheet.column_dimensions[cell.column_letter].number_format != "@":
            yield f"{book.name}: {cell.column_letter} does not hold text"


TABLES = sorted(Path(sys.argv[1]).glob("*.csv"))
PROBLEMS = [problem for table in TABLES for problem in problems_of(table, table.with_suffix(".xlsx"))]
report(f"forms are workbooks for others too ({len(TABLES)} of them)", PROBLEMS if TABLES else ["there are none"])
