// The browser's words against the build's: folding and stems.
//
//   node search_words.mjs SEARCH_WORDS.JS
//
// Stems are compared with what Snowball's own vocabularies say (Debian's snowball-data), both
// languages, every word; folding with cases that tests/unit/search/language_test.cpp reads too.
import { readFileSync } from "node:fs";
import vm from "node:vm";
import { report } from "./report.mjs";

const window = {};
vm.runInNewContext(readFileSync(process.argv[2], "utf8"), { window });
const { stem, wordsOf } = window.vitrinaWords;

for (const language of ["russian", "english"]) {
  const lines = (name) =>
    readFileSync(`/usr/share/snowball/data/${language}/${name}.txt`, "utf8").split("\n").filter(Boolean);
  const stems = lines("output");
  const problems = [];
  // Apostrophes end words: none reaches the stemmer. A letter ё is folded before.
  const words = lines("voc").map((word, at) => [word, stems[at]]).filter(([word]) => !/[^a-zа-яё]/.test(word));
  for (const [word, expected] of words) {
    const own = stem(word.replace(/ё/g, "е"));
    if (own !== expected.replace(/ё/g, "е")) problems.push(`${word}: «${own}» instead of «${expected}»`);
  }
  report(`${language}: ${words.length} words of Snowball's vocabulary have its stems`, problems);
}

const cases = readFileSync(new URL("../search/words.txt", import.meta.url), "utf8").split("\n")
  .filter((line) => line && !line.startsWith("#")).map((line) => line.split(" → "));
const problems = [];
for (const [text, words] of cases) {
  const own = wordsOf(JSON.parse(`"${text}"`)).join(" ");
  if (own !== (words ?? "")) problems.push(`${text}: «${own}» instead of «${words}»`);
}
report(`${cases.length} texts have the same words as in the build`, problems);
