// What pages look like on paper: printed by the browser, read back by poppler.
//
//   node paper.mjs SITE [--update]
//
// One test paper with its answers, one plan, one card of criteria and one memo: the text of each, line
// by line, and the number of its sheets are as printed/NAME.txt keeps them. Every sheet but a card's
// has its number; the heads of a plan's table stand on each of its sheets; nothing that only a screen
// can use is printed.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { launchBrowser } from "./browser.mjs";
import { report } from "./report.mjs";
import { serve } from "./serve.mjs";

const papers = [
  { name: "test", path: "demos/algebra-9/print/", size: "A4", numbered: true },
  { name: "answers", path: "demos/algebra-9/answers/", size: "A4", numbered: true },
  { name: "plan", path: "plans/2026/prikaz-118/", size: "A4", numbered: true, head: "№" },
  { name: "card", path: "criteria/matematika/card/#class-5", size: "A5", numbered: false },
  { name: "memo", path: "memos/roditelyam/pered-vpr/", size: "A4", numbered: true },
];
const useless = ["Версия для слабовидящих", "Меню", "К содержанию", "На этой странице", "Показать всё"];

async function print(page, url) {
  // A card of one class is chosen by the fragment, which counts as the page is loaded.
  await page.goto("about:blank");
  await page.goto(url, { waitUntil: "load" });
  const bytes = await page.pdf({ preferCSSPageSize: true });
  const tell = (program, ...args) =>
    execFileSync(program, args, { input: bytes, encoding: "utf8", stdio: ["pipe", "pipe", "ignore"] });
  // As the page draws it: where cells stand depends on the fonts of the machine, words do not.
  const sheets = tell("pdftotext", "-raw", "-", "-").split("\f").slice(0, -1);
  return {
    size: /Page size:\s+([\d.]+)/.exec(tell("pdfinfo", "-"))[1].startsWith("420") ? "A5" : "A4",
    sheets: sheets.map((text) => text.replace(/\s+/g, " ").replaceAll(" / ", "/").trim()),
  };
}

// A sheet with rows of a plan repeats the names of the columns.
const lacksHead = (sheets, head) => {
  const last = sheets.findLastIndex((text) => text.includes(head));
  return sheets.slice(0, last).filter((text) => !text.includes(head)).length > 0;
};

// Where lines end, and a long address with them, depends on the fonts too.
const squeezed = (text) => text.replace(/\s/g, "");

function judgePaper({ name, size, numbered, head }, printed, problem) {
  const { sheets } = printed;
  if (printed.size !== size) problem(`${printed.size} instead of ${size}`);
  sheets.forEach((text, index) => {
    if (text.startsWith(`${index + 1}/${sheets.length} `) !== numbered) problem(`sheet ${index + 1}: the number of the sheet`);
    for (const words of useless) if (text.includes(words)) problem(`sheet ${index + 1}: «${words}»`);
  });
  if (head && lacksHead(sheets, head)) problem("a sheet without the head of the table");
  const words = sheets.map((sheet) => sheet.replace(/^\d+\/\d+ /, "")).join(" ");
  const text = `sheets: ${sheets.length}\n${words.replace(/(?<=[.!?:;]) /g, "\n")}\n`;
  const file = new URL(`printed/${name}.txt`, import.meta.url);
  if (process.argv.includes("--update")) writeFileSync(file, text);
  else if (squeezed(readFileSync(file, "utf8")) !== squeezed(text)) problem(`differs from printed/${name}.txt`);
}

const { root, close } = await serve(process.argv[2], "/");
const browser = await launchBrowser();
const page = await browser.newPage();
for (const paper of papers) {
  const problems = [];
  await print(page, root + paper.path)
    .then((printed) => judgePaper(paper, printed, (text) => problems.push(text)))
    .catch((error) => problems.push(error.message));
  report(`${paper.path} on paper`, problems);
}
await browser.close();
close();
