// What the judges of the preview share: a preview that runs, clients that ask it, and how a check is
// told. A preview is started in a folder whose sources are in `content/`.
import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import http from "node:http";
import net from "node:net";
import path from "node:path";

export const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

// Previews that run, each in a process group of its own: one that a check leaves behind would keep
// the judge from ending, and `strace` passes no signal on to what it runs.
const running = new Set();
function endAll() {
  for (const child of running) process.kill(-child.pid, "SIGKILL");
}
process.on("exit", endAll);
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(1));

export async function check(name, run) {
  try {
    await run();
    console.log(`ok ${name}`);
  } catch (why) {
    console.log(`FAILED ${name}\n    ${String(why && why.stack || why).slice(0, 2000)}`);
  }
}
export function expect(value, what) {
  if (!value) throw new Error(what);
}
export async function until(test, what, limit = 10000) {
  const end = Date.now() + limit;
  while (!(await test())) {
    if (Date.now() > end) throw new Error(`not in time: ${what}`);
    await sleep(5);
  }
}
export const quantile = (list, share) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))];

// Bytes, modes and times of everything below a folder.
export function tree(root) {
  const lines = [];
  for (const entry of fs.readdirSync(root, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath ?? entry.path, entry.name);
    const stat = fs.lstatSync(file, { bigint: true });
    const hash = entry.isFile() ? createHash("sha256").update(fs.readFileSync(file)).digest("hex") : "";
    lines.push(`${file} ${stat.mode} ${stat.mtimeNs} ${hash}`);
  }
  return lines.sort().join("\n");
}

// `prefix`: a program and its words that runs the preview (`strace …`).
export function start(vitrina, folder, { options = [], prefix = [], language = "en", patience = 20000 } = {}) {
  const words = [...prefix, vitrina, "serve", "content", "--port", "0", "--lang", language, ...options];
  const child = spawn(words[0], words.slice(1), { cwd: folder, detached: true });
  running.add(child);
  child.on("exit", () => running.delete(child));
  const told = { child, lines: "", address: "" };
  child.stderr.on("data", (bytes) => { told.lines += bytes; });
  child.stdout.on("data", (bytes) => { told.address += bytes; });
  told.ended = new Promise((done) => child.on("exit", (code, signal) => done(code ?? signal)));
  const died = told.ended.then((code) => {
    if (!told.address) throw new Error(`ended with ${code}: ${told.lines}`);
  });
  const ready = until(() => told.address.includes("\n"), "an address", patience).then(() => {
    told.address = told.address.trim();
    told.port = Number(new URL(told.address).port);
    return told;
  });
  return Promise.race([ready, died.then(() => ready)]);
}

// `target` goes out as it stands: no client of ours cleans it.
export function get(port, target, headers = {}) {
  return new Promise((done, fail) => {
    const begin = performance.now();
    const request = http.request({ port, host: "127.0.0.1", path: target, headers, agent: false }, (answer) => {
      const parts = [];
      answer.on("data", (part) => parts.push(part));
      answer.on("end", () => done({ status: answer.statusCode, headers: answer.headers,
        body: Buffer.concat(parts), ms: performance.now() - begin }));
    });
    request.on("error", fail);
    // A preview that is killed in the midst of its answer ends it with neither `end` nor `error`.
    request.on("close", () => fail(new Error(`no whole answer to ${target}`)));
    request.end();
  });
}
// Raw bytes; what comes back until the end, or for so long.
export function raw(port, bytes, { limit = 8000, half = false } = {}) {
  return new Promise((done) => {
    let all = "";
    const socket = net.connect(port, "127.0.0.1", () => {
      socket.write(bytes);
      if (half) socket.end();
    });
    const timer = setTimeout(() => { socket.destroy(); done(all || "silence"); }, limit);
    socket.on("data", (part) => { all += part.toString("latin1"); });
    socket.on("error", () => {});
    socket.on("close", () => { clearTimeout(timer); done(all); });
  });
}
export const openFiles = (pid) => fs.readdirSync(`/proc/${pid}/fd`).length;
export const memory = (pid) => Number(/VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${pid}/status`, "utf8"))[1]);

// The page without what the preview adds.
export const plain = (html) => html.replace(/<link rel="stylesheet" href="\/_vitrina\/.*\n<script src="\/_vitrina\/.*\n/, "");

// Every file that a build of the same sources publishes is served, byte for byte.
export async function equalsBuild(vitrina, folder, port, name) {
  const out = path.join(path.dirname(folder), "out");
  execFileSync(vitrina, ["build", "content", "-o", out, "-q", "--allow-shrink"], { cwd: folder });
  for (const entry of fs.readdirSync(out, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath ?? entry.path, entry.name);
    const target = "/" + path.relative(out, file).split("/").map(encodeURIComponent).join("/");
    if (!entry.isFile() || path.basename(file) === ".vitrina-files") continue;
    const page = target.endsWith(".html");
    const wanted = fs.readFileSync(file);
    const same = async () => {
      const { body } = await get(port, target);
      return page ? plain(body.toString()) === wanted.toString() : body.equals(wanted);
    };
    await until(same, `${name}: ${target} equals the built one`, 5000);
  }
}
