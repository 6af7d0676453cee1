// The filter of every plan of published sites, tried in a browser.
//
//   node plans.mjs SITE…
//
// What it shows is compared with the plan's JSON: the rows of each responsible body, participant and
// month, and of a word; sections without rows go, merged cells stay whole, the count is announced, a
// link to a hidden row finds it, one to a month unfolds it, the keyboard is enough; without scripts
// there is no form.
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { launchBrowser } from "./browser.mjs";
import { filesBelow, report } from "./report.mjs";
import { serve } from "./serve.mjs";

const visibleRows = () =>
  [...document.querySelectorAll(".plan-table tbody tr[id]")]
    .filter((row) => row.getClientRects().length > 0)
    .map((row) => row.id);
const brokenRows = () => {
  const table = document.querySelector(".plan-table");
  const columns = table.tHead.rows[0].cells.length;
  const widths = [];
  [...table.tBodies].forEach((body) => {
    const covered = [];
    [...body.rows].filter((row) => !row.hidden && row.id && !body.hidden).forEach((row, at) => {
      const own = [...row.cells].length;
      widths.push(own + covered.filter((until) => until > at).length);
      [...row.cells].forEach((cell) => cell.rowSpan > 1 && covered.push(at + cell.rowSpan));
    });
  });
  return widths.filter((width) => width !== columns).length;
};
const emptySections = () =>
  [...document.querySelectorAll(".plan-table tbody")].filter(
    (body) => body.getClientRects().length > 0 && !body.querySelector("tr[id]:not([hidden])"),
  ).length;

const rowsOf = (plan) => plan.sections.flatMap((section) => section.rows);
const daysOf = (row) =>
  row.status === "cancelled" ? []
    : row.status === "moved" && row.moved ? [{ from: row.moved.to, to: row.moved.to }]
      : (row.deadline?.intervals ?? []);
const names = (list) => (list ?? []).map((one) => one.name.replaceAll("|", "/"));
const fits = {
  responsible: (row, value) => names(row.responsible).includes(value),
  participants: (row, value) => names(row.participants).includes(value),
  days: (row, value) => {
    const [from, to] = value.split("/");
    return daysOf(row).some((days) => days.from <= to && days.to >= from);
  },
};

async function judgePlan(page, plan, problem) {
  const rows = rowsOf(plan);
  const ids = new Map((await page.evaluate(visibleRows)).map((id, at) => [rows[at], id]));
  if (ids.size !== rows.length) problem(`${ids.size} of ${rows.length} rows are shown at first`);
  const compare = async (what, wanted) => {
    const shown = await page.evaluate(visibleRows);
    const expected = wanted.map((row) => ids.get(row));
    if (shown.join() !== expected.join()) problem(`${what}: ${shown} instead of ${expected}`);
    if (await page.evaluate(brokenRows)) problem(`${what}: rows have lost or won cells`);
    if (await page.evaluate(emptySections)) problem(`${what}: a heading stands alone`);
    const said = await page.locator(".plan-filter-count").textContent();
    const numbers = said.match(/\d+/g)?.map(Number) ?? [];
    if (numbers.join() !== [wanted.length, rows.length].join()) problem(`${what}: it says «${said}»`);
  };
  let choices = 0;
  for (const name of Object.keys(fits)) {
    const select = page.locator(`.plan-filter select[name=${name}]`);
    if (!(await select.isVisible())) continue;
    const values = await select.locator("option").evaluateAll((all) => all.map((one) => one.value));
    for (const value of values.filter((one) => one !== "")) {
      await select.selectOption(value);
      await compare(`${name} ${value}`, rows.filter((row) => fits[name](row, value)));
      choices += 1;
    }
    await select.selectOption("");
  }
  if (choices === 0) problem("there is nothing to choose");
  return rows.map((row) => ids.get(row));
}

async function judgeKeyboard(page, ids, problem) {
  await page.locator("#plan-filter-text").focus();
  await page.keyboard.type("нет такого слова");
  if ((await page.evaluate(visibleRows)).length > 0) problem("a strange word shows rows");
  await page.evaluate((id) => (location.hash = id), ids.at(-1));
  await page.waitForTimeout(50);
  if ((await page.evaluate(visibleRows)).length !== ids.length) problem("a link does not show its row");
  await page.locator("#plan-filter-text").focus();
  await page.keyboard.type("ъъъ");
  for (let i = 0; i < 6; ++i) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(() => document.activeElement.type === "reset")) break;
  }
  await page.keyboard.press("Enter");
  await page.waitForTimeout(50);
  if ((await page.evaluate(visibleRows)).length !== ids.length) problem("the reset button does not reset");
}

async function judgeMonths(page, problem) {
  for (const link of await page.locator(".year-bar a").all()) {
    await link.click();
    const id = (await link.getAttribute("href")).slice(1);
    const isOpen = (id) => document.getElementById(id)?.open;
    await page.waitForFunction(isOpen, id, { timeout: 2000 }).catch(() => problem(`a link does not unfold ${id}`));
  }
}

async function judgeSite(browser, site) {
  const base = new URL(JSON.parse(readFileSync(join(site, "portal.json"), "utf8")).base_url);
  const server = await serve(site, base.pathname);
  const found = [];
  const silent = [];
  const plans = filesBelow(join(site, "plans"), ".json").map((path) => `plans/${path}`)
    .filter((path) => JSON.parse(readFileSync(join(site, path), "utf8")).kind === "plan");
  const context = await browser.newContext();
  const page = await context.newPage();
  const plain = await browser.newContext({ javaScriptEnabled: false });
  const still = await plain.newPage();
  for (const path of plans) {
    const plan = JSON.parse(readFileSync(join(site, path), "utf8"));
    const address = server.root + path.replace(/\.json$/, "/");
    const problem = (text) => found.push(`${path}: ${text}`);
    await page.goto(address);
    await judgeKeyboard(page, await judgePlan(page, plan, problem), problem);
    await judgeMonths(page, problem);
    await still.goto(address);
    if (await still.locator(".plan-filter").isVisible()) silent.push(path);
  }
  server.close();
  report(`${basename(site)}: filters of ${plans.length} plans show what the JSON says`, found);
  report(`${basename(site)}: no filter without scripts`, silent);
}

const browser = await launchBrowser();
for (const site of process.argv.slice(2)) await judgeSite(browser, site.replace(/\/$/, ""));
await browser.close();
