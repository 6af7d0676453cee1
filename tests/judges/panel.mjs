// The low-vision panel of a published site in a real browser.
//
//   node panel.mjs SITE…
//
// By keyboard from the top of the page; every colour scheme judged by axe, contrast of 7:1 included;
// every page at 200 % without scrolling sideways on a phone; the choice lives through a reload and on
// other pages, is there before the first paint, and works where the browser keeps nothing; pictures
// give way to their descriptions; without scripts there is no panel.
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { loadAxe, runAxe, strictColourRules, strictRules } from "./axe.mjs";
import { launchBrowser, shareOut } from "./browser.mjs";
import { pageKinds } from "./page_kinds.mjs";
import { filesBelow, report } from "./report.mjs";
import { serve } from "./serve.mjs";

const schemes = ["black-on-white", "white-on-black", "blue-on-sky", "brown-on-beige", "green-on-brown"];
const largest = "size=200&letters=wider&lines=wider&font=serif";

const tooWide = () => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return null;
  const wide = [...document.body.querySelectorAll("*")].filter(
    (element) => element.getBoundingClientRect().right > width + 1 && !element.closest(".table-scroll"),
  );
  return wide.length ? wide.at(-1).outerHTML.slice(0, 200) : "the page";
};
const viewOf = (page) =>
  page.evaluate(() =>
    [...document.documentElement.attributes]
      .filter((one) => one.name.startsWith("data-view-"))
      .map((one) => `${one.name.slice("data-view-".length)}=${one.value}`)
      .join("&"),
  );
const focused = (page) =>
  page.evaluate(() => {
    const one = document.activeElement;
    return one.id || (one.name ? `${one.name}=${one.value}` : one.className || one.tagName);
  });
const statusOf = (page) => page.locator("#panel-status").textContent();

const expectEqual = (problems, what, got, wanted) => {
  if (got !== wanted) problems.push(`${what}: ${got} instead of ${wanted}`);
};

async function walkByKeyboard(browser, url) {
  const problems = [];
  const page = await browser.newPage({ viewport: { width: 360, height: 740 } });
  await page.goto(url);
  const press = async (key, wanted) => {
    await page.keyboard.press(key);
    if (wanted) expectEqual(problems, `focus behind ${key}`, await focused(page), wanted);
  };
  await press("Tab", "skip-link");
  await press("Tab", "panel-opener");
  await press("Enter");
  expectEqual(problems, "aria-expanded",
    await page.getAttribute("#panel-opener", "aria-expanded"), "true");
  await press("Tab", "data-view-size=");
  for (const size of ["125", "150", "175", "200"])
    await press("ArrowRight", `data-view-size=${size}`);
  expectEqual(problems, "letter size", await page.evaluate(() =>
    getComputedStyle(document.documentElement).fontSize), "32px");
  expectEqual(problems, "said", (await statusOf(page)).includes("200"), true);
  for (const part of ["scheme", "font", "letters", "lines", "images"]) {
    await press("Tab", `data-view-${part}=`);
    await press("ArrowDown");
  }
  expectEqual(problems, "choices", await viewOf(page),
    "size=200&scheme=black-on-white&font=serif&letters=wide&lines=wide&images=off");
  await press("Tab", "panel-reset");
  await press("Enter");
  expectEqual(problems, "choices after the reset", await viewOf(page), "");
  expectEqual(problems, "said after the reset", (await statusOf(page)).length > 0, true);
  await press("Escape", "panel-opener");
  expectEqual(problems, "open after Escape", await page.isVisible("#panel"), false);
  await page.close();
  return problems;
}

async function judgeSchemes(browser, urls) {
  const problems = [];
  const judge = async (page, url) => {
    await page.goto(url);
    await page.click("#panel-opener");
    await page.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
    await loadAxe(page);
    const seen = new Set();
    for (const scheme of schemes) {
      await page.check(`#panel input[value="${scheme}"]`);
      seen.add(await page.evaluate(() => {
        const style = getComputedStyle(document.body);
        return `${style.color} on ${style.backgroundColor}`;
      }));
      const rules = scheme === schemes[0] ? strictRules : strictColourRules;
      for (const found of await runAxe(page, rules))
        problems.push(`${new URL(url).pathname}: ${scheme}: ${found}`);
    }
    expectEqual(problems, `${url}: different schemes`, seen.size, schemes.length);
  };
  const begin = () => browser.newPage({ viewport: { width: 360, height: 740 } });
  await shareOut(urls, 2, begin, judge, (page) => page.close());
  return problems;
}

async function judgeLargest(browser, urls) {
  const problems = new Map();  // what is too wide → where it was seen first
  const begin = async () => {
    const page = await browser.newPage({ viewport: { width: 320, height: 740 } });
    await page.addInitScript((line) => localStorage.setItem("vitrina-view", line), largest);
    return page;
  };
  const judge = async (page, url) => {
    await page.goto(url);
    for (const width of [320, 360]) {
      await page.setViewportSize({ width, height: 740 });
      const wide = await page.evaluate(tooWide);
      if (wide && !problems.has(wide)) problems.set(wide, `${new URL(url).pathname} at ${width}`);
    }
  };
  await shareOut(urls, 2, begin, judge, async (page) => {
    await page.click("#panel-opener");
    await page.setViewportSize({ width: 320, height: 740 });
    const wide = await page.evaluate(tooWide);
    if (wide) problems.set(wide, "the open panel");
    await page.close();
  });
  return [...problems].map(([what, where]) => `${where}: ${what}`);
}

async function judgeMemory(browser, url, otherUrl) {
  const problems = [];
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(url);
  await page.click("#panel-opener");
  await page.check('#panel input[value="white-on-black"]');
  await page.check('#panel input[value="150"]');
  await page.addInitScript(() => {
    window.shifts = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.shifts += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  for (const address of [url, otherUrl]) {
    await page.goto(address);
    expectEqual(problems, "kept", await viewOf(page), "size=150&scheme=white-on-black");
    await page.waitForTimeout(300);
    expectEqual(problems, "layout shift", await page.evaluate(() => window.shifts), 0);
    await page.click("#panel-opener");
    expectEqual(problems, "shown as chosen",
      await page.isChecked('#panel input[value="white-on-black"]'), true);
  }
  // Before any deferred script has run.
  await page.route(/\/assets\/panel\.[0-9a-f]+\.js$/, (route) => route.abort());
  await page.goto(url);
  expectEqual(problems, "set by the early script", await viewOf(page),
    "size=150&scheme=white-on-black");
  await context.close();
  return problems;
}

async function judgeRefusal(browser, url) {
  const problems = [];
  const page = await browser.newPage();
  page.on("pageerror", (error) => problems.push(error.message));
  await page.addInitScript(() =>
    Object.defineProperty(window, "localStorage", {
      get() {
        throw new DOMException("refused", "SecurityError");
      },
    }),
  );
  await page.goto(url);
  await page.click("#panel-opener");
  await page.check('#panel input[value="white-on-black"]');
  expectEqual(problems, "chosen", await viewOf(page), "scheme=white-on-black");
  const notKept = await page.getAttribute("#panel", "data-not-kept");
  expectEqual(problems, "said", (await statusOf(page)).endsWith(notKept), true);
  await page.close();
  return problems;
}

async function judgePictures(browser, url) {
  const problems = [];
  const page = await browser.newPage();
  await page.goto(url);
  await page.evaluate(() => {
    const picture = document.createElement("img");
    picture.alt = "График отметок";
    picture.src = document.querySelector('link[rel="icon"]').href;
    document.querySelector("main").prepend(picture);
  });
  await page.click("#panel-opener");
  const picture = page.getByAltText("График отметок");
  const words = page.locator("main > .picture-text").filter({ hasText: "График отметок" });
  await page.check('#panel input[value="off"]');
  expectEqual(problems, "picture off", await picture.isVisible(), false);
  expectEqual(problems, "words on", await words.isVisible(), true);
  await page.click("#panel-reset");
  expectEqual(problems, "picture on", await picture.isVisible(), true);
  expectEqual(problems, "words off", await words.isVisible(), false);
  await page.close();
  return problems;
}

async function judgeWithoutScripts(browser, url) {
  const problems = [];
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto(url);
  expectEqual(problems, "opener", await page.isVisible("#panel-opener"), false);
  await page.close();
  return problems;
}

async function judgeSite(browser, site) {
  const base = new URL(JSON.parse(readFileSync(join(site, "portal.json"), "utf8")).base_url);
  const server = await serve(site, base.pathname);
  const isAlias = (path) => readFileSync(join(site, path), "utf8").includes('http-equiv="refresh"');
  const pages = filesBelow(site, ".html").filter((path) => path !== "404.html" && !isAlias(path));
  const address = (path) =>
    new URL(encodeURI(path.replace(/index\.html$/, "")), server.root).href;
  const urls = pages.map(address);
  const kinds = [...pageKinds(site).values()].filter((path) => path !== "404.html").map(address);
  const name = basename(site);
  report(`${name}: the panel by keyboard`, await walkByKeyboard(browser, server.root));
  report(`${name}: five schemes with axe (${kinds.length} pages)`, await judgeSchemes(browser, kinds));
  report(`${name}: 200 % on a phone (${urls.length} pages)`, await judgeLargest(browser, urls));
  report(`${name}: a choice is kept`, await judgeMemory(browser, server.root, kinds.at(-1)));
  report(`${name}: a browser that keeps nothing`, await judgeRefusal(browser, server.root));
  report(`${name}: pictures in words`, await judgePictures(browser, server.root));
  report(`${name}: no panel without scripts`, await judgeWithoutScripts(browser, server.root));
  server.close();
}

const browser = await launchBrowser();
for (const site of process.argv.slice(2)) await judgeSite(browser, site.replace(/\/$/, ""));
await browser.close();
