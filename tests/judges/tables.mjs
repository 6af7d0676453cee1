// CSV files of a published site as papaparse reads them.
//
//   node tables.mjs SITE DUMP     writes to DUMP what tables.py writes by another reader
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Papa from "papaparse";
import { filesBelow } from "./report.mjs";

const [site, dump] = process.argv.slice(2);
const tables = {};
for (const path of filesBelow(site, ".csv").filter((path) => !path.startsWith("files/"))) {
  const text = readFileSync(join(site, path), "utf8").replace(/^\uFEFF/, "");
  const isOpenData = path.startsWith("opendata/");
  const { data, errors, meta } = Papa.parse(text, {
    skipEmptyLines: true,
    delimiter: isOpenData ? "," : "",
  });
  if (errors.length > 0) throw new Error(`${path}: ${JSON.stringify(errors[0])}`);
  if (meta.delimiter !== (isOpenData ? "," : ";")) throw new Error(`${path}: taken for delimited by ${meta.delimiter}`);
  tables[path] = data;
}
const sorted = Object.entries(tables).sort(([a], [b]) => (a < b ? -1 : 1));
writeFileSync(dump, JSON.stringify(Object.fromEntries(sorted), null, 1));
