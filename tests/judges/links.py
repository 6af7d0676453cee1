#!/usr/bin/python3
"""Every address on every page of a published site leads to a file of it, every anchor to an id.

    links.py SITE            told by the name of its folder
    links.py NAME SITE…      many sites, told together

Pages are read by Python's own HTML parser. Addresses inside the site are relative; only canonical
links name its host, and 404.html begins its addresses with the path of base_url.
"""
import collections
import html.parser
import json
import os
import sys
import urllib.parse

from report import report

ADDRESS = {"a": ["href"], "link": ["href"], "img": ["src"], "script": ["src"], "form": ["action"],
           "source": ["src"], "iframe": ["src"], "object": ["data"], "embed": ["src"]}
FOREIGN_MAY_BE = {"a"}  # what a reader follows; nothing that a browser fetches by itself
REFERRING = ("aria-labelledby", "aria-describedby", "aria-controls", "for", "headers")


class Page(html.parser.HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.ids = collections.Counter()
        self.addresses = []  # (tag, address)
        self.referred = []   # ids that attributes name
        self.problems = []
        self.is_alias = False  # it only sends the browser on
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        named = dict(attributes)
        if named.get("id") is not None:
            self.ids[named["id"]] += 1
        for name in REFERRING:
            self.referred += (named.get(name) or "").split()
        for name, value in attributes:
            if name == "style" or name.startswith("on"):
                self.problems.append(f"<{tag} {name}=…>: no inline style or script")
        if tag in ("style", "base") or (tag == "script" and "src" not in named
                                       and named.get("type") != "application/ld+json"):
            self.problems.append(f"<{tag}>: no inline style, script or base")
        if tag == "meta" and (named.get("http-equiv") or "").lower() == "refresh":
            self.is_alias = True
            self.addresses.append(("a", named["content"].split("url=", 1)[1]))
        # So no page elsewhere gets hold of ours.
        if "target" in named:
            self.problems.append(f"<{tag} target=…>: an address opens where the reader is")
        canonical = tag == "link" and "canonical" in (named.get("rel") or "").split()
        for name in ADDRESS.get(tag, []):
            if named.get(name) is not None:
                self.addresses.append(("canonical" if canonical else tag, named[name]))


def read_pages(site):
    pages = {}
    for folder, _, names in os.walk(site):
        for name in names:
            if name.endswith(".html"):
                path = os.path.relpath(os.path.join(folder, name), site)
                with open(os.path.join(folder, name), encoding="utf-8") as file:
                    pages[path] = Page(file.read())
    return pages


def target_of(page, path, base_path):
    """The file an address leads to, relative to the site; None if it leaves the site."""
    path = urllib.parse.unquote(path, errors="strict")
    if not path:
        return page
    if path.startswith("/"):
        if page != "404.html" or not path.startswith(base_path):
            return None
        joined = path[len(base_path):]
    elif page == "404.html":
        return None
    else:
        joined = os.path.join(os.path.dirname(page), path)
    normal = os.path.normpath(joined or ".")
    if normal.startswith(".."):
        return None
    return os.path.join(normal, "index.html") if joined.endswith("/") or normal == "." else normal


def problems_of_address(site, pages, base, page, tag, address):
    parts = urllib.parse.urlsplit(address)
    if tag == "canonical":
        if not address.startswith(base):
            return f"canonical address outside base_url: {address}"
        own = base + urllib.parse.quote(page.removesuffix("index.html"))
        return None if pages[page].is_alias or address == own else f"canonical of another page: {address}"
    if parts.scheme or parts.netloc:
        if tag not in FOREIGN_MAY_BE:
            return f"<{tag}> fetches from elsewhere: {address}"
        if address.startswith(base):
            return f"an address of this site with its host: {address}"
        if parts.scheme not in ("http", "https", "mailto", "tel"):
            return f"scheme {parts.scheme}: {address}"
        return None
    target = target_of(page, parts.path, urllib.parse.urlsplit(base).path)
    if target is None:
        return f"leaves the site: {address}"
    if not os.path.isfile(os.path.join(site, target)):
        return f"leads to nothing: {address}"
    anchor = urllib.parse.unquote(parts.fragment)
    if anchor and target in pages and anchor not in pages[target].ids:
        return f"no such anchor: {address}"
    return None


def problems_of(site):
    """What is wrong with addresses, ids, inline code and ways to pages, and how many pages there are."""
    with open(os.path.join(site, "portal.json"), encoding="utf-8") as file:
        base = json.load(file)["base_url"]
    pages = read_pages(site)
    broken, ids, inline = [], [], []
    for path, page in sorted(pages.items()):
        for tag, address in page.addresses:
            problem = problems_of_address(site, pages, base, path, tag, address)
            if problem:
                broken.append(f"{path}: {problem}")
        ids += [f"{path}: id «{id}» {count} times" for id, count in page.ids.items() if count > 1]
        ids += [f"{path}: «{id}» is referred to and missing" for id in page.referred if id not in page.ids]
        inline += [f"{path}: {problem}" for problem in page.problems]
    reached, todo = {"index.html", "404.html"}, ["index.html"]
    while todo:
        page = todo.pop()
        for tag, address in pages[page].addresses:
            parts = urllib.parse.urlsplit(address)
            if tag == "canonical" or parts.scheme or parts.netloc:
                continue
            target = target_of(page, parts.path, urllib.parse.urlsplit(base).path)
            if target in pages and target not in reached:
                reached.add(target)
                todo.append(target)
    lost = sorted(path for path in set(pages) - reached if not pages[path].is_alias)
    return len(pages), broken, ids, inline, lost


def main(name, sites):
    found = {site: problems_of(site.rstrip("/")) for site in sites}
    count = sum(problems[0] for problems in found.values())
    for place, check in enumerate((f"every address leads somewhere ({count} pages)", "ids are unique and there", "nothing inline",
                                   "every page can be reached from the home page"), 1):
        report(f"{name}: {check}", [f"{os.path.basename(site)}/{problem}" for site, problems in found.items() for problem in problems[place]])


if len(sys.argv) == 2:
    main(os.path.basename(sys.argv[1].rstrip("/")), sys.argv[1:])
else:
    main(sys.argv[1], sys.argv[2:])
