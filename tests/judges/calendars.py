#!/usr/bin/python3
"""Calendars of a published site as python3-icalendar reads them, and the form of their lines.

    calendars.py SITE DUMP     writes to DUMP what calendars.mjs writes by another parser
"""
import datetime
import json
import os
import sys

import icalendar

from report import report


def moment(component, name):
    """A day as 2026-03-19, a moment as 2026-03-19T15:00:00Z."""
    if name not in component:
        return None
    value = component[name].dt
    if isinstance(value, datetime.datetime):
        return value.isoformat() if value.tzinfo is None else value.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    return value.isoformat()


def event(component):
    text = {name: str(component[name]) if name in component else None
            for name in ("UID", "SUMMARY", "DESCRIPTION", "LOCATION", "URL")}
    return {**text, "DTSTART": moment(component, "DTSTART"), "DTEND": moment(component, "DTEND")}


def form_problems(path, data):
    if not data.endswith(b"\r\n"):
        yield f"{path}: does not end with CRLF"
    for number, line in enumerate(data.removesuffix(b"\r\n").split(b"\r\n"), 1):
        if len(line) > 75:
            yield f"{path}:{number}: {len(line)} octets"
        if b"\r" in line or b"\n" in line:
            yield f"{path}:{number}: a line break that is not CRLF"
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            yield f"{path}:{number}: folded inside a character"


def event_problems(path, calendar, events):
    for name in ("VERSION", "PRODID"):
        if name not in calendar:
            yield f"{path}: no {name}"
    if not events:
        yield f"{path}: no event"
    uids = [event["UID"] for event in events]
    if len(set(uids)) != len(uids):
        yield f"{path}: a UID twice"
    for found in calendar.walk("VEVENT"):
        if "DTSTAMP" not in found or "UID" not in found or "SUMMARY" not in found:
            yield f"{path}: {found.get('SUMMARY')}: no DTSTAMP, UID or SUMMARY"
    for one in events:
        if one["DTEND"] is not None and one["DTEND"] <= one["DTSTART"]:
            yield f"{path}: {one['SUMMARY']}: ends before it begins"


def main(site, dump):
    form, content, calendars = [], [], {}
    for folder, _, names in os.walk(site):
        for name in sorted(names):
            if not name.endswith(".ics"):
                continue
            path = os.path.relpath(os.path.join(folder, name), site)
            with open(os.path.join(folder, name), "rb") as file:
                data = file.read()
            form += form_problems(path, data)
            calendar = icalendar.Calendar.from_ical(data)
            calendars[path] = [event(found) for found in calendar.walk("VEVENT")]
            content += event_problems(path, calendar, calendars[path])
    with open(dump, "w", encoding="utf-8") as file:
        json.dump(calendars, file, ensure_ascii=False, indent=1, sort_keys=True)
    name = os.path.basename(site)
    report(f"{name}: lines of calendars are folded as they must be ({len(calendars)} files)", form)
    report(f"{name}: calendars say what, when and which", content)


main(sys.argv[1].rstrip("/"), sys.argv[2])
