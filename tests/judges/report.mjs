// How a judge in JavaScript tells a check: one line `ok NAME` or `FAILED NAME`, then what is wrong.
import { readdirSync } from "node:fs";
import { join } from "node:path";

export function report(name, problems) {
  if (problems.length === 0) {
    console.log(`ok ${name}`);
    return;
  }
  console.log(`FAILED ${name}: ${problems.length}`);
  for (const problem of problems.slice(0, 30)) console.log(`    ${String(problem).slice(0, 400)}`);
}

// The files below a folder whose names end in `ending`, sorted, relative to it.
export function filesBelow(folder, ending) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1))
    .sort();
}
