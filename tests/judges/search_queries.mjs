// The judged set: of what is asked of the demonstration school, how much is found.
//
//   node search_queries.mjs SITE QUERIES.YAML
//
// At least 95 % of queries have one of the pages that answer them among the first three, and all
// have every page that belongs there among the first ten.
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { openSearch } from "./search_engine.mjs";
import { report } from "./report.mjs";

const [site, file] = process.argv.slice(2);
const queries = parse(readFileSync(file, "utf8"));
const search = openSearch(site);
const late = [];
const missed = [];
for (const { q, first, also } of queries) {
  const { urls } = await search.answer(q);
  const problem = `«${q}»: ${urls.slice(0, 4).join(", ")}`;
  if (!urls.slice(0, 3).some((url) => first.includes(url))) late.push(problem);
  const lacking = also.filter((url) => !urls.includes(url));
  if (lacking.length > 0 || !urls.some((url) => first.includes(url))) missed.push(`${problem} … lacks ${lacking.join(", ")}`);
}
const share = (problems) => `${(100 - (100 * problems.length) / queries.length).toFixed(1)} %`;
const enough = late.length <= queries.length * 0.05;
report(`${queries.length} queries, at least 120`, queries.length < 120 ? ["too few"] : []);
report(`what is asked for stands among the first three: ${share(late)}`, enough ? [] : late);
if (enough) for (const problem of late) console.log(`    late ${problem}`);
report(`everything that answers stands among the first ten: ${share(missed)}`, missed);
