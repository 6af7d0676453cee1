// Somebody who edits: `node preview_editor.mjs SITE SEED SECONDS`. Saves the memos and plans whose
// number in the list has the seed's parity, in every way that editors have, breaks them and mends
// them; leaves them whole in the end.
import fs from "node:fs";
import path from "node:path";

const [site, seed, seconds] = process.argv.slice(2);
let state = Number(seed) * 7919 + 1;
const random = (n) => (state = (state * 1103515245 + 12345) % 2147483648) % n;
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
const files = ["memos", "plans"].flatMap((folder) =>
  fs.readdirSync(path.join(site, folder), { recursive: true }).sort().map((name) => path.join(site, folder, name)))
  .filter((file, i) => /\.(md|yaml)$/.test(file) && i % 2 === Number(seed) % 2);
const whole = new Map(files.map((file) => [file, fs.readFileSync(file, "utf8")]));

const broken = [
  (text) => text.replace("title:", "titel:"),
  (text) => text.slice(0, text.length / 3),
  (text) => text.replace("title:", "title: [\n  "),
  (text) => `${text}\n\u0000`,
  () => "",
  () => "---\n",
];
const ways = [
  (file, text) => fs.writeFileSync(file, text),
  (file, text) => { fs.writeFileSync(`${file}.new~`, text); fs.renameSync(`${file}.new~`, file); },
  (file, text) => { fs.renameSync(file, `${file}~`); fs.writeFileSync(file, text); fs.rmSync(`${file}~`); },
  (file, text) => { fs.rmSync(file); fs.writeFileSync(file, text); },
  async (file, text) => {
    const out = fs.openSync(file, "w");
    for (let at = 0; at < text.length; at += 1000) {
      fs.writeSync(out, text.slice(at, at + 1000));
      await sleep(random(10));
    }
    fs.closeSync(out);
  },
  async (file, text) => {
    const folder = path.dirname(file);
    const away = `${folder}-${seed}-away`;
    if (path.dirname(folder) !== site && random(4) === 0 && folder.includes("memos")) {
      fs.cpSync(folder, away, { recursive: true });
      await sleep(random(300));
      fs.rmSync(away, { recursive: true });
    }
    fs.writeFileSync(file, text);
  },
];

const end = Date.now() + 1000 * Number(seconds);
let saves = 0;
while (Date.now() < end) {
  const file = files[random(files.length)];
  const text = file.endsWith(".md") ? `${whole.get(file)}\nПравка ${++saves}.\n` : `${whole.get(file)}\n# ${++saves}\n`;
  if (random(5) === 0) {
    await ways[random(ways.length)](file, broken[random(broken.length)](text));
    await sleep(random(1500));
  }
  await ways[random(ways.length)](file, text);
  await sleep(random(600));
}
console.log(saves);
