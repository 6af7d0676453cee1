// The Nu HTML checker over every page, stylesheet and picture in SVG of published sites.
//
//   node nu.mjs SITE…
//
// Sites are served on loopback, because `'self'` in a security policy means nothing for a file; a
// picture is given as a file, because the checker knows the rules for SVG only there.
// A warning counts as an error does.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { filesBelow, report } from "./report.mjs";
import { serve } from "./serve.mjs";

const jar = new URL("node_modules/vnu-jar/build/dist/vnu.jar", import.meta.url).pathname;

// What the checker says of these addresses, one message a line; null if it did not run.
async function messagesOf(addresses) {
  const options = ["-Dnu.validator.servlet.allow-forbidden-hosts=true", "-Xss8m", "-jar", jar,
    "--exit-zero-always", "--skip-info-messages", "--also-check-css", "--also-check-svg"];
  const checker = spawn("java", [...options, "--format", "json", ...addresses]);
  let said = "";
  checker.stderr.on("data", (bytes) => (said += bytes));
  await new Promise((ended) => checker.on("close", ended));
  const { messages } = JSON.parse(said);
  return messages.map(
    ({ url, type, subType, lastLine, message }) =>
      `${new URL(url).pathname}:${lastLine ?? ""} ${subType ?? type}: ${message}`,
  );
}

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
