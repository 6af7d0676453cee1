// A large site for measuring search: memos of Snowball's Russian vocabulary, common words common.
//
//   node search_site.mjs FOLDER MEMOS
//
// The same memos every time; memo i is the same however many there are.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [folder, count] = process.argv.slice(2);
const vocabulary = readFileSync("/usr/share/snowball/data/russian/voc.txt", "utf8").split("\n").filter((word) => /^[а-я]{3,}$/.test(word));
let state = 1;
const random = () => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 2 ** 32;
};
// Zipf's law, words in an order of their own.
const word = () => vocabulary[(Math.floor(vocabulary.length ** random()) * 7919) % vocabulary.length];
const sentence = (length) => {
  const words = Array.from({ length }, word).join(" ");
  return words[0].toUpperCase() + words.slice(1);
};

mkdirSync(join(folder, "memos"), { recursive: true });
writeFileSync(join(folder, "site.yaml"), `title: Большой сайт
organization: {kind: school, name: Школа}
base_url: https://example.org/
school_year: 2026-2027
`);
for (let i = 0; i < Number(count); ++i) {
  state = i + 1;
  for (let warm = 0; warm < 8; ++warm) random();
  const date = new Date(Date.UTC(2024, 0, 1 + (i % 900))).toISOString().slice(0, 10);
  const paragraphs = Array.from({ length: 6 }, () => Array.from({ length: 5 }, () => sentence(9)).join(". ") + ".");
  writeFileSync(join(folder, "memos", `memo-${String(i).padStart(6, "0")}.md`), `---
title: ${sentence(5)}
summary: ${sentence(10)}.
date: ${date}
audience: ${["parents", "pupils", "teachers"][i % 3]}
---
## ${sentence(3)}

${paragraphs.slice(0, 3).join("\n\n")}

## ${sentence(3)}

${paragraphs.slice(3).join("\n\n")}
`);
}
