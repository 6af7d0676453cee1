// The preview on a machine that gives little: `node preview_faults.mjs VITRINA CONTENT WORK`.
// Watches and descriptors run out, the kernel tells nothing, folders move away, clients are many
// and files are large.
import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import { check, equalsBuild, expect, get, memory, openFiles, sleep, start, until } from "./preview_client.mjs";

const [vitrina, content, work] = process.argv.slice(2);
const folder = path.join(work, "faults");
const source = path.join(folder, "content");
const memo = path.join(source, "school/memos/roditelyam/pered-vpr.md");
const memoUrl = "/school/memos/roditelyam/pered-vpr/";

fs.rmSync(folder, { recursive: true, force: true });
fs.mkdirSync(folder, { recursive: true });
fs.cpSync(content, source, { recursive: true });
const text = fs.readFileSync(memo, "utf8");

const limited = (files) => ["bash", "-c", `ulimit -n ${files}; exec "$@"`, "serve"];
const failing = (call, error) => ["strace", "-f", "-qq", "-o", "/dev/null", "-e", `trace=${call}`, "-e", `inject=${call}:error=${error}`];
const processorMs = (pid) => {
  const fields = fs.readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
  return 10 * (Number(fields[11]) + Number(fields[12]));
};
async function end(preview) {
  preview.child.kill("SIGTERM");
  return preview.ended;
}
async function shows(preview, words) {
  fs.writeFileSync(memo, `${text}\n\n${words}\n`);
  await until(async () => (await get(preview.port, memoUrl)).body.includes(words), words, 15000);
  fs.writeFileSync(memo, text);
}

for (const [what, call] of [["without watches left", "inotify_add_watch:ENOSPC:when=3+"], ["without inotify", "inotify_init1:ENOSYS"], ["with every inotify instance taken", "inotify_init1:EMFILE"]])
  await check(`${what} a save is found by looking, and that is said`, async () => {
    const [name, error, when] = call.split(":");
    const preview = await start(vitrina, folder, { prefix: failing(name, when ? `${error}:${when}` : error) });
    await until(() => /not reported here \(inotify\)/.test(preview.lines), "that is said");
    await shows(preview, "Найдено взглядом.");
    expect(preview.lines.split("not reported here").length === 2, "said more than once");
    const children = fs.readFileSync(`/proc/${preview.child.pid}/task/${preview.child.pid}/children`, "utf8").trim();
    process.kill(Number(children.split(" ")[0]), "SIGTERM");
    expect((await preview.ended) === 0, "exit code");
  });

await check("a folder that is moved away and back is there again", async () => {
  const preview = await start(vitrina, folder);
  const memos = path.join(source, "school/memos");
  fs.renameSync(memos, path.join(folder, "moved"));
  await until(async () => (await get(preview.port, "/school/memos/ne-bylo/")).status === 404 && preview.lines.split(" ms").length > 2, "a reading without it");
  fs.renameSync(path.join(folder, "moved"), memos);
  await shows(preview, "Папка вернулась.");
  fs.renameSync(source, path.join(folder, "away"));
  await until(async () => (await get(preview.port, memoUrl)).body.includes("vitrina-problems"), "told that the sources are gone");
  fs.renameSync(path.join(folder, "away"), source);
  await shows(preview, "Всё вернулось.");
  await sleep(400);
  await equalsBuild(vitrina, folder, preview.port, "after the moves");
  expect((await end(preview)) === 0, "exit code");
});

await check("with 30 descriptors 100 connections do no harm and leave nothing", async () => {
  const preview = await start(vitrina, folder, { prefix: limited(30) });
  const { pid } = preview.child;
  await get(preview.port, memoUrl);
  const base = openFiles(pid);
  const sockets = Array.from({ length: 100 }, () => net.connect(preview.port, "127.0.0.1").on("error", () => {}));
  for (const socket of sockets) socket.write("GET /school/ HTTP/1.1\r\nHost:");
  await sleep(1000);
  const spent = processorMs(pid);
  await sleep(2000);
  const idle = processorMs(pid) - spent;
  console.log(`    processor meanwhile: ${idle / 20} %`);
  expect(idle <= 200, `busy for ${idle} ms of 2000`);
  await shows(preview, "И теперь читается.");
  for (const socket of sockets) socket.destroy();
  await until(() => openFiles(pid) <= base + 2, `descriptors return to ${base}, are ${openFiles(pid)}`, 10000);
  expect((await end(preview)) === 0, "exit code");
});

await check("with hardly a descriptor it ends and says why, or serves", async () => {
  for (const files of [4, 8, 12, 16, 20, 23, 24, 25, 28]) {
    let preview;
    try {
      preview = await start(vitrina, folder, { prefix: limited(files), patience: 5000 });
    } catch (why) {
      expect(/ended with [123]: .*error/s.test(String(why)), `${files}: ${why}`);
      expect(files < 24, `${files} are enough: ${why}`);
      continue;
    }
    const answer = await get(preview.port, memoUrl);
    expect(answer.status === 200, `${files}: ${answer.status}`);
    expect((await end(preview)) === 0, `${files}: exit code`);
  }
});

await check("large files for slow readers take no memory", async () => {
  const files = path.join(source, "school/files");
  fs.mkdirSync(files, { recursive: true });
  for (let i = 0; i < 8; ++i) {
    fs.writeFileSync(path.join(files, `large-${i}.zip`), "");
    fs.truncateSync(path.join(files, `large-${i}.zip`), 50 * 1024 * 1024);
  }
  const preview = await start(vitrina, folder);
  const { pid } = preview.child;
  await get(preview.port, memoUrl);
  await sleep(500);
  const before = memory(pid);
  const sockets = [];
  let heard = 0;
  for (let i = 0; i < 16; ++i) {
    const socket = net.connect(preview.port, "127.0.0.1");
    socket.on("error", () => {});
    socket.on("data", (bytes) => {
      heard += bytes.length;
      socket.pause();
      setTimeout(() => socket.resume(), 20);
    });
    socket.write(`GET /school/files/large-${i % 8}.zip HTTP/1.1\r\nHost: localhost:${preview.port}\r\n\r\n`);
    sockets.push(socket);
  }
  await sleep(1500);
  const grown = memory(pid) - before;
  console.log(`    16 readers of 50 MiB each: memory grew by ${grown} KiB`);
  expect(heard > 0, "nothing was sent");
  for (const socket of sockets) socket.destroy();
  const whole = await get(preview.port, "/school/files/large-0.zip");
  expect(whole.body.length === 50 * 1024 * 1024, `sent ${whole.body.length}`);
  const again = await get(preview.port, "/school/files/large-0.zip", { "if-none-match": whole.headers.etag });
  expect(again.status === 304, `a known file: ${again.status}`);
  expect(grown < 16 * 1024, "memory grows with the files");
  for (let i = 0; i < 8; ++i) fs.rmSync(path.join(files, `large-${i}.zip`));
  expect((await end(preview)) === 0, "exit code");
});

await check("a large folder beside the sites costs nothing", async () => {
  for (const root of [source, path.join(source, "school")])
    for (let i = 0; i < 2000; ++i)
      fs.mkdirSync(path.join(root, `node_modules/package-${i}/lib`), { recursive: true });
  const preview = await start(vitrina, folder);
  const { pid } = preview.child;
  const watches = fs.readdirSync(`/proc/${pid}/fdinfo`)
    .map((name) => fs.readFileSync(`/proc/${pid}/fdinfo/${name}`, "utf8").split("inotify wd").length - 1)
    .reduce((sum, count) => sum + count, 0);
  console.log(`    ${watches} folders are watched`);
  expect(watches > 0 && watches < 300, `${watches} watches`);
  await shows(preview, "Лишнее не мешает.");
  expect((await end(preview)) === 0, "exit code");
});

// A preview of a check that failed may still run.
process.exit();
