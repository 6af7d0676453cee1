// The search of a committee's site finds what its schools publish, and lets the reader choose schools.
//
//   node search_schools.mjs FEW MANY
//
// FEW is the committee of the demonstration, whose schools are ticked; MANY a committee of more than
// thirty, «Заречье 1», «Заречье 2» …, whose schools are chosen by words of their names.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { openSearch } from "./search_engine.mjs";
import { report } from "./report.mjs";

const [few, many] = process.argv.slice(2);
const queries = [
  ["критерии математика", "reference/criteria/matematika"],
  ["гимназия критерии русский язык", "https://ocenka.gimnaziya.example.org/criteria/russkij-yazyk"],
  ["демонстрационный вариант физика 8 класс", "https://ocenka.olhovka2.example.org/demos/fizika-8"],
  ["Светлоборская № 10", "schools/svetlobor-10"],
  ["критерии Сосновка", "schools/sosnovka/#files"],
  ["план мероприятий", "plans/obektivnost"],
  ["сравнение критериев", "comparison"],
  ["что опубликовано", "coverage"],
];
const small = openSearch(few);
const missed = [];
for (const [query, first] of queries) {
  const { urls } = await small.answer(query);
  if (urls[0] !== first) missed.push(`«${query}»: ${urls.slice(0, 3).join(", ")}, expected ${first}`);
}
report(`a committee's search answers ${queries.length} queries by its own pages and by those of its schools`, missed);
report("few schools are no field to type into", (await small.chooseSchools("гимназия")) ? ["it chooses"] : []);

const large = openSearch(many);
const found = await large.answer("математика");
const wrong = [];
for (const [text, names] of [
  ["Заречье 3", ["Заречье 3"]],
  ["заречье 13", ["Заречье 13"]],
  ["Заречья", Array.from({ length: 40 }, (_, at) => `Заречье ${at + 1}`)],
  ["Школа для одарённых детей", ["Школа для одарённых детей"]],
  ["Заречье 99", []],
  ["Нигдеево", []],
]) {
  const pages = await large.chooseSchools(text);
  const cards = await Promise.all(Array.from(pages.keys()).filter((page) => pages[page]).map(large.card));
  const chosen = [...new Set(cards.map(({ school, title }) => school || title))].sort();
  if (chosen.join() !== names.slice().sort().join()) wrong.push(`«${text}» chooses ${chosen.join(", ") || "none"}`);
  const shown = found.whole.filter((page) => pages[page]).length;
  if (shown !== names.length) wrong.push(`«${text}»: ${shown} pages of ${names.length} schools`);
}
report("schools are chosen by all words of a text, numbers whole", wrong);
report("no text chooses all", (await large.chooseSchools(" № ")) ? ["it chooses"] : []);
const manifest = readFileSync(join(many, "search/index.js"), "utf8");
report("no file lists the names of many schools", /Заречье/.test(manifest) ? ["the manifest does"] : []);
