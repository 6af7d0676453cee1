// Every page of a published site in a real browser.
//
//   node pages.mjs SITE…
//
// axe finds nothing at 360 and 1280 px, in light and dark (folded parts are opened at 360 px);
// nothing scrolls sideways at 320 px; no request leaves the site; the console stays silent, so
// nothing breaks the page's own security policy, which is left switched on.
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { allRules, colourRules, loadAxe, runAxe } from "./axe.mjs";
import { launchBrowser, shareOut } from "./browser.mjs";
import { filesBelow, report } from "./report.mjs";
import { serve } from "./serve.mjs";

const modes = [
  { name: "axe, 1280 px, light", width: 1280, colorScheme: "light", unfold: false, rules: allRules },
  { name: "axe, 1280 px, dark", width: 1280, colorScheme: "dark", unfold: false, rules: colourRules },
  { name: "axe, 360 px, dark", width: 360, colorScheme: "dark", unfold: true, rules: allRules },
  { name: "axe, 360 px, light", width: 360, colorScheme: "light", unfold: true, rules: colourRules },
];
const widthProblem = "nothing scrolls sideways at 320 px";
const requestProblem = "no request leaves the site, none fails";
const consoleProblem = "the console stays silent";
const checks = [...modes.map((mode) => mode.name), widthProblem, requestProblem, consoleProblem];

const unfoldAll = () => document.querySelectorAll("details").forEach((part) => (part.open = true));
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
  await loadAxe(page);
  for (const mode of modes) {
    await page.setViewportSize({ width: mode.width, height: 900 });
    await page.emulateMedia({ colorScheme: mode.colorScheme });
    if (mode.unfold) await page.evaluate(unfoldAll);
    for (const found of await runAxe(page, mode.rules)) problem(mode.name, found);
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
  const begin = async () => {
    const tool = { page: await (await browser.newContext()).newPage(), path: "" };
    tool.problem = (name, text) => problems.get(name).push(`${tool.path}: ${text}`);
    watch(tool.page, server.root, tool.problem);
    return tool;
  };
  const work = async (tool, path) => {
    tool.path = path;
    const address = path === "404.html" ? "no-such-page/deep/" : path.replace(/index\.html$/, "");
    const isAlias = readFileSync(join(site, path), "utf8").includes('http-equiv="refresh"');
    await judgePage(tool.page, new URL(encodeURI(address), server.root).href, isAlias, tool.problem);
  };
  await shareOut(pages, 2, begin, work, ({ page }) => page.context().close());
  server.close();
  for (const [name, found] of problems)
    report(`${basename(site)}: ${name} (${pages.length} pages)`, found);
}

const browser = await launchBrowser();
for (const site of process.argv.slice(2)) await judgeSite(browser, site.replace(/\/$/, ""));
await browser.close();
