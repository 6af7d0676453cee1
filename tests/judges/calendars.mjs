// Calendars of a published site as ical.js reads them.
//
//   node calendars.mjs SITE DUMP     writes to DUMP what calendars.py writes by another parser
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ICAL from "ical.js";
import { filesBelow } from "./report.mjs";

const [site, dump] = process.argv.slice(2);
const sorted = (object) => Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)));

function event(component) {
  const value = (name) => component.getFirstPropertyValue(name)?.toString() ?? null;
  return sorted({
    UID: value("uid"),
    SUMMARY: value("summary"),
    DESCRIPTION: value("description"),
    LOCATION: value("location"),
    URL: value("url"),
    DTSTART: value("dtstart"),
    DTEND: value("dtend"),
  });
}

const calendars = {};
for (const path of filesBelow(site, ".ics")) {
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(join(site, path), "utf8")));
  calendars[path] = calendar.getAllSubcomponents("vevent").map(event);
}
writeFileSync(dump, JSON.stringify(sorted(calendars), null, 1));
