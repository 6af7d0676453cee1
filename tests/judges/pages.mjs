// Every page of a published site in a real browser.
//
//   node pages.mjs SITE…
//
// axe finds nothing at 360 and 1280 px, in light and dark (folded parts are opened at 360 px);
// nothing scrolls sideways at 320 px; no request leaves the site; the console stays silent, so
// nothing breaks the page's own security policy, which is left switched on.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { launchBrowser } from "./browser.mjs";
import { filesBelow, report } from "./report.mjs";
import { serve } from "./serve.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const modes = [
  { name: "axe, 1280 px, light", width: 1280, colorScheme: "light", unfold: false },
  { name: "axe, 1280 px, dark", width: 1280, colorScheme: "dark", unfold: false },
  { name: "axe, 360 px, dark", width: 360, colorScheme: "dark", unfold: true },
  { name: "axe, 360 px, light", width: 360, colorScheme: "light", unfold: true },
];
const widthProblem = "nothing scrolls sideways at 320 px";
const requestProblem = "no request leaves the site, none fails";
const consoleProblem = "the console stays silent";
const checks = [...modes.map((mode) => mode.name), widthProblem, requestProblem, consoleProblem];

const unfoldAll = () => document.querySelectorAll("details").forEach((part) => (part.open = true));
const runAxe = (runOnly) => axe.run(document, { runOnly, resultTypes: ["violations"] });
const tooWide = () => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return null;
  const wide = [...document.body.querySelectorAll("*")].find(
    (element) => element.getBoundingClientRect().right > width + 1,
  );
  return wide ? wide.outerHTML.slice(0, 200) : "the page";
};

function watch(page, root, problem) {
  const isMissingPage = (url) => url === page.url() && url.includes("no-such-page");
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(root) && !url.startsWith("data:")) problem(requestProblem, url);
  });
  page.on("response", (response) => {
    if (response.status() >= 400 && !response.url().includes("no-such-page"))
      problem(requestProblem, `${response.status()} ${response.url()}`);
  });
  page.on("requestfailed", (request) => problem(requestProblem, `failed: ${request.url()}`));
  page.on("pageerror", (error) => problem(consoleProblem, error.message));
  page.on("console", (message) => {
    if (!isMissingPage(message.location().url)) problem(consoleProblem, message.text());
  });
}

async function judgePage(page, url, isAlias, problem) {
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto(url, { waitUntil: "load" });
  if (isAlias) {
    await page.waitForURL((now) => now.href !== url, { timeout: 10000 });
    return;
  }
  await page.evaluate(axe);
  for (const mode of modes) {
    await page.setViewportSize({ width: mode.width, height: 900 });
    await page.emulateMedia({ colorScheme: mode.colorScheme });
    if (mode.unfold) await page.evaluate(unfoldAll);
    const { violations } = await page.evaluate(runAxe, tags);
    for (const { id, nodes } of violations)
      for (const node of nodes.slice(0, 3)) problem(mode.name, `${id}: ${node.html}`);
  }
  await page.setViewportSize({ width: 320, height: 900 });
  const wide = await page.evaluate(tooWide);
  if (wide) problem(widthProblem, wide);
}

async function judgeSite(browser, site) {
  const base = new URL(JSON.parse(readFileSync(join(site, "portal.json"), "utf8")).base_url);
  const server = await serve(site, base.pathname);
  const problems = new Map(checks.map((name) => [name, []]));
  const pages = filesBelow(site, ".html");
  const todo = [...pages];
  const work = async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    let path;
    const problem = (name, text) => problems.get(name).push(`${path}: ${text}`);
    watch(page, server.root, problem);
    while ((path = todo.pop())) {
      const address = path === "404.html" ? "no-such-page/deep/" : path.replace(/index\.html$/, "");
      const isAlias = readFileSync(join(site, path), "utf8").includes('http-equiv="refresh"');
      await judgePage(page, new URL(encodeURI(address), server.root).href, isAlias, problem);
    }
    await context.close();
  };
  await Promise.all([work(), work()]);
  server.close();
  for (const [name, found] of problems)
    report(`${basename(site)}: ${name} (${pages.length} pages)`, found);
}

const browser = await launchBrowser();
for (const site of process.argv.slice(2)) await judgeSite(browser, site.replace(/\/$/, ""));
await browser.close();
