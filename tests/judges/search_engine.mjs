// The search of a published site without a browser: search.js itself over the files of the index.
//
// `openSearch(site)` gives `answer(query)` → paths of pages, best first, `loaded`: the files that queries
// have asked for so far, with their sizes, `perStep`: how many results the page shows at first, and
// behind the first answer `card(page)` and `chooseSchools(text)` as the page has them.
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import vm from "node:vm";

const element = () => ({
  addEventListener() {}, dataset: {}, elements: { q: { addEventListener() {}, value: "" } },
  replaceChildren() {}, querySelectorAll: () => [], 
});

export function scriptOf(site) {
  const name = readdirSync(join(site, "assets")).find((file) => /^search\.[0-9a-f]+\.js$/.test(file));
  return join(site, "assets", name);
}

export function openSearch(site) {
  const loaded = [];
  const window = {};
  const document = {
    getElementById: element,
    querySelector: element,
    documentElement: { lang: "ru" },
    createElement: () => ({ remove() {} }),
    head: {
      append(script) {
        const file = join(site, "search", script.src.replace(/\?.*/, ""));
        queueMicrotask(() => {
          try {
            loaded.push({ file, size: statSync(file).size });
          } catch {
            return script.onerror();
          }
          vm.runInContext(readFileSync(file, "utf8"), context);
          script.onload();
        });
      },
    },
  };
  const context = vm.createContext({
    window, document, location: { search: "", pathname: "/search/" }, history: {}, addEventListener() {},
    setTimeout, clearTimeout, URLSearchParams,
  });
  vm.runInContext(readFileSync(scriptOf(site), "utf8"), context);
  context.vitrinaSearch = window.vitrinaSearch;
  const { answer, card, chooseSchools, perStep } = window.vitrinaSearch;
  return {
    loaded,
    perStep,
    card,
    chooseSchools,
    async answer(query, results = 10) {
      const found = await answer(query);
      const pages = found.whole.concat(found.partly).slice(0, results);
      return { ...found, urls: (await Promise.all(pages.map(card))).map((one) => one.url.replace(/\/$/, "")) };
    },
  };
}
