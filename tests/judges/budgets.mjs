// What a phone pays for a page, and whether the page holds still and stays within the screen.
//
//   node budgets.mjs SITE…
//
// Of one page of each kind: over the wire (gzip) its scripts weigh at most 15 KB, the page with styles
// and scripts at most 60 KB; nothing moves while it loads (CLS 0); with text of twice the size nothing
// scrolls sideways at 640 px.
import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { launchBrowser, shareOut } from "./browser.mjs";
import { pageKinds } from "./page_kinds.mjs";
import { report } from "./report.mjs";
import { serve } from "./serve.mjs";

const mostScript = 15 * 1024;
const mostPage = 60 * 1024;

const sum = (sizes) => sizes.reduce((all, size) => all + size, 0);
const weightOf = (file) => gzipSync(readFileSync(file)).length;

function weigh(site, path) {
  const html = readFileSync(join(site, path), "utf8");
  // The page of what is not found may be served anywhere: its addresses begin at the site's root.
  const fileOf = ([, address]) => join(site, address.startsWith("/") ? "" : dirname(path), address);
  const scripts = [...html.matchAll(/<script[^>]* src="([^"]+)"/g)].map(fileOf);
  const styles = [...html.matchAll(/<link rel="stylesheet"[^>]* href="([^"]+)"/g)].map(fileOf);
  const script = sum(scripts.map(weightOf));
  return { script, wire: script + sum([join(site, path), ...styles].map(weightOf)) };
}

// Shifts are told as they happen, those before the script too.
const shiftsOf = () =>
  new Promise((done) => {
    const shifts = [];
    new PerformanceObserver((list) => {
      for (const { value, sources } of list.getEntries())
        shifts.push(`${value.toFixed(4)}: ${sources.map(({ node }) => node?.nodeName + "." + node?.className)}`);
    }).observe({ type: "layout-shift", buffered: true });
    setTimeout(() => done(shifts), 300);
  });

const widthAtLargeText = () => {
  document.documentElement.style.fontSize = "200%";
  const { scrollWidth, clientWidth } = document.documentElement;
  return { scrollWidth, clientWidth };
};

async function judgeSite(browser, site) {
  const { root, close } = await serve(site, "/");
  const heavy = [], moving = [], wide = [];
  let most = { script: 0, wire: 0 };
  const kinds = pageKinds(site);
  const judge = async (page, path) => {
    const weight = weigh(site, path);
    most = { script: Math.max(most.script, weight.script), wire: Math.max(most.wire, weight.wire) };
    if (weight.script > mostScript) heavy.push(`${path}: ${weight.script} bytes of scripts`);
    if (weight.wire > mostPage) heavy.push(`${path}: ${weight.wire} bytes over the wire`);
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(new URL(encodeURI(path), root).href, { waitUntil: "load" });
    for (const shift of await page.evaluate(shiftsOf)) moving.push(`${path}: ${shift}`);
    await page.setViewportSize({ width: 640, height: 900 });
    const { scrollWidth, clientWidth } = await page.evaluate(widthAtLargeText);
    if (scrollWidth > clientWidth) wide.push(`${path}: ${scrollWidth} of ${clientWidth}`);
  };
  await shareOut(kinds.values(), 3, () => browser.newPage(), judge, (page) => page.close());
  close();
  const name = `${basename(site)}, ${kinds.size} kinds of page`;
  report(`${name}: scripts of at most 15 KB, 60 KB over the wire (most ${most.script} and ${most.wire} bytes)`, heavy);
  report(`${name}: nothing moves while a page loads`, moving);
  report(`${name}: with text of twice the size nothing scrolls sideways`, wide);
}

const browser = await launchBrowser();
for (const site of process.argv.slice(2)) await judgeSite(browser, site.replace(/\/$/, ""));
await browser.close();
