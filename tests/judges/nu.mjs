// The Nu HTML checker over every page, stylesheet and picture in SVG of published sites.
//
//   node nu.mjs SITE…
//
// Sites are served on loopback, because `'self'` in a security policy means nothing for a file; a
// picture is given as a file, because the checker knows the rules for SVG only there.
// A warning counts as an error does.
import { readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { messagesOf } from "./nu_checker.mjs";
import { filesBelow, report } from "./report.mjs";
import { serve } from "./serve.mjs";

for (const site of process.argv.slice(2)) {
  const base = new URL(JSON.parse(readFileSync(join(site, "portal.json"), "utf8")).base_url);
  const server = await serve(site, base.pathname);
  for (const ending of [".html", ".css", ".svg"]) {
    const files = filesBelow(site, ending).filter((path) => !path.startsWith("files/"));
    const addressOf = (path) => new URL(encodeURI(path), server.root).href;
    const addresses = files.map((path) => (ending === ".svg" ? resolve(site, path) : addressOf(path)));
    if (addresses.length > 0)
      report(`${basename(site)}: Nu, *${ending} (${files.length} files)`, await messagesOf(addresses));
  }
  server.close();
}
