// Every example of the specifications of Markdown goes through the program as the text of a memo, and
// what stands on the page is what the specification expects, both read by the parser parse5.
//
//   node specifications.mjs PROGRAM EXCEPTIONS WORK
//
// CommonMark is the package commonmark-spec, GitHub's dialect the text in Debian's package cmark-gfm.
// Addresses of the examples lead nowhere, which the program refuses: a target is put before each, and
// taken away again. What vitrina means to show otherwise stands in the file EXCEPTIONS, example by
// example with a reason; one that has become as expected fails like one that is not listed.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { parse, parseFragment } from "parse5";
import { parse as parseYaml } from "yaml";
import { report } from "./report.mjs";

const [program, exceptionsPath, work] = process.argv.slice(2);
const environment = { ...process.env, VITRINA_LANG: "en", SOURCE_DATE_EPOCH: "1780000000" };
const elsewhere = "https://elsewhere.example.org";
const fields = "---\ntitle: А\n---\n";
const fieldLines = 3;
const { reasons, ...exceptions } = parseYaml(readFileSync(exceptionsPath, "utf8"));

const specifications = {
  commonmark: readFileSync(new URL("node_modules/commonmark-spec/spec.txt", import.meta.url), "utf8"),
  gfm: gunzipSync(readFileSync("/usr/share/doc/cmark-gfm/spec.txt.gz")).toString(),
};

function examplesOf(text) {
  const found = text.matchAll(/^`{32} example[^\n]*\n([^]*?)^\.\n([^]*?)^`{32}$/gm);
  return [...found].map(([, markdown, html]) => ({ markdown: markdown.replaceAll("→", "\t"), html: html.replaceAll("→", "\t") }));
}

function run(command, site) {
  const options = ["-o", `${site}-out`, "--all-errors", "--format=json"];
  const told = spawnSync(program, [command, site, ...options], { env: environment, encoding: "utf8", maxBuffer: 1 << 28 });
  return { status: told.status, messages: told.stderr };
}

function messagesOf(site) {
  const { messages } = run("check", site);
  return JSON.parse(messages.slice(messages.indexOf("["), messages.lastIndexOf("]") + 1));
}

// What an author would have to write for a target that is there: links lead elsewhere, pictures stand
// among the files of the site.
const linkBefore = (url) => elsewhere + (url.startsWith("/") ? "" : "/-/") + url;
const pictureFor = (url) => `/files/${Buffer.from(url).toString("hex")}.png`;

function withTargets(text, messages) {
  const lines = text.split("\n").map((line) => [...line]);
  for (const { id, line, column, end_line, end_column } of [...messages].sort((a, b) => b.line - a.line || b.column - a.column)) {
    if (!["link-unknown", "image-missing"].includes(id) || line !== end_line) continue;
    const written = lines[line - 1].slice(column - 1, end_column - 1).join("");
    // With escapes in an address the place of a message is the whole link.
    if (written.startsWith("[")) return text.replace(/(\]\(<?|\]: <?)(\S)/, (_, before, sign) => before + linkBefore(sign));
    lines[line - 1].splice(column - 1, end_column - column, ...(id === "link-unknown" ? linkBefore(written) : pictureFor(written)));
  }
  return lines.map((line) => line.join("")).join("\n");
}

function writeSite(site, texts) {
  rmSync(site, { recursive: true, force: true });
  mkdirSync(join(site, "memos"), { recursive: true });
  mkdirSync(join(site, "files"));
  writeFileSync(join(site, "site.yaml"), "title: А\norganization: {kind: school, name: Ш}\nbase_url: https://a.example.org/\nschool_year: 2025-2026\n");
  for (const [number, text] of texts) {
    writeFileSync(join(site, "memos", `e${number}.md`), text);
    for (const [, name] of text.matchAll(/\/files\/([0-9a-f]+\.png)/g)) writeFileSync(join(site, "files", name), picture);
  }
}

const numberOf = ({ path }) => Number(/memos\/e(\d+)\.md$/.exec(path)?.[1]);

function byNumber(messages) {
  const grouped = new Map();
  for (const message of messages) grouped.set(numberOf(message), [...(grouped.get(numberOf(message)) ?? []), message]);
  return grouped;
}

// What the page adds to Markdown's own HTML is taken off: anchors of headings, the box in which a table
// scrolls and the classes for a column's side, names and classes of tasks, the key that reaches code,
// the class of lists with a bracket.
const house = (tag, attributes) => {
  const of = Object.fromEntries(attributes.map(({ name, value }) => [name, value]));
  if (/^h[1-6]$/.test(tag)) delete of.id;
  if (tag === "pre") delete of.tabindex;
  if (tag === "th") delete of.scope;
  if (tag === "input") delete of["aria-label"];
  if ((tag === "li" && of.class === "task") || (tag === "ol" && of.class === "paren")) delete of.class;
  if (/^t[hd]$/.test(tag) && /^align-(left|right|center)$/.test(of.class)) {
    of.align = of.class.slice("align-".length);
    delete of.class;
  }
  if (of.href?.startsWith(elsewhere)) of.href = of.href.slice(elsewhere.length).replace(/^\/-\//, "");
  if (of.src?.startsWith("../../files/")) of.src = Buffer.from(/([0-9a-f]+)\.png$/.exec(of.src)[1], "hex").toString();
  return of;
};
const isBox = (node) => node.tagName === "div" && node.attrs.some(({ name, value }) => name === "class" && value === "table-scroll");

const blocks = new Set(`blockquote div h2 h3 h4 h5 h6 hr li ol p pre table tbody td th thead tr ul`.split(" "));

const escaped = (text) => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);

// The tags and texts of a tree in order; a text is never taken for a tag.
function* partsOf(node, isOurs, isCode = false) {
  if (node.nodeName === "#comment") yield { text: `<!--${node.data}-->` };
  if (node.nodeName === "#text") yield escaped(isCode ? node.value : node.value.replace(/\s+/g, " "));
  const { tagName } = node;
  const isElement = tagName && !(isOurs && isBox(node));
  if (isElement) {
    const of = isOurs ? house(tagName, node.attrs) : Object.fromEntries(node.attrs.map(({ name, value }) => [name, value]));
    // How an address is escaped is one matter, where it leads another.
    if (of.href !== undefined) of.href = decoded(of.href);
    if (of.src !== undefined) of.src = decoded(of.src);
    yield { open: tagName, text: `<${tagName}${Object.keys(of).sort().map((key) => ` ${key}=${JSON.stringify(escaped(of[key]))}`).join("")}>` };
  }
  for (const child of node.childNodes ?? []) yield* partsOf(child, isOurs, isCode || tagName === "pre");
  if (isElement) yield { close: tagName, text: `</${tagName}>` };
}

function decoded(url) {
  try {
    return decodeURI(url);
  } catch {
    return url;
  }
}

// Headings of a memo begin at the second level, and each is one level below the one that it belongs to.
function raiseHeadings(root) {
  const above = [];
  const look = (node) => {
    const level = /^h([1-6])$/.exec(node.tagName ?? "")?.[1];
    if (level) {
      while (above.length > 0 && above.at(-1) >= level) above.pop();
      above.push(level);
      node.tagName = `h${Math.min(above.length + 1, 6)}`;
    }
    for (const child of node.childNodes ?? []) look(child);
  };
  look(root);
  return root;
}

// Blanks beside blocks say nothing, but for those in code.
function canonical(node, isOurs) {
  const isBlock = ({ open, close }) => blocks.has(open ?? close);
  let text = "";
  let pre = 0;
  let atEdge = true;
  for (const part of [...node.childNodes].flatMap((child) => [...partsOf(child, isOurs)])) {
    if (typeof part === "string") {
      text += pre > 0 ? part : atEdge ? part.trimStart() : part;
      if (pre > 0 || part.trim() !== "") atEdge = false;
      continue;
    }
    if (isBlock(part) && pre === 0) text = text.trimEnd();
    if (part.open === "pre") ++pre;
    if (part.close === "pre") --pre;
    text += part.text;
    atEdge = isBlock(part) || part.open === "br" || (atEdge && part.open !== undefined);
  }
  return text.trim();
}

function proseOf(page) {
  const find = (node) => {
    if (node.tagName === "div" && node.attrs.some(({ name, value }) => name === "class" && value === "prose")) return node;
    for (const child of node.childNodes ?? []) {
      const found = find(child);
      if (found) return found;
    }
    return undefined;
  };
  return find(parse(page)) ?? { childNodes: [] };
}

// A picture of one point.
const picture = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==", "base64");

// What became of each example: nothing if the page is as expected.
function differences(name, examples) {
  const site = join(work, name);
  let texts = examples.map(({ markdown }, index) => [index + 1, fields + markdown]);
  writeSite(site, texts);
  const first = byNumber(messagesOf(site));
  texts = texts.map(([number, text]) => [number, withTargets(text, first.get(number) ?? [])]);
  writeSite(site, texts);
  const told = new Map();
  for (const message of messagesOf(site)) if (message.severity === "error") told.set(numberOf(message), `refused: ${message.id}`);
  writeSite(site, texts.filter(([number]) => !told.has(number)));
  const { status, messages } = run("build", site);
  if (status !== 0) throw new Error(`${name} does not build: ${messages.slice(0, 2000)}`);
  for (const [index, { html }] of examples.entries()) {
    if (told.has(index + 1)) continue;
    const found = canonical(proseOf(readFileSync(join(`${site}-out`, "memos", `e${index + 1}`, "index.html"), "utf8")), true);
    const wanted = canonical(raiseHeadings(parseFragment(html)), false);
    if (found !== wanted) told.set(index + 1, `${JSON.stringify(found)} instead of ${JSON.stringify(wanted)}`);
  }
  return told;
}

for (const [name, text] of Object.entries(specifications)) {
  const examples = examplesOf(text);
  if (examples.length < 600) throw new Error(`${name} has ${examples.length} examples`);
  const told = differences(name, examples);
  const listed = new Map();
  const problems = [];
  for (const [reason, numbers] of Object.entries(exceptions[name])) {
    if (!reasons[reason]) problems.push(`the reason ${reason} is not told`);
    for (const number of numbers) {
      if (listed.has(number)) problems.push(`${number} is listed twice`);
      listed.set(number, reason);
      if (!told.has(number)) problems.push(`${number} (${reason}) is as expected and no exception`);
    }
  }
  for (const [number, difference] of told) if (!listed.has(number)) problems.push(`${number}: ${difference}`);
  const count = examples.length - listed.size;
  report(`${name}: ${count} of ${examples.length} examples are shown as the specification says, ${listed.size} otherwise as listed`, problems);
}
