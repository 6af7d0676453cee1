// What is heard: pages of the fixture by a virtual screen reader, in a real browser.
//
//   node ear.mjs SITE     SITE is published from tests/sites/browser_test
//
// Each walk is a reader who uses keys only. What the reader says at every step is compared with
// heard/NAME.txt: `> Tab` is what was done, the lines below it what was heard; «live» is said by
// itself, without a move of the focus. VITRINA_UPDATE=1 writes these files anew: read them aloud.
// This reader knows ticks by the attribute, not by the state: «not checked» stays after a choice.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { launchBrowser } from "./browser.mjs";
import { report } from "./report.mjs";
import { serve } from "./serve.mjs";

const site = process.argv[2];
const bundle = readFileSync(
  createRequire(import.meta.url).resolve("@guidepup/virtual-screen-reader/browser.js"), "utf8");
// The bundle is a module; as a script it is run past the page's policy, which forbids foreign code.
const reader = `(() => {${bundle.replace(/export\{\S+ as Virtual,(\S+) as virtual\}/, "window.reader = $1;")}\n})()`;
const goldenOf = (name) => new URL(`heard/${name}.txt`, import.meta.url);

// Ends of elements and a region emptied before it speaks again say nothing to a listener.
const isHeard = (phrase) => !/^end( of|,)|^(polite|assertive): $/.test(phrase);
const plain = (phrase) => phrase.replace(/^(polite|assertive): /, "live: ").replace(/\s+/g, " ");

class Listener {
  constructor(page) {
    this.page = page;
    this.lines = [];
  }

  async open(address) {
    await this.page.goto(address);
    await this.page.evaluate(reader);
    await this.page.evaluate(() => window.reader.start({ container: document.body }));
    await this.page.evaluate(() => window.reader.clearSpokenPhraseLog());
    this.lines.push(`> ${decodeURIComponent(new URL(address).pathname + new URL(address).hash)}`);
  }

  // Speech follows a change by a moment, as in a real reader: until it has been silent for 80 ms.
  async listen(said) {
    const phrases = await this.page.evaluate(async () => {
      const { reader } = window;
      let heard = -1;
      for (let log; (log = (await reader.spokenPhraseLog()).length) !== heard; heard = log)
        await new Promise((later) => setTimeout(later, 80));
      const all = await reader.spokenPhraseLog();
      await reader.clearSpokenPhraseLog();
      return all;
    });
    this.lines.push(`> ${said}`, ...phrases.filter(isHeard).map((one) => `  ${plain(one)}`));
  }

  async press(...keys) {
    for (const key of keys) {
      await this.page.keyboard.press(key);
      await this.listen(key);
    }
  }

  async type(text) {
    await this.page.keyboard.type(text);
    await this.listen(`«${text}»`);
  }

  // Tab until the element has the focus; what lies between is heard in other walks.
  async reach(selector) {
    for (let presses = 0; presses < 200; ++presses) {
      if (await this.page.evaluate((one) => document.activeElement.matches(one), selector)) {
        const [last] = (await this.page.evaluate(() => window.reader.spokenPhraseLog())).slice(-1);
        await this.page.evaluate(() => window.reader.clearSpokenPhraseLog());
        this.lines.push("> Tab …", `  ${plain(last)}`);
        return;
      }
      await this.page.keyboard.press("Tab");
    }
    throw new Error(`Tab does not reach ${selector}`);
  }

  // Reads a part of the page from its first word to its last, as with the key «down».
  async read(selector) {
    const phrases = await this.page.evaluate(async (wanted) => {
      const { reader } = window;
      await reader.stop();
      await reader.start({ container: document.querySelector(wanted) });
      const first = [reader.activeNode, await reader.lastSpokenPhrase()];
      do await reader.next();
      while (reader.activeNode !== first[0] || (await reader.lastSpokenPhrase()) !== first[1]);
      const all = await reader.spokenPhraseLog();
      await reader.stop();
      await reader.start({ container: document.body });
      await reader.clearSpokenPhraseLog();
      return all;
    }, selector);
    this.lines.push(`> ↓ … ${selector}`,
      ...phrases.slice(0, -1).filter(isHeard).map((one) => `  ${plain(one)}`));
  }
}

// --- walks ---

const task = (no) => `.task[data-no="${no}"]`;

const walks = {
  async test(ear, root) {
    await ear.open(`${root}demos/all/`);
    await ear.read(".test-desk");
    for (const no of [1, 2, 5, 6, 8, 11, 12]) await ear.read(task(no));
    await ear.reach("[data-timer]");
    await ear.press("Space");
    await ear.reach(`${task(1)} input`);
    await ear.press("Space", "ArrowDown");
    await ear.reach(`${task(2)} input`);
    await ear.press("Space", "Tab");
    await ear.reach(`${task(5)} input`);
    await ear.type("елка");
    await ear.press("Enter");
    await ear.reach(`${task(6)} input`);
    await ear.type("0.35 кг/м3");
    await ear.reach(`${task(8)} select`);
    await ear.press("ArrowDown", "ArrowDown", "Tab");
    await ear.reach(`${task(11)} button`);
    await ear.press("Tab", "Enter", "Enter", "Tab");
    await ear.reach(`${task(12)} textarea`);
    await ear.press("Tab", "Enter");
    await ear.read(".test-blanks");
    await ear.press("Tab", "Enter");
    await ear.page.keyboard.press("Shift+Tab");
    await ear.reach("[data-finish]");
    await ear.press("Enter");
    await ear.reach("[data-anyway]");
    await ear.press("Enter");
    await ear.read(".test-result");
    for (const no of [1, 8, 12]) await ear.read(task(no));
  },

  async assessment(ear, root) {
    await ear.open(`${root}demos/all/`);
    await ear.reach("[data-finish]");
    await ear.press("Enter");
    await ear.reach("[data-anyway]");
    await ear.press("Enter", "Tab");
    await ear.page.locator(".test-own input").first().focus();
    await ear.listen("#12");
    await ear.press("Space");
    for (let part = 1; part < 3; ++part) await ear.press("Tab", "Space");
    await ear.reach("[data-edit]");
    await ear.press("Enter");
    await ear.reach(".test-desk [data-clear]");
    await ear.press("Enter");
  },

  async marks(ear, root) {
    await ear.open(`${root}weights/vesa/`);
    await ear.read(".calculator");
    await ear.reach("#calculator-work");
    await ear.press("Tab", "Enter", "Tab", "Enter", "Tab", "Tab", "Enter");
    await ear.reach("#calculator-work");
    await ear.press("ArrowDown", "Tab", "Enter");
    await ear.read(".calculator-filled");
    await ear.reach(".chips button");
    await ear.press("Enter");
    await ear.reach(".calculator-clear");
    await ear.press("Enter");
  },

  async points(ear, root) {
    await ear.open(`${root}criteria/matematika/`);
    await ear.reach(".points-calculator input");
    await ear.type("7,5");
    await ear.press("Backspace", "Backspace", "Backspace");
    await ear.type("11");
    await ear.read(".points-calculator");
  },

  async plan(ear, root) {
    await ear.open(`${root}plans/plan/`);
    await ear.read(".plan-filter");
    await ear.reach(".plan-filter input");
    await ear.type("памятка");
    await ear.press("Tab", "ArrowDown", "Tab", "ArrowDown", "Tab", "ArrowDown", "Tab", "Enter");
    await ear.read(".plan-table");
  },

  async search(ear, root) {
    await ear.open(`${root}search/`);
    await ear.read("#search-form");
    await ear.reach("#search-query");
    await ear.page.keyboard.type("отметки");
    await ear.page.waitForFunction(() => document.getElementById("search-status").textContent);
    await ear.listen("«отметки»");
    await ear.read("#search-results");
    await ear.page.locator("#search-query").fill("щщщыыы");
    await ear.page.waitForFunction(() => !document.getElementById("search-nothing").hidden);
    await ear.listen("«щщщыыы»");
    await ear.read("#search-nothing");
  },

  async panel(ear, root) {
    await ear.open(root);
    await ear.press("Tab", "Tab", "Enter");
    await ear.read(".panel-bar");
    await ear.press("Tab", "ArrowDown", "Tab", "ArrowDown", "Tab", "ArrowDown", "Tab", "ArrowDown",
      "Tab", "ArrowDown", "Tab", "ArrowDown", "Tab", "Enter", "Tab", "Enter");
  },
};

const server = await serve(site, "/");
const browser = await launchBrowser();
for (const [name, walk] of Object.entries(walks)) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  context.setDefaultTimeout(10000);
  const page = await context.newPage();
  const problems = [];
  await page.clock.setFixedTime(new Date("2026-11-10T12:00:00+03:00"));
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("dialog", (dialog) => dialog.accept());
  const ear = new Listener(page);
  await walk(ear, server.root).catch((error) => problems.push(error.message));
  ear.lines = ear.lines.map((line) => line.replaceAll(server.root, "/"));
  const heard = ear.lines.join("\n") + "\n";
  if (process.env.VITRINA_UPDATE) writeFileSync(goldenOf(name), heard);
  const wanted = readFileSync(goldenOf(name), "utf8").split("\n");
  ear.lines.concat("").forEach((line, at) => {
    if (line !== wanted[at]) problems.push(`line ${at + 1}: «${line}» instead of «${wanted[at]}»`);
  });
  if (wanted.length !== ear.lines.length + 1) problems.push("more or less is heard");
  report(`by ear: ${name}`, problems);
  await context.close();
}
await browser.close();
server.close();
