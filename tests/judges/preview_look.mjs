// What only the preview shows, as people and checkers see it: `node preview_look.mjs VITRINA CONTENT WORK`.
// The page of state, mistakes that lie over a page, ribbons, nearest addresses of a page that is not
// there, and a site that has never been good: axe at 360 and 1280 px in light and dark, nothing
// sideways at 320 px, Nu without an error or a warning. Pictures: WORK/*.png.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { launchBrowser } from "./browser.mjs";
import { messagesOf } from "./nu_checker.mjs";
import { check, expect, get, sleep, start, until } from "./preview_client.mjs";

const [vitrina, content, work] = process.argv.slice(2);
const axe = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const folder = path.join(work, "look");
const source = path.join(folder, "content");
const memo = path.join(source, "school/memos/roditelyam/pered-vpr.md");
const memoUrl = "school/memos/roditelyam/pered-vpr/";

const browser = await launchBrowser();
const page = await browser.newPage();
const faults = [];
page.on("pageerror", (error) => faults.push(String(error)));
page.on("console", (line) => { if (line.type() === "error" && !line.text().includes("status of 40") && !line.text().includes("status of 50")) faults.push(line.text()); });

async function look(name, url) {
  const problems = [];
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(url);
  await page.evaluate(axe);
  for (const colorScheme of ["light", "dark"])
    for (const width of [1280, 768, 360]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      await page.evaluate(() => document.querySelectorAll("details").forEach((part) => { part.open = true; }));
      const { violations } = await page.evaluate((runOnly) => axe.run(document, { runOnly, resultTypes: ["violations"] }), tags);
      for (const { id, nodes } of violations)
        for (const node of nodes.slice(0, 3)) problems.push(`${width} px, ${colorScheme}: ${id}: ${node.html.slice(0, 200)}`);
      await page.screenshot({ path: path.join(work, `${name}-${width}-${colorScheme}.png`) });
    }
  await page.setViewportSize({ width: 320, height: 900 });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (wide > 0) problems.push(`${wide} px too wide at 320 px`);
  return problems;
}

// The checker asks for pages that are there; of the others it gets the text as a file.
async function judge(name, url) {
  await check(`${name}: axe and widths`, async () => {
    const problems = await look(name, url);
    expect(problems.length === 0, problems.join("\n    "));
  });
  await check(`${name}: Nu`, async () => {
    const { body } = await get(Number(new URL(url).port), new URL(url).pathname);
    const file = path.join(work, `${name}.html`);
    // A file has no origin, so that `'self'` means nothing there: the browser judges the policy.
    fs.writeFileSync(file, body);
    const messages = (await messagesOf([file])).filter((line) => !line.includes("violates Content Security Policy"));
    expect(messages.length === 0, messages.join("\n    "));
  });
}

fs.rmSync(folder, { recursive: true, force: true });
fs.mkdirSync(folder, { recursive: true });
fs.cpSync(content, source, { recursive: true });
const text = fs.readFileSync(memo, "utf8");
fs.writeFileSync(path.join(source, "school/memos/chernovik.md"),
  "---\ntitle: Черновик памятки\naudience: parents\ndate: 2026-09-01\ndraft: true\n---\nТекст.\n");

for (const language of ["ru", "en"]) {
  const preview = await start(vitrina, folder, { options: ["--drafts"], language });
  const at = preview.address;
  await judge(`state, ${language}`, at + "_vitrina/");
  await judge(`draft, ${language}`, at + "school/memos/chernovik/");
  await judge(`missing, ${language}`, at + "school/memos/roditelyam/pered-vprr/");
  fs.writeFileSync(memo, text.replace("title:", "titel:") + "\n[нет](../nowhere/a-very-long-name-that-leads-to-no-page-at-all-of-this-site.md)\n");
  await until(async () => (await get(preview.port, "/" + memoUrl)).body.includes("vitrina-problems"), "the mistake");
  await judge(`mistakes, ${language}`, at + memoUrl);
  await judge(`state with mistakes, ${language}`, at + "_vitrina/");
  fs.writeFileSync(memo, text);
  await sleep(300);
  await page.goto("about:blank");
  preview.child.kill("SIGTERM");
  await preview.ended;
}

fs.appendFileSync(path.join(source, "school/site.yaml"), "\nnonsense: [\n");
const broken = await start(vitrina, folder);
await judge("never good", broken.address + "school/");
await page.goto("about:blank");
broken.child.kill("SIGTERM");
await broken.ended;
await check("no script error and nothing against the policy", () => expect(faults.length === 0, faults.join("\n    ")));
await browser.close();

// A preview of a check that failed may still run.
process.exit();
