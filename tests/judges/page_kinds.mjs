// The longest page of each kind of a published site: what it shows, the others of its kind show too.
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { filesBelow } from "./report.mjs";

// Addresses that show a page in another form; all other names are those of records and their folders.
const forms = new Set(["print", "card", "answers"]);

// `demos/x/print/index.html` → `demos-page-print`; `memos/print/index.html` → `memos-print`;
// `memos/parents/x/index.html` → `memos-page`.
function kindOf(path) {
  const [section, ...names] = path.split("/").slice(0, -1);
  if (section === undefined) return basename(path, ".html") === "index" ? "home" : basename(path, ".html");
  const form = forms.has(names.at(-1)) ? names.pop() : undefined;
  return [section, names.length > 0 && "page", form].filter(Boolean).join("-");
}

// An address that moved shows nothing of its own.
const isAlias = (html) => html.includes('http-equiv="refresh"');

// Kind → path from the site's root.
export function pageKinds(site) {
  const longest = new Map();
  for (const path of filesBelow(site, ".html")) {
    const html = readFileSync(join(site, path), "utf8");
    if (!isAlias(html) && html.length > (longest.get(kindOf(path))?.length ?? 0))
      longest.set(kindOf(path), { path, length: html.length });
  }
  return new Map([...longest].map(([kind, { path }]) => [kind, path]));
}
