// Published sites by keyboard alone, and in forced colours: one page of each kind.
//
//   node keyboard.mjs SITE…
//
// Tab goes through a page from its top to its end and back out: every stop is marked (an outline or
// a frame that was not there), lies within the window, is not covered by anything, has a name, and
// comes in the order of the document. On a phone, and on a desktop in forced colours, where axe finds
// nothing either.
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { allRules, loadAxe, runAxe } from "./axe.mjs";
import { launchBrowser, shareOut } from "./browser.mjs";
import { pageKinds } from "./page_kinds.mjs";
import { report } from "./report.mjs";
import { serve } from "./serve.mjs";

const modes = [
  { name: "360 px", viewport: { width: 360, height: 640 } },
  { name: "forced colours", viewport: { width: 1280, height: 800 }, forcedColors: "active" },
];

// Runs in the page: what is wrong with the stop where the focus is; null when the page is behind it.
function stopOf() {
  const stop = document.activeElement;
  window.firstStop ??= stop;
  if (!stop || stop === document.body || (window.lastStop && stop === window.firstStop)) return null;
  const wrong = [];
  // A control may be marked at its label, a link that covers a tile at the tile.
  const marked = [stop, stop.closest("label, .tile")].filter(Boolean).some((one) => {
    const style = getComputedStyle(one);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) ||
      style.boxShadow !== "none";
  });
  if (!marked) wrong.push("the focus is not seen");
  const boxes = [...stop.getClientRects()].filter((box) => box.width > 0 && box.height > 0);
  const { innerWidth, innerHeight } = window;
  const seen = boxes.some((box) => box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth);
  if (!seen) wrong.push("the focus is out of sight");
  const [box] = boxes;
  if (seen && box.top >= 0 && box.bottom <= innerHeight) {
    const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    if (top && !stop.contains(top) && !top.contains(stop) && !stop.closest("label")?.contains(top))
      wrong.push(`covered by ${top.outerHTML.slice(0, 80)}`);
  }
  const last = window.lastStop;
  if (last && !(last.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_FOLLOWING))
    wrong.push("the focus goes back");
  window.lastStop = stop;
  return { wrong, html: stop.outerHTML.slice(0, 120) };
}

async function walk(page, problem) {
  let stops = 0;
  for (; stops < 1000; ++stops) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(stopOf);
    if (!stop) break;
    for (const wrong of stop.wrong) problem(`${wrong}: ${stop.html}`);
  }
  if (stops === 1000) problem("Tab never leaves the page");
  if (stops < 5) problem(`only ${stops} stops`);
}

async function judgeSite(browser, site) {
  const base = new URL(JSON.parse(readFileSync(`${site}/portal.json`, "utf8")).base_url);
  const server = await serve(site, base.pathname);
  const pages = [...pageKinds(site).values()].filter((path) => path !== "404.html");
  for (const { name, viewport, forcedColors } of modes) {
    const problems = [];
    const begin = async () => {
      const page = await browser.newPage({ viewport, reducedMotion: "reduce" });
      if (forcedColors) await page.emulateMedia({ forcedColors });
      return page;
    };
    const judge = async (page, path) => {
      const problem = (text) => problems.push(`${path}: ${text}`);
      await page.goto(new URL(encodeURI(path.replace(/index\.html$/, "")), server.root).href);
      if (forcedColors) {
        await loadAxe(page);
        for (const found of await runAxe(page, allRules)) problem(`axe: ${found}`);
      }
      await walk(page, problem);
    };
    await shareOut(pages, 2, begin, judge, (page) => page.close());
    report(`${basename(site)}: by keyboard, ${name} (${pages.length} pages)`, problems);
  }
  server.close();
}

const browser = await launchBrowser();
for (const site of process.argv.slice(2)) await judgeSite(browser, site.replace(/\/$/, ""));
await browser.close();
