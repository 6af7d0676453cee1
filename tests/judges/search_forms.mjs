// The forms that the index of a large site has, tried on a small one: every query is answered alike.
//
//   node search_forms.mjs SITE QUERIES.YAML
//
// In copies of SITE the tables of chunks are cut into tables of some rows, once and twice, and the lists
// of some words give the pages that lack them (generator/search/chunks.h, lists.h).
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { report } from "./report.mjs";
import { openSearch } from "./search_engine.mjs";

const [site, queriesFile] = process.argv.slice(2);
const queries = parse(readFileSync(queriesFile, "utf8")).map(({ q }) => q);
const folder = mkdtempSync(join(tmpdir(), "vitrina-forms-"));
const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

const valueOf = (file) => JSON.parse(/^[^,]+,(.*)\);$/s.exec(readFileSync(file, "utf8").trim())[1]);
const write = (file, name, value) => writeFileSync(file, `vitrinaSearch(${JSON.stringify(name)},${JSON.stringify(value)});\n`);

function copyOf(name) {
  const copy = join(folder, name);
  mkdirSync(copy);
  for (const part of ["search", "assets"]) cpSync(join(site, part), join(copy, part), { recursive: true });
  return copy;
}

function rowsOf(text) {
  let start = "";
  return [...text.matchAll(/(.)(\S*) (.{5})/g)].map(([, shared, rest, name]) => {
    start = start.slice(0, digits.indexOf(shared)) + rest;
    return { start, name };
  });
}

const textOf = (rows) => rows.map(({ start, name }) => `A${start} ${name}`).join("");

// Tables of `size` rows instead of one; their own rows.
function cut(copy, text, size) {
  const rows = rowsOf(text);
  const tables = [];
  mkdirSync(join(copy, "search/tables"), { recursive: true });
  for (let at = 0; at < rows.length; at += size) {
    const name = `t${String(++cut.made).padStart(4, "0")}`;
    write(join(copy, `search/tables/${name}.js`), name, textOf(rows.slice(at, at + size)));
    tables.push({ start: rows[at].start, name });
  }
  return textOf(tables);
}
cut.made = 0;

function cutTables(copy, times) {
  const file = join(copy, "search/index.js");
  const index = valueOf(file);
  const ends = join(copy, `search/${index.ends}.js`);
  let endsText = valueOf(ends);
  for (let time = 0; time < times; ++time) {
    // With fewer than five rows a beginning would lie in more than two tables where it still has few chunks.
    index.words = cut(copy, index.words, 5);
    endsText = cut(copy, endsText, 5);
  }
  index.depths = { words: times, ends: times };
  write(ends, index.ends, endsText);
  write(file, "index", index);
}

async function answers(copy) {
  const search = openSearch(copy);
  const all = new Map();
  for (const query of queries) {
    const { urls, whole, partly, corrected } = await search.answer(query);
    all.set(query, JSON.stringify({ urls, whole, partly, corrected }));
  }
  return { all, files: search.loaded.map(({ file }) => file) };
}

const plain = await answers(site);
for (const times of [1, 2]) {
  const copy = copyOf(`cut-${times}`);
  cutTables(copy, times);
  const { all, files } = await answers(copy);
  const problems = queries.filter((query) => all.get(query) !== plain.all.get(query));
  if (!files.some((file) => file.includes("/tables/"))) problems.push("no table was read");
  report(`${queries.length} queries are answered alike through tables ${times} deep`, problems);
}

// Pages of lists, as generator/search/lists.h tells.
function pagesOf(lists) {
  const pages = new Set();
  for (const [, sign, text] of lists.matchAll(/([!#$%&()*+,./:<=>])([A-Za-z0-9_-]*)/g)) {
    const isBitmap = "+,./:<=>".includes(sign);
    let page = 0;
    let gap = 0;
    let scale = 1;
    for (const value of Array.from(text, (digit) => digits.indexOf(digit))) {
      if (isBitmap) {
        for (let bit = 0; bit < 6; ++bit) if ((value >> bit) & 1) pages.add(page + bit);
        page += 6;
        continue;
      }
      gap += (value % 32) * scale;
      scale *= 32;
      if (value >= 32) continue;
      page += gap;
      pages.add(page++);
      gap = 0;
      scale = 1;
    }
  }
  return pages;
}

function listOfOthers(pages, count) {
  let text = "~";
  let gap = 0;
  for (let page = 0; page < count; ++page) {
    if (pages.has(page)) {
      ++gap;
      continue;
    }
    for (; gap >= 32; gap = Math.floor(gap / 32)) text += digits[32 + (gap % 32)];
    text += digits[gap];
    gap = 0;
  }
  return text;
}

{
  const copy = copyOf("others");
  const { pages: count } = valueOf(join(copy, "search/index.js"));
  const words = join(copy, "search/words");
  const rewritten = [];
  for (const file of readdirSync(words)) {
    const entries = valueOf(join(words, file)).split(" ").map((entry) => {
      const at = entry.slice(1).search(/[!#$%&()*+,./:<=>]/) + 1;
      const pages = pagesOf(entry.slice(at));
      if (pages.size < 6 || entry[0] === "=" || /\d/.test(entry)) return entry;
      rewritten.push({ word: entry.slice(0, at), pages });
      return entry.slice(0, at) + listOfOthers(pages, count);
    });
    write(join(words, file), file.replace(/\.js$/, ""), entries.join(" "));
  }
  const search = openSearch(copy);
  const problems = [];
  let asked = 0;
  for (const { word, pages } of rewritten) {
    const [item] = (await search.answer(`${word} `)).items;
    // A stem that is a stop word, or whose stem is another, cannot be asked for.
    if (!item?.words.includes(word)) continue;
    ++asked;
    for (const page of pages) if (!(item.scores[page] > 0)) problems.push(`${word}: page ${page} is lost`);
    // Its kin may stand on other pages, for a smaller share.
    const own = Math.max(...item.scores);
    const extra = item.scores.findIndex((score, page) => score === own && !pages.has(page));
    if (extra >= 0) problems.push(`${word}: page ${extra} lacks it`);
  }
  report(`${asked} words are found by the pages that lack them`, asked < 50 ? ["too few"] : problems);
}
rmSync(folder, { recursive: true });
