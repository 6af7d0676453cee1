// Saving in a site of 10,000 memos: `node preview_large.mjs VITRINA CONTENT WORK [MEMOS]`.
// Twenty edits of one memo are watched by a browser in the demonstration content, and in the same
// with so many memos more; the median from the save to the page is told for both. How fast a machine
// is does not matter: the large site is judged by what the small one takes in the same minutes.
import fs from "node:fs";
import path from "node:path";
import { launchBrowser } from "./browser.mjs";
import { check, expect, memory, quantile, sleep, start } from "./preview_client.mjs";

const [vitrina, content, work, memosText = "10000"] = process.argv.slice(2);
const memos = Number(memosText);
const edits = 20;
const memoOf = (folder) => path.join(folder, "content/school/memos/roditelyam/pered-vpr.md");
const memoUrl = "school/memos/roditelyam/pered-vpr/";

function copyContent(name) {
  const folder = path.join(work, name);
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  fs.cpSync(content, path.join(folder, "content"), { recursive: true });
  return folder;
}

// The memos of the demonstration school again and again, under titles of their own. A link to the file
// beside it would lead nowhere from another folder, so links become their words.
function copyOf(text, title) {
  const [, head, body] = /^---\n(.*?\n)---\n(.*)$/s.exec(text);
  const kept = head.replace(/^(slug|aliases|expires|remove_after):.*\n/gm, "").replace(/^title: .*$/m, `title: ${title}`);
  return `---\n${kept}---\n${body.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")}`;
}
function multiply(folder) {
  const root = path.join(folder, "content/school/memos");
  const texts = fs.readdirSync(root, { recursive: true }).filter((name) => name.endsWith(".md")).sort()
    .map((name) => fs.readFileSync(path.join(root, name), "utf8"));
  for (let i = 0; i < memos; ++i) {
    const target = path.join(root, `mnogo-${i % 100}`);
    if (i < 100) fs.mkdirSync(target);
    fs.writeFileSync(path.join(target, `pamyatka-${i}.md`), copyOf(texts[i % texts.length], `Памятка номер ${i}`));
  }
}

async function medianOfSaves(browser, folder) {
  const preview = await start(vitrina, folder, { patience: 120000 });
  const page = await browser.newPage();
  await page.goto(preview.address + memoUrl);
  await page.evaluate(() => { window.kept = true; });
  const memo = memoOf(folder);
  const text = fs.readFileSync(memo, "utf8");
  const times = [];
  for (let i = 0; i < edits; ++i) {
    await sleep(200);
    const begin = performance.now();
    fs.writeFileSync(memo, `${text}\n\nПравка номер ${i}.\n`);
    await page.waitForFunction((i) => document.body.textContent.includes(`Правка номер ${i}.`), i, { polling: 5, timeout: 60000 });
    times.push(performance.now() - begin);
  }
  expect(await page.evaluate(() => window.kept), "the page was loaded anew");
  const kib = memory(preview.child.pid);
  fs.writeFileSync(memo, text);
  await page.close();
  return { preview, median: quantile(times, 0.5), worst: Math.max(...times), kib };
}

async function end({ preview }) {
  preview.child.kill("SIGTERM");
  expect((await preview.ended) === 0, "exit code");
}

const browser = await launchBrowser();
await check(`a save among ${memos} memos is seen nearly as soon as among few`, async () => {
  const few = await medianOfSaves(browser, copyContent("few"));
  const folder = copyContent("many");
  multiply(folder);
  const many = await medianOfSaves(browser, folder);
  for (const [name, { median, worst, kib }] of Object.entries({ few, many }))
    console.log(`    save to page, ${name}: median ${median.toFixed(0)} ms, worst ${worst.toFixed(0)} ms; ${kib} KiB`);
  expect(many.median <= 3 * few.median, `${(many.median / few.median).toFixed(2)} times as long`);
  await end(few);
  await end(many);
});
await browser.close();

// A preview of a check that failed may still run.
process.exit();
