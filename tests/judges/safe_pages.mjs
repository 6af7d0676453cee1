// Whatever authors wrote, pages hold only what the theme and Markdown may use: elements, attributes
// and schemes of addresses by lists, scripts and styles that are files of the site, no parse error.
//
//   node safe_pages.mjs NAME FOLDER…     every page below the folders, read by the parser parse5
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parse } from "parse5";
import { filesBelow, report } from "./report.mjs";

const words = (text) => new Set(text.split(/\s+/));
const elements = words(`a abbr article aside blockquote body br button caption code dd del details div dl dt em fieldset
  figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html img input label legend li link main math meta mfrac mi mn
  mo mover mroot mrow mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover nav noscript ol optgroup
  option output p path pre rect script section select small span strong sub summary sup svg symbol table tbody td template text
  textarea tfoot th thead time title tr ul use`);
const attributes = words(`accent accentunder action alt autocapitalize autocomplete blocking charset checked class colspan
  content d datetime defer dir disabled display displaystyle enterkeyhint fence for form height hidden href http-equiv id
  inputmode lang linethickness lspace mathvariant maxlength maxsize media minsize movablelimits multiple name novalidate open
  placeholder preserveaspectratio property readonly rel role rowspan rspace scope scriptlevel selected spellcheck src start
  stretchy tabindex text-anchor title type value viewbox width x y`);
const rels = words("alternate canonical icon next prev stylesheet search author license");
const schemes = words("http: https: mailto: tel:");
// An address is read as a browser on this page would; anything of the host below is of the site.
const here = "https://site.invalid/";

// As the standard for addresses reads it: white space and control characters vanish from a scheme.
function addressProblem(value, page) {
  let url;
  try {
    url = new URL(value, here + page);
  } catch {
    // An address whose host none can have leads nowhere: no browser follows it.
    return /^https?:\/\//i.test(value) ? "" : `no address: ${value}`;
  }
  return schemes.has(url.protocol) ? "" : `the scheme ${url.protocol} in ${value}`;
}

// 404.html names its files from the root of the host.
function isFileOfSite(folder, page, value) {
  const root = JSON.parse(readFileSync(join(folder, "portal.json"), "utf8")).base_url;
  const path = value.startsWith(new URL(root).pathname) ? value.slice(new URL(root).pathname.length) : join(dirname(page), value);
  const file = resolve(folder, decodeURI(path));
  return !/^[a-z]*:|^\/\//i.test(value) && file.startsWith(resolve(folder) + "/") && existsSync(file);
}

const rules = {
  script(of, { folder, page, text }) {
    if (of.type === "application/ld+json") {
      try {
        JSON.parse(text);
      } catch {
        return "data that is no JSON";
      }
      return of.src === undefined ? "" : "data with a src";
    }
    if (of.type !== undefined || of.src === undefined || text !== "") return "a script of its own";
    return isFileOfSite(folder, page, of.src) ? "" : `a script from elsewhere: ${of.src}`;
  },
  link(of, { folder, page }) {
    if (!rels.has(of.rel)) return `link rel=${of.rel}`;
    return of.rel !== "stylesheet" || isFileOfSite(folder, page, of.href) ? "" : `a stylesheet from elsewhere: ${of.href}`;
  },
  meta(of) {
    const policy = of["http-equiv"];
    // A redirect of an old address leads to a page of the site.
    if (policy === "refresh") return /^0; ?url=(?![a-z]+:|\/\/)/i.test(of.content) ? "" : `a refresh to ${of.content}`;
    return policy === undefined || policy === "Content-Security-Policy" ? "" : `meta http-equiv=${policy}`;
  },
  img: (of, { folder, page }) => (isFileOfSite(folder, page, of.src ?? "") ? "" : `a picture from elsewhere: ${of.src}`),
  form: (of) => (of.action === undefined || !/^[a-z]*:|^\/\//i.test(of.action) ? "" : `a form to ${of.action}`),
  use: (of) => (/^[^:?]*#[\w-]+$/.test(of.href) ? "" : `a use of ${of.href}`),
};

function* problemsOf(node, around) {
  const { tagName } = node;
  if (tagName) {
    const of = Object.fromEntries(node.attrs.map(({ name, value }) => [name, value]));
    if (!elements.has(tagName.toLowerCase())) yield `the element <${tagName}>`;
    for (const { name, value, prefix } of node.attrs) {
      if (prefix || !attributes.has(name.toLowerCase()) && !/^(data|aria)-[a-z-]+$/.test(name)) yield `<${tagName} ${name}>`;
      if (["href", "src", "action"].includes(name)) {
        const problem = addressProblem(value, around.page);
        if (problem) yield problem;
      }
    }
    const text = node.childNodes.map((child) => child.value ?? "").join("");
    const problem = rules[tagName]?.(of, { ...around, text });
    if (problem) yield problem;
  }
  for (const child of [...(node.childNodes ?? []), ...(node.content?.childNodes ?? [])]) yield* problemsOf(child, around);
}

function judge(html, folder, page) {
  const problems = [];
  const tree = parse(html, {
    sourceCodeLocationInfo: true,
    onParseError: ({ code, startLine }) => problems.push(`line ${startLine}: ${code}`),
  });
  problems.push(...problemsOf(tree, { folder, page }));
  return problems.map((problem) => `${page}: ${problem}`);
}

// The judge itself: what it must refuse, one by one, in a page that is sound otherwise.
const [name, ...folders] = process.argv.slice(2);
function isSeen(body) {
  const page = `<!doctype html><html lang="ru"><head><title>A</title></head><body>${body}</body></html>`;
  return judge(page, folders[0], "a.html").length > 0;
}
const refused = [
  "<script>a</script>", "<script src='https://a/b.js'></script>", "<p onclick='a'></p>", "<iframe></iframe>", "<style></style>",
  "<p style='a'></p>", "<a href='javascript:a'></a>", "<a href=' java\tscript:a'></a>", "<a href='data:a'></a>", "<base href='a'>",
  "<img src='https://a/b.png' alt=''>", "<form action='https://a/'></form>", "<meta http-equiv='refresh' content='0;url=https://a'>",
  "<object></object>", "<svg><script>a</script></svg>", "<svg><a xlink:href='a'></a></svg>", "<p id='a' id='b'></p>", "<b></b>",
  "<!-- --!>", "<button formaction='a'></button>", "<link rel='import' href='a'>", "<template><script>a</script></template>",
];
report("the judge of safe pages sees what is wrong", [
  ...refused.filter((body) => !isSeen(body)).map((body) => `not seen: ${body}`),
  ...(isSeen("<p class='a'><a href='b/'>c</a></p>") ? ["a sound page is refused"] : []),
]);

const problems = [];
let pages = 0;
for (const folder of folders)
  for (const page of filesBelow(folder, ".html")) {
    if (page.startsWith("files/")) continue;
    ++pages;
    problems.push(...judge(readFileSync(join(folder, page), "utf8"), folder, page));
  }
if (pages === 0) problems.push("no page was found");
report(`${name}: ${pages} pages hold only what they may`, problems);
