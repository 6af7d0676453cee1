// Demo tests in a real browser, as pupils use them.
//
//   node test.mjs SITE CONTENT     SITE is published from the fixture CONTENT (tests/sites/browser_test)
//
// Every type of question is answered rightly, partly and wrongly, by keyboard alone and by touch.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { allRules, colourRules, loadAxe, runAxe } from "./axe.mjs";
import { launchBrowser } from "./browser.mjs";
import { report } from "./report.mjs";
import { serve } from "./serve.mjs";
import { expectedResult, items, partly, right, wrong } from "./test_answers.mjs";
import { Keys, Touch, answer, assess, clean, question, resultOf } from "./test_hands.mjs";

const [site] = process.argv.slice(2);
const server = await serve(site, "/");
const browser = await launchBrowser();
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
    same(await page.locator("main form :is(input, select, button, fieldset)").count(), 0, "controls");
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

for (const [width, colorScheme, rules] of [
  [360, "light", allRules], [360, "dark", colourRules], [1280, "light", allRules], [1280, "dark", colourRules],
])
  await check(`axe before and after the check, ${width} px, ${colorScheme}`,
    { viewport: { width, height: 900 }, colorScheme, reducedMotion: "reduce" }, "demos/all/",
    async (page, { wanted }) => {
      const judge = async (state) => {
        for (const found of await runAxe(page, rules)) page.problems.push(`${state}: ${found}`);
      };
      await loadAxe(page);
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
