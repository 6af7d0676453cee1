// The search of a published site without a browser: its own scripts over the files of the index.
//
// `openSearch(site)` gives `answer(query)` → paths of pages, best first, `loaded`: the files that queries
// have asked for so far, with their sizes, `perStep`: how many results the page shows at first, and
// behind the first answer `card(page)` and `chooseSchools(text)` as the page has them.
import { readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import vm from "node:vm";

const element = () => ({
  addEventListener() {}, dataset: {}, elements: { q: { addEventListener() {}, value: "" } },
  replaceChildren() {}, querySelectorAll: () => [], 
});

// The scripts of the search page, in order: its own and those of every page.
export function scriptsOf(site) {
  const html = readFileSync(join(site, "search/index.html"), "utf8");
  return [...html.matchAll(/<script[^>]* src="([^"]+)"/g)].map(([, path]) => join(site, "search", path));
}

export const searchScriptsOf = (site) => scriptsOf(site).filter((path) => basename(path).startsWith("search"));

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
  for (const script of searchScriptsOf(site)) vm.runInContext(readFileSync(script, "utf8"), context);
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
