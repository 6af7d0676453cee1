// The calculators of published sites, tried in a browser, and the cards of criteria as PDF.
//
//   node calculators.mjs SITE…
//
// The script of marks gives the same results as the generator (marks_cases.txt, thousands of random
// sets of marks); the keyboard is enough; what happens is announced; an address opens the same
// marks and points; without scripts there are tables and no dead controls; axe finds nothing in a
// filled calculator; a card prints on A5, one class alone where the address names it.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { allRules, colourRules, loadAxe, runAxe } from "./axe.mjs";
import { launchBrowser } from "./browser.mjs";
import { filesBelow, report } from "./report.mjs";
import { serve } from "./serve.mjs";

const cases = readFileSync(new URL("marks_cases.txt", import.meta.url), "utf8").trim().split("\n");
const say = (page, selector) => page.locator(selector).first().innerText();

// Runs in the page: the lines that the script of the theme sees otherwise.
function replay(lines) {
  const { parse, scale } = window.vitrinaDecimals;
  const { add, rounded, termMark, nextMark, marksNeeded } = window.vitrinaMarks;
  let rule;
  const wrong = [];
  for (const line of lines) {
    const fields = line.split(" ");
    if (fields[0] === "rule") {
      const [, digits, rounding, marks, thresholds] = fields;
      rule = {
        digits: Number(digits),
        rounding,
        marks: marks.split(",").map(Number),
        thresholds: scale(thresholds.replaceAll(",", " ")),
      };
      continue;
    }
    const [marks, mean, mark, weight, target, next, count] = fields;
    let sum = { marks: 0n, weights: 0n };
    for (const pair of marks.split(",")) {
      const [value, heavy] = pair.split("*");
      sum = add(sum, Number(value), parse(heavy));
    }
    const got = [
      rounded(sum, rule.digits, rule.rounding) === parse(mean) ? mean : "another mean",
      termMark(rule, sum),
      nextMark(rule, sum, parse(weight), Number(target)) ?? "-",
      marksNeeded(rule, sum, rule.marks[0], parse(weight), Number(target)) ?? "-",
    ].join(" ");
    if (got !== [mean, mark, next, count].join(" ")) wrong.push(`${line}: ${got}`);
  }
  return { wrong, tried: lines.filter((line) => !line.startsWith("rule")).length };
}

async function judgeAxe(page, problem) {
  await loadAxe(page);
  for (const [width, colorScheme, rules] of [
    [360, "light", allRules], [360, "dark", colourRules], [1280, "light", allRules],
  ]) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme });
    for (const found of await runAxe(page, rules)) problem(`axe, ${width}, ${colorScheme}: ${found}`);
    const wide = await page.evaluate(
      () => document.documentElement.scrollWidth > document.documentElement.clientWidth);
    if (wide) problem(`scrolls sideways at ${width} px`);
  }
}

// Tab until the element is reached, as a reader without a mouse does.
async function tabTo(page, selector) {
  for (let presses = 0; presses < 200; ++presses) {
    if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`the keyboard does not reach ${selector}`);
}

async function judgeMarks(page, url, problem) {
  const expect = (what, yes) => yes || problem(what);
  await page.goto(url);
  const status = () => say(page, ".calculator [role=status]");
  const best = await page.locator(".mark-buttons button").first().getAttribute("value");
  const worst = await page.locator(".mark-buttons button").last().getAttribute("value");
  await tabTo(page, "#calculator-work");
  await tabTo(page, ".mark-buttons button");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Space");
  expect(`adding is not announced: ${await status()}`,
    (await status()).includes(`«${best}»`) && (await page.locator(".chips button").count()) === 2);
  await tabTo(page, `.mark-buttons button[value="${worst}"]`);
  await page.keyboard.press("Enter");
  const result = await say(page, ".calculator-result");
  expect("the result is not announced", (await status()).endsWith(result));
  expect("there are no four steps", (await page.locator(".calculator-steps li").count()) === 4);
  expect("nothing is told of the next work", (await page.locator(".calculator-next dd").count()) > 0);

  const address = page.url();
  expect(`the address has no marks: ${address}`, address.includes("#marks="));
  expect("the address shown is another",
    (await page.locator("#calculator-address").inputValue()) === address);
  const other = await page.context().newPage();
  await other.goto(address);
  expect("the address opens other marks", (await say(other, ".calculator-result")) === result);
  other.on("pageerror", (error) => problem(`a strange address: ${error.message}`));
  await other.goto("about:blank");
  await other.goto(url + "#marks=no-such-work:5;kontrolnaya-rabota:77,x;<b>:1,%");
  expect("a strange address shows results", await other.locator(".calculator-filled").isHidden());
  await other.close();

  await judgeAxe(page, problem);
  await tabTo(page, ".chips button");
  await page.keyboard.press("Enter");
  expect("removing is not announced", (await page.locator(".chips button").count()) === 2 &&
    (await status()).length > 0);
  expect("the focus is lost", await page.evaluate(() => document.activeElement.matches(".chips button")));
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  expect("the empty calculator shows results", await page.locator(".calculator-filled").isHidden());
  expect("the focus is lost at the end",
    await page.evaluate(() => document.activeElement.id === "calculator-work"));
}

async function judgePoints(page, url, problem) {
  const expect = (what, yes) => yes || problem(what);
  await page.goto(url);
  const boxes = page.locator(".points-calculator");
  for (let at = 0; at < (await boxes.count()); ++at) {
    const box = boxes.nth(at);
    const { thresholds, most, lowest } = await box.evaluate((one) => ({ ...one.dataset }));
    const bands = thresholds.split(" ").map((pair) => pair.split(":").map(Number));
    for (const points of [0, Number(most), ...bands.flatMap(([, from]) => [from, from - 1])]) {
      await box.locator("input").fill(String(points).replace(".", ","));
      const mark = bands.find(([, from]) => points >= from)?.[0] ?? lowest;
      const said = await box.locator("output").innerText();
      expect(`${points} of ${most}: ${said}`, said.includes(`«${mark}».`));
      const next = bands.filter(([, from]) => points < from).pop();
      expect(`${points} of ${most} to «${next?.[0]}»: ${said}`,
        !next || said.includes(`${next[1] - points}`.replace(".", ",")));
    }
    for (const text of [String(Number(most) + 1), "-1", "1e3", "много"]) {
      await box.locator("input").fill(text);
      expect(`${text} is taken`, !/«\d+»/.test(await box.locator("output").innerText()));
    }
  }
  if ((await boxes.count()) === 0) return;
  await boxes.first().locator("input").fill("1,5");
  const said = await boxes.first().locator("output").innerText();
  await judgeAxe(page, problem);
  const other = await page.context().newPage();
  await other.goto(page.url());
  expect("the address opens other points", (await say(other, ".points-calculator output")) === said);
  await other.close();
}

async function judgeCard(page, url, problem) {
  const pdf = async (address) => {
    await page.goto("about:blank");
    await page.goto(address);
    const bytes = await page.pdf({ preferCSSPageSize: true });
    const tell = (program, ...args) =>
      execFileSync(program, args, { input: bytes, encoding: "utf8", stdio: ["pipe", "pipe", "ignore"] });
    const facts = tell("pdfinfo", "-");
    return {
      pages: Number(/Pages:\s+(\d+)/.exec(facts)[1]),
      size: /Page size:\s+(.*)/.exec(facts)[1],
      text: tell("pdftotext", "-layout", "-", "-"),
    };
  };
  await page.goto(url);
  const sheets = await page.locator(".card-sheet").evaluateAll((all) =>
    all.map((one) => ({ id: one.id, title: one.querySelector("h2").textContent })));
  const all = await pdf(url);
  let pages = 0;
  for (const { id, title } of sheets) {
    const one = await pdf(`${url}#${id}`);
    pages += one.pages;
    if (!one.size.startsWith("420 x 59")) problem(`${id}: ${one.size} is no A5`);
    if (one.pages > 2) problem(`${id}: ${one.pages} pages do not fit on a sheet`);
    if (!one.text.replace(/\s+/g, " ").includes(title)) problem(`${id}: no title`);
    for (const other of sheets)
      if (other.id !== id && one.text.replace(/\s+/g, " ").includes(other.title + " "))
        problem(`${id}: prints ${other.title} too`);
  }
  if (all.pages !== pages) problem(`${all.pages} pages together, ${pages} one by one`);
}

async function judgeWithoutScripts(browser, urls, problem) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  for (const url of urls) {
    await page.goto(url);
    for (const dead of await page.locator("main :is(input, select, button)").all())
      if (await dead.isVisible()) problem(`${url}: a control that nobody works`);
    if ((await page.locator("main table").count()) === 0) problem(`${url}: no table`);
  }
  await context.close();
}

async function judgeSite(browser, site) {
  const base = new URL(JSON.parse(readFileSync(join(site, "portal.json"), "utf8")).base_url);
  const server = await serve(site, base.pathname);
  const pages = filesBelow(site, "index.html").filter((path) => /^(weights|criteria)\//.test(path));
  const holds = (path, text) => readFileSync(join(site, path), "utf8").includes(text);
  const url = (path) => new URL(path.replace(/index\.html$/, ""), server.root).href;
  const weights = pages.filter((path) => holds(path, 'class="calculator '));
  const points = pages.filter((path) => holds(path, 'class="points-calculator '));
  const cards = pages.filter((path) => holds(path, 'class="card-sheet"'));
  const context = await browser.newContext();
  const page = await context.newPage();
  const run = async (name, paths, judge) => {
    const problems = [];
    page.removeAllListeners();
    page.on("pageerror", (error) => problems.push(error.message));
    for (const path of paths)
      await judge(page, url(path), (text) => problems.push(`${path}: ${text}`))
        .catch((error) => problems.push(`${path}: ${error.message}`));
    if (paths.length > 0) report(`${basename(site)}: ${name} (${paths.length} pages)`, problems);
  };
  await run("the calculator of marks, by keyboard", weights, judgeMarks);
  await run("the calculators of points", points, judgePoints);
  await run("cards for notebooks on A5", cards, judgeCard);
  if (weights.length > 0) {
    await page.goto(url(weights[0]));
    const { wrong, tried } = await page.evaluate(replay, cases);
    report(`${basename(site)}: ${tried} results of the generator`, tried > 1000 ? wrong : ["too few"]);
    const problems = [];
    await judgeWithoutScripts(browser, [...weights, ...points].map(url), (text) => problems.push(text));
    report(`${basename(site)}: calculators without scripts`, problems);
  }
  await context.close();
  server.close();
}

const browser = await launchBrowser();
for (const site of process.argv.slice(2)) await judgeSite(browser, site.replace(/\/$/, ""));
await browser.close();
