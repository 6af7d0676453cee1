// The preview for a long time, under load and killed: `node preview_soak.mjs VITRINA CONTENT WORK SECONDS`.
// Two editors save without mercy, a browser and twenty askers watch, others read pages; then the
// preview is killed at thirty random moments. Figures are printed; the slope of memory is judged when
// the time is long enough to tell growth from the first fill.
import { execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { launchBrowser } from "./browser.mjs";
import { check, equalsBuild, expect, get, memory, openFiles, quantile, sleep, start, tree, until } from "./preview_client.mjs";

const [vitrina, content, work, secondsText] = process.argv.slice(2);
const seconds = Number(secondsText);
const folder = path.join(work, "soak");
const source = path.join(folder, "content");
const memo = path.join(source, "school/memos/roditelyam/pered-vpr.md");
const memoUrl = "/school/memos/roditelyam/pered-vpr/";
const editor = new URL("preview_editor.mjs", import.meta.url).pathname;

fs.rmSync(folder, { recursive: true, force: true });
fs.mkdirSync(folder, { recursive: true });
fs.cpSync(content, source, { recursive: true });
execFileSync(vitrina, ["build", "content", "-q"], { cwd: folder });
const published = () => tree(path.join(folder, "public")) + tree(path.join(folder, ".vitrina"));
const before = published();

// Two who edit at once, until the time is over; how often they saved.
function edit(forSeconds) {
  return Promise.all([1, 2].map((seed) => new Promise((done) => {
    const child = spawn(process.execPath, [editor, path.join(source, "school"), String(seed), String(forSeconds)], { stdio: ["ignore", "pipe", "inherit"] });
    let said = "";
    child.stdout.on("data", (bytes) => { said += bytes; });
    child.on("close", () => done(Number(said)));
  }))).then(([a, b]) => a + b);
}

// Least squares: KiB per minute.
function slope(samples) {
  const n = samples.length;
  const x = samples.reduce((sum, [t]) => sum + t, 0) / n;
  const y = samples.reduce((sum, [, v]) => sum + v, 0) / n;
  const up = samples.reduce((sum, [t, v]) => sum + (t - x) * (v - y), 0);
  return up / samples.reduce((sum, [t]) => sum + (t - x) ** 2, 0) * 60;
}

const preview = await start(vitrina, folder);
const { pid } = preview.child;
await get(preview.port, memoUrl);
await sleep(1000);
const base = openFiles(pid);
let isEnding = false;
preview.ended.then((code) => isEnding || console.log(`FAILED the preview ended by itself: ${code}\n${preview.lines.slice(-2000)}`));
const browser = await launchBrowser();
const page = await browser.newPage();
const faults = [];
page.on("pageerror", (error) => faults.push(String(error)));
await page.goto(preview.address.replace(/\/$/, "") + memoUrl);

await check("two editors, a browser, twenty askers and readers: no harm and no growth", async () => {
  const times = [];
  const bad = [];
  const samples = [];
  const began = Date.now();
  let over = false;
  const targets = ["/school/", memoUrl, "/committee/", "/_vitrina/", "/school/portal.json", "/school/nowhere/"];
  const got = (target) => get(preview.port, target).catch((why) => {
    bad.push(`${((Date.now() - began) / 1000).toFixed(1)} s, ${target}: ${why.message}`);
    return sleep(200);
  });
  const read = async () => {
    for (let i = 0; !over; ++i) {
      const answer = await got(targets[i % targets.length]);
      if (!answer) continue;
      times.push(answer.ms);
      if (![200, 404].includes(answer.status)) bad.push(`${targets[i % targets.length]}: ${answer.status}`);
      await sleep(20);
    }
  };
  const ask = async () => {
    for (let seen = "x"; !over;) {
      const answer = await got(`/_vitrina/changes?page=${encodeURIComponent(memoUrl)}&seen=${seen}`);
      if (answer) ({ seen } = JSON.parse(answer.body));
      await sleep(50);
    }
  };
  const measure = async () => {
    while (!over) {
      await sleep(2000);
      samples.push([(Date.now() - began) / 1000, memory(pid), openFiles(pid)]);
    }
  };
  const others = [read(), measure(), ...Array.from({ length: 20 }, ask)];
  const saves = await edit(seconds);
  over = true;
  fs.appendFileSync(memo, "\n\nПоследняя правка.\n");
  await Promise.all(others);
  await page.waitForFunction(() => document.body.textContent.includes("Последняя правка.") && !document.querySelector(".vitrina-problems"), null, { timeout: 10000 });
  const late = samples.slice(Math.floor(samples.length / 3));
  const readings = preview.lines.split(" ms\n").length - 1;
  console.log(`    ${saves} saves, ${readings} readings, ${times.length} requests: median ${quantile(times, 0.5).toFixed(1)} ms, p99 ${quantile(times, 0.99).toFixed(1)} ms`);
  console.log(`    memory ${samples[0][1]} → ${samples.at(-1)[1]} KiB, slope ${slope(late).toFixed(0)} KiB a minute; descriptors ${base} → ${openFiles(pid)}`);
  expect(bad.length === 0, bad.slice(0, 10).join("\n    "));
  expect(faults.length === 0, faults.slice(0, 10).join("\n    "));
  expect(seconds < 120 || slope(late) < 2048, "memory grows");
});

await check("in the end the preview equals a build", async () => {
  await sleep(500);
  expect(published() === before, "public/ or .vitrina/ was touched");
  await equalsBuild(vitrina, folder, preview.port, "after the soak");
});

await browser.close();
await check("descriptors return to their base", () =>
  until(() => openFiles(pid) <= base + 2, `${base}, are ${openFiles(pid)}`, 40000));
isEnding = true;
preview.child.kill("SIGTERM");
await preview.ended;

await check("killed at thirty random moments it leaves nothing behind", async () => {
  const sources = () => new Set(fs.readdirSync(folder, { recursive: true }).filter((name) => !name.startsWith("content/school/")));
  const names = sources();
  const editing = edit(30);
  for (let i = 0; i < 30; ++i) {
    const one = await start(vitrina, folder);
    const asked = [memoUrl, "/school/", "/_vitrina/"].map((target) => get(one.port, target).catch(() => {}));
    await sleep((i * 37) % 400);
    one.child.kill("SIGKILL");
    await Promise.all([...asked, one.ended]);
    expect(published() === before, `public/ or .vitrina/ was touched, kill ${i}`);
  }
  await editing;
  const now = sources();
  const extra = [...now].filter((name) => !names.has(name));
  expect(extra.length === 0, `left: ${extra}`);
});

// A preview of a check that failed may still run.
process.exit();
