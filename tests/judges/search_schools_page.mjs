// The search page of a committee, in a browser: results of schools are marked, schools are chosen.
//
//   node search_schools_page.mjs FEW MANY
//
// The sites are those of search_schools.mjs. A phone and a wide screen, by keyboard.
import { pathToFileURL } from "node:url";
import { allRules, loadAxe, runAxe } from "./axe.mjs";
import { launchBrowser } from "./browser.mjs";
import { report } from "./report.mjs";
import { serve } from "./serve.mjs";

const [few, many] = process.argv.slice(2);
const browser = await launchBrowser();

// A page of the site with the results of a query, and what goes wrong on it.
async function judge(name, site, query, width, work) {
  const { root, close } = await serve(site, "/");
  const page = await browser.newPage({ viewport: { width, height: 800 } });
  const problems = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  try {
    await page.goto(`${root}search/?q=${encodeURIComponent(query)}`);
    await page.waitForSelector("#search-results li", { timeout: 10000 });
    await page.focus("#search-filters summary");
    await page.keyboard.press("Enter");
    await page.waitForSelector("#search-choices fieldset", { timeout: 10000 });
    await work(page, (text) => problems.push(text));
    await loadAxe(page);
    problems.push(...await runAxe(page, allRules));
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (beyond > 0) problems.push(`the page is ${beyond} px too wide`);
  } catch (error) {
    problems.push(error.message);
  }
  report(`${name}, ${width} px`, problems);
  await page.close();
  close();
}

const schoolsOf = (page) => page.locator("#search-results .search-school").allTextContents();

for (const width of [360, 1280]) {
  await judge("results of schools name the school and say where they lead", few, "математика критерии", width, async (page, problem) => {
    const outside = page.locator("#search-results li", { has: page.locator("a[href^='https:']") });
    const count = await outside.count();
    if (count === 0) problem("no result leads to a school");
    const marked = await outside.filter({ hasText: "страница на сайте школы" }).count();
    if (marked !== count) problem(`${marked} of ${count} links to schools are marked`);
    if (await page.locator("#search-school").isVisible()) problem("a field for few schools");
    await page.getByRole("checkbox", { name: /Покровская СОШ/ }).focus();
    await page.keyboard.press("Space");
    await page.waitForFunction(() => document.querySelectorAll("#search-results li").length === 1, null, { timeout: 10000 });
    const shown = await schoolsOf(page);
    if (!shown.every((text) => text.startsWith("Покровская СОШ"))) problem(`shown are ${shown.join("; ")}`);
  });
  await judge("a school of many is chosen by its name", many, "математика", width, async (page, problem) => {
    const field = page.getByLabel("Школа", { exact: true });
    const box = await field.boundingBox();
    if (!box || box.width < 200 || box.height < 40) problem(`the field has ${JSON.stringify(box)}`);
    await field.focus();
    await page.keyboard.type("Заречье 3");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelectorAll("#search-results li").length === 1, null, { timeout: 10000 });
    const shown = await schoolsOf(page);
    if (shown.join() !== "Заречье 3") problem(`shown are ${shown.join("; ")}`);
    await field.evaluate((one) => {
      for (const name of ["Заречье 5", "Заречье 4"]) {
        one.value = name;
        one.dispatchEvent(new Event("change", { bubbles: true }));
      }
    });
    await page.waitForFunction(() => document.querySelector("#search-results .search-school")?.textContent === "Заречье 4", null, { timeout: 10000 })
      .catch(() => problem("the last of two choices does not count"));
    await field.fill("Заречье 99");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.getElementById("search-status").textContent.includes("уточнение их не пропускает"), null, { timeout: 10000 });
    if (await page.locator("#search-nothing").isVisible()) problem("pages that are only hidden are told as nothing found");
    await field.fill("");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelectorAll("#search-results li").length > 1, null, { timeout: 10000 });
  });
}

const page = await browser.newPage();
await page.goto(`${pathToFileURL(few)}/search/index.html?q=${encodeURIComponent("критерии Сосновка")}`);
const first = await page.locator("#search-results a").first().getAttribute("href");
report("from a folder a part of a page is found in its file", first === "../schools/sosnovka/index.html#files" ? [] : [first]);
await browser.close();
