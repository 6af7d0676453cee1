// The search page of a published site, in a browser.
//
//   node search_page.mjs SITE
//
// What is asked in the address is answered in the list and counted by the status; typing answers too;
// the way back leads to the query before; filters count; the keyboard is enough; axe finds nothing in
// any state; hostile queries stay text; it works from a folder; without scripts the list of all pages is
// there. A connection that is slow or fails, and a site that is published anew meanwhile, do no harm.
import { pathToFileURL } from "node:url";
import { cpSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { allRules, loadAxe, runAxe } from "./axe.mjs";
import { launchBrowser } from "./browser.mjs";
import { report } from "./report.mjs";
import { searchScriptsOf } from "./search_engine.mjs";
import { serve } from "./serve.mjs";

const site = process.argv[2].replace(/\/$/, "");
const { root, close } = await serve(site, "/");
const browser = await launchBrowser();
const asked = "критерии оценивания математики";

const statusOf = (page) => page.locator("#search-status").textContent();
const linksOf = (page) => page.locator("#search-results a").evaluateAll((all) => all.map((one) => one.getAttribute("href")));

// Waits until the status says something else than `before`.
async function answered(page, before) {
  await page.waitForFunction((old) => document.getElementById("search-status").textContent !== old, before, { timeout: 10000 });
  return statusOf(page);
}

async function ask(page, query) {
  await page.goto(`${root}search/?q=${encodeURIComponent(query)}`);
  return answered(page, "");
}

async function newPage(options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.wrong = [];
  page.on("pageerror", (error) => page.wrong.push(error.message));
  page.on("console", (message) => message.type() === "error" && page.wrong.push(message.text()));
  page.on("dialog", (dialog) => {
    page.wrong.push(`a dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  return page;
}

async function judge(name, work, options) {
  const page = await newPage(options);
  const problems = [];
  const problem = (text) => problems.push(text);
  await work(page, problem).catch((error) => problem(error.message));
  report(name, [...problems, ...page.wrong]);
  await page.context().close();
}

await judge("search: a query in the address is answered by links and a count", async (page, problem) => {
  const said = await ask(page, asked);
  const links = await linksOf(page);
  if (!/\d/.test(said)) problem(`the status says «${said}»`);
  if (!links.includes("../criteria/matematika/")) problem(`not found: ${links}`);
  if (!(await page.locator("#search-results mark").count())) problem("nothing is marked");
  for (const link of links) {
    const answer = await page.request.get(new URL(link, page.url()).href);
    if (!answer.ok()) problem(`${link} leads nowhere`);
  }
  const form = await page.request.get(`${root}search/`);
  if (/search\/words|\.[a-z2-7]{5}\.js/.test(await form.text())) problem("the page names files of the index");
});

await judge("search: typing answers, the address follows, the way back leads to the query before", async (page, problem) => {
  const has = (address) => page.locator(`#search-results a[href="${address}"]`).first().waitFor({ timeout: 10000 });
  await ask(page, "двойка");
  await page.locator("#search-query").selectText();
  await page.locator("#search-query").pressSequentially("апелляц", { delay: 30 });
  await has("../memos/roditelyam/esli-ne-soglasny/").catch(() => problem("an unfinished word is not found"));
  await page.keyboard.press("Enter");
  if (!decodeURIComponent(page.url()).endsWith("?q=апелляц")) problem(page.url());
  await page.goBack();
  await has("../memos/uchenikam/dvojka/").catch(() => problem(`the way back leads to ${decodeURIComponent(page.url())}`));
});

await judge("search: what is mistyped is corrected and said so; nothing found helps", async (page, problem) => {
  const corrected = await ask(page, "матиматика");
  if (!corrected.includes("математика")) problem(corrected);
  const nothing = await ask(page, "щщщыыы");
  if (!nothing.includes("щщщыыы")) problem(nothing);
  if (!(await page.locator("#search-nothing").isVisible())) problem("no help");
  if ((await page.locator("#search-nothing a").count()) < 3) problem("help leads nowhere");
});

await judge("search: filters count and narrow down", async (page, problem) => {
  const before = await ask(page, "критерии");
  await page.locator("#search-filters summary").click();
  const box = page.locator("#search-choices label:visible").first();
  await box.waitFor();
  const count = Number(await box.locator(".search-count").textContent());
  await box.locator("input").check();
  const after = await answered(page, before);
  if (!(count > 0) || Number(/\d+/.exec(after)?.[0]) > count) problem(`${count} were promised: ${after}`);
});

await judge("search: the keyboard is enough", async (page, problem) => {
  await page.goto(`${root}memos/`);
  for (let presses = 0; presses < 60 && !(await page.evaluate(() => document.activeElement.id === "site-search")); ++presses)
    await page.keyboard.press("Tab");
  await page.keyboard.type("двойка");
  await page.keyboard.press("Enter");
  await page.waitForURL(/search\/\?q=/);
  await answered(page, "");
  for (let presses = 0; presses < 60 && !(await page.evaluate(() => document.activeElement.closest("#search-results"))); ++presses)
    await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForURL(/memos\/uchenikam\/dvojka\//).catch(() => problem(`the first result leads to ${page.url()}`));
});

await judge("search: hostile queries show nothing but text", async (page, problem) => {
  const hostile = ["<img src=x onerror=alert(1)>", "\"><script>alert(1)</script>", "а".repeat(10000), "оценка ".repeat(2000),
    "\u0000\u0007\u001b[31mкритерии\u202eabc", "{0|a|b} {1}", "__proto__ constructor toString", "= ! # $ %", "%F0%9F%98%80 😀", "a'\"`;--"];
  for (const query of hostile) {
    // A server takes no address as long as that.
    const isLong = query.length > 1000;
    await page.goto(`${root}search/?q=${isLong ? "" : encodeURIComponent(query)}`);
    if (isLong) await page.fill("#search-query", query);
    await answered(page, "");
    const found = await page.evaluate(() => document.querySelectorAll("main img, main script, main iframe").length);
    if (found) problem(`${query.slice(0, 40)}: became markup`);
  }
});

for (const colorScheme of ["light", "dark"])
  for (const width of [360, 1280])
    await judge(`search: axe finds nothing, ${colorScheme}, ${width} px`, async (page, problem) => {
      for (const query of ["", asked, "матиматика", "щщщыыы"]) {
        await page.goto(`${root}search/?q=${encodeURIComponent(query)}`);
        if (query) await answered(page, "");
        if (query === asked) {
          await page.locator("#search-filters summary").click();
          await page.locator("#search-choices label:visible").first().waitFor();
        }
        await loadAxe(page);
        for (const violation of await runAxe(page, allRules)) problem(`«${query}»: ${violation}`);
        const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement);
        if (scrollWidth > clientWidth) problem(`«${query}» scrolls sideways`);
      }
    }, { viewport: { width, height: 800 }, colorScheme });

await judge("search: the scripts weigh at most 12 KB over the wire", async (page, problem) => {
  const size = searchScriptsOf(site).reduce((all, script) => all + gzipSync(readFileSync(script)).length, 0);
  if (size > 12 * 1024) problem(`${size} bytes`);
});

await judge("search: an answer that comes late does not replace a later one", async (page, problem) => {
  const said = await ask(page, "двойка");
  let release;
  const gate = new Promise((resolve) => (release = resolve));
  await page.route("**/search/words/*.js", async (route) => {
    await gate;
    await route.continue();
  });
  await page.fill("#search-query", "физкультура");
  await page.keyboard.press("Enter");
  await page.fill("#search-query", "двойка");
  await page.keyboard.press("Enter");
  release();
  await page.waitForTimeout(500);
  if ((await statusOf(page)) !== said) problem(`«${said}», then «${await statusOf(page)}»`);
  if (!(await linksOf(page)).includes("../memos/uchenikam/dvojka/")) problem(`${await linksOf(page)}`);
});

await judge("search: «more» pressed twice shows each page once", async (page, problem) => {
  await ask(page, "оценка");
  await page.route("**/search/cards/*", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 200));
    await route.continue();
  });
  await page.evaluate(() => {
    const more = document.getElementById("search-more");
    more.click();
    more.click();
  });
  await page.waitForFunction(() => document.querySelectorAll("#search-results li").length > 8);
  await page.waitForTimeout(500);
  const links = await linksOf(page);
  if (new Set(links).size !== links.length) problem(`repeated: ${links}`);
  if (links.length > 16) problem(`${links.length} results after one step`);
});

await judge("search: a failing connection is told, and the next query tries again", async (page, problem) => {
  await ask(page, "двойка");
  const said = await statusOf(page);
  await page.route("**/search/**/*.js*", (route) => route.abort());
  await page.fill("#search-query", "физкультура");
  await page.keyboard.press("Enter");
  const failed = await answered(page, said);
  if ((await linksOf(page)).length) problem("old results stand under a new query");
  await page.unroute("**/search/**/*.js*");
  await page.keyboard.press("Enter");
  const told = await answered(page, failed);
  if (!(await linksOf(page)).includes("../criteria/fizicheskaya-kultura/")) problem(`«${failed}», then «${told}»`);
  page.wrong = page.wrong.filter((text) => !text.includes("ERR_FAILED"));
});

// The chunks of the index get other names; a page that is open knows only the old ones.
await judge("search: a site that is published anew goes on answering", async (page, problem) => {
  const copy = mkdtempSync(join(tmpdir(), "vitrina-search-"));
  cpSync(site, copy, { recursive: true });
  const anew = await serve(copy, "/");
  await page.goto(`${anew.root}search/?q=${encodeURIComponent("двойка")}`);
  const said = await answered(page, "");
  await page.locator("#search-filters summary").click();
  await page.locator("#search-choices label:visible input").first().check();
  const words = join(copy, "search/words");
  let index = readFileSync(join(copy, "search/index.js"), "utf8");
  for (const file of readdirSync(words)) {
    const name = file.replace(/\.js$/, "");
    const other = `z${name.slice(1)}`;
    renameSync(join(words, file), join(words, `${other}.js`));
    const path = join(words, `${other}.js`);
    writeFileSync(path, readFileSync(path, "utf8").replace(`"${name}"`, `"${other}"`));
    index = index.replaceAll(name, other);
  }
  writeFileSync(join(copy, "search/index.js"), index);
  await page.fill("#search-query", "физкультура");
  await page.keyboard.press("Enter");
  await page.locator('#search-results a[href="../criteria/fizicheskaya-kultura/"]').first().waitFor({ timeout: 10000 })
    .catch(async () => problem(`«${said}», then «${await statusOf(page)}»: ${await linksOf(page)}`));
  page.wrong = page.wrong.filter((text) => !text.includes("404"));
  anew.close();
  rmSync(copy, { recursive: true });
});

await judge("search: works from a folder", async (page, problem) => {
  await page.goto(`${pathToFileURL(join(site, "search/index.html")).href}?q=${encodeURIComponent(asked)}`);
  await answered(page, "");
  if (!(await linksOf(page)).includes("../criteria/matematika/index.html")) problem(`${await linksOf(page)}`);
  await page.locator('#search-results a[href="../criteria/matematika/index.html"]').first().click();
  await page.waitForFunction(() => document.querySelector("h1")?.textContent.includes("Математика"))
    .catch(() => problem(`a result leads to ${page.url()}`));
});

await judge("search: without scripts the list of all pages is there", async (page, problem) => {
  await page.goto(`${root}search/`);
  if (await page.locator("#search-form").isVisible()) problem("a form that does nothing");
  const records = JSON.parse(readFileSync(join(site, "portal.json"), "utf8")).records;
  await page.goto(`${root}search/all/`);
  const listed = await page.locator(".records a").count();
  if (listed < records.length) problem(`${listed} pages of ${records.length}`);
}, { javaScriptEnabled: false });

await browser.close();
close();
