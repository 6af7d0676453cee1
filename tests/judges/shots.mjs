// Screenshots of every kind of page, for people to look at.
//
//   node shots.mjs SITE… FOLDER
//
// Of each site: its home page, and the first page of every kind, list and form that it has; at 360,
// 768 and 1280 px in light, at 360 px in dark, and as it is printed (PDF, then one picture a sheet).
// FOLDER gets SITE-KIND-MODE.png. A picture is not judged: it is looked at.
import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { basename, join } from "node:path";
import { launchBrowser } from "./browser.mjs";
import { pageKinds } from "./page_kinds.mjs";
import { report } from "./report.mjs";
import { serve } from "./serve.mjs";

const sites = process.argv.slice(2, -1);
const folder = process.argv.at(-1);
const modes = [
  { name: "360", width: 360, height: 740, colorScheme: "light" },
  { name: "360-dark", width: 360, height: 740, colorScheme: "dark" },
  { name: "768", width: 768, height: 1024, colorScheme: "light" },
  { name: "1280", width: 1280, height: 900, colorScheme: "light" },
];
const printedSheets = 3;

async function printPage(page, target) {
  await page.emulateMedia({ media: "print", colorScheme: "light" });
  await page.pdf({ path: `${target}.pdf`, preferCSSPageSize: true });
  await page.emulateMedia({ media: null });
  execFileSync("pdftoppm", ["-png", "-r", "60", "-l", String(printedSheets), `${target}.pdf`, target]);
}

async function shootPage(page, url, target) {
  for (const mode of modes) {
    await page.setViewportSize({ width: mode.width, height: mode.height });
    await page.emulateMedia({ colorScheme: mode.colorScheme });
    await page.goto(url, { waitUntil: "load" });
    await page.screenshot({ path: `${target}-${mode.name}.png`, fullPage: true });
  }
  await printPage(page, `${target}-print`);
}

mkdirSync(folder, { recursive: true });
const browser = await launchBrowser();
for (const site of sites) {
  const served = await serve(site, "/");
  const page = await browser.newPage();
  const problems = [];
  const kinds = pageKinds(site);
  for (const [kind, path] of kinds)
    await shootPage(page, served.root + path, join(folder, `${basename(site)}-${kind}`)).catch(
      (error) => problems.push(`${path}: ${error.message}`),
    );
  await page.close();
  served.close();
  report(`${basename(site)}: ${kinds.size} kinds of page in pictures`, problems);
}
await browser.close();
