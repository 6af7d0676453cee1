// What a demo test keeps on the device, and what others may have done to it.
//
//   node kept.mjs SITE     SITE is published from tests/sites/browser_test
//
// Nothing that stands in the browser's storage may break a test: not the answers to an earlier
// revision, not rubbish, not a storage that is full, not the same test in another tab.
import { launchBrowser } from "./browser.mjs";
import { report } from "./report.mjs";
import { serve } from "./serve.mjs";

const server = await serve(process.argv[2], "/");
const browser = await launchBrowser();
const address = `${server.root}demos/all/`;
const field = (page) => page.locator('.task[data-no="5"] input');
const keys = (page) => page.evaluate(() => Object.keys(localStorage));
const isOk = (page) => page.locator("[data-finish]").isVisible();

async function check(name, action) {
  const context = await browser.newContext();
  context.setDefaultTimeout(10000);
  const problems = [];
  const open = async () => {
    const page = await context.newPage();
    page.on("pageerror", (error) => problems.push(error.message));
    page.on("dialog", (dialog) => dialog.accept());
    await page.goto(address);
    return page;
  };
  const same = (found, wanted, what) =>
    JSON.stringify(found) === JSON.stringify(wanted) ||
    problems.push(`${what}: ${JSON.stringify(found)} instead of ${JSON.stringify(wanted)}`);
  await action(open, same).catch((error) => problems.push(error.message));
  report(`kept answers: ${name}`, problems);
  await context.close();
}

await check("another revision clears them and says so once", async (open, same) => {
  const page = await open();
  same(await page.locator("[data-changed]").isHidden(), true, "silent at the first visit");
  await page.evaluate(() => {
    localStorage.setItem(`vitrina-test:${location.pathname}:old`, "answers to another revision");
    localStorage.setItem("vitrina-test:/demos/all/deeper/:old", "of another test");
    localStorage.setItem("foreign", "of another program");
  });
  await page.reload();
  same(await page.locator("[data-changed]").isVisible(), true, "said");
  same((await keys(page)).filter((key) => /old|foreign/.test(key)).sort(),
    ["foreign", "vitrina-test:/demos/all/deeper/:old"], "what stays");
  await page.reload();
  same(await page.locator("[data-changed]").isHidden(), true, "silent the next time");
});

await check("rubbish breaks nothing", async (open, same) => {
  const page = await open();
  const [key] = await keys(page);
  for (const rubbish of ["", "{", "null", "5", '"text"', "[]", '{"values":null}', '{"values":[1]}',
    '{"values":{"z5":"text","z11":[["9,9"]],"z8":[null]},"done":"yes","timer":1,"from":"never"}',
    '{"values":{"constructor":["x"],"__proto__":["y"]},"done":true}']) {
    await page.evaluate(([name, text]) => localStorage.setItem(name, text), [key, rubbish]);
    await page.reload();
    same(await page.locator(".task > fieldset").count(), 12, `questions after ${rubbish}`);
    same(await isOk(page) || (await page.locator("[data-edit]").isVisible()), true, `a button after ${rubbish}`);
  }
});

await check("an order that cannot be is none", async (open, same) => {
  const page = await open();
  const [key] = await keys(page);
  const rows = page.locator('.task[data-no="11"] .test-order > li');
  const before = await rows.allTextContents();
  const id = await page.locator('.task[data-no="11"]').getAttribute("id");
  for (const order of ["9,1,2,3", "1,1,2,3", "1,2", "x"]) {
    await page.evaluate(([name, item, text]) =>
      localStorage.setItem(name, JSON.stringify({ values: { [item]: [text] } })), [key, id, order]);
    await page.reload();
    same(await rows.allTextContents(), before, `rows after ${order}`);
    await page.locator("[data-finish]").click();
    same(await page.locator(".test-blanks a", { hasText: "Задание 11" }).count(), 1, `blank after ${order}`);
  }
});

await check("a storage that fills up is told", async (open, same) => {
  const page = await open();
  await page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await field(page).fill("ёлка");
  same(await page.locator("[data-unkept]").isVisible(), true, "said");
  same(await page.locator("[data-kept]").isVisible(), false, "the contrary is said");
  await page.locator("[data-finish]").click();
  await page.locator("[data-anyway]").click();
  same(await page.locator('.task[data-no="5"] .test-verdict').textContent(), "Верно. Баллы: 1 из 1.",
    "checked all the same");
});

await check("two tabs show the same, and what was cleared stays cleared", async (open, same) => {
  const first = await open();
  const second = await open();
  await field(first).fill("ёлка");
  await first.locator('.task[data-no="11"] button[value=next]').first().click();
  const rows = (page) => page.locator('.task[data-no="11"] .test-order > li').allTextContents();
  await second.waitForFunction(() => document.querySelector('.task[data-no="5"] input').value === "ёлка");
  same(await rows(second), await rows(first), "the order in the other tab");
  await second.locator('.task[data-no="6"] input').fill("0,3");
  await first.waitForFunction(() => document.querySelector('.task[data-no="6"] input').value === "0,3");
  await second.locator(".test-desk [data-clear]").click();
  await first.waitForFunction(() => document.querySelector('.task[data-no="5"] input').value === "");
  await first.locator('.task[data-no="6"] input').fill("1");
  await first.reload();
  same(await field(first).inputValue(), "", "an answer that had been cleared");
});

await check("after the check the clock is silent", async (open, same) => {
  const page = await open();
  await page.locator("[data-timer]").check();
  await page.locator("[data-finish]").click();
  await page.locator("[data-anyway]").click();
  same(await page.locator("[data-clock]").textContent(), "", "the clock");
});

await browser.close();
server.close();
