// What a query costs a reader of a large site, and what an edit costs whoever sends the site.
//
//   node search_large.mjs SITE [EDITED]
//
// Bytes as they stand on the disk, all that is loaded behind the document but styles: of the first
// query of two words at most 60 KB, of the next at most 20 KB, and answered by a phone (a processor
// slowed four times) within 50 ms once its files are there. EDITED is the same site after one memo's
// text was edited: few files of the index are others.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { launchBrowser } from "./browser.mjs";
import { filesBelow, report } from "./report.mjs";
import { openSearch, scriptsOf } from "./search_engine.mjs";
import { serve } from "./serve.mjs";

const [site, edited] = process.argv.slice(2);
const scripts = scriptsOf(site);
const sum = (sizes) => sizes.reduce((all, one) => all + one, 0);
const size = (file) => readFileSync(file).length;
const packed = (file) => gzipSync(readFileSync(file)).length;
const titles = filesBelow(join(site, "search/cards"), ".js").slice(0, 40)
  .flatMap((file) => JSON.parse(/^[^,]+,(.*)\);$/.exec(readFileSync(join(site, "search/cards", file), "utf8").trim())[1]))
  .filter(([url]) => url.startsWith("memos/")).map(([, title]) => title.split(" ").filter((word) => word.length > 5));
const queries = titles.filter((words) => words.length > 1).slice(0, 24).map((words) => `${words[0]} ${words.at(-1)} `);

const first = [];
const next = [];
for (let at = 0; at + 1 < queries.length; at += 2) {
  const search = openSearch(site);
  await search.answer(queries[at], search.perStep);
  const files = [...scripts, ...search.loaded.map(({ file }) => file)];
  first.push({ query: queries[at], raw: sum(files.map(size)), gzip: sum(files.map(packed)) });
  const before = search.loaded.length;
  await search.answer(queries[at + 1], search.perStep);
  next.push({ query: queries[at + 1], raw: sum(search.loaded.slice(before).map(({ size: one }) => one)) });
}
const most = (list, what) => Math.max(...list.map((one) => one[what]));
const middle = (list, what) => list.map((one) => one[what]).sort((a, b) => a - b)[list.length >> 1];
const tell = (list, limit) => list.filter(({ raw }) => raw > limit).map(({ query, raw }) => `«${query}»: ${raw}`);
report(`a first query of two words takes at most 60 KB: ${middle(first, "raw")} in the middle, ${most(first, "raw")} at most; packed ${most(first, "gzip")}`,
  tell(first, 60 * 1024));
report(`the next takes at most 20 KB: ${middle(next, "raw")} in the middle, ${most(next, "raw")} at most`, tell(next, 20 * 1024));
for (const folder of ["words", "ends", "cards", "facets"]) {
  const files = filesBelow(join(site, "search", folder), ".js").map((file) => size(join(site, "search", folder, file)));
  console.log(`    search/${folder}: ${files.length} files, ${sum(files)} bytes`);
}

const { root, close } = await serve(site, "/");
const browser = await launchBrowser();
const page = await browser.newPage();
await page.goto(`${root}search/`);
const session = await page.context().newCDPSession(page);
await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
const times = await page.evaluate(async (all) => {
  const { answer } = window.vitrinaSearch;
  const taken = [];
  for (const query of all) {
    await answer(query);
    const begun = performance.now();
    await answer(query);
    taken.push(performance.now() - begun);
  }
  return taken.sort((a, b) => a - b);
}, queries);
const time = times[times.length >> 1];
report(`a phone answers within 50 ms: ${time.toFixed(1)} ms in the middle`, time > 50 ? times.map((one) => one.toFixed(1)) : []);
await browser.close();
close();

if (edited) {
  const filesOf = (folder) => new Map(filesBelow(join(folder, "search"), ".js").map((file) => [file, readFileSync(join(folder, "search", file), "utf8")]));
  const before = filesOf(site);
  const changed = [...filesOf(edited)].filter(([file, bytes]) => before.get(file) !== bytes).map(([file]) => file);
  const chunks = changed.filter((file) => file.startsWith("words/"));
  const problems = chunks.length > 20 ? chunks : [];
  report(`one memo edited: ${changed.length} files of the index are others, ${chunks.length} of them chunks of words`, problems);
}
