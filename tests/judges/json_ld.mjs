// JSON-LD of published pages as the library jsonld reads it: one block a page, every name of
// schema.org, nothing dropped when it is expanded; addresses are those of the site.
//
//   node json_ld.mjs SITE…
import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import jsonld from "jsonld";
import { filesBelow, report } from "./report.mjs";

const schema = "https://schema.org";
// The vocabulary that the published context of schema.org comes down to for us: no network is asked.
const context = {
  "@context": {
    "@vocab": "http://schema.org/",
    ...Object.fromEntries(["url", "item", "contentUrl"].map((name) => [name, { "@type": "@id" }])),
  },
};
const documentLoader = async (url) => {
  if (url !== schema) throw new Error(`${url} is asked for`);
  return { contextUrl: null, documentUrl: url, document: context };
};

// Types that vitrina uses, with the properties that each must have and may have.
const about = ["name", "description", "url", "inLanguage", "publisher", "datePublished", "dateModified"];
const learning = [...about, "about", "educationalLevel", "isAccessibleForFree"];
const types = {
  School: [["name"], ["alternateName", "taxID", "address", "telephone", "email", "url"]],
  EducationalOrganization: [["name"], ["alternateName", "taxID", "address", "telephone", "email", "url"]],
  GovernmentOrganization: [["name"], ["alternateName", "taxID", "address", "telephone", "email", "url"]],
  WebSite: [["name", "url", "publisher"], about],
  WebPage: [["name", "url"], about],
  BreadcrumbList: [["itemListElement"], []],
  ListItem: [["position", "name", "item"], []],
  Article: [["headline", "author", "url"], [...about, "headline", "author"]],
  Event: [["name", "startDate", "organizer"], ["description", "url", "endDate", "location", "organizer"]],
  Place: [["name"], []],
  VirtualLocation: [["url"], []],
  DigitalDocument: [["name", "url"], about],
  Dataset: [["name", "url", "distribution"], [...about, "distribution"]],
  DataDownload: [["contentUrl", "encodingFormat"], ["name"]],
  LearningResource: [["name", "url"], learning],
  Quiz: [["name", "url", "hasPart"], [...learning, "timeRequired", "hasPart"]],
  Question: [["name", "text", "eduQuestionType"], ["acceptedAnswer", "suggestedAnswer"]],
  Answer: [["text"], []],
};

const short = (name) => name.replace("http://schema.org/", "");

function judgeNode(node, problem) {
  const type = short(node["@type"]?.[0] ?? "");
  const keys = Object.keys(node).filter((key) => !key.startsWith("@")).map(short);
  if (type === "") return keys.length > 0 && problem(`a thing without a type: ${keys}`);
  if (!types[type]) return problem(`the type ${type}`);
  const [needed, allowed] = types[type];
  needed.filter((key) => !keys.includes(key)).forEach((key) => problem(`${type} without ${key}`));
  keys.filter((key) => !needed.includes(key) && !allowed.includes(key)).forEach((key) => problem(`${type} with ${key}`));
  keys.forEach((key) => node[`http://schema.org/${key}`].forEach((value) => value["@value"] === undefined && judgeNode(value, problem)));
}

// Every value of the block, so that what an expansion drops is noticed.
const countValues = (value) =>
  Array.isArray(value) ? value.reduce((sum, one) => sum + countValues(one), 0)
    : value !== null && typeof value === "object"
      ? Object.entries(value).reduce((sum, [key, one]) => sum + (key === "@context" ? 0 : countValues(one)), 0)
      : 1;

async function judgePage(site, base, path, problem) {
  const html = readFileSync(join(site, path), "utf8");
  const blocks = [...html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)].map(([, text]) => text);
  const hidden = /<meta name="robots" content="noindex">|http-equiv="refresh"/.test(html);
  if (hidden) return blocks.length > 0 && problem("a page that is not listed has a block");
  if (blocks.length !== 1) return problem(`${blocks.length} blocks`);
  const data = JSON.parse(blocks[0]);
  const expanded = await jsonld.expand(data, { documentLoader });
  if (countValues(data) !== countValues(expanded)) problem(`${countValues(data)} values, ${countValues(expanded)} when expanded`);
  const graph = expanded.flatMap((one) => one["@graph"] ?? [one]);
  graph.forEach((node) => judgeNode(node, problem));
  const address = base + path.replace(/index\.html$/, "");
  const trail = data["@graph"].find((one) => one["@type"] === "BreadcrumbList")?.itemListElement ?? [];
  if (trail.length > 0 && trail.at(-1).item !== address) problem(`the way leads to ${trail.at(-1).item}`);
  trail.forEach((one, at) => one.position !== at + 1 && problem(`step ${at + 1} is ${one.position}`));
  for (const [, url] of blocks[0].matchAll(/"(?:item|contentUrl)":"([^"]*)"/g)) {
    const file = decodeURI(url.slice(base.length)).replace(/(^|\/)$/, "$1index.html");
    if (!url.startsWith(base) || !existsSync(join(site, file))) problem(`nothing stands at ${url}`);
  }
  return graph.length;
}

const dcat = "http://www.w3.org/ns/dcat#";

// The catalogue of open data: nothing is dropped when it is expanded, every file stands where it says.
async function judgeCatalogue(site, base, problem) {
  const data = JSON.parse(readFileSync(join(site, "catalog.jsonld"), "utf8"));
  const [catalogue] = await jsonld.expand(data);
  if (countValues(data) !== countValues(catalogue)) problem("values are dropped when it is expanded");
  if (catalogue["@type"]?.[0] !== `${dcat}Catalog`) problem(`it is ${catalogue["@type"]}`);
  for (const set of catalogue[`${dcat}dataset`] ?? []) {
    const url = set[`${dcat}distribution`]?.[0]?.[`${dcat}downloadURL`]?.[0]?.["@id"] ?? "";
    const file = join(site, url.slice(base.length));
    if (!url.startsWith(base) || !existsSync(file)) problem(`nothing stands at ${url}`);
  }
  return (catalogue[`${dcat}dataset`] ?? []).length;
}

for (const site of process.argv.slice(2).map((path) => path.replace(/\/$/, ""))) {
  const base = JSON.parse(readFileSync(join(site, "portal.json"), "utf8")).base_url;
  const found = [];
  const pages = filesBelow(site, ".html").filter((path) => !path.startsWith("files/") && path !== "404.html");
  for (const path of pages) await judgePage(site, base, path, (text) => found.push(`${path}: ${text}`));
  report(`${basename(site)}: JSON-LD of ${pages.length} pages keeps to schema.org`, found);
  if (!existsSync(join(site, "catalog.jsonld"))) continue;
  const missing = [];
  const sets = await judgeCatalogue(site, base, (text) => missing.push(text));
  report(`${basename(site)}: DCAT of ${sets} sets is whole`, missing);
}
