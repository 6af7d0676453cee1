// The preview as a browser and as others see it: `node preview.mjs VITRINA CONTENT WORK`.
// CONTENT is a workspace of the sites `school` and `committee`; it is copied and edited in WORK.
// Prints `ok`, `FAILED` and figures; times are told, and judged only against gross delays.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import { launchBrowser } from "./browser.mjs";
import { check, equalsBuild, expect, get, memory, openFiles, quantile, raw, sleep, start, tree, until }
  from "./preview_client.mjs";

const [vitrina, content, work] = process.argv.slice(2);
const themes = path.join(path.dirname(content), "themes");
const rounds = process.env.ROUNDS === "long" ? 10 : 1;
const folder = path.join(work, "space");
const source = path.join(folder, "content");
const memo = path.join(source, "school/memos/roditelyam/pered-vpr.md");
const memoUrl = "/school/memos/roditelyam/pered-vpr/";
fs.rmSync(folder, { recursive: true, force: true });
fs.mkdirSync(folder, { recursive: true });
fs.cpSync(content, source, { recursive: true });
execFileSync(vitrina, ["build", "content", "-q"], { cwd: folder });
fs.writeFileSync(path.join(folder, "secret.txt"), "SECRET");
const published = () => tree(path.join(folder, "public")) + tree(path.join(folder, ".vitrina"));
const before = published();
let preview = await start(vitrina, folder);
const { port } = preview;
const pid = preview.child.pid;

await check("the preview serves what a build publishes", () => equalsBuild(vitrina, folder, port, "at first"));

await check("no target leads out of the sites", async () => {
  const ups = ["../", "%2e%2e/", "%2e%2e%2f", "..%2f", "%252e%252e%252f", "..\\", "..%5c", "%c0%ae%c0%ae/", ".%00./", "....//", "./.././"];
  for (const up of ups)
    for (const root of ["/", "/school/", "/school/memos/", "//", "/_vitrina/"]) {
      const answer = await get(port, root + up.repeat(4) + "secret.txt");
      expect(answer.status === 404 || answer.status === 400, `${root}${up}: ${answer.status}`);
      expect(!answer.body.includes("SECRET"), root + up);
    }
  for (const target of ["/school/site.yaml", "/content/school/site.yaml", "/public/school/index.html", "/.vitrina/", "/school/.vitrina-files", "/etc/passwd"])
    expect((await get(port, target)).status === 404, target);
});

await check("a link in the sources is not followed", async () => {
  const link = path.join(source, "school/files/link.txt");
  fs.mkdirSync(path.dirname(link), { recursive: true });
  fs.symlinkSync(path.join(folder, "secret.txt"), link);
  await sleep(300);
  const answer = await get(port, "/school/files/link.txt");
  fs.rmSync(link);
  expect(answer.status === 404 && !answer.body.includes("SECRET"), answer.status);
});

await check("only hosts of this machine are answered", async () => {
  for (const host of ["evil.example", `evil.example:${port}`, `127.0.0.1.evil.example:${port}`, "localhost:1", `192.168.0.1:${port}`])
    expect((await get(port, "/school/", { host })).status === 421, host);
  for (const host of [`localhost:${port}`, `[::1]:${port}`])
    expect((await get(port, "/school/", { host })).status === 200, host);
});

await check("methods, bodies, ranges and broken heads are refused or unknown", async () => {
  const head = `Host: localhost:${port}\r\n`;
  for (const method of ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT"])
    expect(/^HTTP\/1.1 40[05]/.test(await raw(port, `${method} / HTTP/1.1\r\n${head}\r\n`)), method);
  const bad = [`GET / HTTP/1.1\r\n${head}Content-Length: 4\r\n\r\nabcd`, `GET / HTTP/1.1\r\n${head}Transfer-Encoding: chunked\r\n\r\n-2\r\n`,
    `GET / HTTP/1.1\r\n\r\n`, `GET / HTTP/1.1\r\n${head}${head}\r\n`, `GET /${"a".repeat(6000)} HTTP/1.1\r\n${head}\r\n`,
    `GET / HTTP/1.1\r\n${head}X: ${"a".repeat(100000)}\r\n\r\n`, `GET / HTTP/1.1\r\n${head}${"X: y\r\n".repeat(1000)}\r\n`,
    `GET /%0d%0aX:1 HTTP/9\r\n\r\n`, "\0\0\0\0\r\n\r\n", "a".repeat(50000)];
  for (const bytes of bad) {
    const answer = await raw(port, bytes);
    expect(answer === "" || /^HTTP\/1.1 4/.test(answer), `${bytes.slice(0, 60)} → ${answer.slice(0, 60)}`);
  }
  const range = await get(port, "/school/", { range: "bytes=0-1,0-2,0-3" });
  expect(range.status === 200 && range.body.length > 1000, "a range was honoured");
  const half = await raw(port, `GET /school/ HTTP/1.1\r\n${head}Connection: close\r\n\r\n`, { half: true });
  expect(half.startsWith("HTTP/1.1 200"), "a half-closed socket got no answer");
});

await check("nothing of an address comes back as markup or as a field of the head", async () => {
  for (const target of ["/<script>alert(1)</script>", "/school/<script>alert(1)</script>/", "/school/%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E", "/school/\"onmouseover=alert(1)", "/_vitrina/<script>alert(1)</script>"]) {
    const { body } = await get(port, target);
    expect(!/<script>alert|<img src=x|"onmouseover=/.test(body.toString()), target);
  }
  for (const target of ["/school/memos%0d%0aX-Evil:1", "/school%0d%0aX-Evil:1/", "/_vitrina/%0d%0aX-Evil:1"]) {
    const answer = await raw(port, `GET ${target} HTTP/1.1\r\nHost: localhost:${port}\r\nConnection: close\r\n\r\n`);
    expect(!/^X-Evil/mi.test(answer.split("\r\n\r\n")[0]), target);
  }
});

await check("clients that hang up in the middle do no harm", async () => {
  const base = openFiles(pid);
  for (let i = 0; i < 200 * rounds; ++i) {
    const socket = net.connect(port, "127.0.0.1");
    socket.on("error", () => {});
    await new Promise((done) => socket.on("connect", done));
    if (i % 4) socket.write(`GET ${memoUrl} HTTP/1.1\r\nHost: localhost:${port}\r\n${i % 4 > 1 ? "\r\n" : ""}`);
    if (i % 3) await sleep(i % 5);
    socket.resetAndDestroy();
  }
  expect((await get(port, memoUrl)).status === 200, "dead");
  await until(() => openFiles(pid) <= base + 2, `descriptors return to ${base}, are ${openFiles(pid)}`, 15000);
});

await check("garbage does no harm", async () => {
  const base = openFiles(pid);
  let seed = 7;
  const random = () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648;
  for (let i = 0; i < 200 * rounds; i += 20)
    await Promise.all(Array.from({ length: 20 }, () =>
      raw(port, Buffer.from(Array.from({ length: Math.floor(random() * 400) }, () => Math.floor(random() * 256))), { limit: 100 })));
  await sleep(500);
  expect((await get(port, "/school/")).status === 200, "dead");
  await until(() => openFiles(pid) <= base + 2, `descriptors return to ${base}, are ${openFiles(pid)}`, 15000);
});

await check("200 slow clients and 200 questions for changes keep nobody waiting", async () => {
  const base = openFiles(pid);
  const { etag } = (await get(port, memoUrl)).headers;
  const sockets = [];
  for (let i = 0; i < 400; ++i) {
    const socket = net.connect(port, "127.0.0.1");
    socket.on("error", () => {});
    const head = `Host: localhost:${port}\r\n`;
    socket.write(i % 2 ? `GET / HTTP/1.1\r\n${head}X-Slow: ` :
      `GET /_vitrina/changes?page=${encodeURIComponent(memoUrl)}&seen=${etag.replace(/"/g, "")} HTTP/1.1\r\n${head}\r\n`);
    sockets.push(socket);
  }
  await sleep(500);
  const times = [];
  for (let i = 0; i < 300; ++i) times.push((await get(port, "/school/")).ms);
  console.log(`    an ordinary request meanwhile: median ${quantile(times, 0.5).toFixed(1)} ms, p99 ${quantile(times, 0.99).toFixed(1)} ms`);
  for (const socket of sockets) socket.destroy();
  expect(quantile(times, 0.99) <= 1000, "p99 above a second");
  await until(() => openFiles(pid) <= base + 2, `descriptors return to ${base}`, 40000);
});

await check("wrk with 32 connections gets no error", async () => {
  const load = (seconds) => execFileSync("wrk", ["-t1", "-c32", `-d${seconds}s`, "--latency", `http://127.0.0.1:${port}${memoUrl}`]).toString();
  load(4);
  const rss = [memory(pid)];
  const told = load(20);
  rss.push(memory(pid));
  console.log(`    ${/99%\s+\S+/.exec(told)?.[0]}; ${/Requests\/sec:\s+\S+/.exec(told)?.[0]}; memory ${rss.join(" → ")} KiB`);
  expect(!/Socket errors|Non-2xx/.test(told), told);
  expect(rss.at(-1) - rss[0] < 20000, "memory grows");
});

const browser = await launchBrowser();
const page = await browser.newPage();
const faults = [];
page.on("pageerror", (error) => faults.push(String(error)));
page.on("console", (line) => { if (line.type() === "error") faults.push(line.text()); });
const text = fs.readFileSync(memo, "utf8");

await check("a save is seen in the browser", async () => {
  await page.goto(preview.address.replace(/\/$/, "") + memoUrl);
  await page.evaluate(() => { window.kept = true; });
  const times = [];
  for (let i = 0; i < 20; ++i) {
    const begin = performance.now();
    fs.writeFileSync(memo, `${text}\n\nПравка номер ${i}.\n`);
    await page.waitForFunction((i) => document.body.textContent.includes(`Правка номер ${i}.`), i, { polling: 5, timeout: 10000 });
    times.push(performance.now() - begin);
    await sleep(60);
  }
  console.log(`    save to page: median ${quantile(times, 0.5).toFixed(0)} ms, worst ${Math.max(...times).toFixed(0)} ms`);
  expect(await page.evaluate(() => window.kept), "the page was loaded anew");
  expect(quantile(times, 0.5) <= 1000, "slow");
});

await check("scroll and open details are kept", async () => {
  await page.evaluate(() => { document.querySelector("details").open = true; window.scrollTo({top: 200, behavior: "instant"}); });
  const y = await page.evaluate(() => window.scrollY);
  fs.writeFileSync(memo, `${text}\n\nПосле прокрутки.\n`);
  await page.waitForFunction(() => document.body.textContent.includes("После прокрутки."), null, { polling: 5 });
  expect(await page.evaluate(() => document.querySelector("details").open), "details closed");
  expect(Math.abs((await page.evaluate(() => window.scrollY)) - y) < 3, "scrolled away");
});

await check("a mistake lies over the page until it is mended", async () => {
  fs.writeFileSync(memo, text.replace("title:", "titel:"));
  await page.waitForSelector(".vitrina-problems .vitrina-place");
  expect((await page.textContent(".vitrina-problems")).includes("pered-vpr.md:2:1"), "no place");
  expect((await page.getAttribute(".vitrina-problems a", "href")).startsWith("vscode://file/"), "no editor link");
  fs.writeFileSync(memo, text);
  await page.waitForSelector(".vitrina-problems", { state: "detached" });
  expect(/key-unknown|pered-vpr\.md:2:1/.test(preview.lines), "not told in the terminal");
});

await check("a page that moved takes the browser along", async () => {
  fs.writeFileSync(memo, text.replace("title:", "slug: pereehala\ntitle:"));
  await page.waitForURL(/\/pereehala\/$/, { timeout: 10000 });
  fs.writeFileSync(memo, text);
  await page.waitForURL(/\/pered-vpr\/$/, { timeout: 10000 });
});

await check("the state page is whole", async () => {
  await page.goto(preview.address + "_vitrina/");
  expect((await page.title()) !== "" && (await page.locator("h2").count()) >= 3, "no sections");
});

await check("no script error and nothing against the policy", () => expect(faults.length === 0, faults.join("\n")));
await browser.close();

await check("5000 touches are few readings", async () => {
  await sleep(400);
  const readings = () => preview.lines.split(" ms\n").length;
  const had = readings();
  for (let i = 0; i < 5000; ++i) fs.utimesSync(memo, new Date(), new Date(1e12 + i * 1000));
  await sleep(1500);
  console.log(`    ${readings() - had} readings`);
  expect(readings() - had >= 1 && readings() - had <= 50, "too many or none");
});

await check("after random edits the preview still equals a build", async () => {
  let seed = 11;
  const random = (n) => (seed = (seed * 1103515245 + 12345) % 2147483648) % n;
  const school = path.join(source, "school");
  const below = (name, end) => fs.readdirSync(path.join(school, name), { recursive: true }).filter((file) => file.endsWith(end))
    .map((file) => path.join(school, name, file));
  const change = (file, from, to) => fs.writeFileSync(file, fs.readFileSync(file, "utf8").replace(from, to));
  const any = (list) => list[random(list.length)];
  const extra = () => path.join(school, `memos/extra-${random(4)}.md`);
  const acts = [
    () => fs.appendFileSync(any(below("memos", ".md")), `\n\nДописано ${random(1000)}.\n`),
    () => fs.writeFileSync(extra(), `---\ntitle: Ещё ${random(1000)}\naudience: parents\ndate: 2026-09-0${1 + random(9)}\n---\nТекст.\n`),
    () => fs.rmSync(extra(), { force: true }),
    () => { const file = any(below("memos", ".md")); fs.writeFileSync(`${file}.new`, fs.readFileSync(file)); fs.renameSync(`${file}.new`, file); },
    () => change(any(below("memos", ".md")), /^title: .*$/m, `title: Заголовок ${random(1000)}`),
    () => change(any(below("plans", ".yaml")), /^title: .*$/m, `title: План ${random(1000)}`),
    () => change(any(below("criteria", ".yaml")), /^summary: .*$/m, `summary: Критерии ${random(1000)}.`),
    () => change(path.join(school, "site.yaml"), /^title: .*$/m, `title: Школа ${random(1000)}`),
    () => fs.writeFileSync(path.join(source, "themes/base/strings/ru.yaml"), `${words}\n# ${random(1000)}\n`.replace(/^menu: .*$/m, `menu: Меню ${random(100)}`)),
    () => { const [from, to] = ["pages", "moved"].map((name) => path.join(folder, name)); fs.renameSync(path.join(school, "pages"), from);
      fs.renameSync(from, to); fs.renameSync(to, path.join(school, "pages")); },
  ];
  const words = fs.readFileSync(path.join(themes, "base/strings/ru.yaml"), "utf8");
  fs.cpSync(themes, path.join(source, "themes"), { recursive: true });
  for (let round = 0; round < 3 * rounds; ++round) {
    for (let i = 0; i < 12; ++i) {
      any(acts)();
      if (random(3) === 0) await sleep(random(120));
    }
    await sleep(600);
    await equalsBuild(vitrina, folder, port, `round ${round}`);
  }
  fs.rmSync(path.join(source, "themes"), { recursive: true });
});

await check("SIGINT ends it within a second", async () => {
  const hanging = net.connect(port, "127.0.0.1");
  hanging.on("error", () => {});
  const begin = Date.now();
  preview.child.kill("SIGINT");
  expect((await preview.ended) === 0, "exit code");
  console.log(`    ended in ${Date.now() - begin} ms`);
  expect(Date.now() - begin < 1000, "slow to end");
  expect(published() === before, "public/ or .vitrina/ was touched");
});

await check("nothing is written, whenever it is killed", async () => {
  fs.rmSync(source, { recursive: true });
  fs.rmSync(path.join(folder, "public"), { recursive: true });
  fs.rmSync(path.join(folder, ".vitrina"), { recursive: true, force: true });
  fs.cpSync(content, source, { recursive: true });
  execFileSync(vitrina, ["build", "content", "-q"], { cwd: folder });
  const now = tree(folder);
  for (const ms of [0, 5, 40, 200]) {
    const one = await start(vitrina, folder);
    const asked = get(one.port, memoUrl).catch(() => {});
    await sleep(ms);
    one.child.kill("SIGKILL");
    await Promise.all([asked, one.ended]);
    expect(tree(folder) === now, `something changed after ${ms} ms`);
  }
});

await check("polling finds a save as well", async () => {
  const one = await start(vitrina, folder, { options: ["--poll"] });
  const old = fs.readFileSync(memo, "utf8");
  fs.writeFileSync(memo, `${old}\n\nБез событий.\n`);
  await until(async () => (await get(one.port, memoUrl)).body.includes("Без событий."), "polled", 15000);
  expect(one.lines.includes("--poll"), "polling is not told");
  one.child.kill("SIGTERM");
  await one.ended;
});

// A preview of a check that failed may still run.
process.exit();
