// A site packed with `--portable`, opened from its folder in a browser, as from a USB stick.
//
//   node portable.mjs FOLDER
//
// The longest page of each kind opens with its styles and scripts and asks for nothing that is not in
// the folder, and for nothing elsewhere; every link of every page leads to a file of the folder; a
// click opens the page behind it; the search finds and leads to a page.
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { launchBrowser } from "./browser.mjs";
import { pageKinds } from "./page_kinds.mjs";
import { filesBelow, report } from "./report.mjs";

const folder = resolve(process.argv[2]);
const root = pathToFileURL(folder).href + "/";
const browser = await launchBrowser();

async function judge(name, work) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const problems = [];
  page.on("request", (request) => request.url().startsWith(root) || request.url().startsWith("data:")
    || problems.push(`asks for ${request.url()}`));
  page.on("requestfailed", (request) => problems.push(`${request.url()}: ${request.failure()?.errorText}`));
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  await work(page, problems).catch((error) => problems.push(error.message));
  report(name, problems);
  await context.close();
}

// Links of the page that lead into the folder: where to, without what stands behind `#` and `?`.
const innerLinks = (page) => page.locator("a[href]").evaluateAll((all) => all
  .map((one) => one.href.replace(/[#?].*$/s, "")).filter((href) => href.startsWith("file:")));

for (const [kind, path] of pageKinds(folder))
  await judge(`portable: ${kind}`, async (page, problems) => {
    await page.goto(pathToFileURL(join(folder, path)).href, { waitUntil: "load" });
    const styles = await page.evaluate(() => [...document.styleSheets].map((sheet) => sheet.href));
    if (styles.length === 0) problems.push(`${path}: no styles`);
    // The theme sets it on every page; without its styles a browser shows another font.
    const font = await page.evaluate(() => getComputedStyle(document.body).fontFamily);
    if (/times/i.test(font) || font === "") problems.push(`${path}: the styles are not used: ${font}`);
    for (const link of new Set(await innerLinks(page))) {
      const file = fileURLToPath(link);
      if (!file.startsWith(folder + "/")) problems.push(`${path}: a link out of the folder: ${link}`);
      else if (!existsSync(file)) problems.push(`${path}: no file: ${link}`);
      else if (statSync(file).isDirectory()) problems.push(`${path}: a folder and no page: ${link}`);
    }
  });

await judge("portable: links open by a click, and the way back too", async (page, problems) => {
  await page.goto(root + "index.html");
  const home = await page.title();
  for (const selector of ["nav a[href$='index.html']", "main a[href$='index.html']"]) {
    const link = page.locator(selector).locator("visible=true").first();
    const wanted = await link.evaluate((one) => one.href);
    await link.click();
    await page.waitForURL(wanted);
    if ((await page.locator("h1").count()) !== 1) problems.push(`${wanted}: no heading`);
    await page.goBack();
    if ((await page.title()) !== home) problems.push(`back from ${wanted}: ${page.url()}`);
  }
});

await judge("portable: the search finds and leads to a page", async (page, problems) => {
  await page.goto(`${root}search/index.html?q=${encodeURIComponent("критерии оценивания")}`);
  await page.waitForFunction(() => document.querySelectorAll("#search-results a").length > 0, null, { timeout: 10000 });
  const link = page.locator("#search-results a").first();
  const wanted = (await link.evaluate((one) => one.href)).replace(/[#?].*$/s, "");
  await link.click();
  await page.waitForFunction((href) => location.href.startsWith(href), wanted);
  if ((await page.locator("h1").count()) !== 1) problems.push(`${wanted}: no heading`);
});

await browser.close();

// Of all pages, not of one of each kind alone: no address that a folder would answer with a list.
report("portable: no page of the folder names a folder", filesBelow(folder, ".html").flatMap((path) => {
  const html = readFileSync(join(folder, path), "utf8");
  return [...html.matchAll(/ (?:href|src|action)="([^"#?]*)/g)].map((found) => found[1])
    .filter((href) => href !== "" && !/^(?:[a-z]+:|\/\/)/i.test(href))
    .filter((href) => {
      const file = join(folder, dirname(path), decodeURI(href));
      return !existsSync(file) || statSync(file).isDirectory();
    }).map((href) => `${path}: ${href}`);
}));
