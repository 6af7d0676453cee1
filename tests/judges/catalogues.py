#!/usr/bin/python3
"""portal.json, the sitemap and the feeds of a published site agree with its files.

    catalogues.py SITE
"""
import hashlib
import json
import os
import re
import sys
import urllib.parse
import xml.etree.ElementTree

import feedparser

from report import report

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def file_of(site, base, address):
    """The file behind an absolute or relative address of the site; None if it is not of it."""
    if not urllib.parse.urlsplit(address).scheme:
        address = urllib.parse.urljoin(base, address)
    if not address.startswith(base):
        return None
    path = urllib.parse.unquote(address[len(base):].split("#")[0])
    return os.path.join(site, path, "index.html") if path.endswith("/") or not path else os.path.join(site, path)


def portal_problems(site, portal, base):
    known = {record["json"] for record in portal["records"] if "json" in record}
    for record in portal["records"]:
        for key in ("url", "json"):
            value = record.get(key)
            if value is None:
                continue
            if re.match(r"[a-z]+:|/", value) or ".." in value.split("/"):
                yield f"{record['id']}: {key} is not relative: {value}"
            elif not os.path.isfile(file_of(site, base, value)):
                yield f"{record['id']}: {key} leads to nothing: {value}"
        if "json" in record:
            with open(os.path.join(site, record["json"]), "rb") as file:
                data = file.read()
            if hashlib.sha256(data).hexdigest() != record["sha256"] or len(data) != record["size"]:
                yield f"{record['id']}: sha256 or size is not that of {record['json']}"
    for section in portal["sections"]:
        if not os.path.isfile(file_of(site, base, section["url"])):
            yield f"section {section['kind']}: leads to nothing: {section['url']}"
    for folder, _, names in os.walk(site):
        for name in names:
            path = os.path.relpath(os.path.join(folder, name), site)
            if name.endswith(".json") and name != "comparison.json" \
                    and path.split("/")[0] not in ("schemas", "files") \
                    and path not in known | {"portal.json", "criteria/index.json"}:
                yield f"{path} is not in the portal"
    if portal["sequence"] != int(portal["generated"].replace("-", "")):
        yield "sequence is not the day of generated"
    revisions = [record["revision"] for record in portal["records"] if "revision" in record]
    if max(revisions) > portal["generated"]:
        yield "a record is newer than generated"


def is_indexed(path):
    with open(path, encoding="utf-8") as file:
        return 'name="robots" content="noindex"' not in file.read()


def sitemap_problems(site, base):
    root = xml.etree.ElementTree.parse(os.path.join(site, "sitemap.xml")).getroot()
    listed = {location.text for location in root.iter(SITEMAP + "loc")}
    wanted = set()
    for folder, _, names in os.walk(site):
        for name in names:
            path = os.path.relpath(os.path.join(folder, name), site)
            if name == "index.html" and is_indexed(os.path.join(folder, name)):
                wanted.add(base + urllib.parse.quote(path.removesuffix("index.html")))
    yield from (f"not in the sitemap: {address}" for address in sorted(wanted - listed))
    yield from (f"not a page to be found: {address}" for address in sorted(listed - wanted))
    with open(os.path.join(site, "robots.txt"), encoding="utf-8") as file:
        if f"Sitemap: {base}sitemap.xml" not in file.read():
            yield "robots.txt does not name the sitemap"


def feed_problems(site, base, path):
    feed = feedparser.parse(os.path.join(site, path))
    if feed.bozo:
        yield f"{path}: {feed.bozo_exception}"
    if not feed.entries:
        yield f"{path}: no entry"
    for name in ("id", "title", "updated"):
        if not feed.feed.get(name):
            yield f"{path}: no {name}"
    ids = [entry.get("id") for entry in feed.entries]
    if len(set(ids)) != len(ids):
        yield f"{path}: an id twice"
    for entry in feed.entries:
        for name in ("id", "title", "updated", "link"):
            if not entry.get(name):
                yield f"{path}: an entry without {name}"
        target = file_of(site, base, entry.get("link", ""))
        if target is None or not os.path.isfile(target):
            yield f"{path}: leads to nothing: {entry.get('link')}"
    times = [entry.updated_parsed for entry in feed.entries]
    if times != sorted(times, reverse=True):
        yield f"{path}: not newest first"


def main(site):
    with open(os.path.join(site, "portal.json"), encoding="utf-8") as file:
        portal = json.load(file)
    base, name = portal["base_url"], os.path.basename(site)
    feeds = sorted(os.path.relpath(os.path.join(folder, "atom.xml"), site)
                   for folder, _, names in os.walk(site) if "atom.xml" in names)
    report(f"{name}: portal.json agrees with the files ({len(portal['records'])} records)",
           portal_problems(site, portal, base))
    report(f"{name}: the sitemap lists what is to be found", sitemap_problems(site, base))
    report(f"{name}: feedparser reads the feeds ({len(feeds)})",
           [problem for path in feeds for problem in feed_problems(site, base, path)])


main(sys.argv[1].rstrip("/"))
