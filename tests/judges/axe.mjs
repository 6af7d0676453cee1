// axe in a page. Between colour schemes of the same page at the same width nothing but colours
// differs, so that the first of them is judged by every rule and the others by those on colours.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
export const allRules = {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
};
export const colourRules = { runOnly: { type: "rule", values: ["color-contrast", "link-in-text-block"] } };
// The panel's schemes promise 7:1, which axe judges only when it is asked to.
export const strictRules = { rules: { "color-contrast-enhanced": { enabled: true } } };
export const strictColourRules = {
  runOnly: { type: "rule", values: [...colourRules.runOnly.values, "color-contrast-enhanced"] },
};

// Puts axe into the page, until it goes elsewhere.
export const loadAxe = (page) => page.evaluate(source);

// What axe finds: a line for each of the first three places that break a rule.
export async function runAxe(page, rules) {
  const { violations } = await page.evaluate(
    (options) => axe.run(document, { ...options, resultTypes: ["violations"] }), rules);
  return violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map((node) => `${id}: ${node.html}`));
}
