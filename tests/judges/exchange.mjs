// GIFT of published sites as gift-pegjs reads it, Moodle XML, and the JSON beside them: the same
// questions, in the same order, with the same right answers and points.
//
//   node exchange.mjs SITE…
import { createRequire } from "node:module";
import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { filesBelow, report } from "./report.mjs";

const { parse } = createRequire(import.meta.url)("gift-pegjs");

const entities = { "&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"', "&#39;": "'" };
const decode = (text) => text.replace(/&(?:lt|gt|amp|quot|#39);/g, (one) => entities[one]);
// A text as both files and JSON show it: formulas between dollars, one space for any white space.
const plain = (text) =>
  text.replace(/\\\(|\\\)/g, "$").replace(/→/g, "->").replace(/\s+/g, " ").trim();
const shown = ({ format, text }) =>
  plain(format === "html" ? decode(text.replace(/<br>/g, "\n")) : text);

// --- the questions of a record's JSON ---

const passageOf = (item) => (item.type ? "" : item.passage);
function questionsOf(record) {
  if (record.tasks) return record.tasks;
  const items = record.items ?? record.sections.flatMap((section) => section.items);
  return items.filter((item) => !passageOf(item));
}
const list = (value) => (Array.isArray(value) ? value : value === undefined ? [] : [value]);
// Sorted, so that only what is right counts and not its order.
function rightOf(question) {
  if (question.options) return list(question.options).filter((one) => one.right).map((one) => plain(one.text)).sort();
  if (question.pairs) return question.pairs.map((pair) => `${plain(pair.left)} = ${plain(pair.right)}`).sort();
  if (question.type === "number") return [Number(question.answer)];
  if (question.type === "text") return list(question.answer).map(plain).sort();
  return [];
}
const choicesOf = (question) => list(question.options).map((one) => plain(one.text)).sort();

// --- what the files say ---

// The parser leaves escaped signs of a right side as it keeps them for itself: `&&092;`.
const unescaped = (text) => text.replace(/&&(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
const withoutDots = (texts) => new Set(texts.map((text) => text.replace(/ё/g, "е").replace(/Ё/g, "Е")));
const typesInGift = {
  single: "MC", multi: "MC", text: "Short", number: "Numerical", match: "Matching", order: "Short", task: "Essay",
};
const typesInXml = {
  single: "multichoice", multi: "multichoice", text: "shortanswer", number: "numerical", match: "matching",
  order: "shortanswer", task: "essay",
};

function rightInGift(question, type) {
  if (type === "single") return question.choices.filter((one) => one.isCorrect).map((one) => shown(one.text)).sort();
  if (type === "multi") return question.choices.filter((one) => one.weight > 0).map((one) => shown(one.text)).sort();
  if (type === "match")
    return question.matchPairs.filter((pair) => pair.subquestion.text !== "")
      .map((pair) => `${shown(pair.subquestion)} = ${plain(unescaped(pair.subanswer))}`).sort();
  if (type === "number") return [question.choices.number];
  return question.choices.map((one) => plain(one.text.text));
}

function judgeAnswers(where, question, found, problems) {
  const wanted = rightOf(question);
  const same = question.type === "text"
    ? [...withoutDots(wanted)].sort().join() === [...withoutDots(found)].sort().join()
    : wanted.join("|") === found.join("|");
  if (question.type !== "order" && question.type !== "task" && !same)
    problems.push(`${where}: ${JSON.stringify(found)} instead of ${JSON.stringify(wanted)}`);
  if (question.type === "order" && found[0].length !== question.sequence.length)
    problems.push(`${where}: the order is ${found[0]}`);
}

function judgeGift(path, text, record, problems) {
  let asked;
  try {
    asked = parse(text).filter((one) => one.type !== "Category" && one.type !== "Description");
  } catch (error) {
    return problems.push(`${path}: ${error.message} ${JSON.stringify(error.location?.start)}`);
  }
  const questions = questionsOf(record);
  if (asked.length !== questions.length) return problems.push(`${path}: ${asked.length} of ${questions.length} questions`);
  asked.forEach((one, at) => {
    const question = questions[at];
    const where = `${path}: ${one.title}`;
    const type = record.answers === "none" ? "Essay" : typesInGift[question.type];
    if (one.type !== type) return problems.push(`${where}: ${one.type} instead of ${type}`);
    if (!shown(one.stem).includes(plain(question.stem))) problems.push(`${where}: it asks ${shown(one.stem)}`);
    if (type === "MC" && one.choices.map((choice) => shown(choice.text)).sort().join("|") !== choicesOf(question).join("|"))
      problems.push(`${where}: other options`);
    if (type !== "Essay") judgeAnswers(where, question, rightInGift(one, question.type), problems);
  });
}

// Our own file, whose shape a schema has judged: tags do not nest in each other.
function questionsInXml(text) {
  const inner = (part, name) => part.match(new RegExp(`<${name}(?: [^>]*)?>(?:<text>)?([^<]*)<`))?.[1] ?? "";
  const read = (raw) => plain(decode(decode(raw).replace(/<br>/g, "\n").replace(/<img [^>]*alt="([^"]*)">/g, "$1")));
  return [...text.matchAll(/<question type="(\w+)">(.*?)<\/question>/gs)]
    .filter(([, type]) => type !== "category" && type !== "description")
    .map(([, type, body]) => ({
      type,
      text: read(inner(body, "questiontext")),
      points: Number(inner(body, "defaultgrade")),
      single: inner(body, "single"),
      answers: [...body.matchAll(/<answer fraction="([^"]*)"[^>]*><text>([^<]*)</g)]
        .map(([, share, answer]) => ({ share: Number(share), text: type === "multichoice" ? read(answer) : plain(decode(answer)).replace(/\\\*/g, "*") })),
      pairs: [...body.matchAll(/<subquestion[^>]*><text>([^<]*)<\/text>(?:<file [^>]*>[^<]*<\/file>)*\s*<answer><text>([^<]*)</g)]
        .map(([, left, right]) => ({ left: read(left), right: plain(decode(right)) })),
    }));
}

function rightInXml(one, type) {
  if (type === "match") return one.pairs.filter((pair) => pair.left !== "").map((pair) => `${pair.left} = ${pair.right}`).sort();
  if (type === "number") return [Number(one.answers[0].text)];
  const right = one.answers.filter((answer) => answer.share > 0).map((answer) => answer.text);
  return type === "order" ? right : right.sort();
}

// Every picture of a text has its file, and every file is one that the site publishes.
function judgePictures(path, text, published, problems) {
  for (const [, , inside, files] of text.matchAll(/<(\w+)[^>]*><text>([^<]*)<\/text>((?:<file [^>]*>[^<]*<\/file>)*)/g)) {
    const named = [...decode(inside).matchAll(/@@PLUGINFILE@@\/([^"]+)"/g)].map(([, name]) => decodeURIComponent(name));
    const held = [...files.matchAll(/<file name="([^"]*)"[^>]*>([^<]*)</g)];
    if ([...new Set(named)].sort().join() !== held.map(([, name]) => decode(name)).sort().join())
      problems.push(`${path}: it shows ${named} and holds ${held.map(([, name]) => name)}`);
    for (const [, name, bytes] of held)
      if (!published.has(bytes)) problems.push(`${path}: ${name} is no file of the site`);
  }
}

function judgeXml(path, text, record, problems) {
  const asked = questionsInXml(text);
  const questions = questionsOf(record);
  if (asked.length !== questions.length) return problems.push(`${path}: ${asked.length} of ${questions.length} questions`);
  asked.forEach((one, at) => {
    const question = questions[at];
    const where = `${path}: question ${at + 1}`;
    const type = record.answers === "none" ? "essay" : typesInXml[question.type];
    if (one.type !== type) return problems.push(`${where}: ${one.type} instead of ${type}`);
    if (one.points !== Number(question.max)) problems.push(`${where}: ${one.points} points instead of ${question.max}`);
    if (!one.text.includes(plain(question.stem))) problems.push(`${where}: it asks ${one.text}`);
    if (type === "multichoice" && one.single !== String(question.type === "single")) problems.push(`${where}: single is ${one.single}`);
    if (type === "multichoice") {
      const most = one.answers.reduce((sum, answer) => sum + Math.max(0, answer.share), 0);
      if (Math.abs(most - 100) > 0.01) problems.push(`${where}: right options sum to ${most} %`);
    }
    if (type !== "essay") judgeAnswers(where, question, rightInXml(one, question.type), problems);
  });
}

for (const site of process.argv.slice(2).map((path) => path.replace(/\/$/, ""))) {
  const found = { gift: [], xml: [], pictures: [] };
  const pictures = new Set(
    [".png", ".jpg", ".jpeg", ".gif", ".webp"].flatMap((ending) => filesBelow(site, ending))
      .map((file) => readFileSync(join(site, file)).toString("base64")),
  );
  const missing = [];
  let count = 0;
  for (const path of filesBelow(site, ".json").filter((one) => /^(demos|tasks)\//.test(one))) {
    const record = JSON.parse(readFileSync(join(site, path), "utf8"));
    const files = { gift: path.replace(/json$/, "gift"), xml: path.replace(/json$/, "xml") };
    const lost = Object.values(files).filter((one) => !existsSync(join(site, one)));
    missing.push(...lost);
    if (lost.length > 0) continue;
    count += 1;
    judgeGift(files.gift, readFileSync(join(site, files.gift), "utf8"), record, found.gift);
    const xml = readFileSync(join(site, files.xml), "utf8");
    judgeXml(files.xml, xml, record, found.xml);
    judgePictures(files.xml, xml, pictures, found.pictures);
    for (const one of Object.values(files)) {
      const page = readFileSync(join(site, path.replace(/\.json$/, ""), "index.html"), "utf8");
      if (!page.includes(basename(one))) missing.push(`${path}: no link to ${basename(one)}`);
    }
  }
  const name = basename(site);
  report(`${name}: ${count} tests and banks have GIFT and XML beside them`, missing);
  report(`${name}: GIFT asks what the JSON asks`, found.gift);
  report(`${name}: Moodle XML asks what the JSON asks`, found.xml);
  report(`${name}: Moodle XML holds the pictures that it shows`, found.pictures);
}
