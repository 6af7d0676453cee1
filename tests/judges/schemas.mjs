// JSON Schema by ajv, strictly: what a site publishes against its own /schemas, and the files its
// authors write against what `vitrina schema` prints.
//
//   node schemas.mjs VITRINA SITE CONTENT
//
// A schema that lets everything through would judge nothing: every file is judged once more with
// an unknown name in it, and must then be refused.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename, extname, join } from "node:path";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { parse } from "yaml";
import { filesBelow, report } from "./report.mjs";

const [vitrina, site, content] = process.argv.slice(2);
const name = basename(site);
const read = (path) => readFileSync(path, "utf8");

// The validators of schemas given as text by name; what ajv has against a schema is a problem.
function compileAll(schemas, problems) {
  const validators = new Map();
  for (const [kind, text] of schemas) {
    const ajv = addFormats(new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true }));
    try {
      validators.set(kind, ajv.compile(JSON.parse(text)));
    } catch (error) {
      problems.push(`${kind}: ${error.message}`);
    }
  }
  return validators;
}

function judge(path, kind, value, validators, problems) {
  const validate = validators.get(kind);
  if (!validate) {
    problems.push(`${path}: no schema for ${kind}`);
    return;
  }
  if (!validate(value))
    for (const { instancePath, message, params } of validate.errors.slice(0, 5))
      problems.push(`${path}: ${instancePath} ${message} ${JSON.stringify(params)}`);
  const isObject = value !== null && typeof value === "object" && !Array.isArray(value);
  if (isObject && validate({ ...value, "no-such-name": 1 }))
    problems.push(`${path}: the schema of ${kind} lets an unknown name through`);
}

function schemaOfJson(path, value) {
  if (path === "portal.json") return "portal";
  if (path === "criteria/index.json") return "criteria-index";
  if (basename(path) === "comparison.json") return "comparison";
  return value.kind;
}

function judgePublished() {
  const schemaFiles = filesBelow(join(site, "schemas"), ".json");
  const schemaProblems = [];
  const validators = compileAll(
    schemaFiles.map((path) => [basename(path, ".json"), read(join(site, "schemas", path))]),
    schemaProblems,
  );
  report(`${name}: published schemas are valid (${schemaFiles.length})`, schemaProblems);
  const files = filesBelow(site, ".json").filter((path) => !/^(schemas|files)\//.test(path));
  const problems = [];
  for (const path of files) {
    const value = JSON.parse(read(join(site, path)));
    judge(path, schemaOfJson(path, value), value, validators, problems);
  }
  report(`${name}: published JSON keeps to its schemas (${files.length} files)`, problems);
}

// The typed part of an author's file: all of a YAML file, the front matter of a Markdown file.
function fieldsOf(path) {
  const text = read(path).replace(/^\uFEFF/, "");
  if (extname(path) === ".yaml") return parse(text);
  const end = text.search(/\r?\n---[ \t]*\r?(\n|$)/);
  return parse(text.slice(text.indexOf("\n") + 1, end + 1));
}

const kinds = {
  memos: "memo", pages: "page", acts: "act", events: "event", plans: "plan",
  criteria: "criteria", weights: "weights", demos: "demo", tasks: "tasks",
};

function judgeWritten() {
  const print = (kind) => execFileSync(vitrina, ["schema", kind], { encoding: "utf8" });
  const schemaProblems = [];
  const validators = compileAll(
    ["site", ...Object.values(kinds)].map((kind) => [kind, print(kind)]),
    schemaProblems,
  );
  report(`${name}: schemas of what authors write are valid`, schemaProblems);
  const files = [".yaml", ".md"].flatMap((ending) => filesBelow(content, ending));
  const problems = [];
  for (const path of files) {
    const kind = path === "site.yaml" ? "site" : kinds[path.split("/")[0]];
    if (kind) judge(path, kind, fieldsOf(join(content, path)), validators, problems);
  }
  report(`${name}: what authors write keeps to its schemas (${files.length} files)`, problems);
}

judgePublished();
judgeWritten();
