// The big list of naughty strings in every text field of every kind, read again from the finished
// pages by the parser parse5 as the same text.
//
//   node naughty.mjs PROGRAM RECORDS WORK [ROUNDS]
//
// Which fields are texts, the JSON Schemas say that `vitrina schema` prints: one that stands in no
// record of the file RECORDS is a failure. The list is dealt out over ROUNDS sites (few: each field
// holds many strings in a row, between two marks); so each field holds every string of the list.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "parse5";
import { parse as parseYaml, stringify } from "yaml";
import { filesBelow, report } from "./report.mjs";

const [program, recordsPath, work, rounds = "4"] = process.argv.slice(2);
const environment = { ...process.env, VITRINA_LANG: "ru", SOURCE_DATE_EPOCH: "1780000000" };
const list = JSON.parse(readFileSync(new URL("node_modules/big-list-of-naughty-strings/blns.json", import.meta.url), "utf8"));
// Refused wherever they stand: controls, and signs that turn the direction of a line.
const hidden = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
const refused = list.filter((text) => hidden.test(text));
const strings = list.filter((text) => text.trim() !== "" && !hidden.test(text));

// Fields with a grammar of their own: the trees of tests/faults/hostile try to break it.
const grammar = [/(^|\.)(slug|email|contact|inn|base_url|timezone|theme|id)$/, /^alias\|aliases$/, /^code$/, /^neighbour/, /^menu(\.section)?$/,
  /(deadline|decisions)\.then$/, /deadline\.then$/];
const isGrammar = (path) => grammar.some((one) => one.test(path)) && !/^body\|bodies/.test(path);
// Texts that no page shows: they are only understood, or stand in files for machines. They must not break anything.
const unseen = [/^vocabulary/, /^search/, /bodies\..*alias/, /topics$/, /^link\|links\.group/];
// One word each, of which pages are made.
const words = [/topics$/, /\.group$|^group$/, /programme$/, /\.form$/, /\.kes$|\.kt$/, /\.no$/];
const kinds = { "строка с разметкой": "inline", "текст с разметкой": "block", текст: "plain" };

const schemaOf = (kind) => JSON.parse(execFileSync(program, ["schema", kind], { env: environment, encoding: "utf8" }));

// Spellings of one field have one schema.
function spellings(schema) {
  const groups = {};
  for (const [name, field] of Object.entries(schema.properties ?? {})) (groups[JSON.stringify(field)] ??= []).push(name);
  return Object.values(groups);
}
const step = (path, name) => (path === "" ? name : `${path}.${name}`);

function* textFields(schema, path) {
  for (const option of schema.anyOf ?? []) yield* textFields(option, path);
  if (schema.type === "array") yield* textFields(schema.items ?? {}, path);
  for (const names of spellings(schema)) yield* textFields(schema.properties[names[0]], step(path, names.join("|")));
  if (typeof schema.additionalProperties === "object") yield* textFields(schema.additionalProperties, step(path, "*"));
  if (kinds[schema.title]) yield path;
}

function formOf(schema, value) {
  const type = Array.isArray(value) ? "array" : typeof value === "object" ? "object" : "string";
  const options = schema.anyOf ?? [schema];
  if (type !== "string") return options.find((option) => option.type === type) ?? schema;
  return options.find((option) => kinds[option.title]) ?? options.find((option) => !["array", "object"].includes(option.type)) ?? schema;
}

const escaped = (text) => text.replace(/[!-/:-@[-`{-~]/g, "\\$&");
const folded = (text) => text.replace(/\s+/gu, " ").trim();

class Filler {
  filled = new Set();
  expected = new Map(); // mark → what is to be read, where it stands
  number = 0;

  text(kind, path, title, deal) {
    this.filled.add(`${kind}: ${path}`);
    const mark = `zq${++this.number}x`;
    const some = words.some((one) => one.test(path)) ? [deal[this.number % deal.length]] : deal;
    const value = some.join(" ¦ ");
    if (!unseen.some((one) => one.test(path))) this.expected.set(mark, { value: folded(value), field: `${kind}: ${path}` });
    return `${mark}a ${kinds[title] === "plain" ? value : escaped(value)} ${mark}b`;
  }

  fill(kind, value, schema, path, deal) {
    const form = formOf(schema, value);
    if (Array.isArray(value)) return value.map((one) => this.fill(kind, one, form.items ?? form, path, deal));
    if (value !== null && typeof value === "object") {
      const filled = {};
      for (const [name, one] of Object.entries(value)) {
        const names = spellings(form).find((some) => some.includes(name));
        if (names) filled[name] = this.fill(kind, one, form.properties[name], step(path, names.join("|")), deal);
        else if (name === "body") filled[name] = this.text(kind, "body", "текст с разметкой", deal);
        else filled[name] = this.fill(kind, one, form.additionalProperties, step(path, "*"), deal);
      }
      return filled;
    }
    if (value !== "§") return value;
    if (!kinds[form.title]) throw new Error(`${kind}: ${path} is no text: ${form.title}`);
    return this.text(kind, path, form.title, deal);
  }
}

function put(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function writeRecord(site, kind, pattern, number, fields) {
  const { body, ...rest } = fields;
  const yaml = stringify(rest, { singleQuote: true, defaultStringType: "QUOTE_SINGLE", defaultKeyType: "PLAIN", lineWidth: 0 });
  const path = pattern.replace("**", `a${number}`);
  put(join(site, path), body === undefined && path.endsWith(".yaml") ? yaml : `---\n${yaml}---\n\nГЛОСС\n\n${body ?? ""}\n`);
}

// The strings of data in an attribute.
function* stringsOf(data) {
  if (typeof data === "string") yield data;
  else if (data !== null && typeof data === "object") for (const one of Object.values(data)) yield* stringsOf(one);
}

function attributeTexts(value) {
  if (!/^[[{]"?/.test(value)) return [value];
  try {
    return [...stringsOf(JSON.parse(value))];
  } catch {
    return [value];
  }
}

// The text of a page, element by element without a break, and every attribute between two breaks.
function* textsOf(node) {
  if (node.tagName === "script" || node.tagName === "style") return;
  // Lists of names that bars divide, for a filter: a bar within a name is a slash there.
  const own = (node.attrs ?? []).filter(({ name }) => !["data-responsible", "data-participants"].includes(name));
  for (const { value } of own) for (const text of attributeTexts(value)) yield `\0${text}\0`;
  if (node.nodeName === "#text") yield node.value;
  for (const child of [...(node.childNodes ?? []), ...(node.content?.childNodes ?? [])]) yield* textsOf(child);
}

function readAgain(folder, expected) {
  const seen = new Map();
  const wrong = new Set();
  for (const page of filesBelow(folder, ".html")) {
    const texts = [...textsOf(parse(readFileSync(join(folder, page), "utf8")))].join("");
    for (const [, mark, value] of texts.matchAll(/(zq\d+x)a([^\0]*?)\1b/gu)) {
      if (!expected.has(mark)) continue;
      if (folded(value) === expected.get(mark).value) seen.set(mark, page);
      else wrong.add(`${page}, ${expected.get(mark).field}: ${firstDifference(folded(value), expected.get(mark).value)}`);
    }
  }
  return { seen, wrong: [...wrong] };
}

function firstDifference(found, wanted) {
  let at = 0;
  while (found[at] === wanted[at]) ++at;
  return `${JSON.stringify(found.slice(Math.max(0, at - 20), at + 60))} instead of ${JSON.stringify(wanted.slice(Math.max(0, at - 20), at + 60))}`;
}

function build(folder, ...options) {
  const command = ["build", folder, "-o", `${folder}-out`, "-q", ...options];
  const { status, stderr } = spawnSync(program, command, { env: environment, encoding: "utf8" });
  return { status, stderr };
}

function main() {
  rmSync(work, { recursive: true, force: true });
  const patterns = {};
  for (const line of execFileSync(program, ["schema"], { env: environment, encoding: "utf8" }).trim().split("\n")) {
    const [kind, pattern] = line.trim().split(/\s+/);
    patterns[kind] = pattern;
  }
  const records = parseYaml(readFileSync(recordsPath, "utf8"));
  const schemas = Object.fromEntries(Object.keys(patterns).map((kind) => [kind, schemaOf(kind)]));
  report("naughty strings: every kind has records", Object.keys(patterns).filter((kind) => !records[kind]));

  const filler = new Filler();
  const size = Math.ceil(strings.length / Number(rounds));
  for (let round = 0; round * size < strings.length; ++round) {
    const site = join(work, "content", `s${round}`);
    const deal = strings.slice(round * size, (round + 1) * size);
    put(join(site, "files/blank.txt"), "бланк\n");
    for (const [kind, some] of Object.entries(records))
      for (const [number, record] of some.entries()) {
        const named = kind === "site" ? { ...record, base_url: `https://s${round}.example.org/` } : record;
        writeRecord(site, kind, patterns[kind], number + 1, filler.fill(kind, named, schemas[kind], "", deal));
      }
  }
  const fields = new Set(Object.entries(schemas).flatMap(([kind, schema]) =>
    [...textFields(schema, "")].filter((path) => !isGrammar(path)).map((path) => `${kind}: ${path}`)));
  report(`naughty strings: ${fields.size} text fields of the schemas stand in the records`, [...fields].filter((field) => !filler.filled.has(field)));

  const { status, stderr } = build(join(work, "content"));
  report("naughty strings: the sites build", status === 0 ? [] : [`exit ${status}`, ...stderr.split("\n")]);
  if (status !== 0) return;
  const { seen, wrong } = readAgain(join(work, "content-out"), filler.expected);
  report(`naughty strings: ${strings.length} strings × ${fields.size} fields are read again as they were written`, wrong);
  const shown = new Set([...seen.keys()].map((mark) => filler.expected.get(mark).field));
  const all = new Set([...filler.expected.values()].map(({ field }) => field));
  report(`naughty strings: ${shown.size} of ${all.size} fields that pages show are found whole in a page`, [...all].filter((field) => !shown.has(field)));
  const lost = [...filler.expected].filter(([mark, { field }]) => !seen.has(mark) && shown.has(field));
  report("naughty strings: no value is lost", lost.map(([mark, { field, value }]) => `${field}: ${mark} ${value.slice(0, 80)}`));

  const plain = join(work, "refused");
  put(join(plain, "site.yaml"), "title: А\norganization: {kind: school, name: Ш}\nbase_url: https://a.example.org/\nschool_year: 2025-2026\n");
  for (const [number, text] of refused.entries()) put(join(plain, "memos", `a${number}.md`), `---\ntitle: А\n---\n\n${text}\n`);
  const refusal = build(plain, "--all-errors");
  report(`naughty strings: ${refused.length} strings with hidden signs are refused`, refused.flatMap((text, number) =>
    new RegExp(`memos/a${number}\\.md:5:\\d+: .*\\[encoding-control\\]`).test(refusal.stderr) && refusal.status === 1 ? [] : [JSON.stringify(text)]));
}

main();
