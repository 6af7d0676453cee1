// Demo tests in a real browser, as pupils use them.
//
//   node test.mjs SITE CONTENT     SITE is published from the fixture CONTENT (tests/sites/browser_test)
//
// Every type of question is answered rightly, partly and wrongly, by keyboard alone and by touch.
// What is expected is reckoned here from the YAML of the test, in thousandths, by the texts of
// choices: nothing of the published answers is used.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { parse } from "yaml";
import { report } from "./report.mjs";
import { serve } from "./serve.mjs";

const [site, content] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const yaml = (path) => parse(readFileSync(join(content, path), "utf8"));
const bank = yaml("tasks/bank.yaml").tasks;
const demo = yaml("demos/all.yaml");
const items = demo.items.map((item) =>
  item.use ? { ...bank.find(({ id }) => item.use.endsWith(`#${id}`)), no: item.no } : item,
);

// --- what is expected ---

// Answers by question, in the author's words.
const right = {
  1: ["8"],
  2: ["2", "3", "5"],
  3: ["сосна", "ель", "дуб"],
  4: ["бежать", "лететь"],
  5: "  ЁЛКА. ",
  6: "0,4 кг / м^3.",
  7: "−1 500,50",
  8: ["метр", "килограмм", "секунда"],
  9: ["зверь", "птица", "зверь"],
  10: ["11", "22", "33"],
  11: ["зима", "весна", "лето", "осень"],
  12: { К1: "2", К2: "1.5", К3: "1" },
};
const partly = {
  1: ["8"],
  2: ["2", "3", "4"],
  3: ["сосна", "ель", "камень"],
  4: ["бежать"],
  5: "новогодняя  елка",
  6: "0.2",
  7: "-1500.51",
  8: ["метр", "секунда", "литр"],
  9: ["зверь", "птица", "птица"],
  10: ["11", "33", "22"],
  11: ["зима", "весна", "осень", "лето"],
  12: { К1: "1", К2: "1.5", К3: "0" },
};
const wrong = {
  1: ["7"],
  2: ["4", "6"],
  3: ["камень", "ручей"],
  4: ["бег", "бежать", "лететь"],
  5: "ёлочка",
  6: "0,400000000001",
  7: "1500,5",
  8: ["секунда", "литр", "метр"],
  9: ["птица", "зверь", "птица"],
  10: ["33", "22", "11"],
  11: ["весна", "зима", "осень", "лето"],
  12: { К1: "0", К3: "0" },
};

const folded = (text) =>
  text.toLowerCase().replaceAll("ё", "е").trim().replace(/\.$/, "").split(/\s+/).join(" ");
const thousandths = (value) => Math.round(Number(value) * 1000);

// Numbers of the fixture, digit by digit: 12 places behind the point are enough for it.
function trillionths(text) {
  const plain = text.replace(/ *кг.*/, "").replace(/\s/g, "").replace(",", ".").replace("−", "-");
  const [whole, fraction = ""] = plain.replace("-", "").split(".");
  const size = BigInt(whole + fraction.padEnd(12, "0"));
  return plain.startsWith("-") ? -size : size;
}

function faults(item, answer) {
  if (item.type === "text")
    return [].concat(item.answer).some((one) => folded(one) === folded(answer)) ? 0 : 1;
  if (item.type === "number") {
    const gap = trillionths(answer) - trillionths(String(item.answer));
    const allowed = trillionths(String(item.tolerance ?? 0));
    return gap <= allowed && gap >= -allowed ? 0 : 1;
  }
  if (item.options) {
    const good = item.options.filter((one) => one.right).map((one) => one.text);
    const missing = good.filter((one) => !answer.includes(one)).length;
    const extra = answer.filter((one) => !good.includes(one)).length;
    return Math.max(missing, extra);
  }
  const wanted = item.sequence ?? item.pairs.map((pair) => pair.right);
  return wanted.filter((one, at) => one !== answer[at]).length;
}

function gained(item, answer) {
  if (item.options) {
    const good = item.options.filter((one) => one.right).map((one) => one.text);
    const hits = answer.filter((one) => good.includes(one)).length;
    return Math.max(0, 2 * hits - answer.length);
  }
  const wanted = item.sequence ?? item.pairs.map((pair) => pair.right);
  return wanted.filter((one, at) => one === answer[at]).length;
}

const most = (item) =>
  item.parts
    ? item.parts.reduce(
        (sum, part) =>
          sum + thousandths(part.max ?? Math.max(...Object.keys(part.levels).map(Number))),
        0,
      )
    : thousandths(item.max ?? 1);

function expected(item, answer) {
  if (item.type === "task")
    return item.parts.reduce((sum, part) => {
      const [on, zero] = (part.zero_if ?? "").split("=");
      return sum + (on && answer[on] === zero ? 0 : thousandths(answer[part.id]));
    }, 0);
  const errors = faults(item, answer);
  if (errors === 0) return most(item);
  if (item.partial === "one_error_minus_one") return Math.max(0, most(item) - 1000 * errors);
  return item.partial === "per_right" ? 1000 * gained(item, answer) : 0;
}

const inRussian = (points) => String(points / 1000).replace(".", ",");
const word = (item, points) =>
  item.type === "task"
    ? "Оценено вами"
    : points === most(item)
      ? "Верно"
      : points > 0
        ? "Частично верно"
        : "Неверно";

function expectedResult(answers) {
  const rows = items.map((item) => {
    const points = expected(item, answers[item.no]);
    return [String(item.no), word(item, points), `${inRussian(points)} из ${inRussian(most(item))}`];
  });
  const sum = items.reduce((all, item) => all + expected(item, answers[item.no]), 0);
  const all = items.reduce((total, item) => total + most(item), 0);
  const marks = Object.entries(demo.scale).sort(([a], [b]) => b - a);
  const mark = marks.find(([, from]) => sum >= thousandths(from))?.[0] ?? "2";
  return {
    rows,
    sum: `Баллы: ${inRussian(sum)} из ${inRussian(all)}`,
    mark: `Отметка по шкале: «${mark}»`,
  };
}

// --- hands: one by keys alone, one by touch ---

const question = (page, no) => page.locator(`.task[data-no="${no}"]`);
const exactly = (text) => new RegExp(`(^|\\)\\s*|— )${text}\\s*$`);
const clean = (text) => text.replace(/\s+/g, " ").trim();

class Keys {
  constructor(page) {
    this.page = page;
  }

  // Tab until the element has the focus: what Tab cannot reach fails.
  async reach(locator) {
    const handle = await locator.elementHandle();
    for (let i = 0; i < 400; ++i) {
      if (await handle.evaluate((element) => element === document.activeElement)) return;
      await this.page.keyboard.press("Tab");
    }
    throw new Error(`Tab does not reach ${await handle.evaluate((one) => one.outerHTML)}`);
  }

  // Of radio buttons Tab reaches one, the arrows the others.
  async choose(input) {
    if ((await input.getAttribute("type")) === "checkbox") {
      await this.reach(input);
      await this.page.keyboard.press("Space");
      return;
    }
    const group = this.page.locator(`input[name="${await input.getAttribute("name")}"]`);
    const checked = group.and(this.page.locator(":checked"));
    await this.reach((await checked.count()) ? checked : group.first());
    await this.page.keyboard.press("Space");
    for (let i = 0; i < 10 && !(await input.isChecked()); ++i)
      await this.page.keyboard.press("ArrowDown");
  }

  async write(input, text) {
    await this.reach(input);
    await this.page.keyboard.type(text);
    await this.page.keyboard.press("Enter");
  }

  async select(select, text) {
    await this.reach(select);
    const chosen = () => select.evaluate((one) => one.selectedOptions[0].textContent);
    for (let i = 0; i < 10 && !exactly(text).test(await chosen()); ++i)
      await this.page.keyboard.press("ArrowDown");
  }

  async press(button) {
    await this.reach(button);
    await this.page.keyboard.press("Enter");
  }
}

class Touch {
  constructor(page) {
    this.page = page;
  }

  choose(input) {
    return input.locator("xpath=..").tap();
  }

  async write(input, text) {
    await input.tap();
    await input.fill(text);
  }

  // The phone's own list of choices is no part of the page.
  async select(select, text) {
    await select.tap();
    const labels = await select.locator("option").allTextContents();
    await select.selectOption({ index: labels.findIndex((one) => exactly(text).test(one)) });
  }

  press(button) {
    return button.tap();
  }
}

async function arrange(hand, rows, order) {
  const texts = async () => (await rows.locator("> span").allTextContents()).map(clean);
  const placeOf = async (text) => (await texts()).findIndex((one) => exactly(text).test(one));
  // An order that stands already is an answer only when something has been pressed.
  await hand.press(rows.nth(0).locator("button[value=previous]"));
  for (const [at, text] of order.entries())
    for (let place = await placeOf(text); place > at; --place)
      await hand.press(rows.nth(place).locator("button[value=previous]"));
}

async function answer(page, hand, answers) {
  for (const item of items) {
    const given = answers[item.no];
    const task = question(page, item.no);
    if (item.options)
      for (const text of given)
        await hand.choose(task.locator("label", { hasText: exactly(text) }).locator("input"));
    else if (item.type === "match")
      for (const [at, text] of given.entries()) await hand.select(task.locator("select").nth(at), text);
    else if (item.sequence) await arrange(hand, task.locator(".test-order > li"), given);
    else if (item.type !== "task") await hand.write(task.locator("input"), given);
  }
}

async function assess(page, hand, item, given) {
  for (const [at, part] of item.parts.entries())
    if (part.id in given)
      await hand.choose(
        question(page, item.no).locator(".test-own").nth(at).locator(`input[value="${given[part.id]}"]`),
      );
}

async function resultOf(page) {
  const rows = await page.locator(".test-result tbody tr").all();
  const cells = await Promise.all(rows.map((row) => row.locator("th, td").allTextContents()));
  return {
    rows: cells.map(([no, , outcome, points]) => [no, outcome, points]),
    sum: await page.locator("[data-sum]").textContent(),
    mark: await page.locator("[data-mark]").textContent(),
  };
}

// --- checks ---

const server = await serve(site, "/");
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage"],
});
const desktop = { viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" };
const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, reducedMotion: "reduce" };

async function open(options, path, prepare) {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(10000);
  const page = await context.newPage();
  page.problems = [];
  page.on("pageerror", (error) => page.problems.push(error.message));
  page.on("console", (message) => page.problems.push(message.text()));
  page.on("dialog", (dialog) => dialog.accept());
  if (prepare) await page.addInitScript(prepare);
  await page.goto(path.startsWith("file:") ? path : new URL(path, server.root).href);
  return page;
}

async function check(name, options, path, action, prepare) {
  const page = await open(options, path, prepare);
  const wanted = (is, text) => is || page.problems.push(text);
  const same = (found, wanted, what) => {
    if (JSON.stringify(found) !== JSON.stringify(wanted))
      page.problems.push(`${what}: ${JSON.stringify(found)} instead of ${JSON.stringify(wanted)}`);
  };
  try {
    await action(page, { wanted, same });
  } catch (error) {
    page.problems.push(error.message);
  }
  report(`demo test: ${name}`, page.problems);
  await page.context().close();
}

const focused = (page) => page.evaluate(() => document.activeElement.id);
async function status(page, text) {
  let said;
  for (let i = 0; i < 30; ++i) {
    said = await page.locator("[data-status]").textContent();
    if (said.includes(text)) return;
    await new Promise((later) => setTimeout(later, 100));
  }
  throw new Error(`announced: «${said}», not «${text}»`);
}

for (const [name, Hand, options] of [["by keyboard", Keys, desktop], ["by touch", Touch, phone]])
  for (const [kind, answers] of Object.entries({ right, partly, wrong }))
    await check(`${kind} answers ${name}`, options, "demos/all/", async (page, { wanted, same }) => {
      const hand = new Hand(page);
      await answer(page, hand, answers);
      await hand.press(page.locator("[data-finish]"));
      same(await focused(page), "test-result", "focus after the check");
      wanted(
        (await page.locator("[data-mark]").textContent()).includes("оцените сами"),
        "a mark is given before the open answer has been assessed",
      );
      await assess(page, hand, items.at(-1), answers[12]);
      const wantedResult = expectedResult(answers);
      await status(page, wantedResult.sum);
      await status(page, wantedResult.mark);
      same(await resultOf(page), wantedResult, "result");
      for (const [at, [, outcome, points]] of wantedResult.rows.entries())
        same(
          await question(page, items[at].no).locator(".test-verdict").textContent(),
          `${outcome}. Баллы: ${points}.`,
          `verdict of question ${items[at].no}`,
        );
      same(
        await question(page, 12).locator(".test-own").nth(1).evaluate((one) => one.disabled),
        answers[12].К1 === "0",
        "К2 gives nothing after К1=0",
      );
    });

await check("questions without an answer are named, linked, and may stay", phone, "demos/all/",
  async (page, { wanted, same }) => {
    await question(page, 5).locator("input").fill("ёлка");
    await question(page, 8).locator("select").first().selectOption({ index: 1 });
    await page.locator("[data-finish]").tap();
    wanted(
      await page.evaluate(() => document.activeElement.matches(".test-blanks")),
      "the focus is not on the summary",
    );
    const links = page.locator(".test-blanks a");
    same(
      await links.allTextContents(),
      [1, 2, 3, 4, 6, 7, 8, 9, 10, 11].map((no) => `Задание ${no}`),
      "questions without an answer",
    );
    for (const link of await links.all()) {
      await link.tap();
      wanted(
        await page.evaluate(
          (label) =>
            document.activeElement.closest(".task fieldset") &&
            document.activeElement.closest(".task").querySelector("h3").textContent === label,
          await link.textContent(),
        ),
        `${await link.textContent()}: the link leads to no control`,
      );
    }
    await page.locator("[data-anyway]").tap();
    same(await focused(page), "test-result", "focus after the check");
    const { rows } = await resultOf(page);
    same(rows[0], ["1", "Нет ответа", "0 из 1"], "an empty question");
    same(rows[4], ["5", "Верно", "1 из 1"], "an answered question");
  });

await check("what is to be repeated is gathered with links", desktop, "demos/all/",
  async (page, { same, wanted }) => {
    await page.locator("[data-finish]").click();
    wanted(await page.locator("[data-repeat]").isHidden(), "shown before the check");
    await page.locator("[data-anyway]").click();
    same(
      (await page.locator("[data-repeat] li").allTextContents()).map(clean).slice(-3).map((text) =>
        text.replace(/^.*\(задания/, "(задания")),
      ["(задания: 2, 3)", "Темы по кодификатору: 1.1, 1.2", "Умения по кодификатору: 3.1"],
      "what to repeat",
    );
    same(
      await page.locator("[data-repeat] a").evaluateAll((all) => all.map((one) => one.getAttribute("href"))),
      ["../../tasks/bank/#chisla"],
      "links",
    );
  });

await check("a reload keeps answers and the result, clearing clears", phone, "demos/all/",
  async (page, { wanted, same }) => {
    const values = () =>
      page.evaluate(() => [...new FormData(document.querySelector("[data-test]"))].filter(([, v]) => v));
    const hand = new Touch(page);
    await answer(page, hand, partly);
    const before = await values();
    await page.reload();
    same(await values(), before, "answers after a reload");
    wanted(before.length > 15, "answers were not gathered");
    await page.locator("[data-finish]").tap();
    await assess(page, hand, items.at(-1), partly[12]);
    const result = await resultOf(page);
    await page.reload();
    same(await resultOf(page), result, "the result after a reload");
    await page.locator("[data-edit]").tap();
    same((await values()).length, before.length + 3, "answers when they may be changed again");
    await page.locator(".test-desk [data-clear]").tap();
    await status(page, "Ответы стёрты");
    same(await values(), [], "answers after clearing");
    wanted(await page.locator(".test-result").isHidden(), "the result is still shown");
    await page.reload();
    same(await values(), [], "answers after clearing and a reload");
  });

await check("moves are announced and keep the focus", desktop, "demos/all/",
  async (page, { wanted, same }) => {
    const rows = question(page, 11).locator(".test-order > li");
    const text = clean(await rows.nth(2).locator("> span").textContent());
    const button = rows.nth(2).locator("button[value=previous]");
    same(await button.getAttribute("aria-label"), `Выше: ${text}`, "name of the button");
    await button.focus();
    await page.keyboard.press("Space");
    await status(page, `${text}: место 2 из 4`);
    wanted(
      await rows.nth(1).locator("button[value=previous]").evaluate((one) => one === document.activeElement),
      "the focus left the button",
    );
    await page.keyboard.press("Space");
    await page.keyboard.press("Space");
    await status(page, `${text}: место 1 из 4`);
  });

await check("the clock is off until it is wanted and ends nothing", desktop, "demos/all/",
  async (page, { same, wanted }) => {
    await page.clock.install();
    await page.reload();
    same(await page.locator("[data-clock]").textContent(), "", "the clock");
    await page.locator("[data-timer]").check();
    same(await page.locator("[data-clock]").textContent(), "осталось минут: 20", "the clock");
    await page.clock.fastForward(15 * 60000);
    await status(page, "осталось минут: 5");
    await page.clock.fastForward(6 * 60000);
    await status(page, "время вышло");
    wanted(await page.locator("[data-finish]").isVisible(), "the test was ended");
    await page.locator("[data-timer]").uncheck();
    same(await page.locator("[data-clock]").textContent(), "", "the clock");
  });

await check("a browser that keeps nothing says so and checks all the same", phone, "demos/all/",
  async (page, { wanted, same }) => {
    wanted(await page.locator("[data-unkept]").isVisible(), "it is not said");
    wanted(await page.locator("[data-kept]").isHidden(), "the contrary is said");
    const hand = new Touch(page);
    await answer(page, hand, right);
    await hand.press(page.locator("[data-finish]"));
    await assess(page, hand, items.at(-1), right[12]);
    same(await resultOf(page), expectedResult(right), "result");
  },
  () => Object.defineProperty(window, "localStorage", {
    get() { throw new DOMException("refused", "SecurityError"); },
  }));

await check("from a folder the test works too", desktop,
  pathToFileURL(join(site, "demos/all/index.html")).href, async (page, { same }) => {
    same(await page.locator(".task > fieldset").count(), items.length, "questions with controls");
  });

await check("without scripts it is a form for reading with folded answers",
  { ...phone, javaScriptEnabled: false }, "demos/all/", async (page, { same, wanted }) => {
    same(await page.locator("details.answer").count(), items.length, "folded answers");
    same(await page.locator("details.answer[open]").count(), 0, "open answers");
    wanted(await page.locator("details.answer summary").first().isVisible(), "answers are hidden");
    same(await page.locator("form :is(input, select, button, fieldset)").count(), 0, "controls");
    wanted(await page.locator(".answer-line").first().isVisible(), "lines to answer on");
  });

for (const mode of ["separate", "none"]) {
  await check(`answers: ${mode}: nothing of them stands in the page, nothing is checked`, phone,
    `demos/${mode}/`, async (page, { same, wanted }) => {
      const bytes = readFileSync(join(site, `demos/${mode}/index.html`), "utf8");
      wanted(!/4711|тайна|data-check=/.test(bytes), "answers stand in the page");
      await page.locator(".task input[name]").first().fill("42");
      await page.locator("[data-finish]").tap();
      await page.locator("[data-anyway]").tap();
      same(await page.locator(".test-result tbody tr").first().locator("th, td").allTextContents(),
        ["1", "42"], "the sheet");
      same(await page.locator(".test-verdict:not(:empty), [data-sum]").count(), 0, "verdicts");
      same(await page.locator('.test-result a[href="answers/"]').count(), mode === "separate" ? 1 : 0,
        "links to the answers");
    });
}

for (const [width, colorScheme] of [[360, "light"], [360, "dark"], [1280, "light"], [1280, "dark"]])
  await check(`axe before and after the check, ${width} px, ${colorScheme}`,
    { viewport: { width, height: 900 }, colorScheme, reducedMotion: "reduce" }, "demos/all/",
    async (page, { wanted }) => {
      const judge = async (state) => {
        const { violations } = await page.evaluate(
          (runOnly) => axe.run(document, { runOnly, resultTypes: ["violations"] }), tags);
        for (const { id, nodes } of violations)
          for (const node of nodes.slice(0, 3)) page.problems.push(`${state}: ${id}: ${node.html}`);
      };
      await page.evaluate(axe);
      await judge("as opened");
      await answer(page, new Keys(page), partly);
      await page.locator("[data-finish]").click();
      await assess(page, new Keys(page), items.at(-1), partly[12]);
      await judge("checked");
      await page.setViewportSize({ width: 320, height: 900 });
      wanted(
        await page.evaluate(() =>
          document.documentElement.scrollWidth <= document.documentElement.clientWidth),
        "the page scrolls sideways at 320 px",
      );
    });

await browser.close();
server.close();
