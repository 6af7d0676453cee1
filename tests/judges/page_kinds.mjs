// One page of each kind of a published site: what one shows, the others of its kind show too.
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { filesBelow } from "./report.mjs";

// `demos/x/print/index.html` → `demos-page-print`.
function kindOf(path) {
  const parts = path.split("/").slice(0, -1);
  if (parts.length === 0) return basename(path, ".html") === "index" ? "home" : basename(path, ".html");
  return parts.map((part, depth) => (depth === 1 ? "page" : part)).join("-");
}

// An address that moved shows nothing of its own.
const isAlias = (file) => readFileSync(file, "utf8").includes('http-equiv="refresh"');

// Kind → path from the site's root.
export function pageKinds(site) {
  const kinds = new Map();
  for (const path of filesBelow(site, ".html"))
    if (!kinds.has(kindOf(path)) && !isAlias(join(site, path))) kinds.set(kindOf(path), path);
  return kinds;
}
